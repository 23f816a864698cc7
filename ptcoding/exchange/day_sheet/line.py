"""One line of a row of a day sheet: a code with what was done and billed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ptcoding.billing.visit.clock import Interval
from ptcoding.exchange.day_sheet import value
from ptcoding.facts import Facts

LONGEST_REGION, SHOWN = 60, 20


class LeftOutError(ValueError):
    """Raised when a line cannot be read; its words say why, and hold nothing of the patient."""


class NotCountedError(LeftOutError):
    """Raised for a line that was read and whose code is not counted here."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a row.

    Args:
        code: The code.
        modifiers: Its modifiers.
        minutes: Its minutes, None where the sheet says none.
        spans: Its clock times.
        units: Units billed, None where the sheet says none.
        contact: How the minutes were spent, empty as usual.
        region: Body region.
        charge: Charge of the line.
    """

    code: str
    modifiers: tuple[str, ...]
    minutes: int | None
    spans: tuple[Interval, ...]
    units: int | None
    contact: str = ""
    region: str = ""
    charge: Decimal | None = None


def read_line(cells: Mapping[str, Sequence[str]], code: str, facts: Facts) -> Line | None:
    """Read one line of a row.

    Args:
        cells: The cells of the line, by field.
        code: Its code where the column is headed by it, else empty.
        facts: The codes and modifiers that there are.

    Returns:
        The line, None where the row has nothing there.

    Raises:
        LeftOutError: If something in it cannot be read.

    >>> from ptcoding.facts import facts
    >>> read_line({"code": ["97110-GP"], "minutes": ["0:23"]}, "", facts()).minutes
    23
    """
    said = {name: next((value.bare(cell) for cell in found if cell.strip()), "") for name, found in cells.items()}
    coded = value.Coded(code) if code else value.read_code(said.get("code", ""), facts)
    if not coded.code and said.get("code"):
        raise LeftOutError(f"code: {said['code'][:SHOWN]!r} isn't a procedure code or its name")
    if not coded.code or (code and not any(said.values())):
        return None
    if coded.code not in facts.codes:
        raise NotCountedError(f"{coded.code}: expected {facts.codes.expected(coded.code)}")
    minutes, spans = _time(coded.code, said)
    units = value.read_units(said["units"]) if said.get("units") else coded.units
    if units is None and said.get("units"):
        raise LeftOutError(f"{coded.code}: units {said['units'][:SHOWN]!r}, expected a whole number")
    if minutes is None and units is None and facts.codes[coded.code].timed:
        raise LeftOutError(f"{coded.code}: neither minutes nor units")
    modifiers = (*coded.modifiers, *value.read_modifiers(cells.get("modifiers", ())))
    region = "".join(sign for sign in said.get("region", "") if sign.isprintable())
    return Line(
        coded.code,
        tuple(dict.fromkeys(modifiers)),
        minutes,
        spans,
        units,
        value.read_among("contact", said.get("contact", "")),
        region[:LONGEST_REGION],
        value.read_amount(said.get("charge", "")),
    )


def _time(code: str, said: Mapping[str, str]) -> tuple[int | None, tuple[Interval, ...]]:
    """Read how long a service took: clock times where there are any, else minutes."""
    spans = value.read_spans(said.get("times", ""), said.get("start", ""), said.get("end", ""))
    minutes = value.read_minutes(said["minutes"]) if said.get("minutes") else None
    if said.get("minutes") and minutes is None:
        # A column of minutes may hold clock times.
        spans = value.read_spans(said["minutes"], "", "")
        if not spans:
            shown = said["minutes"][:SHOWN]
            raise LeftOutError(f"{code}: minutes {shown!r}, expected for example 23, 23 min or 0:23")
    if spans is None:
        raise LeftOutError(f"{code}: clock times that cannot be read, expected for example 9:00-9:23")
    return (sum(span.minutes for span in spans) if spans else minutes), spans
