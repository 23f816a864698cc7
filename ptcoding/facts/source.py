"""Where a fact is written, how well we know it, and on which dates it holds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Standing(StrEnum):
    """How a fact was read."""

    PRIMARY = "primary"
    COPY = "copy"
    SECONDARY = "secondary"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a fact rests on.

    Args:
        key: Short stable name used by the data files.
        publisher: Who issued it.
        title: Its title.
        section: Section or page, may be empty.
        short: What a citation prints.
        url: Address of the document; empty for our own arithmetic.
        read: The day it was read.
        standing: Whether the official text, a copy, or a secondary page was read.
        note: What was read and where doubt remains.
    """

    key: str
    publisher: str
    title: str
    section: str
    short: str
    url: str
    read: date
    standing: Standing
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A row of the data: what every one of them says about itself.

    Args:
        sources: Keys of the sources it rests on.
        checked: The day it was last checked.
        standing: How the sources were read.
    """

    sources: tuple[str, ...]
    checked: date
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFact(Fact):
    """A row of the data that holds from one day of service to another.

    Args:
        since: First day on which it holds, None where no source gives one.
        until: Last day, None while it holds.
    """

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """The state of all tables together.

    Args:
        key: Short name of the edition.
        checked: The day on which the tables were last checked as a whole.
    """

    key: str
    checked: date


@dataclass(frozen=True, slots=True)
class Figure(Fact):
    """A single number that words need.

    Args:
        key: Its name in the words.
        value: The number as it is printed.
        text: What it is.
    """

    key: str
    value: str
    text: str


class Dated(Protocol):
    """Anything that holds from one day to another."""

    @property
    def since(self) -> date | None:
        """The first day on which it holds, None where no source gives one."""

    @property
    def until(self) -> date | None:
        """The last day on which it holds, None while it does."""


def is_in_force(row: Dated, on: date) -> bool:
    """Tell whether a dated row holds on a day, both ends included.

    Args:
        row: The dated row.
        on: The date of service.

    Returns:
        True from ``since`` to ``until``.
    """
    return (row.since is None or row.since <= on) and (row.until is None or on <= row.until)


def long_date(day: date) -> str:
    """Write a day as a sentence does.

    >>> long_date(date(2026, 3, 2))
    'March 2, 2026'
    """
    return f"{day:%B} {day.day}, {day.year}"
