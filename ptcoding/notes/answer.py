"""The shape of a sentence that may answer an advice.

Nobody can list the sentences that do. An answer has a subject, something that happened, and a moment, a figure or a
comparison: its words are read as letters, and the shapes are looked for in the letters.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ptcoding.facts.table import read_table
from ptcoding.notes.pattern import ASIDE
from ptcoding.notes.wording import Lettered, letters, method


@dataclass(frozen=True, slots=True)
class Answer:
    """The shape of a sentence that may answer an advice.

    Args:
        show: Finds the shape in the letters of a sentence.
        unless: Finds what speaks against it there, None where nothing does.
        hears: The voices of the guard in which it may be said as well.
        own: So many of its words at least are no small or stock words.
        never: Words in small letters of which no such sentence consists, None where there are none.
    """

    show: re.Pattern[str]
    unless: re.Pattern[str] | None
    hears: frozenset[str]
    own: int
    never: re.Pattern[str] | None = None

    def met(self, letters: str) -> bool:
        """Tell whether a sentence has the shape.

        Args:
            letters: Its words as letters.

        Returns:
            Whether it has.
        """
        return self.show.search(letters) is not None and (self.unless is None or not self.unless.search(letters))


def told(text: str, small: str, said: Iterable[Lettered], answer: Answer) -> Iterator[tuple[int, int]]:
    """Find the sentences that have the shape of an answer.

    Args:
        text: The note.
        small: The note as the answer may be read in it.
        said: Its sentences.
        answer: The shape.

    Yields:
        Where each begins and ends.
    """
    for whole in said:
        heard = [word for word in whole.words if small[word.start : word.start + 1] != ASIDE]
        sentence = whole if len(heard) == len(whole.words) else Lettered(tuple(heard), letters(text, heard))
        if sentence.own >= answer.own and answer.met(sentence.letters):
            start, end = sentence.words[0].start, sentence.words[-1].end
            if answer.never is None or not answer.never.fullmatch(small[start:end]):
                yield start, end


@cache
def answers() -> Mapping[str, Answer]:
    """Read the shapes of answers from the data file.

    >>> answers()["patient_response"].met("pvonw")
    True
    """
    rows = read_table("notes/wording")["answer"]
    return MappingProxyType(
        {
            key: Answer(
                re.compile("|".join(f"(?:{shape})" for shape in row["show"])),
                re.compile(row["unless"]) if "unless" in row else None,
                frozenset(row.get("hears", ())),
                row.get("own", method()["own"]),
                re.compile(row["never"]) if "never" in row else None,
            )
            for key, row in rows.items()
        }
    )
