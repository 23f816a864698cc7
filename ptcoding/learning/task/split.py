"""A schedule of three patients and one therapist, to be split into one-on-one, group and time alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ptcoding.facts.words import filled
from ptcoding.learning.drill.generate import Dice
from ptcoding.learning.task.task import Form, Kind, Part, Task

KEY, GROUP, TOPIC = "split", "task_split", "T06"
PATIENTS = ("A", "B", "C")
FIRST_HOUR, BLOCKS, LENGTHS = 9, 7, (8, 10, 12, 15, 18, 20)
SOURCES = ("group-97150", "proactive-97150", "cpm5-20.2")
ONE, TWO, ALONE = "one", "two", "alone"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the schedule.

    Args:
        start: Minutes since midnight.
        minutes: How long it lasts.
        kind: one patient, two at once, or one while another exercises alone.
        treated: Whom the therapist treats.
        alone: Who exercises alone.
    """

    start: int
    minutes: int
    kind: str
    treated: tuple[str, ...]
    alone: str = ""

    @property
    def time(self) -> str:
        """When, as a schedule prints it."""
        return f"{clock(self.start)}-{clock(self.start + self.minutes)}"


def clock(minutes: int) -> str:
    """Write a time of day.

    >>> clock(545), clock(780)
    ('9:05', '13:00')
    """
    return f"{minutes // 60}:{minutes % 60:02d}"


def schedule(seed: int) -> tuple[Block, ...]:
    """Draw a schedule.

    Args:
        seed: What it is drawn from.

    Returns:
        Its blocks, one after the other; each kind of block is in it, and each patient.
    """
    dice = Dice(f"split {seed}")
    # Each patient alone with the therapist once, one group and one bike at least.
    kinds = dice.few([ONE, ONE, ONE, TWO, ALONE, dice.pick([TWO, ALONE]), dice.pick([ONE, TWO])], BLOCKS)
    order, start, blocks = list(PATIENTS), FIRST_HOUR * 60, []
    for kind in kinds:
        first, second = (order[0], dice.pick(order[1:]))
        order = [*order[1:], first]
        minutes = dice.pick(LENGTHS)
        treated = (first, second) if kind == TWO else (first,)
        blocks.append(Block(start, minutes, kind, treated, second if kind == ALONE else ""))
        start += minutes
    return tuple(blocks)


def split_task(seed: int) -> Task:
    """Draw a schedule to be split.

    Args:
        seed: What it is drawn from.

    Returns:
        The task: minutes of each kind for each patient.

    >>> len(split_task(3).parts)
    9
    """
    blocks = schedule(seed)
    last = blocks[-1]
    said = {"start": clock(blocks[0].start), "end": clock(last.start + last.minutes)}
    scene = filled(GROUP, "scene", {**said, "blocks": "\n".join(map(_told, blocks))})
    parts = tuple(part for who in PATIENTS for part in _parts(who, blocks))
    return Task(KEY, Kind.SPLIT, filled(GROUP, "title", {}), scene, parts, SOURCES, TOPIC, seed)


def _told(block: Block) -> str:
    said = {"time": block.time, "who": " and ".join(block.treated), "other": block.alone}
    return filled(GROUP, block.kind, said)


def _parts(who: str, blocks: Sequence[Block]) -> Iterator[Part]:
    """Ask for the three kinds of minutes of one patient."""
    mine = [block for block in blocks if who in block.treated]
    for key, found in (
        ("one", [block for block in mine if len(block.treated) == 1]),
        ("group", [block for block in mine if len(block.treated) > 1]),
        ("alone", [block for block in blocks if block.alone == who]),
    ):
        told = ", ".join(block.time for block in found) or filled(GROUP, "none", {})
        why = filled(GROUP, f"{key}_why", {"who": who, "blocks": told})
        total = sum(block.minutes for block in found)
        yield Part(f"{who}_{key}", filled(GROUP, f"{key}_ask", {"who": who}), Form.NUMBER, why, number=total)
