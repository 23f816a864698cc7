"""The table of codes."""

from datetime import date

import pytest

from ptcoding.facts import facts
from ptcoding.facts.code import Code, CodeTable, NotModelled
from ptcoding.facts.source import Standing

ROW = Code(
    "11111", "A made-up service", "Made up", timed=True, modality=False, disciplines=("PT",), purpose="None.",
    sources=("our-arithmetic",), checked=date(2026, 1, 1), standing=Standing.DERIVED,
)  # fmt: skip
LEFT_OUT = NotModelled(
    "22222", "Counted by the month.", sources=("our-arithmetic",), checked=date(2026, 1, 1), standing=Standing.DERIVED
)


def test_a_table_of_one_row_is_a_table() -> None:
    table = CodeTable([ROW])
    assert len(table) == 1
    assert list(table) == ["11111"]
    assert table["11111"] is ROW
    assert "97110" not in table


def test_a_code_left_out_is_refused_with_its_reason() -> None:
    table = CodeTable([ROW], [LEFT_OUT])
    assert table.expected("22222") == "another code: 22222 is not counted here. Counted by the month."
    assert "22222" not in table
    assert [row.code for row in table.not_modelled] == ["22222"]


def test_an_unknown_code_gets_a_hint() -> None:
    assert CodeTable([ROW]).expected("99999") == "one of the 1 codes of the table, for example 97110"


@pytest.mark.parametrize(
    "code", ["97110", "97112", "97113", "97116", "97124", "97140", "97530", "97535", "97035", "97032", "97542", "97750"]
)
def test_a_code_of_fifteen_minutes_is_timed(code: str) -> None:
    assert facts().codes[code].timed


@pytest.mark.parametrize("code", ["97150", "97161", "97162", "97163", "97164", "97165", "97168", "92521", "G0283"])
def test_a_code_of_one_unit_a_day_is_untimed(code: str) -> None:
    assert not facts().codes[code].timed


@pytest.mark.parametrize("code", ["97010", "97012", "97014", "97016", "97018", "97022", "97024", "97026", "97028"])
def test_the_supervised_modalities_may_share_minutes(code: str) -> None:
    """97010 to 97028 are the only exception that the edits' manual makes."""
    assert facts().codes[code].modality


@pytest.mark.parametrize("code", ["97032", "97033", "97034", "97035", "97036", "97150", "97110", "97161"])
def test_attended_services_need_their_minutes_for_themselves(code: str) -> None:
    assert not facts().codes[code].modality


@pytest.mark.parametrize(
    "code", ["97110", "97112", "97116", "97530", "97140", "97535", "97150", "97035", "97113", "97124"]
)
def test_the_core_rows_are_complete(code: str) -> None:
    row = facts().codes[code]
    assert all([row.name, row.short, row.purpose, row.intent, row.work, row.shows, row.not_for, row.sources])


def test_there_are_about_forty_five_codes() -> None:
    assert 45 <= len(facts().codes) <= 60
