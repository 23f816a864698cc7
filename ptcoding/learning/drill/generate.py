"""Drills without end, drawn where mistakes live.

The same arguments give the same drill for ever: links carry seeds, and a whole room must see one visit. So all that
is asked of Python's generator is ``random()``, whose sequence its manual promises to keep; how numbers become choices
is written here; whether a visit fits is weighed by ``tally`` and ``beliefs``, which read no fact and no engine; and a
row of a series is never changed. New traps begin a new series. The words around a visit may be mended at any time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from random import Random
from types import MappingProxyType
from typing import TypeVar

from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Discipline, Service, Session
from ptcoding.errors import InputError, Problem, quoted
from ptcoding.learning.drill.beliefs import answers, is_misled
from ptcoding.learning.drill.drill import FIRST, Drill, DrillTable, Shape, Trap, all_series, drill_table
from ptcoding.learning.drill.tally import Tally, tally

EASIEST, HARDEST = 1, 3
LONGEST_SEED = 60
# Among so many fitting visits the one is taken on which the wrong rules of its trap differ most.
COMPARED = 3
MOST_DRAWS = 1000
SCENES = 1_000_000
CONTRACT = "custom"

Item = TypeVar("Item")


class Dice:
    """Choices that are the same on every machine and in every release of Python.

    Args:
        text: What the choices follow from.

    >>> Dice("a").below(100), Dice("a").pick(["x", "y", "z"])
    (27, 'x')
    """

    def __init__(self, text: str) -> None:
        self._random = Random()  # noqa: S311 - a drill is no secret
        self._random.seed(text, version=2)

    def below(self, limit: int) -> int:
        """Draw a whole number from 0 to less than a limit."""
        return int(self._random.random() * limit)

    def pick(self, items: Sequence[Item]) -> Item:
        """Draw one item."""
        return items[self.below(len(items))]

    def few(self, items: Sequence[Item], number: int) -> list[Item]:
        """Draw several different places of a sequence, in the order drawn."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(number)]


def drill(seed: int | str, difficulty: int = 2, about: str | None = None, series: int = FIRST) -> Drill:
    """Draw a drill.

    Args:
        seed: A number or a word of at most 60 characters; a number and its digits are one seed.
        difficulty: 1 easy, 2 middling, 3 hard. Where what it is about has no such drill, the nearest is drawn.
        about: A trap or a topic, None for any.
        series: The series to draw from.

    Returns:
        The drill: for the same arguments the same one for ever.

    Raises:
        InputError: If the seed, the difficulty, what it is about or the series is malformed; carries every problem.

    >>> drawn = drill("room 4", 2, "leftover")
    >>> drawn.visit.services, drawn.rule
    ((Service('97535', 7), Service('97530', 49)), 'cms')
    """
    _check(seed, difficulty, about, series)
    return draw(drill_table(series), seed, difficulty, about)


def draw(table: DrillTable, seed: int | str, difficulty: int, about: str | None) -> Drill:
    """Draw a drill from a table of traps.

    Args:
        table: The table.
        seed: A number or a word.
        difficulty: 1 easy, 2 middling, 3 hard.
        about: A trap or a topic of the table, None for any.

    Returns:
        The drill.
    """
    dice = Dice(f"{seed}|{difficulty}|{about or ''}")
    trap, shape = _shape(dice, table, difficulty, about)
    rule = dice.pick(shape.rules)
    best = _best(dice, table, shape, rule)
    payer = table.payers.get(rule, CONTRACT)
    visit = Session(best.services, best.on, best.discipline, payer, best.charges)
    around = Circumstances(stated=MappingProxyType(dict(best.stated)))
    scene = dice.below(SCENES)
    right = best.seen.right
    return Drill(table.series, str(seed), shape.difficulty, trap, visit, rule, around, shape.modifiers, scene, right)


def _check(seed: object, difficulty: object, about: object, series: object) -> None:
    problems = []
    word = isinstance(seed, str) and 0 < len(seed) <= LONGEST_SEED and seed.isprintable()
    number = isinstance(seed, int) and not isinstance(seed, bool) and abs(seed) < 10**LONGEST_SEED
    if not word and not number:
        problems.append(Problem("seed", quoted(seed), f"a number, or a word of at most {LONGEST_SEED} characters"))
    if type(difficulty) is not int or not EASIEST <= difficulty <= HARDEST:
        problems.append(Problem("difficulty", quoted(difficulty), f"{EASIEST}, 2 or {HARDEST}"))
    known = type(series) is int and series in all_series()
    if not known:
        problems.append(Problem("series", quoted(series), " or ".join(str(there) for there in all_series())))
    subjects = drill_table(series if isinstance(series, int) and known else all_series()[-1]).subjects
    if about is not None and about not in subjects:
        problems.append(Problem("about", quoted(about), f"one of {', '.join(subjects)}"))
    if problems:
        raise InputError(problems)


