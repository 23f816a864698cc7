"""What was sure and wrong: the last such answer to a question, until it is right."""

from ptcoding.learning.memory.certainty import surely_wrong
from ptcoding.learning.memory.progress import Confidence
from tests.learning.answering import answer

SURE = Confidence.SURE


def test_the_newest_comes_first_and_each_question_once() -> None:
    one, two = answer("a", right=False, confidence=SURE), answer("b", right=False, after=1, confidence=SURE)
    again = answer("a", right=False, after=2, confidence=SURE)
    assert surely_wrong([one, two]) == (two, one)
    assert surely_wrong([one, two, again]) == (again, two)


def test_it_is_gone_once_right_and_back_when_sure_and_wrong_again() -> None:
    wrong, right = answer("a", right=False, confidence=SURE), answer("a", after=1)
    assert surely_wrong([wrong, right]) == ()
    later = answer("a", right=False, after=2, confidence=SURE)
    assert surely_wrong([wrong, right, later]) == (later,)


def test_a_wrong_answer_that_was_not_sure_neither_lists_nor_clears() -> None:
    wrong = answer("a", right=False, confidence=SURE)
    unsure = answer("a", right=False, after=1, confidence=Confidence.UNSURE)
    assert surely_wrong([wrong, unsure]) == (wrong,)
    assert surely_wrong([unsure, answer("b", right=False)]) == ()
