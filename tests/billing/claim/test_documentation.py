"""What the note must contain for exactly the lines of a claim."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given

from ptcoding import CMS, Session
from ptcoding.billing.claim.claim import Claim, claim
from ptcoding.billing.claim.documentation import Demand, demands
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Giver, Service
from ptcoding.facts import facts
from tests.strategies import sessions

NOW = date(2026, 3, 2)


def written(*services: Service, on: date = NOW, charges: float = 0, **stated: tuple[str, ...]) -> Claim:
    around = Circumstances(stated={code.lstrip("c"): said for code, said in stated.items()})
    return claim(Session(services, on, year_to_date=charges), CMS, around)


def texts(found: Claim) -> dict[str, Demand]:
    """The general demands by the key of their row, found by how the row begins."""
    rows = {need.key: need.text.split("(")[0].split(":")[0] for need in facts().documentation}
    general = [demand for demand in demands(found) if not demand.code]
    keys = [key for demand in general for key, start in rows.items() if demand.text.startswith(start)]
    assert len(keys) == len(general)
    return dict(zip(keys, general, strict=True))


DENIED = (Service("97530", 20), Service("97116", 16))
ALWAYS = ["date", "interventions", "signature", "skill", "plan", "progress"]


def test_every_visit_needs_date_interventions_signature_skill_plan_and_progress() -> None:
    assert list(texts(written(Service("97161", 30)))) == ALWAYS


def test_timed_minutes_call_for_both_totals_with_their_numbers() -> None:
    """33 + 7 = 40 timed minutes, with 30 untimed 70 in all."""
    found = texts(written(Service("97110", 33), Service("97140", 7), Service("97161", 30)))
    assert set(found) == {*ALWAYS, "totals"}
    assert "Total timed minutes (40) and total treatment minutes (70)" in found["totals"].text


@pytest.mark.parametrize(
    ("found", "more"),
    [
        (written(Service("97110", 30, by=Giver.ASSISTANT)), {"totals", "assistant"}),
        (written(Service("97110", 30, by=Giver.TOGETHER)), {"totals"}),
        (written(Service("97110", 30), charges=2428.73), {"totals"}),
        # Two units of 97110 add 29.06 + 22.21 = 51.27 dollars; the threshold is 2,480.
        (written(Service("97110", 30), charges=2428.74), {"totals", "kx"}),
        (written(Service("97110", 30), charges=2480), {"totals", "kx"}),
        (written(Service("97150", 30)), {"group"}),
        (written(*DENIED, on=date(2019, 12, 31), c97116=("59",)), {"totals", "bypass"}),
        (written(*DENIED, on=date(2020, 1, 1), c97116=("59",)), {"totals"}),
    ],
    ids=["assistant", "together", "below", "crossing", "threshold", "group", "edit", "no edit"],
)  # fmt: skip
def test_what_stands_on_the_claim_calls_for_more(found: Claim, more: set[str]) -> None:
    assert set(texts(found)) == {*ALWAYS, *more}


def test_each_code_on_the_claim_must_be_shown_and_no_other() -> None:
    """18 + 13 + 10 + 8 = 49 make 3 units; ultrasound earns none, yet its minutes are named with the interventions."""
    found = written(Service("97110", 18), Service("97140", 13), Service("97116", 10), Service("97035", 8))
    shown = [demand.code for demand in demands(found) if demand.code]
    assert list(dict.fromkeys(shown)) == ["97110", "97140", "97116"]
    assert all(demand.text in facts().codes[demand.code].shows for demand in demands(found) if demand.code)
    assert "also those that earn no unit" in texts(found)["interventions"].text


def test_a_code_on_two_lines_is_asked_for_once() -> None:
    once = demands(written(Service("97110", 30)))
    twice = demands(written(Service("97110", 15, by=Giver.ASSISTANT), Service("97110", 15)))
    assert [demand for demand in twice if demand.code] == [demand for demand in once if demand.code]


def test_progress_is_counted_in_treatment_days_and_not_in_weeks() -> None:
    assert "at least once in every ten treatment days" in texts(written(Service("97110", 30)))["progress"].text


def test_minutes_of_each_code_are_not_demanded_by_medicare() -> None:
    found = texts(written(Service("97110", 30)))["totals"].text
    assert "Minutes for each code are not demanded by Medicare" in found


def test_every_condition_of_the_data_can_be_met() -> None:
    assert {need.when for need in facts().documentation} == {"always", "timed", "assistant", "bypass", "kx", "group"}


@given(sessions())
def test_every_demand_is_a_sentence_with_a_source(session: Session) -> None:
    found = claim(session, CMS)
    listed = demands(found)
    assert len({(demand.code, demand.text) for demand in listed}) == len(listed)
    billed: Mapping[str, int] = {line.code: line.units for line in found.lines}
    for demand in listed:
        assert demand.text.strip()
        assert "{" not in demand.text
        assert demand.source in facts().sources
        assert not demand.code or demand.code in billed
    assert {demand.code for demand in listed if demand.code} == {code for code in billed if facts().codes[code].shows}


@given(sessions())
def test_what_a_code_must_show_comes_after_what_the_visit_needs(session: Session) -> None:
    belongs = [bool(demand.code) for demand in demands(claim(session, CMS))]
    assert belongs == sorted(belongs)
