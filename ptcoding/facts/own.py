"""Editions of a site's own: tables that were made of CMS's published files, laid over those of the project."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ptcoding.errors import DocumentError, Problem
from ptcoding.facts.source import Source
from ptcoding.facts.table import Row, read_row, rows_of
from ptcoding.path import is_folder

if TYPE_CHECKING:
    from ptcoding.facts.diagnosis import Release
    from ptcoding.facts.edit import Edit, EditTable, Reading
    from ptcoding.facts.limit import LimitTable
    from ptcoding.facts.schedule import Rates

VARIABLE = "PTCODING_FACTS_DIR"
PTP, MUE, RVU, ICD = "ptp", "mue", "rvu", "icd10cm"
KINDS = {
    PTP: "NCCI edits, practitioner services",
    MUE: "unit limits, practitioner services",
    RVU: "physician fee schedule",
    ICD: "ICD-10-CM codes",
}
# A practitioner file holds every edit since the first ones, with the dates of those that ended.
FIRST_EDITS = date(1996, 1, 1)


@dataclass(frozen=True, eq=False)
class Own:
    """One edition of one table, as it was kept.

    Args:
        path: The file.
        kind: ``ptp``, ``mue``, ``rvu`` or ``icd10cm``.
        name: What it is called where it is cited.
        since: First day of service it holds for.
        until: Last day.
        loaded: The day on which it was taken in.
        document: The file as it stands.
    """

    path: Path
    kind: str
    name: str
    since: date
    until: date
    loaded: date
    document: Mapping[str, Any]

    @property
    def source(self) -> Source:
        """The published file that it was made of."""
        return read_row(Source, self._rows("source")[0], self.path.stem)

    @property
    def covered(self) -> frozenset[str]:
        """The codes that stand in the part of the file that was read."""
        return frozenset(self.document.get("covered", ()))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Lines of a long list, one a row."""
        return tuple(self.document.get("lines", "").splitlines())

    def _rows(self, name: str) -> list[Row]:
        # A copy: reading a row changes it, and a document is read more than once.
        return rows_of({name: [dict(row) for row in self.document.get(name, [])]}, name)

    def rows(self, name: str) -> list[Row]:
        """Give the rows of one kind, ready for their class."""
        return self._rows(name)


