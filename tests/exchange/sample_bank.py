"""A small bank with every way to answer, in words that each format could take for its own."""

from datetime import date
from html.parser import HTMLParser
from types import MappingProxyType

from ptcoding.learning.bank.bank import Bank
from ptcoding.learning.bank.item import Choice, Item, Kind
from ptcoding.learning.bank.note_bank import Note

HOSTILE = (
    "<script>alert(1)</script> &amp; {{c1::x}} {1:SA:=x} a=b ~c #d e:f g->h \\(i\\) \\e $$j$$ [sound:k.mp3] [latex]l"
    " ]]> `m` *n* __o__ \"p\" 's' %100% ![q](/etc/passwd) // r :: s ... -- 1. t T 50% مرحبا 🦵 é"
)
TEXT = f"Note first line\n```python {{.run}}\n{HOSTILE}"
NOTICES = ("CPT is a registered trademark of the American Medical Association.", "It is not billing advice.")
DAY = date(2026, 11, 21)
# What the exports may use to lay text out; every other tag would be one that came out of a text.
TAGS = {"p", "b", "br", "blockquote", "ol", "li"}


def bank() -> Bank:
    """Give the bank: seven items, four notes."""
    timed = note("timed", {"97110": 33, "97140": 7})
    tied = note("tied", {"97112": 20, "97110": 20})
    notes = {each.key: each for each in (note("knee"), note("hip"), timed, tied)}
    return Bank(items(), MappingProxyType(notes), ())


def items() -> tuple[Item, ...]:
    """Give the items, one for each way to answer."""
    return (
        item("single", Kind.MISSING, choices("rww"), notes=("knee",)),
        item("several", Kind.WORDS, choices("rrrw"), notes=("knee",), many=True),
        item("pair", Kind.PAIR, choices("wr"), notes=("knee", "hip")),
        item("recall", Kind.RECALL, choices("wwwr")),
        item("recall-again", Kind.RECALL, choices("rw")),
        # 40 minutes are three units: two for the 30 of the 33, and the last for the 7, the larger of 3 and 7.
        item("times", Kind.TIMES, (), notes=("timed",), rule="cms", why=f"Why {HOSTILE}"),
        # 40 minutes are three units, one for each 15 and one more for either of two leftovers of 5.
        item("tie", Kind.TIMES, (), notes=("tied",), rule="cms", why="A tie."),
    )


def choices(right: str) -> tuple[Choice, ...]:
    """Give choices, right where a letter is r."""
    return tuple(
        Choice(f"Choice {place} {HOSTILE}", letter == "r", f"Because {place} {HOSTILE}")
        for place, letter in enumerate(right, start=1)
    )


def item(
    key: str,
    kind: Kind,
    offered: tuple[Choice, ...],
    *,
    notes: tuple[str, ...] = (),
    many: bool = False,
    rule: str = "",
    why: str = "",
) -> Item:
    """Give an item with a question full of signs."""
    return Item(key, kind, "T09", 2, f"Question {HOSTILE}", "cpm5-20.2", DAY, offered, notes, many, "", rule, why=why)


def note(key: str, minutes: dict[str, int] | None = None) -> Note:
    """Give a note with a text full of signs."""
    held = MappingProxyType(minutes or {})
    named = (f"A note {key}", "PT", "line", "good", "97110", "97110", ("T09",), ("cpm5-20.2",), DAY)
    return Note(key, *named, f"{TEXT} {key}", "Why.", (), MappingProxyType({}), held)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def shown(markup: str) -> str:
    """Read HTML as a browser shows it, blanks made one; no tag may have come out of a text.

    >>> shown("<p>a&lt;b</p><br>c")
    'a<b c'
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    assert reader.tags <= TAGS, reader.tags
    return plain("".join(reader.words))


def plain(text: str) -> str:
    """Make every run of blanks one."""
    return " ".join(text.split())
