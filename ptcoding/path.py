"""What stands under a name on the disk; a name that no file can have is one under which nothing stands."""

from pathlib import Path


def is_file(path: Path) -> bool:
    r"""Tell whether a plain file stands there.

    Args:
        path: Any path, of any length.

    Returns:
        Whether it does and can be seen.

    >>> is_file(Path("x" * 5000)), is_file(Path("a\0b"))
    (False, False)
    """
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Tell whether a folder stands there.

    Args:
        path: Any path, of any length.

    Returns:
        Whether it does and can be seen.

    >>> is_folder(Path()), is_folder(Path("x" * 5000))
    (True, False)
    """
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
