"""The tasks of the trade: written ones by key, and drawn ones from a number. No screen is drawn here."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from lessons.content.charts import charts
from lessons.content.course import HERE
from ptcoding.billing.claim.claim import Claim, claim_of
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.learning.task.audit import audit_task
from ptcoding.learning.task.from_chart import error_task, highlight_task
from ptcoding.learning.task.split import split_task
from ptcoding.learning.task.task import Form, Kind, Option, Part, Task

FIRST_SEED = 1
DRAWN: Mapping[Kind, Callable[[int], Task]] = MappingProxyType(
    {
        Kind.AUDIT: audit_task,
        Kind.SPLIT: split_task,
        Kind.HIGHLIGHT: lambda seed: highlight_task(charts(), seed),
        Kind.ERROR: lambda seed: error_task(charts(), seed),
    }
)


@cache
def written() -> Mapping[str, Task]:
    """Read every written task, by key.

    >>> {task.kind.value for task in written().values()} == {"rework", "order", "write"}
    True
    """
    files = sorted((HERE / "library" / "tasks").glob("*.toml"))
    rows = (row for file in files for row in tomllib.loads(file.read_text(encoding="utf-8"))["task"])
    return MappingProxyType({row["key"]: _task(row) for row in rows})


def task(kind: Kind, seed: int) -> Task:
    """Give a task.

    Args:
        kind: What is to be done.
        seed: What it is drawn from; of written ones it tells which, over and over again.

    Returns:
        The task.

    >>> task(Kind.ORDER, 1).key == task(Kind.ORDER, 1 + len(of_kind(Kind.ORDER))).key
    True
    """
    if kind in DRAWN:
        return DRAWN[kind](seed)
    known = of_kind(kind)
    return known[(seed - FIRST_SEED) % len(known)]


def of_kind(kind: Kind) -> tuple[Task, ...]:
    """Give the written tasks of a kind, none where they are drawn."""
    return tuple(one for one in written().values() if one.kind is kind)


def _task(row: dict[str, Any]) -> Task:
    return Task(
        key=row["key"],
        kind=Kind(row["kind"]),
        title=row["title"],
        scene=row["scene"].strip(),
        parts=tuple(_part(one) for one in row["part"]),
        sources=tuple(row["source"]),
        topic=row["topic"],
        claim=_claim(row["visit"]) if "visit" in row else None,
    )


def _part(row: dict[str, Any]) -> Part:
    return Part(
        key=row["key"],
        ask=row["ask"],
        form=Form(row["form"]),
        why=row.get("why", ""),
        options=tuple(Option(one["text"], one.get("right", True), one.get("why", "")) for one in row.get("option", ())),
        number=row.get("number", 0),
        code=row.get("code", ""),
        elements=tuple(row.get("elements", ())),
    )


def _claim(record: dict[str, Any]) -> Claim:
    """Let the engine write the claim that the modifiers are held against."""
    visit = read_visit(record)
    return claim_of(visit.counted(), visit.circumstances)
