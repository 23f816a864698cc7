"""Questions answered by choosing or by ordering."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ptcoding.room.about import ORDER, About, Marked, Option, no_answer
from ptcoding.room.refusal import RefusedError


@dataclass(frozen=True, slots=True)
class ChoiceAsk:
    """A question answered by one choice or several, be they codes, words of a note or sentences.

    Args:
        about: What it is and shows.
        kind: choice, several, code or words.
        options: The choices in order.
        many: Whether several may be chosen.
    """

    about: About
    kind: str
    options: tuple[Option, ...]
    many: bool = False

    def mark(self, answer: object) -> Marked:
        """Read an answer and mark it.

        Args:
            answer: Key of a choice, or a list of keys.

        Returns:
            The answer, marked.

        Raises:
            RefusedError: If it names no choice, several where one is asked for, or none.

        >>> asked = ChoiceAsk(About("belief:M01", 1, "True?"), "choice", (Option("a", "Yes"), Option("b", "No", True)))
        >>> asked.mark("b"), asked.mark(["a"]).right
        (Marked(given='["b"]', right=True, diagnosis=''), False)
        """
        known = {option.key for option in self.options}
        given = _keys(answer, len(known))
        strange = [key for key in given if key not in known]
        if strange or len(set(given)) < len(given) or (len(given) > 1 and not self.many):
            expected = "choices" if self.many else "one choice"
            raise no_answer(f"{expected} from {', '.join(sorted(known))}")
        if not given:
            raise RefusedError("nothing_given")
        right = {option.key for option in self.options if option.right}
        return Marked(json.dumps(sorted(given)), set(given) == right)

    def right(self) -> object:
        """Give the right answer, as a phone would send it."""
        keys = [option.key for option in self.options if option.right]
        return keys if self.many else keys[0]

    def shown(self, given: str) -> str:
        """Write a kept answer for people."""
        return "; ".join(option.text for option in self.options if option.key in json.loads(given))


@dataclass(frozen=True, slots=True)
class OrderAsk:
    """A question answered by an order.

    Args:
        about: What it is and shows.
        options: The parts as they are shown.
        order: Their keys in the right order.
        kind: The kind of all of these.
    """

    about: About
    options: tuple[Option, ...]
    order: tuple[str, ...]
    kind: str = ORDER

    def mark(self, answer: object) -> Marked:
        """Read an answer and mark it.

        Args:
            answer: Every key once, in order; or the place of each, by its key.

        Returns:
            The answer, marked.

        Raises:
            RefusedError: If a part is missing or strange.

        >>> asked = OrderAsk(About("own", 1, "Order"), (Option("a", "two"), Option("b", "one")), ("b", "a"))
        >>> asked.mark(["b", "a"]).right, asked.mark({"a": "1", "b": "2"}).given
        (True, '["a", "b"]')
        """
        if isinstance(answer, Mapping):
            places = {key: str(place).strip() for key, place in answer.items()}
            if set(places.values()) != {str(place) for place in range(1, len(self.options) + 1)}:
                raise no_answer(f"each place from 1 to {len(self.options)} once")
            answer = sorted(places, key=lambda key: int(places[key]))
        given = _keys(answer, len(self.options))
        if sorted(given) != sorted(self.order):
            raise no_answer(f"every one of {', '.join(sorted(self.order))} once, in order")
        return Marked(json.dumps(given), tuple(given) == self.order)

    def right(self) -> object:
        """Give the right answer, as a phone would send it."""
        return list(self.order)

    def shown(self, given: str) -> str:
        """Write a kept answer for people."""
        texts = {option.key: option.text for option in self.options}
        return " > ".join(texts[key] for key in json.loads(given))


def _keys(answer: object, most: int) -> list[str]:
    """Read one key or a list of them."""
    given = [answer] if isinstance(answer, str) else answer
    if not isinstance(given, Sequence) or len(given) > most or not all(isinstance(key, str) for key in given):
        raise no_answer("a key of the choices, or a list of keys")
    return list(given)
