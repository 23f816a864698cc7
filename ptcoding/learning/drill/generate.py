"""Drills without end, drawn where mistakes live.

The same arguments give the same drill for ever: links carry seeds, and a whole room must see one visit. So all that
is asked of Python's generator is ``random()``, whose sequence its manual promises to keep; how numbers become choices
is written here; and a row of drills.toml is never changed. Another trap among these would change what is drawn, so it
needs a series of its own, with a sign in its seeds. The words around a visit may be mended at any time.
"""

from collections.abc import Iterator, Sequence
from random import Random
from types import MappingProxyType
from typing import TypeVar

from ptcoding.billing.claim.assistant import attribute
from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Discipline, Service, Session
from ptcoding.errors import InputError, Problem, quoted
from ptcoding.facts import facts
from ptcoding.facts.rule import CountingRule
from ptcoding.learning.drill.drill import Drill, Shape, Trap, drill_table
from ptcoding.learning.marking.misconception import answers, misconceptions
from ptcoding.learning.marking.seen import Seen

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


def drill(seed: int | str, difficulty: int = 2, about: str | None = None) -> Drill:
    """Draw a drill.

    Args:
        seed: A number or a word of at most 60 signs; a number and its digits are one seed.
        difficulty: 1 easy, 2 middling, 3 hard. Where what it is about has no such drill, the nearest is drawn.
        about: A trap or a topic, None for any.

    Returns:
        The drill: for the same arguments the same one for ever.

    Raises:
        InputError: If the seed, the difficulty or what it is about is malformed; carries every problem.

    >>> drawn = drill("room 4", 2, "leftover")
    >>> drawn.visit.services, drawn.rule
    ((Service('97535', 7), Service('97530', 49)), 'cms')
    """
    _check(seed, difficulty, about)
    dice = Dice(f"{seed}|{difficulty}|{about or ''}")
    trap, shape = _shape(dice, difficulty, about)
    rule = dice.pick(shape.rules)
    seen, stated = _best(dice, shape, facts().rule(rule))
    around = Circumstances(stated=MappingProxyType(stated))
    visit, scene = seen.allocation.session, dice.below(SCENES)
    return Drill(str(seed), shape.difficulty, trap, visit, rule, around, shape.modifiers, scene)


def drills(seed: int | str, number: int, difficulty: int = 2, about: str | None = None) -> tuple[Drill, ...]:
    """Draw several drills from one seed, for a room or an exam.

    Args:
        seed: A number or a word, short enough to leave room for a place behind it.
        number: How many.
        difficulty: 1 easy, 2 middling, 3 hard.
        about: A trap or a topic, None for any.

    Returns:
        The drills of the seeds ``seed.1``, ``seed.2`` and so on.
    """
    return tuple(drill(f"{seed}.{place}", difficulty, about) for place in range(1, number + 1))


def subjects() -> tuple[str, ...]:
    """Give what a drill may be about: every trap, then every topic that one serves."""
    traps = drill_table().traps
    return (*traps, *sorted({topic for trap in traps.values() for topic in trap.topics}))


def _check(seed: object, difficulty: object, about: object) -> None:
    problems = []
    word = isinstance(seed, str) and 0 < len(seed) <= LONGEST_SEED and seed.isprintable()
    number = isinstance(seed, int) and not isinstance(seed, bool) and abs(seed) < 10**LONGEST_SEED
    if not word and not number:
        problems.append(Problem("seed", quoted(seed), f"a number, or a word of at most {LONGEST_SEED} signs"))
    if type(difficulty) is not int or not EASIEST <= difficulty <= HARDEST:
        problems.append(Problem("difficulty", quoted(difficulty), f"{EASIEST}, 2 or {HARDEST}"))
    if about is not None and about not in subjects():
        problems.append(Problem("about", quoted(about), f"one of {', '.join(subjects())}"))
    if problems:
        raise InputError(problems)


