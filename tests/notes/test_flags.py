"""What a reviewer would object to. Every note here is invented."""

import pytest

from ptcoding import review
from ptcoding.facts import facts
from ptcoding.facts.words import templates
from ptcoding.notes.advice import flag_sentence
from ptcoding.notes.flag import Flag
from ptcoding.notes.load import flag_sources


def kinds(text, code=None):
    return [flag.kind for flag in review(text, code).flags]


WORDED = {
    "vague": [
        "Tolerated treatment well.",
        "Doing well.",
        "Pt is improving.",
        "Needed a lot of help",
        "Walking better today.",
    ],
    "unskilled": [
        "Per flow sheet.",
        "Exercises supervised.",
        "Performed exercises independently",
        "Bike with the aide",
        "Aide supervised bike",
        "Tech watched pt on NuStep",
        "Therapist on phone",
    ],
    "fitness": ["General fitness program", "Sport-specific drills"],
    "cloned": ["Continue current exercises.", "Same as last visit", "Continue POC", "Treatment unchanged"],
    "label_only": ["Ther ex.", "Manual therapy performed.", "ADL training.", "Ther ex, NMR, gait training. 30 min."],
    "no_reason": ["Referred by MD", "Family request for therapy"],
}
CLEAN = {
    "vague": ["Tolerated 12 min, pain 2/10", "Knee flexion improved from 90 to 98 deg"],
    "unskilled": [
        "Tech set up the bike, PT adjusted the seat height",
        "Therapist on phone with MD about the incision",
        "Supervision for the turn",
        "Supervised sit to stand because he let go of the rail",
    ],
    "fitness": ["Fit for work"],
    "cloned": ["Continue until she can hold 10 s", "Last visit 80 ft, today 120 ft", "Continue current diet."],
    "template": ["Yes/no to needs 8/10 with a picture"],
    "label_only": [
        "Gait training.",
        "Ther ex: bridges 3x10 for hip extensors",
        "Manual therapy to the neck limited by pain",
    ],
    "no_reason": ["Referred pain to the elbow"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in WORDED.items() for text in texts])
def test_words_raise_their_flag(kind, text):
    flags = [flag for flag in review(text).flags if flag.kind == kind]
    assert flags
    assert flags[0].span.text in text


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in CLEAN.items() for text in texts])
def test_words_beside_them_do_not(kind, text):
    assert kind not in kinds(text)


@pytest.mark.parametrize(
    ("text", "code", "flagged"),
    [
        ("Two patients, 97110 30 min 1:1", None, True),
        ("Both pts in the gym, 15 min", "97110", True),
        ("15 min 1:1, bridges", "97110", False),
        ("Group of 4, 30 min", "97150", False),
    ],
)
def test_two_patients_cannot_have_the_same_one_on_one_minutes(text, code, flagged):
    assert ("shared" in kinds(text, code)) is flagged


# 25 minutes make 2 units (23 to 37); 37 make 2, 38 make 3; 7 make none, 8 make one.
@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("97110 x 3 units, 25 min", True),
        ("97110 x 2 units, 25 min", False),
        ("3 units of 97110 (37 min)", True),
        ("3 units of 97110 (38 min)", False),
        ("97110, 1 unit, 7 minutes", True),
        ("97110, 1 unit, 8 minutes", False),
        ("97110 1 unit, 40 min", False),
        ("97161 1 unit, 5 min", False),
        ("97110 x 3 units. 97140 10 min", False),
    ],
)
def test_units_must_agree_with_the_minutes_beside_them(text, flagged):
    assert ("units" in kinds(text)) is flagged


def test_units_that_do_not_agree_are_explained():
    [flag] = [flag for flag in review("97110 x 3 units, 25 min").flags if flag.kind == "units"]
    assert dict(flag.values) == {"code": "97110", "units": 3, "minutes": 25, "allowed": 2}
    assert flag_sentence(flag).startswith("3 units of 97110 are billed for 25 minutes")


def test_missing_time_is_flagged_only_where_time_is_counted():
    assert "time_missing" in kinds("Bridges 3x10", "97110")
    assert "time_missing" not in kinds("Bridges 3x10, 12 min", "97110")
    assert "time_missing" not in kinds("Group of 4, marching", "97150")
    assert "time_missing" not in kinds("  ")


def test_words_that_belong_to_another_code_are_flagged():
    text = "Joint mobilization grade III to the right knee, 12 min"
    [flag] = [flag for flag in review(text, "97110").flags if flag.kind == "wrong_intent"]
    assert dict(flag.values) == {"code": "97110", "other": "97140"}
    assert "wrong_intent" not in kinds(text, "97140")


def test_flags_on_words_stand_in_the_order_of_the_note():
    places = [flag.span.start for flag in review("Doing well. Ther ex. Continue POC").flags if flag.span]
    assert places == sorted(places)
    assert len(places) >= 3


def test_every_flag_has_a_sentence_and_every_sentence_a_flag():
    assert set(templates()["note_flag"]) == set(flag_sources())
    assert set(flag_sources().values()) <= set(facts().sources)


def test_a_sentence_quotes_the_note_as_it_stands():
    flag = next(flag for flag in review("TOLERATED TX WELL {x}").flags if flag.kind == "vague")
    assert "“TOLERATED TX WELL”" in flag_sentence(flag)


