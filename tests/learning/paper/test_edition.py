"""An edition of the bank: written down once, and added to under another name only."""

import tomllib
from datetime import date

import pytest

from ptcoding.learning.drill.drill import drill_table
from ptcoding.learning.paper.edition import Edition, Listed, families, read_editions, write_edition
from ptcoding.learning.paper.exam import paper

DAY = date(2026, 11, 21)
OLD = (Listed("knee-1", "missing", "T23", 1), Listed("hip-2", "times", "T08", 3, 2))
EDITION = Edition("1", DAY, 1, OLD)
NEW = Listed("wrist-1", "code", "T21", 2)


def test_it_is_written_so_that_it_reads_back(tmp_path) -> None:
    (tmp_path / "1.toml").write_text(write_edition(EDITION), encoding="utf-8")
    assert read_editions(tmp_path) == {"1": EDITION}


def test_editions_stand_in_the_order_of_their_numbers(tmp_path) -> None:
    for number in ("10", "9", "1"):
        (tmp_path / f"{number}.toml").write_text(write_edition(EDITION), encoding="utf-8")
    assert list(read_editions(tmp_path)) == ["1", "9", "10"]
    assert read_editions(tmp_path / "none") == {}


def test_its_file_is_plain_enough_to_be_read_by_anybody() -> None:
    told = tomllib.loads(write_edition(EDITION))
    assert told == {
        "since": DAY,
        "series": 1,
        "items": [["knee-1", "missing", "T23", 1, 1], ["hip-2", "times", "T08", 3, 2]],
    }


def test_a_paper_may_ask_its_items_and_every_trap_of_its_series_once() -> None:
    keys = [question.key for question in EDITION.questions]
    assert keys == ["knee-1", "hip-2", *(f"drill:{trap}" for trap in drill_table(1).traps)]
    newer = Edition("2", DAY, 2, OLD)
    assert [question.key for question in newer.questions][len(keys) :] == ["drill:eights", "drill:order"]


def test_what_stands_for_a_trap_has_its_first_topic_and_the_level_of_its_first_shape() -> None:
    found = {one.key: one for one in families(2)}
    # As the file of the series has them: T09 and 2 for leftover, T08 and 1 for cliff.
    assert found["drill:leftover"] == Listed("drill:leftover", "units", "T09", 2, 2)
    assert (found["drill:cliff"].topic, found["drill:cliff"].difficulty) == ("T08", 1)


def test_nothing_is_added_where_nothing_is_new() -> None:
    assert EDITION.with_more(OLD) is EDITION


def test_what_is_in_an_edition_stays_there_as_it_was_listed() -> None:
    moved = Listed("knee-1", "missing", "T30", 3)
    assert EDITION.with_more([moved, NEW]).items == (*OLD, NEW)


@pytest.mark.parametrize(
    "more",
    [
        [Listed("wrist-2", "code", "T21", 2)],
        [Listed("wrist-1", "pair", "T21", 2)],
        [Listed("wrist-1", "code", "T22", 2)],
        [Listed("wrist-1", "code", "T21", 3)],
        [NEW, Listed("wrist-2", "code", "T21", 2)],
    ],
)
def test_the_name_tells_every_other_addition_that_can_change_a_paper(more) -> None:
    assert EDITION.with_more([NEW]).name != EDITION.with_more(more).name


def test_the_name_of_an_addition_does_not_hang_on_its_order() -> None:
    both = [NEW, Listed("ankle-1", "code", "T21", 2)]
    first, second = EDITION.with_more(both), EDITION.with_more(both[::-1])
    assert first.name == second.name
    assert paper(first.questions, 7, 9) == paper(second.questions, 7, 9)
