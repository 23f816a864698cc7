"""Procedure codes of a therapy visit, in our own plain names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from ptcoding.facts.source import Fact


@dataclass(frozen=True, slots=True)
class Code(Fact):
    """One procedure code; its sources say whether it is timed.

    Args:
        code: The number, for example ``97110``.
        name: Our own plain name, never the descriptor.
        short: A name of at most 18 characters for labels.
        timed: True when 15-minute units are counted, False when it is one unit a day or has spans of its own.
        modality: True for the supervised modalities, the only services that may share minutes with another.
        disciplines: Who bills it: ``PT``, ``OT``, ``SLP``.
        purpose: What it is for.
        medicare: Where Medicare treats the code specially, else empty.
        intent: What the service means to change; empty on rows kept short.
        work: Who does the work.
        shows: What the note must show.
        shows_source: Key of the source of that, empty on rows kept short.
        not_for: What is often wrongly put under it.
        absent: True where the patient is not there, so that the minutes are no treatment time.
        uncovered: True where Medicare does not cover it from a therapist, so that a notice is voluntary.
    """

    code: str
    name: str
    short: str
    timed: bool
    modality: bool
    disciplines: tuple[str, ...]
    purpose: str
    medicare: str = ""
    intent: str = ""
    work: str = ""
    shows: tuple[str, ...] = ()
    shows_source: str = ""
    not_for: str = ""
    absent: bool = False
    uncovered: bool = False


@dataclass(frozen=True, slots=True)
class NotModelled(Fact):
    """A code that is known here and whose units are not counted by these rules.

    Args:
        code: The number.
        reason: Why it is left out.
        instead: What to do.
    """

    code: str
    reason: str
    instead: str


@dataclass(frozen=True, slots=True)
class Span(Fact):
    """How a code with an add-on, or one of an hour, is earned.

    Args:
        code: The code of the first unit.
        further_code: The code of each further unit, the same where there is no add-on.
        first: Minutes that the first unit stands for.
        further: Minutes that each further unit stands for.
        further_from: From how many minutes after the spans before it a further unit is earned.
        joins: ``total`` where the minutes join the day's timed minutes, ``own`` where they are counted by themselves.
        note: What the sources say and where they differ.
        first_from: From how many minutes the first unit is earned, None where not read.
        other_joins: The other reading of ``joins`` where the sources do not settle it, else empty.
        absent: True where the patient is not there, so that the minutes are no treatment time.
        report: True where the time of interpretation and report counts too.
    """

    code: str
    further_code: str
    first: int
    further: int
    further_from: int
    joins: Literal["total", "own"]
    note: str
    first_from: int | None = None
    other_joins: Literal["", "own"] = ""
    absent: bool = False
    report: bool = False


class CodeTable(Mapping[str, Code]):
    """All codes by number, and those left out with the reason.

    Args:
        codes: The rows.
        not_modelled: The rows that are refused with a reason.
        spans: How codes with an add-on or an hour are earned.
    """

    def __init__(
        self, codes: Iterable[Code], not_modelled: Iterable[NotModelled] = (), spans: Iterable[Span] = ()
    ) -> None:
        self._codes = {row.code: row for row in codes}
        self.spans = MappingProxyType({row.code: row for row in spans})
        self._bases = {row.further_code: row.code for row in self.spans.values()}
        self._left_out = {row.code: row for row in not_modelled}

    def __getitem__(self, code: str) -> Code:
        return self._codes[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    @property
    def not_modelled(self) -> tuple[NotModelled, ...]:
        """The codes that are known and left out."""
        return tuple(self._left_out.values())

    def base_of(self, code: str) -> str:
        """Give the code under which the minutes of a code are counted.

        Args:
            code: A procedure code.

        Returns:
            The code that an add-on adds to; every other code itself.

        >>> from ptcoding.facts import facts
        >>> facts().codes.base_of("97130"), facts().codes.base_of("97110")
        ('97129', '97110')
        """
        return self._bases.get(code, code)

    def pair(self, code: str) -> tuple[str, ...]:
        """Give the codes that a code's units are billed on.

        Args:
            code: A procedure code, of a pair the first.

        Returns:
            The code and its add-on, if it has another one for that.

        >>> from ptcoding.facts import facts
        >>> facts().codes.pair("97129"), facts().codes.pair("97110")
        (('97129', '97130'), ('97110',))
        """
        span = self.spans.get(code)
        return tuple(dict.fromkeys((code, span.further_code))) if span else (code,)

    def expected(self, code: str) -> str:
        """Say what would have been right in place of an unknown code.

        Args:
            code: What was given.

        Returns:
            The reason and what to do when the code is left out on purpose, else that nothing was read of it.
        """
        if code in self._left_out:
            left_out = self._left_out[code]
            return f"another code: {code} is not counted here. {left_out.reason} {left_out.instead}"
        return "a code that is counted here, for example 97110; we have no source for this one"
