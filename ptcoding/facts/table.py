"""Data files into plain rows: what every loader begins with."""

import tomllib
from pathlib import Path
from typing import Any

from ptcoding.facts.source import Standing

Row = dict[str, Any]
DATA = Path(__file__).parent / "data"


def read_table(name: str) -> dict[str, Any]:
    """Read one data file.

    Args:
        name: Its name below the folder of data, without the ending.

    Returns:
        The file as it stands.
    """
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def read_folder(name: str) -> list[dict[str, Any]]:
    """Read every data file of a folder, in the order of their names.

    Args:
        name: The folder below the folder of data.

    Returns:
        The files as they stand.
    """
    return [read_table(f"{name}/{file.stem}") for file in sorted((DATA / name).glob("*.toml"))]


def rows_of(document: dict[str, Any], name: str) -> list[Row]:
    """Take the rows of one kind from a data file, their sources and standing read.

    Args:
        document: The file as it stands.
        name: The kind of row.

    Returns:
        The rows, none where the file has none of that kind.
    """
    rows: list[Row] = document.get(name, [])
    for row in rows:
        if "source" in row:
            row["sources"] = tuple(row.pop("source"))
        if "standing" in row:
            row["standing"] = Standing(row["standing"])
    return rows