def own_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Tell where editions of a site's own are kept.

    Args:
        environment: Variables of the process.

    Returns:
        The folder, which need not exist.

    >>> own_folder({"PTCODING_FACTS_DIR": "/srv/facts"}).name
    'facts'
    """
    if environment.get(VARIABLE):
        return Path(environment[VARIABLE])
    from platformdirs import user_data_path

    return user_data_path("ptcoding", appauthor=False) / "facts"


def read_own(folder: Path | None) -> tuple[Own, ...]:
    """Read every edition of a folder, the oldest first.

    Args:
        folder: The folder; there are none where it is None or does not exist.

    Returns:
        The editions.

    Raises:
        DocumentError: If a file cannot be read, or is no edition; every such file is named.
    """
    if folder is None or not is_folder(folder):
        return ()
    read, problems = [], []
    for path in sorted(folder.glob("*.toml")):
        try:
            read.append(_own(path))
        except (OSError, ValueError, KeyError, TypeError):
            problems.append(Problem(VARIABLE, path.name, "a file that `ptcoding facts load` wrote; take it away"))
    if problems:
        raise DocumentError(problems)
    return tuple(sorted(read, key=lambda own: (own.until, own.since, own.path.name)))


def _own(path: Path) -> Own:
    document = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    said = {name: document[name] for name in ("kind", "name", "since", "until", "loaded")}
    if said["kind"] not in KINDS or not all(isinstance(said[name], date) for name in ("since", "until", "loaded")):
        raise ValueError(path.name)
    return Own(path, **said, document=document)


def with_sources(known: Mapping[str, Source], editions: Iterable[Own]) -> Mapping[str, Source]:
    """Add the published files to the sources."""
    return MappingProxyType({**known, **{own.source.key: own.source for own in editions}})


def with_edits(known: "EditTable", editions: Iterable[Own]) -> "EditTable":
    """Lay edits over those of the project: for pairs that a file covers it has the last word on all days up to its own.

    Args:
        known: The edits of the project.
        editions: The editions of the site, the oldest first.

    Returns:
        The edits.
    """
    from ptcoding.facts.edit import EditTable
    from ptcoding.facts.read_edits import edits_of

    quarters: dict[date, list[Own]] = {}
    for own in editions:
        if own.kind == PTP:
            quarters.setdefault(own.until, []).append(own)
    rows, readings = list(known.edits), list(known.readings)
    for until in sorted(quarters):
        parts = quarters[until]
        # A pair may stand under either of its codes, so the lack of one is known where both were read.
        read = _reading(parts, until)
        fresh = [edit for part in parts for row in part.rows("edit") for edit in edits_of(row)]
        rows = [row for row in rows if row.as_of > until or not read.covers(row.column1, row.column2)] + [
            row for row in fresh if not _is_told_later(row, readings, until)
        ]
        readings.insert(0, read)
    return EditTable(rows, readings, known.believed, known.grounds, known.not_modelled)


def _reading(parts: list[Own], until: date) -> "Reading":
    from ptcoding.facts.edit import Reading

    codes = frozenset().union(*(part.covered for part in parts))
    source, loaded = parts[-1].source, parts[-1].loaded
    return Reading(codes, codes, FIRST_EDITS, until, sources=(source.key,), checked=loaded, standing=source.standing)


def _is_told_later(row: "Edit", readings: "Iterable[Reading]", until: date) -> bool:
    """Tell whether a later file that reaches back over the same days has the pair."""
    return any(
        reading.until > until and reading.since <= FIRST_EDITS and reading.covers(row.column1, row.column2)
        for reading in readings
    )


def with_limits(known: "LimitTable", editions: Iterable[Own]) -> "LimitTable":
    """Lay unit limits over those of the project; the newest edition comes first, so that it wins where both hold."""
    from ptcoding.facts.limit import LimitTable
    from ptcoding.facts.read_edits import limits_of

    fresh = [
        limit
        for own in sorted(editions, key=lambda own: own.until, reverse=True)
        if own.kind == MUE
        for row in own.rows("limit")
        for limit in limits_of(row)
    ]
    return LimitTable([*fresh, *known.limits], known.not_modelled)


def with_rates(known: "Rates", editions: Iterable[Own]) -> "Rates":
    """Lay fee schedules over those of the project: the latest release of a year prices it."""
    from ptcoding.facts.read_money import schedule_of
    from ptcoding.facts.schedule import Rates

    schedules = dict(known.schedules)
    for own in editions:
        for row in own.rows("schedule") if own.kind == RVU else ():
            schedule = schedule_of(row)
            before = schedules.get(schedule.year)
            if before is None or before.since <= schedule.since:
                schedules[schedule.year] = schedule
    proposals = {year: row for year, row in known.proposals.items() if year not in schedules}
    return Rates(MappingProxyType(dict(sorted(schedules.items()))), known.adjustments, MappingProxyType(proposals))


def with_release(known: "Release", editions: Iterable[Own]) -> "Release":
    """Say which list of diagnosis codes is read: the newest that was taken in, where it is newer than the project's."""
    from ptcoding.facts.diagnosis import Release

    own = newest_list(known, editions)
    if own is None:
        return known
    source = own.source
    told = {"sources": (source.key,), "checked": own.loaded, "standing": source.standing}
    return read_row(Release, {"name": own.name, "package": "", "since": own.since, "until": own.until, **told}, ICD)


def newest_list(known: "Release", editions: Iterable[Own]) -> Own | None:
    """Give the newest list of diagnosis codes that was taken in, None where the project's is as new."""
    lists = [own for own in editions if own.kind == ICD and own.since > known.since]
    return max(lists, key=lambda own: own.since, default=None)
