"""What the tables as a whole rest on: their edition, the sources, and single numbers that words need."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from ptcoding.facts.source import Edition, Figure, Source
from ptcoding.facts.table import read_folder, read_row, read_table, rows_of


def read_edition(folder: Path) -> Edition:
    """Read which edition of the facts a folder holds."""
    return read_row(Edition, read_table("edition", folder), "edition")


def read_sources(folder: Path) -> Mapping[str, Source]:
    """Read every source by its key."""
    rows = [row for document in read_folder("sources", folder) for row in rows_of(document, "source")]
    return MappingProxyType({row["key"]: read_row(Source, row, "sources") for row in rows})


def read_figures(folder: Path) -> tuple[Figure, ...]:
    """Read the single numbers that words of the course need."""
    return tuple(read_row(Figure, row, "figures") for row in rows_of(read_table("figures", folder), "figure"))
