"""Files that a command writes: none is written over unasked."""

import os
from pathlib import Path

from ptcoding.errors import DocumentError, Problem


def check_new(out: Path, field: str, force: bool = False) -> None:
    """Refuse to write over a file.

    Args:
        out: The file to write.
        field: What the command calls it.
        force: Whether it was asked to.

    Raises:
        DocumentError: If there is a file of that name already and nobody asked to write over it.

    >>> check_new(Path(__file__), "out", force=True)
    >>> check_new(Path("no-such-file"), "out")
    """
    if not force and os.path.lexists(out):
        expected = "the name of a file that does not exist yet, or --force to write over it"
        raise DocumentError([Problem(field, str(out), expected)])
