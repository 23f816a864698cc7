"""Where notes of several visits are cut. Every note here is invented."""

from datetime import date

import pytest

from ptcoding.notes.cut import day_of, in_order, split
from tests.bench.coach import is_cut, sets


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("3/2/26 bridges\n3/4/26 clams", 2),
        ("Date: 3/2/26\nbridges 3x10\nDate: 3/4/26\nclams", 2),
        ("Visit 1\nbridges\nVisit 2\nclams\nVisit 3\nsquats", 3),
        ("bridges\n-----\nclams\n\n-----\n", 2),
        # A date inside a line begins no note, and lines of dashes win over dates.
        ("bridges, seen 3/2/26 too", 1),
        ("---\n3/2/26 bridges\n3/4/26 recheck\n---\nclams", 2),
        ("", 0),
        # What stands above the first date is a note only where it tells of a treatment.
        ("Goals: stairs\n3/2/26 bridges 3x10\n3/4/26 clams", 2),
        ("Bridges 3x8, 15 min\n3/2/26 bridges 3x10\n3/4/26 clams", 3),
        # A grade of strength, a month that is none and a count are no dates.
        ("4/5 quads\n5/5 hams", 1),
        ("13/40/26 bridges\n14/40/26 clams", 1),
        ("2026-11-28 bridges\n2026-11-31 clams\n2026-13-02 squats\n2026-12-04 rows", 4),
        ("May 3 reps more\nMay 5 reps more", 1),
    ],
)
def test_a_paste_is_cut_where_notes_begin(text, notes):
    assert len(split(text)) == notes


@pytest.mark.parametrize("row", [row for one in sets("visits") for row in one["text"]], ids=lambda row: row["shape"])
def test_our_own_texts_are_cut_right(row):
    # At the first reading 10 of 22 of the first set were, 21 of 25 of the second, 17 of 22 and 11 of 12 of the others.
    assert is_cut(row)


def test_no_word_is_lost_where_a_text_is_cut():
    for row in (row for one in sets("visits") for row in one["text"]):
        kept = " ".join(split(row["text"])).split()
        given = row["text"].split()
        assert [word for word in given if any(map(str.isalnum, word))] == [
            word for word in kept if any(map(str.isalnum, word))
        ]


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("3/2/26 bridges", ("3/2/26", date(2026, 3, 2))),
        ("PT note\nDate of Service: 2026-03-02\nbridges", ("2026-03-02", date(2026, 3, 2))),
        ("Wed 4-Mar-2026: bridges", ("4-Mar-2026", date(2026, 3, 4))),
        ("Session 1 (3/2)\nbridges", ("3/2", None)),
        ("2/30/26 bridges", ("2/30/26", None)),
        ("Bridges 3x10", ("", None)),
    ],
)
def test_the_day_of_a_note_is_read_as_it_stands(note, day):
    assert day_of(note) == day


def test_notes_that_begin_with_the_newest_are_turned_round():
    old, mid, new = "3/2/26 a", "3/4/26 b", "3/9/26 c"
    assert in_order([new, mid, old]) == (old, mid, new)
    assert in_order([mid, new, old]) == (mid, new, old)
    assert in_order([new, "no date", old]) == (new, "no date", old)
    assert in_order([new]) == (new,)
