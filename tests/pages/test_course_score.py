"""A learner whom a course sent: the record is theirs at once, and the course gets the score when the work is done."""

from datetime import timedelta
from uuid import uuid4

import pytest

from lessons.content.aim import aim_of
from lessons.content.bank import items
from lessons.content.practice_bank import pool
from lessons.content.standing import questions_of, write_aim
from lessons.screen.practice import course_score, keeper, launch
from lessons.screen.practice.exam_paper import keys_of
from lessons.server.lti import grades as sending
from lessons.server.lti.seal import learner_key
from lessons.server.lti.ticket import ticket
from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.paper.challenge import Challenge
from ptcoding.learning.paper.exam import result
from ptcoding.learning.paper.sitting import Sitting
from ptcoding.learning.store.grades import Expected
from tests.learning.answering import MONDAY, answer
from tests.pages.practicing import arrived, asked_of_browser, kept, key_of, press, spoken, told
from tests.pages.screen import switched
from tests.server.lti.platform import ITEM, LEARNER, OWN, Played, settings

LESSON = "minutes_and_the_table"
REFUSED = "This link from your course was used already or is too old"
HAS, NOT_TAKEN = "Your course has this score: 2 of 3.", "Your score is 2 of 3, and your course didn't take it."


@pytest.fixture
def platform(monkeypatch):
    """A platform of the settings, which takes scores."""
    played, lti = Played(), settings()
    for module in (launch, course_score):
        monkeypatch.setattr(module, "configured", lambda: lti)
    monkeypatch.setattr(sending.send, "__defaults__", (played,))
    launch.grades.clear()
    yield played
    launch.grades().close()
    launch.grades.clear()


def sent_to(page):
    """A learner whom a course sent to a page, as the launch leaves them; gives the key and the ticket."""
    lti = settings()
    key = learner_key(lti.secret, OWN, LEARNER)
    sealed = sending.sealed_for(lti, key, OWN, LEARNER, ITEM)
    launch.grades().arrive(key, [Expected("a" * 64, write_aim(aim_of(page)), sealed)])
    # Without a browser there is no cookie: the ticket of this test is tied to none.
    return key, ticket(lti, key, "")


def test_a_launched_learner_has_their_record_at_once_in_this_tab_and_leaves_that_of_the_browser_alone(platform):
    key, given = sent_to("minutes-and-the-table")
    app = arrived(LESSON, launch=given)
    assert not app.exception
    assert key_of(app) == key
    assert "launch" not in app.query_params
    assert asked_of_browser(app)["wish"] == {"key": key, "over": "", "tab": True}
    assert REFUSED not in spoken(app)
    # The same address once more, as a neighbor would find it in the history.
    again = arrived(LESSON, launch=given)
    assert (key_of(again), REFUSED in spoken(again)) == ("", True)
    assert "launch" not in again.query_params


def test_without_platforms_a_ticket_is_refused_and_nothing_is_made(database):
    app = arrived("my_progress", launch="x")
    assert (key_of(app), REFUSED in spoken(app)) == ("", True)
    assert not database.exists()


def blocked(app):
    """The learner's browser says that it lets this frame keep nothing."""
    return told(app, works=False)


def test_in_a_frame_that_keeps_nothing_the_address_leads_this_browser_back_after_a_reload(platform, monkeypatch):
    monkeypatch.setattr(launch, "browser", lambda: "this browser")
    lti, (key, _) = settings(), sent_to("minutes-and-the-table")
    app = blocked(arrived(LESSON, launch=ticket(lti, key, "this browser"), step="rule"))
    staying = app.query_params["launch"]
    assert key not in staying
    assert app.query_params["step"] == "rule"
    # It stays as it is with every run, and on a page that writes its own address.
    assert switched(app.run(), "unit_drills").run().query_params["launch"] == staying
    assert key_of(app) == key
    reloaded = blocked(arrived(LESSON, launch=staying, step="rule"))
    assert (key_of(reloaded), REFUSED in spoken(reloaded)) == (key, False)
    assert "launch" in reloaded.query_params
    # The address alone leads nobody else there: neither a browser with another cookie nor one with none.
    for other in ("another browser", ""):
        monkeypatch.setattr(launch, "browser", lambda other=other: other)
        stranger = arrived(LESSON, launch=staying)
        assert (key_of(stranger), REFUSED in spoken(stranger)) == ("", True)
        assert "launch" not in stranger.query_params


