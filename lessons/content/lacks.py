"""What a code has no row for: ``python -m lessons.content.lacks 97110`` lists it, and without a code for every code."""

import sys
from collections.abc import Sequence

from lessons.content.bank import code_cards, decision, scenarios
from lessons.content.practice_bank import bank
from ptcoding.chart.color import mark
from ptcoding.errors import quoted
from ptcoding.facts import Facts, facts
from ptcoding.facts.code import Code
from ptcoding.notes.intent import reader
from ptcoding.notes.load import rubric

BAD_INPUT = 2


def lacks(code: str, known: Facts) -> tuple[str, ...]:
    """List what a code has no row for, in the tables and in the course.

    To lack something is not always a fault: Medicare prices no unit of some codes, and an evaluation needs no color.
    But a page stays silent about it, so somebody has to have looked.

    Args:
        code: The code.
        known: The facts.

    Returns:
        One line for each, with the file it would stand in; a code without a row of its own lacks that alone.

    >>> lacks("97110", facts())
    ()
    >>> lacks("97000", facts())
    ('a row of its own (facts/data/codes.toml)',)
    """
    row = known.codes.get(code)
    if row is None:
        return ("a row of its own (facts/data/codes.toml)",)
    return (*_of_facts(row, known), *_of_notes(row), *_of_the_course(code))


def _of_facts(row: Code, known: Facts) -> list[str]:
    lacking = []
    code, year = row.code, max(known.rates.schedules)
    schedule = known.rates.schedules[year]
    if not all([row.intent, row.work, row.shows, row.not_for]):
        lacking.append("intent, work, shows or not_for (facts/data/codes.toml)")
    if code not in schedule.rvu and code not in schedule.amounts:
        lacking.append(f"a rate of {year} (facts/data/rates.toml)")
    if all(limit.code != code for limit in known.limits.limits):
        lacking.append("a unit limit (facts/data/limits.toml)")
    if all(code not in reading.codes | reading.beside for reading in known.edits.readings):
        lacking.append("a reading of its edits (facts/data/edits.toml)")
    if mark(code) == mark(""):
        lacking.append("a color and a shape of its own (chart/color.py)")
    return lacking


def _of_notes(row: Code) -> list[str]:
    lacking = []
    if all(row.code not in element.asks for element in rubric().values()):
        lacking.append("an element that it asks for more or less than usual (facts/data/rubric.toml)")
    if all(clue.codes.get(row.code, 0) <= 0 for clue in reader().clues):
        lacking.append("words that speak for it (facts/data/notes/intent.toml)")
    return lacking


def _of_the_course(code: str) -> list[str]:
    lacking = []
    reached = {answer.get("code", "") for node in decision().values() for answer in node.answers}
    weighed = {reading.code for scenario in scenarios() for part in scenario.interventions for reading in part.readings}
    if code not in code_cards() and code not in reached | weighed:
        lacking.append("a comparison with another code (library/compare.toml, decision.toml or scenarios)")
    if all(note.code != code for note in bank().notes.values()):
        lacking.append("an invented note that claims it (library/notes)")
    return lacking


def main(arguments: Sequence[str]) -> int:
    """Print what each code lacks.

    Args:
        arguments: The codes; every code where none is given.

    Returns:
        0, or 2 where a code has no row.
    """
    unknown = [code for code in arguments if code not in facts().codes]
    for code in unknown:
        print(f"{quoted(code)} given, expected a code of facts/data/codes.toml", file=sys.stderr)
    for code in arguments or facts().codes:
        if code not in unknown:
            print(f"{code}: {'; '.join(lacks(code, facts())) or 'nothing'}")
    return BAD_INPUT if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
