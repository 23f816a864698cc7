"""What is said of this patient today, told from what only looks like it. Every note here is invented."""

import pytest

from ptcoding.notes.guard import blanked, read, voices
from ptcoding.notes.review import review

# What each voice says, and the same words said of today.
SAID = [
    ("asked", "Were bridges 3x10 done?", "Bridges 3x10 done."),
    ("template", "Exercise: {bridges 3x10}", "Exercise: bridges 3x10"),
    ("template", "[ ] bridges 3x10", "[x] bridges 3x10"),
    ("planned", "Will start bridges 3x10 next visit.", "Started bridges 3x10 this visit."),
    ("planned", "P: bridges 3x10", "O: bridges 3x10"),
    ("aimed", "Goal: bridges 3x10 without help", "Bridges 3x10 without help"),
    ("other", "The previous patient did bridges 3x10.", "The patient did bridges 3x10."),
    ("history", "History: bridges 3x10 at another clinic.", "Bridges 3x10."),
    ("about", "A good note should say bridges 3x10.", "Bridges 3x10."),
    ("denied", "No bridges today.", "Bridges today."),
    ("undone", "Bridges 3x10 were not done.", "Bridges 3x10 were done."),
    ("undone", "He would have done bridges 3x10 on a better day.", "He did bridges 3x10 on a better day."),
    ("undone", "If the patient had come, bridges 3x10.", "The patient had come, bridges 3x10."),
    ("about", "Keywords: bridges 3x10.", "Work: bridges 3x10."),
    ("generic", "Body mechanics were addressed.", "Body mechanics: bridges 3x10."),
    (
        "untreated",
        "Patient cancelled. Last visit did bridges 3x10.",
        "Patient tired. Last visit and today did bridges 3x10.",
    ),
]


@pytest.mark.parametrize(("voice", "unsaid", "said"), SAID)
def test_an_exercise_counts_only_where_it_was_done(voice, unsaid, said):
    assert not review(unsaid, "97110").elements["specific_exercise"].present
    assert review(said, "97110").elements["specific_exercise"].present
    assert read(unsaid).places[voice]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("functional_goal", "Goal: climb the porch steps with one rail."),
        ("progression", "Next visit: add 2 lb."),
        ("patient_response", "No pain after set 3."),
        ("medical_necessity", "History: R CVA, left hemiparesis."),
        ("skilled_intervention", "Cued not to lock the knee."),
        ("body_region", "Goal: R knee 0-120."),
        ("assistance_level", "Stood without assist."),
    ],
)
def test_an_element_is_heard_in_the_voices_that_are_its_own(key, text):
    assert review(text).elements[key].present


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # A comma ends a denial, and so does a fourth word.
        ("No pain, bridges 3x10", []),
        ("Not squats, bridges 3x10", [" squats"]),
        ("pt said no then did a set of bridges", [" then did a set"]),
    ],
)
def test_a_denial_goes_no_further_than_its_words(text, places):
    assert [text[start:end] for start, end in read(text).places["denied"]] == places


def test_a_plan_ends_at_the_next_heading():
    text = "P: bridges next. Total timed: 15 min"
    assert next(text[start:end] for start, end in read(text).places["planned"]) == "P: bridges next. "


def test_a_question_mark_inside_a_word_asks_nothing():
    assert read("?RTC tear, R shoulder").places["asked"] == ()


def test_what_is_overwritten_keeps_its_length():
    # Two places that overlap are overwritten once.
    assert blanked("abcdef", [(1, 3), (2, 5)], "-") == "a----f"
    assert blanked("abc", [], "-") == "abc"


def test_every_voice_reaches_as_far_as_the_code_knows():
    reaches = {"self", "near", "part", "slot", "field", "box", "onward", "sentence", "section", "line", "rest"}
    assert {voice.reach for voice in voices()} <= reaches
    assert {voice for voice, _, _ in SAID} == {voice.key for voice in voices()}


def test_a_period_that_shortens_a_word_ends_no_sentence():
    shown = review("Raised the seat 2 in. when she leaned.", "97110").elements["skilled_intervention"]
    assert shown.present
    assert not review("Raised the seat 2 in. When she leaned.", "97110").elements["skilled_intervention"].present


def test_what_a_long_text_says_over_and_over_is_not_read_each_time():
    text = f"{'Bridges 3x10 again ' * 600}. Coughed twice on thin liquids. 15 min."
    found = read(text)
    assert len(text) > 10_000
    # Twenty-one times three words, and what follows.
    assert len(found.words) == 21 * 3 + 7
    assert review(text, "97110").elements["minutes"].present
    assert len(read("Bridges 3x10 again " * 40).words) == 120
