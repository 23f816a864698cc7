"""What whoever builds a course can put into it: the whole site, a lesson, an exam, or one paper for everybody."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from lessons.content.course import course, text
from lessons.content.practice_bank import closed_edition
from lessons.content.standing import USUAL_LENGTH, USUAL_MARK, questions_of
from lessons.server.lti.refusal import LaunchRefusedError
from ptcoding.errors import InputError
from ptcoding.learning.paper.challenge import LARGEST_SEED, Challenge, write_challenge

WHOLE, EXAM, PAPER = "whole", "exam", "paper"
# Where there is no number of questions that all learners share, a score is a share of so much.
SHARE = 100


@dataclass(frozen=True, slots=True)
class Offer:
    """A page that a course can link to.

    Args:
        name: What the form calls it.
        page: Its address inside the site, empty for the whole site.
        title: What the course calls it.
        about: What it is for, one sentence.
        most: The highest score.
    """

    name: str
    page: str
    title: str
    about: str
    most: int


def exams() -> tuple[Offer, Offer]:
    """Give the whole site and an exam of each learner's own, whose scores are that of the best exam."""
    words, exam = text("lti"), course()["exam"]
    return (
        Offer(WHOLE, "", course().title, words["whole"], SHARE),
        Offer(EXAM, exam.path, exam.title, words["exam"], SHARE),
    )


def lessons() -> Mapping[str, tuple[Offer, ...]]:
    """Give the lessons by the title of their stage; the score is how many of its questions are right.

    >>> [offer.most for offer in lessons()["Count the minutes"] if offer.name == "minutes-and-the-table"]
    [3]
    """
    return {
        stage.title: tuple(
            Offer(one.path, one.path, one.title, one.objectives[0], len(questions_of(one.slug)))
            for one in course().lessons
            if one.stage == stage.key
        )
        for stage in course().stages
    }


def offer_of(name: str, given: Mapping[str, str]) -> Offer:
    """Find what somebody chose.

    Args:
        name: What the form calls it.
        given: The other fields of the form: the ``length`` and the ``mark`` of a paper.

    Returns:
        The offer; a paper is drawn here, so that two courses get two.

    Raises:
        LaunchRefusedError: If there is no such page, or no such paper.
    """
    if name == PAPER:
        return _paper(given)
    known = [*exams(), *(one for stage in lessons().values() for one in stage)]
    found = next((one for one in known if one.name == name), None)
    if found is None:
        raise LaunchRefusedError("page")
    return found


def _paper(given: Mapping[str, str]) -> Offer:
    numbers = [given.get(field, str(usual)) for field, usual in (("length", USUAL_LENGTH), ("mark", USUAL_MARK))]
    if not all(one.isascii() and one.isdigit() and len(one) <= len(str(SHARE)) for one in numbers):
        raise LaunchRefusedError("page")
    length, mark = map(int, numbers)
    try:
        paper = Challenge(secrets.randbelow(LARGEST_SEED + 1), length, mark, edition=closed_edition().name)
    except InputError as error:
        raise LaunchRefusedError("page") from error
    page = f"{course()['exam'].path}?{urlencode(write_challenge(paper), safe='~')}"
    title = f"Exam {paper.seed}: {length} questions, {mark}% to pass"
    return Offer(PAPER, page, title, text("lti")["paper"], length)
