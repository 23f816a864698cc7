"""An edition of the bank: which questions papers are drawn from, written down once so that a link draws the same ones.

A paper follows from the whole list it is drawn from, so that one question more would make it another. A link therefore
names an edition, and an edition never changes: what is added later waits for the next one.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from ptcoding.learning.bank.item import Item
from ptcoding.learning.drill.drill import drill_table
from ptcoding.learning.memory.askable import Askable
from ptcoding.learning.memory.progress import DRILL

COUNTING = "units"
_MARK = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """A question as an edition lists it: what drawing a paper needs, as it was then.

    Args:
        key: Its name in the bank.
        kind: What it asks for.
        topic: Key of its topic.
        difficulty: 1 easy, 2 middling, 3 hard.
        edition: Edition of the question itself.
    """

    key: str
    kind: str
    topic: str
    difficulty: int
    edition: int = 1


@dataclass(frozen=True, slots=True)
class Edition:
    """What papers are drawn from.

    Args:
        name: Its number, or that number and a mark where questions were added that are in no edition.
        since: The day it was closed.
        series: The series that its drills are drawn in.
        items: The authored questions.
    """

    name: str
    since: date
    series: int
    items: tuple[Listed, ...]

    @property
    def questions(self) -> tuple[Askable, ...]:
        """Everything that a paper may ask: the authored questions, and every trap of the series once."""
        return (*self.items, *families(self.series))

    def with_more(self, items: Iterable[Listed]) -> "Edition":
        """Add questions that are in no edition; the name then tells which, so that no link means another paper.

        Args:
            items: Every question there is.

        Returns:
            The edition with those that it lacks, or as it is where it lacks none.

        >>> edition = Edition("1", date(2026, 11, 21), 1, (Listed("a", "recall", "T01", 1),))
        >>> edition.with_more([Listed("a", "recall", "T01", 1), Listed("b", "recall", "T01", 1)]).name
        '1.9d43c3cd'
        """
        known = {item.key for item in self.items}
        more = sorted((item for item in items if item.key not in known), key=lambda item: item.key)
        if not more:
            return self
        mark = sha256("\n".join(f"{item.key} {item.kind} {item.topic} {item.difficulty}" for item in more).encode())
        return Edition(f"{self.name}.{mark.hexdigest()[:_MARK]}", self.since, self.series, (*self.items, *more))


def families(series: int) -> tuple[Listed, ...]:
    """Give what stands in a paper for the drills of each trap of a series.

    >>> families(1)[0]
    Listed(key='drill:cliff', kind='units', topic='T08', difficulty=1, edition=1)
    """
    traps = drill_table(series).traps.values()
    return tuple(
        Listed(f"{DRILL}{trap.key}", COUNTING, trap.topics[0], trap.shapes[0].difficulty, series) for trap in traps
    )


def read_editions(folder: Path) -> Mapping[str, Edition]:
    """Read the editions of a bank.

    Args:
        folder: The folder that holds a file for each, ``1.toml`` and so on.

    Returns:
        The editions by name, oldest first.
    """
    files = sorted(folder.glob("*.toml"), key=lambda file: int(file.stem))
    return MappingProxyType({file.stem: _edition(file) for file in files})


def write_edition(edition: Edition) -> str:
    """Write an edition as the file that ``read_editions`` reads.

    Args:
        edition: The edition.

    Returns:
        The file.

    >>> print(write_edition(Edition("1", date(2026, 11, 21), 1, (Listed("a", "recall", "T01", 1),))), end="")
    # Edition 1 of the bank. It never changes once a version with it was given out: assets/guides/editions.md.
    since = 2026-11-21
    series = 1
    # Key, kind, topic, difficulty and edition of each question.
    items = [
        ["a", "recall", "T01", 1, 1],
    ]
    """
    head = f"# Edition {edition.name} of the bank. It never changes once a version with it was given out: "
    rows = [
        f'    ["{item.key}", "{item.kind}", "{item.topic}", {item.difficulty}, {item.edition}],'
        for item in edition.items
    ]
    return "\n".join(
        [
            f"{head}assets/guides/editions.md.",
            f"since = {edition.since.isoformat()}",
            f"series = {edition.series}",
            "# Key, kind, topic, difficulty and edition of each question.",
            "items = [",
            *rows,
            "]\n",
        ]
    )


def listed(items: Iterable[Item]) -> tuple[Listed, ...]:
    """List items as they are now.

    Args:
        items: The items.

    Returns:
        The list, in the same order.
    """
    return tuple(Listed(item.key, item.kind.value, item.topic, item.difficulty, item.edition) for item in items)


def _edition(file: Path) -> Edition:
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    return Edition(file.stem, document["since"], document["series"], tuple(Listed(*row) for row in document["items"]))
