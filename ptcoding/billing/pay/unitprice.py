"""Units of a claim and what each is worth on its own, before anything is taken off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ptcoding.errors import Problem, quoted
from ptcoding.facts.schedule import Schedule, cents

MOST_UNITS = 96
MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class ClaimedUnits:
    """Units of one code as they stand on the claim.

    Args:
        code: The procedure code.
        units: Whole units.
        assistant_units: Those of them with CQ or CO.
    """

    code: str
    units: int
    assistant_units: int = 0


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """One unit and what is allowed for it.

    Args:
        code: The procedure code.
        line: Position of its line, from 0.
        nth: Which unit of its code it is, from 1.
        work: Dollars for work, None where the parts are not known.
        practice: Dollars for practice expense as paid: half of it where ``halved``.
        malpractice: Dollars for malpractice.
        halved: True where the reduction for further units applies.
        full: The amount without that reduction.
        allowed: The amount allowed, from which the patient's and Medicare's shares are taken.
        assistant: True where the unit carries CQ or CO.
        own: True where the rate was entered by the user.
    """

    code: str
    line: int
    nth: int
    work: Decimal | None
    practice: Decimal | None
    malpractice: Decimal | None
    halved: bool
    full: Decimal
    allowed: Decimal
    assistant: bool
    own: bool


def line_problems(lines: Sequence[ClaimedUnits]) -> Iterable[Problem]:
    """Find what is malformed in the lines.

    Args:
        lines: Units by code.

    Returns:
        One problem for each malformed field.
    """
    if len(lines) > MOST_LINES:
        yield Problem("lines", str(len(lines)), f"at most {MOST_LINES} lines")
        return
    for position, line in enumerate(lines):
        if not _is_count(line.units, MOST_UNITS):
            yield Problem(f"lines[{position}].units", quoted(line.units), f"whole units from 0 to {MOST_UNITS}")
        elif not _is_count(line.assistant_units, line.units):
            expected = f"whole units from 0 to {line.units}, the units of the line"
            yield Problem(f"lines[{position}].assistant_units", quoted(line.assistant_units), expected)


def _is_count(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def plain_prices(lines: Sequence[ClaimedUnits], schedule: Schedule, own: Mapping[str, Decimal]) -> Iterable[UnitPrice]:
    """Price every unit without any reduction; the assistant's units are the last of their line.

    Args:
        lines: Units by code, in the order of the claim.
        schedule: The fee schedule.
        own: The user's own dollars for a unit, by code.

    Returns:
        One price for each unit that has one.
    """
    counted: dict[str, int] = {}
    for position, line in enumerate(lines):
        for unit in range(line.units):
            counted[line.code] = counted.get(line.code, 0) + 1
            assistant = unit >= line.units - line.assistant_units
            found = _one(line.code, schedule, own)
            if found is not None:
                work, practice, malpractice, amount = found
                yield UnitPrice(
                    line.code,
                    position,
                    counted[line.code],
                    work,
                    practice,
                    malpractice,
                    halved=False,
                    full=amount,
                    allowed=amount,
                    assistant=assistant,
                    own=line.code in own,
                )


def _one(
    code: str, schedule: Schedule, own: Mapping[str, Decimal]
) -> tuple[Decimal | None, Decimal | None, Decimal | None, Decimal] | None:
    """Give the dollars of a unit: its three parts, where they are known, and its amount."""
    if code in own:
        return None, None, None, own[code]
    if code in schedule.rvu:
        parts = schedule.rvu[code]
        dollars = [value * schedule.conversion_factor for value in (parts.work, parts.practice, parts.malpractice)]
        return dollars[0], dollars[1], dollars[2], cents(sum(dollars, Decimal(0)))
    if code in schedule.amounts:
        return None, None, None, cents(schedule.amounts[code])
    return None
