"""The official list of diagnosis codes: that of the project, or a newer one that a site has taken in."""

import re
from collections.abc import Iterable
from functools import cache
from types import MappingProxyType

from ptcoding.facts import facts
from ptcoding.facts.icd import Tabular, above, read_list

# Seven characters and the dot: the seventh tells the encounter.
LONGEST = 8
_SIDES = {"right": "left", "left": "right"}


@cache
def tabular() -> Tabular:
    """Give the list, opened once; a category is read when one of its codes is looked up.

    >>> tabular().titles["M62.81"]
    'Muscle weakness (generalized)'
    """
    own = facts().diagnosis_list
    return read_list(facts().folder) if own is None else of_lines(own.lines)


def of_lines(lines: Iterable[str]) -> Tabular:
    """Read an order file as it was kept: each line a code, whether it can stand on a claim, and its title.

    Args:
        lines: The lines, in the order of the list.

    Returns:
        The list; the code above a code is the longest one that it begins with.

    >>> of_lines(["M25.5 0 Pain in joint", "M25.56 0 Pain in knee", "M25.561 1 Pain in right knee"]).parents
    mappingproxy({'M25.56': 'M25.5', 'M25.561': 'M25.56'})
    """
    titles: dict[str, str] = {}
    parents: dict[str, str] = {}
    children: dict[str, list[str]] = {}
    for line in lines:
        code, _, title = line.split(" ", 2)
        titles[code] = title
        parent = above(code, titles)
        if parent is not None:
            parents[code] = parent
            children.setdefault(parent, []).append(code)
    # An order file does not say which codes of seven characters end in an extension: their titles add to the one above.
    extended = frozenset(
        code for code, stem in parents.items() if len(code) == LONGEST and titles[code].startswith(f"{titles[stem]},")
    )
    below = {code: tuple(listed) for code, listed in children.items()}
    return Tabular(MappingProxyType(titles), MappingProxyType(below), MappingProxyType(parents), extended)


def side(code: str) -> str:
    """Give the side of a code; a title that names one counts only where the list has the other side beside it.

    >>> side("M25.561"), side("Z96.653"), side("M54.2"), side("I50.1")
    ('right', 'bilateral', '', '')
    """
    book = tabular()
    stem = book.parents[code] if code in book.extended else code
    words = re.findall(r"[a-z]+", book.titles.get(stem, "").lower())
    beside = " | ".join(book.titles[other].lower() for other in book.children.get(book.parents.get(stem, ""), ()))
    if "bilateral" in words:
        return "bilateral" if re.search(r"\b(right|left|unilateral)\b", beside) else ""
    sides = [side for side in _SIDES if side in words]
    return sides[0] if len(sides) == 1 and re.search(rf"\b{_SIDES[sides[0]]}\b", beside) else ""


def encounter(code: str) -> str:
    """Give the kind of encounter that a seventh character stands for, empty where it stands for none.

    >>> encounter("S52.511D"), encounter("M25.561")
    ('subsequent', '')
    """
    book = tabular()
    if code not in book.extended:
        return ""
    ending = book.titles[code].removeprefix(book.titles[book.parents[code]]).lower()
    return next((word for word in ("initial", "subsequent", "sequela") if word in ending), "")


def leaves(code: str) -> Iterable[str]:
    """Give the billable codes below a heading, or the code itself where nothing is below it."""
    below = tabular().children.get(code)
    if below is None:
        yield code
        return
    for child in below:
        yield from leaves(child)
