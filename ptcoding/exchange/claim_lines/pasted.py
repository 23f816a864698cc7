"""Lines of a claim as somebody pastes them: one in a row."""

import re
from dataclasses import replace

from ptcoding.errors import DocumentError, InputError, Problem
from ptcoding.exchange.claim_lines.lines import BilledLine, as_day, billed_visit
from ptcoding.exchange.day_sheet.sheet import DaySheet, Unread
from ptcoding.exchange.day_sheet.value import read_code, read_day
from ptcoding.facts import Facts

LONGEST, MOST_LINES = 5_000, 40
# Two digits alone are a modifier; one alone are units.
_UNITS = re.compile(r"\s(?:x\s*([0-9]{1,2})|([0-9]{1,2})\s*(?:u|units?)|([0-9]))\s*$", re.IGNORECASE)


def read_lines(text: str, facts: Facts) -> DaySheet:
    r"""Read pasted lines of one claim.

    Args:
        text: ``97110 GP 59 x2``, one line in a row; a row with a date alone gives the date of service.
        facts: The codes and modifiers that there are.

    Returns:
        One visit of the lines as billed, and the rows that were left out.

    Raises:
        DocumentError: If no row holds a code.

    >>> from ptcoding.facts import facts
    >>> read_lines("9/15/2026\n97110 GP 59 x2", facts()).visits[0].lines
    (('97110', 2, ('GP', '59')),)
    """
    if len(text) > LONGEST:
        raise DocumentError([Problem("lines", f"{len(text):,} characters", f"at most {LONGEST:,} characters")])
    lines: list[BilledLine] = []
    unread: list[Unread] = []
    day = None
    for number, row in enumerate(text.splitlines(), start=1):
        if not row.strip():
            continue
        on = read_day(row)
        units = _UNITS.search(row)
        coded = read_code(row[: units.start()] if units else row, facts)
        if on is not None and not coded.code:
            day = on
        elif not coded.code:
            unread.append(Unread(number, "no procedure code"))
        elif coded.code not in facts.codes:
            unread.append(Unread(number, f"{coded.code}: expected {facts.codes.expected(coded.code)}"))
        else:
            said = coded.units or (int(units[1] or units[2] or units[3]) if units else 1)
            lines.append(BilledLine(coded.code, coded.modifiers, said))
    if not lines or len(lines) > MOST_LINES:
        given = f"{len(lines)} lines with a code that is counted here"
        raise DocumentError([Problem("lines", given, f"1 to {MOST_LINES} lines such as 97110 GP 59 x2")])
    try:
        visit = billed_visit(lines, facts, day=day)
    except InputError as error:
        raise DocumentError(error.problems) from error
    read = as_day(visit, lines, 1, 0)
    if not any(line.modifiers for line in lines):
        # Codes pasted without a single modifier say nothing of those on the claim.
        read = replace(read, modified=())
    return DaySheet((read,), tuple(unread), {}, kind="lines")
