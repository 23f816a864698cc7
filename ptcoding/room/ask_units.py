"""Questions answered by units of a visit, with the modifiers of its lines where they are asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ptcoding.billing.visit.session import Session
from ptcoding.errors import AnswerError
from ptcoding.explanation import explain
from ptcoding.explanation.drill_words import diagnosis_sentences
from ptcoding.facts.rule import CountingRule
from ptcoding.learning.drill.drill import Drill
from ptcoding.learning.marking.answer import Verdict
from ptcoding.learning.marking.grade import Grade, grade, grade_units
from ptcoding.room.about import MODIFIERS, UNITS, About, Marked, Option, no_answer
from ptcoding.room.refusal import RefusedError

MOST_TYPED = 60


@dataclass(frozen=True, slots=True)
class UnitsAsk:
    """A visit to be counted, with the modifiers of its lines where they are asked for.

    Args:
        about: What it is and shows.
        visit: The visit.
        rule: The counting rule.
        options: Its codes.
        drill: The drill it comes from, None for a case.
    """

    about: About
    visit: Session
    rule: CountingRule
    options: tuple[Option, ...]
    drill: Drill | None = field(default=None)

    @property
    def kind(self) -> str:
        """Units, or modifiers where these are asked for too."""
        return MODIFIERS if self.drill is not None and self.drill.modifiers else UNITS

    def mark(self, answer: object) -> Marked:
        """Read an answer and mark it.

        Args:
            answer: Units by code; where modifiers are asked for, these by code under ``modifiers`` and the units
                under ``units``.

        Returns:
            The answer, marked, with the wrong rule that leads to it.

        Raises:
            RefusedError: If a number or a modifier is malformed, or one is missing.
        """
        units, modifiers = self._parts(answer)
        try:
            marked = self._grade(units, modifiers)
        except AnswerError as error:
            raise no_answer(error.problems[0].expected) from error
        if marked.verdict is Verdict.UNANSWERED:
            raise RefusedError("nothing_given")
        kept: dict[str, Any] = {"units": dict(marked.answer.items())}
        if self.kind == MODIFIERS:
            kept["modifiers"] = {code: " ".join(str(typed).upper().split()) for code, typed in modifiers.items()}
        named = marked.diagnoses[0].key if marked.diagnoses else ""
        return Marked(json.dumps(kept, sort_keys=True), marked.verdict is Verdict.RIGHT, named)

    def right(self) -> object:
        """Give a right answer, as a phone would send it; of several that are right the first."""
        marked = grade_units(self.visit, self.rule, {option.key: 0 for option in self.options})
        units = dict(marked.allocation.alternatives[0])
        if self.drill is None or self.kind == UNITS:
            return units
        return {"units": units, "modifiers": self._right_modifiers(self.drill)}

    def shown(self, given: str) -> str:
        """Write a kept answer for people."""
        kept = json.loads(given)
        modifiers = kept.get("modifiers", {})
        return ", ".join(f"{code} × {units} {modifiers.get(code, '')}".strip() for code, units in kept["units"].items())

    def refutation(self, given: str) -> tuple[str, str]:
        """Give the wrong rule behind a kept answer by its name, and why it fails on this visit."""
        kept = json.loads(given)
        marked = self._grade(kept["units"], kept.get("modifiers", {}))
        if not marked.diagnoses:
            return "", ""
        return marked.diagnoses[0].name, diagnosis_sentences(marked)[1].plain

    def steps(self) -> tuple[str, ...]:
        """Write the steps of the right count."""
        marked = grade_units(self.visit, self.rule, {})
        return tuple(sentence.plain for sentence in explain(marked.allocation))

    def _parts(self, answer: object) -> tuple[dict[str, Any], dict[str, Any]]:
        both = answer if self.kind == MODIFIERS and isinstance(answer, Mapping) else {"units": answer}
        return self._by_code(both.get("units")), self._by_code(both.get("modifiers", {}))

    def _by_code(self, given: object) -> dict[str, Any]:
        if not isinstance(given, Mapping) or not all(_is_short(value) for value in given.values()):
            raise no_answer(f"units by code: {', '.join(option.key for option in self.options)}")
        return dict(given)

    def _grade(self, units: Mapping[str, Any], modifiers: Mapping[str, Any]) -> Grade:
        if self.drill is None:
            return grade_units(self.visit, self.rule, units)
        return grade(self.drill, units, modifiers if self.kind == MODIFIERS else None)

    def _right_modifiers(self, drill: Drill) -> dict[str, str]:
        lines: dict[str, list[str]] = {}
        for line in drill.claim.lines:
            lines.setdefault(line.code, []).append(f"{line.units} {' '.join(line.modifiers)}".strip())
        return {
            code: " / ".join(parts) if len(parts) > 1 else parts[0].partition(" ")[2] for code, parts in lines.items()
        }


def _is_short(value: object) -> bool:
    return value is None or isinstance(value, (int, float)) or (isinstance(value, str) and len(value) <= MOST_TYPED)
