"""Codes of a remittance: who bears an amount, why a line was cut or denied, and what is done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ptcoding.facts.source import Fact

Next = Literal["correct", "appeal", "either", "other_payer", "patient", "none"]


@dataclass(frozen=True, slots=True)
class Group:
    """Who bears an amount.

    Args:
        code: Its two letters.
        name: What it is called here.
        means: What it says, in our own words.
    """

    code: str
    name: str
    means: str


@dataclass(frozen=True, slots=True)
class Kind(Fact):
    """What denials of one kind come down to.

    Args:
        key: Short name.
        name: What a page prints.
        causes: What is usually behind it on a therapy line.
        check: What to look at first.
        next: Whether a corrected claim, an appeal, another payer or the patient comes next.
        do: What to do, in a few sentences.
        send: What goes with it.
        lesson: Slug of the lesson that teaches it.
    """

    key: str
    name: str
    causes: tuple[str, ...]
    check: tuple[str, ...]
    next: Next
    do: str
    send: tuple[str, ...]
    lesson: str


@dataclass(frozen=True, slots=True)
class Reason(Fact):
    """A claim adjustment reason code (CARC).

    Args:
        code: Its number or letter and number.
        kind: Key of its kind.
        means: What it says, in our own words.
        beside: Remark codes that often say more.
    """

    code: str
    kind: str
    means: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark(Fact):
    """A remittance advice remark code (RARC).

    Args:
        code: Its letters and number.
        kind: Key of its kind.
        means: What it says, in our own words.
    """

    code: str
    kind: str
    means: str


@dataclass(frozen=True, slots=True)
class Deadline(Fact):
    """How long there is for a step.

    Args:
        key: Short name.
        payers: Keys of the payers it holds for.
        step: What the time is for.
        time: How long, as read.
    """

    key: str
    payers: tuple[str, ...]
    step: str
    time: str


@dataclass(frozen=True, slots=True)
class DenialTable:
    """All codes of a remittance.

    Args:
        groups: Who bears an amount, by code.
        kinds: What denials come down to, by key.
        reasons: Reason codes, by code.
        remarks: Remark codes, by code.
        deadlines: How long there is, as read.
    """

    groups: Mapping[str, Group]
    kinds: Mapping[str, Kind]
    reasons: Mapping[str, Reason]
    remarks: Mapping[str, Remark]
    deadlines: tuple[Deadline, ...]

    def deadlines_of(self, payer: str) -> tuple[Deadline, ...]:
        """Give the deadlines that were read for a payer.

        Args:
            payer: Its key; without one Medicare's are given.

        Returns:
            The deadlines, none where none were read.
        """
        return tuple(row for row in self.deadlines if (payer or "medicare") in row.payers)
