"""Taking published files in: read all of them, then write all of their editions or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.cms_file.keep import Kept, kept, same_quarter, write
from ptcoding.exchange.cms_file.published import read_published
from ptcoding.exchange.cms_file.stream import ENDINGS, Progress
from ptcoding.facts import Facts

OFFERED = (".zip", *ENDINGS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be taken in.

    Args:
        files: The files as downloaded.
        given: The first day they hold for, where they do not say; None to find it in them.
        over: Whether an edition that is there already is replaced.
    """

    files: Sequence[Path]
    given: date | None = None
    over: bool = False


def take_in(asked: Asked, folder: Path, progress: Callable[[str], Progress]) -> list[Kept]:
    """Take files in.

    Args:
        asked: The files.
        folder: The folder of the site's own editions.
        progress: Makes, for the name of a file, what is told how far it was read.

    Returns:
        The editions that were written.

    Raises:
        InputError: If a file cannot be taken in; the editions of before are then as they were.
    """
    known, today = Facts(own=folder), datetime.now().astimezone().date()
    found = [one for path in asked.files for one in read_published(path, known, asked.given, progress(path.name))]
    editions = [kept(one, today) for one in same_quarter(found) if one.rows or one.lines or one.covered]
    if not editions:
        expected = "a part with codes of therapy; this one has none"
        raise DocumentError([Problem("file", ", ".join(path.name for path in asked.files), expected)])
    write(folder, editions, asked.over)
    return editions


def offered(folder: Path) -> list[Path]:
    """List the files of a folder of downloads that may be such a file, by their names' endings.

    Args:
        folder: The folder, which may be missing.

    Returns:
        The files, by name; of links only those to a file of the folder itself.
    """
    try:
        inside = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in OFFERED and path.is_file()]
        return [path for path in inside if path.resolve().parent == folder.resolve()]
    except OSError:
        return []
