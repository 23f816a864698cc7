"""The records to code: folders of documents with the days and their answers. No screen is drawn here."""

import tomllib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lessons.content.course import HERE
from ptcoding.billing.claim.claim import Claim, claim_of
from ptcoding.billing.visit.session import Giver
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.learning.chart.record import Accepted, Chart, CodedDay, Document, Passage, Swap


@cache
def charts() -> tuple[Chart, ...]:
    """Read every record, by title.

    >>> len(charts()) >= 4
    True
    """
    files = (HERE / "library" / "charts").glob("*/chart.toml")
    return tuple(sorted((_chart(file) for file in files), key=lambda chart: chart.title))


def _chart(file: Path) -> Chart:
    row = tomllib.loads(file.read_text(encoding="utf-8"))
    documents = tuple(
        Document(one["key"], one["title"], one["kind"], (file.parent / f"{one['key']}.txt").read_text(encoding="utf-8"))
        for one in row["document"]
    )
    return Chart(
        slug=file.parent.name,
        title=row["title"],
        who=row["who"],
        discipline=row["discipline"],
        payer=row["payer"],
        minutes=row["minutes"],
        sources=tuple(row["source"]),
        documents=documents,
        days=tuple(_day(one) for one in row["day"]),
    )


def _day(row: dict[str, Any]) -> CodedDay:
    diagnoses = tuple(Accepted(one["code"], one["first"], tuple(one["also"]), one["says"]) for one in row["diagnosis"])
    return CodedDay(
        key=row["key"],
        document=row["document"],
        ways=tuple(_claim(way["visit"], [one.code for one in diagnoses]) for way in row["way"]),
        passages=tuple(Passage(**one) for one in row["passage"]),
        traps=MappingProxyType({one["code"]: one["says"] for one in row.get("trap", ())}),
        diagnoses=diagnoses,
        people=tuple(_swap(one) for one in row.get("people", ())),
    )


def _swap(row: dict[str, Any]) -> Swap:
    return Swap(row["words"], row["becomes"], tuple(row["services"]), Giver(row["by"]))


def _claim(record: dict[str, Any], diagnoses: list[str]) -> Claim:
    """Let the engine write the right claim out of what was done."""
    visit = read_visit({**record, "diagnoses": diagnoses})
    return claim_of(visit.counted(), visit.circumstances)
