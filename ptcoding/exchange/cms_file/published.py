"""One of CMS's published files, as downloaded: which it is, for which days, and what of it concerns therapy."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.cms_file.found import Found, quarter_of
from ptcoding.exchange.cms_file.icd import is_icd, read_icd
from ptcoding.exchange.cms_file.mue import is_mue, read_mue
from ptcoding.exchange.cms_file.ptp import is_ptp, read_ptp
from ptcoding.exchange.cms_file.rvu import is_rvu, read_rvu
from ptcoding.exchange.cms_file.rvu_text import is_rvu_text, read_rvu_text
from ptcoding.exchange.cms_file.stream import (
    HEAD_LINES,
    Member,
    Progress,
    damage,
    head_of,
    is_sheet,
    lines_of,
    members,
    rows_of_table,
)
from ptcoding.facts import Facts
from ptcoding.facts.own import ICD, MUE, PTP, RVU
from ptcoding.path import is_file, is_folder

EXPECTED = "a file that CMS publishes: practitioner PTP edits or MUE table, PPRRVU, or ICD-10-CM order file"
_MONTHS = MappingProxyType({"jan": 1, "apr": 4, "jul": 7, "oct": 10})
# What CMS calls its files, for the kinds whose content carries no date.
_NAMED = MappingProxyType(
    {
        MUE: re.compile(r"eff_(?P<month>\d\d)-\d\d-(?P<year>20\d\d)"),
        RVU: re.compile(r"pprrvu(?:20)?(?P<year>\d\d)_?(?P<month>jan|apr|jul|oct)"),
        ICD: re.compile(r"icd10cm[_-]order[_-](?P<month>april[_-])?(?P<year>20\d\d)"),
    }
)


def read_published(path: Path, facts: Facts, given: date | None, progress: Progress) -> list[Found]:
    """Read a file.

    Args:
        path: The file as downloaded.
        facts: The facts, for the codes that concern therapy.
        given: The first day it holds for, for a file that says it neither inside nor by CMS's name for it.
        progress: Told how far each table of it was read.

    Returns:
        What was found, dated; several tables where a zip has several.

    Raises:
        DocumentError: If it is another kind of file, damaged, or does not say for which days it holds.
    """
    if is_folder(path):
        raise DocumentError(
            [Problem("file", str(path), f"a file, and this is a folder; name its files: {path / '*.zip'}")]
        )
    if not is_file(path):
        raise DocumentError([Problem("file", str(path), "a file that exists")])
    with damage(path):
        inside = members(path)
        texts = [member for member in inside if not is_sheet(member)]
        # CMS puts the same table into a zip as text and as a sheet; the text is read faster.
        found = _all_of(texts, facts, given, progress)
        if not found:
            found = _all_of([member for member in inside if member not in texts], facts, given, progress)
    if not found:
        raise DocumentError([Problem("file", path.name, EXPECTED)])
    if len({one.kind for one in found}) < len(found) and found[0].kind != PTP:
        raise DocumentError([Problem("file", path.name, "one table of each kind; this has several")])
    return found


def _all_of(tables: Sequence[Member], facts: Facts, given: date | None, progress: Progress) -> list[Found]:
    read = [_one(member, facts, given, progress) for member in tables if _is_ours(member, len(tables) > 1)]
    return [found for found in read if found is not None]


def _is_ours(member: Member, beside_others: bool) -> bool:
    """Tell whether a table is for practitioners as the therapy rules mean them, where only its name says so."""
    name = member.name.lower()
    for_models = "qpp" in name and "nonqpp" not in name
    other = name.startswith("ccioph") or for_models
    if other and not beside_others:
        expected = "the practitioner file, and for 2026 on the one named nonQPP; this one is for others"
        raise DocumentError([Problem("file", member.name, expected)])
    return not other


def _one(member: Member, facts: Facts, given: date | None, progress: Progress) -> Found | None:
    """Read a table, None where it is of no kind that is known."""
    if not is_sheet(member) and is_icd(head_of(member)):
        with lines_of(member, progress) as lines:
            return _dated(read_icd(member.name, lines), member, given)
    known = frozenset(facts.codes)
    if not is_sheet(member) and is_rvu_text(head_of(member)):
        with lines_of(member, progress) as lines:
            return _dated(read_rvu_text(member.name, lines, known), member, given)
    kept = known | {row.code for row in facts.codes.not_modelled}
    # Injections are not therapy, and their edits with therapy are in the project's own rows.
    paired = kept | {code for edit in facts.edits.edits for code in (edit.column1, edit.column2)}
    with rows_of_table(member, progress) as rows:
        head = list(islice(rows, HEAD_LINES))
        if is_ptp(head):
            return _dated(read_ptp(member.name, head, rows, paired), member, given)
        if is_mue(head):
            return _dated(read_mue(member.name, head, rows, kept), member, given)
        if is_rvu(head):
            return _dated(read_rvu(member.name, head, rows, known), member, given)
    return None


def _dated(found: Found, member: Member, given: date | None) -> Found:
    since = found.since or _named(found.kind, member.name) or given
    if since is None:
        expected = "a file that says from which day it holds; say it with --effective 2026-10-01"
        raise DocumentError([Problem("file", member.name, expected)])
    return replace(found, since=since)


def _named(kind: str, name: str) -> date | None:
    """Read the first day of a file from the name that CMS gave it."""
    said = _NAMED[kind].search(name.lower()) if kind in _NAMED else None
    if said is None:
        return None
    year, month = int(said["year"]) % 100 + 2000, said["month"]
    if kind == ICD:
        return date(year, 4, 1) if month else date(year - 1, 10, 1)
    number = _MONTHS.get(month) or int(month)
    return date(year, number, 1) if number in _MONTHS.values() else None


def days_of(found: Found) -> tuple[date, date]:
    """Give the first and last day that a file holds for.

    Args:
        found: What was read of it, dated.

    Returns:
        A quarter; for a fee schedule up to the end of its year, for diagnosis codes up to the end of September.

    Raises:
        DocumentError: If it does not say from which day it holds.
    """
    if found.since is None:
        raise DocumentError([Problem("file", found.kind, "a day from which it holds")])
    if found.kind == RVU:
        return found.since, date(found.since.year, 12, 31)
    if found.kind == ICD:
        return found.since, date(found.since.year + (found.since.month >= 10), 9, 30)  # noqa: PLR2004 - from October on
    return quarter_of(found.since)
