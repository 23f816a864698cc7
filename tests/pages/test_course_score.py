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
from tests.pages.practicing import arrived, asked_of_browser, kept, key_of, press, spoken
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
