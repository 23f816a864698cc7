"""What a biller must know about a claim: a list of finders, each of which looks at the whole draft."""

from collections.abc import Callable, Iterable
from datetime import date
from types import MappingProxyType

from ptcoding.billing.claim.assistant import assistant_findings
from ptcoding.billing.claim.diagnosis import diagnosis_findings
from ptcoding.billing.claim.draft import Draft
from ptcoding.billing.claim.edits import edit_findings, unread_finding
from ptcoding.billing.claim.everyday import encounter_findings, everyday_findings
from ptcoding.billing.claim.limit import limit_findings
from ptcoding.billing.claim.modifiers import conflicts, contradictions
from ptcoding.billing.claim.notices import notice_findings
from ptcoding.billing.claim.payer_rules import assistant_payer_findings, count_findings, payer_limit_findings
from ptcoding.billing.claim.plausible import charge_findings, length_findings
from ptcoding.billing.claim.supervision import supervision_findings
from ptcoding.billing.claim.telehealth import telehealth_findings
from ptcoding.billing.claim.threshold import threshold_findings
from ptcoding.billing.visit.circumstances import MOST_MODIFIERS
from ptcoding.facts.own import ICD
from ptcoding.facts.payer import MEDICARE
from ptcoding.facts.source import long_date
from ptcoding.finding import Finding, Severity

SAID_BEFORE = ("supervision_student", "supervision_aide")

Finder = Callable[[Draft], Iterable[Finding]]


def of_minutes(draft: Draft) -> Iterable[Finding]:
    """Say which minutes were left out."""
    return draft.allocation.findings


def of_what_looks_mistyped(draft: Draft) -> Iterable[Finding]:
    """Say which values can be and are more likely mistyped."""
    yield from length_findings(draft.session)
    yield from charge_findings(draft.session, draft.circumstances.charges)


def of_the_day(draft: Draft) -> Iterable[Finding]:
    """Say which date was taken."""
    given, checked = draft.session.date, draft.facts.edition.checked
    if given is None:
        values = MappingProxyType({"on": long_date(draft.on)})
        yield Finding("no_date", Severity.NOTE, (), (), "our-arithmetic", values)
    elif given > checked:
        values = MappingProxyType({"on": long_date(given), "checked": long_date(checked)})
        yield Finding("after_checked", Severity.WARNING, (), (), "our-arithmetic", values)
    else:
        yield from _before_the_card(draft, given)


def _before_the_card(draft: Draft, given: date) -> Iterable[Finding]:
    """Say when a day lies before everything that was read of the payer, as a mistyped year does."""
    card = draft.card or (draft.facts.payers.get(MEDICARE) if draft.is_medicare else None)
    if card is not None and card.since is not None and given < card.since:
        values = MappingProxyType({"on": long_date(given), "since": long_date(card.since), "payer": card.name})
        yield Finding("before_card", Severity.WARNING, (), (), card.sources[0], values)


def of_editions(draft: Draft) -> Iterable[Finding]:
    """Name the editions that the site took in itself and that hold on the day."""
    held = [own for own in draft.facts.editions if own.kind != ICD and own.since <= draft.on <= own.until]
    if held:
        values = MappingProxyType({"names": "; ".join(dict.fromkeys(own.name for own in held))})
        yield Finding("own_editions", Severity.NOTE, (), (), held[0].source.key, values)


def of_the_payer(draft: Draft) -> Iterable[Finding]:
    """Say when another payer's rules may hold, and what its card asks for."""
    if not draft.is_medicare:
        yield Finding("other_payer", Severity.NOTE, (), (), "cpm5-20.1")
    if draft.card is not None:
        yield from count_findings(draft.allocation, draft.card)
        yield from payer_limit_findings(draft.allocation, draft.card, draft.on)


def of_edits(draft: Draft) -> Iterable[Finding]:
    """Say which codes are not paid together."""
    return edit_findings(draft.billed, draft.on, draft.where, draft.facts.edits)


def of_unread_edits(draft: Draft) -> Iterable[Finding]:
    """Say which pairs were not looked up for the day; the files are Medicare's, so other claims are left alone."""
    found = unread_finding(draft.billed, draft.on, draft.where, draft.facts.edits) if draft.is_medicare else None
    return [found] if found else []


def of_limits(draft: Draft) -> Iterable[Finding]:
    """Say which codes have more units than are believed."""
    units = {code: draft.allocation.units[code] for code in draft.billed}
    return limit_findings(units, draft.on, draft.where, draft.facts.limits)


def of_stated(draft: Draft) -> Iterable[Finding]:
    """Say what became of modifiers that the user stated."""
    return draft.stated


def of_encounters(draft: Draft) -> Iterable[Finding]:
    """Say which codes were given in two encounters of the day."""
    return encounter_findings(draft)


def of_everyday_modifiers(draft: Draft) -> Iterable[Finding]:
    """Say where modifiers belong that are only stated."""
    return everyday_findings(draft)


def of_assistants(draft: Draft) -> Iterable[Finding]:
    """Say what an assistant's minutes change."""
    if draft.is_medicare:
        return assistant_findings(draft.allocation, draft.on, draft.facts.assistants)
    marked = [row.code for row in draft.attributions if row.with_modifier]
    return assistant_payer_findings(draft.card, draft.on, marked) if draft.card else ()


def of_supervision(draft: Draft) -> Iterable[Finding]:
    """Say who must watch over whom; minutes by an aide or a student are spoken of where they were left out."""
    found = supervision_findings(draft.session, draft.circumstances.setting, draft.on)
    return (one for one in found if one.kind not in SAID_BEFORE)


def of_the_threshold(draft: Draft) -> Iterable[Finding]:
    """Say where the year's charges stand, and on which lines KX belongs or was stated too early."""
    if not draft.is_medicare:
        return []
    stated = tuple(dict.fromkeys(line.code for line in draft.lines if "KX" in line.modifiers))
    return threshold_findings(draft.standing, draft.on, draft.facts.thresholds, stated)


def of_diagnoses(draft: Draft) -> Iterable[Finding]:
    """Say what concerns the diagnoses."""
    return diagnosis_findings(draft.circumstances.diagnoses, draft.session.date, draft.facts)


def of_lines(draft: Draft) -> Iterable[Finding]:
    """Say which modifiers cannot stand together, and which lines have more than the form has places for."""
    for line in draft.lines:
        yield from conflicts(line.code, line.modifiers, line.services)
        yield from contradictions(line.code, line.modifiers, line.services, draft.facts.modifiers)
    for line in draft.lines:
        if len(line.modifiers) > MOST_MODIFIERS:
            values = MappingProxyType({"code": line.code, "modifiers": ", ".join(line.modifiers)})
            yield Finding("too_many_modifiers", Severity.ERROR, (line.code,), line.services, "cpm5-20.1", values)


# In the order in which findings of one severity are shown.
FINDERS: tuple[Finder, ...] = (
    of_minutes,
    of_what_looks_mistyped,
    of_the_day,
    of_editions,
    of_the_payer,
    of_edits,
    of_unread_edits,
    of_limits,
    of_stated,
    of_encounters,
    of_everyday_modifiers,
    telehealth_findings,
    notice_findings,
    of_assistants,
    of_supervision,
    of_the_threshold,
    of_diagnoses,
    of_lines,
)
