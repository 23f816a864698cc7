"""From the units of a visit to the lines of a claim, each modifier with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from ptcoding.billing.claim.assistant import Attribution, assistant_findings, attribute
from ptcoding.billing.claim.diagnosis import diagnosis_findings
from ptcoding.billing.claim.edits import edit_findings
from ptcoding.billing.claim.limit import limit_findings
from ptcoding.billing.claim.modifiers import BYPASS, PLAN, conflicts, needs_kx, threshold_findings
from ptcoding.billing.claim.stated import placed, weigh
from ptcoding.billing.claim.supervision import supervision_findings
from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.billing.visit.session import Session
from ptcoding.facts import payers, rules, thresholds
from ptcoding.facts.payer import follows_medicare
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.source import long_date
from ptcoding.finding import Finding, Severity

FORM_SOURCE = "noridian-1500"
MOST_MODIFIERS = 4
MOST_POINTERS = 4
POINTERS = "ABCDEFGHIJKL"
SAID_BEFORE = ("supervision_student", "supervision_aide")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a claim needs to know beyond the visit.

    Args:
        place: Place of service code, two digits.
        setting: Key of the setting, for supervision.
        diagnoses: ICD-10-CM codes in order of importance.
        stated: Modifiers that the user states for a code: grounds for a bypass, notices.
        charges: The biller's own charge per unit, by code.
    """

    place: str = "11"
    setting: str = "private"
    diagnoses: tuple[str, ...] = ()
    stated: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    charges: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One service line.

    Args:
        code: Procedure code.
        units: Units billed.
        modifiers: Its modifiers; no payer-wide order is claimed.
        pointers: Letters of the diagnoses it points to.
        charge: Charge of the line in dollars, None where no charge was entered.
        minutes: Counted minutes of the code, 0 for untimed codes.
        services: Positions of the services behind it.
    """

    code: str
    units: int
    modifiers: tuple[str, ...]
    pointers: str
    charge: Decimal | None
    minutes: int
    services: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """The lines of a visit under one rule, and what a biller must know.

    Args:
        allocation: The units and how they came about.
        circumstances: What else the claim rests on.
        on: Date of service that was assumed or given.
        attributions: Which units carry the assistant's modifier.
        lines: The service lines, codes without units left out.
        findings: What a biller must know, the gravest first.
    """

    allocation: Allocation
    circumstances: Circumstances
    on: date
    attributions: tuple[Attribution, ...]
    lines: tuple[ClaimLine, ...]
    findings: tuple[Finding, ...]


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


def claim_of(allocation: Allocation, circumstances: Circumstances | None = None) -> Claim:
    """Write the service lines of a visit whose units are settled, a tie included.

    Args:
        allocation: The units of the visit.
        circumstances: What else the claim rests on.

    Returns:
        Lines and findings.
    """
    around = circumstances or Circumstances()
    session = allocation.session
    on = session.date or rules()["cms"].checked
    is_medicare = follows_medicare(session.payer, payers())
    attributions = attribute(allocation, on) if is_medicare else ()
    billed = [code for code, units in allocation.units.items() if units]
    where = {
        code: tuple(place for place, service in enumerate(session.services) if service.code == code) for code in billed
    }
    kx = is_medicare and needs_kx(session.year_to_date, on, thresholds())
    lines, stated = [], []
    for code in billed:
        given = next((attribution for attribution in attributions if attribution.code == code), None)
        derived = _derived(session, given, kx)
        weighed = weigh(code, around.stated.get(code, ()), derived, billed, on)
        stated += placed(weighed.findings, where[code])
        lines += _lines(allocation, around, code, given, kx, weighed.standing, where[code])
    found = [
        *allocation.findings,
        *_general(session, on, is_medicare),
        *edit_findings(billed, on, where),
        *limit_findings({code: allocation.units[code] for code in billed}, on, where),
        *stated,
        *(assistant_findings(allocation, on) if is_medicare else ()),
        # Minutes by an aide or a student are spoken of where they were left out.
        *(one for one in supervision_findings(session, around.setting, on) if one.kind not in SAID_BEFORE),
        *(_threshold(session, on, lines) if is_medicare else ()),
        *diagnosis_findings(around.diagnoses, session.date),
        *(finding for line in lines for finding in conflicts(line.code, line.modifiers, line.services)),
        *(finding for line in lines for finding in _too_many(line)),
    ]
    order = list(Severity)
    found.sort(key=lambda finding: order.index(finding.severity))
    return Claim(allocation, around, on, tuple(attributions), tuple(lines), tuple(found))


def _derived(session: Session, given: Attribution | None, kx: bool) -> tuple[str, ...]:
    """Give the modifiers that the visit itself calls for on a code."""
    derived = [PLAN[session.discipline]]
    derived += [given.modifier] if given and given.with_modifier else []
    return (*derived, "KX") if kx else tuple(derived)


def _lines(
    allocation: Allocation,
    around: Circumstances,
    code: str,
    given: Attribution | None,
    kx: bool,
    stated: Sequence[str],
    services: tuple[int, ...],
) -> list[ClaimLine]:
    """Write one line, or two where only part of the units carry the assistant's modifier."""
    parts = [(given.without, ""), (given.with_modifier, given.modifier)] if given else [(allocation.units[code], "")]
    charge = around.charges.get(code)
    grounds = [modifier for modifier in stated if modifier in BYPASS]
    others = [modifier for modifier in stated if modifier not in BYPASS]
    return [
        ClaimLine(
            code=code,
            units=units,
            modifiers=tuple(
                filter(None, [PLAN[allocation.session.discipline], assistant, *grounds, "KX" if kx else "", *others])
            ),
            pointers=POINTERS[: min(len(around.diagnoses), MOST_POINTERS)],
            charge=charge * units if charge is not None else None,
            minutes=allocation.countable.timed.get(code, 0),
            services=services,
        )
        for units, assistant in parts
        if units
    ]


def _threshold(session: Session, on: date, lines: Sequence[ClaimLine]) -> list[Finding]:
    """Say where the year's charges stand, also when KX was stated before they got there."""
    found = threshold_findings(session.discipline, session.year_to_date, on, thresholds())
    early = tuple(dict.fromkeys(line.code for line in lines if "KX" in line.modifiers))
    if not early or found[0].kind != "kx_not_needed":
        return found
    return [Finding("kx_early", Severity.WARNING, early, (), found[0].source, found[0].values)]


def _general(session: Session, on: date, is_medicare: bool) -> list[Finding]:
    """Say which date and whose rules were taken."""
    checked = rules()["cms"].checked
    found = []
    if session.date is None:
        values = MappingProxyType({"on": long_date(on)})
        found.append(Finding("no_date", Severity.NOTE, (), (), "our-arithmetic", values))
    elif session.date > checked:
        values = MappingProxyType({"on": long_date(on), "checked": long_date(checked)})
        found.append(Finding("after_checked", Severity.WARNING, (), (), "our-arithmetic", values))
    if not is_medicare:
        found.append(Finding("other_payer", Severity.NOTE, (), (), "cpm5-20.1"))
    return found


def _too_many(line: ClaimLine) -> list[Finding]:
    """Say when a line has more modifiers than the form has places."""
    if len(line.modifiers) <= MOST_MODIFIERS:
        return []
    values = MappingProxyType({"code": line.code, "modifiers": ", ".join(line.modifiers)})
    return [Finding("too_many_modifiers", Severity.ERROR, (line.code,), line.services, "cpm5-20.1", values)]
