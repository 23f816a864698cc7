"""Practice in a real browser: by keyboard alone, and every state with an answer given looked at in each look."""

import json
import re

import pytest
from playwright.sync_api import expect

from lessons.content.practice_bank import bank, editions
from ptcoding.learning.bank.item import Kind
from tests.browser.screen import LOOKS

SERIES = {"drills": "5", "level": "2", "about": "leftover"}
CHECK, NEXT, HAND_IN = "Check the answer", "Next question", "Submit"
# A link that names no edition is one of before there were any.
FIRST_CODE = f"Question 1 of {sum(item.kind == Kind.CODE for item in editions()['1'].items)}"
# The icon of an alert is read as a word before it.
VERDICT = re.compile(r"(Right|Not quite)\.")
# A stock phrase, a name, a birth date, and words that Markdown would read.
NOTE = "Pt John Miller, DOB 03/04/1951. R knee SLR 3x10, $x$ :red[y] <b>z</b>. Tolerated well. Continue POC."
EARLIER = "R knee SLR 3x10. Tolerated well. Continue POC."


def units(screen, given):
    for code, number in given.items():
        screen.fill(f"Units of {code}", str(number))
        screen.settle()


def quiz(screen):
    """A question answered."""
    screen.open("documentation_quiz", {"quiz": "4711", "kinds": "code"})
    expect(screen.page.get_by_text(FIRST_CODE)).to_be_visible()
    screen.settle()
    first = screen.page.get_by_test_id("stRadio").get_by_role("radio").first
    first.focus()
    first.press("Space")
    expect(first).to_be_checked()
    screen.press(CHECK)
    expect(screen.page.get_by_test_id("stAlert").filter(has_text=VERDICT)).to_be_visible()
    expect(screen.page.get_by_text("(your answer)")).to_have_count(1)
    expect(screen.page.get_by_text("this browser remembers how to get back to them")).to_be_visible()


def drill(screen):
    """A drill answered wrongly."""
    screen.open("unit_drills", SERIES)
    # Enter in the last field checks the answer.
    units(screen, {"97140": 1, "97110": 3})
    expect(screen.page.get_by_text("Your numbers are those of a wrong rule: Each code rounded up.")).to_be_visible()
    expect(screen.chart("Minute strip")).to_be_visible()


def exam(screen):
    """A paper handed in blank, one of its questions opened."""
    screen.open("exam", {"exam": "4711.3.50"})
    screen.press("Begin")
    # The first blank one is asked about once.
    screen.press(NEXT)
    expect(screen.page.get_by_text("press again to skip it")).to_be_visible()
    for place in (1, 2, 3):
        expect(screen.page.get_by_text(f"Question {place} of 3")).to_be_visible()
        screen.press(HAND_IN if place == 3 else NEXT)
    expect(screen.page.get_by_role("heading", name="0 of 3 right")).to_be_visible()
    for place in (1, 2, 3):
        screen.unfold(f"exam_told_{place}")
    expect(screen.page.get_by_test_id("stAlert").filter(has_text="Not answered.")).to_have_count(3)


def progress(screen):
    screen.open("my_progress")
    expect(screen.metric("Answers")).to_have_text("2")
    expect(screen.page.get_by_text("Each code rounded up: once")).to_be_visible()


def coach(screen):
    """A weak note with everything unfolded and an earlier one beside it."""
    screen.open("note_coach")
    note = screen.field("The note")
    note.fill(EARLIER)
    note.press("Control+Enter")
    expect(screen.page.get_by_text("Missing", exact=True)).to_be_visible()
    screen.press("Keep this version to compare")
    note.fill(NOTE)
    note.press("Control+Enter")
    expect(screen.page.get_by_text("This looks as if it names a person")).to_be_visible()
    expect(screen.page.get_by_role("heading", name="Since the version you kept")).to_be_visible()
    screen.unfold("coach_elements")
    before = screen.unfold("coach_compare").get_by_label("The note of the visit before")
    before.fill(EARLIER)
    before.press("Control+Enter")
    expect(screen.metric("Alike")).to_be_visible()
    expect(screen.at("stMain").locator("b:text-is('z'), .katex")).to_have_count(0)


@pytest.mark.parametrize("kind", LOOKS)
def test_what_is_explained_is_sound_to_axe_and_fits_its_screen(visitor, kind):
    screen = visitor(**LOOKS[kind])
    quiz(screen)
    screen.look(f"documentation_quiz-told-{kind}")
    for state in (drill, progress, exam):
        state(screen)
        screen.look(f"practice-{state.__name__}-{kind}")


