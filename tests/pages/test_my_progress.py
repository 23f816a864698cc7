"""What is kept of a learner: shown, taken along, deleted, refused, and kept waiting where nothing can be written."""

import json
import sqlite3
from contextlib import closing

import pytest

from lessons.content.addresses import RESUME
from lessons.screen.practice import keeper
from ptcoding.learning.store.place import VARIABLE
from ptcoding.learning.store.store import Store
from tests.learning.answering import answer, is_known
from tests.pages.practicing import (
    arrived,
    asked,
    asked_of_browser,
    bytes_of,
    kept,
    key_of,
    pick,
    press,
    spoken,
    told,
    verdicts,
)
from tests.pages.screen import metrics, named

PAGES = ("my_progress", "practice", "documentation_quiz", "unit_drills", "mixed_review", "exam")
CHECK, NEXT, DELETE = "Check the answer", "Next question", "Delete everything now"
OPEN, STAY, FORGET = "Open these answers", "Stay with mine", "Forget it now"
EMPTY = "You have no saved answers yet."
WAITING = "Your last answers couldn't be saved and are waiting on this page."
UNREAD = "Your answers can't be read right now."
LINK = "Have a link from before? Open it, or paste its last part here."


def learner(*answers):
    """A learner with answers."""
    token = keeper.store().enroll()
    keeper.store().record_all(token, answers)
    return token


def answered():
    """A visitor who has answered one question of the quiz rightly."""
    app = arrived("documentation_quiz")
    press(pick(app, asked(app)), CHECK)
    assert not app.exception
    return app


def progress(app):
    app.switch_page("site/my_progress.py").run()
    assert not app.exception
    return app


def test_nothing_is_said_to_be_kept_before_the_first_answer(database):
    app = arrived("my_progress")
    assert not app.exception
    assert EMPTY in spoken(app)
    assert [button.label for button in app.button] == []
    assert RESUME not in app.query_params
    assert not database.exists()


def test_an_answer_shows_with_the_link_that_leads_back_to_it():
    app = progress(answered())
    assert metrics(app) == {"Answers": "1", "Right": "100%", "Due": "0"}
    # A right answer comes again after ten minutes, when it is not held for learned yet.
    assert "Nothing is due now" in spoken(app)
    assert "The next one is due " in spoken(app)
    token = key_of(app)
    assert f"progress?resume={token}" in spoken(app)
    later = arrived("my_progress", browser=token)
    assert metrics(later)["Answers"] == "1"
    press(app.switch_page("site/documentation_quiz.py").run(), NEXT)
    press(pick(app, asked(app), right=False), CHECK)
    # The link shows what was answered since: one right of two.
    later.run()
    assert metrics(later)["Answers"] == "2"
    assert metrics(later)["Right"] == "50%"


def test_the_link_can_be_pasted_whole_or_in_part():
    token = learner(answer(), answer(right=False, after=1))
    for pasted in (token, f"  {token} ", f"http://localhost:8501/progress?resume={token}"):
        app = arrived("my_progress")
        named(app.text_input, LINK).set_value(pasted).run()
        assert not app.exception
        # It is asked first: nobody joins a record by a paste alone.
        assert key_of(app) == ""
        press(app, OPEN)
        assert metrics(app)["Answers"] == "2"
        assert metrics(app)["Right"] == "50%"
        assert key_of(app) == token


@pytest.mark.parametrize(
    "page", ["my_progress", "practice", "documentation_quiz", "unit_drills", "mixed_review", "exam"]
)
@pytest.mark.parametrize("forged", ["A" * 32, "x", "<b>x</b>" * 4, "A" * 5000, "../../etc/passwd", "' OR 1=1 --"])
def test_a_link_that_leads_nowhere_is_refused_in_words_and_not_repeated_whole(page, forged):
    learner(answer())
    app = arrived(page, resume=forged)
    assert not app.exception
    (error,) = app.error
    assert "This link should bring your answers back, but it doesn't" in error.value.replace("\\", "")
    assert len(error.value) < 400
    assert "<b>" not in error.value
    assert RESUME not in app.query_params
    if len(forged) > 6:
        assert forged not in spoken(app)
        assert forged not in spoken(app).replace("\\", "")


