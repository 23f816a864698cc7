"""What is asked next."""

import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise, permutations

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.learning.memory.schedule import cards, due, interleaved, next_items
from tests.learning.answering import MONDAY, answer

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Question:
    """A question of a bank."""

    key: str
    topic: str = "T01"
    kind: str = "missing"
    difficulty: int = 2


def test_nothing_is_due_before_the_first_answer():
    assert due({}, MONDAY) == ()
    assert cards([]) == {}


def test_a_right_answer_comes_back_after_ten_minutes_and_a_wrong_one_after_one():
    """FSRS's published steps of learning are 1 and 10 minutes; right answers go on to the second."""
    answers = [answer("right"), answer("wrong", right=False)]
    assert due(cards(answers), MONDAY + timedelta(seconds=59)) == ()
    assert due(cards(answers), MONDAY + timedelta(minutes=1)) == ("wrong",)
    assert due(cards(answers), MONDAY + timedelta(minutes=9, seconds=59)) == ("wrong",)
    assert due(cards(answers), MONDAY + timedelta(minutes=10)) == ("wrong", "right")


def test_a_second_try_comes_back_between_the_two():
    """Hard on the first step is the mean of both steps: 5.5 minutes."""
    (card,) = cards([answer(tries=2)]).values()
    assert card.due == MONDAY + timedelta(minutes=5, seconds=30)


def test_two_right_answers_put_it_off_for_days():
    """The first stability of a right answer is 2.3065 days; the second within a day leaves it, and 2.3 rounds to 2."""
    (card,) = cards([answer(), answer(after=10)]).values()
    assert card.due == MONDAY + timedelta(minutes=10) + 2 * DAY


def test_the_state_is_that_of_the_library():
    """Three answers to one question, reviewed by the library itself."""
    answers = [answer(), answer(after=30, right=False), answer(after=3000, tries=2)]
    card, library = Card(card_id=7, due=MONDAY), Scheduler(enable_fuzzing=False)
    for given_answer, rating in zip(answers, (Rating.Good, Rating.Again, Rating.Hard), strict=True):
        card, _ = library.review_card(card, rating, given_answer.at)
    (reckoned,) = cards(answers).values()
    assert (reckoned.due, reckoned.stability, reckoned.difficulty) == (card.due, card.stability, card.difficulty)


def test_the_most_overdue_comes_first():
    answers = [answer("c", after=2), answer("a", after=1), answer("b", after=3)]
    assert due(cards(answers), MONDAY + DAY) == ("a", "c", "b")


def test_every_showing_of_a_drill_counts_for_its_trap():
    answers = [answer("drill:cliff", seed=seed, after=seed) for seed in (1, 2, 3)]
    assert list(cards(answers)) == ["drill:cliff"]


def test_due_comes_first_then_new_then_what_will_be_due():
    bank = [Question(key, topic) for key, topic in (("later", "T1"), ("new", "T2"), ("late", "T3"))]
    answers = [answer("late", right=False), answer("later", after=60), answer("later", after=70)]
    assert next_items(cards(answers), bank, MONDAY + timedelta(hours=3), 9) == ("late", "new", "later")


def test_what_is_not_in_the_bank_any_more_is_not_asked():
    answers = [answer("gone", right=False)]
    assert next_items(cards(answers), [Question("here")], MONDAY + DAY, 9) == ("here",)


@pytest.mark.parametrize("count", [0, 1, 3, 50])
def test_no_more_is_chosen_than_asked_for(count):
    bank = [Question(f"q{number}") for number in range(20)]
    chosen = next_items({}, bank, MONDAY, count)
    assert len(chosen) == len(set(chosen)) == min(count, 20)


def test_new_questions_come_easy_before_hard():
    bank = [Question("hard", difficulty=3), Question("easy", difficulty=1), Question("middling", difficulty=2)]
    assert next_items({}, bank, MONDAY, 3) == ("easy", "middling", "hard")


def test_the_seed_settles_the_order_of_new_questions():
    bank = [Question(f"q{number}") for number in range(30)]
    one, same, other = (next_items({}, list(order), MONDAY, 30, seed) for order, seed in
                        ((bank, 1), (bank[::-1], 1), (bank, 2)))  # fmt: skip
    assert one == same
    assert one != other
    assert set(one) == set(other)


def test_the_topic_asked_last_does_not_come_again_at_once():
    bank = [Question("a", "T1"), Question("b", "T2")]
    assert next_items({}, bank, MONDAY, 1, previous="T1") == ("b",)
    assert next_items({}, bank, MONDAY, 1, previous="T2") == ("a",)


def test_a_topic_does_not_follow_itself_from_due_to_new():
    """The due question is of T1, and of the new ones the one of T2 goes first, whatever the seed."""
    bank = [Question("due", "T1"), Question("same", "T1"), Question("other", "T2")]
    for seed in range(10):
        assert next_items(cards([answer("due", right=False)]), bank, MONDAY + DAY, 3, seed) == ("due", "other", "same")


def test_a_topic_of_more_than_half_comes_first():
    """Two of three are of T1: with the other one first they would follow each other."""
    assert interleaved({"a": "T2", "b": "T1", "c": "T1"}) == ("b", "a", "c")


def follows_itself(order, topics, previous=""):
    names = [previous, *(topics[key] for key in order)]
    return sum(one == two for one, two in pairwise(names))


@given(st.lists(st.sampled_from("ABC"), max_size=6), st.sampled_from(["", "A", "B"]))
def test_a_topic_follows_itself_only_where_no_order_avoids_it(letters, previous):
    """Every order of up to six questions is tried."""
    topics = {str(place): letter for place, letter in enumerate(letters)}
    order = interleaved(topics, previous)
    assert sorted(order) == sorted(topics)
    avoidable = any(not follows_itself(other, topics, previous) for other in permutations(topics))
    assert (follows_itself(order, topics, previous) == 0) == avoidable


@given(st.lists(st.sampled_from("ABCDEFGH"), max_size=60))
def test_within_a_topic_the_wished_order_stays(letters):
    topics = {f"{place:02}": letter for place, letter in enumerate(letters)}
    order = interleaved(topics)
    for letter in set(letters):
        keys = [key for key in order if topics[key] == letter]
        assert keys == sorted(keys)
    crowd = max(Counter(letters).values(), default=0)
    assert (follows_itself(order, topics) == 0) == (2 * crowd <= len(letters) + 1)


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.integers(1, 3)), max_size=60))
def test_any_history_can_be_scheduled(history):
    answers = [
        answer(f"q{item}", right=right, tries=tries, after=60 * place)
        for place, (item, right, tries) in enumerate(history)
    ]
    now = MONDAY + 30 * DAY
    bank = [Question(f"q{item}", f"T{item % 3}") for item in range(12)]
    assert set(next_items(cards(answers), bank, now, 12)) == {question.key for question in bank}
    assert set(due(cards(answers), now)) <= set(cards(answers)) == {f"q{item}" for item, *_ in history}


@pytest.mark.alone
def test_two_thousand_answers_are_replayed_within_a_tenth_of_a_second():
    answers = [answer(f"q{number % 160}", right=number % 3 > 0, after=number) for number in range(2000)]
    cards(answers[:10])
    took = []
    for _ in range(3):
        start = time.perf_counter()
        cards(answers)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.1
