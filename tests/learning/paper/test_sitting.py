"""An exam while it is sat: what is left of it, and when it is over."""

from datetime import timedelta

from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.paper.challenge import Challenge
from ptcoding.learning.paper.sitting import UnderWay
from tests.learning.answering import MONDAY, answer, numbered

PAPER = ("a", "b", "c")
OPEN = UnderWay(Challenge(4711, 3), numbered(1), Mode.EXAM, MONDAY)
TIMED = UnderWay(Challenge(4711, 3, minutes=10), numbered(1), Mode.EXAM, MONDAY)


def of_it(item, after=0.0, mode=Mode.EXAM):
    return answer(item, after=after, mode=mode, sitting=numbered(1))


def test_what_is_answered_or_left_behind_does_not_come_again():
    assert OPEN.left(PAPER, [], MONDAY) == ("a", "b", "c")
    assert OPEN.beyond("a").left(PAPER, [], MONDAY) == ("b", "c")
    assert OPEN.beyond("a").left(PAPER, [of_it("c")], MONDAY) == ("b",)
    assert OPEN.beyond("a").beyond("b").beyond("c").left(PAPER, [], MONDAY) == ()
    # A transition leaves the value that it began from alone.
    assert OPEN.passed == ()


def test_only_its_own_answers_are_taken():
    other = answer("a", sitting=numbered(2))
    mine = of_it("b")
    assert OPEN.taken([other, mine, answer("c")]) == (mine,)


def test_the_clock_ends_it_to_the_second():
    ending = MONDAY + timedelta(minutes=10)
    assert TIMED.remaining(MONDAY + timedelta(minutes=4)) == timedelta(minutes=6)
    assert TIMED.left(PAPER, [], ending - timedelta(seconds=1)) == PAPER
    assert TIMED.left(PAPER, [], ending) == ()
    assert not TIMED.is_over(ending - timedelta(seconds=1))
    assert TIMED.is_over(ending)


def test_without_a_clock_it_never_ends_by_itself():
    assert OPEN.remaining(MONDAY) is None
    assert not OPEN.is_over(MONDAY + timedelta(days=999))


def test_what_was_handed_in_is_not_opened_again():
    assert OPEN.finished().left(PAPER, [], MONDAY) == ()


def test_taken_up_again_its_clock_has_gone_on_and_its_mode_is_that_of_its_answers():
    later = UnderWay(TIMED.challenge, TIMED.key, Mode.EXAM, MONDAY + timedelta(minutes=30))
    resumed = later.resumed([of_it("a", 1, Mode.CHALLENGE), of_it("b", 2, Mode.CHALLENGE)], handed_in=False)
    assert (resumed.started, resumed.mode, resumed.handed_in) == (MONDAY + timedelta(minutes=1), Mode.CHALLENGE, False)
    assert later.resumed([], handed_in=False) == later
    assert later.resumed([], handed_in=True).left(PAPER, [], MONDAY) == ()
