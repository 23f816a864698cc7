"""The rubric and the patterns of the review, read from their data files once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from ptcoding.facts.table import Row, read_table, rows_of
from ptcoding.notes.pattern import Finder, expand, names, phrases
from ptcoding.notes.rubric import Ask, Element, Of

# Each file holds lists of words, shapes of numbers, and what shows an element or a flag.
SUBJECTS = (
    "body",
    "exercise",
    "dose",
    "time",
    "skill",
    "daily",
    "measure",
    "response",
    "need",
    "help",
    "likely",
    "flag",
    "guard",
)


@cache
def rubric() -> Mapping[str, Element]:
    """Read the elements of a note by key, in the order of the rubric.

    >>> len(rubric()), next(iter(rubric()))
    (15, 'code_intent_fit')
    """
    return MappingProxyType({row["key"]: _element(row) for row in rows_of(read_table("rubric"), "element")})


def _element(row: Row) -> Element:
    asks = {code: Ask(how) for how in ("needed", "expected", "not asked") for code in row.pop(how, ())}
    return Element(
        **{**row, "usual": Ask(row["usual"]), "asks": MappingProxyType(asks), "of": Of(row.get("of", Of.SERVICE))}
    )


@cache
def _documents() -> tuple[Mapping[str, Any], ...]:
    return tuple(read_table(f"notes/{subject}") for subject in SUBJECTS)


@cache
def named_patterns() -> Mapping[str, str]:
    """Read the lists of words and the shapes as patterns by name."""
    patterns = {name: phrases(words) for document in _documents() for name, words in document.get("list", {}).items()}
    waiting = {name: shape for document in _documents() for name, shape in document.get("shape", {}).items()}
    while waiting:
        ready = {name: shape for name, shape in waiting.items() if not names(shape) & waiting.keys()}
        if not ready:
            raise ValueError(f"shapes that name each other: {', '.join(waiting)}")
        patterns |= {name: f"(?:{expand(shape, patterns)})" for name, shape in ready.items()}
        waiting = {name: shape for name, shape in waiting.items() if name not in ready}
    return MappingProxyType(patterns)


@cache
def listed(name: str) -> tuple[str, ...]:
    """Read a list of words of the review by its name.

    Args:
        name: The name.

    Returns:
        Its words as the data file writes them.

    >>> "knee" in listed("region")
    True
    """
    return next(tuple(document["list"][name]) for document in _documents() if name in document.get("list", {}))


@cache
def finders() -> Mapping[str, Finder]:
    """Read what shows each element, compiled once."""
    return _finders("element")


@cache
def likely_finders() -> Mapping[str, Finder]:
    """Read what may answer the advice on each element without being sure to show it, compiled once."""
    return _finders("likely")


@cache
def flag_finders() -> Mapping[str, Finder]:
    """Read what raises each flag, compiled once."""
    return _finders("flag")


@cache
def walk_finder() -> Finder:
    """Read what tells of a walk that somebody only watched, compiled once."""
    return Finder.of(read_table("notes/flag")["walk"], named_patterns())


def _finders(kind: str) -> Mapping[str, Finder]:
    rows = {key: row for document in _documents() for key, row in document.get(kind, {}).items()}
    return MappingProxyType({key: Finder.of(row, named_patterns()) for key, row in rows.items()})


@cache
def flag_sources() -> Mapping[str, str]:
    """Read on which source each flag rests."""
    return MappingProxyType({key: row["source"][0] for key, row in read_table("notes/flag")["flag"].items()})


def cited() -> list[tuple[str, tuple[str, ...]]]:
    """List what of the review rests on which sources."""
    elements = [(f"note element “{element.name}”", element.sources) for element in rubric().values()]
    flags = [("flags on a note", tuple(row["source"])) for row in read_table("notes/flag")["flag"].values()]
    return elements + flags


@dataclass(frozen=True, slots=True)
class FitRule:
    """What makes the words of a note fit a code.

    Args:
        share: How strongly the words must support the code, as a share of what they support best, 0 to 1.
        least: How strongly they must support another code before that is held against the one claimed, 0 to 1.
        beside: How strongly they must support the one claimed for an untimed service to stand beside it, 0 to 1.
        purpose: Elements any of which states a purpose or a reason.
        named: Elements that do for codes whose exercises and tasks speak for themselves.
        obvious: Elements any of which, beside a named activity, makes a code obvious where none is claimed.
        purpose_needed: Codes for which a named exercise says nothing without a purpose or a reason.
        kin: Codes that the same words may speak for.
        served: Elements any of which may tell what a named exercise is for.
    """

    share: float
    least: float
    beside: float
    purpose: tuple[str, ...]
    named: tuple[str, ...]
    obvious: tuple[str, ...]
    purpose_needed: frozenset[str]
    kin: tuple[tuple[str, ...], ...]
    served: tuple[str, ...]


@cache
def fit_rule() -> FitRule:
    """Read what makes the words of a note fit a code."""
    row = read_table("notes/need")["fit"]
    purpose, named, obvious = (tuple(row[name]) for name in ("purpose", "named", "obvious"))
    kin = tuple(tuple(codes) for codes in row["kin"])
    needed = frozenset(row["purpose_needed"])
    return FitRule(
        row["share"], row["least"], row["beside"], purpose, named, obvious, needed, kin, tuple(row["served"])
    )
