"""The diagnoses of the course's examples against guideline I.B.5 on signs beside a disease."""

import pytest

from lessons.content.bank import scenarios
from lessons.content.course import cases, course
from ptcoding.billing.claim.diagnosis import diagnosis_findings
from ptcoding.facts import facts

# Every example with a sign or symptom beside a disease or an injury: what the page points out in it.
SIGNS = {
    "achilles_repair": "M25.672",
    "ankle_sprain_balance": "R26.81",
    "distal_radius_fracture_hand": "M25.631",
    "flexor_tendon_repair_finger": "M25.641",
    "group_hip_fracture": "R26.89",
    "knee_osteoarthritis_flare": "R26.2",
    "multiple_sclerosis_fatigue_balance": "R26.81 and R53.83",
    "parkinsons_stairs": "R26.89",
    "stroke_gait_transfers": "R26.89",
    "stroke_shoulder_pnf_ota": "M25.612",
    "tibial_plateau_fracture": "M25.661 and R26.89",
    "vertigo_and_vestibular_loss": "R26.81",
    "edits_and_limits: M75.01, M25.611": "M25.611",
    "diagnoses_and_plan_modifiers: S72.141D, R26.89": "R26.89",
    "plan_progress_and_clones: M75.01, M25.611": "M25.611",
    "plan_progress_and_clones: G20.A1, R26.89": "R26.89",
    "session_to_claim: M17.11, M25.661": "M25.661",
}


def examples() -> dict[str, tuple[str, ...]]:
    """Diagnoses of every visit that the course shows, by where it stands."""
    found = {scenario.slug: tuple(scenario.visit["diagnoses"]) for scenario in scenarios()}
    for page in course().pages:
        for case in cases(page.slug):
            codes = tuple(case.visit.get("diagnoses", ()))
            found[f"{page.slug}: {', '.join(codes)}"] = codes
    return found


def pointed_out(codes: tuple[str, ...]) -> str:
    """The signs that stand beside a disease, empty where none does."""
    found = diagnosis_findings(codes, None, facts())
    return next((str(one.values["signs"]) for one in found if one.kind == "diagnosis_sign"), "")


@pytest.mark.parametrize(("where", "codes"), examples().items(), ids=list(examples()))
def test_a_sign_beside_a_disease_is_pointed_out_in_every_example(where: str, codes: tuple[str, ...]) -> None:
    assert pointed_out(codes) == SIGNS.get(where, "")


def test_every_example_with_a_sign_is_one_of_the_course() -> None:
    assert set(SIGNS) <= set(examples())
