"""What scheduling and exams need to know of a question."""

from typing import Protocol


class Askable(Protocol):
    """A question of the bank, authored or generated.

    An item of the bank is one as it stands; a generated drill stands for its trap under ``drill:<trap>``.
    """

    @property
    def key(self) -> str:
        """Its name in the bank."""

    @property
    def topic(self) -> str:
        """Key of its topic."""

    @property
    def kind(self) -> str:
        """Which kind of question it is."""

    @property
    def difficulty(self) -> int:
        """1 easy, 2 middling, 3 hard."""

    @property
    def edition(self) -> int:
        """Edition of the question, or series of the drill."""
