"""What cannot be so, and words that nothing ties together. Every note here is invented."""

import pytest

from ptcoding.notes.load import rubric
from ptcoding.notes.review import review
from ptcoding.notes.rubric import Of
from ptcoding.notes.sanity import doubts


def kinds(text):
    return {flag.kind for flag in review(text, "97110").flags}


# Both sides of every bound: what a body can be, and one more.
@pytest.mark.parametrize(
    ("possible", "impossible"),
    [
        ("pain 10/10", "pain 11/10"),
        ("quad strength 5/5", "quad strength 6/5"),
        ("200 degrees", "201 degrees"),
        ("flexion 200", "flexion 201"),
        ("hr 230", "hr 231"),
        ("hr 25", "hr 24"),
        ("spo2 100", "spo2 101"),
        ("480 minutes", "481 minutes"),
        # 30 x 50 is 1,500; 30 x 51 is 1,530.
        ("30x50", "30x51"),
        ("800 lb", "801 lb"),
        ("10 of 10 trials", "11 of 10 trials"),
        ("100% accuracy", "101% accuracy"),
        ("9999 ft", "10000 ft"),
        ("max a x 5", "max a x 6"),
        ("8 hours of therapy", "9 hours of therapy"),
        ("grip 220 lb", "grip 221 lb"),
    ],
)
def test_a_figure_beyond_its_bound_is_impossible(possible, impossible):
    assert list(doubts(possible)) == []
    assert [doubt.kind for doubt in doubts(impossible)] == ["impossible"]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Bilateral AKA, calf raises 3x10", True),
        ("Bilateral AKA, calf raises 3x10 in prostheses", False),
        ("L BKA. L ankle pumps", True),
        ("L BKA. R ankle pumps", False),
        ("L BKA, no prosthesis. L ankle pumps", True),
        ("By phone: gr III mobs", True),
        ("Tactile cue at the hip by telephone", True),
        ("Independent with max A", True),
        ("Phone visit. Manual resistance to rows, tactile cues", True),
        ("Strict NPO. Ate a sandwich", True),
        ("NPO until the study. Ate lunch after", False),
        ("NPO, therapeutic trials only: ate 4 bites of puree", False),
        ("Independent with LB dressing. Max A for LB dressing", True),
        ("Max A x2 for LB dressing. Independent with LB dressing", True),
        ("Independent with grooming. Max A for LB dressing", False),
        ("At baseline independent with LB dressing. Max A for LB dressing", False),
        ("Pain 8/10, no pain after", False),
        ("Pain 8/10, no pain", True),
        ("1:1 in a group of 6", True),
        ("15 min 1:1, then a group of 4 for 20 min", False),
    ],
)
def test_words_that_exclude_each_other_are_a_contradiction(text, flagged):
    assert ("contradiction" in {doubt.kind for doubt in doubts(text.lower())}) is flagged


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("The knee ate 3x10 squats", True),
        ("3x10 degrees", True),
        ("Pain of 110 degrees", True),
        ("Cued the consonant to swim", True),
        ("Two gallons of cueing", True),
        ("Dressed the elbow", True),
        ("Pounds of balance training", False),
        ("Cued the knee to neutral", False),
        ("Heel raises, HR 2x15", False),
        ("Knee 110 degrees", False),
    ],
)
def test_units_that_do_not_fit_make_no_sense(text, flagged):
    assert bool(list(doubts(text.lower()))) is flagged


LISTED = (
    "Knee. Squats. 3x10. 15 min. 1:1. VC for knee over toe. Stairs at home needed to. Flexion 110 degrees. "
    "Pain 4/10 to 2/10 after. Next visit add load. Weakness quads 4-/5. Min A."
)
TIED = (
    "Squats 3x10 to 60 degrees, 15 min 1:1. Cued to keep the R knee over the toe, which it was by set 3. Pain 4/10,"
    " 2/10 after. Quad weakness 4-/5 stops her on the stairs at home. Next visit add load. Min A."
)
# Shorthand has short parts too, and one sentence of it ties more than four elements together.
SHORT = (
    "Gait 15 min 1:1: 3 x 80 ft cane, L circumduction from weak hip flexors (3/5), VC clear the toe, toe caught 2/10 ->"
    " 0/10. Min A -> CGA. Goal: walk to mailbox."
)
CRAMMED = LISTED.replace(".", "").replace("1:1", "1:1 for")
SHUFFLED = (
    "10 knee min stairs R 15 squats cues 3x10 verbal goal home 1:1 down heels keep flexion degrees 110 pain after 2/10 "
    "5/10 from load next add visit weakness quad A min for to at."
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [(LISTED, "fragments"), (SHORT, None), (CRAMMED, "crammed"), (SHUFFLED, "disordered"), (TIED, None)],
)
def test_words_that_nothing_ties_together_are_told(text, kind):
    assert kinds(text) & {"fragments", "crammed", "disordered"} == ({kind} if kind else set())


