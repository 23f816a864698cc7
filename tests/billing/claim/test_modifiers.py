"""Modifiers of a line: the plan, and what cannot stand together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.billing.claim.modifiers import (
    BYPASS,
    NOTICES,
    PAIRED,
    PLAN,
    conflicts,
)
from ptcoding.billing.visit.session import Discipline
from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.finding import Severity

EVERYDAY = {"telehealth", "repeat", "purpose", "visit", "side", "chiropractic", "places"}


def kinds(*on_line: str) -> list[str]:
    return [finding.kind for finding in conflicts("97110", on_line, (0,))]


@pytest.mark.parametrize(
    ("discipline", "modifier"), [(Discipline.PT, "GP"), (Discipline.OT, "GO"), (Discipline.SLP, "GN")]
)
def test_a_plan_of_care_has_its_modifier(discipline: Discipline, modifier: str) -> None:
    assert PLAN[discipline] == modifier
    assert facts().modifiers[modifier].group == "plan"


def test_the_assistants_modifier_stands_with_the_one_of_the_same_plan() -> None:
    assert dict(PAIRED) == {"CQ": "GP", "CO": "GO"}


def test_every_modifier_of_the_code_is_one_of_the_data() -> None:
    stated = {row.code for row in facts().modifiers.values() if row.group in EVERYDAY}
    assert {*PLAN.values(), *PAIRED, *BYPASS, *NOTICES, "KX"} == set(facts().modifiers) - stated


@pytest.mark.parametrize("code", ["95", "93", "76", "77", "96", "97", "25", "LT", "RT", "AT", "99"])
def test_a_modifier_of_every_day_says_where_it_belongs_and_where_it_does_not(code: str) -> None:
    row = facts().modifiers[code]
    assert row.group in EVERYDAY
    assert row.use.startswith(("On ", "Where "))
    assert row.avoid.startswith("Not ")


def test_a_modifier_of_chiropractors_belongs_on_their_codes_and_one_of_office_visits_on_none_here() -> None:
    assert facts().modifiers["AT"].only == {"98940", "98941", "98942"}
    assert facts().modifiers["25"].only == frozenset()
    assert facts().modifiers["76"].only is None


def test_telehealth_goes_with_its_places_and_was_read_to_the_end_of_2027() -> None:
    assert facts().modifiers["95"].places == facts().modifiers["93"].places == {"02", "10"}
    assert facts().modifiers["95"].medicare_until == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("on_line", "kind"),
    [
        (("GP", "KX", "GA"), "kx_with_ga"),
        (("CQ",), "assistant_alone"),
        (("CQ", "GO"), "assistant_alone"),
        (("CO", "GP"), "assistant_alone"),
        (("GP", "GO"), "plan_twice"),
        (("GP", "GN"), "plan_twice"),
        (("GO", "GN"), "plan_twice"),
        (("GP", "GA", "GZ"), "notice_twice"),
        (("GP", "GA", "GY"), "notice_twice"),
        (("GP", "GX", "GA"), "notice_twice"),
        (("GP", "GX", "GZ"), "notice_twice"),
        (("GP", "59", "XU"), "bypass_twice"),
        (("GP", "59", "XE"), "bypass_twice"),
        (("GP", "59", "XS"), "bypass_twice"),
        (("GP", "59", "XP"), "bypass_twice"),
    ],
)
def test_modifiers_that_cannot_stand_together_are_an_error(on_line: tuple[str, ...], kind: str) -> None:
    (finding,) = conflicts("97110", on_line, (2, 4))
    assert (finding.kind, finding.severity) == (kind, Severity.ERROR)
    assert (finding.codes, finding.lines) == (("97110",), (2, 4))
    assert "97110" in message(finding)
    assert finding.source in facts().sources


@pytest.mark.parametrize(
    "on_line",
    [
        (),
        ("GP",),
        ("GP", "KX"),
        ("GP", "GA"),
        ("GP", "GZ"),
        ("GP", "GX", "GY"),
        ("GP", "CQ", "59", "KX"),
        ("GO", "CO", "XS"),
        ("GN", "59"),
        ("GN", "XU"),
    ],
)
def test_modifiers_that_go_together_are_left_alone(on_line: tuple[str, ...]) -> None:
    assert kinds(*on_line) == []


def test_several_conflicts_of_a_line_are_all_told() -> None:
    found = kinds("GP", "GO", "KX", "GA", "GZ", "59", "XU", "CQ")
    assert sorted(found) == ["bypass_twice", "kx_with_ga", "notice_twice", "plan_twice"]


def test_a_conflict_names_the_modifiers_it_is_about() -> None:
    (plans,) = conflicts("97110", ("GO", "GP"), ())
    (assistant,) = conflicts("97110", ("CQ", "GO"), ())
    (bypass,) = conflicts("97110", ("XU", "59"), ())
    assert "GO and GP" in message(plans)
    assert "CQ must be on the line with GP" in message(assistant)
    assert "59 and XU" in message(bypass)


@given(st.lists(st.sampled_from(sorted(facts().modifiers)), unique=True))
def test_the_order_of_the_modifiers_does_not_change_the_conflicts(on_line: list[str]) -> None:
    assert kinds(*on_line) == kinds(*reversed(on_line))
