"""What a room may see once results are shown: the votes as bars, the right answer, and the wrong rules of the room."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from lessons.content.plain import named
from ptcoding.room.ask import Ask
from ptcoding.room.ask_choice import ChoiceAsk
from ptcoding.room.ask_units import UnitsAsk
from ptcoding.room.room import Cast, Held
from ptcoding.room.tally import Shift, Tally, by_round, shift, tally

MOST_BARS, MOST_RULES = 8, 4
OTHERS: Mapping[str, str] = MappingProxyType({"right": "The right answer", "other": "Another answer"})
NOBODY = Tally(0, 0, {}, {})


@dataclass(frozen=True, slots=True)
class Bar:
    """How many gave an answer.

    Args:
        text: The answer.
        counts: Answers in each round, in order.
        right: Whether it is right.
        why: What is said on it.
    """

    text: str
    counts: tuple[int, ...]
    right: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class WrongRule:
    """A named wrong rule that some of the room followed in the first round.

    Args:
        name: Its name.
        count: How many followed it.
        refutation: Why it fails, on the numbers of the visit.
    """

    name: str
    count: int
    refutation: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a question.

    Args:
        ask: The question.
        rounds: The rounds in order, as they were counted.
        hands: Hands counted by the trainer in each of them.
        bars: The answers, the right one marked.
        rules: The wrong rules of the room.
        shift: How those moved who answered twice.
    """

    ask: Ask
    rounds: tuple[Tally, ...]
    hands: tuple[Mapping[str, int], ...]
    bars: tuple[Bar, ...]
    rules: tuple[WrongRule, ...]
    shift: Shift | None

    @property
    def most(self) -> int:
        """The longest bar, at least 1."""
        return max([1, *(count for bar in self.bars for count in bar.counts)])

    @property
    def answered(self) -> int:
        """How many answered the first time, hands included."""
        return self.total(0) if self.rounds else 0

    @property
    def right_text(self) -> str:
        """The right answer for people."""
        return "; ".join(bar.text for bar in self.bars if bar.right)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of the right count, none where nothing is counted."""
        return self.ask.steps() if isinstance(self.ask, UnitsAsk) else ()

    @property
    def source(self) -> str:
        """The source of the reason, named."""
        return named(self.ask.about.source) if self.ask.about.source else ""

    def total(self, place: int) -> int:
        """Tell how many answered in a round, phones and hands."""
        return self.rounds[place].answered + sum(self.hands[place].values())

    def rights(self, place: int) -> int:
        """Tell how many were right in a round, phones and hands."""
        # A phone that names several of the right choices is one that is right or wrong as a whole.
        return self.rounds[place].right + sum(self.hands[place].get(key, 0) for key in right_hands(self.ask))

    def record(self) -> dict[str, Any]:
        """Write it for whoever reads the room's state."""
        return {
            "right": self.ask.right(),
            "right_text": self.right_text,
            "answered": self.answered,
            "rounds": [
                {"round": place + 1, "answered": self.total(place), "right": self.rights(place)}
                for place in range(len(self.rounds))
            ],
            "answers": [{"text": bar.text, "counts": list(bar.counts), "right": bar.right} for bar in self.bars],
            "wrong_rules": [
                {"name": rule.name, "count": rule.count, "of": self.answered, "refutation": rule.refutation}
                for rule in self.rules
            ],
            "why": [*self.ask.about.why, *self.steps],
            "source": self.source,
        }


def to_raise(ask: Ask) -> Mapping[str, str]:
    """Tell what hands can be raised for.

    Args:
        ask: The question.

    Returns:
        Words by key: the choices, or right and other where an answer is more than one choice.
    """
    if isinstance(ask, ChoiceAsk) and not ask.many:
        return {option.key: option.text for option in ask.options}
    return OTHERS


def right_hands(ask: Ask) -> tuple[str, ...]:
    """Give the keys of raised hands that are right."""
    if isinstance(ask, ChoiceAsk) and not ask.many:
        return tuple(option.key for option in ask.options if option.right)
    return ("right",)


def result(ask: Ask, votes: Sequence[Cast], held: Sequence[Held]) -> Result:
    """Count what became of a question.

    Args:
        ask: The question.
        votes: The answers to it, of every round.
        held: The rounds that were held on it.

    Returns:
        The result.
    """
    cast = by_round(votes)
    rounds = tuple(tally(cast.get(one.round, ())) for one in held)
    hands = tuple(one.hands for one in held)
    bars = _of_choices(ask, cast, held) if isinstance(ask, ChoiceAsk) else _of_answers(ask, rounds, hands)
    return Result(ask, rounds, hands, bars, _rules(ask, votes, held), shift(votes))


def _of_choices(ask: ChoiceAsk, cast: Mapping[int, Sequence[Cast]], held: Sequence[Held]) -> tuple[Bar, ...]:
    """Count every choice, also one that nobody made; where several may be made, each counts, by phones alone."""

    def count(key: str, one: Held) -> int:
        quoted = f'"{key}"'
        return sum(quoted in vote.given for vote in cast.get(one.round, ())) + one.hands.get(key, 0)

    return tuple(
        Bar(option.text, tuple(count(option.key, one) for one in held), option.right, option.why)
        for option in ask.options
    )


def _of_answers(ask: Ask, rounds: Sequence[Tally], hands: Sequence[Mapping[str, int]]) -> tuple[Bar, ...]:
    """Count the answers that were given, the right one first, then the most frequent."""
    sums: dict[str, int] = {}
    for counted in rounds:
        for given, number in counted.given.items():
            sums[given] = sums.get(given, 0) + number
    marks = {given: ask.mark(_answer(ask, given)).right for given in sums}
    best = ask.mark(ask.right()).given
    wrong = [given for given in sorted(sums, key=lambda given: -sums[given]) if not marks[given]]
    rights = list(dict.fromkeys([best, *(given for given in sums if marks[given])]))
    shown = [
        Bar(ask.shown(given), _counts(given, rounds, hands, "right" if given == best else ""), True) for given in rights
    ]
    shown += [Bar(ask.shown(given), _counts(given, rounds, hands, ""), False) for given in wrong[:MOST_BARS]]
    rest = tuple(
        sum(counted.given.get(given, 0) for given in wrong[MOST_BARS:]) + by_hand.get("other", 0)
        for counted, by_hand in zip(rounds, hands, strict=True)
    )
    return tuple([*shown, Bar(OTHERS["other"], rest, False)] if any(rest) else shown)


def _counts(given: str, rounds: Sequence[Tally], hands: Sequence[Mapping[str, int]], key: str) -> tuple[int, ...]:
    return tuple(
        counted.given.get(given, 0) + by_hand.get(key, 0) for counted, by_hand in zip(rounds, hands, strict=True)
    )


def _answer(ask: Ask, given: str) -> object:
    """Turn a kept answer back into one that was sent."""
    kept = json.loads(given)
    if isinstance(ask, UnitsAsk) and "modifiers" not in kept:
        return kept["units"]
    return kept


def _rules(ask: Ask, votes: Sequence[Cast], held: Sequence[Held]) -> tuple[WrongRule, ...]:
    """Name the wrong rules of the first round, each with a refutation of an answer that it gave."""
    first = [vote for vote in votes if held and vote.round == held[0].round and vote.diagnosis]
    told: dict[str, WrongRule] = {}
    for key, count in list(tally(first).diagnoses.items())[:MOST_RULES]:
        given = next(vote.given for vote in first if vote.diagnosis == key)
        if isinstance(ask, UnitsAsk):
            name, refutation = ask.refutation(given)
            told[key] = WrongRule(name, count, refutation)
    return tuple(told.values())
