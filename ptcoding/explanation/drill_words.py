"""Drills and answers in sentences: the visit, the question, the wrong rule by name, and the right steps."""

from collections.abc import Iterator, Mapping, Sequence

from ptcoding.billing.claim.draft import ClaimLine
from ptcoding.billing.claim.modifiers import PLAN
from ptcoding.billing.claim.threshold import group_of
from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.visit.session import Contact, Discipline, Giver, Service
from ptcoding.explanation import Sentence, counted, listed, message
from ptcoding.explanation.drill_numbers import numbers
from ptcoding.explanation.drill_scene import scene_of
from ptcoding.facts import Facts
from ptcoding.facts.edit import VOID, State
from ptcoding.facts.source import long_date
from ptcoding.facts.words import filled
from ptcoding.learning.drill.drill import Drill, DrillTable, drill_table
from ptcoding.learning.marking.answer import Verdict
from ptcoding.learning.marking.grade import Grade
from ptcoding.learning.marking.lines import CodeMark, LinesGrade, Reason
from ptcoding.learning.marking.misconception import Misconception

OWN = "our-arithmetic"
MOST_OTHERS = 3
PLANS = {Discipline.PT: "physical therapy", Discipline.OT: "occupational therapy"}


def story(drill: Drill) -> str:
    """Write the visit of a drill; it is invented and says so.

    Args:
        drill: The drill.

    Returns:
        One or more sentences.
    """
    said = [_visit(drill)]
    if drill.visit.year_to_date:
        values = {"charges": f"{drill.visit.year_to_date:,.2f}", "group": group_of(drill.visit.discipline)}
        said.append(filled("drill_story", "charges", values))
    if drill.circumstances.stated:
        said += [*edit_lines(drill), filled("drill_story", "separate", {})]
    return " ".join(said)


def question(drill: Drill) -> str:
    """Ask for the units of a drill, and for the modifiers where it asks for them."""
    kind = "modifiers" if drill.modifiers else drill.counting.scope.value
    return " ".join(filled("drill_question", part, {}) for part in (kind, "choice"))


def correction(drill: Drill, table: DrillTable | None = None) -> Sentence | None:
    """Say that a drill has another right answer today than when it was handed out.

    Args:
        drill: The drill.
        table: The series it was drawn in, the one it names where none is given.

    Returns:
        What was corrected, None where nothing was.
    """
    row = (table or drill_table(drill.series)).corrected.get(drill.trap.key)
    if row is not None:
        return Sentence(
            filled("drill_corrected", "lines", {"since": long_date(row.since), "text": row.text}), row.source
        )
    if drill.has_changed:
        return Sentence(filled("drill_corrected", "units", {"before": several(drill.first)}), OWN)
    return None


def verdict_sentence(grade: Grade) -> Sentence:
    """Say whether the units of an answer are right, and that several would be where the clinician chooses."""
    allocation = grade.allocation
    missing = [code for code, units in grade.answer.items() if units is None]
    given = {code: units for code, units in grade.answer.items() if units is not None}
    valid = list(allocation.alternatives)
    values = {"codes": listed(missing) if missing else "", "answer": in_units(given) if given else ""}
    values |= {"right": in_units(grade.nearest), "all": several(valid)}
    if missing:
        return Sentence(filled("drill_verdict", "unanswered", values), OWN)
    if given not in valid:
        return Sentence(filled("drill_verdict", "wrong_choice" if grade.is_choice else "wrong", values), OWN)
    values["others"] = several([units for units in valid if units != given]) if grade.is_choice else ""
    kind = "right_choice" if grade.is_choice else "right" if grade.verdict is Verdict.RIGHT else "units_right"
    return Sentence(filled("drill_verdict", kind, values), OWN)


def both_sides(grade: Grade) -> tuple[str, tuple[str, ...]]:
    """Set the units that were given beside the right ones.

    Args:
        grade: The answer, marked.

    Returns:
        What was given, empty where nothing was, and every right answer, the first of many.
    """
    given = {code: units for code, units in grade.answer.items() if units is not None}
    rights = grade.allocation.alternatives
    more = [] if len(rights) <= MOST_OTHERS else [several(rights).rpartition("; ")[2]]
    return in_units(given) if given else "", (*map(in_units, rights[:MOST_OTHERS]), *more)


def diagnosis_sentences(grade: Grade) -> tuple[Sentence, ...]:
    """Name the wrong rule that leads to an answer and refute it on the numbers of the visit.

    Args:
        grade: The answer, marked.

    Returns:
        The rule by name, its refutation with a source, and what else leads to the same numbers; none where the units
        are right or unanswered.
    """
    answer = {code: units for code, units in grade.answer.items() if units is not None}
    if len(answer) < len(grade.answer) or answer == grade.nearest:
        return ()
    if not grade.diagnoses:
        return (Sentence(filled("drill_diagnosis", "unnamed", {}), OWN),)
    best, *others = grade.diagnoses
    named = filled("drill_diagnosis", "named", {"name": best.name, "does": best.does})
    said = [Sentence(named, best.sources[0]), refutation(best, grade.allocation, answer)]
    if others:
        names = listed(_quoted(other.name) for other in others[:MOST_OTHERS])
        said.append(Sentence(filled("drill_diagnosis", "also", {"names": names}), OWN))
    return tuple(said)


