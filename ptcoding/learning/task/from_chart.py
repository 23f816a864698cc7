"""Tasks out of the records to code: which lines of a note carry a code, and the one error of a claim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ptcoding.billing.claim.claim import POINTERS, Claim
from ptcoding.facts.words import filled
from ptcoding.learning.chart.grade import Entered, EnteredLine, grade_day
from ptcoding.learning.chart.record import Chart, CodedDay
from ptcoding.learning.chart.variant import varied
from ptcoding.learning.drill.generate import Dice
from ptcoding.learning.task.task import Form, Kind, Option, Part, Task

HIGHLIGHT, ERROR = "highlight", "error"
HIGHLIGHT_GROUP, ERROR_GROUP = "task_highlight", "task_error"
HIGHLIGHT_TOPIC, ERROR_TOPIC = "T33", "T44"


def highlight_task(charts: Sequence[Chart], seed: int) -> Task:
    """Draw a note and a code whose words are to be found.

    Args:
        charts: The records.
        seed: What it is drawn from.

    Returns:
        The task: the lines of the note that carry the code.
    """
    dice = Dice(f"highlight {seed}")
    days = [(chart, day) for chart in charts for day in chart.days if len({one.code for one in day.passages}) > 1]
    chart, day = dice.pick(days)
    code = dice.pick(sorted({one.code for one in day.passages}))
    lines, passages = _lines(chart, day), [one for one in day.passages if one.code == code]
    says = {line: one.says for line in lines for one in passages if " ".join(one.words.split()) in line}
    options = tuple(Option(line, line in says, says.get(line, "")) for line in lines)
    ask = filled(HIGHLIGHT_GROUP, "ask", {"code": code})
    title = filled(HIGHLIGHT_GROUP, "title", {"code": code, "chart": chart.title})
    part = Part("lines", ask, Form.MANY, options=options)
    return Task(HIGHLIGHT, Kind.HIGHLIGHT, title, "", (part,), chart.sources, HIGHLIGHT_TOPIC, seed)


def _note(chart: Chart, day: CodedDay) -> str:
    return next(one.text for one in chart.documents if one.key == day.document)


def _lines(chart: Chart, day: CodedDay) -> list[str]:
    """Give the lines of the note of a day, each once."""
    return list(dict.fromkeys(" ".join(line.split()) for line in _note(chart, day).splitlines() if line.strip()))


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing on a claim that can be written wrongly.

    Args:
        part: units, modifiers, pointers or first, as a grade calls it.
        code: The code, or the diagnosis that should stand first.
        entered: The claim with it.
        value: What the claim then says.
    """

    part: str
    code: str
    entered: Entered
    value: str


def error_task(charts: Sequence[Chart], seed: int) -> Task:
    """Draw a claim with one error.

    Args:
        charts: The records.
        seed: What it is drawn from; the record's own numbers are drawn anew from it too.

    Returns:
        The task: which thing on the claim is wrong. The engine has graded the claim, and exactly that is.
    """
    dice = Dice(f"error {seed}")
    days = [(chart, day) for chart in charts for day in chart.days if len(day.ways) == 1]
    while True:
        chosen, day = dice.pick(days)
        chart = varied(replace(chosen, days=(day,)), seed)
        (day,) = chart.days
        slips = list(_slips(day))
        slip = next((one for one in dice.few(slips, len(slips)) if _is_the_only_one(day, one)), None)
        if slip is not None:
            return _error(chart, day, slip, seed)


def _right(claim: Claim, day: CodedDay) -> Entered:
    lines = tuple(EnteredLine(line.code, line.units, line.modifiers, "A") for line in claim.lines)
    ordered = sorted(day.diagnoses, key=lambda row: not row.first)
    return Entered(lines, tuple(row.code for row in ordered))


def _slips(day: CodedDay) -> Iterator[Slip]:
    """Give every single error that the right claim of a day can have."""
    right = _right(day.ways[0], day)
    for place, line in enumerate(right.lines):
        wrong = {
            "units": replace(line, units=line.units + 1),
            "modifiers": replace(line, modifiers=line.modifiers[1:] if len(line.modifiers) > 1 else ("GP", "59")),
            "pointers": replace(line, pointers=POINTERS[len(right.diagnoses)]),
        }
        for part, slipped in wrong.items():
            lines = (*right.lines[:place], slipped, *right.lines[place + 1 :])
            value = {
                "units": str(slipped.units),
                "modifiers": " ".join(slipped.modifiers),
                "pointers": slipped.pointers,
            }[part]
            yield Slip(part, line.code, replace(right, lines=lines), value)
    if len(right.diagnoses) > 1:
        turned = (right.diagnoses[1], right.diagnoses[0], *right.diagnoses[2:])
        yield Slip("first", right.diagnoses[0], replace(right, diagnoses=turned), turned[0])


def _is_the_only_one(day: CodedDay, slip: Slip) -> bool:
    """Ask the engine whether a claim has this error and no other."""
    wrong = [(mark.part, mark.code) for mark in grade_day(day, slip.entered).marks if not mark.right]
    return wrong == [(slip.part, slip.code)]


def _error(chart: Chart, day: CodedDay, slip: Slip, seed: int) -> Task:
    marks = grade_day(day, slip.entered).marks
    says = next(mark.says for mark in marks if not mark.right)
    right = filled(ERROR_GROUP, "right", {})
    options = []
    for about, code, value in _claims(slip.entered):
        is_it = (about, code) == (slip.part, slip.code) or (about == slip.part == "first")
        said = filled(ERROR_GROUP, about, {"code": code, "value": value})
        options.append(Option(said, is_it, says if is_it else right))
    scene = filled(ERROR_GROUP, "scene", {"note": _note(chart, day).rstrip(), "claim": "\n".join(_claim(slip.entered))})
    title = filled(ERROR_GROUP, "title", {"chart": chart.title})
    part = Part("error", filled(ERROR_GROUP, "ask", {}), Form.ONE, options=tuple(options))
    return Task(ERROR, Kind.ERROR, title, scene, (part,), chart.sources, ERROR_TOPIC, seed)


def _claims(entered: Entered) -> Iterator[tuple[str, str, str]]:
    """Give what a claim says, thing by thing; a code on two lines is one thing."""
    for code in dict.fromkeys(line.code for line in entered.lines):
        lines = [line for line in entered.lines if line.code == code]
        yield "units", code, " + ".join(str(line.units) for line in lines)
        yield "modifiers", code, " / ".join(" ".join(line.modifiers) for line in lines)
        yield "pointers", code, " / ".join(line.pointers for line in lines)
    if len(entered.diagnoses) > 1:
        yield "first", "", entered.diagnoses[0]


def _claim(entered: Entered) -> Iterator[str]:
    """Write a claim as it is printed."""
    yield filled(ERROR_GROUP, "diagnoses", {"diagnoses": ", ".join(entered.diagnoses)})
    for line in entered.lines:
        said = {"code": line.code, "modifiers": " ".join(line.modifiers), "units": line.units}
        yield filled(ERROR_GROUP, "line", {**said, "pointers": line.pointers})
