"""Exercises of a notebook: each answer is marked by the engine, and the notebook keeps how far one is."""

from collections.abc import Collection
from dataclasses import dataclass

from ptcoding.billing.claim.claim import Claim
from ptcoding.billing.visit.session import Session
from ptcoding.errors import InputError, Problem
from ptcoding.explanation import Sentence, explain, listed
from ptcoding.explanation.drill_words import diagnosis_sentences, line_sentences, verdict_sentence
from ptcoding.facts import facts
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.words import templates
from ptcoding.learning.marking.answer import TypedModifiers, TypedUnits, Verdict
from ptcoding.learning.marking.grade import grade_units
from ptcoding.learning.marking.lines import grade_modifiers
from ptcoding.notes.advice import flag_sentence
from ptcoding.notes.intent import Support, supports
from ptcoding.notes.load import rubric
from ptcoding.notes.review import review

# What an answer is that nobody has given yet.
NOTHING = (None, "", ...)


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer, marked.

    Args:
        exercise: The name of the exercise.
        verdict: Right, wrong, or unanswered.
        said: Why.
    """

    exercise: str
    verdict: Verdict
    said: tuple[Sentence, ...] = ()


class Work:
    """The exercises of a notebook, and how far a learner is.

    Args:
        title: What the notebook is about.

    >>> from ptcoding import CMS, Session
    >>> work = Work("Count the minutes")
    >>> work.units("One code", Session.of({"97110": 23}), CMS, {"97110": 2}).verdict.value
    'right'
    >>> work
    Count the minutes: 1 of 1 right
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.marked: dict[str, Marked] = {}

    def __repr__(self) -> str:
        return f"{self.title}: {self.right} of {len(self.marked)} right"

    @property
    def right(self) -> int:
        """How many answers are right."""
        return sum(one.verdict is Verdict.RIGHT for one in self.marked.values())

    def units(self, exercise: str, visit: Session, rule: CountingRule, answer: TypedUnits) -> Marked:
        """Mark the units of a visit, and name the wrong rule behind a wrong answer.

        Args:
            exercise: A name for the exercise.
            visit: The visit.
            rule: The counting rule.
            answer: Units by code; None where there is no answer yet.

        Returns:
            The answer marked.
        """
        given = {code: None if units in NOTHING else units for code, units in answer.items()}
        try:
            graded = grade_units(visit, rule, given)
        except InputError as error:
            return self._malformed(exercise, error.problems)
        said: tuple[Sentence, ...] = ()
        if graded.verdict is not Verdict.UNANSWERED:
            said = (verdict_sentence(graded), *diagnosis_sentences(graded))
        if graded.verdict is Verdict.WRONG:
            said = (*said, *explain(graded.allocation))
        return self._keep(Marked(exercise, graded.verdict, said))

    def code(self, exercise: str, words: str, answer: str | None) -> Marked:
        """Mark the code that a line of a note supports, by the words that decide.

        Args:
            exercise: A name for the exercise.
            words: The line of the note.
            answer: A code; None where there is no answer yet.

        Returns:
            The answer marked.
        """
        if answer in NOTHING or answer is None:
            return self._keep(Marked(exercise, Verdict.UNANSWERED))
        best = next(iter(supports(words)), None)
        if best is not None and best.code == answer:
            return self._keep(Marked(exercise, Verdict.RIGHT, (_decides(best),)))
        known = facts().codes.get(answer)
        if known is None:
            return self._malformed(exercise, [Problem("answer", answer, facts().codes.expected(answer))])
        said = [_decides(best) if best else Sentence(templates()["notebook"]["no_code"], "")]
        if known.shows:
            needs = templates()["notebook"]["code_wrong"].format(given=answer, shows="; ".join(known.shows))
            said.append(Sentence(needs, known.shows_source))
        return self._keep(Marked(exercise, Verdict.WRONG, tuple(said)))

    def note(self, exercise: str, text: str, code: str, shows: Collection[str]) -> Marked:
        """Mark a note that was rewritten: it has to show some elements, and give a reviewer nothing to object to.

        Args:
            exercise: A name for the exercise.
            text: The note; empty where there is no answer yet.
            code: The code that it claims.
            shows: Keys of the elements that it has to show.

        Returns:
            The answer marked.
        """
        if not text.strip():
            return self._keep(Marked(exercise, Verdict.UNANSWERED))
        try:
            found = review(text, code)
        except InputError as error:
            return self._malformed(exercise, error.problems)
        said = []
        for key in shows:
            element, there = rubric()[key], found.elements[key].spans
            values = {
                "name": element.name,
                "add": element.add,
                "words": "; ".join(f"“{one.text}”" for one in there[:2]),
            }
            said.append(Sentence(templates()["notebook"][_kind(there)].format(**values), element.sources[0]))
        said += [Sentence(flag_sentence(flag), flag.source) for flag in found.flags]
        is_right = all(found.elements[key].present for key in shows) and not found.flags
        return self._keep(Marked(exercise, Verdict.RIGHT if is_right else Verdict.WRONG, tuple(said)))

    def modifiers(self, exercise: str, written: Claim, answer: TypedModifiers) -> Marked:
        """Mark the modifiers of a claim's lines.

        Args:
            exercise: A name for the exercise.
            written: The right claim.
            answer: By code, modifiers as text; None where there is no answer yet.

        Returns:
            The answer marked.
        """
        given = {code: "" if typed in NOTHING else typed for code, typed in answer.items()}
        try:
            graded = grade_modifiers(written, given)
        except InputError as error:
            return self._malformed(exercise, error.problems)
        said = () if graded.verdict is Verdict.UNANSWERED else line_sentences(graded)
        return self._keep(Marked(exercise, graded.verdict, tuple(said)))

    def _malformed(self, exercise: str, problems: Collection[Problem]) -> Marked:
        """Say what cannot be read: it is no wrong answer, and none yet."""
        return self._keep(Marked(exercise, Verdict.UNANSWERED, tuple(Sentence(str(one), "") for one in problems)))

    def _keep(self, marked: Marked) -> Marked:
        self.marked[marked.exercise] = marked
        return marked


def _kind(there: Collection[object]) -> str:
    return "element_there" if there else "element_missing"


def _decides(best: Support) -> Sentence:
    """Say which words decide for a code."""
    known = facts().codes.get(best.code)
    words = listed(dict.fromkeys(f"“{' '.join(span.text.split())}”" for span in best.spans))
    name = known.name if known else ""
    return Sentence(templates()["notebook"]["words_for"].format(words=words, code=best.code, name=name), "")
