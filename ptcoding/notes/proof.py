"""How firmly the words of a note speak for a code that it does not claim.

One word that may mean something else is no proof: a power wheelchair trains no power, and a class that a child shall
keep up with is no group. So separate ways of saying the same are counted, outside what the work is for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ptcoding.notes.phrase import PhraseMatch
from ptcoding.notes.token import Token

# Words of this weight name one service and nothing else, as a group or a pool does.
UNMISTAKEN = 7.0
UNMISTAKEN_WAYS = 2
# What weighs less is found beside any code.
LEAST = 0.8
# One of them at least must weigh as much as this: what only goes with a code is no proof of it.
MAIN = 2.0
# A reason may be told as a purpose: "for strength" says what was done, "for the toilet" what it is good for.
TOLD_AS_PURPOSE = frozenset({"aim", "deficit"})
# What was found is no proof of what was done about it.
FOUND = "deficit"
PURPOSE = frozenset({"for", "so", "to", "before"})
NEAR = 5


@dataclass(frozen=True, slots=True)
class Proof:
    """Words that speak for a code.

    Args:
        hit: Where they stand.
        worth: How much they weigh for it.
        role: What kind of words they are.
    """

    hit: PhraseMatch
    worth: float
    role: str


def counted(words: tuple[Token, ...], proofs: Iterable[Proof]) -> int:
    """Count the separate ways in which a text speaks for a code.

    Args:
        words: The words of the text.
        proofs: What speaks for the code.

    Returns:
        How many there are, the same words said again and words inside others not counted; none without a weighty one.

    >>> from ptcoding.notes.token import tokens
    >>> text = tokens("Squats for class, squats for strength")
    >>> places = ((0, "activity"), (2, "setting"), (3, "activity"))
    >>> proofs = [Proof(PhraseMatch(0, (at,)), 2.0, role) for at, role in places]
    >>> counted(text, proofs), counted(text, [*proofs, Proof(PhraseMatch(0, (5,)), 2.0, "aim")])
    (1, 2)
    """
    ways: dict[frozenset[str], int] = {}
    main = False
    for proof in proofs:
        if proof.worth >= LEAST and (proof.role in TOLD_AS_PURPOSE or not served(words, proof.hit.words[0])):
            said = frozenset(words[number].word for number in proof.hit.words)
            ways[said] = UNMISTAKEN_WAYS if proof.worth >= UNMISTAKEN else 1
            main = main or (proof.worth >= MAIN and proof.role != FOUND)
    if not main:
        return 0
    return sum(count for said, count in ways.items() if not any(other < said for other in ways))


def served(words: tuple[Token, ...], at: int) -> bool:
    """Tell whether a word of purpose stands shortly before, in the same part of the sentence.

    Args:
        words: The words of the text.
        at: Number of the word before which it is looked for.

    Returns:
        Whether one does.

    >>> from ptcoding.notes.token import tokens
    >>> served(tokens("Squats for stairs"), 2), served(tokens("Squats on stairs"), 2)
    (True, False)
    """
    before = words[max(0, at - NEAR) : at]
    return any(word.word in PURPOSE and word.part == words[at].part for word in before)
