"""Something in a note that a reviewer would object to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ptcoding.notes.pattern import Span


@dataclass(frozen=True, slots=True)
class Flag:
    """Something in a note that a reviewer would object to.

    Args:
        kind: Which objection, the key of its sentence.
        source: Key of the source.
        span: The words concerned, None where something is missing.
        values: What the sentence is filled with.
    """

    kind: str
    source: str
    span: Span | None = None
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
