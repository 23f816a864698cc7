"""What a room sees of its votes."""

from datetime import UTC, datetime

from lessons.content.asking import ask
from lessons.server.rooms.result import result
from ptcoding.room.deck import Step
from ptcoding.room.room import Cast, Held

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def test_a_question_with_several_right_choices_counts_people_and_not_choices():
    """Two of the sheet's five choices are right; whoever names one of them alone is not."""
    asked = ask(Step("item", "quiz-pt-missing-8"))
    cast = [
        Cast(seat, 0, 1, asked.mark(given).given, asked.mark(given).right, "", 0)
        for seat, given in enumerate((["b", "d"], ["b"], ["a", "b", "d"]), start=1)
    ]
    counted = result(asked, cast, [Held(0, 1, NOON, None, {"right": 4, "other": 2})])
    # 1 phone and 4 hands are right, 3 phones and 6 hands answered.
    assert (counted.rights(0), counted.total(0)) == (5, 9)
    assert [bar.counts for bar in counted.bars] == [(1,), (3,), (0,), (2,), (0,)]
