"""Day sheets in the styles of ten systems, written from visits whose content is known."""

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from openpyxl import Workbook

CODES = ("97110", "97112", "97140", "97530", "97116", "97535", "97035", "G0283", "97161")
UNTIMED = ("G0283", "97161")


@dataclass(frozen=True)
class Row:
    """One row of a sheet."""

    day: date
    patient: str
    code: str
    minutes: int | None
    units: int
    modifiers: tuple[str, ...]


def drawn(seed: int) -> list[Row]:
    """Draw the rows of a few visits: two days, three patients."""
    dice = random.Random(seed)  # noqa: S311 -- the same visits each time are wanted, nothing secret
    rows = []
    for offset in range(2):
        for patient in ("Ann Lee", "Bo Ray", "Cy Day"):
            for code in dice.sample(CODES, dice.randint(1, 4)):
                minutes = None if code in UNTIMED else dice.randint(8, 40)
                modifiers = ("GP", "59") if code == "97140" else ("GP",)
                day = date(2026, 9, 15) + timedelta(days=offset)
                rows.append(Row(day, patient, code, minutes, dice.randint(1, 3), modifiers))
    return rows


def _text(rows: Sequence[Sequence[object]], sign: str = ",") -> str:
    table = io.StringIO()
    csv.writer(table, delimiter=sign, lineterminator="\n").writerows(rows)
    return table.getvalue()


def _number(code: str) -> object:
    return int(code) if code.isdigit() else code


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def _us(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _clock(moment: int) -> str:
    hour, half = (moment // 60 - 1) % 12 + 1, "AM" if moment < 720 else "PM"
    return f"{hour}:{moment % 60:02d} {half}"


def _minutes(row: Row) -> object:
    return "" if row.minutes is None else row.minutes


def plain(rows: Sequence[Row]) -> bytes:
    """The plainest export."""
    head = [["Date", "Patient", "CPT Code", "Minutes", "Units", "Modifiers"]]
    cells = [[_us(r.day), r.patient, r.code, _minutes(r), r.units, " ".join(r.modifiers)] for r in rows]
    return _text(head + cells).encode()


def semicolons_and_total(rows: Sequence[Row]) -> bytes:
    """A title, semicolons, and a row of totals."""
    head = [["Day sheet, all therapists"], [], ["DOS", "Pt Name", "Procedure", "Time (min)", "Qty", "Mod 1", "Mod 2"]]
    cells = [[r.day.isoformat(), r.patient, r.code, _minutes(r), r.units, *(*r.modifiers, "")[:2]] for r in rows]
    total = [["Total", "", "", sum(r.minutes or 0 for r in rows), sum(r.units for r in rows), "", ""]]
    return ("sep=;\n" + _text(head + cells + total, ";")).encode()


def tabs_utf16(rows: Sequence[Row]) -> bytes:
    """Tabs, in two bytes a letter."""
    head = [["Visit Date", "MRN", "HCPCS", "Duration", "Billed Units", "Modifier"]]
    cells = [
        [
            f"{r.day:%m-%d-%Y}",
            r.patient,
            r.code,
            "" if r.minutes is None else f"{r.minutes} min",
            r.units,
            ",".join(r.modifiers),
        ]
        for r in rows
    ]
    return _text(head + cells, "\t").encode("utf-16")


def joined_modifiers(rows: Sequence[Row]) -> bytes:
    """Modifiers joined to the code by hyphens."""
    head = [["Service Date", "Client", "Code", "Treatment Time", "Units"]]
    cells = [
        [
            f"{r.day:%b %d, %Y}",
            r.patient,
            "-".join((r.code, *r.modifiers)),
            "" if r.minutes is None else f"0:{r.minutes:02d}",
            r.units,
        ]
        for r in rows
    ]
    return _text(head + cells).encode("utf-8-sig")


def guarded(rows: Sequence[Row]) -> bytes:
    """Codes guarded as text for a spreadsheet."""
    head = [["Chart No", "DOS", "CPT", "Min", "Units", "Mods"]]
    cells = [
        [r.patient, f"{r.day:%Y-%m-%d} 00:00:00", f'="{r.code}"', _minutes(r), f"{r.units}.0", "/".join(r.modifiers)]
        for r in rows
    ]
    return _text(head + cells).encode("cp1252")


def described(rows: Sequence[Row]) -> bytes:
    """A description behind the code."""
    head = [["Appointment Date", "Patient", "Service", "Mins", "U"]]
    cells = [
        [
            f"{r.day:%m/%d/%y}",
            r.patient,
            f"{r.code} {' '.join(r.modifiers)} seen by therapist",
            "" if r.minutes is None else f"{r.minutes}.0",
            r.units,
        ]
        for r in rows
    ]
    return _text(head + cells).encode()


def clocked(rows: Sequence[Row]) -> bytes:
    """Clock times in place of minutes."""
    head = [["Date of Service", "Patient ID", "Procedure Code", "Time In", "Time Out", "Units", "Modifier"]]
    cells = []
    start: dict[tuple[date, str], int] = {}
    for r in rows:
        key = (r.day, r.patient)
        begin = start.get(key, 9 * 60)
        end = begin + (r.minutes or 5)
        start[key] = end
        times = [_clock(moment) for moment in (begin, end)]
        if r.minutes is None:
            times = ["", ""]
        cells.append([_us(r.day), r.patient, r.code, *times, r.units, " ".join(r.modifiers)])
    return _text(head + cells).encode()


def grouped(rows: Sequence[Row]) -> bytes:
    """The patient and the date stand once, in the first row of their visit, as merged cells leave them."""
    head = [["Patient Name", "DOS", "CPT", "Minutes", "Units", "Modifiers"]]
    cells, before = [], None
    for r in rows:
        told = ["", ""] if before == (r.patient, r.day) else [r.patient, _us(r.day)]
        before = (r.patient, r.day)
        cells.append([*told, r.code, _minutes(r), r.units, " ".join(r.modifiers)])
    return _text(head + cells).encode()


def workbook(rows: Sequence[Row]) -> bytes:
    """An Excel file with real dates."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Clinic day sheet"])
    sheet.append(["DOS", "Patient", "CPT Code", "Minutes", "Units", "Modifiers"])
    for r in rows:
        sheet.append([r.day, r.patient, _number(r.code), r.minutes, r.units, " ".join(r.modifiers)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def serial(rows: Sequence[Row]) -> bytes:
    """Dates as a spreadsheet counts them, and codes in small letters."""
    head = [["Service Date", "Acct No", "CPT HCPCS", "Total Minutes", "Units of Service", "Mod1", "Mod2"]]
    cells = [
        [_serial(r.day), r.patient, r.code.lower(), _minutes(r), f"x{r.units}", *(*r.modifiers, "")[:2]] for r in rows
    ]
    return _text(head + cells, "|").encode()


STYLES = (
    plain,
    semicolons_and_total,
    tabs_utf16,
    joined_modifiers,
    guarded,
    described,
    clocked,
    grouped,
    workbook,
    serial,
)
