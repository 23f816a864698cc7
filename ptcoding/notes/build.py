"""How a note is built: whether its words are tied together, or only listed, crammed or thrown in.

A note that names every element in pieces satisfies a list and no reader. What ties words together is counted, not
understood: how many elements one sentence holds, how long its parts are, and whether a sentence could go on as it does.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from ptcoding.facts.table import read_table
from ptcoding.notes.pattern import Span
from ptcoding.notes.token import Token
from ptcoding.notes.wording import letter_of

_LOOSE = frozenset({"for", "to", "at", "of", "with", "by", "the", "a", "an", "from", "into"})
_BOUND = frozenset({"to", "at", "of", "from", "for", "by", "with"})
# What may stand beside each other all the same: "up to at least", "to for" never.
_FINE = frozenset(
    {("from", "a"), ("from", "the"), ("at", "the"), ("at", "a"), ("from", "at"), ("for", "at"), ("for", "the")}
    | {("to", "the"), ("of", "the"), ("with", "the"), ("by", "the"), ("for", "a"), ("with", "a"), ("into", "the")}
    | {("into", "a"), ("to", "a"), ("of", "a"), ("by", "a"), ("with", "an"), ("for", "an"), ("to", "an"), ("at", "an")}
)
# Letters of the words that tie others together.
_TYING = frozenset("ojhgwWptmMS")
# What follows an article or a preposition in no sentence, and a preposition after a word of time.
_NEVER = frozenset(
    {(one, two) for one in ("the", "a", "an") for two in ("<dose>", "<bouts>", "down", "up", "less", "than", "and")}
    | {(one, two) for one in ("with", "of", "for") for two in ("down", "up", "then")}
    | {
        (one, two)
        for one in ("after", "before", "until", "when", "while", "than")
        for two in ("to", "of", "for", "with", "by")
    }
)
# What no small word leads into: "of was", "the than".
_LEADING = frozenset({"the", "an", "of", "with", "for", "by", "from", "to"})
_AFRESH = frozenset({"was", "were", "is", "are", "had", "has", "did", "than", "but", "because"})
# What no sentence ends with, besides the words that bind.
_OPEN = frozenset({"was", "were", "the", "an", "and", "or", "but", "than", "is", "because"}) | _BOUND
_UNITS = frozenset({"degrees", "deg", "lb", "lbs", "min", "mins"})
# What stands before a unit that counts nothing by a figure, and after "min" where it is a level of help.
_COUNTS = frozenset(
    {"per", "a", "few", "each", "total", "timed", "steps", "beats", "several", "one", "two", "three", "four"}
    | {"five", "ten", "fifteen", "twenty", "thirty", "forty"}
)
_HELPED = (
    "a",
    "assist",
    "cu",
    "vc",
    "tc",
    "guard",
    "mod",
    "verb",
    "tact",
    "phys",
    "help",
    "to",
    "max",
    "support",
    "indiv",
)


@cache
def _method() -> Mapping[str, float]:
    method: Mapping[str, float] = read_table("notes/sanity")["method"]
    return method


def built(words: tuple[Token, ...], spans: Mapping[str, Iterable[Span]]) -> str:
    """Say what is wrong with how a note is built.

    Args:
        words: The words of the note.
        spans: The words that show each element.

    Returns:
        ``crammed``, ``fragments`` or ``disordered``; empty where nothing is.

    >>> from ptcoding.notes.token import tokens
    >>> built(tokens("R knee squats 3x10."), {"dosage": [Span(14, 18, "3x10")]})
    ''
    """
    shown = {key: tuple(found) for key, found in spans.items()}
    count, method = sum(map(bool, shown.values())), _method()
    if not words or count < method["few"]:
        return ""
    if count < method["shown"]:
        return "disordered" if _breaks(words) >= method["disordered"] or _strewn(words, method) else ""
    if _heap(words, method):
        return "disordered"
    held = _in_one_sentence(words, shown)
    if any(_crammed(words, sentence, many, method) for sentence, many in held.items()):
        return "crammed"
    together = max(held.values(), default=0)
    parts = Counter(word.part for word in words if not word.word.startswith("<"))
    if (
        count >= method["listed"]
        and together <= method["together"]
        and max(parts.values(), default=0) <= method["tied"]
        and len(words) < method["loose"] * len({word.sentence for word in words})
    ):
        return "fragments"
    return "disordered" if _breaks(words) >= method["disordered"] - _unbroken(words, method) else ""


def _unbroken(words: tuple[Token, ...], method: Mapping[str, float]) -> bool:
    """Tell a note that is one long row of words; what is shuffled has lost its commas and periods."""
    return len(words) >= method["row"] and words[0].part == words[-1].part


def _heap(words: tuple[Token, ...], method: Mapping[str, float]) -> bool:
    """Tell a note that is one long row of words with next to nothing that ties two of them together."""
    if not _unbroken(words, method):
        return False
    return _ties(words) < method["untied"] * len(words)


def _strewn(words: tuple[Token, ...], method: Mapping[str, float]) -> bool:
    """Tell a row of words that nothing ties and that is no list of doses either, which has a figure every few words."""
    figures = sum(word.raw[:1].isdigit() for word in words)
    return _unbroken(words, method) and not _ties(words) and figures < method["dosed"] * len(words)


def _ties(words: tuple[Token, ...]) -> int:
    """Count the small words that tie others together; a single letter is a side or a level of help."""
    return sum(letter_of(word.word) in _TYING and len(word.word) > 1 for word in words)


def _crammed(words: tuple[Token, ...], sentence: int, many: int, method: Mapping[str, float]) -> bool:
    """Tell a sentence that holds more than its parts can tie together from one that commas and brackets divide."""
    if many < method["heaped"]:
        return False
    here = [word for word in words if word.sentence == sentence]
    parts = len({word.part for word in here})
    if many >= method["crammed"]:
        return parts <= method["divided"]
    small = sum(letter_of(word.word) in _TYING for word in here)
    return parts <= method["whole"] and small < method["small"] * len(here)


def _in_one_sentence(words: tuple[Token, ...], shown: Mapping[str, Iterable[Span]]) -> Counter[int]:
    """Count the elements that each sentence shows."""
    starts = {word.start: word.sentence for word in words}
    # A span begins with a word, save where it begins with a mark.
    return Counter(
        sentence
        for found in shown.values()
        for sentence in {starts[span.start] for span in found if span.start in starts}
    )


def _breaks(words: tuple[Token, ...]) -> int:
    """Count the places where no sentence could go on as it does."""
    broken = 0
    for one, two in pairwise(words):
        if one.sentence != two.sentence:
            # No sentence ends with "for".
            broken += one.word in _OPEN
        elif one.part == two.part:
            broken += one.word in _LOOSE and two.word in _LOOSE and (one.word, two.word) not in _FINE
            broken += (one.word, two.word) in _NEVER
            broken += one.word in _LEADING and two.word in _AFRESH
    broken += words[-1].word in _OPEN
    return broken + sum(_uncounted(words, place) for place, word in enumerate(words) if word.word in _UNITS)


def _uncounted(words: tuple[Token, ...], place: int) -> bool:
    """Tell a unit that counts nothing from "15 min", "ten degrees" and "min A"."""
    before = words[place - 1] if place else None
    after = words[place + 1] if place + 1 < len(words) else None
    helped = after is not None and after.word.startswith(_HELPED)
    return not helped and (before is None or not (before.raw[:1].isdigit() or before.word in _COUNTS))
