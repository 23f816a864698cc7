"""Modifiers of the plan and of the assistant on lines as billed, beside those that the claim itself would have."""

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from ptcoding.billing.claim.assistant import Attribution
from ptcoding.billing.claim.claim import Claim
from ptcoding.billing.claim.modifiers import PLAN
from ptcoding.facts.payer import MEDICARE, follows_medicare
from ptcoding.finding import Finding, Severity

# A line as billed: its code, its units where they are told, and its modifiers.
Billed = tuple[str, int | None, tuple[str, ...]]
_PLANS = frozenset(PLAN.values())
_SOURCE = "cpm5-20.1"


def as_billed_findings(lines: Sequence[Billed], claim: Claim) -> Iterator[Finding]:
    """Say which lines as billed lack a modifier of the plan or of the assistant, or have that of another plan.

    A modifier is missed only where it was read that the payer asks for it; which plan a line names is looked at
    whoever pays.

    Args:
        lines: The lines as billed, at least one for each code of the claim.
        claim: The claim that follows from the visit.

    Returns:
        A finding for each code and lack.

    Source: CMS Pub. 100-04 chapter 5, section 20.1.

    >>> from ptcoding import CMS, Session
    >>> from ptcoding.billing.claim.claim import claim
    >>> [found.kind for found in as_billed_findings([("97110", 2, ())], claim(Session.of({"97110": 30}), CMS))]
    ['billed_without_plan']
    """
    yield from _of_the_plan(lines, claim)
    for row in claim.attributions:
        mine = [line for line in lines if line[0] == row.code]
        if mine and row.with_modifier and row.is_settled:
            yield from _of_the_assistant(mine, row, claim)


def _of_the_plan(lines: Sequence[Billed], claim: Claim) -> Iterator[Finding]:
    session = claim.allocation.session
    card = session.facts.payers.get(session.payer)
    is_asked = _is_medicare(claim) or (card is not None and card.plan == MEDICARE)
    plan = PLAN[session.discipline]
    said = {"modifier": plan, "discipline": session.discipline.value, "payer": _payer(claim)}
    source = card.plan_sources[0] if card is not None and card.plan_sources else _SOURCE
    spared = card.plan_except if card is not None else ()
    bare = [line for line in lines if line[0] not in spared and line[1] != 0]
    without = _codes(code for code, _, on_line in bare if _PLANS.isdisjoint(on_line))
    if without and is_asked:
        values = MappingProxyType({"codes": ", ".join(without), **said})
        yield Finding("billed_without_plan", _severity(claim), without, (), source, values)
    for other in sorted(_PLANS - {plan}):
        wrong = _codes(code for code, _, on_line in lines if other in on_line and plan not in on_line)
        if wrong:
            values = MappingProxyType({"codes": ", ".join(wrong), "other": other, **said})
            yield Finding("billed_with_other_plan", _severity(claim), wrong, (), _SOURCE, values)


def _of_the_assistant(lines: Sequence[Billed], row: Attribution, claim: Claim) -> Iterator[Finding]:
    marked = [line for line in lines if row.modifier in line[2]]
    values: dict[str, object] = {"code": row.code, "modifier": row.modifier, "payer": _payer(claim)}
    values |= {"need": row.with_modifier, "of": row.with_modifier + row.without}
    source = row.steps[-1].source
    if not marked:
        kind = "billed_without_assistant"
    elif _added(lines) == row.with_modifier + row.without and _added(marked) != row.with_modifier:
        kind = "billed_assistant_units"
        values["marked"] = _added(marked)
    else:
        return
    yield Finding(kind, _severity(claim), (row.code,), (), source, MappingProxyType(values))


def _added(lines: Iterable[Billed]) -> int:
    """Add up the units of lines; -1 where one does not tell them."""
    units = [units for _, units, _ in lines]
    return sum(one or 0 for one in units) if None not in units else -1


def _codes(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _is_medicare(claim: Claim) -> bool:
    session = claim.allocation.session
    return follows_medicare(session.payer, session.facts.payers)


def _payer(claim: Claim) -> str:
    session = claim.allocation.session
    card = session.facts.payers.get(session.payer)
    return card.name if card is not None else "Medicare"


def _severity(claim: Claim) -> Severity:
    """Tell how much it matters: Medicare sends such a line back, of another payer that was not read."""
    return Severity.ERROR if _is_medicare(claim) else Severity.WARNING