@pytest.mark.parametrize("kind", LOOKS)
def test_the_coach_with_everything_open_is_sound_to_axe_and_fits_its_screen(visitor, kind):
    screen = visitor(**LOOKS[kind])
    coach(screen)
    screen.look(f"note_coach-everything_open-{kind}")


def test_a_question_and_a_drill_are_answered_by_keyboard_alone(screen):
    keyboard = screen.page.keyboard
    screen.open("documentation_quiz", {"quiz": "4711"})
    screen.tab_to(screen.button("Settings"))
    keyboard.press("Enter")
    # Within a row of kinds the arrows lead on.
    screen.tab_to(screen.button("What is missing"))
    keyboard.press("ArrowRight")
    keyboard.press("ArrowRight")
    expect(screen.button("Which code")).to_be_focused()
    keyboard.press("Enter")
    keyboard.press("Escape")
    expect(screen.page.get_by_text(FIRST_CODE)).to_be_visible()
    screen.settle()
    # A number chooses, and Enter checks and goes on; the next question is in view, on a short screen too.
    screen.page.set_viewport_size({"width": 390, "height": 600})
    keyboard.press("2")
    expect(screen.page.get_by_test_id("stRadio").get_by_role("radio").nth(1)).to_be_checked()
    screen.settle()
    # Enter says how sure one is, and on what was said it checks.
    screen.tab_to(screen.radio("I'm sure"))
    keyboard.press("Enter")
    expect(screen.radio("I'm sure")).to_be_checked()
    screen.settle()
    keyboard.press("Enter")
    expect(screen.page.get_by_test_id("stAlert").filter(has_text=VERDICT)).to_be_visible()
    screen.settle()
    screen.tab_to(screen.button(NEXT))
    keyboard.press("Enter")
    expect(screen.page.get_by_text("Question 2 of")).to_be_visible()
    expect(screen.at("documentation_quiz_question")).to_be_in_viewport()

    screen.open("unit_drills", SERIES)
    # 5 minutes of 97140 and 33 of 97110: 38 make 3 units, two quarter-hours and the larger leftover.
    for code, number in {"97140": "1", "97110": "2"}.items():
        # The first digit finds the first field, and Enter the next one.
        keyboard.type(number)
        expect(screen.field(f"Units of {code}")).to_have_value(number)
        keyboard.press("Enter")
        screen.settle()
    # Enter in the last empty field checks the answer.
    expect(screen.page.get_by_test_id("stAlert").filter(has_text="Right.")).to_be_visible()
    screen.settle()
    screen.tab_to(screen.button(NEXT))
    keyboard.press("Enter")
    expect(screen.page.get_by_text("Drill 2", exact=True)).to_be_visible()


def test_certificate_data_and_questions_are_saved_and_everything_is_deleted(screen, tmp_path):
    quiz(screen)
    screen.open("exam", {"exam": "4711.1.50"})
    screen.press("Begin")
    screen.press(HAND_IN)
    expect(screen.page.get_by_text("press again to skip it")).to_be_visible()
    screen.press(HAND_IN)
    screen.fill("Name on the record", "Łucja Nowak-Żak")
    screen.settle()
    with screen.page.expect_download() as waiting:
        screen.button("Save the record").click()
    waiting.value.save_as(tmp_path / "certificate.pdf")
    assert (tmp_path / "certificate.pdf").read_bytes().startswith(b"%PDF-")

    screen.open("my_progress")
    with screen.page.expect_download() as waiting:
        screen.button("Save all my data").click()
    waiting.value.save_as(tmp_path / "data.json")
    held = json.loads((tmp_path / "data.json").read_text(encoding="utf-8"))
    assert (len(held["answers"]), len(held["exams"])) == (1, 1)
    screen.open("for_instructors")
    with screen.page.expect_download() as waiting:
        screen.button("Save as GIFT").click()
    waiting.value.save_as(tmp_path / "questions.txt")
    assert (tmp_path / "questions.txt").read_text(encoding="utf-8").count("::") >= 2 * len(bank().items)

    screen.open("my_progress")
    screen.press("Delete all my data")
    screen.page.get_by_role("button", name="Delete everything now").click()
    expect(screen.page.get_by_text("All your saved data is deleted.")).to_be_visible()
    expect(screen.page.get_by_text("You have no saved answers yet.")).to_be_visible()
    assert "resume" not in screen.address()
    assert screen.key() == ""
