"""How far a learner is with what a course asks for."""

from datetime import timedelta

import pytest

from lessons.content.aim import aim_of
from lessons.content.course import course
from lessons.content.standing import Aim, Asks, Standing, best_of, questions_of, standing
from ptcoding.errors import DocumentError
from ptcoding.learning.memory.progress import Taken
from ptcoding.learning.paper.challenge import Challenge
from ptcoding.learning.paper.exam import Part, Result
from ptcoding.learning.paper.sitting import Sitting
from tests.learning.answering import MONDAY, answer, numbered

LESSON = "minutes_and_the_table"
LESSONS = tuple(lesson.slug for lesson in course().lessons)


def sat(number, right, of=20, mark=80, seed=1):
    result = Result(Challenge(seed, of, mark), (Part("T08", right, of, of),))
    return Sitting(numbered(number), MONDAY + timedelta(hours=number), result)


def taken(slug, step):
    return Taken(slug, step, MONDAY)


@pytest.mark.parametrize(
    "address", ["nowhere", "//evil.example/exam", "exam?exam=1", "exam?exam=1.2.3&edition=99", "e" * 2001]
)
def test_an_address_that_the_site_does_not_have_is_refused(address):
    with pytest.raises(DocumentError):
        aim_of(address)


def test_a_paper_is_read_from_the_address():
    assert aim_of("exam?exam=4711.20.80&minutes=30") == Aim(Asks.EXAM, "exam", Challenge(4711, minutes=30))
    assert aim_of("exam") == Aim(Asks.EXAM, "exam")


def test_of_exams_the_best_counts_and_short_or_easy_ones_do_not():
    aim = aim_of("exam")
    nothing = Standing(False, None, 0, 0, 0, 1)
    assert standing(aim, (), (), ()) == nothing
    # 19 questions instead of 20, a passing score of 79 instead of 80.
    assert standing(aim, (), [sat(1, 19, of=19), sat(2, 20, mark=79)], ()) == nothing
    # 15 of 20 are 75 percent, 16 are 80.
    assert standing(aim, (), [sat(1, 15)], ()) == Standing(True, False, 15, 20, 1, 1)
    assert standing(aim, (), [sat(1, 15), sat(2, 16), sat(3, 14)], ()) == Standing(True, True, 16, 20, 1, 1)
    assert best_of(aim, [sat(1, 16), sat(2, 16)]).key == numbered(1)


def test_where_a_paper_is_asked_for_only_that_paper_counts():
    aim = Aim(Asks.EXAM, "exam", Challenge(4711, 5, 60))
    assert not standing(aim, (), [sat(1, 20)], ()).is_complete
    # 3 of 5 are 60 percent.
    assert standing(aim, (), [sat(1, 3, of=5, mark=60, seed=4711)], ()) == Standing(True, True, 3, 5, 1, 1)


def test_a_lesson_is_done_with_its_last_step_and_its_last_question():
    aim, (first, second, third) = aim_of("minutes-and-the-table"), questions_of(LESSON)
    answers = [answer(first, right=False), answer(second, after=1), answer(third, after=2)]
    # Five steps and three questions are eight parts.
    assert standing(aim, (), (), ()) == Standing(False, None, 0, 0, 0, 8)
    assert standing(aim, answers, (), [taken(LESSON, 3)]) == Standing(False, None, 0, 0, 7, 8)
    assert standing(aim, answers[:2], (), [taken(LESSON, 4)]) == Standing(False, None, 0, 0, 7, 8)
    # 2 of 3 are 67 percent, below 80.
    assert standing(aim, answers, (), [taken(LESSON, 4)]) == Standing(True, False, 2, 3, 8, 8)
    # Whoever comes again and is right has it right.
    assert standing(aim, [*answers, answer(first, after=9)], (), [taken(LESSON, 4)]) == Standing(True, True, 3, 3, 8, 8)


def test_the_site_is_done_with_every_lesson_and_an_exam():
    aim, parts = aim_of(""), len(LESSONS) + 1
    all_of_them = [taken(slug, 4) for slug in LESSONS]
    assert standing(aim, (), (), all_of_them) == Standing(False, None, 0, 0, parts - 1, parts)
    assert standing(aim, (), [sat(1, 16)], all_of_them[1:]) == Standing(False, True, 16, 20, parts - 1, parts)
    assert standing(aim, (), [sat(1, 15)], all_of_them) == Standing(True, False, 15, 20, parts, parts)


def test_a_page_without_an_end_is_never_done():
    assert standing(aim_of("glossary"), (), [sat(1, 20)], ()) == Standing(False, None, 0, 0, 0, 1)
