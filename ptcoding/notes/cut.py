"""Where one note ends and the next begins, in a paste or a file with the notes of many visits."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ptcoding.notes.figures import words

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_YEAR = r"(?:\d{4}|\d{2})(?!\d)"
_SET_OFF = r"(?=\s*(?:[:)\]|]|[-\u2013\u2014]\s|$))"
_DATES = (
    rf"(?P<month>\d{{1,2}})(?P<sep>[/.-])(?P<day>\d{{1,2}})(?P=sep)(?P<year>{_YEAR})",
    r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)",
    rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})",
    rf"(?P<day>\d{{1,2}})[\s-]{_MONTH}[\s-](?P<year>{_YEAR})",
    # Without a year only where something sets it off from a grade of strength or a count: "3/2: ...", "(3/2)".
    rf"(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}}){_SET_OFF}",
    rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_SET_OFF}",
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_LABEL = (
    r"(?:(?:date|time|dos|d\.o\.s\.|service|visit|tx|rx|treatment|encounter|session|day|appointment|appt|seen|of|on|the"
    r"|daily|progress|soap|therapy|physical|occupational|speech|outpatient|inpatient|pt|ot|slp|st|note|notes|record|#|initial|eval|evaluation|re-?eval|re-?evaluation|re-?assessment|discharge|summary"
    r"|(?:visit|session|note|day)\s*\#?\s*\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?)"
    r"[\s:=#|,.)(/\u2013\u2014-]*){0,8}"
)
# Further along in a line, behind the patient's initials say, only what can be nothing but the day of the visit.
_OF_VISIT = r"\b(?:dos|date of service|(?:service|visit|encounter|treatment|tx) date)"
_WITHIN = rf".{{0,60}}?(?:{_OF_VISIT}|(?:[|\t,;]|\s{{2}})\s*date)\s*[:=]\s*"
_OPENS = rf"(?:[\s#>*\[(|\u2022-]*{_LABEL}|{_WITHIN})"
_DATED = tuple(re.compile(rf"{_OPENS}{_WEEKDAY}[\[(]?{form}", re.IGNORECASE) for form in _DATES)
_DIGIT = re.compile(r"\d")
_ORDINAL = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th)"
_NUMBERED = re.compile(
    r"[\s#>*\[(|-]*(?:(?:visit|note|session|day|tx|treatment)\s*(?:no\.?|#)?\s*\d{1,3}\b|v\d{1,2}\b"
    rf"|(?:{_ORDINAL})\s(?:visit|note|session|treatment)\b"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\s*:?\s*$)",
    re.IGNORECASE,
)
_RULE = re.compile(r"[ \t]*(?:-{3,}|={3,}|\*{3,}|_{3,}|~{3,}|#{3,}|\u2014{2,}|(?:[-*=] ){2,}[-*=])[ \t]*")
# A line of a log of measures, and a day that is still to come.
_LOGGED = re.compile(r"[\s:|,-]*[-+]?\d{1,3}(?:\.\d{1,2})?(?:/\d{1,3})?\s*(?:deg\w*|\u00b0|lbs?|kg|cm|%|sec|s)?[\s.]*")
_TO_COME = re.compile(
    r"\b(?:next|return|rtc|follow[- ]?up|f/u|scheduled|appt|appointments?)\b[^.]{0,40}$", re.IGNORECASE
)
_CLOCK = re.compile(r"[\s,]*(?:at|@)\s*\d{1,2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?", re.IGNORECASE)
_OPENING = re.compile(r"[\s*#-]*(?:S|Subjective)\s*[:\-)]", re.IGNORECASE)
# An item of a list is a note where it has sentences; the exercises of a list have none.
_ITEM = re.compile(r"[ \t]*(?P<number>\d{1,2})[.)][ \t].*[.;].*[.;].*")
_SIGNED = re.compile(r"[\s*]*(?:(?:electronically\s|e-?)?signed\b|/s/)", re.IGNORECASE)
# So long is a line that heads a note, as far as the date; and so many lines may stand above the date.
LONGEST_HEAD, MOST_ABOVE = 80, 6
# A first piece that tells of no treatment belongs to the first note: a letterhead, a list of goals.
TREATMENT = frozenset({"dose", "minutes", "level"})
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class _Head:
    """A line at which a note may begin.

    Args:
        line: Its number.
        is_dated: Whether a date says so, or the number of the visit.
        is_bare: Whether nothing else stands in it; dashes below such a line underline it.
    """

    line: int
    is_dated: bool
    is_bare: bool


def split(text: str) -> tuple[str, ...]:
    r"""Cut a paste into notes.

    Args:
        text: Notes one after the other: each after a line of dashes, below its date or visit number, after a page's
            end, after two empty lines, or beginning with what the patient says.

    Returns:
        The notes in the order of the text, empty ones left out.

    >>> split("3/2/2026 SLR 3x10.\n3/4/2026 SLR 3x12.")
    ('3/2/2026 SLR 3x10.', '3/4/2026 SLR 3x12.')
    >>> split("SLR 3x10\n---\nSLR 3x12")
    ('SLR 3x10', 'SLR 3x12')
    """
    lines = re.split(r"\r\n|\r|\n|(?=\f)", text)
    heads = _heads(lines)
    rules = [number for number, line in enumerate(lines) if _RULE.fullmatch(line)]
    under = {head.line + 1 for head in heads if head.is_bare}
    parting = [number for number in rules if number not in under]
    if parting:
        return _pieces(lines, [number + 1 for number in parting], drop=frozenset(rules))
    if heads:
        return _headed(lines, [head.line for head in heads])
    return _unheaded(lines)


def day_of(note: str) -> tuple[str, date | None]:
    """Give the date that heads a note.

    Args:
        note: The note.

    Returns:
        The date as it stands, empty where there is none, and the day that it is; None where it has no year or is none.

    >>> day_of("Visit 3, Mar 4, 2026. Bridges.")
    ('Mar 4, 2026', datetime.date(2026, 3, 4))
    """
    for line in note.splitlines()[: MOST_ABOVE + 1]:
        if found := _dated(line):
            return _written(found), _day(found)
    return "", None


def in_order(notes: Sequence[str]) -> tuple[str, ...]:
    """Put notes in the order of their visits, where a file begins with the newest.

    Args:
        notes: The notes as they stand in the file.

    Returns:
        The same notes, turned round where every one has a day and the days go back.
    """
    days = [day_of(note)[1] for note in notes]
    known = [day for day in days if day is not None]
    back = len(known) == len(notes) > 1 and all(later < earlier for earlier, later in pairwise(known))
    return tuple(reversed(notes)) if back else tuple(notes)


def _heads(lines: Sequence[str]) -> list[_Head]:
    """Find the lines at which notes begin; of a number and a date on lines that follow each other the first."""
    found: list[_Head] = []
    for number, line in enumerate(lines):
        dated = _dated(line)
        if dated and (_LOGGED.fullmatch(line, dated.end()) or _is_to_come(lines, number, dated)):
            continue
        numbered = _NUMBERED.match(line)
        if not dated and not numbered:
            continue
        met = dated or numbered
        head = _Head(number, bool(dated), met is not None and not line[met.end() :].strip(" \t:-*"))
        if found and head.is_dated != found[-1].is_dated and _is_close(lines, found[-1].line, number):
            continue
        found.append(head)
    return found


def _dated(line: str) -> re.Match[str] | None:
    if not _DIGIT.search(line[:LONGEST_HEAD]):
        return None
    met = (form.match(line[:LONGEST_HEAD]) for form in _DATED)
    return next((found for found in met if found and _is_day(found)), None)


def _parts(found: re.Match[str]) -> tuple[int, int]:
    groups = found.groupdict()
    name = groups.get("name")
    return _MONTHS.index(name[:3].lower()) + 1 if name else int(groups["month"]), int(groups["day"])


def _is_day(found: re.Match[str]) -> bool:
    """Tell whether figures stand for a day; with a whole year before them they do even where there is no such day."""
    month, day = _parts(found)
    if len(found.groupdict().get("year") or "") > 2 and found.start("year") < found.start("day"):  # noqa: PLR2004 - 2026
        return True
    return 1 <= month <= 12 and 1 <= day <= 31  # noqa: PLR2004 - of any year's calendar


def _day(found: re.Match[str]) -> date | None:
    year = found.groupdict().get("year")
    if year is None:
        return None
    try:
        return date(int(year) if len(year) > 2 else _CENTURY + int(year), *_parts(found))  # noqa: PLR2004 - 26 or 2026
    except ValueError:
        return None


def _written(found: re.Match[str]) -> str:
    names = [name for name in ("month", "name", "day", "year") if found.groupdict().get(name)]
    return found.string[min(map(found.start, names)) : max(map(found.end, names))]


def _is_to_come(lines: Sequence[str], number: int, dated: re.Match[str]) -> bool:
    """Tell whether a date is that of the next visit: the line before announces it, and a time or nothing follows."""
    before = next((line for line in reversed(lines[max(0, number - 2) : number]) if line.strip()), "")
    rest = lines[number][dated.end() :]
    return bool(_TO_COME.search(before)) and (not rest.strip() or bool(_CLOCK.match(rest)))


def _is_close(lines: Sequence[str], first: int, second: int) -> bool:
    """Tell whether two lines head the same note: nothing of a treatment stands between them."""
    between = "\n".join(lines[first + 1 : second])
    return second - first <= MOST_ABOVE and not any(word.kind in TREATMENT for word in words(between))


def _above(lines: Sequence[str], line: int, letterhead: Container[str]) -> int:
    """Go up over the lines of a letterhead."""
    at = line
    while at and line - at < MOST_ABOVE and (_plain(lines[at - 1]) in letterhead or not lines[at - 1].strip()):
        at -= 1
    return at


def _plain(line: str) -> str:
    return re.sub(r"[\d\s]+", " ", line).strip().lower()


def _headed(lines: Sequence[str], heads: Sequence[int]) -> tuple[str, ...]:
    """Cut at the heads; what stands before the first is a note of its own only where it tells of a treatment.

    Else it is a letterhead: where its lines stand above a later head too, that note begins with them.
    """
    first = heads[0]
    if any(word.kind in TREATMENT for word in words("\n".join(lines[:first]))):
        return _pieces(lines, heads)
    letterhead = {_plain(line) for line in lines[max(0, first - MOST_ABOVE) : first] if line.strip()}
    return _pieces(lines, [_above(lines, head, letterhead) for head in heads[1:]])


def _unheaded(lines: Sequence[str]) -> tuple[str, ...]:
    """Cut notes that have neither dates nor numbers: at pages, at two empty lines, at signatures, at what S opens."""
    pages = [number for number, line in enumerate(lines) if line.startswith("\f")]
    if pages:
        return _pieces(lines, pages)
    gaps = [number for number in range(2, len(lines)) if not any(line.strip() for line in lines[number - 2 : number])]
    if gaps:
        return _pieces(lines, gaps)
    openings = [number for number, line in enumerate(lines) if _OPENING.match(line)]
    if len(openings) > 1:
        return _pieces(lines, openings)
    items = [number for number, line in enumerate(lines) if _ITEM.fullmatch(line)]
    if len(items) > 1:
        return _pieces(lines, items)
    signed = [number + 1 for number, line in enumerate(lines) if _SIGNED.match(line)]
    return _pieces(lines, signed) if len(signed) > 1 else _pieces(lines, [])


def _pieces(lines: Sequence[str], starts: Sequence[int], drop: frozenset[int] = frozenset()) -> tuple[str, ...]:
    edges = [0, *starts, len(lines)]
    pieces = (
        "\n".join(line for number, line in enumerate(lines[begin:end], begin) if number not in drop).strip()
        for begin, end in pairwise(edges)
    )
    return tuple(piece for piece in pieces if piece)
