"""Phrases as a clinician writes them, found in a text word by word.

A phrase is words with blanks between them. ``squat*`` takes any ending, ``bed/chair`` either word, ``the?`` may be
missing, ``...`` stands for up to four words of the same sentence, and ``<load>`` for a kind of figure: ``<dose>`` sets
and repetitions, ``<bouts>`` sets of a time or a distance, ``<load>`` a weight, ``<grade>`` a strength out of five,
``<degrees>`` an angle, ``<number>`` any other number. Hyphens and slashes of the text count as blanks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ptcoding.notes.token import Token

LONGEST_GAP = 4
SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class _Slot:
    """What may stand at one place of a phrase."""

    words: frozenset[str]
    stems: tuple[str, ...]
    optional: bool
    gap: bool

    def takes(self, token: Token) -> bool:
        return token.word in self.words or token.raw in self.words or token.word.startswith(self.stems)


def _slot(written: str) -> _Slot:
    if written == "...":
        return _Slot(frozenset(), (), optional=False, gap=True)
    optional = written.endswith("?")
    choices = written.removesuffix("?").split("/")
    stems = tuple(choice[:-1] for choice in choices if choice.endswith("*"))
    return _Slot(frozenset(choice for choice in choices if not choice.endswith("*")), stems, optional, gap=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase.

    Args:
        written: The phrase as the data file writes it.
        slots: What may stand at each place.
        owner: Number of the row it belongs to.
    """

    written: str
    slots: tuple[_Slot, ...]
    owner: int

    @classmethod
    def of(cls, written: str, owner: int = 0) -> "Phrase":
        """Read a phrase.

        Args:
            written: The phrase as the data file writes it.
            owner: Number of the row it belongs to.

        Returns:
            The phrase.
        """
        return cls(written, tuple(_slot(word) for word in written.split()), owner)

    @property
    def second(self) -> frozenset[str]:
        """The words one of which has to follow the first at once; empty where any other word may."""
        if len(self.slots) == 1 or self.slots[0].optional or self.slots[1].optional or self.slots[1].gap:
            return frozenset()
        return frozenset() if self.slots[1].stems else self.slots[1].words

    def match(self, words: tuple[Token, ...], at: int) -> tuple[int, ...]:
        """Look for the phrase at one place.

        Args:
            words: The text's words.
            at: Number of the word at which it must begin.

        Returns:
            Numbers of the words it takes, those of a gap left out; empty where it does not stand there.
        """
        taken: list[int] = []
        place, allowance = at, 0
        for slot in self.slots:
            if slot.gap:
                allowance = LONGEST_GAP
                continue
            found = self._find(words, place, allowance, slot, at)
            if found < 0 and not slot.optional:
                return ()
            if found >= 0:
                taken.append(found)
                place, allowance = found + 1, 0
        return tuple(taken)

    @property
    def follower(self) -> _Slot | None:
        """What has to follow the first word at once, None where that is not certain."""
        if len(self.slots) == 1 or self.slots[1].gap or self.slots[0].optional or self.slots[1].optional:
            return None
        return self.slots[1]

    @staticmethod
    def _find(words: tuple[Token, ...], place: int, allowance: int, slot: _Slot, at: int) -> int:
        for number in range(place, min(place + allowance + 1, len(words))):
            if words[number].sentence != words[at].sentence:
                return -1
            if slot.takes(words[number]):
                return number
        return -1


# A phrase, and what has to follow its first word at once.
_Begun = tuple[Phrase, _Slot | None]


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase found in a text.

    Args:
        owner: Number of the row the phrase belongs to.
        words: Numbers of the words it takes.
    """

    owner: int
    words: tuple[int, ...]


def free(hits: Iterable[PhraseMatch], holders: Iterable[PhraseMatch]) -> tuple[PhraseMatch, ...]:
    """Leave out the hits that a longer one holds.

    Args:
        hits: The hits to look through.
        holders: Those that may hold them.

    Returns:
        The hits that stand on their own, in their order.
    """
    longer: dict[int, list[frozenset[int]]] = {}
    for holder in holders:
        taken = frozenset(holder.words)
        for number in holder.words if len(taken) > 1 else ():
            longer.setdefault(number, []).append(taken)
    return tuple(hit for hit in hits if not any(one > set(hit.words) for one in longer.get(hit.words[0], ())))


class Lexicon:
    """Many phrases, looked up by their first word.

    Args:
        rows: The phrases of each row, in order.

    >>> from ptcoding.notes.token import tokens
    >>> [hit.words for hit in Lexicon([["sit to stand*"], ["stand*"]]).find(tokens("sit to stand, standing"))]
    [(0, 1, 2), (3,)]
    """

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        self._words: dict[str, list[Phrase]] = {}
        self._pairs: dict[tuple[str, str], list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        for owner, phrases in enumerate(rows):
            for written in phrases:
                self._add(Phrase.of(written, owner))
        self._firsts = frozenset(first for first, _ in self._pairs)

    def _add(self, phrase: Phrase) -> None:
        first, second = phrase.slots[0], phrase.second
        for word in first.words:
            for next_word in second:
                self._pairs.setdefault((word, next_word), []).append(phrase)
            if not second:
                self._words.setdefault(word, []).append(phrase)
        for stem in {stem[:SHORTEST_STEM] for stem in first.stems}:
            self._stems.setdefault(stem, []).append(phrase)

    def find(self, words: tuple[Token, ...]) -> tuple[PhraseMatch, ...]:
        """Find the phrases of a text, leaving out those that a longer one holds.

        Args:
            words: The text's words.

        Returns:
            The hits in the order of the text.
        """
        hits = tuple(self._all(words))
        return free(hits, hits)

    def _all(self, words: tuple[Token, ...]) -> Iterator[PhraseMatch]:
        begun: dict[tuple[str, str], tuple[_Begun, ...]] = {}
        for at, token in enumerate(words):
            following = words[at + 1] if at + 1 < len(words) else None
            key = (token.word, token.raw)
            if key not in begun:
                begun[key] = self._begun(*key)
            for phrase, follower in begun[key]:
                fits = follower is None or (following is not None and follower.takes(following))
                if fits and (taken := phrase.match(words, at)):
                    yield PhraseMatch(phrase.owner, taken)
            for phrase in self._paired(token, following) if following and self._firsts.intersection(key) else ():
                if taken := phrase.match(words, at):
                    yield PhraseMatch(phrase.owner, taken)

    def _begun(self, word: str, raw: str) -> tuple[_Begun, ...]:
        """List the phrases that may begin with a word, but for those that are known by their first two."""
        known = [*self._words.get(word, ()), *self._stems.get(word[:SHORTEST_STEM], ())]
        if raw != word:
            known += self._words.get(raw, ())
        return tuple((phrase, phrase.follower) for phrase in known)

    def _paired(self, token: Token, following: Token) -> list[Phrase]:
        """List the phrases whose first two words these are, as written or by their kind of figure."""
        pairs = self._pairs
        found = [*pairs.get((token.word, following.word), ())]
        if token.raw != token.word:
            found += pairs.get((token.raw, following.word), ())
        if following.raw != following.word:
            found += pairs.get((token.word, following.raw), ())
        return found
