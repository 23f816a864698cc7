"""What may be asked: the items of a bank, and each trap of the drills once."""

from datetime import date, timedelta

import pytest

from ptcoding.learning.bank.bank import Bank
from ptcoding.learning.bank.item import Choice, Item, Kind
from ptcoding.learning.drill.drill import drill_table
from ptcoding.learning.memory.schedule import cards
from ptcoding.learning.pool import Pool
from ptcoding.learning.question import DrillQuestion, ItemQuestion
from tests.learning.answering import MONDAY, answer

ITEM = Item(
    "one", Kind.RECALL, "T08", 1, "Which?", "cpm5-20.2", date(2026, 11, 21), (Choice("a", True, "So."),)
)  # fmt: skip
POOL = Pool.of(Bank((ITEM,), {}, ()))


def test_items_come_first_and_every_trap_once():
    assert [one.key for one in POOL.askable] == ["one", *(f"drill:{trap}" for trap in drill_table().traps)]


def test_an_item_is_given_as_it_stands():
    asked = POOL.question("one")
    assert isinstance(asked, ItemQuestion)
    assert asked.item is ITEM


def test_a_trap_is_drawn_at_the_difficulty_of_its_first_shape():
    # Version 0.1 asked this of the paper 4711.
    asked = POOL.question("drill:alone_short", 682010)
    assert isinstance(asked, DrillQuestion)
    assert [(one.code, one.minutes) for one in asked.drill.visit.services] == [("97166", 37), ("97116", 5)]
    assert (asked.topic, asked.difficulty, asked.seed, asked.kind) == ("T10", 1, 682010, "units")


@pytest.mark.parametrize("key", ["gone", "drill:gone"])
def test_a_key_that_is_gone_is_no_question(key):
    with pytest.raises(KeyError):
        POOL.question(key)


def test_what_is_gone_from_the_bank_is_not_due():
    answers = [answer(key, right=False, after=place) for place, key in enumerate(("drill:tie", "gone", "one"))]
    assert POOL.due(cards(answers), MONDAY + timedelta(days=1)) == ("drill:tie", "one")
    assert POOL.due(cards(answers), MONDAY) == ()
