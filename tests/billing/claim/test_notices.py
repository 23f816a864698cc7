"""Notices of non-coverage: GA, GX, GY and GZ on Medicare's claim."""

from datetime import date

import pytest

from ptcoding import CMS, Session
from ptcoding.billing.claim.claim import Claim, claim
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Service
from ptcoding.explanation import message
from ptcoding.finding import Finding, Severity

ON = date(2026, 9, 21)
ABOUT = {
    "notice_stated",
    "notice_for_kx",
    "notice_missing",
    "notice_not_necessity",
    "notice_without_gy",
    "notice_twice",
    "kx_with_ga",
}


def written(code: str, *stated: str, payer: str = "medicare", year_to_date: float = 0.0) -> Claim:
    session = Session((Service(code, 15),), ON, payer=payer, year_to_date=year_to_date)
    return claim(session, CMS, Circumstances(stated={code: stated}))


def about(found: Claim) -> list[str]:
    return sorted({finding.kind for finding in found.findings} & ABOUT)


def the(found: Claim, kind: str) -> Finding:
    return next(finding for finding in found.findings if finding.kind == kind)


@pytest.mark.parametrize("modifier", ["GA", "GX", "GY", "GZ"])
def test_a_stated_notice_stands_and_says_what_it_means(modifier: str) -> None:
    found = written("97110", modifier)
    assert found.lines[0].modifiers == ("GP", modifier)
    told = the(found, "notice_stated")
    assert told.severity is Severity.NOTE
    assert message(told).startswith(f"{modifier} stays on 97110 as stated: ")


@pytest.mark.parametrize("code", ["20560", "20561"])
@pytest.mark.parametrize(
    ("stated", "kinds"),
    [
        ((), ["notice_missing"]),
        (("GY",), ["notice_stated"]),
        (("GX", "GY"), ["notice_stated"]),
        (("GX",), ["notice_stated", "notice_without_gy"]),
        (("GA",), ["notice_not_necessity", "notice_stated"]),
        (("GZ",), ["notice_not_necessity", "notice_stated"]),
        (("GX", "GA"), ["notice_not_necessity", "notice_stated", "notice_twice"]),
    ],
)
def test_needling_is_not_covered_from_a_therapist(code: str, stated: tuple[str, ...], kinds: list[str]) -> None:
    assert about(written(code, *stated)) == kinds


def test_a_covered_code_without_a_notice_is_not_asked_for_one() -> None:
    assert about(written("97110")) == []


@pytest.mark.parametrize(("stated", "kx"), [((), True), (("GA",), False), (("GX", "GY"), True)])
def test_above_the_threshold_a_line_with_ga_carries_no_kx(stated: tuple[str, ...], kx: bool) -> None:
    """The threshold of 2026 is $2,480."""
    found = written("97110", *stated, year_to_date=2480.0)
    assert ("KX" in found.lines[0].modifiers) is kx
    assert ("notice_for_kx" in about(found)) is not kx
    assert "kx_with_ga" not in about(found)


def test_kx_stated_beside_ga_is_still_an_error() -> None:
    assert the(written("97110", "GA", "KX"), "kx_with_ga").severity is Severity.ERROR


def test_another_payer_has_no_such_notices() -> None:
    assert about(written("20560", payer="uhc")) == []
