"""Throw hostile inputs at every reader, and keep what a reader must not do: fail, hang, or talk without end."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ptcoding.errors import InputError
from tests.attack.grammar import hostile
from tests.attack.readers import READERS, refusal
from tests.measure import seconds

# Seconds of a processor.
HANG = 0.5
# Ten problems, each of at most 160, 60 and 600 signs and what is between; written out, a sign takes up to ten.
LONGEST_MESSAGE = 10 * (10 * (160 + 60 + 600) + 60)
SHOWN = 120


@dataclass
class Outcome:
    """What came of an attack.

    Args:
        tried: Inputs by reader.
        refused: Those that were refused in words.
        slowest: Seconds of a processor that the slowest input of each reader took.
        failures: A line for each input that a reader could not bear.
    """

    tried: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


def attack(inputs: int, seed: int, until: float = float("inf")) -> Outcome:
    """Attack every reader in turn.

    Args:
        inputs: How many inputs.
        seed: Settles what is drawn.
        until: When to stop at the latest, on the clock of ``time.monotonic``.

    Returns:
        What came of it.
    """
    draw = random.Random(seed)  # noqa: S311 nothing here is secret, and the same seed is to be the same attack
    outcome = Outcome()
    for reader in READERS:
        # Tables are read and patterns compiled once; that is no answer to an input.
        met_by(reader, "97110")
    for number, reader in zip(range(inputs), _in_turn(), strict=False):
        if number % 100 == 0 and time.monotonic() > until:
            break
        text = hostile(reader, draw)
        outcome.tried[reader] += 1
        start = time.process_time()
        met = met_by(reader, text)
        taken = time.process_time() - start
        outcome.slowest[reader] = max(taken, outcome.slowest.get(reader, 0.0))
        outcome.refused[reader] += isinstance(met, refusal(reader))
        outcome.failures += _wrong(reader, text, met, taken)
    return outcome


def _in_turn() -> Iterator[str]:
    while True:
        yield from READERS


def met_by(reader: str, text: str) -> Exception | None:
    """Let a reader read.

    Args:
        reader: Its name.
        text: What it is given.

    Returns:
        Whatever it raised, None where it read.
    """
    try:
        READERS[reader](text)
    except Exception as error:  # noqa: BLE001 an attack looks for every kind of failure
        return error
    return None


def _wrong(reader: str, text: str, met: Exception | None, taken: float) -> Iterator[str]:
    where = f"{reader}: {text[:SHOWN]!a}"
    if met is not None and not isinstance(met, refusal(reader)):
        yield f"{where}: {type(met).__name__}: {met}"
    if isinstance(met, InputError):
        said = str(met)
        if len(said) > LONGEST_MESSAGE:
            yield f"{where}: a message of {len(said):,} characters"
        if not said.isprintable():
            yield f"{where}: a message that does not stand on one line: {said[:SHOWN]!a}"
    # Twice again, as other work on the machine may have been in the way.
    if taken > HANG and seconds(lambda: met_by(reader, text), 2) > HANG:
        yield f"{where}: {taken:.2f} seconds"
