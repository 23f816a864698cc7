"""Which units of a visit carry the assistant's modifier: who gave the minutes decides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ptcoding.billing.claim.assistant_split import UNCLEAR, split_timed, split_untimed
from ptcoding.billing.claim.modifiers import PAIRED, PLAN
from ptcoding.billing.claim.ten_percent import ways_finding
from ptcoding.billing.count.addon import on_both
from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.count.share import Share
from ptcoding.billing.count.step import Step
from ptcoding.billing.visit.session import Discipline, Giver
from ptcoding.facts.assistant import AssistantTable, AssistantTerm, Barred
from ptcoding.facts.source import long_date
from ptcoding.finding import Finding, Severity

# The finding that the last step leads to, with a modifier on some unit and without.
_WITH = {
    "part": "assistant_part",
    "whole": "assistant_part",
    "pair": "assistant_pair",
    "untimed_part": "assistant_untimed",
}
_WITHOUT = {
    "final": "assistant_final",
    "small": "assistant_none",
    "untimed_small": "assistant_none",
    "rest": "assistant_rest",
}


@dataclass(frozen=True, slots=True)
class Attribution:
    """How the units of one code divide between therapist and assistant.

    Args:
        code: The code.
        modifier: ``CQ`` or ``CO`` where at least one unit carries it, else empty.
        with_modifier: Units that carry it.
        without: Units that do not.
        steps: The reasoning in order; empty where no assistant's minutes are concerned.
    """

    code: str
    modifier: str
    with_modifier: int
    without: int
    steps: tuple[Step, ...]

    @property
    def is_settled(self) -> bool:
        """Whether a rule that was read decides every unit."""
        return not any(step.kind in UNCLEAR for step in self.steps)


def attribute(allocation: Allocation, on: date | None, table: AssistantTable) -> tuple[Attribution, ...]:
    """Say which units of a visit carry the assistant's modifier.

    Whole quarter-hours of one code by one person are that person's units; what is left of the code is
    judged by the minutes each gave of it. Minutes treated together are the therapist's. This is
    Medicare's rule: whether another payer follows it, the contract says.

    Args:
        allocation: The units of the visit.
        on: Date of service, None for the rule as last checked.
        table: The rule's numbers.

    Returns:
        One attribution for each code with units, in the order of the visit.

    Source: CMS Therapy Services page; 42 CFR 410.60(a)(4).

    >>> from ptcoding import CMS, Service, Session, allocate
    >>> visit = Session((Service("97110", 14), Service("97110", 12, by=Giver.ASSISTANT)))
    >>> from ptcoding.facts import facts
    >>> rows = attribute(allocate(visit, CMS), date(2026, 3, 2), facts().assistants)
    >>> [(row.code, row.with_modifier, row.without) for row in rows]
    [('97110', 1, 1)]
    """
    terms = table.on(on)
    modifier = _modifier(allocation.session.discipline) if terms else ""
    codes = allocation.session.facts.codes
    bases = dict.fromkeys(codes.base_of(code) for code, units in allocation.units.items() if units)
    return tuple(row for code in bases for row in _rows(allocation, code, modifier, terms))


def assistant_findings(allocation: Allocation, on: date | None, table: AssistantTable) -> tuple[Finding, ...]:
    """Say what a biller must know about an assistant's minutes.

    Args:
        allocation: The units of the visit.
        on: Date of service, None for the rule as last checked.
        table: The rule's numbers.

    Returns:
        Findings: codes that are not an assistant's, then each code's modifier and why, where the ways to work out the
        10 percent differ, a tie that also decides a modifier, and the payment; none where no assistant treated apart
        from the therapist.
    """
    terms = table.on(on)
    attributions = attribute(allocation, on, table)
    return (
        *_barred(allocation, table.barred),
        *_outside(allocation, table, terms),
        *(_explained(allocation, row, terms) for row in attributions if row.steps),
        *_ways(allocation, attributions, terms),
        *_choice(allocation, terms),
        *_payment(attributions, terms),
    )


def _modifier(discipline: Discipline) -> str:
    """Give the assistant's modifier of a plan of care, empty where there is none."""
    return next((code for code, plan in PAIRED.items() if plan == PLAN[discipline]), "")


def _given(allocation: Allocation, code: str) -> tuple[int, int, Mapping[Giver, int]]:
    """Give the minutes of a code by the therapist, alone or together, and by the assistant alone."""
    givers = allocation.countable.by_giver[allocation.session.facts.codes.base_of(code)]
    assistant = givers.get(Giver.ASSISTANT, 0)
    return sum(givers.values()) - assistant, assistant, givers


def _rows(
    allocation: Allocation, code: str, modifier: str, terms: Mapping[str, AssistantTerm]
) -> tuple[Attribution, ...]:
    """Divide the units of a code, those of a pair between its two codes.

    A pair has one pot of minutes, and who gave its first span is not entered: where only a part of the units carries
    the modifier, the add-on's do first.
    """
    codes = allocation.session.facts.codes
    billed = on_both(code, sum(allocation.units[one] for one in codes.pair(code)), codes)
    whole = _attribution(allocation, code, sum(billed.values()), modifier, terms)
    rows: list[Attribution] = []
    for one, units in reversed(list(billed.items())):
        part = min(units, whole.with_modifier - sum(row.with_modifier for row in rows))
        # The reasoning of a pair stands at the codes that carry the modifier, and once where none does.
        steps = whole.steps if part or not rows else ()
        rows += [Attribution(one, whole.modifier if part else "", part, units - part, steps)] if units else []
    return tuple(reversed(rows))


