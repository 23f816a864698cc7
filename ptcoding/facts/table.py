"""Data files into plain rows: what every loader begins with."""

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from ptcoding.errors import DocumentError, Problem, quoted
from ptcoding.facts.source import Standing

Row = dict[str, Any]
Read = TypeVar("Read")
DATA = Path(__file__).parent / "data"


def read_table(name: str, folder: Path = DATA) -> dict[str, Any]:
    """Read one data file.

    Args:
        name: Its name below the folder, without the ending.
        folder: The folder of data.

    Returns:
        The file as it stands.
    """
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def read_folder(name: str, folder: Path = DATA) -> list[dict[str, Any]]:
    """Read every data file of a folder, in the order of their names.

    Args:
        name: The folder below the folder of data.
        folder: The folder of data.

    Returns:
        The files as they stand.
    """
    return [read_table(f"{name}/{file.stem}", folder) for file in sorted((folder / name).glob("*.toml"))]


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


def read_row(kind: type[Read], row: Row, file: str) -> Read:
    """Read one row into its class, every field by its type; a field that the class lacks is refused.

    Args:
        kind: The class of the row, a dataclass.
        row: The row as ``rows_of`` gives it.
        file: Name of the file, for the message.

    Returns:
        The row.

    Raises:
        DocumentError: If a field is unknown, missing or of another type; names the file, the row and the field.

    >>> from ptcoding.facts.payer import Payer
    >>> read_row(Payer, {"key": "x", "nmae": "X"}, "payers")
    Traceback (most recent call last):
    ptcoding.errors.DocumentError: payers.toml, x, nmae: 'X' given, expected a field of Payer
    """
    said = next((str(row[name]) for name in ("key", "code", "year", "setting", "name", "column1") if name in row), "?")
    where = f"{file}.toml, {said}"
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type] # a dataclass, which no type variable can say
    unknown = [name for name in row if name not in known]
    if unknown:
        expected = f"a field of {kind.__name__}"
        raise DocumentError([Problem(f"{where}, {name}", quoted(row[name]), expected) for name in unknown])
    # Loaded with the first table that is read: an import of the package reads none.
    import msgspec

    try:
        return msgspec.convert(row, kind)
    except msgspec.ValidationError as error:
        raise DocumentError([Problem(where, str(error), f"a row of {kind.__name__}")]) from error
