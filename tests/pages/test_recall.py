"""The recall questions of a lesson: explained at once, kept like every other answer, read as everywhere else."""

import json
import sqlite3
from contextlib import closing

import pytest

from lessons.content.addresses import RESUME
from lessons.content.bank import items
from lessons.content.course import course
from lessons.content.steps import QUESTIONS
from lessons.screen.parts import literal
from lessons.screen.practice import keeper
from ptcoding.learning.memory.progress import Mode
from tests.pages.practicing import arrived, asked, kept, key_of, pick, press, spoken, told
from tests.pages.screen import metrics, switched

LESSON = "minutes_and_the_table"
ITEM = items(LESSON)[0]
RIGHT = next(place for place, choice in enumerate(ITEM.choices) if choice.right)
WRONG = next(place for place, choice in enumerate(ITEM.choices) if not choice.right)
WAITING = "Your answers in the lessons aren't saved yet."


def learner():
    """A learner with a record, and nothing in it."""
    return keeper.store().enroll()


def choose(app, place, item=ITEM):
    """Choose an answer to a recall question."""
    app.radio(key=f"item_{item.key}").set_value(place).run()
    assert not app.exception
    return app


def test_an_answer_is_kept_before_it_is_explained_like_every_other():
    app = choose(arrived(LESSON, browser=learner(), step="questions"), WRONG)
    assert "**Not quite.**" in spoken(app)
    assert literal(ITEM.choices[WRONG].why) in spoken(app)
    (stored,) = kept(app)
    assert (stored.item, stored.topic, stored.kind, stored.mode) == (ITEM.key, ITEM.topic, "recall", Mode.PRACTICE)
    assert (stored.right, json.loads(stored.given)) == (False, [WRONG])
    assert "Your answers are saved without a name" in spoken(app)


def test_it_shows_under_my_progress():
    app = choose(arrived(LESSON, browser=learner(), step="questions"), RIGHT)
    switched(app, "my_progress")
    assert metrics(app) == {"Answers": "1", "Right": "100%", "Due": "0"}


