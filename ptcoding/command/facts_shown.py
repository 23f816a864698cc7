"""What answers: every table with its edition, its days, how it was read and how many rows it has."""

from collections import Counter
from collections.abc import Iterator

from ptcoding.explanation import counted
from ptcoding.facts import Facts
from ptcoding.facts.own import ICD, MUE, PTP, RVU, Own

# A table, its edition, its days, how it was read, its rows.
Line = tuple[str, str, str, str, str]


def shown(known: Facts) -> Iterator[Line]:
    """List the tables, those of the project first, then the editions that the site took in itself.

    Args:
        known: The facts of the project and of the site's own folder.

    Yields:
        A line for each edition of each table.
    """
    project = Facts(known.folder)
    yield "all tables", project.edition.key, f"checked {project.edition.checked}", "project", ""
    yield from _edits(project)
    counts = Counter((row.since, row.until, row.sources[0], row.standing.value) for row in project.limits.limits)
    for (since, until, source, standing), count in counts.items():
        yield "limits", source, f"{since} to {until}", standing, _rows(count)
    for schedule in project.rates.schedules.values():
        days = f"{schedule.since} to {schedule.until}"
        count = len({*schedule.rvu, *schedule.amounts})
        yield "fee schedule", schedule.release, days, schedule.standing.value, _rows(count)
    for year, threshold in project.thresholds.items():
        yield "threshold", str(year), f"{year}-01-01 to {year}-12-31", threshold.standing.value, _rows(1)
    yield _diagnoses(project, known)
    for own in known.editions:
        taken = f"{own.source.standing.value}, own, taken in {own.loaded}{_unused(own, known)}"
        yield own.kind, own.name, f"{own.since} to {own.until}", taken, _rows(_size(own))


def _edits(project: Facts) -> Iterator[Line]:
    for reading in project.edits.readings:
        codes = counted(len(reading.codes | reading.beside), "code")
        read = [row for row in project.edits.edits if reading.covers(row.column1, row.column2)]
        count = sum(reading.sources[0] in row.sources and row.as_of <= reading.until for row in read)
        days = f"{reading.since} to {reading.until}"
        yield "edits", f"{reading.sources[0]}, {codes}", days, reading.standing.value, _rows(count)


def _diagnoses(project: Facts, known: Facts) -> Line:
    """Count the codes of the list only where it answers: the package takes two seconds to read."""
    from ptcoding.billing.claim.tabular import tabular

    release = project.diagnosis_release
    days = f"{release.since} to {release.until}"
    if known.diagnosis_list is not None:
        return "diagnoses", release.name, days, f"{release.standing.value}, not used: older", ""
    return "diagnoses", release.name, days, release.standing.value, _rows(len(tabular().titles))


def _unused(own: Own, known: Facts) -> str:
    """Say that a later release of the same year, or a later list, answers in its place."""
    if own.kind == RVU:
        return "" if known.rates.schedules[own.since.year].since == own.since else ", not used: older"
    return "" if own.kind != ICD or own is known.diagnosis_list else ", not used: older"


def _size(own: Own) -> int:
    """Count the rows of the published file that an edition keeps."""
    if own.kind == PTP:
        return sum(len(row["column2"]) for row in own.rows("edit"))
    if own.kind == MUE:
        return sum(len(row["codes"]) for row in own.rows("limit"))
    return len(own.lines) if own.kind == ICD else sum(len(row["rvu"]) for row in own.rows("schedule"))


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"
