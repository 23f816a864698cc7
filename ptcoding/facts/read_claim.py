"""What a claim rests on besides its units: modifiers, thresholds, notes, diagnosis codes and telehealth."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.facts.table import read_row, read_table, rows_of

if TYPE_CHECKING:
    from ptcoding.facts.diagnosis import Group, Release
    from ptcoding.facts.modifier import Modifier, Threshold
    from ptcoding.facts.need import Need
    from ptcoding.facts.telehealth import TelehealthTable


def read_modifiers(folder: Path) -> "Mapping[str, Modifier]":
    """Read every modifier by its code."""
    from ptcoding.facts.modifier import Modifier

    rows = rows_of(read_table("modifiers", folder), "modifier")
    return MappingProxyType({row["code"]: read_row(Modifier, row, "modifiers") for row in rows})


def read_thresholds(folder: Path) -> "Mapping[int, Threshold]":
    """Read the yearly thresholds by year."""
    from ptcoding.facts.modifier import Threshold

    return MappingProxyType(
        {
            row["year"]: read_row(Threshold, row, "thresholds")
            for row in rows_of(read_table("thresholds", folder), "threshold")
        }
    )


def read_documentation(folder: Path) -> "tuple[Need, ...]":
    """Read what notes must contain, in order."""
    from ptcoding.facts.need import Need

    return tuple(read_row(Need, row, "documentation") for row in rows_of(read_table("documentation", folder), "need"))


def read_diagnosis_release(folder: Path) -> "Release":
    """Read which list of diagnosis codes is looked up."""
    from ptcoding.facts.diagnosis import Release

    return read_row(
        Release, rows_of({"release": [read_table("diagnosis", folder)["release"]]}, "release")[0], "diagnosis"
    )


def read_diagnosis_groups(folder: Path) -> "tuple[Group, ...]":
    """Read which diagnosis codes a rule treats alike."""
    from ptcoding.facts.diagnosis import Group

    return tuple(read_row(Group, row, "diagnosis") for row in rows_of(read_table("diagnosis", folder), "group"))


def read_telehealth(folder: Path) -> "TelehealthTable":
    """Read the days on which therapists may bill telehealth, and the codes of the list."""
    from ptcoding.facts.telehealth import Listed, Permission, TelehealthTable

    document = read_table("telehealth", folder)
    lists = [{**row, "codes": frozenset(row["codes"])} for row in rows_of(document, "listed")]
    return TelehealthTable(
        tuple(read_row(Permission, row, "telehealth") for row in rows_of(document, "permission")),
        tuple(read_row(Listed, row, "telehealth") for row in lists),
    )
