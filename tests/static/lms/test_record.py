"""What a learning platform is told of a learner."""

from datetime import timedelta

from lessons.content.bank import items
from lessons.content.practice_bank import pool
from lessons.content.standing import questions_of
from lessons.static.lms.record import record_of
from ptcoding.learning.memory.progress import Mode, Taken, as_given
from ptcoding.learning.paper.challenge import Challenge
from ptcoding.learning.paper.exam import result
from ptcoding.learning.paper.sitting import Sitting
from tests.learning.answering import MONDAY, answer, numbered

LESSON = "minutes_and_the_table"
EXAM = numbered(9)


def answers_to_the_lesson():
    first, second, third = questions_of(LESSON)
    wrong = answer(first, key=numbered(1), right=False, given=as_given([2]))
    return [wrong, answer(second, after=1, key=numbered(2)), answer(third, after=2, key=numbered(3))]


def sat():
    """An exam of a choice and a drill, the first one wrong, with its second answer to the same question."""
    challenge = Challenge(7, 2, 50)
    choice = next(one for one in pool().known.values() if one.key in {item.key for item in items(LESSON)})
    drill = pool().known["drill:cliff"]
    of_it = {"sitting": EXAM, "mode": Mode.EXAM}
    answers = [
        answer(choice.key, after=10, right=False, given=as_given([1]), key=numbered(4), **of_it),
        answer(choice.key, after=11, key=numbered(5), **of_it),
        answer(drill.key, after=12, given=as_given({"97110": 2, "97140": 1}), key=numbered(6), kind="units", **of_it),
    ]
    return answers, Sitting(EXAM, MONDAY + timedelta(minutes=20), result(challenge, [choice, drill], answers))


def test_a_learner_who_has_done_nothing_has_no_score_and_no_answer():
    told = record_of((), (), ())
    nothing = {"completion": False, "success": None, "score": None, "progress": 0.0, "interactions": [], "location": ""}
    assert told == {"site": nothing, "exam": nothing}


def test_a_lesson_tells_its_last_answers_and_where_the_learner_is():
    told = record_of(answers_to_the_lesson(), (), [Taken(LESSON, 3, MONDAY)])[f"lesson:{LESSON}"]
    # Four of five steps and three questions: 7 of 8 parts.
    assert (told["completion"], told["success"], told["score"], told["progress"]) == (False, None, None, 0.875)
    assert told["location"] == "minutes-and-the-table?step=try"
    first, *_ = told["interactions"]
    item = items(LESSON)[0]
    right = ["abcdefgh"[place] for place, choice in enumerate(item.choices) if choice.right]
    assert first == {
        "id": f"{item.key}.00000000", "type": "choice", "learner_response": ["c"], "correct": right,
        "result": "incorrect", "time": "2026-03-02T09:00:00.000+00:00", "topic": "T23",
    }  # fmt: skip


def test_a_lesson_that_is_done_has_its_score():
    told = record_of(answers_to_the_lesson(), (), [Taken(LESSON, 4, MONDAY)])[f"lesson:{LESSON}"]
    # 2 of 3 are 0.6667, below 80 percent.
    assert (told["completion"], told["success"], told["progress"]) == (True, False, 1.0)
    assert told["score"] == {"raw": 2, "min": 0, "max": 3, "scaled": 0.6667}


def test_a_paper_tells_the_first_answer_to_each_of_its_questions():
    answers, sitting = sat()
    told = record_of(answers, [sitting], ())
    # Two questions are too few for an exam of the usual length.
    assert told["exam"]["completion"] is False
    paper = told["paper:7.2.50.1."]
    assert (paper["completion"], paper["success"]) == (True, True)
    assert paper["score"] == {"raw": 1, "min": 0, "max": 2, "scaled": 0.5}
    assert [(one["type"], one["learner_response"], one["result"]) for one in paper["interactions"]] == [
        ("choice", ["b"], "incorrect"),
        ("fill-in", ["97110=2 97140=1"], "correct"),
    ]


def test_the_whole_site_tells_the_answers_of_lessons_and_of_an_exam_once_each():
    answers, sitting = sat()
    whole = [*answers_to_the_lesson(), *answers]
    told = record_of(whole, [sitting], [Taken(LESSON, 4, MONDAY)])
    site = told["site"]
    assert len(site["interactions"]) == len({one["id"] for one in site["interactions"]}) == 3
    assert [one["time"] for one in site["interactions"]] == sorted(one["time"] for one in site["interactions"])
    # One lesson of all, and no exam that counts.
    assert (site["completion"], 0 < site["progress"] < 0.1) == (False, True)


def test_a_question_that_is_no_more_known_is_told_without_its_right_answer():
    gone = answer("gone", key=numbered(1), sitting=EXAM, mode=Mode.EXAM)
    challenge = Challenge(1, 1, 50)
    known = next(iter(pool().known.values()))
    sitting = Sitting(EXAM, MONDAY, result(challenge, [known], []))
    told = record_of([gone], [sitting], ())["paper:1.1.50.1."]
    assert [one["correct"] for one in told["interactions"]] == [[]]