def _shape(dice: Dice, table: DrillTable, difficulty: int, about: str | None) -> tuple[Trap, Shape]:
    """Draw a trap that has the difficulty, then one of its shapes."""
    traps = [trap for trap in table.traps.values() if about in (None, trap.key, *trap.topics)]
    found = {shape.difficulty for trap in traps for shape in trap.shapes}
    nearest = min(found, key=lambda known: (abs(known - difficulty), known))
    able = [trap for trap in traps if any(shape.difficulty == nearest for shape in trap.shapes)]
    trap = dice.pick(able)
    return trap, dice.pick([shape for shape in trap.shapes if shape.difficulty == nearest])


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A visit on trial: no session yet, which only the engine's facts can refuse."""

    services: tuple[Service, ...]
    on: date | None
    discipline: Discipline
    charges: float
    stated: Mapping[str, tuple[str, ...]]
    seen: Tally


def _best(dice: Dice, table: DrillTable, shape: Shape, rule: str) -> _Drawn:
    """Draw visits until enough fit, and take the one that tells the wrong rules apart best."""
    tried = (_visit(dice, table, shape, rule) for _ in range(MOST_DRAWS))
    fitting = (drawn for drawn in tried if drawn and _fits(drawn.seen, shape))
    # One more is drawn than is compared, because it was so when the first links went out: the scene follows from it.
    found = list(islice(fitting, COMPARED + 1))[:COMPARED]
    return max(found, key=lambda drawn: _told_apart(drawn.seen, shape))


def _visit(dice: Dice, table: DrillTable, shape: Shape, rule: str) -> _Drawn | None:
    """Draw one visit of a shape; None where the drawn total leaves nothing for its last part."""
    discipline = dice.pick(shape.disciplines)
    known = _letters(dice, table, shape, discipline)
    minutes = [dice.pick(part.minutes) if part.minutes else 0 for part in shape.parts]
    if shape.total:
        left = dice.pick(shape.total) - sum(minutes)
        minutes = [spent or left for spent in minutes]
    if min(minutes) <= 0:
        return None
    services = [
        Service(known[part.code], spent, part.by, part.contact)
        for part, spent in zip(shape.parts, minutes, strict=True)
    ]
    on = dice.pick(shape.dates) if shape.dates else None
    ordered = tuple(dice.few(services, len(services)))
    stated = {known[letter]: modifiers for letter, modifiers in shape.stated.items()}
    seen = tally(ordered, rule, table.numbers)
    return _Drawn(ordered, on, discipline, dice.pick(shape.charges), stated, seen)


def _letters(dice: Dice, table: DrillTable, shape: Shape, discipline: Discipline) -> dict[str, str]:
    """Draw the codes that the letters of a shape stand for."""
    letters = list(dict.fromkeys(part.code for part in shape.parts))
    if shape.codes:
        return dict(zip(letters, dice.pick(shape.codes), strict=True))
    pools = {"u": table.evaluations[discipline], "v": table.modalities}
    timed = [letter for letter in letters if letter not in pools]
    known = dict(zip(timed, dice.few(table.timed, len(timed)), strict=True))
    return known | {letter: dice.pick(pools[letter]) for letter in letters if letter in pools}


def _fits(seen: Tally, shape: Shape) -> bool:
    """Tell whether a visit is what its shape asks for."""
    if shape.tie is not None and shape.tie is not bool(seen.tied):
        return False
    if not all(is_misled(seen, key) for key in shape.against):
        return False
    if shape.any_of and not any(is_misled(seen, key) for key in shape.any_of):
        return False
    return not shape.modifiers or seen.is_claimable


def _told_apart(seen: Tally, shape: Shape) -> int:
    """Count the different wrong answers to which the wrong rules of a shape lead."""
    given = {tuple(answer.items()) for key in (*shape.against, *shape.any_of) for answer in answers(seen, key)}
    return len(given - {tuple(right.items()) for right in seen.right})
