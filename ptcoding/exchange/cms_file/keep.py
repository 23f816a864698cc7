"""Editions of a site's own, written whole or not at all."""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from ptcoding.errors import DocumentError, InputError, Problem
from ptcoding.exchange.cms_file.found import Found
from ptcoding.exchange.cms_file.published import days_of
from ptcoding.facts.own import ICD, KINDS, MUE, PTP, RVU
from ptcoding.facts.source import long_date

TAKEN_IN = "The published file, taken in by whoever runs this site: the rows that concern therapy."
NOT_PRICED = "No locality, deductible or sequestration; the values for clinicians outside a qualifying payment model."
_ROWS = MappingProxyType({PTP: "edit", MUE: "limit", RVU: "schedule"})
_NCCI = "https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits"
_PAGES = MappingProxyType(
    {
        PTP: f"{_NCCI}/medicare-ncci-procedure-procedure-ptp-edits",
        MUE: f"{_NCCI}/medicare-ncci-medically-unlikely-edits",
        RVU: "https://www.cms.gov/medicare/payment/fee-schedules/physician/pfs-relative-value-files",
        ICD: "https://www.cms.gov/medicare/coding-billing/icd-10-codes",
    }
)


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition as it will be kept.

    Args:
        file: Name of its file.
        name: What it is called where it is cited.
        text: The file.
        rows: How many rows of the published file it holds.
        read: How many rows the published file has.
    """

    file: str
    name: str
    text: str
    rows: int
    read: int


def same_quarter(found: Sequence[Found]) -> list[Found]:
    """Give parts of the file of edits that were taken in together the quarter of the newest of them."""
    days = [one.since for one in found if one.kind == PTP and one.since]
    return [replace(one, since=max(days)) if one.kind == PTP else one for one in found]


def kept(found: Found, today: date) -> Kept:
    """Make an edition of what was found.

    Args:
        found: What was read of a published file.
        today: The day on which it was taken in.

    Returns:
        The edition.
    """
    since, until = days_of(found)
    name = f"{KINDS[found.kind]}, {long_date(since)} to {long_date(until)}"
    key = f"own-{found.kind}-{since}"
    cited = {"source": [key], "checked": today, "standing": "primary"}
    source = {
        "key": key,
        "publisher": "CMS",
        "title": name,
        "section": "",
        "short": f"CMS {name}",
        "url": _PAGES[found.kind],
        "read": today,
        "standing": "primary",
        "note": f"{TAKEN_IN} {found.copyright}".strip(),
    }
    head = {"kind": found.kind, "name": name, "since": since, "until": until, "loaded": today}
    parts = [_fields(head)]
    if found.covered:
        parts.append(f"covered = {_value(found.covered)}\n")
    if found.lines:
        # A literal text: nothing in it is read as anything else.
        parts.append("lines = '''\n" + "\n".join(found.lines) + "'''\n")
    parts.append(_table("source", source))
    parts += [_table(_ROWS[found.kind], {**row, **_dates(found.kind, since, until), **cited}) for row in found.rows]
    part = f"-{found.covered[0]}" if found.covered else ""
    rows = sum(_size(row) for row in found.rows) + len(found.lines)
    return Kept(f"{found.kind}-{since}{part}.toml", name, "\n".join(parts), rows, found.read)


def _dates(kind: str, since: date, until: date) -> Mapping[str, object]:
    """Say of a row for which days it holds, in the fields of its table."""
    if kind == PTP:
        return {"as_of": until}
    days = {"since": since, "until": until}
    return (
        days if kind != RVU else {"year": since.year, "release": f"{since:%B %Y}", "not_modelled": NOT_PRICED, **days}
    )


def _size(row: Mapping[str, object]) -> int:
    held = (row.get(name) for name in ("column2", "codes", "rvu"))
    return next((len(codes) for codes in held if isinstance(codes, Sized)), 1)


def _table(name: str, row: Mapping[str, object]) -> str:
    # Tables of a row come last: what follows a table's head belongs to it.
    plain = {key: value for key, value in row.items() if not isinstance(value, dict)}
    inner = {key: value for key, value in row.items() if isinstance(value, dict)}
    text = f"[[{name}]]\n{_fields(plain)}"
    return text + "".join(f"\n[{name}.{key}]\n{_fields(value)}" for key, value in inner.items())


def _fields(row: Mapping[str, object]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in row.items())


def _value(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        # A whole decimal would be read back as a whole number.
        return f"{value:f}" if "." in f"{value:f}" else f"{value:f}.0"
    return str(value)


def write(folder: Path, editions: Iterable[Kept], over: bool) -> None:
    """Write editions: all of them whole, or none.

    Args:
        folder: The folder, made where it is missing.
        editions: The editions.
        over: Whether one that is there already is replaced.

    Raises:
        InputError: If one is there already, or the folder or the disk does not take them; what was there stays.
    """
    all_of = {edition.file: edition for edition in editions}
    there = [edition for edition in all_of.values() if (folder / edition.file).exists() and not over]
    if there:
        expected = "an edition that is not there yet; --replace takes it in again"
        raise InputError([Problem("edition", edition.name, expected) for edition in there])
    drafts: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for edition in all_of.values():
            drafts.append((_draft(folder, drafts, edition.text), folder / edition.file))
        for draft, file in drafts:
            draft.replace(file)
        _settle(folder)
    except OSError as error:
        expected = (
            f"a folder with room that can be written ({error.strerror or 'the disk refused'}); nothing was changed"
        )
        raise DocumentError([Problem("folder", str(folder), expected)]) from error
    finally:
        for draft, _ in drafts:
            draft.unlink(missing_ok=True)


def _draft(folder: Path, drafts: Sequence[tuple[Path, Path]], text: str) -> Path:
    """Write a file beside its place, down to the disk."""
    number, name = tempfile.mkstemp(prefix=f".{len(drafts)}-", suffix=".part", dir=folder)
    draft = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _settle(folder: Path) -> None:
    """Bring the new names down to the disk, where a folder can be opened."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
