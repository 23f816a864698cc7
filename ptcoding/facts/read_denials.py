"""The codes of a remittance, read from their files."""

from pathlib import Path
from types import MappingProxyType

from ptcoding.facts.denial import Deadline, DenialTable, Group, Kind, Reason, Remark
from ptcoding.facts.table import read_row, read_table, rows_of


def read_denials(folder: Path) -> DenialTable:
    """Read every table on denials.

    Args:
        folder: The folder of data.

    Returns:
        The tables.
    """
    kinds = read_table("denials/kinds", folder)
    groups = [read_row(Group, row, "denials/kinds") for row in kinds["group"]]
    rows = [read_row(Kind, row, "denials/kinds") for row in rows_of(kinds, "kind")]
    reasons = [
        read_row(Reason, row, "denials/reasons") for row in rows_of(read_table("denials/reasons", folder), "reason")
    ]
    remarks = [
        read_row(Remark, row, "denials/remarks") for row in rows_of(read_table("denials/remarks", folder), "remark")
    ]
    deadlines = rows_of(read_table("denials/deadlines", folder), "deadline")
    return DenialTable(
        MappingProxyType({row.code: row for row in groups}),
        MappingProxyType({row.key: row for row in rows}),
        MappingProxyType({row.code: row for row in reasons}),
        MappingProxyType({row.code: row for row in remarks}),
        tuple(read_row(Deadline, row, "denials/deadlines") for row in deadlines),
    )
