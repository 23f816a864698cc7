"""The rows that the reading of intent works with: words that speak for a code, and words that change others' weight."""

from collections.abc import Mapping
from dataclasses import dataclass

# Roles of words for what was done, and for what it was done for.
DONE = frozenset({"activity", "technique", "task"})
SERVED = frozenset({"aim", "task", "served", "care", "deficit"})


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that speak for a code, or against it.

    Args:
        key: Its name.
        role: What kind of word it is: what is meant to change, what was found, what was done and so on.
        codes: How much it weighs for each code; below zero against it.
        why: The reason.
        phrases: The words.
        beside: Keys of other clues, one of which has to be found as well; empty where the words stand for themselves.
        names: Whether the words name a service that is the same whatever it is for, as a massage is.
    """

    key: str
    role: str
    codes: Mapping[str, float]
    why: str
    phrases: tuple[str, ...]
    beside: tuple[str, ...] = ()
    names: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that change what the words beside them weigh.

    Args:
        key: Its name.
        reach: ``near`` for the next few words, ``after`` until another such cue, ``onward`` to the end of the
            sentence, ``sentence`` for all of it, ``text`` for the whole text.
        scale: What the weight of each role is multiplied by; ``rest`` for roles that are not named.
        why: The reason.
        phrases: The words.
    """

    key: str
    reach: str
    scale: Mapping[str, float]
    why: str
    phrases: tuple[str, ...]

    def factor(self, role: str) -> float:
        """Say what a weight is multiplied by under this cue.

        Args:
            role: The role of the clue.

        Returns:
            The factor, 1 where the cue says nothing.
        """
        return self.scale.get(role, self.scale.get("rest", 1.0))
