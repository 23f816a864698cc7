"""The units of a whole table of visits under both rules, without a loop over visits."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ptcoding.audit.grid import allocate_many
from ptcoding.facts import Facts
from ptcoding.facts.rule import CountingRule

BOTH = ("cms", "ama")


@dataclass(frozen=True, slots=True)
class Counted:
    """A table of visits, counted.

    Args:
        codes: One row for each code of a visit, those of a visit together and in the order of the file: ``visit``,
            ``code``, ``minutes``, ``billed``, ``told`` (whether units were), ``modifiers``, ``by``, ``assistant`` (its
            minutes), ``timed``, and ``cms`` and ``ama``, its units under each rule.
        visits: One row for each visit: ``visit``, ``row``, ``date``, ``payer``, ``discipline``, ``therapist``,
            ``diagnoses``, ``ytd``, and whether it is ``plain``: counted here, without the engine.
        left_out: Lines without a code that is counted here, or without minutes.
    """

    codes: pl.DataFrame
    visits: pl.DataFrame
    left_out: int


def count_table(lines: pl.DataFrame, facts: Facts) -> Counted:
    """Count every visit of a table.

    A visit is plain where every minute is a therapist's or an assistant's and no code has an add-on; the units of the
    others are the engine's to count.

    Args:
        lines: Lines as ``read_lines`` gives them.
        facts: The codes and rules.

    Returns:
        The table counted; on a tie the code that stands first has the unit, as in the engine's first alternative.
    """
    known = facts.codes
    odd = [code for code in known if known.base_of(code) != code or code in known.spans]
    timed = pl.col("code").is_in([code for code in known if known[code].timed])
    kept = _in_order(lines.filter(pl.col("code").is_in(list(known)) & (pl.col("minutes").is_not_null() | ~timed)))
    kept = kept.with_columns(pl.col("minutes").fill_null(0))
    codes = _by_code(kept).with_columns(timed.alias("timed"))
    of_visit = ("row", "date", "payer", "discipline", "therapist", "diagnoses", "ytd")
    plain = (~pl.col("code").is_in(odd) & pl.col("by").is_in(["therapist", "assistant"])).all().alias("plain")
    visits = (
        kept.group_by("visit")
        # What is said once of a visit need not stand in its first row.
        .agg(*(_first(kept[name]) for name in of_visit), plain)
        .sort("visit")
    )
    begins = np.searchsorted(codes["visit"].to_numpy(), np.arange(visits.height))
    units = {key: pl.Series(unit_column(codes, begins, facts.rule(key))) for key in BOTH}
    return Counted(codes.with_columns(**units), visits, lines.height - kept.height)


def _in_order(kept: pl.DataFrame) -> pl.DataFrame:
    """Put the lines of a visit together, and number the visits that are left from 0 on."""
    if not kept["visit"].is_sorted():
        kept = kept.sort("visit", maintain_order=True)
    return kept.with_columns(kept["visit"].rle_id().cast(pl.UInt32))


def _first(column: pl.Series) -> pl.Expr:
    """Take what is said first of a visit; where every line says it, that is its first line's."""
    said = column != "" if column.dtype == pl.String else column.is_not_null()
    first = pl.col(column.name)
    if said.all() or not said.any():
        return first.first()
    if column.dtype == pl.String:
        return first.filter(first != "").first().fill_null("").alias(column.name)
    return first.drop_nulls().first()


def _by_code(kept: pl.DataFrame) -> pl.DataFrame:
    """Put lines of one code of a visit together; most tables have none, and are left as they are."""
    columns = ["visit", "code", "minutes", "billed", "told", "modifiers", "by", "assistant"]
    alone = kept.with_columns(
        pl.col("units").fill_null(0).alias("billed"),
        pl.col("units").is_not_null().alias("told"),
        (pl.col("minutes") * (pl.col("by") == "assistant")).alias("assistant"),
    ).select(columns)
    # One number says visit and code: to compare it is a fraction of the work of comparing both.
    place = {code: place for place, code in enumerate(alone["code"].unique(maintain_order=True))}
    both = alone["visit"].cast(pl.UInt64) * (len(place) + 1) + alone["code"].replace_strict(
        place, return_dtype=pl.UInt64
    )
    if both.n_unique() == alone.height:
        return alone
    return (
        alone.group_by("visit", "code", maintain_order=True)
        .agg(
            pl.col("minutes", "billed", "assistant").sum(),
            pl.col("told").any(),
            pl.col("modifiers").str.join(" "),
            pl.col("by").first(),
        )
        .select(columns)
        .sort("visit", maintain_order=True)
    )


def unit_column(codes: pl.DataFrame, begins: NDArray[np.int64], rule: CountingRule) -> NDArray[np.int16]:
    """Hand the units of every visit out.

    Args:
        codes: The codes of the visits, those of a visit together.
        begins: Where each visit begins among them.
        rule: The counting rule.

    Returns:
        Units of each code: the timed codes of a visit lie in a row of a table, in their order.
    """
    visit, timed = codes["visit"].to_numpy(), codes["timed"].to_numpy()
    slot = np.arange(codes.height) - begins[visit]
    table = np.zeros((len(begins), int(slot.max(initial=0)) + 1), dtype=np.int16)
    table[visit[timed], slot[timed]] = codes["minutes"].to_numpy()[timed]
    units = np.ones(codes.height, dtype=np.int16)
    units[timed] = allocate_many(table, rule)[visit[timed], slot[timed]]
    return units
