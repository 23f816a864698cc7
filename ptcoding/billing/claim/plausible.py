"""Values that can be, and are more likely mistyped: they are counted as given, and said."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from ptcoding.billing.visit.session import Session
from ptcoding.finding import Finding, Severity

# Ours, and wide: a working day, and far beyond any charge or year of therapy that a source of this project names.
LONGEST_VISIT = 480
HIGHEST_CHARGE = Decimal(1_000)
HIGHEST_YEAR = 100_000
SOURCE = "our-limits"


def length_findings(session: Session) -> Iterable[Finding]:
    """Say that a visit is longer than a working day.

    Args:
        session: The visit.

    Returns:
        One finding, none where it is not.

    >>> [[one.kind for one in length_findings(Session.of({"97110": minutes}))] for minutes in (480, 481)]
    [[], ['long_visit']]
    """
    minutes = sum(service.minutes for service in session.services)
    if minutes > LONGEST_VISIT:
        yield _finding("long_visit", (), length=f"{minutes:,}", most=LONGEST_VISIT)


def charge_findings(session: Session, charges: Mapping[str, Decimal]) -> Iterable[Finding]:
    """Say which charges look mistyped.

    Args:
        session: The visit.
        charges: What is charged for a unit, by code.

    Returns:
        A finding for each charge above the limit, and one for the charges of the year.
    """
    for code, charge in charges.items():
        if charge > HIGHEST_CHARGE:
            yield _finding("high_charge", (code,), code=code, charge=f"{charge:,.2f}", most=f"{HIGHEST_CHARGE:,}")
    if session.year_to_date > HIGHEST_YEAR:
        yield _finding("high_year", (), amount=f"{session.year_to_date:,.2f}", most=f"{HIGHEST_YEAR:,}")


def _finding(kind: str, codes: tuple[str, ...], **values: object) -> Finding:
    return Finding(kind, Severity.WARNING, codes, (), SOURCE, MappingProxyType(values))
