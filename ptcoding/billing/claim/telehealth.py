"""Telehealth on Medicare's claim: whether therapists may bill it on the day, and which codes were on the list."""

from collections.abc import Iterator
from types import MappingProxyType

from ptcoding.billing.claim.draft import Draft
from ptcoding.billing.claim.everyday import TELEHEALTH, TELEHEALTH_PLACES
from ptcoding.facts.source import long_date
from ptcoding.finding import Finding, Severity


def telehealth_findings(draft: Draft) -> Iterator[Finding]:
    """Say what Medicare allows of a visit by telehealth.

    Args:
        draft: The claim as it is written.

    Yields:
        Whether therapists may bill it on the day, and where they may, which codes stood on the list that was read;
        nothing for another payer or a visit in person.
    """
    codes = _remote(draft)
    if not codes or not draft.is_medicare:
        return
    table = draft.facts.telehealth
    permission = table.on(draft.on)
    if permission is None:
        before = draft.on < (table.permissions[0].since or draft.on)
        bound = table.permissions[0].since if before else table.permissions[-1].until
        said = {"on": long_date(draft.on), "bound": long_date(bound or draft.on)}
        kind = "telehealth_not_yet" if before else "telehealth_over"
        source = table.permissions[0 if before else -1].sources[0]
        yield Finding(kind, Severity.WARNING, codes, (), source, MappingProxyType(said))
        return
    told = {"until": long_date(permission.until) if permission.until else "", "text": permission.text}
    yield Finding("telehealth_allowed", Severity.NOTE, codes, (), permission.sources[0], MappingProxyType(told))
    unlisted = tuple(code for code in codes if table.listed(code) is None)
    for kind, severity, named in (
        ("telehealth_unlisted", Severity.WARNING, unlisted),
        ("telehealth_listed", Severity.NOTE, tuple(code for code in codes if code not in unlisted)),
    ):
        if named:
            newest = table.lists[0] if kind == "telehealth_unlisted" else table.listed(named[0]) or table.lists[0]
            values = {"codes": ", ".join(named), "as_of": long_date(newest.as_of)}
            yield Finding(kind, severity, named, (), newest.sources[0], MappingProxyType(values))


def _remote(draft: Draft) -> tuple[str, ...]:
    """Give the codes that the place, or a modifier on their line, says were given by telehealth."""
    marks = {row.code for row in draft.facts.modifiers.values() if row.group == TELEHEALTH}
    everywhere = draft.circumstances.place in TELEHEALTH_PLACES
    return tuple(dict.fromkeys(line.code for line in draft.lines if everywhere or not marks.isdisjoint(line.modifiers)))