def _attribution(
    allocation: Allocation, code: str, units: int, modifier: str, terms: Mapping[str, AssistantTerm]
) -> Attribution:
    therapist, assistant, givers = _given(allocation, code)
    if not modifier or Giver.ASSISTANT not in givers:
        return Attribution(code, "", 0, units, ())
    if code in allocation.countable.timed:
        marked, steps = split_timed(code, therapist, assistant, units, modifier, terms)
    else:
        marked, steps = split_untimed(code, givers, units, modifier, terms)
    return Attribution(code, modifier if marked else "", marked, units - marked, steps)


def _lines(allocation: Allocation, code: str) -> tuple[int, ...]:
    """Give the positions of the services of a code by an assistant."""
    services = enumerate(allocation.session.services)
    base_of = allocation.session.facts.codes.base_of
    return tuple(
        line for line, service in services if base_of(service.code) == base_of(code) and service.by is Giver.ASSISTANT
    )


def _finding(
    kind: str, severity: Severity, allocation: Allocation, codes: tuple[str, ...], source: str, /, **values: object
) -> Finding:
    lines = tuple(sorted(line for code in codes for line in _lines(allocation, code)))
    return Finding(kind, severity, codes, lines, source, MappingProxyType(values))


def _barred(allocation: Allocation, barred: Iterable[Barred]) -> Iterable[Finding]:
    """Name the codes with an assistant's minutes that no assistant may furnish."""
    for row in barred:
        for code, givers in allocation.countable.by_giver.items():
            if code in row.codes and Giver.ASSISTANT in givers:
                yield _finding("assistant_evaluation", Severity.ERROR, allocation, (code,), row.sources[0], code=code)


def _outside(allocation: Allocation, table: AssistantTable, terms: Mapping[str, AssistantTerm]) -> Iterable[Finding]:
    """Name an assistant's minutes to which no modifier applies: under another plan, or too early."""
    codes = [code for code, givers in allocation.countable.by_giver.items() if Giver.ASSISTANT in givers]
    began, first = min(((row.since or date.max, row) for row in table.terms), key=lambda pair: pair[0])
    for code in codes:
        if not _modifier(allocation.session.discipline):
            yield _finding("assistant_speech", Severity.ERROR, allocation, (code,), "bpm15-230.3", code=code)
        elif not terms:
            since = long_date(began)
            yield _finding(
                "assistant_before", Severity.NOTE, allocation, (code,), first.sources[0], code=code, since=since
            )


def _explained(allocation: Allocation, row: Attribution, terms: Mapping[str, AssistantTerm]) -> Finding:
    """Say which units of a code carry the modifier, and why."""
    therapist, assistant, _ = _given(allocation, row.code)
    last = row.steps[-1]
    if not row.is_settled:
        kind = "assistant_unclear"
    elif not row.with_modifier:
        kind = _WITHOUT[last.kind]
    elif not therapist:
        kind = "assistant_whole"
    else:
        kind = _WITH.get(last.kind, "assistant_blocks")
    modifier = _modifier(allocation.session.discipline)
    values = {
        **{name: term.value for name, term in terms.items()},
        "code": row.code,
        "modifier": modifier,
        "plan": PAIRED[modifier],
        "with_modifier": row.with_modifier,
        "without": row.without,
        "therapist": therapist,
        "assistant": assistant,
    }
    severity = Severity.NOTE if row.is_settled else Severity.WARNING
    return _finding(kind, severity, allocation, (row.code,), last.source, **values)


def _ways(
    allocation: Allocation, attributions: Iterable[Attribution], terms: Mapping[str, AssistantTerm]
) -> Iterable[Finding]:
    """Say of which codes the 10 percent comes out differently by another way to work it out."""
    for row in attributions:
        found = ways_finding(row.steps[-1], terms, _lines(allocation, row.code)) if row.steps else None
        if found:
            yield found


def _choice(allocation: Allocation, terms: Mapping[str, AssistantTerm]) -> Iterable[Finding]:
    """Say when the clinician's choice in a tie also decides about a modifier."""
    modifier = _modifier(allocation.session.discipline)
    if allocation.tie is None or not terms or not modifier:
        return
    tied = [share for share in allocation.shares if share.code in allocation.tie.codes]
    carrying = [share.code for share in tied if _extra_marked(allocation, share, modifier, terms)]
    free = [share.code for share in tied if share.code not in carrying]
    if carrying and free:
        values = {"codes": ", ".join(allocation.tie.codes), "modifier": modifier}
        values |= {"carrying": ", ".join(carrying), "free": ", ".join(free)}
        source = terms["block"].sources[0]
        yield _finding("assistant_choice", Severity.NOTE, allocation, allocation.tie.codes, source, **values)


def _extra_marked(allocation: Allocation, share: Share, modifier: str, terms: Mapping[str, AssistantTerm]) -> bool:
    """Tell whether one more unit for a tied code would carry the modifier."""
    therapist, assistant, _ = _given(allocation, share.code)
    before, after = (
        split_timed(share.code, therapist, assistant, units, modifier, terms)[0]
        for units in (share.whole, share.whole + 1)
    )
    return after > before


def _payment(attributions: Sequence[Attribution], terms: Mapping[str, AssistantTerm]) -> Iterable[Finding]:
    """Say what units with the modifier are paid, once for the visit."""
    marked = [row for row in attributions if row.with_modifier]
    if marked and "rate" in terms:
        values = {name: terms[name].value for name in ("rate", "coinsurance", "net")}
        values_named = MappingProxyType({**values, "modifier": marked[0].modifier})
        codes = tuple(row.code for row in marked)
        yield Finding("assistant_payment", Severity.NOTE, codes, (), terms["rate"].sources[0], values_named)