def an_hour_later(database):
    """Put every answer an hour back."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE ptcoding_answer SET at = at - 3600000000")


def test_it_comes_due_in_the_mixed_review(database):
    token = learner()
    app = choose(arrived(LESSON, browser=token, step="questions"), WRONG)
    # A wrong answer comes again after a minute, and not before.
    assert "Due now" not in spoken(switched(app, "mixed_review"))
    an_hour_later(database)
    review = arrived("mixed_review", browser=token)
    assert not review.exception
    assert "Due now: 1" in spoken(review)
    assert asked(review) == ITEM
    press(pick(review, ITEM), "Check the answer")
    assert [(stored.mode, stored.right) for stored in kept(review)] == [(Mode.PRACTICE, False), (Mode.REVIEW, True)]


@pytest.mark.parametrize("slug", [lesson.slug for lesson in course().lessons])
def test_a_lesson_and_a_review_say_a_question_in_the_same_words(slug):
    said = arrived(slug, step="questions")
    for number, item in enumerate(items(slug)[:QUESTIONS], start=1):
        radio = said.radio(key=f"item_{item.key}")
        # The practice pages write a question and its choices literally: see their tests.
        assert f"**{number}.** {literal(item.question)}" in [element.value for element in said.markdown]
        assert radio.label == item.question
        # Each showing has an order of its own.
        assert sorted(radio.options) == sorted(literal(choice.text) for choice in item.choices)
        # One choice is asked for, and a lesson has no place for several.
        assert not item.many


def test_another_choice_is_explained_but_the_first_answer_stands():
    app = choose(arrived(LESSON, browser=learner(), step="questions"), WRONG)
    choose(app, RIGHT)
    assert "**Right.**" in spoken(app)
    assert [stored.right for stored in kept(app)] == [False]
    # Neither another run nor a way back to the lesson is another answer.
    choose(switched(switched(app, "practice"), LESSON), WRONG)
    assert [stored.right for stored in kept(app)] == [False]


def test_every_question_of_a_lesson_and_every_visit_is_an_answer_of_its_own():
    token = learner()
    for _ in range(2):
        app = arrived(LESSON, browser=token, step="questions")
        for item in items(LESSON)[:QUESTIONS]:
            choose(app, 0, item)
    stored = keeper.store().answers(token)
    assert [one.item for one in stored] == [item.key for item in items(LESSON)[:QUESTIONS]] * 2
    assert len({one.key for one in stored}) == 2 * QUESTIONS


def test_a_reload_finds_the_choice_again_and_another_one_is_no_second_answer():
    app = choose(arrived(LESSON, browser=learner(), step="questions"), WRONG)
    again = told(arrived(LESSON, step="questions"), key_of(app), app.session_state["device_seat"])
    assert not again.exception
    assert again.radio(key=f"item_{ITEM.key}").value == WRONG
    assert literal(ITEM.choices[WRONG].why) in spoken(again)
    choose(again, RIGHT)
    assert [stored.right for stored in kept(again)] == [False]


def test_nothing_is_stored_for_a_visitor_without_a_record(database):
    app = choose(arrived(LESSON, step="questions"), WRONG)
    assert "**Not quite.**" in spoken(app)
    assert not database.exists()
    assert RESUME not in app.query_params
    # It lasts as long as the visit does, which is said, and the pages of the visit know of it.
    assert WAITING in spoken(app)
    switched(app, "my_progress")
    assert metrics(app)["Answers"] == "1"
    assert not app.warning
    assert not database.exists()
    assert metrics(arrived("my_progress")) == {}


def test_what_waits_is_kept_with_the_first_answer_of_practice():
    app = choose(arrived(LESSON, step="questions"), RIGHT)
    choose(app, WRONG)
    switched(app, "documentation_quiz")
    press(pick(app, asked(app)), "Check the answer")
    assert next(stored.item for stored in kept(app)) == ITEM.key
    assert [stored.right for stored in kept(app)] == [True, True]
    assert WAITING not in spoken(app)


def test_what_waits_is_kept_where_the_learner_opens_a_record():
    token = keeper.store().enroll()
    app = choose(arrived(LESSON, step="questions"), RIGHT)
    switched(app, "my_progress")
    app.text_input(key="my_progress_link").set_value(token).run()
    assert not app.exception
    # What waits goes along, and the question says so.
    assert "Your answers that aren't saved yet go there too." in spoken(app)
    press(app, "Open these answers")
    assert metrics(app)["Answers"] == "1"
    assert [stored.item for stored in keeper.store().answers(token)] == [ITEM.key]
    assert WAITING not in spoken(app)


def test_a_lesson_says_where_an_address_leads_nowhere():
    app = arrived(LESSON, resume="A" * 32, step="questions")
    assert not app.exception
    assert "This link should bring your answers back" in app.error[0].value.replace("\\", "")
    assert RESUME not in app.query_params


def test_an_answer_waits_where_nothing_can_be_written(database):
    token = learner()
    app = arrived(LESSON, browser=token, step="questions")
    keeper.store().close()
    whole = database.read_bytes()
    database.write_bytes(b"garbage " * 4000)
    choose(app, RIGHT)
    assert "**Right.**" in spoken(app)
    assert app.warning[0].value.startswith("Your last answers couldn't be saved")
    keeper.store().close()
    database.write_bytes(whole)
    choose(app, RIGHT, items(LESSON)[1])
    assert not app.warning
    assert [stored.item for stored in kept(app)] == [item.key for item in items(LESSON)[:2]]


def test_a_lesson_says_before_the_first_choice_that_answers_are_not_kept_yet():
    assert WAITING in spoken(arrived(LESSON, step="questions"))
    assert WAITING not in spoken(arrived(LESSON, browser=learner(), step="questions"))
