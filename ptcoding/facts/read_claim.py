"""What a claim rests on besides its units: modifiers, thresholds, documentation and diagnosis codes."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.facts.table import read_row, read_table, rows_of

if TYPE_CHECKING:
    from ptcoding.facts.diagnosis import Group, Release
    from ptcoding.facts.modifier import Modifier, Threshold
    from ptcoding.facts.need import Need


@cache
def modifiers() -> "Mapping[str, Modifier]":
    """Read every modifier by its code.

    >>> modifiers()["KX"].group
    'threshold'
    """
    from ptcoding.facts.modifier import Modifier

    rows = rows_of(read_table("modifiers"), "modifier")
    return MappingProxyType({row["code"]: read_row(Modifier, row, "modifiers") for row in rows})


@cache
def thresholds() -> "Mapping[int, Threshold]":
    """Read the yearly thresholds by year.

    >>> thresholds()[2026].amount
    2480
    """
    from ptcoding.facts.modifier import Threshold

    return MappingProxyType(
        {row["year"]: read_row(Threshold, row, "thresholds") for row in rows_of(read_table("thresholds"), "threshold")}
    )


@cache
def documentation() -> "tuple[Need, ...]":
    """Read what notes must contain, in order.

    >>> documentation()[0].key
    'date'
    """
    from ptcoding.facts.need import Need

    return tuple(read_row(Need, row, "documentation") for row in rows_of(read_table("documentation"), "need"))


@cache
def diagnosis_release() -> "Release":
    """Read which list of diagnosis codes is looked up.

    >>> diagnosis_release().until.isoformat()
    '2026-09-30'
    """
    from ptcoding.facts.diagnosis import Release

    return read_row(Release, rows_of({"release": [read_table("diagnosis")["release"]]}, "release")[0], "diagnosis")


@cache
def diagnosis_groups() -> "tuple[Group, ...]":
    """Read which diagnosis codes a rule treats alike."""
    from ptcoding.facts.diagnosis import Group

    return tuple(read_row(Group, row, "diagnosis") for row in rows_of(read_table("diagnosis"), "group"))
