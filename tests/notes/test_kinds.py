"""Each kind of wording that was once misread, on both sides of its edge. Every line here is invented."""

import pytest

from ptcoding.notes.identifier import identifiers
from ptcoding.notes.intent import supports
from ptcoding.notes.review import review

# An element, a line that shows it, and one that only looks like it.
KINDS = [
    ("functional_goal", "Cannot hit a forehand at tennis for pain", "Sprained the wrist at tennis"),
    ("functional_goal", "Needs to stand at the stove to cook", "Husband in the waiting room"),
    ("functional_goal", "Goal: rise from the sofa", "Goal: increase ROM"),
    ("functional_goal", "Knee gives way on the porch steps at home", "Handles the putty at home"),
    ("patient_response", "Grip steadied after the wrist was blocked", "S: wrist pain 5/10 this morning"),
    ("patient_response", "Kept the hip level for the rest of the set", "Visit 4 of 12"),
    ("patient_response", "Coughed on 4 sips until told to tuck the chin", "No adverse effects"),
    ("patient_response", "Quit limping by the third lap", "To reduce pain with walking"),
    ("progression", "Flexion 118 (104 LV)", "Flexion 118 R, 104 L"),
    ("progression", "Girth 30.4 (-0.6 from 3/2)", "Pinch 8 lb compared to 14 lb on the other hand"),
    ("progression", "Walked alone in March. Now needs a rail.", "Was independent prior to her fall"),
    ("progression", "P: try the cane", "Did not progress the load"),
    ("objective_measure", "Pain six out of ten", "Pain is less"),
    ("objective_measure", "TAM IF 190", "Fist is tight"),
    ("objective_measure", "Standing tolerance 6 min", "Stands longer"),
    ("medical_necessity", "Homebound, taxing effort", "To address deficits."),
    ("medical_necessity", "2/2 stiff elbow", "Rested due to fatigue"),
    ("medical_necessity", "Too dizzy to drive", "Wants to be fit"),
    ("assistance_level", "Sit to stand CGA", "Patella glides inf/sup"),
    ("assistance_level", "Transfers with sup", "Student supervised by CI"),
    ("body_region", "L-sided neglect", "Traced letter r"),
    ("body_region", "Rotator cuff weak", "LAQ with 3# cuff"),
    ("dosage", "NMES 10 on/30 off", "Grip 41 pounds"),
    ("dosage", "AROM of the elbow for 5 minutes", "Seen for 45 minutes"),
    ("minutes", "27 timed min", "Attended for 5 min"),
    ("minutes", "Seen 30 minutes", "Sat up 2 x 3 min"),
    ("one_on_one", "15 min individual", "1:1 with the aide"),
    ("one_on_one", "23 minutes, nobody else in the gym", "One-on-one: {yes/no}"),
    ("one_on_one", "Individual 30 min", "Individualized program"),
    ("skilled_intervention", "Kept telling him to let the shoulder drop", "VC for form"),
    ("skilled_intervention", "She leaned, so I put a hand on her hip", "Told me she slept well"),
    ("skilled_intervention", "First-sound cue when she was stuck", "Cues given"),
    ("specific_exercise", "REIL x10", "Gait unsteady"),
    ("specific_exercise", "R ER 2x10", "ER limited to 30"),
    ("specific_exercise", "W/c propulsion 100 ft", "Therapeutic exercise"),
]


@pytest.mark.parametrize(("key", "shown", "looks_like_it"), KINDS)
def test_a_kind_is_told_from_what_looks_like_it(key, shown, looks_like_it):
    assert review(shown).elements[key].present
    assert not review(looks_like_it).elements[key].present


# What was done, in words of each service whose words were not read before.
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Named kitchen objects with a first-sound cue, aphasia after a stroke", "92507"),
        ("Minimal pairs for initial /r/ at word level", "92507"),
        ("Swallow trials with thin liquids, chin tuck, no throat clear", "92526"),
        ("Spaced retrieval for memory of the lock", "97129"),
        ("Daughter trained in transfers without the patient present", "97550"),
        ("RTM set-up, app shown and explained", "98975"),
        ("Dry needling of the upper trapezius", "20560"),
        ("Dry needling of four muscles", "20561"),
        ("Re-evaluation, plan of care revised", "97164"),
    ],
)
def test_services_beside_the_usual_ones_are_read(text, code):
    assert supports(text)[0].code == code


def test_nothing_is_held_against_a_code_whose_words_are_not_read():
    text = "Squats 3x10 for quad strength, 15 min"
    assert "wrong_intent" not in {flag.kind for flag in review(text, "92610").flags}
    assert "wrong_intent" in {flag.kind for flag in review(text, "97140").flags}


@pytest.mark.parametrize("code", ["92507", "97129"])
def test_speech_is_not_asked_for_a_limb_or_a_dose(code):
    assert {"body_region", "dosage"} & {element.key for element in review("Naming task, 30 min", code).missing} == set()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Total timed 38 min, total treatment 45 min", {"total_minutes"}),
        ("P: stairs next.\nTimed 38 min, all 1:1. Total treatment 45 min.", {"total_minutes"}),
        ("Timed minutes: 38", set()),
        ("Total treatment time 45 min", set()),
        ("03/04/2026 Ada Byron, DPT", {"date_signature"}),
        ("03/04/2026", set()),
        ("Ada Byron, DPT", set()),
    ],
)
def test_the_record_of_the_day_needs_both_halves(text, shown):
    found = review(text, "97110")
    assert {key for key in ("total_minutes", "date_signature") if found.elements[key].present} == shown
    assert {element.key for element in found.record} == {"total_minutes", "date_signature"} - shown


@pytest.mark.parametrize(("text", "is_measure"), [("Visit 7 of 16", False), ("Opened 7 of 16 jars", True)])
def test_the_number_of_a_visit_is_no_measurement(text, is_measure):
    assert review(text, "97110").elements["objective_measure"].present is is_measure


def test_the_record_of_the_day_is_no_advice_to_a_single_note():
    assert {"total_minutes", "date_signature"} & {one.element for one in review("Bridges 3x10", "97110").add} == set()


def test_a_note_of_the_kinds_names_nobody():
    assert not [text for _, shown, other in KINDS for text in (shown, other) if identifiers(text)]
