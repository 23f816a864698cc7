"""Which codes the wording of a note supports.

What a movement is for decides about its code, not the movement: a squat for strength, for the sense of where the knee
is, and for getting up from a chair are three services. So words of purpose weigh more than names of activities, and
words in a sentence about a later goal weigh less, because every note has such a goal whatever was done.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import prod
from typing import Any

from ptcoding.facts.table import read_table, rows_of
from ptcoding.notes.clue import DONE, SERVED, Clue, Cue
from ptcoding.notes.pattern import Span
from ptcoding.notes.phrase import Lexicon, PhraseMatch, free
from ptcoding.notes.proof import UNMISTAKEN_WAYS, Proof, counted
from ptcoding.notes.situation import settled
from ptcoding.notes.token import Token, tokens

LONGEST_TEXT = 20_000
# A code with no clue as heavy as this is known by hints alone.
LEAST_READ = 2.0


@dataclass(frozen=True, slots=True)
class Support:
    """A code that the wording supports.

    Args:
        code: The code.
        score: From 0 to 1: how much of the wording speaks for it. Not a probability.
        spans: The very words that carry it, in the order of the text.
        ways: How many ways of saying it stand outside a purpose; words that mean nothing else count as two.
    """

    code: str
    score: float
    spans: tuple[Span, ...]
    ways: int = 0


class Reader:
    """The clues and cues of the data file, ready to be found in a text.

    Args:
        clues: Words that speak for codes.
        cues: Words that change what others weigh.
        numbers: The few numbers of the method.
        alone: What the weight of a role is multiplied by where no word of purpose stands before it.
    """

    def __init__(
        self, clues: Iterable[Clue], cues: Iterable[Cue], numbers: Mapping[str, float], alone: Mapping[str, float]
    ) -> None:
        self.clues = tuple(clues)
        self.cues = tuple(cues)
        self._numbers = numbers
        self._alone = alone
        self._said = Lexicon([clue.phrases for clue in self.clues])
        self._turns = Lexicon([cue.phrases for cue in self.cues])

    def read(self, text: str, words: tuple[Token, ...]) -> tuple[Support, ...]:
        """Rank the codes that a text supports.

        Args:
            text: The note.
            words: Its words.

        Returns:
            The codes, best first.
        """
        weighed = self._weigh(words, self._backed(self._said.find(words)))
        totals: dict[str, float] = {}
        carried: dict[str, list[Proof]] = {}
        for clue, found in weighed.items():
            best = max(weight for weight, _ in found) * self._repeated(words, found)
            for code, worth in self.clues[clue].codes.items():
                totals[code] = totals.get(code, 0.0) + worth * best
                if worth > 0:
                    role = self.clues[clue].role
                    carried.setdefault(code, []).extend(Proof(hit, worth, role) for _, hit in found)
        return self._ranked(text, words, totals, carried)

    def _backed(self, hits: tuple[PhraseMatch, ...]) -> tuple[PhraseMatch, ...]:
        """Leave out the clues that mean something only beside another one that was not found."""
        keys = {self.clues[hit.owner].key for hit in hits}
        lean = {clue: self.clues[clue].beside for clue in {hit.owner for hit in hits}}
        return tuple(hit for hit in hits if not lean[hit.owner] or not keys.isdisjoint(lean[hit.owner]))

    def _repeated(self, words: tuple[Token, ...], found: Iterable[tuple[float, PhraseMatch]]) -> float:
        """Raise a weight a little for each further way of saying the same: five exercises say more than one."""
        ways = {tuple(words[number].word for number in hit.words) for _, hit in found}
        return 1 + self._numbers["more"] * min(len(ways) - 1, self._numbers["most"])

    def _weigh(
        self, words: tuple[Token, ...], said: tuple[PhraseMatch, ...]
    ) -> dict[int, list[tuple[float, PhraseMatch]]]:
        """Weigh every clue by the cues that reach it; a clue counts at its best place."""
        # The "to" of "sit to stand" announces no purpose.
        turns = free(self._turns.find(words), said)
        cues: dict[int, list[tuple[Cue, PhraseMatch, bool]]] = {}
        for turn, taken in zip(turns, self._taken(words, turns, said), strict=True):
            cues.setdefault(words[turn.words[0]].sentence, []).append((self.cues[turn.owner], turn, taken))
        whole = [self.cues[turn.owner] for turn in turns if self.cues[turn.owner].reach == "text"]
        weighed: dict[int, list[tuple[float, PhraseMatch]]] = {}
        for hit in said:
            role = self.clues[hit.owner].role
            near = self._factor(words, cues.get(words[hit.words[0]].sentence, ()), role, hit)
            weight = near * prod(cue.factor(role) for cue in whole)
            if weight > 0:
                weighed.setdefault(hit.owner, []).append((weight, hit))
        return weighed

    def _taken(
        self, words: tuple[Token, ...], turns: Iterable[PhraseMatch], said: tuple[PhraseMatch, ...]
    ) -> Iterator[bool]:
        """Say of each cue whether the work it belongs to is a service that has its name whatever it is for.

        That is the work just before it, or, where a sentence opens with its purpose, the first after the next comma.
        """
        done: dict[int, list[PhraseMatch]] = {}
        for hit in said:
            if self.clues[hit.owner].names or self.clues[hit.owner].role in DONE:
                done.setdefault(words[hit.words[0]].sentence, []).append(hit)
        for turn in turns:
            at = turn.words[0]
            beside = done.get(words[at].sentence, ())
            place = max((hit.words[0] for hit in beside if hit.words[-1] < at), default=-1)
            if at == 0 or words[at - 1].sentence != words[at].sentence:
                later = (hit.words[0] for hit in beside if words[hit.words[0]].part > words[at].part)
                place = min(later, default=-1)
            yield any(self.clues[hit.owner].names for hit in beside if hit.words[0] == place)

    def _factor(
        self, words: tuple[Token, ...], cues: Sequence[tuple[Cue, PhraseMatch, bool]], role: str, hit: PhraseMatch
    ) -> float:
        """Multiply what the place of the words and the cues of their sentence make of their weight."""
        first = hit.words[0]
        factor = self._numbers["first"] if words[first].sentence == 0 else 1.0
        factor *= self._numbers["head"] if first < self._numbers["head_words"] else 1.0
        after = self._alone.get(role, 1.0)  # the nearest word of purpose counts, not every one before it
        told = -1  # where the last purpose was announced
        for cue, at, taken in cues:
            distance = first - at.words[-1]
            if cue.reach == "after" and distance >= 0:
                further = 0 <= told < at.words[0] - 2 and role in ("task", "served")
                after = cue.factor(role) * (self._numbers["second"] if further else 1.0)
                after *= self._numbers["taken"] if taken and role in SERVED else 1.0
                told = at.words[-1] if cue.key == "purpose" and not further else told
            elif cue.reach == "sentence" or (cue.reach == "onward" and distance >= 0):
                factor *= cue.factor(role)
            elif cue.reach == "near" and 0 <= distance <= self._numbers["near"]:
                factor *= 1.0 if _ended(words, cues, at, hit) else cue.factor(role)
        return factor * after

    def _ranked(
        self, text: str, words: tuple[Token, ...], totals: Mapping[str, float], carried: Mapping[str, list[Proof]]
    ) -> tuple[Support, ...]:
        half = self._numbers["half"]
        named = [code for code, total in totals.items() if total >= self._numbers["least"]]
        scores = {code: round(totals[code] / (totals[code] + half), 3) for code in named}
        return tuple(
            Support(code, scores[code], _spans(text, words, carried[code]), counted(words, carried[code]))
            for code in sorted(named, key=lambda code: -totals[code])
        )


def _ended(
    words: tuple[Token, ...], cues: Iterable[tuple[Cue, PhraseMatch, bool]], at: PhraseMatch, hit: PhraseMatch
) -> bool:
    """A comma ends what is denied, and so does a purpose: "no pain, squats 3x10", "without weight to train"."""
    begun = range(at.words[-1] + 2, hit.words[0] + 1)
    return words[at.words[-1]].part != words[hit.words[-1]].part or any(
        cue.reach == "after" and turn.words[0] in begun for cue, turn, _ in cues
    )


def _spans(text: str, words: tuple[Token, ...], proofs: Iterable[Proof]) -> tuple[Span, ...]:
    """Mark the words of the proofs, joining marks that overlap or have one blank between them."""
    marks = sorted((words[hit.words[0]].start, words[hit.words[-1]].end) for hit in (proof.hit for proof in proofs))
    joined: list[tuple[int, int]] = []
    for start, end in marks:
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] == " "):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(Span(start, end, text[start:end]) for start, end in joined)


def _frozen(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


@cache
def reader() -> Reader:
    """Read the clues and cues from the data file.

    >>> reader().clues[0].why != ""
    True
    """
    document = read_table("notes/intent")
    clues = [Clue(**_frozen(row)) for row in rows_of(document, "clue")]
    cues = [Cue(**_frozen(row)) for row in rows_of(document, "cue")]
    return Reader(clues, cues, document["method"], document["alone"])


@cache
def reads(code: str) -> bool:
    """Tell whether the words that speak for a code are known here.

    Args:
        code: The code.

    Returns:
        Whether some are; a note is never held against a code whose words are not read.

    >>> reads("97110"), reads("92610")
    (True, False)
    """
    return any(clue.codes.get(code, 0) >= LEAST_READ for clue in reader().clues)


def supports(text: str) -> tuple[Support, ...]:
    """Rank the codes that the wording of a note supports.

    Args:
        text: A note or a sentence of one; what lies beyond 20,000 characters is not read.

    Returns:
        The codes, best first, each with the words that carry it; empty where nothing supports any.

    >>> supports("joint mobilisation grade III to the right knee")[0].code
    '97140'
    >>> supports("squat to improve quad strength")[0].code, supports("squat to practise chair transfers")[0].code
    ('97110', '97530')
    """
    text = text[:LONGEST_TEXT]
    words = tokens(text)
    found = {support.code: support for support in reader().read(text, words)}
    scores = settled(text, {code: support.score for code, support in found.items()}, words)
    return tuple(_settled(found.get(code), code, scores[code]) for code in sorted(scores, key=lambda one: -scores[one]))


def _settled(read: Support | None, code: str, score: float) -> Support:
    """Take over a score; a code that its situation raises is told by more than its words."""
    if read is None or score > read.score:
        return Support(code, score, read.spans if read else (), UNMISTAKEN_WAYS)
    return replace(read, score=score)