def test_nearly_the_right_link_is_refused_without_saying_how_near():
    token = learner(answer())
    near = ("A" if token[0] != "A" else "B") + token[1:]
    app = arrived("my_progress", resume=near)
    assert token[6:] not in spoken(app)
    assert EMPTY in spoken(app)


def test_a_wrong_link_that_is_pasted_leaves_ones_own_answers_in_place():
    app = progress(answered())
    token = key_of(app)
    named(app.text_input, LINK).set_value("B" * 32).run()
    assert not app.exception
    assert len(app.error) == 1
    assert metrics(app)["Answers"] == "1"
    assert key_of(app) == token


def test_the_wrong_rules_met_are_listed_by_name():
    token = learner(
        *(
            answer(f"drill:{place}", kind="units", right=False, after=place, diagnosis="each_alone")
            for place in range(3)
        ),
        answer("drill:x", kind="units", right=False, after=9, diagnosis="a-rule-that-is-gone"),
    )
    app = arrived("my_progress", browser=token)
    assert not app.exception
    assert "- **Each code rounded alone**: 3 times" in spoken(app)


def test_a_topic_that_the_course_no_longer_has_is_no_error():
    app = arrived("my_progress", browser=learner(answer("gone", topic="T99")))
    assert not app.exception
    assert metrics(app)["Answers"] == "1"


def test_what_is_exported_is_what_was_answered():
    app = arrived("unit_drills", drills="5", level="2", about="leftover")
    for code, units in {"97140": 1, "97110": 3}.items():
        named(app.number_input, f"Units of {code}").set_value(units)
    progress(press(app, CHECK))
    assert named(app.get("download_button"), "Save all my data")
    held = json.loads(json.dumps(keeper.store().export(key_of(app))))
    (stored,) = held["answers"]
    assert (stored["item"], stored["right"], stored["diagnosis"]) == ("drill:leftover", False, "ceiling_each")
    assert key_of(app) not in json.dumps(held)


def test_everything_is_deleted_at_once_and_the_page_says_so(database):
    app = progress(answered())
    token, (stored,) = key_of(app), kept(app)
    assert stored.key.encode() in bytes_of(database)
    press(app, DELETE)
    assert not app.exception
    assert [success.value for success in app.success] == ["All your saved data is deleted."]
    assert EMPTY in spoken(app)
    assert RESUME not in app.query_params
    assert token not in spoken(app)
    assert stored.key.encode() not in bytes_of(database)
    assert not is_known(keeper.store(), token)
    # It is said once.
    app.run()
    assert not app.success
    # The next answer begins anew, under another address.
    app.switch_page("site/documentation_quiz.py").run()
    press(app, NEXT)
    press(pick(app, asked(app)), CHECK)
    assert key_of(app) != token
    assert len(kept(app)) == 1


def test_one_learner_deletes_nothing_of_another():
    other = learner(answer("quiz-of-another"))
    press(progress(answered()), DELETE)
    assert [stored.item for stored in keeper.store().answers(other)] == ["quiz-of-another"]


def test_an_answer_waits_while_the_place_is_gone_and_is_stored_once_it_is_back(database):
    # A file stands where the folder should be.
    database.parent.write_text("no folder")
    app = answered()
    (warning,) = app.warning
    assert warning.value.startswith(WAITING)
    assert str(database.parent) not in warning.value
    assert "Right." in verdicts(app)
    progress(app)
    assert metrics(app)["Answers"] == "1"
    assert WAITING in spoken(app)
    database.parent.unlink()
    app.switch_page("site/documentation_quiz.py").run()
    press(app, NEXT)
    press(pick(app, asked(app), right=False), CHECK)
    assert not app.exception
    assert not app.warning
    assert [stored.right for stored in kept(app)] == [True, False]


def test_a_locked_file_makes_an_answer_wait(database, monkeypatch):
    app = answered()
    keeper.store().close()
    keeper.store.clear()
    monkeypatch.setattr(Store, "of_environment", lambda: Store(f"sqlite:///{database}", wait=0.2))
    press(app, NEXT)
    pick(app, asked(app))
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        press(app, CHECK)
        assert not app.exception
        assert WAITING in spoken(app)
        assert "Right." in verdicts(app)
        progress(app)
        # What can be read is shown, with what waits.
        assert metrics(app)["Answers"] == "2"
        press(app, DELETE)
        assert "Your answers couldn't be deleted" in spoken(app).replace("\\", "")
        assert metrics(app)["Answers"] == "2"
        other.execute("ROLLBACK")
    app.switch_page("site/documentation_quiz.py").run()
    press(app, NEXT)
    press(pick(app, asked(app)), CHECK)
    assert WAITING not in spoken(app)
    assert len(kept(app)) == 3


