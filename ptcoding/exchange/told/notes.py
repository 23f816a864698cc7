"""A row of one patient's notes, and a note beside its claim, as records."""

from collections.abc import Iterable

from ptcoding.exchange.told.findings import findings_record
from ptcoding.explanation.note_claim import said
from ptcoding.finding import Finding
from ptcoding.notes.clone import sentence
from ptcoding.notes.series import Series, VisitNote


def row_record(row: Series) -> dict[str, object]:
    """Write a row of notes for another program.

    Args:
        row: The row.

    Returns:
        A record ready for JSON: each visit with how alike it is to the one before and what moved, then what never did.

    >>> from ptcoding.notes.series import series
    >>> record = row_record(series(["3/2/26 SLR 3x10.", "3/4/26 SLR 3x12."]))
    >>> record["visits"][1]["moved"]
    [{'kind': 'dose', 'before': '3x10', 'after': '3x12'}]
    """
    return {"visits": [_visit(visit) for visit in row.visits], "never_moved": dict(row.never)}


def _visit(visit: VisitNote) -> dict[str, object]:
    since = visit.since
    return {
        "number": visit.number,
        "day": visit.day,
        "alike": since.share if since else None,
        "moved": [{"kind": one.kind, "before": one.before, "after": one.after} for one in visit.moved],
        "findings": [
            {"kind": one.kind, "severity": one.severity.value, "message": sentence(one)}
            for one in (since.findings if since else ())
        ],
    }


def against_record(found: Iterable[Finding]) -> list[dict[str, object]]:
    """Write where a note and its claim disagree for another program.

    Args:
        found: The findings of ``against``.

    Returns:
        A record for each, ready for JSON.
    """
    return findings_record(found, said)
