"""A site to which a lesson, its questions and an instructor's folder were added since its links went out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lessons.content import practice_bank
from lessons.content.course import HERE
from lessons.content.practice_bank import bank, editions, pool

LESSON, OWN = "a_new_lesson", "mine"


@contextmanager
def grown(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Add to a copy of the course, and read the copy.

    Args:
        folder: An empty folder.
        patch: Puts back what was before.

    Yields:
        The instructor's folder of items.
    """
    for part in ("course", "library"):
        (folder / part).mkdir()
        for there in (HERE / part).iterdir():
            (folder / part / there.name).symlink_to(there)
    text = (HERE / "course" / "minutes_and_the_table" / "items.toml").read_text(encoding="utf-8")
    lesson, own = folder / "course" / LESSON, folder / "own" / "items"
    lesson.mkdir()
    own.mkdir(parents=True)
    (lesson / "items.toml").write_text(text.replace("minutes_and_the_table-", f"{LESSON}-"), encoding="utf-8")
    (own / "mine.toml").write_text(text.replace("minutes_and_the_table-", f"{OWN}-"), encoding="utf-8")
    patch.setattr(practice_bank, "HERE", folder)
    patch.setenv(practice_bank.FOLDER, str(own.parent))
    forget()
    try:
        yield own
    finally:
        forget()


def forget() -> None:
    """Read the bank anew when it is asked for next."""
    for read in (bank, editions, pool):
        read.cache_clear()
