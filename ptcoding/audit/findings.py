"""What a claim would meet, for a whole table of visits: each distinct claim is checked once, and its like share it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from ptcoding.audit.days import change_days, regime
from ptcoding.audit.record import as_record
from ptcoding.audit.units import Counted
from ptcoding.billing.claim.claim import claim_of
from ptcoding.billing.claim.diagnosis import diagnosis_findings
from ptcoding.errors import InputError
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.facts import Facts
from ptcoding.facts.payer import follows_medicare

UNREADABLE = "unreadable"
ENGINE_ONLY = "minutes"
_NOTHING = ("", "")


@dataclass(frozen=True, slots=True)
class Checked:
    """A table of visits, checked.

    Args:
        visits: The visits with ``errors`` and ``warnings`` (kinds of findings, with blanks between), and
            ``timed_minutes``, ``billed``, ``cms``, ``ama`` and ``over``.
        claims: How many distinct claims were checked by the engine.
    """

    visits: pl.DataFrame
    claims: int


def check_table(counted: Counted, facts: Facts) -> Checked:
    """Check the claim of every visit of a table.

    Two claims are alike where the engine can tell no difference in what it finds: the same codes with units, the same
    modifiers and plan of care, payers whose cards ask for the same, on days between which no row of the facts changes.
    Numbers of units tell them apart where a limit or the year's charges look at them, minutes where an assistant gave a
    part of a code or the visit is not plain. Diagnoses are judged by themselves.

    Args:
        counted: The visits, counted.
        facts: The facts.

    Returns:
        The visits with what a claim would meet.
    """
    keyed = _keyed(counted, facts)
    firsts = keyed.group_by("like").agg(pl.col("visit").min()).sort("visit")
    found = _of_claims(counted, firsts["visit"], facts)
    of_claims = firsts.with_columns(*_two(found, firsts["visit"].to_list(), "claim")).drop("visit")
    days = keyed.group_by("diagnoses", "regime").agg(pl.col("date").first())
    judged = [_of_diagnoses(row["diagnoses"], row["date"], facts) for row in days.iter_rows(named=True)]
    of_diagnoses = days.drop("date").with_columns(*_two(dict(enumerate(judged)), range(days.height), "diagnosis"))
    sums = counted.codes.group_by("visit").agg(
        (pl.col("minutes") * pl.col("timed")).sum().alias("timed_minutes"),
        pl.col("billed").sum(),
        pl.col("told").all(),
        pl.col("cms").sum(),
        pl.col("ama").sum(),
    )
    visits = (
        keyed.join(of_claims, on="like", how="left", maintain_order="left")
        .join(of_diagnoses, on=["diagnoses", "regime"], how="left", maintain_order="left")
        .join(sums, on="visit", how="left", maintain_order="left")
        .with_columns(
            *(
                pl.concat_str(f"claim_{kind}", f"diagnosis_{kind}", separator=" ").str.strip_chars().alias(kind)
                for kind in ("errors", "warnings")
            ),
            pl.when("told").then(pl.col("billed") - pl.col("cms").cast(pl.Int64)).alias("over"),
        )
    )
    extra = [f"{part}_{kind}" for part in ("claim", "diagnosis") for kind in ("errors", "warnings")]
    return Checked(visits.drop("like", "regime", "told", *extra), firsts.height)


def _two(found: Mapping[int, tuple[str, str]], order: Any, name: str) -> tuple[pl.Series, pl.Series]:
    return (
        pl.Series(f"{name}_errors", [found[place][0] for place in order], dtype=pl.String),
        pl.Series(f"{name}_warnings", [found[place][1] for place in order], dtype=pl.String),
    )


def _keyed(counted: Counted, facts: Facts) -> pl.DataFrame:
    """Give every visit the key of those that are like it."""
    days = change_days(facts)
    dates = counted.visits["date"].unique()
    regimes = pl.Series([regime(day, days) if day else -1 for day in dates], dtype=pl.Int32)
    payers = counted.visits["payer"].unique()
    kinds = pl.Series([_kind_of(payer, facts) for payer in payers], dtype=pl.String)
    visits = counted.visits.with_columns(
        regime=counted.visits["date"].replace_strict(dates, regimes, return_dtype=pl.Int32),
        kind=counted.visits["payer"].replace_strict(payers, kinds, return_dtype=pl.String),
    )
    least = dict.fromkeys(facts.codes, 0)
    for code in facts.codes:
        least[code] = min((row.units for row in facts.limits.limits if row.code == code), default=10_000)
    need = visits.select(
        "visit",
        (~pl.col("plain") | pl.col("kind").str.starts_with(ENGINE_ONLY)).alias("exact"),
        ((pl.col("ytd") > 0) | pl.col("kind").str.contains("limits")).alias("counts"),
        pl.col("kind").str.starts_with("ama").alias("by_ama"),
    )
    units = pl.when("by_ama").then("ama").otherwise("cms")
    within = units <= pl.col("code").replace_strict(least, default=0, return_dtype=pl.Int64)
    mixed = (pl.col("assistant") > 0) & (pl.col("assistant") < pl.col("minutes"))
    line = pl.concat_str(
        "code",
        pl.when(pl.col("counts") | ~within).then(units.cast(pl.String)).otherwise((units > 0).cast(pl.String)),
        pl.when(pl.col("exact") | mixed)
        .then(pl.concat_str("minutes", "assistant", "by", separator="/"))
        .otherwise((pl.col("assistant") > 0).cast(pl.String)),
        pl.col("modifiers"),
        separator=":",
    )
    lines = (
        counted.codes.join(need, on="visit", how="left", maintain_order="left")
        .select("visit", line.alias("line"), (pl.col("cms") != pl.col("ama")).alias("differs"))
        .group_by("visit")
        .agg(pl.col("line").sort().str.join("|"), pl.col("differs").any())
    )
    keyed = visits.join(lines, on="visit", how="left", maintain_order="left")
    # Where the payer's count is not known, it matters whether the two published rules differ.
    differs = pl.when(pl.col("kind").str.starts_with("unknown")).then("differs").otherwise(False)
    parts = [
        *(pl.col(name).cast(pl.String).fill_null("") for name in ("regime", "kind", "discipline", "ytd", "line")),
        differs.cast(pl.String),
    ]
    like = pl.concat_str(parts, separator="\n").hash().alias("like")
    return keyed.with_columns(like).drop("line", "kind", "differs")


def _kind_of(payer: str, facts: Facts) -> str:
    """Write what the engine knows of a payer: those with the same words are treated alike."""
    card = facts.payers.get(payer)
    if follows_medicare(payer, facts.payers) or card is None:
        return f"cms, {'medicare' if card or not payer else 'other'}"
    rule = {"": "unknown", "cms": "cms", "ama": "ama"}.get(card.rule, ENGINE_ONLY)
    limits = f", limits of {payer}" if card.limits or rule == ENGINE_ONLY else ""
    return f"{rule}, {card.assistants} since {card.assistants_since}{limits}"


def _of_claims(counted: Counted, wanted: pl.Series, facts: Facts) -> dict[int, tuple[str, str]]:
    """Check one claim of each kind with the engine."""
    lines: dict[int, list[dict[str, Any]]] = {}
    for line in counted.codes.filter(pl.col("visit").is_in(wanted.implode())).iter_rows(named=True):
        lines.setdefault(line["visit"], []).append(line)
    heads = counted.visits.filter(pl.col("visit").is_in(wanted.implode())).iter_rows(named=True)
    return {head["visit"]: _checked(head, lines[head["visit"]], facts) for head in heads}


def _checked(head: Mapping[str, Any], lines: list[dict[str, Any]], facts: Facts) -> tuple[str, str]:
    try:
        visit = read_visit({**as_record(head, lines), "diagnoses": []}, facts)
    except InputError:
        return UNREADABLE, ""
    found = claim_of(visit.counted(), visit.circumstances).findings
    # Where the year's charges are not told, nothing can be said of the threshold.
    return kinds([one for one in found if head["ytd"] or not one.kind.startswith("kx_")])


def _of_diagnoses(diagnoses: str, day: date | None, facts: Facts) -> tuple[str, str]:
    return kinds(diagnosis_findings(tuple(diagnoses.split()), day, facts)) if diagnoses else _NOTHING


def kinds(found: Any) -> tuple[str, str]:
    """Give the kinds of errors and of warnings, each once and in order, with blanks between.

    >>> from ptcoding.finding import Finding, Severity
    >>> kinds([Finding("b", Severity.ERROR, (), (), ""), Finding("a", Severity.WARNING, (), (), "")])
    ('b', 'a')
    """
    told: dict[str, set[str]] = {"error": set(), "warning": set(), "note": set()}
    for one in found:
        told[one.severity.value].add(one.kind)
    return " ".join(sorted(told["error"])), " ".join(sorted(told["warning"]))
