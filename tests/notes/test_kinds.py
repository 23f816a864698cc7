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
    ("minutes", "MT to L lateral epicondyle 8 min", "Late 8 min"),
    ("minutes", "DN with 3 needles 10 min", "Needs 10 min"),
    ("minutes", "Gait with walker 15 min", "Walks 15 min"),
    ("minutes", "Gait with a cane 15 min", "Can stand 15 min"),
    ("minutes", "Face washing 12 min", "Was 12 min"),
    ("minutes", "10 min of diagonals", "10 min ago"),
    ("minutes", "Overhead reach 10 min", "Over 10 min"),
    ("minutes", "Taught home exercise, 20 min", "Home exercise, 20 min"),
    ("minutes", "Thera ex 30'", "LAQ 3x30'"),
    ("minutes", "TE: 15 / NMR: 10", "TE: 15 reps"),
    ("progression", "Pain 6/10 before, 4/10 after", "Pain 6/10 before, 6/10 after"),
    ("progression", "Sway decreased 8 to 5 cm", "Sway 5 cm"),
    ("patient_response", "Sway decreased 8 to 5 cm", "Increased 8 to 10 reps"),
    ("patient_response", "Some relief after glides", "In chair for pressure relief"),
    ("skilled_intervention", "PTA slowed his descent by hand", "PTA under supervision: squats 3x10"),
    ("dosage", "Squats 2x", "Fell 2x"),
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
    ("functional_goal", "Wants off the thickener", "Wants less pain"),
    ("functional_goal", "Peers tease him about his lisp at recess", "Parents brought him"),
    ("functional_goal", "Bedroom is upstairs", "Handout to do at home."),
    ("functional_goal", "Trouble at work, she is a dispatcher", "Ed on body mechanics."),
    ("patient_response", "Three sips, then switched to a cup, relaxed.", "No prosthesis."),
    ("patient_response", "LBP 7 to 4", "New fall 6/19, bruised knee"),
    ("patient_response", "Gagged on the spoon", "Patient enjoyed the session and smiled."),
    ("progression", "72 dB prior.", "P: cont ST 3x/week"),
    ("progression", "Socks min A (Mod A Mon)", "7/12 vs 3/12 without the stim"),
    ("objective_measure", "Imitated 11/20", "Seen for imitation"),
    ("objective_measure", "Scuffs 1 in 4", "Scuffs the toe"),
    ("medical_necessity", "Phonological delay", "No s/s asp"),
    ("assistance_level", "Shirt indep", "Named items 60% indep"),
    ("body_region", "L TKA", "3 of 6 entries right."),
    ("dosage", "Thin liquid, 10 tsp", "Oriented x3"),
    ("minutes", "Swallow tx at breakfast x 28 min", "Rest break 5 min"),
    ("skilled_intervention", "SLP covered the next line", "Skilled facilitation."),
    ("skilled_intervention", "Pelvis dropped so back to double leg", "Was so tired"),
    ("skilled_intervention", "Cleared with a cued cough", "Educated in energy conservation techniques."),
    ("specific_exercise", "DTTC for three words", "Met with the team"),
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
        ("Programmed a speaking device with core words", "92609"),
        ("Tracheoesophageal prosthesis, stoma covered to count aloud", "92507"),
        ("Pelvis and lateral supports reset in a tilt wheelchair", "97542"),
        ("Balanced a checkbook with a strategy for attention", "97129"),
        ("45 min with daughter while her father was at dialysis, Hoyer lift", "97550"),
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


# A voice is read in the words of its own sentence; what could be said of anybody shows nothing at all.
@pytest.mark.parametrize(
    "text",
    [
        "OT graded tasks appropriately to meet patient needs.",
        "Patient wants to get better and return to normal.",
        "Patient is at risk for further decline without skilled therapy.",
        "SLP had patient repeat tasks until successful.",
        "Patient required min to mod cues for accuracy.",
        "Entry error. Quad sets 3x10, 20 min.",
        "Gait ___ ft with ___, pain ___ after.",
    ],
)
def test_what_could_be_said_of_anybody_or_was_not_said_shows_nothing(text):
    assert {key for key, shown in review(text, "97110").elements.items() if shown.present} == set()


def test_words_in_no_order_show_their_figures_and_nothing_else():
    salad = "10 knee min stairs R squats cues 3x10 verbal goal home down keep pain after from load next add for to at."
    shown = {key for key, found in review(salad, "97110").elements.items() if found.present}
    assert {"dosage", "body_region"} <= shown
    assert not shown & {"code_intent_fit", "skilled_intervention", "functional_goal", "patient_response", "progression"}


def test_a_diagnosis_and_a_wish_are_no_service():
    text = "Moderate expressive aphasia. Recommend speech therapy."
    assert not review(text, "92507").elements["code_intent_fit"].present
    assert review(f"{text} Named 8 of 12 tools.", "92507").elements["code_intent_fit"].present
