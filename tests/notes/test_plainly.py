"""What says nothing of a patient, and what a record says in shorthand. Every note here is invented."""

import pytest

from ptcoding import review
from ptcoding.notes.stated import stated

BARE = "Seen in the gym. Quiet today."


@pytest.mark.parametrize(
    "filler",
    [
        "Appropriate techniques were applied.",
        "Patient's deficits affect functional mobility.",
        "The therapist maintained close supervision and skilled monitoring.",
        "Symptoms were better after therapy.",
        "Safe body mechanics were reviewed.",
        "A specific exercise program was completed as tolerated.",
        "The patient has several complex conditions that impact care.",
        "To promote safety and independence.",
        "Involved joints were treated per protocol.",
        "Clinician observed the patient closely throughout.",
    ],
)
def test_a_statement_that_fits_anybody_shows_nothing(filler):
    before, after = (review(text, "97110") for text in (BARE, f"{BARE} {filler}"))
    assert {key for key, one in after.elements.items() if one.present} == {
        key for key, one in before.elements.items() if one.present
    }
    assert {one.element for one in after.add} == {one.element for one in before.add}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Pain 6 was 3 after treatment.", "patient_response"),
        ("Techniques were used: patellar glides grade III.", "specific_exercise"),
        ("Knee buckled after treatment.", "patient_response"),
    ],
)
def test_a_statement_with_something_of_its_own_does(text, key):
    assert review(text, "97140").elements[key].present


@pytest.mark.parametrize(
    ("text", "key", "shown"),
    [
        ("0 minutes", "minutes", False),
        ("10 minutes", "minutes", True),
        ("0 min one-on-one.", "one_on_one", False),
        ("Seen 1:1 with her and two others.", "one_on_one", False),
        ("Walked 3x50' with a cane.", "minutes", False),
        ("20 min push-in.", "minutes", True),
        ("97129 15, 97130 15.", "minutes", True),
        ("I was with him for 20 min.", "minutes", True),
        ("No squats, no cues, no pain, no fatigue.", "patient_response", False),
        ("Squats, no pain after.", "patient_response", True),
    ],
)
def test_a_zero_or_a_denial_of_all_is_nothing_and_a_figure_is(text, key, shown):
    assert review(text, "97110").elements[key].present is shown


def test_work_of_another_day_is_not_shown_where_there_was_no_visit():
    found = review("Patient no show. Last visit: squats 3x10, R knee, CGA, cued heels down, pain 4 to 2.", "97110")
    assert not any(one.present for one in found.elements.values())
    assert "no_treatment" in {flag.kind for flag in found.flags}


def test_a_symptom_that_fell_is_no_time_of_day():
    # "4 to 2" read as a quarter of a day kept the missing minutes unsaid.
    found = review("Clams red band 3x10, cued hips stacked. Soreness 4 to 2.", "97110")
    assert "time_missing" in {flag.kind for flag in found.flags}


@pytest.mark.parametrize(
    ("line", "timed", "total"),
    [
        ("Timed 28 / Total 33 min.", 28, 33),
        ("Timed min 28, total 33.", 28, 33),
        ("total 28 timed/33 tx.", 28, 33),
        ("TT 33, TCT 28.", 28, 33),
        ("28 timed minutes of 33 total minutes.", 28, 33),
    ],
)
def test_both_totals_are_read_in_shorthand(line, timed, total):
    text = f"Squats 3x10. {line}"
    assert review(text, "97110").elements["total_minutes"].present
    assert (stated(text).timed, stated(text).total) == (timed, total)


@pytest.mark.parametrize(
    "line",
    [
        "3/9/26 G. Marsh PT",
        "2026-03-09 H. Okoye COTA/L",
        "P. Lane MS CCC-SLP 3/9/26",
        "DOS 3/9/26 /s/ B Orr",
        "March 9, 2026. T Bly, DPT",
    ],
)
def test_a_date_and_a_signature_are_read_in_shorthand(line):
    assert review(f"Squats 3x10. {line}", "97110").elements["date_signature"].present


def test_a_date_alone_signs_nothing():
    assert not review("Squats 3x10. 3/9/26 Seen by PT", "97110").elements["date_signature"].present


