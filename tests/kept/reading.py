"""The fixtures of an earlier version, and how this version reads what that one gave out.

Only this module knows where the readers are; the files beside it were written by the earlier version itself.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from lessons.content.course import topics
from lessons.content.practice_bank import bank, editions, pool
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Session
from ptcoding.exchange.visit.link import read_link
from ptcoding.learning.bank.item import Item
from ptcoding.learning.drill.drill import Drill
from ptcoding.learning.paper.challenge import Challenge, read_challenge
from ptcoding.learning.paper.exam import paper
from ptcoding.learning.question import DrillQuestion, Judged, Question, drill_seed, drilled

V0_1 = Path(__file__).resolve().parents[1] / "fixtures" / "v0_1"
# The kinds that a quiz asked for where nobody chose any.
QUIZZED = ("missing", "words", "code", "pair", "mend", "times", "series")
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """Read the rows of a fixture."""
    found: list[Row] = json.loads((V0_1 / name).read_text(encoding="utf-8"))
    return found


def parameters(query: str) -> dict[str, str]:
    """Take the query of an address apart, as the server does."""
    return dict(parse_qsl(query, keep_blank_values=True))


def shared_visit(query: str) -> tuple[Session, Circumstances]:
    """Read a share link."""
    visit = read_link(parameters(query))
    return visit.session, visit.circumstances


def sent_paper(query: str) -> Challenge:
    """Read an exam link."""
    return read_challenge(parameters(query), topics(), {asked.kind for asked in pool().askable}, editions())


def questions(challenge: Challenge) -> list[str | list[str | int]]:
    """Give the questions of a paper in order: the key of an item, or a trap with the seed of its visit."""
    keys = paper(pool(challenge.edition).askable, challenge.seed, challenge.length, challenge.topics, challenge.kinds)
    return [[key, drill_seed(challenge.seed, key)] if key.startswith("drill:") else key for key in keys]


def quiz(seed: int, kinds: tuple[str, ...]) -> list[str]:
    """Give the questions of a quiz link in order."""
    fitting = [item for item in editions()["1"].items if item.kind in kinds]
    return list(paper(fitting, seed, len(fitting)))


def drill_of_page(query: str, place: int) -> tuple[str, Drill]:
    """Give the key of the trap and the drill at a place of a drill link."""
    given = parameters(query)
    asked = drilled(int(given["drills"]) * 1000 + place, int(given["level"]), given.get("about"))
    return asked.key, asked.drill


def drill_of_paper(key: str, seed: int) -> Drill:
    """Give the drill that a paper of a seed asks for."""
    asked = pool("1").question(key, drill_seed(seed, key))
    assert isinstance(asked, DrillQuestion)
    return asked.drill


def item(key: str) -> Item:
    """Give an item of the bank."""
    return bank()[key]


def asked_of(row: Mapping[str, Any], difficulty: int) -> Question:
    """Give the question that a stored answer was given to.

    Args:
        row: The stored answer.
        difficulty: How hard the visit of a drill was.
    """
    if row["item"].startswith("drill:"):
        return drilled(row["seed"], difficulty, row["item"].removeprefix("drill:"))
    return pool().question(row["item"])


def judged(row: Mapping[str, Any], difficulty: int) -> Judged[Any]:
    """Read a stored answer, and judge it anew.

    Args:
        row: The stored answer.
        difficulty: How hard the visit of a drill was.
    """
    asked = asked_of(row, difficulty)
    return asked.judge(asked.restore(row["given"]))


def passes_the_threshold(drawn: Drill) -> bool:
    """Tell whether a drill lies below the yearly threshold before its visit and above it with the visit."""
    standing = drawn.claim.standing
    return standing is not None and bool(standing.above) and standing.before < standing.threshold.amount
