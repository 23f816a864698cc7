"""A task graded part by part, each with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ptcoding.errors import AnswerError, InputError
from ptcoding.facts.words import filled
from ptcoding.learning.marking.lines import grade_modifiers
from ptcoding.learning.memory.progress import MOST_TRIES, TASK, Answer, Mode, as_given
from ptcoding.learning.task.task import Answers, Form, Part, Said, Task
from ptcoding.notes.load import rubric
from ptcoding.notes.review import review

LONGEST_WORDS = 1_000
NOTHING = Said()


@dataclass(frozen=True, slots=True)
class PartMark:
    """One part graded.

    Args:
        part: The part.
        right: Whether it is right; None where nothing was given.
        says: Why.
    """

    part: Part
    right: bool | None
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskGrade:
    """A task graded.

    Args:
        marks: Its parts, in order.
    """

    marks: tuple[PartMark, ...]

    @property
    def right(self) -> int:
        """How many parts are right."""
        return sum(mark.right is True for mark in self.marks)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given at all."""
        return all(mark.right is None for mark in self.marks)

    @property
    def is_done(self) -> bool:
        """Whether every part is right."""
        return self.right == len(self.marks)


def grade_task(task: Task, answers: Answers) -> TaskGrade:
    """Grade what was given to a task.

    Args:
        task: The task.
        answers: What was given, by key of the part.

    Returns:
        Every part with its reason.

    >>> from ptcoding.learning.task.task import Kind
    >>> part = Part("a", "Minutes?", Form.NUMBER, "9:00 to 9:15.", number=15)
    >>> task = Task("t", Kind.SPLIT, "", "", (part,), (), "T06")
    >>> [mark.right for mark in grade_task(task, {"a": Said(number=15)}).marks]
    [True]
    >>> grade_task(task, {"a": Said(number=20)}).marks[0].says
    ('20 given, 15 is right.', '9:00 to 9:15.')
    """
    return TaskGrade(tuple(_mark(task, part, answers.get(part.key, NOTHING)) for part in task.parts))


def _mark(task: Task, part: Part, said: Said) -> PartMark:
    match part.form:
        case Form.ONE | Form.MANY:
            return _chosen(part, said)
        case Form.ORDER:
            return _ordered(part, said)
        case Form.NUMBER:
            return _number(part, said)
        case Form.MODIFIERS:
            return _modifiers(task, part, said)
        case Form.WORDS:
            return _words(part, said)


def _chosen(part: Part, said: Said) -> PartMark:
    if not said.chosen:
        return PartMark(part, None, _why(part))
    right = {place for place, option in enumerate(part.options) if option.right}
    wrong = [part.options[place] for place in said.chosen if place is not None and place not in right]
    missed = [part.options[place] for place in sorted(right - set(said.chosen))]
    told = [filled("task", "chosen_wrong", {"text": one.text, "why": one.why}) for one in wrong]
    told += [filled("task", "chosen_missed", {"text": one.text, "why": one.why}) for one in missed]
    if not wrong and not missed:
        told = [one.why for one in part.options if one.right and one.why]
    return PartMark(part, not wrong and not missed, (*told, *_why(part)))


def _ordered(part: Part, said: Said) -> PartMark:
    if not any(said.chosen):
        return PartMark(part, None, _why(part))
    right = list(said.chosen) == list(range(1, len(part.options) + 1))
    steps = " ".join(f"{place}. {option.text}" for place, option in enumerate(part.options, start=1))
    told = [filled("task", "order", {"steps": steps})]
    # The reason of each step that stands in a wrong place.
    told += [
        option.why
        for place, option in enumerate(part.options)
        if option.why and (place >= len(said.chosen) or said.chosen[place] != place + 1)
    ]
    return PartMark(part, right, (*(() if right else told), *_why(part)))


def _number(part: Part, said: Said) -> PartMark:
    if said.number is None:
        return PartMark(part, None, _why(part))
    right = said.number == part.number
    told = () if right else (filled("task", "number", {"given": said.number, "right": part.number}),)
    return PartMark(part, right, (*told, *_why(part)))


def _modifiers(task: Task, part: Part, said: Said) -> PartMark:
    """Hold typed modifiers against the lines that the engine writes."""
    if not said.text.strip() or task.claim is None:
        return PartMark(part, None, _why(part))
    try:
        marks = grade_modifiers(task.claim, {part.code: said.text}).marks
    except AnswerError as error:
        return PartMark(part, False, (*map(str, error.problems), *_why(part)))
    right = any(mark.code == part.code and mark.right for mark in marks)
    lines = " / ".join(" ".join(line.modifiers) for line in task.claim.lines if line.code == part.code)
    told = () if right else (filled("task", "modifiers", {"code": part.code, "right": lines}),)
    return PartMark(part, right, (*told, *_why(part)))


def _words(part: Part, said: Said) -> PartMark:
    """Let the note coach read a line that was written."""
    if not said.text.strip():
        return PartMark(part, None, _why(part))
    try:
        found = review(said.text, part.code or None)
    except InputError as error:
        return PartMark(part, False, tuple(map(str, error.problems)))
    missing = [key for key in part.elements if not found.elements[key].present]
    told = tuple(_lacks(missing))
    return PartMark(part, not missing, (*told, *_why(part)))


def _lacks(missing: list[str]) -> Iterator[str]:
    for key in missing:
        yield filled("task", "missing", {"element": rubric()[key].name.lower()})


def _why(part: Part) -> tuple[str, ...]:
    return (part.why,) if part.why else ()


def answer_of(key: str, task: Task, answers: Answers, graded: TaskGrade, at: datetime, tries: int = 1) -> Answer:
    """Write what was given as an answer to be kept: choices and numbers, and of words only whether they did.

    Args:
        key: UUID of this try.
        task: The task.
        answers: What was given.
        graded: Its grade.
        at: When it was given, with its time zone.
        tries: Which try it is.

    Returns:
        The answer.

    Raises:
        InputError: If a value is malformed.
    """
    kept: dict[str, int | list[int | None] | bool | None] = {}
    for mark in graded.marks:
        said = answers.get(mark.part.key, NOTHING)
        is_typed = mark.part.form in (Form.MODIFIERS, Form.WORDS)
        kept[mark.part.key] = mark.right if is_typed else said.number if said.number is not None else list(said.chosen)
    return Answer(
        key=key,
        item=f"{TASK}{task.key}",
        topic=task.topic,
        kind=f"{TASK}{task.kind.value}",
        mode=Mode.PRACTICE,
        right=graded.is_done,
        given=as_given(kept),
        at=at,
        seed=task.seed,
        tries=min(tries, MOST_TRIES),
    )
