"""An audit of a file or a folder: each file is a part of its own, and one that is done is not done again."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ptcoding.audit.findings import check_table
from ptcoding.audit.picture import pairs, svg
from ptcoding.audit.record import as_record
from ptcoding.audit.summary import summaries
from ptcoding.audit.table import ENDINGS, read_lines
from ptcoding.audit.units import BOTH, Counted, count_table
from ptcoding.errors import DocumentError, InputError, Problem
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.facts import Facts
from ptcoding.facts import facts as default_facts

VISITS, CODES, SUMMARY = "visits", "codes", "summary"


@dataclass(frozen=True, slots=True)
class Part:
    """One file that was audited.

    Args:
        name: Its name without the ending.
        visits: How many visits it holds.
        left_out: Lines that were left out.
        claims: Distinct claims that the engine checked; 0 where it was done before.
        done_before: Whether it was done before.
    """

    name: str
    visits: int
    left_out: int
    claims: int
    done_before: bool


def audit(
    place: Path,
    out: Path,
    facts: Facts,
    told: Callable[[int, int], None] = lambda _done, _all: None,
    workers: Executor | None = None,
) -> list[Part]:
    """Audit a file, or every table of a folder.

    Args:
        place: A CSV or Parquet file of lines, or a folder of them; a visit never spans two files.
        out: The folder to write: for each part its visits and codes as Parquet, then summaries as CSV.
        facts: The facts.
        told: Told how many parts are done, and of how many.
        workers: Who does the parts, this process where none are given: processes, or a Dask client's executor, whose
            machines see the same files. They read the project's own facts, as facts are not sent anywhere.

    Returns:
        The parts, in the order of their names.

    Raises:
        DocumentError: If there is nothing to read, a file cannot be read, or the folder cannot be written.
    """
    files = sorted(file for file in place.iterdir() if file.suffix in ENDINGS) if place.is_dir() else [place]
    if not files or not all(file.is_file() for file in files):
        raise DocumentError([Problem("file", str(place), "a table of visits (.csv, .parquet), or a folder of them")])
    try:
        out.mkdir(parents=True, exist_ok=True)
        told(0, len(files))
        parts = _here(files, out, facts, told) if workers is None else _spread(files, out, told, workers)
        _sum_up(parts, out)
    except OSError as error:
        raise DocumentError([Problem("out", str(out), "a folder that can be written")]) from error
    return parts


def _here(files: Sequence[Path], out: Path, facts: Facts, told: Callable[[int, int], None]) -> list[Part]:
    parts = []
    for file in files:
        parts.append(_part(file, out, facts))
        told(len(parts), len(files))
    return parts


def _spread(files: Sequence[Path], out: Path, told: Callable[[int, int], None], workers: Executor) -> list[Part]:
    """Let others do the parts; where one is refused, the rest that was begun still stands for the next run."""
    asked = [workers.submit(part_of, file.resolve(), out.resolve()) for file in files]
    for done, _ in enumerate(as_completed(asked), start=1):
        told(done, len(files))
    return [one.result() for one in asked]


def part_of(file: Path, out: Path) -> Part:
    """Audit one file by the project's own facts, wherever this runs.

    Args:
        file: The file.
        out: The folder to write.

    Returns:
        The part.

    Raises:
        DocumentError: If the file cannot be read.
    """
    return _part(file, out, default_facts())


def audit_lines(lines: pl.DataFrame, facts: Facts) -> tuple[pl.DataFrame, pl.DataFrame, int, int]:
    """Audit one table of lines.

    Args:
        lines: Lines as ``read_lines`` gives them.
        facts: The facts.

    Returns:
        The visits, their codes, how many lines were left out, and how many distinct claims were checked.
    """
    counted = settled(count_table(lines, facts), facts)
    checked = check_table(counted, facts)
    return checked.visits, counted.codes, counted.left_out, checked.claims


def settled(counted: Counted, facts: Facts) -> Counted:
    """Let the engine count the visits that are not plain.

    Args:
        counted: A table, counted.
        facts: The facts.

    Returns:
        The table with the engine's units for those; a visit that it refuses has none.
    """
    heads = counted.visits.filter(~pl.col("plain"))
    if heads.is_empty():
        return counted
    lines: dict[int, list[dict[str, object]]] = {}
    for line in counted.codes.filter(pl.col("visit").is_in(heads["visit"].implode())).iter_rows(named=True):
        lines.setdefault(line["visit"], []).append(line)
    rows = [row for head in heads.iter_rows(named=True) for row in _units_of(head, lines[head["visit"]], facts)]
    names = ("visit", "code", *BOTH)
    right = pl.DataFrame({name: [row[place] for row in rows] for place, name in enumerate(names)})
    typed = right.cast({"visit": pl.UInt32, **dict.fromkeys(BOTH, pl.Int16)})
    codes = counted.codes.update(typed, on=["visit", "code"], how="full").sort("visit", maintain_order=True)
    return Counted(codes.filter(pl.col("timed").is_not_null()), counted.visits, counted.left_out)


def _units_of(head: dict[str, object], lines: list[dict[str, object]], facts: Facts) -> Iterator[Sequence[object]]:
    try:
        visit = read_visit(as_record(head, lines), facts)
    except InputError:
        yield from ((head["visit"], line["code"], 0, 0) for line in lines)
        return
    cms, ama = (visit.counted(facts.rule(key)).units for key in BOTH)
    for line in lines:
        code = str(line["code"])
        yield head["visit"], code, cms.get(code, 0), ama.get(code, 0)


def _part(file: Path, out: Path, facts: Facts) -> Part:
    """Audit one file, unless its visits stand there already."""
    target = out / f"{file.stem}.{VISITS}.parquet"
    if target.exists():
        return Part(file.stem, pl.scan_parquet(target).select(pl.len()).collect().item(), 0, 0, True)
    visits, codes, left_out, claims = audit_lines(read_lines(file, facts), facts)
    codes.write_parquet(out / f"{file.stem}.{CODES}.parquet")
    # Written under another name and moved at its end: what stands there is whole.
    unfinished = out / f"{file.stem}.unfinished"
    visits.write_parquet(unfinished)
    unfinished.replace(target)
    return Part(file.stem, visits.height, left_out, claims, False)


def _sum_up(parts: Sequence[Part], out: Path) -> None:
    tables: dict[str, list[pl.DataFrame]] = {}
    for part in parts:
        visits = pl.read_parquet(out / f"{part.name}.{VISITS}.parquet")
        codes = pl.read_parquet(out / f"{part.name}.{CODES}.parquet")
        for name, table in summaries(visits, codes).items():
            tables.setdefault(name, []).append(table)
    for name, found in tables.items():
        whole = pl.concat(found).group_by(name).agg(pl.all().sum()).sort(name)
        whole.write_csv(out / f"{SUMMARY}.{name}.csv")
        drawn = svg(f"Units billed and earned by {name}", pairs(whole, name))
        (out / f"{SUMMARY}.{name}.svg").write_text(drawn, encoding="utf-8")
