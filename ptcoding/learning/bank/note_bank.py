"""The invented notes that items are about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

DISCIPLINES = ("PT", "OT", "SLP")
STYLES = ("line", "soap", "narrative", "flow sheet", "progress", "visit")
QUALITIES = ("good", "weak", "near-miss")


@dataclass(frozen=True, slots=True)
class Note:
    """An invented note, judged by a reader.

    Args:
        key: Name of its file.
        title: What a list prints; gives nothing away.
        discipline: PT, OT or SLP.
        style: line, soap, narrative, flow sheet, progress, or visit for the whole record of one.
        quality: good, weak or near-miss.
        code: The code it claims, empty where it claims none.
        supports: The code its words support, empty where none or several.
        topics: Topics it serves.
        sources: Keys of the sources the judgment rests on.
        written: The day it was written.
        text: The note, as it stands.
        why: What decides about it.
        uncertain: Elements on which two careful readers could differ.
        elements: Whether each element of the rubric is there, by its key.
        minutes: One-on-one minutes by code, where the note gives them.
        series: The progress series it belongs to, may be empty.
        visit: Its place in that series from 1, 0 where it belongs to none.
    """

    key: str
    title: str
    discipline: str
    style: str
    quality: str
    code: str
    supports: str
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    written: date
    text: str
    why: str
    uncertain: tuple[str, ...]
    elements: Mapping[str, bool] = field(hash=False)
    minutes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    series: str = ""
    visit: int = 0
