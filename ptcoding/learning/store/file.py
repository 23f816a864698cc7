"""A new file of a database, and its name in the folder."""

import os
from pathlib import Path


def make_file(path: Path) -> bool:
    """Make the file of the database and its folder, readable by their owner only.

    Args:
        path: The file.

    Returns:
        Whether there was none.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # An existing file is not opened: closing it here would drop the locks that SQLite holds on it.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return False
    _settle(path.parent)
    return True


def _settle(folder: Path) -> None:
    """Make the name of a new file survive a loss of power, where folders can be opened."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
