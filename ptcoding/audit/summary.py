"""Tables that sum an audit up: by payer, by code, by therapist and by month."""

from collections.abc import Mapping

import polars as pl


def summaries(visits: pl.DataFrame, codes: pl.DataFrame) -> Mapping[str, pl.DataFrame]:
    """Sum visits up.

    Args:
        visits: The visits as checked.
        codes: The codes of them as counted.

    Returns:
        A table for ``payer``, ``code``, ``therapist`` (by number) and ``month``.
    """
    monthly = visits.with_columns(pl.col("date").dt.strftime("%Y-%m").fill_null("none").alias("month"))
    return {name: _by(monthly, name) for name in ("payer", "therapist", "month")} | {"code": _by_code(codes)}


def _by(visits: pl.DataFrame, name: str) -> pl.DataFrame:
    over = pl.col("over").fill_null(0)
    return (
        visits.group_by(name)
        .agg(
            pl.len().alias("visits"),
            pl.col("timed_minutes").sum(),
            pl.col("billed").sum(),
            pl.col("cms").cast(pl.Int64).sum(),
            pl.col("ama").cast(pl.Int64).sum(),
            over.clip(lower_bound=0).sum().alias("units_over"),
            (-over).clip(lower_bound=0).sum().alias("units_under"),
            (pl.col("errors") != "").sum().alias("with_errors"),
            (pl.col("warnings") != "").sum().alias("with_warnings"),
        )
        .sort(name)
    )


def _by_code(codes: pl.DataFrame) -> pl.DataFrame:
    return (
        codes.group_by("code")
        .agg(
            pl.len().alias("visits"),
            pl.col("minutes").sum(),
            pl.col("billed").sum(),
            pl.col("cms").cast(pl.Int64).sum(),
            pl.col("ama").cast(pl.Int64).sum(),
        )
        .sort("code")
    )