@pytest.mark.parametrize("kind", sorted(WORDED))
def test_no_sentence_advises_more_billing(kind):
    assert "more unit" not in templates()["note_flag"][kind]
    assert flag_sentence(Flag(kind, flag_sources()[kind])).endswith(".")


def test_an_add_on_is_read_by_the_words_of_its_base():
    text = "Cognitive treatment, planned a meal within a budget, 2 errors, attention after TBI"
    assert "wrong_intent" not in kinds(text, "97130")
    assert "wrong_intent" in kinds(text, "97140")


def test_stimulation_beside_an_exercise_is_not_held_against_the_exercise():
    text = "Ankle DF weak 2/5. NMES with DF 10 s on 30 off, 15 min. Foot drop."
    assert "wrong_intent" not in kinds(text, "97110")


def test_a_plantar_fascia_is_no_plan():
    assert "time_missing" not in kinds("MFR to plantar fascia, 15 min", "97140")
    assert "time_missing" in kinds("MFR to heel. Plan 15 min", "97140")


def test_two_people_who_help_are_no_two_patients():
    assert "shared" not in kinds("Sit to stand 1:1, it took two people to help", "97530")
    assert "shared" in kinds("Sit to stand 1:1, two people treated", "97530")


def test_a_home_program_that_a_patient_is_to_do_is_no_treatment_without_minutes():
    assert "time_missing" not in kinds("Home exercise program: pt to do 3x10 squats daily.", "97110")
    assert "time_missing" in kinds("Home exercise program: pt did 3x10 squats.", "97110")


def test_one_on_one_in_a_class_is_a_contradiction():
    assert "contradiction" in kinds("Group cooking class with 5 pts, 60 min one on one.", "97530")
    assert "contradiction" not in kinds("Cooking, 60 min one on one.", "97530")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # A power wheelchair, a class that is a goal, a saturation, a pitch, a toilet that is what the squats are for.
        ("Power chair driven through 5 doorways, joystick cues, 20 min.", "97542"),
        ("Traced letters on a slant board, 20 min, for class projects.", "97530"),
        ("Speaking valve 15 min, SpO2 96, breath before each phrase.", "92507"),
        ("Pitch glides and reading aloud, 30 min. Vocal nodules.", "92507"),
        ("Squats to a bench x8, 12 min, so he can get off the low couch.", "97530"),
        # Walking is what was done; the strength is only found.
        ("Walked 300 ft with a cane, 15 min, strength 5/5.", "97116"),
    ],
)
def test_one_word_of_another_code_is_no_objection(text, code):
    assert "wrong_intent" not in kinds(text, code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Leg curls 40# 3x12 and calf raises for strength, 20 min.", "97112"),
        ("Named 14 of 20 pictures with first sound cues, aphasia, 30 min.", "92526"),
        ("Group of 4 in a seated class, 30 min.", "97110"),
    ],
)
def test_several_clues_of_another_code_are(text, code):
    assert "wrong_intent" in kinds(text, code)


@pytest.mark.parametrize(
    "text", ["Epley maneuver R x2", "Sharp debridement of sacral wound 4x3 cm", "Dry needling to R upper trap"]
)
def test_untimed_work_is_not_asked_for_the_minutes_of_a_timed_code(text):
    assert "time_missing" not in kinds(text)
    assert "time_missing" in kinds(f"{text}. Squats 3x10 for quad strength.")


@pytest.mark.parametrize(
    ("text", "code", "not_done"),
    [
        ("His brother did the curls 3x10 with 4 lb, 120 deg. 97110 15 min.", "97110", True),
        ("Her roommate did bridges 3x10.", "97110", True),
        ("Did not do bridges 3x10 or SLR.", "97110", True),
        # A relative who moves the patient, or shows what he learned, is being taught.
        ("Wife performed PROM 2x10 on him, return demo correct.", "97550", False),
        ("Did not do bridges 3x10 but did SLR 2x10.", "97110", False),
    ],
)
def test_what_somebody_else_did_or_nobody_did_is_not_done(text, code, not_done):
    assert ("not_done" in kinds(text, code)) is not_done


def test_no_treatment_of_one_kind_is_a_missed_visit_of_that_kind_alone():
    assert kinds("No cognitive tx provided. Plan to work on a calendar.", "97129") == ["no_treatment"]
    assert "no_treatment" not in kinds("No manual therapy provided. Bridges 3x10, 15 min.", "97110")


def test_what_was_found_is_no_proof_of_another_service():
    # A grade of a muscle says nothing of what was done about it.
    assert "wrong_intent" not in kinds("Worked on stiars 4 steps x3. Quad 3+/5.", "97530")
    assert "wrong_intent" not in kinds("Group of 3. /r/ in initial blends: 31 of 50 in phrases.", "92508")


def test_a_row_of_words_is_told_from_a_row_of_doses():
    listed = "attention memory executive 80% min cues card game 30 min recall improved function"
    assert "disordered" in kinds(listed, "97129")
    doses = "UBE 5 min rows red 3x10 shoulder flexion 2 lb 3x10 abduction 2 lb 3x10"
    assert "disordered" not in kinds(doses, "97110")
