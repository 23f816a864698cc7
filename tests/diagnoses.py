"""``python -m tests.diagnoses``: prepare the list of diagnosis codes that the package simple-icd-10-cm carries."""

import gzip
import string
import warnings
from typing import Any

from ptcoding.facts import facts
from ptcoding.facts.icd import FILE, MARK

with warnings.catch_warnings():
    # The package reads its files by a function that Python 3.11 announced to leave, and kept after all.
    warnings.simplefilter("ignore", DeprecationWarning)
    import simple_icd_10_cm

# A package without types.
BOOK: Any = simple_icd_10_cm


def codes() -> list[str]:
    """List the codes of the package, in its order; chapters and blocks are none."""
    return [code for code in BOOK.get_all_codes() if BOOK.is_category_or_subcategory(code)]


def title(code: str) -> str:
    """Give the title of a code; where a dozen have a tab or two spaces, one space is meant."""
    return " ".join(str(BOOK.get_description(code)).split())


def prepared() -> str:
    """Write the list as :mod:`ptcoding.facts.icd` reads it.

    Returns:
        The text of the file.
    """
    keys: dict[tuple[str, ...], str] = {}
    lines = []
    for code in codes():
        if BOOK.is_extended_subcategory(code):
            continue
        below = [] if BOOK.is_leaf(code) else BOOK.get_children(code)
        ends = [one for one in below if BOOK.is_extended_subcategory(one)]
        added = tuple(f"{one[-1]} {title(one).removeprefix(title(code)).removeprefix(', ')}" for one in ends)
        key = keys.setdefault(added, string.ascii_letters[len(keys)]) if added else ""
        lines.append("\t".join((code, title(code), key)))
    head = ["\t".join((MARK + key, *added)) for added, key in keys.items()]
    return "\n".join((*head, *lines, ""))


if __name__ == "__main__":
    # Without a time in it, the same list is the same file.
    (facts().folder / FILE).write_bytes(gzip.compress(prepared().encode(), mtime=0))
