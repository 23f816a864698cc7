"""Telehealth on Medicare's claim: the days on which therapists may bill it, and the codes of the list."""

from datetime import date

import pytest

from ptcoding import CMS, Session
from ptcoding.billing.claim.claim import Claim, claim
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.facts.source import long_date
from ptcoding.finding import Finding, Severity

NOW = date(2026, 9, 15)
DAYS = {"telehealth_not_yet", "telehealth_allowed", "telehealth_over"}


def written(
    *codes: str, on: date = NOW, place: str = "10", payer: str = "medicare", marked: tuple[str, ...] | None = None
) -> Claim:
    session = Session.of(dict.fromkeys(codes, 15), on)
    session = Session(session.services, on, payer=payer)
    stated = dict.fromkeys(codes if marked is None else marked, ("95",))
    return claim(session, CMS, Circumstances(place=place, stated=stated))


def kinds(found: Claim) -> set[str]:
    return {finding.kind for finding in found.findings}


def the(found: Claim, kind: str) -> Finding:
    return next(finding for finding in found.findings if finding.kind == kind)


# The first day of the permission, the last one, and the days beside them; January 31, 2026 lies in the lapse that the
# law of February 3, 2026 covers.
@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (date(2020, 2, 29), "telehealth_not_yet"),
        (date(2020, 3, 1), "telehealth_allowed"),
        (date(2026, 1, 30), "telehealth_allowed"),
        (date(2026, 1, 31), "telehealth_allowed"),
        (date(2027, 12, 31), "telehealth_allowed"),
        (date(2028, 1, 1), "telehealth_over"),
    ],
)
def test_medicare_allows_therapists_telehealth_from_march_2020_to_the_end_of_2027(on: date, kind: str) -> None:
    found = written("97110", on=on)
    assert kinds(found) & DAYS == {kind}
    assert the(found, kind).severity is (Severity.NOTE if kind == "telehealth_allowed" else Severity.WARNING)
    # The line stays: what is said is said beside it.
    assert found.lines[0].modifiers[:2] == ("GP", "95")


def test_the_end_names_its_day() -> None:
    assert long_date(date(2027, 12, 31)) in message(the(written("97110", on=date(2028, 1, 1)), "telehealth_over"))


# The list as two pages copied it in 2020 and 2021: manual therapy, aquatic therapy and modalities are not on it.
@pytest.mark.parametrize("code", ["97110", "97112", "97116", "97150", "97530", "97535", "97161", "97168", "92507"])
def test_a_code_of_the_list_is_told_with_its_date(code: str) -> None:
    found = written(code)
    assert long_date(date(2020, 11, 1)) in message(the(found, "telehealth_listed"))
    assert "telehealth_unlisted" not in kinds(found)


@pytest.mark.parametrize("code", ["97140", "97113", "97124", "97035", "29240", "G0283"])
def test_a_code_that_was_not_on_the_list_is_a_warning(code: str) -> None:
    told = the(written(code, "97110"), "telehealth_unlisted")
    assert told.severity is Severity.WARNING
    assert told.codes == (code,)
    assert "We haven't read" in message(told)


def test_only_the_lines_that_were_given_by_telehealth_are_spoken_of() -> None:
    mixed = written("97110", "97140", place="11", marked=("97110",))
    assert the(mixed, "telehealth_allowed").codes == ("97110",)
    assert "telehealth_unlisted" not in kinds(mixed)
    assert not kinds(written("97110", place="11", marked=())) & DAYS


def test_another_payers_telehealth_is_its_own() -> None:
    assert not kinds(written("97110", payer="uhc")) & DAYS


def test_every_listed_code_is_one_of_the_table() -> None:
    assert {code for row in facts().telehealth.lists for code in row.codes} <= set(facts().codes)