def refutation(misconception: Misconception, allocation: Allocation, answer: Mapping[str, int]) -> Sentence:
    """Say on the numbers of a visit why a wrong rule fails.

    Args:
        misconception: The wrong rule.
        allocation: The right count of the visit.
        answer: The units to which the wrong rule led.

    Returns:
        One sentence or more, with the source that refutes.
    """
    template = misconception.refutation[allocation.rule.scope.value]
    return Sentence(template.format_map(numbers(allocation, answer)), misconception.sources[0])


def line_sentences(grade: LinesGrade) -> tuple[Sentence, ...]:
    """Say for every code whether the modifiers of its lines are right, and why where they are not."""
    return tuple(sentence for mark in grade.marks for sentence in _mark(mark, grade.claim.allocation.session.facts))


def in_units(units: Mapping[str, int]) -> str:
    """Write units by code."""
    return listed(f"{code} × {number}" for code, number in units.items())


def several(valid: Sequence[Mapping[str, int]]) -> str:
    """Write valid answers, the first of many."""
    shown = [in_units(units) for units in valid[:MOST_OTHERS]]
    if len(valid) > MOST_OTHERS:
        shown.append(filled("drill_verdict", "more", {"number": len(valid) - MOST_OTHERS}))
    return "; ".join(shown)


def _quoted(name: str) -> str:
    return f"“{name}”"


def scene(drill: Drill) -> str:
    """Say whose visit it is, without its date and its services; it is invented and says so."""
    is_first = any(service.code.startswith("9716") for service in drill.visit.services)
    opening = {"scene": scene_of(drill), "plan": PLANS[drill.visit.discipline]}
    said = filled("drill_story", "first_visit" if is_first else "visit", opening)
    return f"{said[0].upper()}{said[1:]}"


def _visit(drill: Drill) -> str:
    visit = drill.visit
    services = listed(_service(service, has_assistant(drill)) for service in visit.services)
    values = {"visit": scene(drill), "services": services, "on": long_date(visit.date) if visit.date else ""}
    return filled("drill_story", "dated" if visit.date else "undated", values)


def has_assistant(drill: Drill) -> bool:
    """Tell whether an assistant has a part in the visit, so that it is said of every service who gave it."""
    return any(service.by in (Giver.ASSISTANT, Giver.TOGETHER) for service in drill.visit.services)


def _service(service: Service, beside_assistant: bool) -> str:
    """Write one service: who gave it is said where it matters."""
    kind = service.by.value if service.contact is Contact.ONE_ON_ONE else service.contact.value
    if kind == Giver.THERAPIST.value and not beside_assistant:
        kind = "plain"
    return filled("drill_story", kind, {"minutes": counted(service.minutes, "minute"), "code": service.code})


def edit_lines(drill: Drill) -> Iterator[str]:
    """Say what the edit file has for the codes for which a modifier is at issue, without saying what follows."""
    codes, on = drill.asks, drill.visit.date
    bare = []
    for place, first in enumerate(codes):
        for second in codes[place + 1 :]:
            verdict = drill.visit.facts.edits.between(first, second, on) if on else None
            edit = verdict.edit if verdict and verdict.state is State.ACTIVE else None
            if edit is None or edit.indicator in (None, VOID):
                bare.append(f"{first} with {second}")
                continue
            columns = {"column1": edit.column1, "column2": edit.column2, "indicator": edit.indicator}
            yield filled("drill_story", "edit", columns)
    if bare:
        yield filled("drill_story", "no_edit", {"codes": listed(bare)})


def _mark(mark: CodeMark, facts: Facts) -> Iterator[Sentence]:
    values = {"code": mark.code, "lines": " / ".join(_line(line, mark.bypasses) for line in mark.expected)}
    if mark.right is None:
        yield Sentence(filled("drill_lines", "unanswered", values), OWN)
    elif mark.right and mark.expected:
        plan = next(modifier for line in mark.expected for modifier in line.modifiers if modifier in PLAN.values())
        yield Sentence(filled("drill_lines", "right", values), facts.modifiers[plan].sources[0])
    for reason in mark.reasons:
        why, source = _why(reason, facts)
        yield Sentence(filled("drill_lines", reason.kind, values | {"modifier": reason.modifier, "why": why}), source)


def _line(line: ClaimLine, bypasses: Sequence[str]) -> str:
    """Write a line of the claim; where any of several modifiers lifts an edit, all are named."""
    said = [" or ".join(bypasses) if modifier in bypasses else modifier for modifier in line.modifiers]
    return " ".join((f"{line.units} ×", *said))


def _why(reason: Reason, facts: Facts) -> tuple[str, str]:
    """Give the reason in words with its source: what the claim says, or else the modifier's own rule."""
    if reason.finding is not None:
        return message(reason.finding), reason.finding.source
    if not reason.modifier:
        return "", OWN
    row = facts.modifiers[reason.modifier]
    return row.use if reason.kind == "missing" else row.avoid, row.sources[0]
