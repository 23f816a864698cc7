"""What sheets call their columns and what stands in them, read from the table beside this module."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

# How like a name must be to be taken for one of the table, in hundredths.
ALIKE = 88
# Below this many letters a likeness means nothing.
LEAST_LETTERS = 4


def plain(text: str) -> str:
    """Write a name in lower case with single spaces for everything that is no letter or digit.

    >>> plain("  CPT_Code(s): "), plain("Workers' Comp")
    ('cpt code s', 'workers comp')
    """
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower().replace("'", "")).split())


@cache
def names(kind: str) -> Mapping[str, str]:
    """Read the names of a kind.

    Args:
        kind: A table of the file: field, payer, insurance, by, letters, discipline, contact or code.

    Returns:
        What each name stands for.

    >>> names("field")["dos"], names("payer")["mcr"]
    ('date', 'medicare')
    """
    table: Mapping[str, Sequence[str]] = tomllib.loads(
        (Path(__file__).parent / "names.toml").read_text(encoding="utf-8")
    )[kind]
    return MappingProxyType({plain(name): key for key, row in table.items() for name in row})


def likeliest(kind: str, text: str) -> str:
    """Tell what a text names, in other words or slightly misspelled too.

    Args:
        kind: A table of the file.
        text: What stands in the sheet.

    Returns:
        Its key, empty where nothing is alike.

    >>> likeliest("field", "Date of Servce"), likeliest("field", "Copay due")
    ('date', '')
    """
    known, said = names(kind), plain(text)
    if said in known or not said:
        return known.get(said, "")
    # A number at the end tells one of several such columns: Mod 1, CPT2.
    bare = re.sub(r"\s*[0-9]+$", "", said)
    if bare in known:
        return known[bare]
    if len(bare) < LEAST_LETTERS:
        return ""
    # Who writes numbers in place of names does not wait for it.
    from rapidfuzz import fuzz, process

    found = process.extractOne(bare, list(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return known[found[0]] if found else ""
