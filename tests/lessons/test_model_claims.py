"""The model claims of the scenarios: what the nearest edit file that was read denies carries a modifier."""

from itertools import combinations

import pytest

from lessons.content.bank import scenarios
from lessons.content.shapes import Scenario
from ptcoding.billing.claim.claim import claim_of
from ptcoding.billing.claim.modifiers import BYPASS as MODIFIERS
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.facts import facts
from ptcoding.facts.edit import BYPASS
from ptcoding.facts.payer import follows_medicare


def denied(scenario: Scenario) -> list[tuple[str, str]]:
    """Pairs whose second code the nearest file read denies without a modifier, and the claim shows without one."""
    visit = read_visit(scenario.visit)
    written = claim_of(visit.counted(facts().rule("cms")), visit.circumstances)
    shown = {line.code: set(line.modifiers) for line in written.lines}
    found = []
    for pair in combinations(shown, 2):
        edit = facts().edits.between(*pair, written.on).edit
        if edit is not None and edit.indicator == BYPASS and shown[edit.column2].isdisjoint(MODIFIERS):
            found.append((edit.column1, edit.column2))
    return found


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.slug)
def test_a_model_claim_is_not_one_that_an_edit_would_deny(scenario: Scenario) -> None:
    assert not follows_medicare(scenario.visit.get("payer", ""), facts().payers) or denied(scenario) == []


@pytest.mark.parametrize(
    ("slug", "lines"),
    [
        ("vertigo_and_vestibular_loss", {"97112"}),
        ("group_hip_fracture", {"97110", "97116"}),
        ("aquatic_chronic_back_pain", {"97110"}),
    ],
)
def test_where_the_minutes_were_apart_the_modifier_says_so_with_its_doubt(slug: str, lines: set[str]) -> None:
    (scenario,) = (one for one in scenarios() if one.slug == slug)
    visit = read_visit(scenario.visit)
    written = claim_of(visit.counted(), visit.circumstances)
    assert {line.code for line in written.lines if "XU" in line.modifiers} == lines
    assert {code for one in written.findings if one.kind == "bypass_unchecked" for code in one.codes} == lines
