"""What a unit is paid: the fee schedules, and the shares that are paid in place of the whole."""

import tomllib
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.facts.table import Row, read_row, rows_of

if TYPE_CHECKING:
    from ptcoding.facts.schedule import Rates, Schedule


def read_rates(folder: Path) -> "Rates":
    """Read the national fee schedules and what may be taken off."""
    from decimal import Decimal

    from ptcoding.facts.schedule import Adjustment, Proposal, Rates

    document = tomllib.loads((folder / "rates.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    schedules = {row["year"]: schedule_of(row) for row in rows_of(document, "schedule")}
    adjustments = {row["key"]: read_row(Adjustment, row, "rates") for row in rows_of(document, "adjustment")}
    proposals = {row["year"]: read_row(Proposal, row, "rates") for row in rows_of(document, "proposal")}
    return Rates(MappingProxyType(schedules), MappingProxyType(adjustments), MappingProxyType(proposals))


def schedule_of(row: Row) -> "Schedule":
    """Read one release of the fee schedule, its numbers as decimals."""
    from ptcoding.facts.schedule import EarlierFactor, RelativeValues, Schedule

    return Schedule(
        **{
            **row,
            "rvu": MappingProxyType({code: RelativeValues(*values) for code, values in row["rvu"].items()}),
            "amounts": MappingProxyType(row.get("amounts", {})),
            "outside_mppr": frozenset(row["outside_mppr"]),
            "earlier": tuple(
                read_row(EarlierFactor, one, "rates") for one in rows_of({"earlier": row.get("earlier", [])}, "earlier")
            ),
        }
    )
