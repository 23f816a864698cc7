"""Files of decks into values, with everything that is wrong in them said at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ptcoding.billing.count.allocation import allocate
from ptcoding.billing.visit.session import Discipline, Session
from ptcoding.errors import InputError, Problem, UnknownKeyError, quoted
from ptcoding.exchange.visit.value import as_number
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.learning.bank.fields import Fields
from ptcoding.learning.bank.source_file import files_in, read_source
from ptcoding.learning.drill.drill import all_series, drill_table
from ptcoding.room.deck import ASKS, KEYED, SHOWS, Deck, Step

VARIABLE = "PTCODING_DECKS_DIR"
LONGEST_TEXT, LONGEST_TITLE = 1200, 120
MOST_STEPS, MOST_MINUTES, MOST_PARTS, MOST_SEED = 80, 240, 8, 999_999


@dataclass(frozen=True, slots=True)
class Known:
    """What a deck may refer to: the keys of the course by kind of part, and how many parts some of them have."""

    keys: Mapping[str, Collection[str]]
    parts: Mapping[str, int]


def decks(folders: Sequence[Path], known: Known, problems: list[Problem]) -> Mapping[str, Deck]:
    """Read every deck of some folders.

    Args:
        folders: The folders; the first that has a deck of a name keeps it.
        known: What they may refer to.
        problems: Where what is wrong is collected; a file with something wrong in it is left out.

    Returns:
        The decks by key, the longest first.
    """
    found: dict[str, Deck] = {}
    for folder in folders:
        for file in files_in(folder, problems):
            read = read_deck(file, file.stem, known, problems)
            if read is not None:
                found.setdefault(read.key, read)
    return MappingProxyType(
        {deck.key: deck for deck in sorted(found.values(), key=lambda deck: (-deck.minutes, deck.title))}
    )


def deck_of(known: Mapping[str, Deck], key: str) -> Deck:
    """Find a deck.

    Args:
        known: The decks.
        key: Its key.

    Returns:
        The deck.

    Raises:
        UnknownKeyError: If there is none.
    """
    if key not in known:
        raise UnknownKeyError([Problem("deck", quoted(key), f"one of {', '.join(known)}")])
    return known[key]


def read_deck(where: Path | str, key: str, known: Known, problems: list[Problem]) -> Deck | None:
    """Read a deck.

    Args:
        where: Its file or its text.
        key: Its key.
        known: What it may refer to.
        problems: Where what is wrong is collected.

    Returns:
        The deck, None where anything is wrong with it.
    """
    wrong: list[Problem] = []
    name, document = read_source(where, wrong)
    top = Fields(name, document, wrong)
    deck = Deck(
        key=key,
        title=top.text("title", LONGEST_TITLE),
        minutes=top.whole("minutes", 1, MOST_MINUTES),
        audience=top.text("audience", LONGEST_TITLE),
        objectives=_texts(top, "objectives", needed=True),
        steps=tuple(_step(f"{name}: part {place}", row, known, wrong) for place, row in enumerate(_rows(top), start=1)),
    )
    top.close()
    planned = sum(step.minutes for step in deck.steps)
    if deck.steps and not wrong and planned != deck.minutes:
        top.wrong("minutes", deck.minutes, f"{planned}, the sum of the minutes of its parts")
    problems += wrong
    return None if wrong else deck


def _rows(top: Fields) -> list[Any]:
    rows = top.tables("step")
    if not 1 <= len(rows) <= MOST_STEPS:
        top.wrong("step", f"{len(rows)} parts", f"1 to {MOST_STEPS} tables headed [[step]]")
    return rows[:MOST_STEPS]


def _step(where: str, row: Any, known: Known, problems: list[Problem]) -> Step:
    """Read one part: what its kind asks for, and nothing else."""
    own = Fields(where, row if isinstance(row, dict) else {}, problems)
    kind = own.one_of("kind", (*ASKS, *SHOWS)) or "text"
    values: dict[str, Any] = {
        "minutes": own.whole("minutes", 0, MOST_MINUTES, default=0),
        "notes": own.text("notes", LONGEST_TEXT, default=""),
        "prompts": _texts(own, "prompts", needed=False),
    }
    values |= _referred(own, kind, known) if kind in KEYED else _worded(own, kind)
    own.close()
    return Step(kind=kind, **values)


def _referred(own: Fields, kind: str, known: Known) -> dict[str, Any]:
    """Read what a part takes from the course."""
    values: dict[str, Any] = {"key": own.one_of("key", known.keys[kind])}
    if kind == "item":
        values["edition"] = own.whole("edition", 0, 99, default=0)
    elif kind == "drill":
        values |= _drill(own, values["key"])
    elif kind in {"scenario", "case"}:
        values["rule"] = own.one_of("rule", own.facts.rules, default="cms")
    if kind in {"contrast", "scenario"}:
        least = 1 if kind == "contrast" else 0
        most = known.parts.get(f"{kind}:{values['key']}", 0)
        values["part"] = own.whole("part", least, max(1, most), default=least)
    return values


def _worded(own: Fields, kind: str) -> dict[str, Any]:
    """Read what a deck words itself; its claim needs a reason and a source, as an item's does."""
    values: dict[str, Any] = {"text": own.text("text", LONGEST_TEXT)}
    if kind == "text":
        return {**values, "title": own.text("title", LONGEST_TITLE)}
    if kind == "visit":
        values["services"] = _texts(own, "services", needed=True)
        values |= {
            "discipline": own.one_of("discipline", list(Discipline)),
            "rule": own.one_of("rule", own.facts.rules),
        }
        _count(own, values)
    else:
        values["parts"] = _texts(own, "parts", needed=True)
    if kind == "choice":
        values["part"] = own.whole("right", 1, max(1, len(values["parts"])))
    return {**values, "why": own.text("why", LONGEST_TEXT), "source": own.one_of("source", own.facts.sources)}


