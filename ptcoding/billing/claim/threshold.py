"""Where the year's charges stand against the threshold, and which lines of a visit lie above it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from ptcoding.billing.pay.payment import price
from ptcoding.billing.pay.unitprice import ClaimedUnits
from ptcoding.billing.visit.session import Discipline
from ptcoding.facts.modifier import Threshold
from ptcoding.facts.schedule import Rates, cents
from ptcoding.facts.words import filled
from ptcoding.finding import Finding, Severity

# Thresholds by year.
Amounts = Mapping[int, Threshold]


@dataclass(frozen=True, slots=True)
class Pool:
    """The lines of a day in which a visit is one of several: the reduction for further units ranks them together.

    Args:
        lines: Units by code of the whole day, in its order.
        own: Positions of the visit's own lines.
        before: Positions of lines whose charges stand before the visit's, under the same threshold.
    """

    lines: tuple[ClaimedUnits, ...]
    own: frozenset[int]
    before: frozenset[int]


@dataclass(frozen=True, slots=True)
class Standing:
    """The charges of a year for one group of disciplines, before a visit and with it.

    Args:
        group: The disciplines whose charges are added up.
        threshold: The amount of the year, with its source.
        before: Allowed charges before the visit, in dollars.
        added: What the visit adds, in dollars by code, in the order of the claim.
        unpriced: Codes of the visit without an amount.
        at_most: What the visit can add at the highest amount that was read of any code, in dollars.
        release: The fee schedule that priced it, empty where none of the year was read.
    """

    group: str
    threshold: Threshold
    before: Decimal
    added: Mapping[str, Decimal]
    unpriced: tuple[str, ...]
    at_most: Decimal
    release: str

    @property
    def visit(self) -> Decimal:
        """What the visit adds, in dollars."""
        return sum(self.added.values(), Decimal("0.00"))

    @property
    def after(self) -> Decimal:
        """Charges of the year with the visit, in dollars."""
        return self.before + self.visit

    @property
    def above(self) -> tuple[str, ...]:
        """The codes whose charges lie above the amount, in part or whole: those carry KX."""
        running, above = self.before, []
        for code in (*self.added, *self.unpriced):
            running += self.added.get(code, Decimal(0))
            is_past = running > self.threshold.amount or self.before >= self.threshold.amount
            above += [code] if is_past else []
        return tuple(above)


def group_of(discipline: Discipline) -> str:
    """Name the disciplines whose charges count toward one threshold.

    >>> group_of(Discipline.SLP), group_of(Discipline.OT)
    ('PT and SLP together', 'OT')
    """
    return "OT" if discipline is Discipline.OT else "PT and SLP together"


def standing(
    discipline: Discipline,
    year_to_date: float,
    on: date,
    lines: Sequence[ClaimedUnits],
    amounts: Amounts,
    rates: Rates,
    pool: Pool | None = None,
) -> Standing | None:
    """Add a visit to the charges of its year, priced by the national fee schedule of its date.

    Charges up to the amount need no KX, so a visit that only reaches it exactly needs none; from then on every line
    does. Amounts of a locality differ from the national ones.

    Args:
        discipline: The plan of care.
        year_to_date: Allowed charges of the year before the visit, in dollars, of the discipline's group.
        on: Date of service.
        lines: Units by code, in the order of the claim.
        amounts: Thresholds by year.
        rates: The fee schedules.
        pool: The day's lines, where other disciplines treated too.

    Returns:
        Where the charges stand; None for a year whose amount was not read.

    Source: CMS Medicare Claims Processing Manual, chapter 5, section 10.3.

    >>> from ptcoding.facts import facts
    >>> hour, known = [ClaimedUnits("97110", 4)], facts()
    >>> found = standing(Discipline.PT, 2450, date(2026, 9, 15), hour, known.thresholds, known.rates)
    >>> str(found.visit), found.above
    ('95.69', ('97110',))
    """
    if on.year not in amounts:
        return None
    schedule = rates.on(on)
    day = pool or Pool(tuple(lines), frozenset(range(len(lines))), frozenset())
    paid = price(day.lines, schedule.year, rates, on=on) if schedule else None
    added: dict[str, Decimal] = {}
    earlier = Decimal(0)
    for unit in paid.units if paid else ():
        if unit.line in day.own:
            added[unit.code] = added.get(unit.code, Decimal(0)) + unit.allowed
        elif unit.line in day.before:
            earlier += unit.allowed
    unpriced = tuple(dict.fromkeys(line.code for line in lines if line.units and line.code not in added))
    before = cents(Decimal(str(year_to_date))) + earlier
    unknown = sum(line.units for line in lines if line.code in unpriced)
    return Standing(
        group=group_of(discipline),
        threshold=amounts[on.year],
        before=before,
        added=MappingProxyType(added),
        unpriced=unpriced,
        at_most=sum(added.values(), Decimal(0)) + unknown * rates.highest,
        release=schedule.release if schedule else "",
    )


def threshold_findings(found: Standing | None, on: date, amounts: Amounts, stated: Sequence[str]) -> list[Finding]:
    """Say where the year's charges stand, and which lines carry KX.

    Args:
        found: Where they stand, None where the year's amount was not read.
        on: Date of service.
        amounts: Thresholds by year.
        stated: Codes on which the biller states KX.

    Returns:
        One finding: KX belongs on every line, on those that pass the amount, was stated too early, or is not needed;
        or it cannot be said, as the year's amount or that of a code was not read.
    """
    if found is None:
        span = {"year": on.year, "first": min(amounts), "last": max(amounts)}
        return [Finding("kx_year", Severity.NOTE, (), (), "cpm5-10.3", MappingProxyType(span))]
    amount, above = found.threshold.amount, found.above
    values = {
        "year": on.year,
        "amount": f"{amount:,}",
        "charges": f"{found.before:,.2f}",
        "group": found.group,
        "visit": f"{found.visit:,.2f}",
        "after": f"{found.after:,.2f}",
        "release": found.release,
        "codes": ", ".join(above or stated),
        "unpriced": ", ".join(found.unpriced),
    }
    values["priced"] = filled("threshold", _priced(found), values)
    kind, severity, codes = "kx_not_needed", Severity.NOTE, tuple[str, ...]()
    if found.before >= amount:
        kind, severity = "kx_needed", Severity.WARNING
    elif above:
        kind, severity, codes = "kx_crossing", Severity.WARNING, above
    elif found.before + found.at_most > amount:
        kind, severity, codes = "kx_unpriced", Severity.WARNING, found.unpriced
    elif stated:
        kind, severity, codes = "kx_early", Severity.WARNING, tuple(stated)
    return [Finding(kind, severity, codes, (), found.threshold.sources[0], MappingProxyType(values))]


def _priced(found: Standing) -> str:
    """Name the words for how much of the visit could be priced."""
    if not found.added:
        return "not_priced"
    return "priced_in_part" if found.unpriced else "priced"
