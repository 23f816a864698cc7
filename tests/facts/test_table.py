"""Rows of the data files, read into their classes."""

from datetime import date

import pytest

from ptcoding.errors import DocumentError
from ptcoding.facts.modifier import Threshold
from ptcoding.facts.source import Standing
from ptcoding.facts.table import read_row

ROW = {"year": 2026, "amount": 2480, "sources": ("x",), "checked": date(2026, 11, 21), "standing": "copy"}


def test_a_row_is_read_field_by_field() -> None:
    read = read_row(Threshold, ROW, "thresholds")
    expected = Threshold(2026, 2480, sources=("x",), checked=date(2026, 11, 21), standing=Standing.COPY)
    assert read == expected


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"amuont": 1}, ["thresholds.toml", "2026", "amuont"]),
        ({"amount": "2480"}, ["thresholds.toml", "2026", "amount"]),
        ({"standing": "rumor"}, ["thresholds.toml", "2026", "standing"]),
    ],
)
def test_a_row_that_does_not_fit_is_refused_by_file_row_and_field(change: dict[str, object], said: list[str]) -> None:
    with pytest.raises(DocumentError) as refused:
        read_row(Threshold, ROW | change, "thresholds")
    assert [word for word in said if word not in str(refused.value)] == []


def test_a_row_without_one_of_its_fields_is_refused() -> None:
    with pytest.raises(DocumentError, match="amount"):
        read_row(Threshold, {key: value for key, value in ROW.items() if key != "amount"}, "thresholds")