def _drill(own: Fields, trap: str) -> dict[str, int]:
    series = own.whole("series", 1, all_series()[-1])
    level = own.whole("level", 1, 3)
    levels = (
        {shape.difficulty for shape in drill_table(series).traps[trap].shapes}
        if trap in drill_table(series).traps
        else set()
    )
    if trap and level not in levels:
        own.wrong("level", level, f"a level that the trap has in this series: {sorted(levels)}")
    return {"series": series, "level": level, "seed": own.whole("seed", 0, MOST_SEED)}


def session_of(services: Sequence[str], discipline: str) -> Session:
    """Make the visit that a deck words itself.

    Args:
        services: Services such as ``97110=33``.
        discipline: Whose plan of care it is under.

    Returns:
        The visit.

    Raises:
        InputError: If a service or the discipline is malformed.

    >>> [(done.code, done.minutes) for done in session_of(["97110=33", "97140=7"], "PT").services]
    [('97110', 33), ('97140', 7)]
    """
    rows = [service.partition("=") for service in services]
    return read_visit(
        {
            "payer": "medicare",
            "discipline": discipline,
            "services": [{"code": code, "minutes": as_number(minutes)} for code, _, minutes in rows],
        }
    ).session


def _count(own: Fields, values: Mapping[str, Any]) -> None:
    """See that the visit can be counted."""
    try:
        allocate(session_of(values["services"], values["discipline"] or "PT"), own.facts.rule(values["rule"] or "cms"))
    except InputError as error:
        first = error.problems[0]
        own.wrong(f"services: {first.field}", first.value, first.expected)


def _texts(own: Fields, name: str, *, needed: bool) -> tuple[str, ...]:
    """Read a list of texts, each as carefully as a single one."""
    listed = own.listed(name)
    if not (1 if needed else 0) <= len(listed) <= MOST_PARTS:
        own.wrong(name, f"{len(listed)} texts", f"{1 if needed else 0} to {MOST_PARTS} texts")
    nested = Fields(
        f"{own.where}: {name}", {str(place): text for place, text in enumerate(listed, start=1)}, own.problems
    )
    return tuple(nested.text(str(place), LONGEST_TEXT) for place in range(1, len(listed) + 1))
