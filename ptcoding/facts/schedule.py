"""The national fee schedule as data: values of each code, and what may be taken off."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from ptcoding.errors import InputError, Problem, UnknownKeyError, quoted
from ptcoding.facts.source import DatedFact, Fact

LARGEST_RATE = Decimal(100_000)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class RelativeValues:
    """Relative values of a code outside a facility.

    Args:
        work: For the clinician's work.
        practice: For room, equipment and staff, called practice expense.
        malpractice: For malpractice insurance.
    """

    work: Decimal
    practice: Decimal
    malpractice: Decimal


@dataclass(frozen=True, slots=True)
class EarlierFactor(Fact):
    """What a relative value unit was worth on the first days of a year, before the factor of the release.

    Args:
        conversion_factor: Dollars for one relative value unit.
        since: First day of service.
        until: Last day.
    """

    conversion_factor: Decimal
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Schedule(Fact):
    """One release of the national fee schedule.

    Args:
        year: The year it is for.
        release: Which release was read.
        conversion_factor: Dollars for one relative value unit.
        rvu: Relative values by code.
        amounts: Dollars by code, for codes whose parts are not known.
        outside_mppr: Codes that the multiple procedure payment reduction leaves alone.
        not_modelled: What the amounts leave out.
        since: First day of service for which the release holds.
        until: Last day.
        earlier: Factors of days before the release, of which nothing else was read.
    """

    year: int
    release: str
    conversion_factor: Decimal
    rvu: Mapping[str, RelativeValues]
    amounts: Mapping[str, Decimal]
    outside_mppr: frozenset[str]
    not_modelled: str
    since: date
    until: date
    earlier: tuple[EarlierFactor, ...] = ()

    def at(self, day: date | None) -> "Schedule":
        """Give the schedule with the conversion factor of a day of service, where that is known to be another.

        Args:
            day: The day of service, None for the release as it stands.

        Returns:
            The schedule itself, or with the other factor and its source.

        >>> from ptcoding.facts import facts
        >>> row = facts().rates.schedules[2024]
        >>> str(row.at(date(2024, 3, 8)).conversion_factor), str(row.at(date(2024, 3, 9)).conversion_factor)
        ('32.7442', '33.2875')
        """
        for row in self.earlier:
            if day is not None and row.since <= day <= row.until:
                return replace(self, conversion_factor=row.conversion_factor, sources=(*self.sources, *row.sources))
        return self

    def holds(self, day: date | None) -> bool:
        """Tell whether the release was read for a day of service; without a day there is nothing to ask."""
        return day is None or self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Adjustment(DatedFact):
    """A share that is paid in place of the whole.

    Args:
        key: ``mppr``, ``assistant`` or ``coinsurance``.
        share: The share, from 0 to 1.
        of: What it is a share of.
    """

    key: str
    share: Decimal
    of: str


@dataclass(frozen=True, slots=True)
class Proposal(Fact):
    """What was only proposed for a year: shown, never priced with.

    Args:
        year: The year it is for.
        conversion_factor: Dollars for one relative value unit.
        text: What was proposed and what is not known.
    """

    year: int
    conversion_factor: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Rates:
    """Everything a payment illustration needs.

    Args:
        schedules: The releases by year.
        adjustments: The shares by key.
        proposals: What was only proposed, by year.
    """

    schedules: Mapping[int, Schedule]
    adjustments: Mapping[str, Adjustment]
    proposals: Mapping[int, Proposal] = field(default_factory=lambda: MappingProxyType({}))

    def on(self, day: date) -> Schedule | None:
        """Give the schedule that prices a day of service.

        Args:
            day: The day of service.

        Returns:
            The release in force, else the one that was read of that year; None where none of the year was.

        >>> from ptcoding.facts import facts
        >>> facts().rates.on(date(2026, 3, 2)).release[:9], facts().rates.on(date(2023, 3, 2))
        ('July 2026', None)
        """
        return self.schedules.get(day.year)

    @property
    def highest(self) -> Decimal:
        """The highest amount that was read of any code in any year, in dollars."""
        return max(
            amount
            for schedule in self.schedules.values()
            for amount in (
                *(
                    (one.work + one.practice + one.malpractice) * schedule.conversion_factor
                    for one in schedule.rvu.values()
                ),
                *schedule.amounts.values(),
            )
        )


def cents(amount: Decimal) -> Decimal:
    """Round to cents, half a cent up.

    >>> cents(Decimal("0.005")), cents(Decimal("36.61625"))
    (Decimal('0.01'), Decimal('36.62'))
    """
    return amount.quantize(CENT, ROUND_HALF_UP)


def find_schedule(year: object, rates: Rates) -> Schedule:
    """Look a fee schedule up.

    Args:
        year: Its year.
        rates: The fee schedules.

    Returns:
        The schedule.

    Raises:
        UnknownKeyError: If there is none of that year.
    """
    if isinstance(year, int) and not isinstance(year, bool) and year in rates.schedules:
        return rates.schedules[year]
    expected = f"a year of the data: {', '.join(map(str, sorted(rates.schedules)))}"
    if isinstance(year, int) and year in rates.proposals:
        expected += f". Amounts of {year} are not known. {rates.proposals[year].text}"
    raise UnknownKeyError([Problem("year", quoted(year), expected)])


def read_own(rates: Mapping[str, object]) -> Mapping[str, Decimal]:
    """Read the user's own rates, each rounded to cents.

    Args:
        rates: Dollars for a unit, by code: decimals, numbers or text.

    Returns:
        The rates.

    Raises:
        InputError: If one is no amount from 0 to 100,000; carries every problem.

    >>> read_own({"97110": "31.005"})
    {'97110': Decimal('31.01')}
    """
    read = {code: _dollars(value) for code, value in rates.items()}
    expected = f"an amount in dollars from 0 to {LARGEST_RATE:,}"
    problems = [
        Problem(f"own.{quoted(code)}", _shown(rates[code]), expected) for code, value in read.items() if value is None
    ]
    if problems:
        raise InputError(problems)
    return {code: cents(value) for code, value in read.items() if value is not None}


def _dollars(value: object) -> Decimal | None:
    """Read an amount, None where it is none."""
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, float, str)):
        return None
    try:
        amount = value if isinstance(value, Decimal) else Decimal(str(value).strip())
    except (ArithmeticError, ValueError):
        return None
    return amount if amount.is_finite() and 0 <= amount <= LARGEST_RATE else None


def _shown(value: object) -> str:
    return str(value) if isinstance(value, Decimal) else quoted(value)
