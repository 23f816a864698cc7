"""The same paper for a whole room, and what came of it."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.errors import UnknownKeyError
from ptcoding.learning.paper.challenge import Challenge
from ptcoding.learning.paper.exam import Part, Result, paper, result
from tests.learning.answering import answer


@dataclass(frozen=True)
class Question:
    """A question of a bank."""

    key: str
    topic: str
    kind: str = "missing"
    difficulty: int = 2


BANK = [Question(f"{topic}-{number}", topic) for topic in ("T01", "T02", "T03", "T04") for number in range(5)]
TOPIC = {question.key: question.topic for question in BANK}


def test_a_seed_is_a_paper_whatever_the_order_of_the_bank():
    assert paper(BANK, 7, 10) == paper(BANK[::-1], 7, 10)


def test_other_seeds_are_other_papers():
    assert len({paper(BANK, seed, 10) for seed in range(50)}) == 50


def test_a_seed_is_the_same_paper_in_every_process():
    """The order of their hashes, as `printf "7 a" | sha256sum` gives them: 7fafe99d... for a and 597b423a... for b."""
    assert paper([Question("a", "T"), Question("b", "T")], 7, 2) == ("b", "a")


def test_a_paper_is_spread_evenly_over_its_topics():
    """Ten questions over four topics: two or three of each."""
    drawn = [TOPIC[key] for key in paper(BANK, 3, 10)]
    assert sorted(drawn.count(topic) for topic in set(drawn)) == [2, 2, 3, 3]


def test_a_shorter_paper_is_the_beginning_of_a_longer_one():
    assert paper(BANK, 3, 20)[:7] == paper(BANK, 3, 7)


@given(st.integers(0, 999_999), st.integers(1, 40))
def test_a_paper_repeats_neither_question_nor_topic(seed, length):
    drawn = paper(BANK, seed, length)
    assert len(drawn) == len(set(drawn)) == min(length, 20)
    assert all(TOPIC[one] != TOPIC[two] for one, two in pairwise(drawn))


def test_a_paper_may_keep_to_topics_and_kinds():
    bank = [*BANK, Question("words-1", "T02", "words")]
    assert {TOPIC[key] for key in paper(BANK, 1, 20, ["T02", "T03"])} == {"T02", "T03"}
    assert paper(bank, 1, 20, ["T02"], ["words"]) == ("words-1",)


@pytest.mark.parametrize(("topics", "kinds"), [(["T99"], []), ([], ["series"]), (["T01"], ["words"])])
def test_a_paper_without_a_question_is_refused(topics, kinds):
    with pytest.raises(UnknownKeyError, match="topics and kinds"):
        paper(BANK, 1, 20, topics, kinds)


def of_twenty(right, pass_mark=80):
    return Result(Challenge(1, 20, pass_mark), (Part("T01", right, 20, 20),))


# 80 percent of 20 is 16; 75 percent is 15; 76 percent is 15.2, which 15 does not reach.
@pytest.mark.parametrize(
    ("right", "pass_mark", "passed"),
    [
        (15, 80, False),
        (16, 80, True),
        (15, 75, True),
        (15, 76, False),
        (20, 100, True),
        (19, 100, False),
        (0, 1, False),
    ],
)
def test_the_pass_mark_is_reached_or_not(right, pass_mark, passed):
    assert of_twenty(right, pass_mark).passed is passed


def test_a_paper_without_questions_is_not_passed():
    assert not Result(Challenge(1), ()).passed


def test_a_result_is_told_by_topic_and_what_is_left_out_is_not_right():
    asked = [Question("a", "T02"), Question("b", "T01"), Question("c", "T01"), Question("d", "T01")]
    answers = [answer("a"), answer("b", right=False), answer("c"), answer("elsewhere")]
    marked = result(Challenge(1, 4, 50), asked, answers)
    assert marked.parts == (Part("T01", 1, 2, 3), Part("T02", 1, 1, 1))
    assert (marked.score, marked.answered, marked.of, marked.passed) == (2, 3, 4, True)


def test_the_first_answer_to_a_question_stands():
    marked = result(Challenge(1), [Question("a", "T01")], [answer("a", right=False), answer("a")])
    assert marked.score == 0