def test_a_folder_in_the_place_of_the_file_is_said(database):
    database.mkdir(parents=True)
    assert answered().warning[0].value.startswith(WAITING)


def test_an_address_of_no_known_database_is_said_without_its_password(monkeypatch):
    monkeypatch.setenv(VARIABLE, "mysql://me:hunter2@host/db")
    keeper.store.clear()
    app = answered()
    (warning,) = app.warning
    assert warning.value.startswith(WAITING)
    assert "hunter2" not in spoken(app)
    for page in ("practice", "mixed_review", "exam", "my_progress"):
        app.switch_page(f"site/{page}.py").run()
        assert not app.exception
    monkeypatch.undo()
    keeper.store.clear()


def test_answers_that_cannot_be_read_are_not_said_to_be_none(database):
    token = learner(answer(), answer(after=1))
    keeper.store().close()
    whole = database.read_bytes()
    database.write_bytes(b"garbage " * 4000)
    app = arrived("my_progress", browser=token)
    assert not app.exception
    assert EMPTY not in spoken(app)
    assert UNREAD in spoken(app)
    assert key_of(app) == token
    # Once it is back, the same page shows them again and says no more of it.
    keeper.store().close()
    database.write_bytes(whole)
    app.run()
    assert metrics(app)["Answers"] == "2"
    assert UNREAD not in spoken(app)


def test_answers_deleted_in_another_tab_are_begun_anew():
    first = answered()
    token = key_of(first)
    second = arrived("documentation_quiz", browser=token)
    press(progress(first), DELETE)
    for _ in range(2):
        press(pick(second, asked(second)), CHECK)
        assert not second.exception
        press(second, NEXT)
    assert key_of(second) != token
    assert len(kept(second)) == 2
    assert not second.warning


def test_two_tabs_with_one_link_keep_both_answers():
    first = answered()
    second = arrived("unit_drills", browser=key_of(first), drills="5", level="2", about="leftover")
    for code, units in {"97140": 1, "97110": 2}.items():
        named(second.number_input, f"Units of {code}").set_value(units)
    press(second, CHECK)
    press(first, NEXT)
    press(pick(first, asked(first)), CHECK)
    assert len(kept(first)) == len(kept(second)) == 3


def test_a_record_that_begins_is_handed_to_the_browser_in_the_run_that_explains_the_answer():
    app = answered()
    # What was believed to be kept goes with it: another tab's key would stay.
    assert asked_of_browser(app)["wish"] == {"key": key_of(app), "over": "", "tab": False}
    assert "We don't know yet if this browser can remember how to get back to them" in spoken(app)
    told(app, key_of(app))
    assert asked_of_browser(app)["wish"] is None
    assert asked_of_browser(app)["heard"] == {"key": key_of(app), "works": True}
    assert "and this browser remembers how to get back to them" in spoken(app)
    assert "Right." in verdicts(app)


def test_a_browser_that_stores_nothing_is_told_and_the_session_goes_on():
    app = told(answered(), works=False)
    assert "this browser is set to store nothing" in app.warning[0].value
    press(app, NEXT)
    press(pick(app, asked(app)), CHECK)
    assert len(kept(app)) == 2
    assert metrics(progress(app))["Answers"] == "2"
    assert f"progress?resume={key_of(app)}" in spoken(app)


@pytest.mark.parametrize("said", [{}, {"key": 7, "seat": [], "works": "yes"}, {"key": "A" * 5000}, {"key": "<b>x</b>"}])
def test_what_no_browser_of_ours_says_opens_nothing(said):
    app = told(arrived("my_progress"), **{"key": "", **said})
    assert not app.exception
    assert key_of(app) == ""
    assert EMPTY in spoken(app)


