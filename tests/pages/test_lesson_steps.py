"""A lesson in five steps: one on the screen, its address kept, and every task within reach."""

import pytest

from lessons.content.course import cases, course
from lessons.content.steps import QUESTIONS, asked, earlier, moved, reading_minutes
from lessons.screen.practice import keeper
from tests.pages.practicing import arrived, key_of, pick, press, spoken
from tests.pages.practicing import asked as practiced
from tests.pages.screen import named, opened, switched

LESSONS = [lesson.slug for lesson in course().lessons]
TASKS = [(slug, task) for slug in LESSONS for task in asked(slug).tasks]
NUMBERED = next(slug for slug in LESSONS if not asked(slug).guess.choices)


def at(slug, step):
    """A lesson at one of its steps."""
    app = opened(slug)
    app.session_state[f"{slug}_step"] = step
    app.run()
    assert not app.exception
    return app


def said(app):
    return "\n".join(element.value for element in (*app.markdown, *app.success, *app.warning))


@pytest.mark.parametrize("slug", LESSONS)
def test_every_step_of_a_lesson_is_drawn_alone(slug):
    seen = {step: said(at(slug, step)) for step in ("guess", "see", "rule", "try", "questions")}
    assert len(set(seen.values())) == 5


@pytest.mark.parametrize("slug", LESSONS)
def test_nothing_stands_below_a_guess_until_it_is_made(slug):
    app = opened(slug)
    assert [button for button in app.button if button.label.startswith("Next")] == []
    guess = asked(slug).guess
    if guess.choices:
        named(app.radio, guess.ask).set_value(guess.choices[guess.right]).run()
    else:
        named(app.number_input, guess.ask).set_value(guess.number).run()
    assert app.success[0].value.startswith("**Right.**")
    assert "Next: See it" in [button.label for button in app.button]


def test_a_wrong_number_is_told_with_the_reason():
    app = opened(NUMBERED)
    named(app.number_input, asked(NUMBERED).guess.ask).set_value(99).run()
    assert app.warning[0].value.startswith("**Not quite.**")


def test_next_leads_on_and_the_address_keeps_the_step():
    app = at(LESSONS[0], "see")
    assert app.query_params["step"] == "see"
    next(button for button in app.button if button.label == "Next: Rule").click().run()
    assert app.query_params["step"] == "rule"
    next(button for button in app.button if button.label == "Back").click().run()
    assert app.query_params["step"] == "see"


def test_an_address_with_a_step_opens_there_and_a_strange_one_at_the_beginning():
    for given, found in (("try", "try"), ("nonsense", None)):
        app = arrived(LESSONS[0], step=given)
        assert not app.exception
        assert app.query_params.get("step") == found


@pytest.mark.parametrize(("slug", "task"), TASKS, ids=lambda value: value if isinstance(value, str) else value.case)
def test_a_task_is_not_met_by_the_case_and_is_met_by_its_answer(slug, task):
    case = next(case for case in cases(slug) if case.key == task.case)
    assert not task.is_met(case.visit)
    assert task.is_met(moved(case.visit, task.answer))


@pytest.mark.parametrize("slug", LESSONS)
def test_every_case_of_a_lesson_has_a_task_and_can_be_opened(slug):
    assert {case.key for case in cases(slug)} == {task.case for task in asked(slug).tasks}
    for task in asked(slug).tasks:
        app = at(slug, "try")
        app.session_state[f"{slug}_case"] = task.case
        app.run()
        assert not app.exception
        assert f"**{task.do}**" in said(app)
        assert "Not there yet." in [caption.value for caption in app.caption]


def test_a_task_is_met_on_the_page():
    app = at("minutes_and_the_table", "try")
    app.session_state["minutes_and_the_table_case"] = "one-more-minute"
    app.run()
    named(app.slider, "Minutes of 97110").set_value(37).run()
    assert app.success[0].value.startswith("Done.")


