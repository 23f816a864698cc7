"""The official list of diagnosis codes, prepared so that only what is looked up is read.

The file has a line for each code that ends in no extension: the code, its title, and a letter for the extensions that
it takes. What each letter stands for is said once, in the first lines. Codes are told apart by category, of which one
takes a thousandth of the time that the whole list does.
"""

import gzip
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

FILE = "icd10cm.txt.gz"
# A code of a category has three characters, and the seventh, after filling up with X, is the extension.
CATEGORY, BEFORE_EXTENSION = 3, 6
MARK = "~"
_CATEGORIES = re.compile(r"^([0-9A-Z]{3})\t", re.MULTILINE)

Value = TypeVar("Value")


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
    extended: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class _Category:
    """What is said of the codes of a category, each as a table by code."""

    titles: dict[str, str] = field(default_factory=dict)
    children: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    extended: dict[str, str] = field(default_factory=dict)

    def add(self, code: str, title: str) -> None:
        """Add a code, which stands below the longest one that it begins with."""
        self.titles[code] = title
        parent = above(code, self.titles)
        if parent is not None:
            self.parents[code] = parent
            self.children[parent] = (*self.children.get(parent, ()), code)


class _Whole(Mapping[str, Value], Generic[Value]):
    """A table of all codes, of which a category is read when one of its codes is asked for."""

    def __init__(self, names: Sequence[str], read: Callable[[str], Mapping[str, Value]]) -> None:
        self._names, self._read = names, read

    def __getitem__(self, code: str) -> Value:
        return self._read(code[:CATEGORY])[code]

    def __iter__(self) -> Iterator[str]:
        return (code for name in self._names for code in self._read(name))

    def __len__(self) -> int:
        return sum(len(self._read(name)) for name in self._names)


def above(code: str, titles: Mapping[str, str]) -> str | None:
    """Give the code directly above another: the longest that it begins with.

    Args:
        code: A code with its dot.
        titles: The codes that there are.

    Returns:
        The code, None above a category.

    >>> above("M25.561", {"M25": "", "M25.5": "", "M25.56": "", "M25.561": ""})
    'M25.56'
    """
    shorter = (code[:end] for end in range(len(code) - 1, CATEGORY - 1, -1))
    return next((one for one in shorter if one in titles), None)


def with_extension(stem: str, extension: str) -> str:
    """Write a code with its seventh character, filled up where it is too short for one.

    >>> with_extension("S52.511", "D"), with_extension("T21.50", "D"), with_extension("Y09", "A")
    ('S52.511D', 'T21.50XD', 'Y09.XXXA')
    """
    plain = stem.replace(".", "").ljust(BEFORE_EXTENSION, "X") + extension
    return f"{plain[:CATEGORY]}.{plain[CATEGORY:]}"


def read_list(folder: Path) -> Tabular:
    """Open the prepared list of a folder of data.

    Args:
        folder: The folder.

    Returns:
        The list, of which a category is read when it is asked for.
    """
    return of_text(gzip.decompress((folder / FILE).read_bytes()).decode())


def of_text(text: str) -> Tabular:
    r"""Read the prepared list.

    Args:
        text: What stands in its file.

    Returns:
        The list.

    >>> text = "~a\tA initial encounter\tD subsequent encounter\nT67\tEffects of heat\t\nT67.1\tHeat syncope\ta\n"
    >>> book = of_text(text)
    >>> book.titles["T67.1XXD"], book.children["T67.1"], "T67.1" in book.extended
    ('Heat syncope, subsequent encounter', ('T67.1XXA', 'T67.1XXD'), False)
    """
    starts = [found.start() for found in _CATEGORIES.finditer(text)]
    head = [line.split("\t") for line in text[: starts[0]].splitlines()]
    endings = {key.removeprefix(MARK): [one.split(" ", 1) for one in added] for key, *added in head}
    spans = {
        text[start : start + CATEGORY]: (start, end)
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    }

    @cache
    def category(name: str) -> _Category:
        found = _Category()
        start, end = spans.get(name, (0, 0))
        for line in text[start:end].splitlines():
            stem, title, key = line.split("\t")
            found.add(stem, title)
            for extension, words in endings[key] if key else ():
                code = with_extension(stem, extension)
                found.add(code, f"{title}, {words}")
                found.extended[code] = stem
        return found

    names = list(spans)
    return Tabular(
        _Whole(names, lambda name: category(name).titles),
        _Whole(names, lambda name: category(name).children),
        _Whole(names, lambda name: category(name).parents),
        _Whole(names, lambda name: category(name).extended).keys(),
    )
