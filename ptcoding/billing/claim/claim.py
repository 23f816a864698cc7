"""From the units of a visit to the lines of a claim, each modifier with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from ptcoding.billing.claim.assistant import Attribution
from ptcoding.billing.claim.draft import ClaimLine, Draft, drafted
from ptcoding.billing.claim.everyday import AGAIN, parts_of_encounters
from ptcoding.billing.claim.finders import FINDERS
from ptcoding.billing.claim.modifiers import BYPASS, PLAN
from ptcoding.billing.claim.payer_rules import counts
from ptcoding.billing.claim.stated import Line, placed, weigh
from ptcoding.billing.claim.threshold import Pool, Standing
from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Session
from ptcoding.facts.rule import CountingRule
from ptcoding.finding import Finding, Severity

FORM_SOURCE = "noridian-1500"
MOST_POINTERS = 4
POINTERS = "ABCDEFGHIJKL"


@dataclass(frozen=True, slots=True)
class Claim:
    """The lines of a visit under one rule, and what a biller must know.

    Args:
        allocation: The units and how they came about.
        circumstances: What else the claim rests on.
        on: Date of service that was assumed or given.
        attributions: Which units carry the assistant's modifier.
        lines: The service lines, codes without units left out.
        findings: What a biller must know, the most serious first.
        standing: Where the year's charges stand against the threshold, None where that is not known or not asked.
    """

    allocation: Allocation
    circumstances: Circumstances
    on: date
    attributions: tuple[Attribution, ...]
    lines: tuple[ClaimLine, ...]
    findings: tuple[Finding, ...]
    standing: Standing | None

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Units by code under both published rules, where it is not known how the payer counts; else none."""
        is_unknown = any(finding.kind == "count_unknown" for finding in self.findings)
        return counts(self.allocation) if is_unknown else MappingProxyType({})


def claim(session: Session, rule: CountingRule, circumstances: Circumstances | None = None) -> Claim:
    """Write the service lines of a visit.

    Args:
        session: The visit; without a date it is taken as given on the day the data was last checked.
        rule: The counting rule of the payer.
        circumstances: What else the claim rests on.

    Returns:
        Lines and findings.

    >>> from ptcoding import CMS
    >>> visit = Session.of({"97110": 33, "97140": 7}, date(2026, 3, 2))
    >>> [(line.code, line.units, line.modifiers) for line in claim(visit, CMS).lines]
    [('97110', 2, ('GP',)), ('97140', 1, ('GP',))]
    """
    return claim_of(allocate(session, rule), circumstances)


def claim_of(allocation: Allocation, circumstances: Circumstances | None = None, pool: Pool | None = None) -> Claim:
    """Write the service lines of a visit whose units are settled, a tie included.

    Args:
        allocation: The units of the visit.
        circumstances: What else the claim rests on.
        pool: The day's lines, where other disciplines treated too.

    Returns:
        Lines and findings.
    """
    draft = drafted(allocation, circumstances or Circumstances(), pool)
    lines: list[ClaimLine] = []
    weighed: list[Finding] = []
    for code in draft.billed:
        given = next((attribution for attribution in draft.attributions if attribution.code == code), None)
        derived = _derived(allocation.session, given, draft.needs_kx(code))
        line = Line(code, derived, draft.billed, draft.on, draft.is_medicare)
        stated = weigh(line, draft.circumstances.stated.get(code, ()), draft.facts)
        weighed += placed(stated.findings, draft.where[code])
        lines += _lines(draft, code, given, stated.standing)
    written = replace(draft, lines=tuple(lines), stated=tuple(weighed))
    found = [finding for finder in FINDERS for finding in finder(written)]
    order = list(Severity)
    found.sort(key=lambda finding: order.index(finding.severity))
    return Claim(
        allocation, draft.circumstances, draft.on, draft.attributions, written.lines, tuple(found), draft.standing
    )


def _derived(session: Session, given: Attribution | None, kx: bool) -> tuple[str, ...]:
    """Give the modifiers that the visit itself calls for on a code."""
    derived = [PLAN[session.discipline]]
    derived += [given.modifier] if given and given.with_modifier else []
    return (*derived, "KX") if kx else tuple(derived)


def _lines(draft: Draft, code: str, given: Attribution | None, stated: Sequence[str]) -> list[ClaimLine]:
    """Write one line, or more where part of the units carry the modifier of an assistant or of a second encounter."""
    allocation, around = draft.allocation, draft.circumstances
    minutes = allocation.minutes_of(code)
    again: set[str] = set()
    if given and given.with_modifier:
        parts = [(given.without, "", minutes), (given.with_modifier, given.modifier, minutes)]
    else:
        parts = [(units, "", spent) for units, spent in parts_of_encounters(draft, code, stated)]
        again = set(AGAIN) if len(parts) > 1 else again
    charge = around.charges.get(code)
    grounds = [modifier for modifier in stated if modifier in BYPASS]
    others = [modifier for modifier in stated if modifier not in BYPASS]
    kx = "KX" if draft.needs_kx(code) else ""
    return [
        ClaimLine(
            code=code,
            units=units,
            modifiers=tuple(
                modifier
                for modifier in (PLAN[allocation.session.discipline], assistant, *grounds, kx, *others)
                # The line of the first encounter goes without what marks the second.
                if modifier and (place or modifier not in again)
            ),
            pointers=POINTERS[: min(len(around.diagnoses), MOST_POINTERS)],
            charge=charge * units if charge is not None else None,
            minutes=spent,
            services=draft.where[code],
        )
        for place, (units, assistant, spent) in enumerate(parts)
        if units
    ]
