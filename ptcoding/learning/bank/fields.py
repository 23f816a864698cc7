"""The fields of one table of a bank's file, read one by one; what is wrong with them is collected."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from ptcoding.errors import Problem, quoted
from ptcoding.facts import Facts
from ptcoding.facts import facts as default_facts
from ptcoding.facts.table import read_table

LONGEST_KEY: Final = 60
# A longer list of choices is not read in a message.
MOST_NAMED: Final = 14
KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
# What no screen shows, what an export in XML cannot hold, and marks that turn the direction of what follows.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class Fields:
    """One table of a file.

    Args:
        where: How a message calls the table: its file, its key.
        values: The table as it stands.
        problems: Where what is wrong is collected.
        facts: What the fields may refer to, the project's own where none are handed down.

    >>> problems = []
    >>> fields = Fields("mine.toml: knee", {"difficulty": 7}, problems)
    >>> fields.whole("difficulty", 1, 3)
    1
    >>> print(problems[0])
    mine.toml: knee: difficulty: '7' given, expected a whole number from 1 to 3
    """

    def __init__(
        self, where: str, values: Mapping[str, Any], problems: list[Problem], facts: Facts | None = None
    ) -> None:
        self.where, self._values, self.problems = where, values, problems
        self.facts = facts or default_facts()
        self._asked: set[str] = set()

    def wrong(self, name: str, value: object, expected: str) -> None:
        """Collect what is wrong with a field."""
        self.problems.append(Problem(f"{self.where}: {name}", quoted(value), expected))

    def text(self, name: str, longest: int, *, default: str | None = None) -> str:
        """Read text that a learner will see; without a default it must be there."""
        given = self._take(name, default)
        if not isinstance(given, str) or (default is None and not given.strip()) or len(given) > longest:
            self.wrong(name, _size(given), f"text of {'0' if default is not None else '1'} to {longest} characters")
            return ""
        hidden = _HIDDEN.search(given)
        if hidden:
            self.wrong(name, given[max(0, hidden.start() - 20) : hidden.end()], "text without control characters")
            return ""
        borrowed = descriptors().search(given)
        if borrowed:
            self.wrong(name, borrowed[0], "words of your own, not those of the AMA's descriptors")
        return given.strip()

    def key(self, name: str = "key") -> str:
        """Read a key."""
        given = self._take(name, None)
        if not isinstance(given, str) or len(given) > LONGEST_KEY or not KEY.fullmatch(given):
            self.wrong(name, given, f"small letters, digits, hyphens and underscores, at most {LONGEST_KEY} characters")
            return ""
        return given

    def one_of(self, name: str, allowed: Collection[str], *, default: str | None = None) -> str:
        """Read one of a few words."""
        given = self._take(name, default)
        if not isinstance(given, str) or (given not in allowed and given != default):
            self.wrong(name, given, _choice_of(allowed))
            return ""
        return given

    def some_of(
        self, name: str, allowed: Collection[str], *, default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        """Read a list of words out of those allowed; without a default at least one."""
        given = self._take(name, default)
        if not isinstance(given, (list, tuple)) or (default is None and not given):
            self.wrong(name, given, f"a list of {_choice_of(allowed)}")
            return ()
        for strange in (word for word in given if not isinstance(word, str) or word not in allowed):
            self.wrong(name, strange, _choice_of(allowed))
        return tuple(word for word in given if isinstance(word, str) and word in allowed)

    def whole(self, name: str, low: int, high: int, *, default: int | None = None) -> int:
        """Read a whole number."""
        given = self._take(name, default)
        if isinstance(given, bool) or not isinstance(given, int) or not (low <= given <= high or given == default):
            self.wrong(name, given, f"a whole number from {low} to {high}")
            return low
        return given

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """Read true or false."""
        given = self._take(name, default)
        if not isinstance(given, bool):
            self.wrong(name, given, "true or false")
            return False
        return given

    def day(self, name: str) -> date:
        """Read a day that is not still to come."""
        given = self._take(name, None)
        if not isinstance(given, date) or isinstance(given, datetime):
            self.wrong(name, given, "a day such as 2026-11-21, without quotation marks")
            return latest(self.facts)
        if given > latest(self.facts):
            self.wrong(name, given.isoformat(), "a day that is not still to come")
        return given

    def mapping(self, name: str, of: Callable[[object], bool], expected: str) -> dict[str, Any]:
        """Read a table of values of one kind; empty where there is none."""
        given = self._take(name, {})
        if not isinstance(given, dict):
            self.wrong(name, given, expected)
            return {}
        for key in [key for key, value in given.items() if not of(value)]:
            self.wrong(f"{name}.{key}", given[key], expected)
        return {key: value for key, value in given.items() if of(value)}

    def tables(self, name: str) -> list[Any]:
        """Take the tables nested in this one; none where there are none."""
        given = self._take(name, [])
        if not isinstance(given, list):
            self.wrong(name, given, f"tables headed [[...{name}]]")
            return []
        return given

    def listed(self, name: str) -> list[Any]:
        """Take the values of a list as they stand; none where there are none."""
        given = self._take(name, [])
        if not isinstance(given, list):
            self.wrong(name, given, "a list")
            return []
        return given

    def close(self) -> None:
        """Collect the fields that nobody asked for: a misspelt name would be lost without a word."""
        for name in self._values.keys() - self._asked:
            self.wrong(name, self._values[name], f"no such field; one of {', '.join(sorted(self._asked))}")

    def _take(self, name: str, default: object) -> Any:
        self._asked.add(name)
        return self._values.get(name, default)


@cache
def descriptors() -> re.Pattern[str]:
    """Read what the AMA's descriptors are told by.

    >>> bool(descriptors().search("manual therapy")), bool(descriptors().search("one or more regions"))
    (False, True)
    """
    return re.compile("|".join(read_table("items")["descriptors"]), re.IGNORECASE)


def code_numbers(facts: Facts) -> frozenset[str]:
    """Give the codes that a note may claim: those counted here, and those known and left out.

    >>> known = code_numbers(default_facts())
    >>> "97110" in known, "97129" in known
    (True, True)
    """
    return frozenset(facts.codes) | {left_out.code for left_out in facts.codes.not_modelled}


def latest(facts: Facts) -> date:
    """Give the last day on which anything can have been written; a slow clock must not empty the bank."""
    return max(datetime.now().astimezone().date(), facts.edition.checked)


def _size(given: object) -> object:
    return f"{len(given):,} characters" if isinstance(given, str) and given.strip() else given


def _choice_of(allowed: Collection[str]) -> str:
    shown = list(allowed)
    return f"one of {', '.join(shown)}" if len(shown) <= MOST_NAMED else f"one of {len(shown)} that are known"