def test_a_label_that_opens_a_full_note_is_no_objection():
    full = "Neuro re-ed 15 min. Tandem on foam 4x20 s, cued hips over feet."
    assert "label_only" not in {flag.kind for flag in review(full, "97112").flags}
    assert "label_only" in {flag.kind for flag in review("Neuro re-ed 15 min. Good day.", "97112").flags}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bike 20 min, then the pulleys alone while therapist charted.", "unskilled"),
        ("Leg machines on his own as PT wrote evals, 30 min.", "unskilled"),
        ("Aide led patient in heel raises 2x10, 15 min.", "unskilled"),
        ("Walked in the hallway 200 ft, SBA, 15 min. No issues.", "unskilled"),
        ("97110 with Mrs. K and 97530 with this patient, back and forth, both 1:1.", "shared"),
        ("Patient declined. Temp 101. Bill 97530.", "no_treatment"),
        ("The elbow of the reps bent 3x8 and the porch was stiff.", "senseless"),
        ("Reached 90 degrees of safety in 10 minutes.", "senseless"),
        ("squat 12 minutes elbow cue reach 3x10 tight goal stairs weak CGA limp better pain 1:1", "disordered"),
    ],
)
def test_what_needed_no_therapist_or_makes_no_sense_is_flagged(text, kind):
    assert kind in {flag.kind for flag in review(text, "97110").flags}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wrote in her notes while OT timed her, 20 min.", "unskilled"),
        ("Aide watched; therapist guided the heel raises, 15 min.", "unskilled"),
        ("Walked in the hall 200 ft, SBA, cued to lift the left toe, 15 min.", "unskilled"),
        ("Alternated back and forth steps over a line, 1:1, 10 min.", "shared"),
        ("She declined stairs for knee pain, squats 3x10, 15 min.", "no_treatment"),
        ("Back of the knee stiff, kitchen stairs x4, 110 degrees of flexion, 15 min.", "senseless"),
    ],
)
def test_what_only_sounds_alike_is_not(text, kind):
    assert kind not in {flag.kind for flag in review(text, "97110").flags}


def test_a_sentence_on_what_good_notes_say_is_about_notes():
    found = review("A strong note says bridges 3x10, cued ribs down, 15 min.", "97110")
    assert not any(one.present for one in found.elements.values())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Named the saw right off.", False),
        ("Left stove on twice.", False),
        ("Left foot on the step.", True),
        ("Home on L3 liquids.", False),
        ("L3 stiff.", True),
        ("Cuff deflated by RT.", False),
        ("Rotator cuff weak.", True),
        ("6 mL left in the syringe.", False),
        ("Raised her hand in class.", False),
        ("Raised her hand to shoulder height.", True),
    ],
)
def test_a_word_that_is_no_part_of_a_body_names_none(text, shown):
    assert review(text, "92507").elements["body_region"].present is shown


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Phrases 6/9 with SLP clapping the beat.", "skilled_intervention"),
        ("When stuck I have him sketch it.", "skilled_intervention"),
        ("Needed the first sound for ladle.", "skilled_intervention"),
        ("Sip cut to 3 ml.", "skilled_intervention"),
        ("CGA to SBA after lowering the bench.", "skilled_intervention"),
        ('Talk falls to 62 after 3 min, prompt "big voice" brings it back to 70.', "patient_response"),
        ("Headache 5/10 at start, 2 at end.", "patient_response"),
        ("Describing it first, and that got 3 more.", "patient_response"),
    ],
)
def test_skill_and_response_are_heard_in_the_plain_words_of_a_speech_note(text, key):
    assert review(text, "92507").elements[key].present


def test_a_name_is_no_shortness_of_breath():
    shown = [review(text, "97110").elements["medical_necessity"].present for text in ("C/o DOE", "Signed J. Doe, PT")]
    assert shown == [True, False]


@pytest.mark.parametrize("text", ["Pt refused therapy today due to nausea.", "asdf qwer zxcv"])
def test_where_nothing_was_done_nothing_is_called_missing(text):
    found = review(text, "97110")
    assert (found.missing, [element.key for element in found.record]) == ((), ["date_signature"])
    assert {flag.kind for flag in found.flags} <= {"no_treatment", "no_note"} != set()


def test_a_short_note_is_a_note():
    for text in ("Pt seen.", "Knee", "Bike", "TKE"):
        assert "no_note" not in {flag.kind for flag in review(text).flags}
        assert review(text).missing


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("Targeted /r/ in phrases, 14/20.", False),
        ("Signed B. Roe, SLP. Naming of pictures 8/10.", False),
        ("Squats 3x10.", True),
    ],
)
def test_speech_is_not_asked_for_a_joint(text, is_asked):
    assert ("body_region" in {element.key for element in review(text).missing}) is is_asked


def test_where_somebody_lives_is_no_task():
    told = [
        review(f"{text} Squats 3x10.", "97110").told
        for text in ("Lives in Boise.", "Patient lives in Boise and feeds goats.")
    ]
    assert ["functional_goal" in one for one in told] == [False, True]


def test_a_sleeve_that_is_pumped_is_no_dressing():
    assert review("Pneumatic sleeve to R arm, 30 min, for lymphedema.").supports[0].code == "97016"
    assert review("Threaded L arm through the sleeve, min A.").supports[0].code == "97535"
