"""How far a learner is with what a course asks for: a lesson, an exam, or the whole site. No screen is drawn here."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lessons.content.bank import items
from lessons.content.course import course
from lessons.content.steps import LAST, QUESTIONS
from ptcoding.learning.memory.progress import Answer, Taken
from ptcoding.learning.paper.challenge import Challenge
from ptcoding.learning.paper.sitting import Sitting
from ptcoding.learning.store.rows import plain_paper, read_paper

# An exam that a learner makes shorter or easier than the usual one is practice: it counts where a paper asks for it.
USUAL_LENGTH, USUAL_MARK = 20, 80


class Asks(StrEnum):
    """What a course can ask for."""

    SITE = "site"
    LESSON = "lesson"
    EXAM = "exam"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Aim:
    """What a course asks for.

    Args:
        asks: The whole site, a lesson, an exam, or a page that has no end.
        slug: The lesson or the page, empty for the whole site.
        paper: The paper of the exam, None where any of the usual length will do.
    """

    asks: Asks
    slug: str = ""
    paper: Challenge | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a learner is with it.

    Args:
        is_complete: Whether everything that is asked for was done.
        passed: Whether the passing score is reached, None where nothing is scored yet.
        right: Questions answered right.
        of: Questions asked, 0 where nothing is scored yet.
        done: Parts that are done: steps of a lesson, exams, lessons of the course.
        parts: Parts that there are.
    """

    is_complete: bool
    passed: bool | None
    right: int
    of: int
    done: int
    parts: int

    @property
    def told(self) -> str:
        """The score as a course keeps it, empty where there is none.

        >>> Standing(True, True, 17, 20, 1, 1).told
        '17/20'
        """
        return f"{self.right}/{self.of}" if self.of else ""


def write_aim(aim: Aim) -> str:
    """Write an aim as JSON.

    Args:
        aim: The aim.

    Returns:
        Text that reads back as the same aim.

    >>> write_aim(Aim(Asks.LESSON, "what_97110_is"))
    '{"asks": "lesson", "slug": "what_97110_is", "paper": null}'
    """
    paper = plain_paper(aim.paper) if aim.paper else None
    return json.dumps({"asks": str(aim.asks), "slug": aim.slug, "paper": paper})


def read_aim(text: str) -> Aim:
    """Read an aim.

    Args:
        text: What ``write_aim`` wrote.

    Returns:
        The aim.

    >>> read_aim(write_aim(Aim(Asks.EXAM, "exam", Challenge(4711)))) == Aim(Asks.EXAM, "exam", Challenge(4711))
    True
    """
    said = json.loads(text)
    return Aim(Asks(said["asks"]), said["slug"], read_paper(said["paper"]) if said["paper"] else None)


def standing(aim: Aim, answers: Sequence[Answer], sittings: Iterable[Sitting], taken: Iterable[Taken]) -> Standing:
    """Tell how far a learner is.

    Args:
        aim: What is asked for.
        answers: All of the learner's answers, oldest first.
        sittings: The exams that were handed in.
        taken: How far lessons were taken.

    Returns:
        The standing.
    """
    steps: dict[str, int] = {}
    for one in taken:
        steps[one.lesson] = max(steps.get(one.lesson, 0), one.step)
    if aim.asks is Asks.LESSON:
        return _lesson(aim.slug, answers, steps.get(aim.slug, -1) + 1)
    if aim.asks is Asks.LOOK:
        return Standing(False, None, 0, 0, 0, 1)
    best = best_of(aim, sittings)
    right, of = (best.result.score, best.result.of) if best else (0, 0)
    passed = best.result.passed if best else None
    if aim.asks is Asks.EXAM:
        return Standing(best is not None, passed, right, of, int(best is not None), 1)
    lessons = [lesson.slug for lesson in course().lessons]
    done = sum(steps.get(slug, -1) >= LAST for slug in lessons) + (best is not None)
    return Standing(done > len(lessons), passed, right, of, done, len(lessons) + 1)


def best_of(aim: Aim, sittings: Iterable[Sitting]) -> Sitting | None:
    """Find the exam that counts: the best one, and of two that are as good the earlier.

    Args:
        aim: What is asked for.
        sittings: The exams that were handed in, oldest first.

    Returns:
        The exam, None where none counts.
    """
    counting = [one for one in sittings if _counts(aim, one)]
    return max(counting, key=lambda one: one.result.score / one.result.of, default=None)


def questions_of(slug: str) -> tuple[str, ...]:
    """List the questions that a lesson asks in its last step.

    Args:
        slug: The lesson.

    Returns:
        Their keys.
    """
    return tuple(item.key for item in items(slug)[:QUESTIONS])


def last_of(slug: str, answers: Iterable[Answer]) -> dict[str, Answer]:
    """Give the last answer to each question of a lesson: whoever read the reason may come again and be right.

    Args:
        slug: The lesson.
        answers: Any answers, oldest first.

    Returns:
        The answers by key of the question, in the order of the lesson.
    """
    given = {answer.item: answer for answer in answers}
    return {key: given[key] for key in questions_of(slug) if key in given}


def _lesson(slug: str, answers: Sequence[Answer], steps: int) -> Standing:
    wanted, given = questions_of(slug), last_of(slug, answers)
    is_complete = steps > LAST and len(given) == len(wanted)
    right = sum(answer.right for answer in given.values())
    # Half a lesson has no score yet.
    passed = 100 * right >= USUAL_MARK * len(wanted) if is_complete and wanted else None
    done, parts = steps + len(given), LAST + 1 + len(wanted)
    scored = (right, len(wanted)) if passed is not None else (0, 0)
    return Standing(is_complete, passed, *scored, done, parts)


def _counts(aim: Aim, sitting: Sitting) -> bool:
    challenge = sitting.result.challenge
    if aim.paper is not None:
        return challenge == aim.paper
    return sitting.result.of >= USUAL_LENGTH and challenge.pass_mark >= USUAL_MARK
