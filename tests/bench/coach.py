"""How well the coach finds what names a person and what was copied: `python -m tests.bench.coach`.

The sets are our own, invented, and each was written before what reads it was last changed. `first` holds what the first
reading of a set gave, before anything was mended for it: that is the figure to expect of a text nobody here has seen.
"""

import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ptcoding.exchange.visit.document import read_json
from ptcoding.explanation.note_claim import against
from ptcoding.notes.clone import compare
from ptcoding.notes.cut import split
from ptcoding.notes.identifier import identifiers
from tests.bench.notes import Score
from tests.bench.table import Row, render

DATA = Path(__file__).parent / "data"
# What an auditor would call a copy; other findings tell of parts that are as they were.
COPY = frozenset({"identical", "only_date", "near", "reordered", "reworded", "half"})


def sets(name: str) -> list[dict[str, Any]]:
    """Read the sets of a file.

    Args:
        name: The file in the folder of data, without its ending.

    Returns:
        The sets in order.
    """
    read: list[dict[str, Any]] = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["set"]
    return read


def named(lines: Iterable[tuple[str, str]], clean: Iterable[str] = (), *, dates: bool = False) -> Score:
    """Hold what names a person in lines against what was written down of them.

    Args:
        lines: Each line with what must be found in it, several apart by a bar.
        clean: Lines in which nothing may be found.
        dates: Whether dates of service count.

    Returns:
        How often both agree.
    """
    score = Score()
    for line, listed in [*lines, *((line, "") for line in clean)]:
        places = [(line.index(said), line.index(said) + len(said)) for said in listed.split("|") if said]
        found = [one.span for one in identifiers(line, service_dates=dates)]
        for start, end in places:
            covered = sum(max(0, min(end, span.end) - max(start, span.start)) for span in found)
            score.hit += 2 * covered >= end - start
            score.missed += 2 * covered < end - start
        score.extra += sum(all(end <= span.start or span.end <= start for start, end in places) for span in found)
    return score


def copied(pairs: Iterable[Mapping[str, Any]]) -> Score:
    """Hold what is called a copy against what was made as one.

    Args:
        pairs: Two notes each, and whether the second was made out of the first.

    Returns:
        How often both agree.
    """
    score = Score()
    for pair in pairs:
        found = not COPY.isdisjoint(one.kind for one in compare(pair["first"], pair["second"]).findings)
        score.hit += found and pair["copy"]
        score.extra += found and not pair["copy"]
        score.missed += pair["copy"] and not found
    return score


def is_told(pair: Mapping[str, Any]) -> bool:
    """Tell whether a note beside its claim is told what it must be, and nothing else.

    Args:
        pair: The visit as JSON, the note, the findings that must and that may be told.

    Returns:
        Whether it is; that a note names no minutes by code is a remark, which nobody must make.
    """
    visit = read_json(pair["visit"])
    told = {found.kind for found in against(pair["note"], visit.counted(), visit.circumstances)} - {"no_minutes"}
    return set(pair["must"]) <= told <= {*pair["must"], *pair["may"]}


def is_cut(row: Mapping[str, Any]) -> bool:
    """Tell whether a text is cut into as many notes as it holds.

    Args:
        row: The text, and how many notes stand in it.

    Returns:
        Whether it is.
    """
    return len(split(row["text"])) == row["notes"]


def rows() -> list[Row]:
    """Write the results as lines of the report.

    Returns:
        A line for each set.
    """
    lines = []
    for number, one in enumerate(sets("identifiers"), start=1):
        lines.append(_row(f"names, set {number}", named(one["lines"], one["clean"]), one["first"]))
    for number, one in enumerate(sets("visits"), start=1):
        right, texts = sum(map(is_cut, one["text"])), len(one["text"])
        lines.append(Row(f"visits, set {number}", f"{right} of {texts}", "", f"at the first reading {one['first']}"))
    for number, one in enumerate(sets("claims"), start=1):
        right, pairs = sum(map(is_told, one["pair"])), len(one["pair"])
        lines.append(Row(f"claims, set {number}", f"{right} of {pairs}", "", f"at the first reading {one['first']}"))
    for number, one in enumerate(sets("copies"), start=1):
        lines.append(_row(f"copies, set {number}", copied(one["pair"]), one["first"]))
    return lines


def _row(name: str, score: Score, first: tuple[float, float]) -> Row:
    said = f"R {score.recall:.3f} P {score.precision:.3f}"
    return Row(name, said, f"of {score.support}", f"at the first reading R {first[0]:.3f} P {first[1]:.3f}")


def main() -> int:
    """Print the results.

    Returns:
        0.
    """
    print(render(rows()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
