"""What a note shows of an element of the rubric."""

from dataclasses import dataclass

from ptcoding.notes.pattern import Span


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether a note shows an element.

    Args:
        spans: The very words that show it, in order; empty where it is absent.
    """

    spans: tuple[Span, ...] = ()

    @property
    def present(self) -> bool:
        """Whether it is shown."""
        return bool(self.spans)
