"""A table of lines, whatever its columns are called, as one of columns with known names and types."""

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.day_sheet import value
from ptcoding.exchange.day_sheet.names import likeliest
from ptcoding.facts import Facts

# Several lines of one visit share these; a visit's number, where there is one, tells visits of one day apart.
OF_VISIT = ("visit", "patient", "date", "discipline")
_NEEDED = ("code", "minutes")
ENDINGS = (".csv", ".parquet")


def read_lines(file: Path, facts: Facts) -> pl.DataFrame:
    """Read a file of lines: one row for each code of a visit.

    Args:
        file: CSV or Parquet.
        facts: The codes and modifiers that there are.

    Returns:
        ``row``, ``visit`` (a number from 0, in no order), ``date``, ``payer``, ``discipline``, ``code``, ``minutes``,
        ``units``, ``modifiers``, ``by``, ``therapist``, ``diagnoses``, ``ytd``; what tells who a patient is is gone.

    Raises:
        DocumentError: If it cannot be read or lacks the columns for code and minutes.
    """
    try:
        raw = pl.read_parquet(file) if file.suffix == ".parquet" else pl.read_csv(file, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise DocumentError([Problem("file", file.name, "a readable table of visits as CSV or Parquet")]) from error
    return known_columns(raw, facts)


def known_columns(raw: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """Give a table known columns, each distinct cell read once.

    Args:
        raw: The table as it was read.
        facts: The codes and modifiers that there are.

    Returns:
        The table of lines; see ``read_lines``.

    Raises:
        DocumentError: If it has no columns for code and minutes.
    """
    fields: dict[str, list[str]] = {}
    for name in raw.columns:
        fields.setdefault(likeliest("field", name), []).append(name)
    missing = [name for name in _NEEDED if name not in fields]
    if missing:
        expected = f"columns for {' and '.join(_NEEDED)}"
        raise DocumentError([Problem("header", ", ".join(raw.columns)[:80], expected)])
    text = {field: _cells(raw, names) for field, names in fields.items() if field}
    blank = pl.Series("", [""]).new_from_index(0, raw.height)
    coded = _each(text["code"], lambda cell: value.read_code(cell, facts).code)
    joined = _each(text["code"], lambda cell: " ".join(value.read_code(cell, facts).modifiers))
    stated = _each(text.get("modifiers", blank), lambda cell: " ".join(value.read_modifiers([cell])))
    # Lines of a visit are told together by a number that means nothing outside of this table.
    keys = pl.DataFrame({name: text[name] for name in OF_VISIT if name in text} or {"visit": blank})
    visit = _numbered(keys.select(pl.concat_str(pl.all(), separator="\n").hash()).to_series())
    return pl.DataFrame(
        {
            "visit": visit.cast(pl.UInt32),
            "date": _each(text.get("date", blank), value.read_day, pl.Date),
            "payer": _each(text.get("payer", blank), _payer(facts)),
            "discipline": _each(
                text.get("discipline", blank), lambda cell: value.read_among("discipline", cell) or "PT"
            ),
            "code": coded,
            "minutes": _each(text["minutes"], value.read_minutes, pl.Int32),
            "units": _each(text.get("units", blank), value.read_units, pl.Int32),
            "modifiers": (joined + " " + stated).str.strip_chars(),
            "by": _each(text.get("by", blank), lambda cell: value.read_giver(cell)[0]),
            "therapist": text.get("by", blank).rank("dense").cast(pl.Int32),
            "diagnoses": _each(text.get("diagnoses", blank), lambda cell: " ".join(value.read_diagnoses([cell]))),
            "ytd": _each(text.get("year_to_date", blank), _dollars, pl.Float64),
        }
    ).with_row_index("row", 1)


def _cells(raw: pl.DataFrame, names: Sequence[str]) -> pl.Series:
    """Give the cells of a field as text, those of several columns joined; whole numbers stay what they are."""
    one = raw[names[0]]
    if len(names) == 1 and one.dtype.is_integer() and not one.null_count():
        return one
    joined = raw.select(pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in names], separator=" "))
    return joined.to_series().str.strip_chars()


def _numbered(hashes: pl.Series) -> pl.Series:
    """Number visits from 0: in the order of the file where the lines of each stand together, which spares a sort."""
    runs = hashes.rle_id()
    together = runs.is_empty() or hashes.n_unique() == runs[-1] + 1
    return runs if together else hashes.rank("dense") - 1


def _payer(facts: Facts) -> Callable[[str], str]:
    return lambda cell: cell if cell in facts.payers else value.read_payer(cell)


def _dollars(cell: str) -> float:
    amount = value.read_amount(cell)
    return float(amount) if amount is not None else 0.0


def _each(
    column: pl.Series, read: Callable[[str], object], kind: pl.DataType | type[pl.DataType] = pl.String
) -> pl.Series:
    """Read every distinct cell once and put the answers in place of the cells."""
    distinct = column.unique()
    answers = pl.Series([read(str(cell)) for cell in distinct.to_list()], dtype=kind)
    return column.replace_strict(distinct, answers, return_dtype=kind)
