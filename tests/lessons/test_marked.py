"""A note with its words marked, written as Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.screen.note.marked import note_on_screen

GREEN, RED = "green", "red"


def marked(words, color):
    return f":{color}-background[{words}]"


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ([], "aa bb cc"),
        ([(3, 5, GREEN)], f"aa {marked('bb', GREEN)} cc"),
        # Where two overlap, the first one given wins, whichever begins first.
        ([(3, 5, GREEN), (0, 8, RED)], f"{marked('aa', RED)} {marked('bb', GREEN)} {marked('cc', RED)}"),
        ([(0, 8, RED), (3, 5, GREEN)], marked("aa bb cc", RED)),
        ([(0, 4, RED), (1, 8, GREEN)], f"{marked('aa b', RED)}{marked('b cc', GREEN)}"),
        # One blank between two of a color belongs to both.
        ([(0, 2, GREEN), (3, 5, GREEN)], f"{marked('aa bb', GREEN)} cc"),
        ([(0, 2, GREEN), (3, 5, RED)], f"{marked('aa', GREEN)} {marked('bb', RED)} cc"),
        ([(0, 0, GREEN)], "aa bb cc"),
        ([(6, 99, GREEN)], f"aa bb {marked('cc', GREEN)}"),
    ],
)
def test_marks_stand_where_they_belong(marks, shown):
    assert note_on_screen("aa bb cc", marks) == shown


def test_a_mark_over_several_lines_begins_anew_on_each():
    assert note_on_screen("aa\nbb\n\ncc", [(1, 8, GREEN)]) == (
        f"a{marked('a', GREEN)}  \n{marked('bb', GREEN)}  \n  \n{marked('c', GREEN)}c"
    )


@given(
    st.text("ab \n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from([GREEN, RED])), max_size=6),
)
def test_no_letter_is_lost_or_doubled_by_marks(text, marks):
    shown = note_on_screen(text, [(min(one, two), max(one, two), color) for one, two, color in marks])
    for color in (GREEN, RED):
        shown = shown.replace(f":{color}-background[", "")
    assert shown.replace("]", "").split() == text.split()
