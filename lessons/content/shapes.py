"""What the banks of the course hold: scenarios, contrast sets, the decision path, cards, beliefs, terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What one code would need to be right for an intervention.

    Args:
        code: The code.
        verdict: supported, only if, or not.
        why: The reason.
        words: Words a note would need, empty where none make it fit.
    """

    code: str
    verdict: str
    why: str
    words: str


@dataclass(frozen=True, slots=True)
class Intervention:
    """One thing done in a visit, and how each code reads it.

    Args:
        what: What was done.
        intent: What the note says it is for.
        code: The code that this intent supports, empty where none does.
        weak: A weak line of a note.
        strong: A line that would hold.
        readings: The codes weighed.
        disputed: Both sides where practice disagrees.
        service: Position of the service in the visit, None where it is not billed.
    """

    what: str
    intent: str
    code: str
    weak: str
    strong: str
    readings: tuple[CodeReading, ...]
    disputed: str = ""
    service: int | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """An invented patient and one visit.

    Args:
        slug: Name of its file.
        title: What a list prints.
        setting: Where.
        discipline: PT or OT.
        conditions: Group and name of each condition.
        topics: Topics it serves.
        sources: Keys its readings rest on.
        patient: Who, deficit, goal, diagnoses, skill.
        visit: The visit as a plain record.
        expected: Units under both rules and the claim lines.
        interventions: What was done, in order.
    """

    slug: str
    title: str
    setting: str
    discipline: str
    conditions: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    patient: Mapping[str, Any]
    visit: Mapping[str, Any]
    expected: Mapping[str, Any]
    interventions: tuple[Intervention, ...]


@dataclass(frozen=True, slots=True)
class Intent:
    """One purpose of an activity, and the code it supports.

    Args:
        purpose: What it is for.
        code: The code, empty where nothing skilled is billed.
        who: Who does the work.
        tells: Which words tell this intent from the others.
        weak: A weak line of a note.
        strong: A line that would hold.
        denial: How a reviewer would turn it down.
        disputed: Both sides where practice disagrees.
    """

    purpose: str
    code: str
    who: str
    tells: str
    weak: str
    strong: str
    denial: str
    disputed: str = ""


@dataclass(frozen=True, slots=True)
class Contrast:
    """One activity under several intents.

    Args:
        slug: Name of its file.
        activity: What is done.
        topics: Topics it serves.
        sources: Keys it rests on.
        intents: The intents.
    """

    slug: str
    activity: str
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    intents: tuple[Intent, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One question of the decision path.

    Args:
        key: Its name.
        question: The question.
        help: One sentence of help.
        source: Key of its source.
        answers: Each answer with where it leads: to another question, or to a code with its reason.
    """

    key: str
    question: str
    help: str
    source: str
    answers: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class CodeCard:
    """What sets one of the four codes apart.

    Args:
        code: The code.
        intent: What it means to change.
        work: Who does the work.
        shows: What the note must show.
        not_for: What is often wrongly put under it.
        weak: A weak line of a note.
        strong: A line that would hold.
        timing: How its minutes count.
        edits: Which pairs people ask about.
        denial: A typical denial.
        sources: Keys it rests on.
    """

    code: str
    intent: str
    work: str
    shows: tuple[str, ...]
    not_for: str
    weak: str
    strong: str
    timing: str
    edits: str
    denial: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Belief:
    """A popular claim, to be judged before it is answered.

    Args:
        key: Its number.
        claim: The claim in our words.
        verdict: true, false or depends.
        answer: The verdict in a few words.
        reason: Why.
        source: Key of the source.
        topics: Topics it serves.
        visit: A visit that shows it, as query parameters, may be empty.
    """

    key: str
    claim: str
    verdict: str
    answer: str
    reason: str
    source: str
    topics: tuple[str, ...]
    visit: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field.

    Args:
        slug: Its name in links.
        name: The word.
        group: rule, time, code, modifier, role, note or claim.
        meaning: What it means.
        also: Other names, and names that it is mistaken for.
        sources: Keys it rests on, ``clinic-usage`` where no document was read for a plain abbreviation.
    """

    slug: str
    name: str
    group: str
    meaning: str
    also: tuple[str, ...] = field(default=())
    sources: tuple[str, ...] = field(default=())
