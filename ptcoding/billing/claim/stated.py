"""Modifiers that the biller states: which of them stand on a line, and what is said of the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ptcoding.billing.claim.edits import bypassable
from ptcoding.billing.claim.modifiers import BYPASS, PAIRED
from ptcoding.facts import Facts
from ptcoding.facts.edit import EditTable, State
from ptcoding.facts.modifier import Modifier
from ptcoding.facts.source import long_date
from ptcoding.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Weighed:
    """What became of the modifiers stated for one code.

    Args:
        standing: Those that stand on its lines, in the order stated.
        findings: What is said of those that were left off.
    """

    standing: tuple[str, ...]
    findings: tuple[Finding, ...]


def weigh(
    code: str, stated: Sequence[str], derived: Sequence[str], billed: Sequence[str], on: date, facts: Facts
) -> Weighed:
    """Decide which stated modifiers stand on the lines of a code.

    A bypass stands only where an active edit with indicator 1 denies the code; a modifier of the plan or of an
    assistant that the visit does not call for stands where it contradicts the line, so that the conflict is seen.

    Args:
        code: The procedure code.
        stated: Modifiers stated for it.
        derived: Modifiers that its lines have anyway.
        billed: Codes of the claim.
        on: Date of service.
        facts: The facts, for edits and modifiers.

    Returns:
        The modifiers that stand, and findings on the others.
    """
    standing, found = [], []
    for modifier in dict.fromkeys(stated):
        kind = _left_off(code, modifier, derived, billed, on, facts)
        if not kind and modifier not in derived:
            standing.append(modifier)
        elif kind:
            found.append(_finding(kind, code, facts.modifiers[modifier]))
    return Weighed(tuple(standing), tuple(found))


def _left_off(code: str, modifier: str, derived: Sequence[str], billed: Sequence[str], on: date, facts: Facts) -> str:
    """Give the reason why a stated modifier does not stand, empty when it does."""
    since = facts.modifiers[modifier].since
    if since is not None and on < since:
        return "modifier_not_yet"
    if modifier in BYPASS and not _denied(code, billed, on, facts.edits):
        return "bypass_unchecked" if _is_open(code, billed, on, facts.edits) else "nothing_to_bypass"
    if modifier in PAIRED and modifier not in derived and PAIRED[modifier] in derived:
        return "assistant_unneeded"
    return ""


def _denied(code: str, billed: Sequence[str], on: date, table: EditTable) -> bool:
    """Tell whether an active edit with indicator 1 denies a code."""
    active = (bypassable(code, other, on, table) for other in billed if other != code)
    return any(edit is not None and edit.column2 == code for edit in active)


def _is_open(code: str, billed: Sequence[str], on: date, table: EditTable) -> bool:
    """Tell whether an edit that denies a code is recorded, and was not read for the day."""
    verdicts = (table.between(code, other, on) for other in billed if other != code)
    return any(
        verdict.state is State.UNCHECKED and verdict.edit is not None and verdict.edit.column2 == code
        for verdict in verdicts
    )


def _finding(kind: str, code: str, row: Modifier) -> Finding:
    since = long_date(row.since) if row.since else ""
    values = MappingProxyType({"code": code, "modifier": row.code, "since": since})
    return Finding(kind, Severity.WARNING, (code,), (), row.sources[0], values)


def placed(found: Iterable[Finding], lines: tuple[int, ...]) -> list[Finding]:
    """Say of findings which services they concern."""
    return [Finding(one.kind, one.severity, one.codes, lines, one.source, one.values) for one in found]
