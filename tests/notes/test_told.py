"""Advice that stops where a clinician's own sentence may well answer it. Every note and sentence here is invented."""

import tomllib
from pathlib import Path

import pytest

from ptcoding.notes.load import likely_finders, rubric
from ptcoding.notes.review import LONGEST_ADVISED, review

REWRITES = tomllib.loads((Path(__file__).parents[1] / "bench" / "data" / "rewrites.toml").read_text(encoding="utf-8"))

# An element, a sentence that tells it in nobody's set phrase, and one that says nothing of it.
TOLD = [
    ("progression", "The rail came off for the first time.", "Re-evaluate next week."),
    ("progression", "Two tasks at once next.", "Continue with current plan next visit."),
    ("patient_response", "Got a full lift on the last five.", "Pleasant and cooperative throughout."),
    ("patient_response", "The second time she reached for the stick on her own.", "No change in status."),
    ("functional_goal", "Roofer, has to hold nails.", "Goal: increase strength."),
    ("functional_goal", "Her husband is back at work next Monday.", "Patient is very motivated to get better."),
    ("medical_necessity", "Only his mother understands him.", "Rehab potential is good."),
    ("one_on_one", "Nobody but her.", "Aide stayed with him the whole time."),
    ("skilled_intervention", "Held his tongue tip down until he could feel it himself.", "Cueing provided."),
    ("objective_measure", "Two coughs in twelve sips.", "Gait is much better."),
]


@pytest.mark.parametrize(("key", "told", "filler"), TOLD)
def test_a_sentence_of_ones_own_stops_the_advice_and_filler_does_not(key, told, filler):
    base = "Pt seen today."
    assert key in {one.element for one in review(base, "97110").add}
    found = review(f"{base} {told}", "97110")
    assert key not in {one.element for one in found.add}
    assert key in {one.element for one in review(f"{base} {filler}", "97110").add}


def test_what_may_be_told_is_quoted_and_not_counted_as_shown():
    text = "Bridges 3x10. Got a full lift on the last five."
    found = review(text, "97110")
    assert not found.elements["patient_response"].present
    spans = found.told["patient_response"].spans
    assert spans[0].text == text[spans[0].start : spans[0].end]
    assert "the last five" in spans[0].text


def test_what_is_shown_or_not_asked_is_not_told_as_well():
    found = review("Naming task, 30 min, 14 of 20 right, no help after the first five.", "92507")
    assert not set(found.told) & {key for key, shown in found.elements.items() if shown.present}
    assert "body_region" not in found.told


@pytest.mark.parametrize(
    ("key", "text", "beside"),
    [
        ("patient_response", "Taught a face chart: pointed right 4/5.", "Taught a face chart, visit 4/5."),
        ("patient_response", "Tape under the line = 6/6.", "Tape under the line."),
        ("patient_response", "Modeled 'more' - imitated 6.", "Imitated 6 min of play."),
        ("patient_response", "Second time she did the L sleeve first.", "Second time she was seen this week."),
        ("medical_necessity", "Took double metoprolol.", "Took metoprolol."),
        ("medical_necessity", "Arm won't go in the sleeve.", "Arm goes in the sleeve."),
        ("medical_necessity", "Avoids answering in class.", "Answers in class."),
        ("body_region", "L knee", "L CVA"),
        ("body_region", "Eye patch", "Eye gaze"),
        ("body_region", "L ankle", "Post CI L"),
    ],
)
def test_plain_words_show_an_element_and_their_neighbors_do_not(key, text, beside):
    assert review(text, "92507").elements[key].present
    assert not review(beside, "92507").elements[key].present


@pytest.mark.parametrize("text", ["Did she reach for the stick the second time?", "[ ] Roofer, has to hold nails"])
def test_a_question_and_an_empty_box_tell_nothing(text):
    assert not review(text, "97110").told


def test_an_answer_is_looked_for_in_the_first_pages():
    told = "Only his mother understands him."
    assert "medical_necessity" in review(f"{'x ' * 100}. {told}", "92507").told
    assert "medical_necessity" not in review(f"{'x ' * LONGEST_ADVISED}. {told}", "92507").told


def test_minutes_that_may_be_told_are_not_called_missing():
    assert "time_missing" in {flag.kind for flag in review("Bridges 3x10.", "97110").flags}
    told = review("Bridges 3x10. Fifteen for the first unit.", "97110")
    assert "time_missing" not in {flag.kind for flag in told.flags}


def test_every_element_of_a_service_but_the_fit_has_wider_words():
    assert set(likely_finders()) == {key for key, one in rubric().items() if one.of.value == "service"} - {
        "code_intent_fit"
    }


def test_nine_in_ten_honest_sentences_of_the_kept_set_stop_their_advice():
    asked = answered = 0
    for row in REWRITES["note"]:
        for key, sentences in row["answers"].items():
            for sentence in sentences:
                asked += 1
                answered += key not in {one.element for one in review(f"{row['text']} {sentence}", row["code"]).add}
    assert asked == 190
    assert answered >= 0.9 * asked


def test_the_fit_of_a_code_is_not_asked_again_where_nothing_speaks_for_another():
    done = "We talked about a photo and answered wh questions. Broca's aphasia."
    assert "code_intent_fit" not in {one.element for one in review(done, "92507").add}
    # What was done speaks for a code of its own.
    other = "Squats 3x10 to strengthen the quads. Quad weakness."
    assert "code_intent_fit" in {one.element for one in review(other, "97140").add}
