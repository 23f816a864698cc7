"""A claim as a FHIR resource: its lines, which have units and no minutes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ptcoding.errors import DocumentError, InputError, Problem, quoted
from ptcoding.exchange.claim_lines.lines import BilledLine, as_day, billed_visit
from ptcoding.exchange.day_sheet.sheet import DaySheet, Unread
from ptcoding.exchange.day_sheet.value import read_day
from ptcoding.facts import Facts

MOST_ITEMS = 40
EXPECTED = "a FHIR claim whose items have a code and a quantity: it has units, no minutes"


def read_fhir(resource: Mapping[str, Any], facts: Facts) -> DaySheet:
    """Read the lines of a FHIR claim.

    Args:
        resource: The resource as JSON gives it.
        facts: The codes that there are.

    Returns:
        One visit of the lines as billed, and the lines that were left out.

    Raises:
        DocumentError: If it is no claim, or no line of it is counted here.
    """
    items = resource.get("item")
    if resource.get("resourceType") != "Claim" or not isinstance(items, list) or not 0 < len(items) <= MOST_ITEMS:
        raise DocumentError([Problem("file", f"a FHIR resource {quoted(resource.get('resourceType'))}", EXPECTED)])
    lines: list[BilledLine] = []
    unread: list[Unread] = []
    days: list[date] = []
    for number, item in enumerate(items, start=1):
        code = next(_codes(item, "productOrService"), "")
        units = _under(item, "quantity", "value")
        if code not in facts.codes:
            unread.append(Unread(number, f"{code[:10] or 'no code'}: expected {facts.codes.expected(code)}"))
        elif not isinstance(units, int) or isinstance(units, bool) or not 0 < units < MOST_ITEMS:
            unread.append(Unread(number, f"{code}: expected whole units as its quantity"))
        else:
            lines.append(BilledLine(code, tuple(_codes(item, "modifier")), units))
        on = read_day(quoted(_under(item, "servicedDate") or ""))
        days += [on] if on else []
    if not lines:
        raise DocumentError([Problem("file", "a FHIR claim without a line that is counted here", EXPECTED)])
    try:
        visit = billed_visit(lines, facts, day=days[0] if days else None)
    except InputError as error:
        raise DocumentError(error.problems) from error
    return DaySheet((as_day(visit, lines, 1, 0),), tuple(unread), {}, kind="FHIR claim")


def _under(item: object, *path: str) -> Any:
    for name in path:
        item = item.get(name) if isinstance(item, Mapping) else None
    return item


def _codes(item: object, name: str) -> Iterator[str]:
    """Give the codes of a concept, or of a list of concepts."""
    concepts = _under(item, name)
    for concept in concepts if isinstance(concepts, Sequence) and not isinstance(concepts, str) else [concepts]:
        codings = _under(concept, "coding")
        for coding in codings if isinstance(codings, list) else []:
            code = _under(coding, "code")
            if isinstance(code, str):
                yield code.strip().upper()
