"""Recall questions cannot be passed by the form of their choices."""

from datetime import date

import pytest

from ptcoding.learning.bank.item import Choice, Item, Kind
from tests.bench.surface import by_length, by_place, by_words, chance, credit, rows
from tests.bench.table import Row


def item(right: int, *texts: str) -> Item:
    choices = tuple(Choice(text, place == right, "A reason.") for place, text in enumerate(texts))
    return Item("k", Kind.RECALL, "T01", 1, "?", "cpm5-20.2", date(2026, 11, 21), choices)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.scenario)
def test_no_rule_of_surface_does_much_better_than_chance(row: Row) -> None:
    assert row.met, f"{row.scenario}: {row.ours}, chance {row.reference}"


def test_equal_scores_share_the_credit() -> None:
    one = item(1, "aa", "bb", "c")
    assert credit(one, [2, 2, 1]) == 0.5
    assert credit(one, [2, 1, 2]) == 0.0


def test_a_padded_decoy_does_not_hide_that_the_second_longest_is_always_right() -> None:
    pool = [item(1, "aaaa", "bbb", "c"), item(0, "bbb", "aaaa", "c"), item(2, "c", "aaaa", "bbb")]
    assert by_length(pool) == 1.0
    # The longest is never right, and the shortest neither.
    assert by_words(pool, len) == 0.0
    # Each place is right once in three.
    assert by_place(pool) == pytest.approx(1 / 3)
    assert chance(pool) == pytest.approx(1 / 3)


def test_a_word_that_only_wrong_choices_have_is_a_rule_too() -> None:
    pool = [item(0, "a", "b because c"), item(1, "b because c", "a")]
    assert by_words(pool, lambda words: "because" in words) == 1.0
