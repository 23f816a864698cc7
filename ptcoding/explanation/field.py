"""The field of a problem, as a biller calls it."""

import re
from dataclasses import replace

from ptcoding.errors import InputError, Problem, at_most_ten
from ptcoding.facts.words import templates

_STEP = re.compile(r"([a-z_]+)(?:\[([0-9]{1,9})\])?")


def field_in_words(field: str) -> str:
    """Name a field as a biller does.

    Args:
        field: Where it stands in a record or a file.

    Returns:
        Its name in words; as it is where that says it already, or where nothing is known of it.

    >>> field_in_words("year_to_date"), field_in_words("services[0].minutes"), field_in_words("charges.97110")
    ('allowed charges so far this year', 'line 1, minutes', 'charge of 97110')
    """
    said = ""
    known = False
    for step in re.split(r"\.|, ", field):
        words = _in_words(step)
        known = known or words is not None
        # What stands behind a field and is none itself is the code that it holds for.
        joined = " of " if words is None and known and re.fullmatch(r"[0-9A-Z]{5}", step) else ", "
        said += f"{joined if said else ''}{step if words is None else words}"
    return said if known else field


def _in_words(step: str) -> str | None:
    found = _STEP.fullmatch(step)
    if found is None:
        return None
    name, place = found[1], found[2]
    if place is None:
        return templates()["field"].get(name)
    words = templates()["field_numbered"].get(name)
    return f"{words} {int(place) + 1}" if words else None


def told(error: InputError) -> str:
    """Write what is wrong with an input for a biller, and for whoever wrote the record by hand.

    Args:
        error: What is wrong.

    Returns:
        One line: each field in words, with its name in the record where that is another.

    >>> told(InputError([Problem("year_to_date", "-100.0", "an amount in dollars of 0 or more")]))
    "allowed charges so far this year (year_to_date): '-100.0' given, expected an amount in dollars of 0 or more"
    """
    return "; ".join(at_most_ten(_with_both_names(problem) for problem in error.problems))


def _with_both_names(problem: Problem) -> Problem:
    words = field_in_words(problem.field)
    return problem if words == problem.field else replace(problem, field=f"{words} ({problem.field})")
