"""A row of one patient's notes. Every note here is invented."""

import pytest

from ptcoding.errors import DocumentError
from ptcoding.notes.series import LONGEST_SERIES, MOST_VISITS, series

BLOCK = "Verbal cues given for posture and safety throughout the session."


def test_what_moved_is_told_of_each_visit():
    row = series(["3/2/26 SLR 3x10, pain 4/10, 15 min.", "3/4/26 SLR 3x12, pain 4/10, 16 min."])
    first, second = row.visits
    assert (first.since, first.moved) == (None, ())
    assert [(change.kind, change.before, change.after) for change in second.moved] == [
        ("dose", "3x10", "3x12"),
        ("minutes", "15", "16"),
    ]
    assert (first.day, second.day) == ("3/2/26", "3/4/26")
    assert second.minutes == ("16",)


def test_a_block_that_stands_in_every_note_is_named_with_its_count():
    notes = [f"3/{day}/26 Bridges 3x{day}. {BLOCK}" for day in (2, 4, 6, 8)]
    assert series(notes).never == {BLOCK.rstrip("."): 4}


@pytest.mark.parametrize(
    "stays",
    [
        "Goal: climb twelve stairs at home with one rail.",
        "Tolerated well.",
        "Precautions: no hip bend past ninety, no crossing legs at all.",
    ],
)
def test_a_goal_and_a_short_phrase_may_stay(stays):
    assert series([f"Bridges 3x{day}. {stays}" for day in (2, 4, 6)]).never == {}


def test_two_notes_are_too_few_to_say_that_something_never_moved():
    assert series([BLOCK, BLOCK]).never == {}


def test_too_many_notes_and_too_much_text_are_refused_together():
    with pytest.raises(DocumentError) as refused:
        series(["x" * (LONGEST_SERIES // MOST_VISITS)] * (MOST_VISITS + 1))
    assert len(refused.value.problems) == 2
