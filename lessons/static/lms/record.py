"""What a learning platform is told of a learner, read from what the site in the browser has kept."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from lessons.content.course import course
from lessons.content.practice_bank import pool
from lessons.content.standing import Aim, Asks, Standing, best_of, last_of, standing
from lessons.content.steps import LAST, STEPS
from ptcoding.errors import InputError
from ptcoding.learning.memory.progress import Answer, Taken
from ptcoding.learning.paper.sitting import Sitting
from ptcoding.learning.question import ItemQuestion

SITE, EXAM = "site", "exam"
LESSON, PAPER = "lesson:", "paper:"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def record() -> dict[str, Any]:
    """Read what is kept of the learner whose page has just been drawn.

    Returns:
        What a platform is told, by what a package may ask for.
    """
    from lessons.screen.practice import keeper

    return record_of(keeper.kept(), keeper.finished(), keeper.lessons())


def record_of(answers: Sequence[Answer], sittings: Sequence[Sitting], taken: Sequence[Taken]) -> dict[str, Any]:
    """Write what a platform is told.

    Args:
        answers: All of the learner's answers, oldest first.
        sittings: The exams that were handed in.
        taken: How far lessons were taken, the one that was gone on with last at the end.

    Returns:
        For the whole site, for an exam of the usual length, for each paper that was sat and each lesson that was begun:
        ``completion``, ``success``, ``score``, ``progress``, ``interactions`` and ``location``, as JSON can hold them.

    >>> record_of((), (), ())["site"]["completion"], list(record_of((), (), ()))
    (False, ['site', 'exam'])
    """
    aims = {SITE: Aim(Asks.SITE), EXAM: Aim(Asks.EXAM, EXAM)}
    aims |= {paper_key(one): Aim(Asks.EXAM, EXAM, one.result.challenge) for one in sittings}
    aims |= {f"{LESSON}{one.lesson}": Aim(Asks.LESSON, one.lesson) for one in taken}
    return {name: _told(aim, answers, sittings, taken) for name, aim in aims.items()}


def paper_key(sitting: Sitting) -> str:
    """Name the paper of an exam as a package names it.

    Args:
        sitting: The exam.

    Returns:
        Seed, length, passing score and edition, which settle it but for a choice of topics and kinds.
    """
    challenge = sitting.result.challenge
    more = ",".join([*challenge.topics, *challenge.kinds])
    return f"{PAPER}{challenge.seed}.{challenge.length}.{challenge.pass_mark}.{challenge.edition}.{more}"


def _told(aim: Aim, answers: Sequence[Answer], sittings: Sequence[Sitting], taken: Sequence[Taken]) -> dict[str, Any]:
    found = standing(aim, answers, sittings, taken)
    return {
        "completion": found.is_complete,
        "success": found.passed,
        "score": _score(found),
        "progress": round(found.done / found.parts, 4),
        "interactions": [_interaction(answer) for answer in _asked(aim, answers, sittings)],
        "location": _location(aim, taken),
    }


def _score(found: Standing) -> dict[str, float] | None:
    if not found.of:
        return None
    return {"raw": found.right, "min": 0, "max": found.of, "scaled": round(found.right / found.of, 4)}


def _asked(aim: Aim, answers: Sequence[Answer], sittings: Iterable[Sitting]) -> list[Answer]:
    """Give the answers that a platform is told, oldest first, each question once: those of the lesson or the exam."""
    if aim.asks is Asks.LESSON:
        return sorted(last_of(aim.slug, answers).values(), key=lambda one: one.at)
    best = best_of(aim, sittings)
    exam = [] if best is None else [one for one in answers if one.sitting == best.key]
    # The first answer to a question stands, as in the score.
    firsts = list({one.item: one for one in reversed(exam)}.values())
    in_lessons = []
    if aim.asks is Asks.SITE:
        in_lessons = [one for lesson in course().lessons for one in last_of(lesson.slug, answers).values()]
    once = {one.key: one for one in [*firsts, *in_lessons]}
    return sorted(once.values(), key=lambda one: one.at)


def _interaction(answer: Answer) -> dict[str, Any]:
    given = json.loads(answer.given)
    is_choice = isinstance(given, list) and all(isinstance(one, int) for one in given)
    return {
        "id": f"{answer.item}.{answer.key[:8]}",
        "type": "choice" if is_choice else "fill-in",
        "learner_response": _letters(given) if is_choice else [_plain(given)],
        "correct": _right(answer) if is_choice else [],
        "result": "correct" if answer.right else "incorrect",
        "time": answer.at.isoformat(timespec="milliseconds"),
        "topic": answer.topic,
    }


def _right(answer: Answer) -> list[str]:
    """Give the choices that are right, none where the question is no more known as it was asked."""
    try:
        question = pool().answered(answer)
    except (InputError, KeyError):
        return []
    return _letters(question.item.right) if isinstance(question, ItemQuestion) else []


def _letters(places: Iterable[int]) -> list[str]:
    return [LETTERS[place] for place in sorted(places) if 0 <= place < len(LETTERS)]


def _plain(given: Any) -> str:
    """Write units and modifiers as one short text: ``97110=2 97140=1``."""
    if isinstance(given, dict):
        return " ".join(f"{name}={_plain(value)}" for name, value in given.items())
    if isinstance(given, list):
        return ",".join(_plain(value) for value in given)
    return "" if given is None else str(given)


def _location(aim: Aim, taken: Sequence[Taken]) -> str:
    """Give the page that the learner was on last, as an address inside the site; empty where that is not known."""
    of = [one for one in taken if aim.asks is not Asks.LESSON or one.lesson == aim.slug]
    if aim.asks is Asks.EXAM or not of:
        return ""
    from lessons.content.addresses import STEP

    step = list(STEPS)[min(of[-1].step, LAST)]
    return f"{course()[of[-1].lesson].path}?{STEP}={step}"