@pytest.mark.parametrize("page", PAGES)
def test_an_old_address_asks_before_it_opens_anything_and_says_whose_progress_it_is(page):
    # Monday in the answers is March 2, 2026; ten days later is March 12.
    other = learner(answer(), answer(after=10 * 24 * 60))
    mine = learner(answer("mine"))
    app = told(arrived(page, resume=other), mine)
    assert not app.exception
    assert key_of(app) == mine
    assert "**2 answers, the last on March 12, 2026**" in spoken(app)
    assert "**1 answer, on March 2, 2026**" in spoken(app)
    assert RESUME not in app.query_params
    press(app, STAY)
    assert OPEN not in [button.label for button in app.button]
    assert key_of(app) == mine
    assert asked_of_browser(app)["wish"] is None


def test_nobody_joins_a_record_by_answering_at_a_pasted_address():
    other = learner(answer())
    app = arrived("documentation_quiz", resume=other)
    assert "Here you have: **no answers**" in spoken(app)
    press(pick(app, asked(app)), CHECK)
    assert key_of(app) not in {"", other}
    assert len(keeper.store().answers(other)) == 1


def test_opening_other_answers_has_the_browser_keep_them_in_place_of_ones_own():
    other, mine = learner(answer()), learner(answer("mine"))
    app = told(arrived("my_progress", resume=other), mine)
    assert "Copy your own link under My progress first" in spoken(app)
    press(app, OPEN)
    assert key_of(app) == other
    assert asked_of_browser(app)["wish"] == {"key": other, "over": mine, "tab": False}
    assert metrics(app)["Answers"] == "1"
    # Neither record has lost or got anything.
    assert [[one.item for one in keeper.store().answers(token)] for token in (other, mine)] == [["quiz-1"], ["mine"]]


def test_ones_own_old_address_asks_nothing():
    mine = learner(answer())
    app = told(arrived("my_progress", resume=mine), mine)
    assert OPEN not in [button.label for button in app.button]
    assert metrics(app)["Answers"] == "1"


def test_a_record_that_is_deleted_while_it_is_asked_about_is_asked_about_no_more():
    other = learner(answer())
    app = arrived("my_progress", resume=other)
    keeper.store().delete(other)
    app.run()
    assert not app.exception
    assert OPEN not in [button.label for button in app.button]


def test_a_refusal_is_not_wiped_away_by_the_word_of_the_browser():
    mine = learner(answer())
    app = told(arrived("my_progress", resume="A" * 32), mine)
    assert "This link should bring your answers back" in app.error[0].value
    assert metrics(app)["Answers"] == "1"
    assert not app.run().error


def test_the_device_forgets_and_the_answers_stay():
    mine = learner(answer())
    app = press(arrived("my_progress", mine), FORGET)
    assert asked_of_browser(app)["wish"] == {"key": "", "over": mine, "tab": False}
    assert EMPTY in spoken(app)
    assert mine not in spoken(app)
    assert len(keeper.store().answers(mine)) == 1
    assert metrics(press(arrived("my_progress", resume=mine), OPEN))["Answers"] == "1"


def test_what_one_tab_forgot_the_others_forget_too():
    mine = learner(answer())
    app = told(arrived("my_progress", mine), "")
    assert "another tab forgot it" in spoken(app)
    assert EMPTY in spoken(app)
    assert len(keeper.store().answers(mine)) == 1


def test_what_one_tab_opened_the_others_show_and_say_so():
    mine, other = learner(answer()), learner(answer(), answer(after=1))
    app = told(arrived("my_progress", mine), other)
    assert "Other answers were opened in another tab" in spoken(app)
    assert metrics(app)["Answers"] == "2"


def test_an_answer_from_before_the_browser_spoke_joins_the_record_that_it_keeps():
    mine = learner(answer("before"))
    app = answered()
    new = key_of(app)
    told(app, mine)
    assert key_of(app) == mine
    assert [stored.item == "before" for stored in kept(app)] == [True, False]
    assert not is_known(keeper.store(), new)
    assert "Right." in verdicts(app)


def test_a_key_of_the_browser_that_leads_nowhere_gives_way_to_a_new_record():
    app = told(answered(), "A" * 32)
    assert len(kept(app)) == 1
    assert asked_of_browser(app)["wish"] == {"key": key_of(app), "over": "A" * 32, "tab": False}


def test_an_answer_first_wrong_is_not_called_remembered():
    app = arrived("documentation_quiz")
    press(pick(app, asked(app), right=False), CHECK)
    (chart,) = progress(app).get("vega_lite_chart")
    assert "no question right at the last try" in chart.proto.alt
    assert "100%" not in chart.proto.alt
