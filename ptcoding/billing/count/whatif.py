"""What one minute more or less would change: how sensitive a visit is when its times are audited.

This is never advice to add minutes: the note and the clock decide, not the unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.billing.visit.clock import MINUTES_PER_DAY
from ptcoding.billing.visit.session import Service, Session
from ptcoding.facts.rule import CountingRule, Scope


@dataclass(frozen=True, slots=True)
class Margin:
    """How far minutes stand from the thresholds around them.

    Args:
        code: The code, or empty for the day's total.
        minutes: The minutes.
        units: The units they make.
        slack: Minutes that could fall away before a unit is lost; None when there is no unit to lose.
        to_next: Minutes to the next unit.
    """

    code: str
    minutes: int
    units: int
    slack: int | None
    to_next: int


@dataclass(frozen=True, slots=True)
class Nudge:
    """What a single minute more or less of one code changes.

    Args:
        code: The code whose minutes move.
        delta: 1 or -1.
        before: Units per code as they stand.
        after: Units per code then.
        tie_before: Whether the visit as it stands leaves a choice to the clinician.
        tie_after: Whether the moved visit does.
    """

    code: str
    delta: int
    before: Mapping[str, int]
    after: Mapping[str, int]
    tie_before: bool
    tie_after: bool

    @property
    def moved(self) -> Mapping[str, int]:
        """Units gained or lost, by code, where any are."""
        return MappingProxyType(
            {code: self.after[code] - units for code, units in self.before.items() if self.after[code] != units}
        )


def margins(allocation: Allocation) -> tuple[Margin, ...]:
    """Measure the distance to the thresholds on both sides.

    Args:
        allocation: The units of a visit.

    Returns:
        One margin for the day's total, or one per timed code where codes are counted alone.

    >>> from ptcoding import CMS
    >>> margins(allocate(Session.of({"97110": 33, "97140": 7}), CMS))
    (Margin(code='', minutes=40, units=3, slack=2, to_next=13),)
    """
    if allocation.rule.scope is Scope.TOTAL:
        return (_margin("", allocation.timed_minutes, allocation.rule),)
    return tuple(_margin(share.code, share.minutes, allocation.rule) for share in allocation.shares)


def _margin(code: str, minutes: int, rule: CountingRule) -> Margin:
    units = rule.units(minutes)
    low, high = rule.span(units)
    return Margin(code, minutes, units, minutes - low if units else None, high + 1 - minutes)


def nudges(allocation: Allocation) -> tuple[Nudge, ...]:
    """Try one minute more and one minute less of every counted timed code.

    Args:
        allocation: The units of a visit.

    Returns:
        The trials that move a unit or open or close a tie.

    >>> from ptcoding import CMS
    >>> [(n.code, n.delta, dict(n.moved)) for n in nudges(allocate(Session.of({"97110": 22}), CMS))]
    [('97110', 1, {'97110': 1})]
    """
    base = {share.code: share.minutes for share in allocation.shares}
    before = allocation.units
    found = []
    for share in allocation.shares:
        for delta in (1, -1):
            minutes = {**base, share.code: share.minutes + delta}
            if minutes[share.code] < 0 or sum(minutes.values()) > MINUTES_PER_DAY:
                continue
            services = tuple(Service(code, spent) for code, spent in minutes.items())
            moved = allocate(Session(services, facts=allocation.session.facts), allocation.rule)
            after = {code: moved.units.get(code, units) for code, units in before.items()}
            ties = allocation.tie is not None, moved.tie is not None
            nudge = Nudge(share.code, delta, before, MappingProxyType(after), *ties)
            if nudge.tie_before != nudge.tie_after or (nudge.moved and not nudge.tie_before):
                found.append(nudge)
    return tuple(found)


def vary(session: Session, line: int, delta: int) -> Session:
    """Make the visit with one service a minute longer or shorter.

    Args:
        session: The visit.
        line: Position of the service, from 0.
        delta: Minutes to add, negative to take away.

    Returns:
        The varied visit; clock times move at their last end.

    Raises:
        VisitError: If the minutes leave what a visit may hold.

    >>> vary(Session.of({"97110": 22}), 0, 1).services[0].minutes
    23
    """
    service = session.services[line]
    intervals = service.intervals
    if intervals:
        last = intervals[-1]
        intervals = (*intervals[:-1], replace(last, end=last.end + delta))
    varied = replace(service, minutes=service.minutes + delta, intervals=intervals)
    return replace(session, services=(*session.services[:line], varied, *session.services[line + 1 :]))
