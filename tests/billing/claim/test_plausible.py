"""Values that look mistyped are said on the claim, and counted as entered."""

from datetime import date
from decimal import Decimal

import pytest

from ptcoding import CMS, Session
from ptcoding.billing.claim.claim import Claim, claim
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Service
from ptcoding.explanation import message

NOW = date(2026, 3, 2)


def said(written: Claim, kind: str) -> list[str]:
    return [message(one) for one in written.findings if one.kind == kind]


@pytest.mark.parametrize(("charge", "kinds"), [("1000", 0), ("1000.01", 1), ("90000", 1)])
def test_a_charge_above_the_limit_is_questioned_and_stays(charge: str, kinds: int) -> None:
    written = claim(Session.of({"97110": 15}, NOW), CMS, Circumstances(charges={"97110": Decimal(charge)}))
    assert len(said(written, "high_charge")) == kinds
    assert written.lines[0].charge == Decimal(charge)


def test_the_sentence_names_the_code_and_the_amount() -> None:
    written = claim(Session.of({"97110": 15}, NOW), CMS, Circumstances(charges={"97110": Decimal(90_000)}))
    assert said(written, "high_charge") == [
        "97110: $90,000.00 for one unit, more than $1,000: check the decimal point. The claim shows what was entered."
    ]


@pytest.mark.parametrize(("amount", "kinds"), [(100_000, 0), (100_000.01, 1)])
def test_a_year_above_the_limit_is_questioned(amount: float, kinds: int) -> None:
    written = claim(Session((Service("97110", 15),), NOW, year_to_date=amount), CMS)
    assert len(said(written, "high_year")) == kinds


def test_a_visit_of_a_thousand_minutes_is_questioned() -> None:
    assert said(claim(Session.of({"97110": 900, "97140": 100}, NOW), CMS), "long_visit") == [
        (
            "1,000 minutes in one visit, more than 480: check for a mistyped digit. "
            "The units are counted from what was entered."
        )
    ]