def test_a_case_is_finished_by_the_learner():
    app = at("minutes_and_the_table", "try")
    for code, units in (("97110", 1), ("97112", 0)):
        named(app.number_input, f"Units of {code}").set_value(units)
    next(button for button in app.button if button.label == "Check").click().run()
    assert app.success[0].value == "Right: 97110 × 1 and 97112 × 0."


@pytest.mark.parametrize("slug", LESSONS)
def test_the_questions_are_three_and_one_of_the_lesson_before(slug):
    app = at(slug, "questions")
    assert len(app.radio) == QUESTIONS + (slug != LESSONS[0])
    before = earlier(slug)
    assert (before is None) == (slug == LESSONS[0])


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_takes_no_more_than_twelve_minutes(slug):
    assert 5 <= reading_minutes(slug) <= 12


def test_the_course_shows_how_far_a_lesson_was_taken():
    app = at(LESSONS[0], "rule")
    app.switch_page("site/the_course.py").run()
    assert not app.exception
    links = [link.label for link in app.get("page_link")]
    there = f"{course()[LESSONS[0]].title}, step 3 of 5"
    assert [label for label in links if "step" in label] == [there, f"Continue: {there}"]
    # Nobody has a record yet, and the page says what becomes of it.
    assert "How far you got is remembered until you close this tab." in spoken(app)


def linked(app, label):
    """Where a link leads, with the parameters of its address."""
    (found,) = [link.proto for link in app.get("page_link") if link.proto.label.startswith(label)]
    return found.page, found.query_string


def test_another_visit_continues_the_lesson_that_was_left_last():
    token = keeper.store().enroll()
    first = arrived(LESSONS[0], browser=token, step="questions")
    for slug, step in ((LESSONS[2], "see"), (LESSONS[1], "rule"), (LESSONS[2], "guess")):
        first.query_params["step"] = step
        switched(first, slug)
        assert not first.exception
    # 0 the guess ... 4 the questions; a step back keeps nothing.
    assert [(one.lesson, one.step) for one in keeper.store().lessons(token)] == [
        (LESSONS[0], 4), (LESSONS[2], 1), (LESSONS[1], 2),
    ]  # fmt: skip
    home = arrived("home", browser=token)
    assert not home.exception
    title = course()[LESSONS[1]].title
    assert f"Continue: {title}, step 3 of 5" in [link.label for link in home.get("page_link")]
    assert linked(home, "Continue")[1] == "step=rule"
    learn = switched(home, "the_course")
    assert "How far you got in each lesson is saved with your answers." in spoken(learn)
    icons = {link.proto.label: link.proto.icon for link in learn.get("page_link")}
    assert icons[course()[LESSONS[0]].title] == ":material/check_circle:"


def test_reading_begins_no_record_and_its_steps_go_with_the_first_answer(database):
    app = at(LESSONS[0], "rule")
    switched(app, "home")
    assert not database.exists()
    switched(app, "documentation_quiz")
    press(pick(app, practiced(app)), "Check the answer")
    assert [(one.lesson, one.step) for one in keeper.store().lessons(key_of(app))] == [(LESSONS[0], 2)]


def test_steps_that_could_not_be_kept_wait_and_go_with_the_next(database):
    token = keeper.store().enroll()
    app = arrived(LESSONS[0], browser=token, step="see")
    keeper.store().close()
    whole = database.read_bytes()
    database.write_bytes(b"garbage " * 4000)
    app.session_state[f"{LESSONS[0]}_step"] = "rule"
    app.run()
    assert not app.exception
    keeper.store().close()
    database.write_bytes(whole)
    app.session_state[f"{LESSONS[0]}_step"] = "try"
    app.run()
    assert [one.step for one in keeper.store().lessons(token)] == [3]


def test_what_is_forgotten_here_is_no_longer_shown():
    app = arrived(LESSONS[0], browser=keeper.store().enroll(), step="rule")
    switched(app, "my_progress")
    press(app, "Forget it now")
    switched(app, "the_course")
    assert [link.label for link in app.get("page_link") if "step" in link.label] == []
