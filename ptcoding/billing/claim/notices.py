"""Notices of non-coverage on Medicare's claim: what GA, GX, GY and GZ say, and where one is missing or wrong."""

from collections.abc import Iterator
from types import MappingProxyType

from ptcoding.billing.claim.draft import Draft
from ptcoding.billing.claim.modifiers import NOTICES
from ptcoding.finding import Finding, Severity

# What says that a service is not necessary, where the others say that it is no benefit.
NECESSITY = ("GA", "GZ")


def notice_findings(draft: Draft) -> Iterator[Finding]:
    """Say what the notices of a claim mean, and which codes call for another or for one at all.

    Args:
        draft: The claim as it is written.

    Yields:
        For each code: what each stated notice says, that GA leaves no room for KX, that one for necessity does not fit
        a service that is never covered, or that such a service has none; nothing for another payer, which has no such
        notices.
    """
    if not draft.is_medicare:
        return
    for code in draft.billed:
        stated = [modifier for modifier in NOTICES if modifier in draft.circumstances.stated.get(code, ())]
        lines = draft.where[code]
        for modifier in stated:
            row = draft.facts.modifiers[modifier]
            values = {"code": code, "modifier": modifier, "name": row.name, "use": row.use, "avoid": row.avoid}
            yield Finding("notice_stated", Severity.NOTE, (code,), lines, row.sources[0], MappingProxyType(values))
        if "GA" in stated and draft.standing is not None and code in draft.standing.above:
            values = {"code": code, "amount": f"{draft.standing.threshold.amount:,}"}
            yield Finding("notice_for_kx", Severity.NOTE, (code,), lines, "ngs-notice", MappingProxyType(values))
        if draft.facts.codes[code].uncovered:
            yield from _uncovered(code, stated, lines, draft.facts.codes[code].sources[0])


def _uncovered(code: str, stated: list[str], lines: tuple[int, ...], source: str) -> Iterator[Finding]:
    """Judge the notices of a code that Medicare does not cover from a therapist."""
    wrong = [modifier for modifier in stated if modifier in NECESSITY]
    values = MappingProxyType({"code": code, "modifiers": " and ".join(wrong)})
    if wrong:
        yield Finding("notice_not_necessity", Severity.WARNING, (code,), lines, source, values)
    elif not stated:
        yield Finding("notice_missing", Severity.WARNING, (code,), lines, source, values)
    elif "GY" not in stated:
        yield Finding("notice_without_gy", Severity.WARNING, (code,), lines, "xifin-notice", values)
