"""What may be asked: the items of a bank, and each trap of the drills once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ptcoding.learning.bank.bank import Bank
from ptcoding.learning.bank.item import Choice, Item, Kind
from ptcoding.learning.drill.drill import drill_table
from ptcoding.learning.memory.schedule import cards
from ptcoding.learning.paper.edition import Edition, Listed
from ptcoding.learning.pool import Pool
from ptcoding.learning.question import DrillQuestion, ItemQuestion
from tests.learning.answering import MONDAY, answer

ITEM = Item(
    "one", Kind.RECALL, "T08", 1, "Which?", "cpm5-20.2", date(2026, 11, 21), (Choice("a", True, "So."),)
)  # fmt: skip
POOL = Pool.of(Bank((ITEM,), {}, ()))
AGAIN = replace(ITEM, question="Asked otherwise?", edition=2)
LATER = Bank((AGAIN, replace(ITEM, key="two")), {}, (), (ITEM,))
LISTED = (Listed("one", "recall", "T44", 3), Listed("two", "recall", "T08", 1))
EDITION = Pool.of_edition(LATER, Edition("1", date(2026, 11, 21), 1, LISTED))


def test_items_come_first_and_every_trap_once():
    assert [one.key for one in POOL.askable] == ["one", *(f"drill:{trap}" for trap in drill_table(2).traps)]


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


def test_an_edition_keeps_topic_and_level_as_they_were_listed():
    assert [(one.key, one.topic, one.difficulty) for one in EDITION.askable[:2]] == [
        ("one", "T44", 3),
        ("two", "T08", 1),
    ]
    assert [one.key for one in EDITION.askable[2:]] == [f"drill:{trap}" for trap in drill_table(1).traps]


def test_the_drills_are_of_the_series_of_the_edition_and_of_the_newest_where_there_is_none():
    assert [pool.question("drill:tie", 7).edition for pool in (EDITION, POOL)] == [1, 3]
    with pytest.raises(KeyError):
        EDITION.question("drill:order", 7)


def test_a_question_is_asked_as_it_is_now_and_an_answer_is_read_as_it_was():
    assert EDITION.question("one") == ItemQuestion(AGAIN)
    assert EDITION.answered(answer("one", edition=1)) == ItemQuestion(ITEM)
    assert EDITION.answered(answer("one", edition=2)) == ItemQuestion(AGAIN)


def test_an_answer_to_an_edition_that_the_bank_lacks_is_read_as_the_question_is_now():
    assert EDITION.answered(answer("one", edition=3)) == ItemQuestion(AGAIN)
    with pytest.raises(KeyError):
        EDITION.answered(answer("gone"))


def test_an_answer_to_a_drill_is_read_in_its_own_series():
    then = POOL.answered(answer("drill:tie", seed=7, edition=1))
    assert isinstance(then, DrillQuestion)
    assert (then.drill.series, then.seed) == (1, 7)


def test_only_an_item_with_a_newer_edition_has_changed():
    assert [one.key for one in EDITION.askable if EDITION.has_changed(one.key)] == ["one"]
    assert not Pool.of(LATER).has_changed("one")