def test_a_slot_that_nobody_filled_is_quoted():
    [flag] = [
        flag for flag in review("Cues: {verbal/tactile}. Bridges 3x10.", "97110").flags if flag.kind == "template"
    ]
    assert flag.span.text == "Cues: {verbal/tactile}"


@pytest.mark.parametrize(
    ("text", "flagged"),
    [("Pt cancelled today.", True), ("Treatment held today, BP 178/104.", True), ("Bridges.", False)],
)
def test_a_visit_without_treatment_is_told(text, flagged):
    assert ("no_treatment" in kinds(text)) is flagged


def test_what_is_asked_is_no_statement_that_could_be_wrong():
    assert "impossible" not in kinds("Was pain 14/10?")


# What a therapist writes in a hurry: many elements, few words, and all of it tied to something.
HURRIED = (
    "Quad sets 10x10s, SLR 3x10, heel slides x20, ext -4 flex 98. TKA POD 10. VC to keep knee straight; lag 10->5. "
    "25 min 1:1. Needs stairs at home."
)


def test_a_hurried_note_is_no_loose_list():
    assert not kinds(HURRIED) & {"fragments", "crammed", "disordered"}


def test_a_code_beside_its_count_is_no_number_of_repetitions():
    assert "impossible" not in kinds("97129 x1, pill box task")
    assert "impossible" in kinds("9712 x1, pill box task")


def test_sitting_for_seconds_is_no_saturation():
    assert "impossible" not in kinds("Sat 12 seconds without hands")
    assert "impossible" in kinds("Sat 12% on room air")


# Ten ways to write the whole list and no service.
NONSENSE = [
    "knee quads squats 3x10 15 min 1:1 cueing stairs flexion 110 pain 4/10 less pain added reps weakness CGA",
    "The shoulder ate 3x10 bridges and the pain flew to the stairs for 15 min 1:1 with cue to knee CGA.",
    "Was the knee trained? Squats 3x10? For 15 minutes? One-on-one? With cues to keep the heel down? Pain less?",
    "Note to self: write knee, squats 3x10, 15 min, 1:1, cue to keep heel down, stairs, flexion 110, weakness, CGA.",
    "Pt cancelled. Previous pt did squats 3x10, 15 min 1:1, cue to keep heel down, stairs goal, pain less after.",
    "Squats 900x9000 with 4000 lb, knee flexion 900 degrees, 15 min 1:1, cue to keep heel down, pain 44/10, stairs.",
    "Bilateral above knee amputee. Ankle pumps 3x10 in group of 6, 1:1, 15 min, tactile cue over the phone.",
    "No squats done, no cues given, not 3x10, no goal, no flexion measured, no change since last visit.",
    "Goal: squats 3x10 with cue to keep the heel down, 15 min 1:1 CGA, flexion 110 from 95, climb stairs at home.",
    "min squats the 3x10 less to stairs weakness cue 1:1 knee for heel pain of 15 after to keep with down CGA from.",
]
WHY = {"crammed", "senseless", "not_done", "no_treatment", "impossible", "contradiction", "disordered", "fragments"}


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_shows_half_the_list_at_most_or_is_told_why(text):
    found = review(text, "97110")
    shown = sum(one.present for key, one in found.elements.items() if rubric()[key].of is Of.SERVICE)
    assert shown <= 6 or {flag.kind for flag in found.flags} & WHY
    # Either way something is said of it.
    assert found.flags


@pytest.mark.parametrize(
    ("text", "code", "wrong"),
    [
        ("Planned 3 errands from a map, 2 route errors. 28 min.", "97129", "not_done"),
        ("Ultrasound 3 MHz to L Achilles, 5 min, tender 6 to 4.", "97035", "time_missing"),
        ("Heel slides x10 | 97110\nStep-ups 2x10 | 97110", "97110", "impossible"),
        ("Pt and another pt did balance circuit together, 30 min.", "97112", "not_done"),
        ("Toilet to shower chair pivot x3, mod A, cue to scoot. 25 min.", "97530", "wrong_intent"),
    ],
)
def test_a_plain_note_is_not_objected_to(text, code, wrong):
    assert wrong not in {flag.kind for flag in review(text, code).flags}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Walked the halls w/ aide. 30 min.", "unskilled"),
        ("Seen by phone. Grade III mobs to L shoulder, 15 min.", "contradiction"),
        ("No balance exercises done. No cues given.", "not_done"),
        ("Reminder: document 3x10, cues and stairs.", "not_done"),
    ],
)
def test_what_nobody_treated_is_objected_to(text, kind):
    assert kind in kinds(text)