def test_a_browser_that_keeps_the_key_or_no_cookie_gets_no_such_address(platform, monkeypatch):
    _, given = sent_to("minutes-and-the-table")
    assert "launch" not in blocked(arrived(LESSON, launch=given)).query_params
    monkeypatch.setattr(launch, "browser", lambda: "this browser")
    key, _ = sent_to("minutes-and-the-table")
    app = arrived(LESSON, launch=ticket(settings(), key, "this browser"))
    assert "launch" not in told(app, key=key).query_params


def test_a_record_that_is_let_go_of_is_not_opened_again_by_the_address(platform, monkeypatch):
    monkeypatch.setattr(launch, "browser", lambda: "this browser")
    key, _ = sent_to("minutes-and-the-table")
    app = blocked(arrived("my_progress", launch=ticket(settings(), key, "this browser")))
    assert "launch" in app.query_params
    press(app, "Delete everything now")
    assert ("launch" in app.query_params, key_of(app), REFUSED in spoken(app)) == (False, "", False)


def chosen(app, count):
    """Answer so many questions of the lesson, the first one wrong and the others right."""
    for place, item in enumerate(items(LESSON)[:count]):
        wanted = next(at for at, choice in enumerate(item.choices) if choice.right is (place > 0))
        app.radio(key=f"item_{item.key}").set_value(wanted).run()
    assert not app.exception
    return app


def test_a_course_gets_the_score_of_a_lesson_once_when_its_last_question_is_answered(platform):
    key, given = sent_to("minutes-and-the-table")
    app = chosen(arrived(LESSON, launch=given, step="questions"), 2)
    assert (platform.scores, HAS in spoken(app)) == ([], False)
    assert len(questions_of(LESSON)) == 3
    chosen(app, 3)
    assert HAS in spoken(app)
    assert "Your course leads back to them, on any device." in spoken(app)
    ((_, score),) = platform.scores
    assert (score["userId"], score["scoreGiven"], score["scoreMaximum"]) == (LEARNER, 2, 3)
    # Neither another run nor the way back sends it again.
    switched(switched(app.run(), "practice"), LESSON)
    assert len(platform.scores) == 1
    assert launch.grades().expected(key)[0].sent == "2/3"


def test_a_score_that_the_course_does_not_take_is_said_and_sent_again_when_asked_for(platform):
    _, given = sent_to("minutes-and-the-table")
    platform.broken.add(OWN.token)
    app = chosen(arrived(LESSON, launch=given, step="questions"), 3)
    assert (NOT_TAKEN in spoken(app), HAS in spoken(app)) == (True, False)
    app.run()
    # Asked for once, not with every run.
    assert platform.asked == [OWN.token]
    platform.broken.clear()
    press(app, "Send it again")
    assert (HAS in spoken(app), NOT_TAKEN in spoken(app), len(platform.scores)) == (True, False, 1)
    assert len(kept(app)) == 3


def test_another_lesson_and_a_learner_who_came_alone_send_nothing(platform):
    _, given = sent_to("several-codes-one-day")
    chosen(arrived(LESSON, launch=given, step="questions"), 3)
    alone = keeper.store().enroll()
    chosen(arrived(LESSON, browser=alone, step="questions"), 3)
    assert platform.asked == []


def test_a_score_from_before_is_sent_when_the_exam_page_is_opened(platform):
    """A course that waited while the site was away gets what was earned."""
    key, given = sent_to("exam?exam=4711.2.50")
    sitting = str(uuid4())
    challenge = Challenge(4711, 2, 50)
    known = pool("1").known
    paper = keys_of(challenge)
    answers = [answer(one, sitting=sitting, mode=Mode.CHALLENGE, right=place == 0) for place, one in enumerate(paper)]
    found = result(challenge, [known[one] for one in paper], answers)
    keeper.store().record_all(key, answers, Sitting(sitting, MONDAY + timedelta(hours=1), found))
    app = arrived("exam", launch=given)
    assert "Your course has this score: 1 of 2." in spoken(app)
    assert [(score["scoreGiven"], score["scoreMaximum"]) for _, score in platform.scores] == [(1, 2)]
