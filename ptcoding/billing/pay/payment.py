"""What Medicare's national fee schedule would allow for a visit, unit by unit: an illustration, never a quote.

A unit's amount is (work + practice expense + malpractice) × conversion factor, rounded half up to cents once, at the
amount itself; the parts shown beside it are not rounded. From the second unit of the day on, of whatever code, only
half of the practice expense is paid: the multiple procedure payment reduction (MPPR). The unit with the highest
practice expense keeps all of it; of equal ones, that of the higher fee.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from ptcoding.billing.pay.unitprice import ClaimedUnits, UnitPrice, line_problems, plain_prices
from ptcoding.errors import InputError, Problem
from ptcoding.facts.schedule import Rates, Schedule, cents, find_schedule, read_own
from ptcoding.facts.source import Standing, is_in_force, long_date
from ptcoding.finding import Finding, Severity

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Payment:
    """What would be allowed for a visit.

    Args:
        year: The year of the fee schedule.
        release: Which release of it.
        standing: How it was read.
        sources: Keys of what the amounts rest on.
        units: One price for each unit that has one, in the order of the claim.
        missing: Codes without an amount.
        findings: What the amounts leave out and why.
        not_modelled: What no amount of the schedule takes into account.
    """

    year: int
    release: str
    standing: Standing
    sources: tuple[str, ...]
    units: tuple[UnitPrice, ...]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    not_modelled: str

    @property
    def total(self) -> Decimal:
        """Dollars allowed, the sum of the rounded units."""
        return sum((unit.allowed for unit in self.units), Decimal("0.00"))


def price(
    lines: Sequence[ClaimedUnits],
    year: int,
    rates: Rates,
    own: Mapping[str, object] | None = None,
    on: date | None = None,
) -> Payment:
    """Price the units of one day.

    Args:
        lines: Units by code, in the order of the claim.
        year: The year of the fee schedule.
        rates: The fee schedules.
        own: The user's own dollars for a unit, by code; they are taken as they are.
        on: The day of service where its own price is asked for; a day of another year changes nothing.

    Returns:
        One price for each unit, and what is missing.

    Raises:
        UnknownKeyError: If there is no fee schedule of that year.
        InputError: If a line or an own rate is malformed; carries every problem.

    >>> from ptcoding.facts import facts
    >>> [str(unit.allowed) for unit in price([ClaimedUnits("97110", 2)], 2024, facts().rates).units]
    ['29.29', '22.30']
    """
    day = on if on is not None and on.year == year else None
    schedule = find_schedule(year, rates).at(day)
    entered = read_own(own or {})
    problems = list(line_problems(lines))
    if problems:
        raise InputError(problems)
    plain = list(plain_prices(lines, schedule, entered))
    units = _reduce(plain, schedule, rates)
    missing = tuple(dict.fromkeys(line.code for line in lines if line.units and not _priced(line.code, units)))
    used = ("mppr",) * any(unit.halved for unit in units)
    return Payment(
        year=schedule.year,
        release=schedule.release,
        standing=schedule.standing,
        sources=(*schedule.sources, *(key for share in used for key in rates.adjustments[share].sources)),
        units=units,
        missing=missing,
        findings=(*_outside(schedule, day), *_findings(units, missing, schedule, rates)),
        not_modelled=schedule.not_modelled,
    )


def difference(one: Payment, other: Payment) -> Decimal:
    """Tell by how many dollars two payments for the same visit differ.

    Args:
        one: The first, for example under one counting rule.
        other: The second.

    Returns:
        Dollars by which the first is higher, negative where it is lower.

    Raises:
        InputError: If they are of different years.

    >>> from ptcoding.facts import facts
    >>> two, one = (price([ClaimedUnits("97110", units)], 2024, facts().rates) for units in (2, 1))
    >>> difference(two, one)
    Decimal('22.30')
    """
    if one.year != other.year:
        raise InputError([Problem("year", f"{one.year} and {other.year}", "two payments of the same year")])
    return one.total - other.total


def difference_finding(one: Payment, other: Payment) -> Finding:
    """Say what the difference in dollars means, and what it does not.

    Args:
        one: The payment under one counting rule.
        other: The payment under another.

    Returns:
        A note; it says that the minutes and the note decide which count stands.

    Raises:
        InputError: If they are of different years.
    """
    gap = difference(one, other)
    kind = "payment_difference" if gap else "payment_no_difference"
    codes = tuple(dict.fromkeys(unit.code for unit in (*one.units, *other.units)))
    return _note(kind, codes, (), "our-arithmetic", dollars=f"{abs(gap):.2f}", year=one.year)


def _priced(code: str, units: Iterable[UnitPrice]) -> bool:
    return any(unit.code == code for unit in units)


def _reduce(units: Sequence[UnitPrice], schedule: Schedule, rates: Rates) -> tuple[UnitPrice, ...]:
    """Halve the practice expense of every unit but the one that ranks first."""
    reduction = rates.adjustments["mppr"]
    subject = [
        place
        for place, unit in enumerate(units)
        if unit.practice is not None and unit.code not in schedule.outside_mppr
    ]
    if len(subject) < 2 or not is_in_force(reduction, schedule.since):  # noqa: PLR2004 - one unit alone is never reduced
        return tuple(units)
    # max() keeps the first of equals, so the order of the claim settles what the rule leaves open.
    first = max(subject, key=lambda place: (units[place].practice or 0, units[place].full))
    return tuple(
        _halved(unit, reduction.share) if place in subject and place != first else unit
        for place, unit in enumerate(units)
    )


def _halved(unit: UnitPrice, share: Decimal) -> UnitPrice:
    work, practice, malpractice = (part or Decimal(0) for part in (unit.work, unit.practice, unit.malpractice))
    paid = practice * share
    return UnitPrice(
        code=unit.code,
        line=unit.line,
        nth=unit.nth,
        work=work,
        practice=paid,
        malpractice=malpractice,
        halved=True,
        full=unit.full,
        allowed=cents(work + paid + malpractice),
        assistant=unit.assistant,
        own=unit.own,
    )


def _outside(schedule: Schedule, day: date | None) -> Iterable[Finding]:
    """Say that the release that was read is not the one of the day."""
    if day is not None and not schedule.holds(day):
        said = {"release": schedule.release, "since": long_date(schedule.since), "on": long_date(day)}
        factor = f"{schedule.conversion_factor}"
        yield _note("payment_release", (), (), schedule.sources[-1], **said, factor=factor, year=schedule.year)


def _findings(
    units: Sequence[UnitPrice], missing: tuple[str, ...], schedule: Schedule, rates: Rates
) -> Iterable[Finding]:
    source = schedule.sources[0]
    if missing:
        yield _note("payment_missing", missing, (), source, listed=", ".join(missing), year=schedule.year)
    own = [unit for unit in units if unit.own]
    if own:
        yield _named("payment_own", own, "your-contract")
    whole = [unit for unit in units if unit.practice is None and not unit.own]
    if whole:
        yield _named("payment_no_parts", whole, source, year=schedule.year)
    halved = [unit for unit in units if unit.halved]
    if halved:
        saved = sum((unit.full - unit.allowed for unit in halved), Decimal(0))
        mppr = rates.adjustments["mppr"]
        yield _named("payment_mppr", halved, mppr.sources[0], count=len(halved), dollars=f"{saved:.2f}")
    assisted = [unit for unit in units if unit.assistant]
    if assisted and is_in_force(rates.adjustments["assistant"], schedule.since):
        yield _assistant(assisted, rates)


def _assistant(units: Sequence[UnitPrice], rates: Rates) -> Finding:
    """Explain the share for assistants: taken last, from what Medicare pays, so the allowed amount stands."""
    share, patient = rates.adjustments["assistant"].share, rates.adjustments["coinsurance"].share
    allowed = sum((unit.allowed for unit in units), Decimal(0))
    medicare = allowed * (ONE - patient)
    return _named(
        "payment_assistant",
        units,
        rates.adjustments["assistant"].sources[0],
        share=f"{share:.0%}",
        allowed=f"{allowed:.2f}",
        patient=f"{cents(allowed * patient):.2f}",
        patient_share=f"{patient:.0%}",
        medicare=f"{cents(medicare):.2f}",
        reduced=f"{cents(medicare * share):.2f}",
        together=f"{patient + (ONE - patient) * share:.0%}",
    )


def _named(kind: str, units: Sequence[UnitPrice], source: str, **values: object) -> Finding:
    codes = tuple(dict.fromkeys(unit.code for unit in units))
    lines = tuple(dict.fromkeys(unit.line for unit in units))
    return _note(kind, codes, lines, source, listed=", ".join(codes), **values)


def _note(kind: str, codes: tuple[str, ...], lines: tuple[int, ...], source: str, **values: object) -> Finding:
    return Finding(kind, Severity.NOTE, codes, lines, source, MappingProxyType(values))
