"""The NCCI edits: what Medicare says about a pair of codes on one day, and about the units of one code."""

from functools import cache
from typing import TYPE_CHECKING

from ptcoding.facts.read_counting import codes
from ptcoding.facts.table import Row, read_row, read_table, rows_of

if TYPE_CHECKING:
    from ptcoding.facts.edit import Edit, EditTable, Ground, Reading
    from ptcoding.facts.limit import LimitTable


@cache
def edits() -> "EditTable":
    """Read the NCCI edits, and what was read of them.

    >>> edits().history("97110", "97140")[0].indicator
    9
    """
    from ptcoding.facts.edit import EditTable

    document = read_table("edits")
    return EditTable(
        [edit for row in rows_of(document, "edit") for edit in _edits(row)],
        [_reading(row) for row in rows_of(document, "reading")],
        document["believed"],
        [_ground(row) for row in rows_of(document, "ground")],
        document["not_modelled"],
    )


def _edits(row: Row) -> "list[Edit]":
    """Read a row that stands for every pair of its two columns."""
    from ptcoding.facts.edit import Edit

    undated = {"indicator": None, "effective": None, "deleted": None}
    return [
        read_row(Edit, {**undated, **row, "column1": first, "column2": second}, "edits")
        for first in row["column1"]
        for second in row["column2"]
    ]


def _reading(row: Row) -> "Reading":
    from ptcoding.facts.edit import Reading

    return read_row(Reading, {"beside": row["codes"], **row}, "edits")


def _ground(row: Row) -> "Ground":
    """Read a ground, for the codes it names or, where it says so, for every timed one."""
    from ptcoding.facts.edit import Ground

    timed = [code.code for code in codes().values() if code.timed] if row.pop("timed", False) else None
    one, two = (row.get(column, timed) for column in ("column1", "column2"))
    return read_row(Ground, {**row, "column1": one, "column2": two}, "edits")


@cache
def limits() -> "LimitTable":
    """Read the medically unlikely edits.

    >>> [limit.units for limit in limits().limits if limit.code == "97530"]
    [6, 6]
    """
    from ptcoding.facts.limit import Limit, LimitTable

    document = read_table("limits")
    rows = [
        read_row(Limit, {"adjudication": "", **row, "code": code}, "limits")
        for row in rows_of(document, "limit")
        for code in row.pop("codes")
    ]
    return LimitTable(rows, document["not_modelled"])