def _shape(dice: Dice, difficulty: int, about: str | None) -> tuple[Trap, Shape]:
    """Draw a trap that has the difficulty, then one of its shapes."""
    traps = [trap for trap in drill_table().traps.values() if about in (None, trap.key, *trap.topics)]
    found = {shape.difficulty for trap in traps for shape in trap.shapes}
    nearest = min(found, key=lambda known: (abs(known - difficulty), known))
    able = [trap for trap in traps if any(shape.difficulty == nearest for shape in trap.shapes)]
    trap = dice.pick(able)
    return trap, dice.pick([shape for shape in trap.shapes if shape.difficulty == nearest])


Stated = dict[str, tuple[str, ...]]
Drawn = tuple[Seen, Stated]


def _best(dice: Dice, shape: Shape, rule: CountingRule) -> Drawn:
    """Draw visits until enough fit, and take the one that tells the wrong rules apart best."""
    fitting = [drawn for drawn, _ in zip(_fitting(dice, shape, rule), range(COMPARED), strict=False)]
    return max(fitting, key=lambda drawn: _told_apart(drawn[0], shape))


def _fitting(dice: Dice, shape: Shape, rule: CountingRule) -> Iterator[Drawn]:
    for _ in range(MOST_DRAWS):
        drawn = _visit(dice, shape, rule.key)
        if drawn and _fits(seen := Seen.of(allocate(drawn[0], rule)), shape):
            yield seen, drawn[1]


def _visit(dice: Dice, shape: Shape, rule: str) -> tuple[Session, Stated] | None:
    """Draw one visit of a shape; None where the drawn total leaves nothing for its last part."""
    discipline = dice.pick(shape.disciplines)
    known = _letters(dice, shape, discipline)
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
    payer = drill_table().payers.get(rule, CONTRACT)
    visit = Session(tuple(dice.few(services, len(services))), on, discipline, payer, dice.pick(shape.charges))
    return visit, {known[letter]: modifiers for letter, modifiers in shape.stated.items()}


def _letters(dice: Dice, shape: Shape, discipline: Discipline) -> dict[str, str]:
    """Draw the codes that the letters of a shape stand for."""
    letters = list(dict.fromkeys(part.code for part in shape.parts))
    if shape.codes:
        return dict(zip(letters, dice.pick(shape.codes), strict=True))
    table = drill_table()
    pools = {"u": table.evaluations[discipline], "v": table.modalities}
    timed = [letter for letter in letters if letter not in pools]
    known = dict(zip(timed, dice.few(table.timed, len(timed)), strict=True))
    return known | {letter: dice.pick(pools[letter]) for letter in letters if letter in pools}


def _fits(seen: Seen, shape: Shape) -> bool:
    """Tell whether a visit is what its shape asks for."""
    if shape.tie is not None and shape.tie is not (seen.allocation.tie is not None):
        return False
    if not all(_misled(seen, key) for key in shape.against):
        return False
    if shape.any_of and not any(_misled(seen, key) for key in shape.any_of):
        return False
    return not shape.modifiers or _is_claimable(seen.allocation)


def _misled(seen: Seen, key: str) -> bool:
    """Tell whether a wrong rule gives only wrong answers on a visit."""
    given = list(answers(misconceptions()[key], seen))
    return bool(given) and not any(answer in seen.right for answer in given)


def _is_claimable(allocation: Allocation) -> bool:
    """Tell whether every line of the claim is settled: each code has units, and no rule is silent on an assistant."""
    settled = all(
        row.is_settled for row in attribute(allocation, allocation.session.date, allocation.session.facts.assistants)
    )
    return settled and all(allocation.units.values())


def _told_apart(seen: Seen, shape: Shape) -> int:
    """Count the different wrong answers to which the wrong rules of a shape lead."""
    keys = (*shape.against, *shape.any_of)
    given = {tuple(answer.items()) for key in keys for answer in answers(misconceptions()[key], seen)}
    return len(given - {tuple(right.items()) for right in seen.right})
