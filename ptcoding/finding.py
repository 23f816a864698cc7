"""Findings: what a biller must know about a visit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a biller must know, with its place and source.

    Args:
        kind: Which finding, the key of its sentence.
        severity: How much it matters.
        codes: The codes concerned.
        lines: Positions of the services concerned, from 0.
        values: What the sentence is filled with.
        source: Key of the source.
    """

    kind: str
    severity: Severity
    codes: tuple[str, ...]
    lines: tuple[int, ...]
    source: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
