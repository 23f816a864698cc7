"""Which codes of the list stand near one that cannot go on a claim as it is."""

import re
from collections.abc import Sequence

from ptcoding.billing.claim.tabular import encounter, leaves, side, tabular

MOST_NAMED = 3
_EMPTY_WORDS = frozenset({"unspecified", "specified", "other", "right", "left", "with", "without"})


def nearest(code: str) -> str:
    """Name the nearest heading that the list has, and what stands below it.

    Args:
        code: A code with its dot that the list does not have.

    Returns:
        A sentence with a space before it, empty where no heading is near.
    """
    book = tabular()
    shorter = (code[:length].removesuffix(".") for length in range(len(code) - 1, 2, -1))
    heading = next((text for text in shorter if text in book.titles), "")
    if not heading:
        return ""
    return f" The nearest heading is {heading}, {book.titles[heading]}; the list has {with_titles(below(heading))}."


def below(code: str) -> list[str]:
    """Give the codes below a heading, those of a subsequent encounter first: therapy is mostly that.

    Args:
        code: The heading.

    Returns:
        The codes that can stand on a claim.
    """
    return sorted(leaves(code), key=lambda leaf: encounter(leaf) != "subsequent")


def specific(code: str) -> list[str]:
    """Find more specific codes nearby: about the same thing, on the same side, with the same seventh character.

    Args:
        code: A code of the list whose title leaves something unspecified.

    Returns:
        The codes, those that share most words first; none where nothing is near.
    """
    book = tabular()
    stem = book.parents[code] if code in book.extended else code
    subject, on = _subject(stem), side(code)
    while stem in book.parents:
        stem = book.parents[stem]
        shared = {leaf: len(subject & _subject(leaf)) for leaf in leaves(stem) if _fits(leaf, code, on)}
        near = [leaf for leaf, words in shared.items() if words]
        if near:
            return sorted(near, key=lambda leaf: -shared[leaf])
    return []


def with_titles(codes: Sequence[str]) -> str:
    """Name up to three codes with their titles.

    Args:
        codes: Codes of the list.

    Returns:
        Them as one text, which says where there are others.
    """
    titles = tabular().titles
    named = "; ".join(f"{code} ({titles[code]})" for code in codes[:MOST_NAMED])
    return named if len(codes) <= MOST_NAMED else f"{named}; and others"


def _subject(code: str) -> frozenset[str]:
    """Give the words of a title that say what it is about."""
    book = tabular()
    title = book.titles[book.parents[code] if code in book.extended else code].lower()
    return frozenset(re.findall(r"[a-z]{4,}", title)) - _EMPTY_WORDS


def _fits(leaf: str, code: str, on: str) -> bool:
    """Tell whether a code could stand in another's place: as specific as can be, same side, same seventh character."""
    book = tabular()
    title = book.titles[leaf].lower()
    return (
        "unspecified" not in title
        and not title.startswith("other")
        and (code not in book.extended or leaf[-1] == code[-1])
        and (not on or side(leaf) == on)
    )
