"""The official list of diagnosis codes, read once from the package that carries it.

The package builds a tree of some 600,000 objects in about two seconds. Only titles and the hierarchy are kept, as plain
texts: the tree would cost every later garbage collection a third of a second.
"""

import re
import sys
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ptcoding.facts import facts

# Seven characters and the dot: the seventh tells the encounter.
LONGEST = 8
PACKAGE = "simple_icd_10_cm"
_SIDES = {"right": "left", "left": "right"}


@dataclass(frozen=True, slots=True)
class Tabular:
    """Titles and hierarchy of the codes.

    Args:
        titles: Official title by code.
        children: Codes directly below a code; a code without any is billable.
        parents: The code directly above a code; categories have none.
        extended: Codes that end in a seventh character.
    """

    titles: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, str]
    extended: frozenset[str]


@cache
def tabular() -> Tabular:
    """Read the list; call it once while the app warms up.

    >>> tabular().titles["M62.81"]
    'Muscle weakness (generalized)'
    """
    own = facts().diagnosis_list
    if own is not None:
        return of_lines(own.lines)
    with warnings.catch_warnings():
        # The package reads its files by a function that Python 3.11 announced to leave, and kept after all.
        warnings.simplefilter("ignore", DeprecationWarning)
        import simple_icd_10_cm as book
    codes = [code for code in book.get_all_codes() if book.is_category_or_subcategory(code)]
    titles = {code: book.get_description(code) for code in codes}
    children = {code: tuple(book.get_children(code)) for code in codes if not book.is_leaf(code)}
    parents = {below: code for code, listed in children.items() for below in listed}
    extended = frozenset(code for code in codes if book.is_extended_subcategory(code))
    for module in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[module]
    return Tabular(titles, children, parents, extended)


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
        above = next((code[:end] for end in range(len(code) - 1, 2, -1) if code[:end] in titles), None)
        if above is not None:
            parents[code] = above
            children.setdefault(above, []).append(code)
    # An order file does not say which codes of seven characters end in an extension: their titles add to the one above.
    extended = frozenset(
        code for code, above in parents.items() if len(code) == LONGEST and titles[code].startswith(f"{titles[above]},")
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
