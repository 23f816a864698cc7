"""The NCCI edits: what Medicare says about a pair of codes on one day, and about the units of one code."""

from pathlib import Path
from typing import TYPE_CHECKING

from ptcoding.facts.table import Row, read_row, read_table, rows_of

if TYPE_CHECKING:
    from ptcoding.facts.code import CodeTable
    from ptcoding.facts.edit import Edit, EditTable, Ground, Reading
    from ptcoding.facts.limit import Limit, LimitTable


def read_edits(folder: Path, codes: "CodeTable") -> "EditTable":
    """Read the NCCI edits, and what was read of them."""
    from ptcoding.facts.edit import EditTable

    document = read_table("edits", folder)
    return EditTable(
        [edit for row in rows_of(document, "edit") for edit in edits_of(row)],
        [_reading(row) for row in rows_of(document, "reading")],
        document["believed"],
        [_ground(row, codes) for row in rows_of(document, "ground")],
        document["not_modelled"],
    )


def edits_of(row: Row) -> "list[Edit]":
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


def _ground(row: Row, codes: "CodeTable") -> "Ground":
    """Read a ground, for the codes it names or, where it says so, for every timed one."""
    from ptcoding.facts.edit import Ground

    timed = [code.code for code in codes.values() if code.timed] if row.pop("timed", False) else None
    one, two = (row.get(column, timed) for column in ("column1", "column2"))
    return read_row(Ground, {**row, "column1": one, "column2": two}, "edits")


def read_limits(folder: Path) -> "LimitTable":
    """Read the medically unlikely edits."""
    from ptcoding.facts.limit import LimitTable

    document = read_table("limits", folder)
    rows = [limit for row in rows_of(document, "limit") for limit in limits_of(row)]
    return LimitTable(rows, document["not_modelled"])


def limits_of(row: Row) -> "list[Limit]":
    """Read a row that stands for every one of its codes."""
    from ptcoding.facts.limit import Limit

    codes = row.pop("codes")
    return [read_row(Limit, {"adjudication": "", **row, "code": code}, "limits") for code in codes]
