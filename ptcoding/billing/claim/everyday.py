"""Modifiers of every day that a biller states, and a code that was given in two encounters of a day."""

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from ptcoding.billing.claim.draft import ClaimLine, Draft
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.encounter import encounters, minutes_in
from ptcoding.facts.modifier import Modifier
from ptcoding.facts.rule import QUARTER
from ptcoding.facts.source import long_date
from ptcoding.finding import Finding, Severity

# What the engine itself judges elsewhere: plan, threshold, assistant, edits and notices.
JUDGED = frozenset({"plan", "threshold", "assistant", "edit", "notice"})
TELEHEALTH = "telehealth"
# Modifiers that may mark the line of a second encounter.
AGAIN = frozenset({"59", "XE", "76", "77"})
TELEHEALTH_PLACES = frozenset({"02", "10"})


def everyday_findings(draft: Draft) -> Iterator[Finding]:
    """Say of every modifier that is only stated where it belongs, and where telehealth lacks one.

    Args:
        draft: The claim as it is written.

    Returns:
        A finding for each modifier of each code, none for those that the engine judges elsewhere.
    """
    for code, modifier, line in _stated(draft):
        row = draft.facts.modifiers.get(modifier)
        if row is None:
            values = MappingProxyType({"code": code, "modifier": modifier})
            yield Finding("modifier_unknown", Severity.WARNING, (code,), line.services, "cpm5-20.1", values)
        elif row.group not in JUDGED:
            yield from _said(draft, line, row)
    if draft.circumstances.place in TELEHEALTH_PLACES:
        yield from _untold_telehealth(draft)


def _stated(draft: Draft) -> Iterator[tuple[str, str, ClaimLine]]:
    """Give each modifier of each code once, with the first line that has it."""
    seen: set[tuple[str, str]] = set()
    for line in draft.lines:
        for modifier in line.modifiers:
            if (line.code, modifier) not in seen:
                seen.add((line.code, modifier))
                yield line.code, modifier, line


def _said(draft: Draft, line: ClaimLine, row: Modifier) -> Iterator[Finding]:
    """Say whether a stated modifier belongs on its line."""
    values = {"code": line.code, "modifier": row.code, "name": row.name, "use": row.use, "avoid": row.avoid}
    kind, severity = "modifier_stated", Severity.NOTE
    if row.only is not None and line.code not in row.only:
        kind, severity = "modifier_misplaced", Severity.WARNING
    elif draft.is_medicare and row.medicare_until is not None and draft.on > row.medicare_until:
        kind, severity = "modifier_unread", Severity.WARNING
        values |= {"until": long_date(row.medicare_until), "on": long_date(draft.on)}
    yield Finding(kind, severity, (line.code,), line.services, row.sources[0], MappingProxyType(values))
    if row.places and draft.circumstances.place not in row.places:
        told = MappingProxyType(
            values | {"place": draft.circumstances.place, "places": " or ".join(sorted(row.places))}
        )
        yield Finding("modifier_place", Severity.NOTE, (line.code,), line.services, row.sources[0], told)


def _untold_telehealth(draft: Draft) -> Iterator[Finding]:
    """Say which codes lack a modifier though the place says telehealth."""
    groups = {row.code for row in draft.facts.modifiers.values() if row.group == TELEHEALTH}
    bare = tuple(dict.fromkeys(line.code for line in draft.lines if groups.isdisjoint(line.modifiers)))
    if bare:
        values = MappingProxyType({"place": draft.circumstances.place, "codes": ", ".join(bare)})
        yield Finding("telehealth_untold", Severity.NOTE, bare, (), "ngs-telehealth", values)


def encounter_findings(draft: Draft) -> Iterable[Finding]:
    """Say which codes were given in two encounters of the day, and how their lines are written.

    Args:
        draft: The claim as it is written.

    Returns:
        A finding for each such code.
    """
    for code in draft.billed:
        met = _met(draft, code)
        if len(met) < 2:  # noqa: PLR2004 - one encounter is the usual day
            continue
        values = MappingProxyType({"code": code, "times": " and ".join(str(span) for span, _ in met)})
        if not draft.is_medicare:
            yield Finding("second_encounter", Severity.WARNING, (code,), draft.where[code], "ngs-repeat", values)
        elif code in draft.allocation.countable.timed:
            yield Finding("second_encounter_medicare", Severity.NOTE, (code,), draft.where[code], "pcg-lines", values)


def _met(draft: Draft, code: str) -> list[tuple[Interval, int]]:
    """Give the encounters in which a code was given, each with its minutes."""
    spent = [(span, minutes_in(draft.session, code, span)) for span in encounters(draft.session)]
    return [(span, minutes) for span, minutes in spent if minutes]


def parts_of_encounters(draft: Draft, code: str, stated: Iterable[str]) -> list[tuple[int, int]]:
    """Divide the units of a code by encounter where its lines are to be told apart.

    Whole quarter-hours of each encounter come first; what is left goes to the longest rest, the earlier of equals.

    Args:
        draft: The claim as it is written.
        code: The procedure code.
        stated: The modifiers that stand on it.

    Returns:
        Units and minutes of each line, in the order of the day; one line where Medicare's rules hold, where no modifier
        for a second encounter is stated, or where an encounter would have no unit.
    """
    units, minutes = draft.allocation.units[code], draft.allocation.minutes_of(code)
    whole = [(units, minutes)]
    met = [] if draft.is_medicare or AGAIN.isdisjoint(stated) else _met(draft, code)
    if len(met) < 2:  # noqa: PLR2004 - one encounter needs no second line
        return whole
    parts = [spent // QUARTER for _, spent in met]
    for place in sorted(range(len(met)), key=lambda place: -(met[place][1] % QUARTER))[: units - sum(parts)]:
        parts[place] += 1
    if sum(parts) != units or not all(parts):
        return whole
    return [(part, spent if minutes else 0) for part, (_, spent) in zip(parts, met, strict=True)]
