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

# What is said of a modifier on the code of column 1.
EITHER = ("bypass_column1", "bypass_column2_only")


@dataclass(frozen=True, slots=True)
class Weighed:
    """What became of the modifiers stated for one code.

    Args:
        standing: Those that stand on its lines, in the order stated.
        findings: What is said of those that were left off, and of those that stand with a reserve.
    """

    standing: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line on which stated modifiers are weighed.

    Args:
        code: The procedure code.
        derived: Modifiers that the line has anyway.
        billed: Codes of the claim.
        on: Date of service.
        is_medicare: Whether Medicare's rules hold for the whole claim.
    """

    code: str
    derived: Sequence[str]
    billed: Sequence[str]
    on: date
    is_medicare: bool

    @property
    def others(self) -> tuple[str, ...]:
        """The other codes of the claim."""
        return tuple(other for other in self.billed if other != self.code)


def weigh(line: Line, stated: Sequence[str], facts: Facts) -> Weighed:
    """Decide which stated modifiers stand on the lines of a code.

    Under Medicare's rules a bypass is left off only where every pair of the code was read for the day and none has an
    edit that a modifier lifts; a pair that was not read is a reason to look it up, not to take it off. A modifier of
    the plan or of an assistant that the visit does not call for stands where it contradicts the line, so that the
    conflict is seen.

    Args:
        line: The line: its code, what it has anyway, and the claim around it.
        stated: Modifiers stated for the code.
        facts: The facts, for edits and modifiers.

    Returns:
        The modifiers that stand, and findings.
    """
    standing, found = [], []
    for modifier in dict.fromkeys(stated):
        row = facts.modifiers.get(modifier)
        if row is None:
            standing.append(modifier)
            continue
        stands, kind, others = _judged(line, row, facts.edits)
        if stands and modifier not in line.derived:
            standing.append(modifier)
        if kind:
            found.append(_finding(kind, line, row, others))
    return Weighed(tuple(standing), tuple(found))


def _judged(line: Line, row: Modifier, table: EditTable) -> tuple[bool, str, tuple[str, ...]]:
    """Say whether a stated modifier stands, what is said of it, and beside which codes."""
    if row.since is not None and line.on < row.since:
        return False, "modifier_not_yet", ()
    if row.code in BYPASS:
        return _bypass(line, row, table)
    if row.code in PAIRED and row.code not in line.derived and PAIRED[row.code] in line.derived:
        return False, "assistant_unneeded", ()
    return True, "", ()


def _bypass(line: Line, row: Modifier, table: EditTable) -> tuple[bool, str, tuple[str, ...]]:
    """Judge 59 or an X modifier by the edits of the day."""
    edits = {other: bypassable(line.code, other, line.on, table) for other in line.others}
    if any(edit is not None and edit.column2 == line.code for edit in edits.values()):
        return True, "", ()
    if not line.is_medicare:
        return True, "bypass_other_payer", ()
    denies = tuple(other for other, edit in edits.items() if edit is not None)
    if denies and row.either_since is not None and line.on >= row.either_since:
        return True, "bypass_column1", denies
    unread = tuple(other for other in line.others if table.between(line.code, other, line.on).state is State.UNCHECKED)
    if unread:
        return True, "bypass_unchecked", unread
    return (False, "bypass_column2_only", denies) if denies else (False, "nothing_to_bypass", ())


def _finding(kind: str, line: Line, row: Modifier, others: Sequence[str]) -> Finding:
    since = row.either_since if kind in EITHER else row.since
    values = {
        "code": line.code,
        "modifier": row.code,
        "on": long_date(line.on),
        "since": long_date(since) if since else "",
        "others": " and ".join(others),
    }
    severity = Severity.NOTE if kind == "bypass_column1" else Severity.WARNING
    source = row.sources[-1] if kind in EITHER else row.sources[0]
    return Finding(kind, severity, (line.code,), (), source, MappingProxyType(values))


def placed(found: Iterable[Finding], lines: tuple[int, ...]) -> list[Finding]:
    """Say of findings which services they concern."""
    return [Finding(one.kind, one.severity, one.codes, lines, one.source, one.values) for one in found]
