"""Services that are known by the situation and not by a word: who was there, how many muscles, what came before."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ptcoding.facts.table import read_table, rows_of
from ptcoding.notes.guard import Reading, read
from ptcoding.notes.needling import FEW, MANY, miscounted
from ptcoding.notes.token import Token

_PIECE = re.compile(r"\{([a-z]+)\}")
_NEEDLE = re.compile(r"needl|\b(?:t?dn|ims)\b", re.IGNORECASE)
_OCCUPATIONAL = re.compile(r"\b(?:OT|OTR(?:/L)?|COTA(?:/L)?)\b|occupational therap", re.ASCII)
# What a situation may be told in besides plain words: an answer that failed to come is told as a denial.
HEARD = frozenset({"denied", "history", "other", "stock"})


@dataclass(frozen=True, slots=True)
class _Situation:
    """A situation that has a code of its own.

    Args:
        key: Its name.
        codes: Its code by discipline.
        tells: What must be told, each somewhere.
    """

    key: str
    codes: Mapping[str, str]
    tells: tuple[re.Pattern[str], ...]

    def told(self, small: str) -> bool:
        """Tell whether all of it stands in a text in small letters."""
        return all(tell.search(small) for tell in self.tells)


@cache
def _situations() -> tuple[_Situation, ...]:
    table = read_table("notes/situation")
    pieces: Mapping[str, str] = table["piece"]

    def whole(shape: str) -> re.Pattern[str]:
        return re.compile(_PIECE.sub(lambda name: pieces[name[1]], shape), re.MULTILINE)

    return tuple(
        _Situation(row["key"], row["codes"], tuple(map(whole, row["tells"]))) for row in rows_of(table, "situation")
    )


@cache
def _method() -> tuple[float, float]:
    method = read_table("notes/situation")["method"]
    return float(method["score"]), float(method["others"])


def situation(text: str) -> str:
    """Name the code of the situation that a note tells of.

    Args:
        text: The note.

    Returns:
        The code, empty where the words alone decide.

    >>> situation("Trained wife in guarding on stairs; pt not in room. Return demo.")
    '97550'
    >>> situation("Wife was there and watched the stairs.")
    ''
    """
    likely = _likely(text)
    return _code(likely, read(text)) if likely else ""


def _likely(text: str) -> list[_Situation]:
    """Find the situations whose words are there: nearly every note tells of none, and need not be read for it."""
    small = text.lower()
    return [one for one in _situations() if one.told(small)]


def _code(likely: Iterable[_Situation], reading: Reading) -> str:
    said = reading.said(HEARD)
    discipline = "OT" if _OCCUPATIONAL.search(reading.text) else "PT"
    return next((one.codes[discipline] for one in likely if one.told(said)), "")


def settled(text: str, scores: Mapping[str, float], words: tuple[Token, ...] | None = None) -> dict[str, float]:
    """Let the situation and the number of muscles decide where they can.

    Args:
        text: The note.
        scores: How much of the wording speaks for each code.
        words: Its words and figures where they are at hand.

    Returns:
        The same scores: of the two codes of needling the one that fits the muscles first, and the situation's code
        before all others, which tell what was taught, or tested.
    """
    best, others = _method()
    found = dict(scores)
    needled, likely = _NEEDLE.search(text) is not None, _likely(text)
    if not needled and not likely:
        return found
    reading = read(text, words)
    wrong = miscounted(text, reading) if needled else None
    if wrong is not None:
        right = FEW if wrong == MANY else MANY
        top = max(found.get(FEW, 0.0), found.get(MANY, 0.0), best * others)
        found |= {right: top, wrong: round(top / 2, 3)}
    code = _code(likely, reading)
    if code:
        found = {key: round(score * others, 3) for key, score in found.items()}
        found[code] = max(best, scores.get(code, 0.0))
    return found
