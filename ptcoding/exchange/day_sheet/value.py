"""The cells of a day sheet, one by one: what people and systems write, read as what it means."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from ptcoding.billing.visit.clock import Interval, parse_intervals
from ptcoding.exchange.day_sheet.columns import CODE
from ptcoding.exchange.day_sheet.names import names, plain
from ptcoding.facts import Facts

# Days of a spreadsheet's calendar: those of the years 2000 to 2099 are taken for dates.
EPOCH = date(1899, 12, 30)
FIRST_DAY, LAST_DAY = 36_526, 73_050
MOST_UNITS = 99
_MINUTES = re.compile(r"([0-9]{1,4})(?:\.0+)?\s*(?:m|min|mins|minutes?|'|\u2032)?\.?", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])(?::[0-5][0-9])?(?:\s*(?:h|hrs?|hours?))?", re.IGNORECASE)
_HOURS = re.compile(
    r"([0-9]{1,2})\s*(?:h|hrs?|hours?)\.?\s*(?:([0-9]{1,2})\s*(?:m|mins?|minutes?)?\.?)?", re.IGNORECASE
)
_UNITS = re.compile(r"x?\s*([0-9]{1,3})(?:\.0+)?\s*(?:u|units?)?\.?", re.IGNORECASE)
_TIMES_OVER = re.compile(r"(?:x\s*([0-9]{1,2})|\(\s*([0-9]{1,2})\s*(?:u|units?)?\s*\))", re.IGNORECASE)
_US = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4}|[0-9]{2})")
_DIAGNOSIS = re.compile(r"(?<![A-Z0-9.])([A-TV-Z][0-9][0-9A-Z])\.?([0-9A-Z]{1,4})?(?![A-Z0-9])")
_MONTHS = ("%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y", "%d %b %y", "%b %d %y")


@dataclass(frozen=True, slots=True)
class Coded:
    """What stands in a cell with a code.

    Args:
        code: The code, empty where there is none.
        modifiers: Modifiers joined to it.
        units: Units written beside it (``97110 x2``), None where there are none.
    """

    code: str
    modifiers: tuple[str, ...] = ()
    units: int | None = None


def bare(cell: str) -> str:
    """Take off what keeps a spreadsheet from changing a cell: an equals sign with quotes, or a quote mark before it.

    >>> bare('="97110"'), bare("'97110"), bare(" 97140 ")
    ('97110', '97110', '97140')
    """
    cell = cell.replace("\u00a0", " ").strip()
    guarded = re.fullmatch(r'=\s*"(.*)"', cell, re.DOTALL)
    return (guarded[1] if guarded else cell.removeprefix("'")).strip()


def read_code(cell: str, facts: Facts) -> Coded:
    """Read a cell with a code, with what is joined to it.

    Args:
        cell: The cell.
        facts: The modifiers that there are.

    Returns:
        The code, its modifiers and units, also where a clinic's short name stands in its place; an empty code where
        neither does.

    >>> from ptcoding.facts import facts
    >>> read_code("97110-GP-59", facts()), read_code("97140 x2 Manual therapy to the knee", facts()).modifiers
    (Coded(code='97110', modifiers=('GP', '59'), units=None), ())
    >>> read_code("TherEx", facts()).code, read_code("Manual Therapy", facts()).code, read_code("Knee", facts()).code
    ('97110', '97140', '')
    """
    text = bare(cell).upper()
    found = CODE.search(re.sub(r"^([0-9]{5})\.0$", r"\1", text))
    if found is None:
        joined = re.match(r"([0-9]{5}|[A-Z][0-9]{4})([A-Z]{2}|[0-9]{2})$", text)
        if joined and joined[2] in facts.modifiers:
            return Coded(joined[1], (joined[2],))
        # Some schedules write what a clinic calls a code.
        named = names("code").get(plain(text), "")
        return Coded(named or next((code for code in facts.codes if facts.codes[code].short.upper() == text), ""))
    after = text[found.end() :]
    over = _TIMES_OVER.search(after)
    words = [word for word in re.split(r"[^A-Z0-9]+", _TIMES_OVER.sub(" ", after)) if word]
    return Coded(found[1], _modifiers(words, facts), int(over[1] or over[2]) if over else None)


def _modifiers(words: list[str], facts: Facts) -> tuple[str, ...]:
    """Take modifiers out of what follows a code; in a description, only those that are known."""
    pairs = [word for word in words if re.fullmatch(r"[A-Z0-9]{2}", word)]
    if len(pairs) < len(words):
        # Two letters may be a word; the first word that is no modifier begins the description.
        pairs = []
        for word in words:
            if word not in facts.modifiers:
                break
            pairs.append(word)
    return tuple(dict.fromkeys(pairs))


def read_modifiers(cells: Iterable[str]) -> tuple[str, ...]:
    """Read cells with modifiers.

    >>> read_modifiers(["gp, 59", "", "KX"])
    ('GP', '59', 'KX')
    """
    words = [word for cell in cells for word in re.split(r"[^A-Z0-9]+", bare(cell).upper()) if word]
    return tuple(dict.fromkeys(word for word in words if re.fullmatch(r"[A-Z0-9]{2}", word)))


def read_minutes(cell: str) -> int | None:
    """Read minutes as people write them.

    >>> read_minutes("0:23"), read_minutes("23 mins"), read_minutes("1 hr 5 min"), read_minutes("some")
    (23, 23, 65, None)
    """
    text = bare(cell)
    if found := _MINUTES.fullmatch(text):
        return int(found[1])
    if found := _CLOCK.fullmatch(text):
        return int(found[1]) * 60 + int(found[2])
    if found := _HOURS.fullmatch(text):
        return int(found[1]) * 60 + int(found[2] or 0)
    return None


def read_units(cell: str) -> int | None:
    """Read billed units.

    >>> read_units("2.0"), read_units("x2"), read_units("2 units"), read_units("two")
    (2, 2, 2, None)
    """
    found = _UNITS.fullmatch(bare(cell))
    return int(found[1]) if found and int(found[1]) <= MOST_UNITS else None


def read_spans(times: str, start: str, end: str) -> tuple[Interval, ...] | None:
    """Read clock times, as one cell or as a start and an end.

    Args:
        times: ``9:00-9:23``, several with commas between; may be empty.
        start: When it began; may be empty.
        end: When it ended.

    Returns:
        The spans, none where nothing was said, None where it cannot be read.

    >>> read_spans("", "9:00:00 AM", "9:23:00 AM"), read_spans("later", "", "")
    ((Interval('09:00', '09:23'),), None)
    """
    times, start, end = (re.sub(r"(\d:\d\d):\d\d", r"\1", bare(cell)) for cell in (times, start, end))
    try:
        if times:
            return parse_intervals(re.sub(r"\s+(?:to|\u2013)\s+", "-", times, flags=re.IGNORECASE))
        if start and end:
            first, last = (re.sub(r"^.*\s(?=\d+:\d\d)", "", cell) for cell in (start, end))
            return (Interval.parse(f"{first}-{last}"),)
    except ValueError:
        return None
    return None if start or end else ()


def read_day(cell: str) -> date | None:
    """Read a date of service: as the US writes it, as computers do, or as a spreadsheet counts it.

    Args:
        cell: The cell.

    Returns:
        The date, None where it is none, or none that the US would write.

    >>> [f"{read_day(cell)}" for cell in ("9/15/2026", "2026-09-15 00:00:00", "46280", "Sep 15, 2026", "15/9/2026")]
    ['2026-09-15', '2026-09-15', '2026-09-15', '2026-09-15', 'None']
    """
    text = re.sub(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+", "", bare(cell), flags=re.IGNORECASE)
    text = re.sub(
        r"[T\s]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?(?:Z|[+-]\d\d:?\d\d)?$",
        "",
        text,
        flags=re.IGNORECASE,
    )
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        serial = int(text[:5])
        return EPOCH + timedelta(days=serial) if FIRST_DAY <= serial <= LAST_DAY else None
    with suppress(ValueError):
        if found := _US.fullmatch(text):
            year = int(found[3])
            return date(year if year > MOST_UNITS else 2000 + year, int(found[1]), int(found[2]))
        if re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", text):
            return date.fromisoformat(text)
        if found := re.fullmatch(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", text):
            return date(int(found[1]), int(found[2]), int(found[3]))
    words = " ".join(re.sub(r"[,.\-]", " ", text).split())
    for form in _MONTHS:
        with suppress(ValueError):
            return datetime.strptime(words, form).date()  # noqa: DTZ007 -- a date of service has no time zone
    return None


def read_diagnoses(cells: Iterable[str]) -> tuple[str, ...]:
    """Read diagnoses, with or without their point, and with a description beside them.

    >>> read_diagnoses(["M25561; m62.81", "R26.2 Difficulty in walking"])
    ('M25.561', 'M62.81', 'R26.2')
    """
    found = [code for cell in cells for code in _DIAGNOSIS.findall(bare(cell).upper())]
    return tuple(dict.fromkeys(f"{head}.{rest}" if rest else head for head, rest in found))


def read_amount(cell: str) -> Decimal | None:
    """Read dollars.

    >>> read_amount("$2,479.50"), read_amount("120"), read_amount("n/a")
    (Decimal('2479.50'), Decimal('120'), None)
    """
    text = bare(cell).replace("$", "").replace(",", "").strip()
    try:
        return Decimal(text) if re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,4})?", text) else None
    except InvalidOperation:
        return None


def read_place(cell: str) -> str:
    """Read a place of service, whose zero a spreadsheet drops.

    >>> read_place("11 - Office"), read_place("2"), read_place("clinic")
    ('11', '02', '')
    """
    found = re.match(r"0?([0-9]{1,2})(?![0-9])", bare(cell))
    return found[1].zfill(2) if found else ""


def read_payer(cell: str) -> str:
    """Tell a payer by its name.

    Args:
        cell: What the sheet calls it.

    Returns:
        Key of its card; empty where the cell says nothing, ``custom`` where no card is of that name.

    >>> read_payer("MEDICARE PART B"), read_payer("Aetna Medicare HMO"), read_payer("Sunrise Mutual"), read_payer("")
    ('medicare', 'medicare-advantage', 'custom', '')
    """
    said = plain(bare(cell))
    if not said:
        return ""
    known = names("payer")
    # Both are words with single spaces between: whole words are told without a pattern for each name.
    inside = [name for name in known if f" {name} " in f" {said} "]
    return known[max(inside, key=len)] if inside else "custom"


def read_giver(cell: str) -> tuple[str, bool]:
    """Tell who gave a service by the word, or by the letters behind a name.

    Args:
        cell: ``PTA``, ``Jones, PTA``, ``together``.

    Returns:
        The word of a visit's record, and whether the cell says it; a name alone is taken for a therapist's.

    >>> read_giver("Jones, PTA"), read_giver("PT/PTA"), read_giver("Dana Jones")
    (('assistant', True), ('together', True), ('therapist', False))
    """
    words = plain(cell).split()
    known = names("by")
    said = list(dict.fromkeys(known[word] for word in words if word in known))
    if not said:
        return "therapist", not words
    if {"therapist", "assistant"} <= set(said):
        return "together", True
    return next((one for one in ("together", "assistant", "student", "aide") if one in said), said[0]), True


def read_plan(cell: str) -> str:
    """Tell the plan of care by the letters behind a name.

    Args:
        cell: ``Kim, OTR``.

    Returns:
        The discipline, empty where the letters are of none or of several.

    >>> read_plan("Kim, OTR/L"), read_plan("Sam PTA"), read_plan("PT and OT"), read_plan("Dana Jones")
    ('OT', 'PT', '', '')
    """
    known = names("letters")
    said = {known[word] for word in plain(cell).split() if word in known}
    return said.pop() if len(said) == 1 else ""


def read_among(kind: str, cell: str) -> str:
    """Read a word of a kind, empty where it is none.

    >>> read_among("discipline", "Speech Therapy"), read_among("contact", "1:1"), read_among("contact", "mat 2")
    ('SLP', 'one-on-one', '')
    """
    return names(kind).get(plain(bare(cell)), "")
