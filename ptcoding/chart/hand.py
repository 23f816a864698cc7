"""The strip under the hand: every frame that a drag can reach, counted beforehand by the engine.

A script only picks a frame and draws it, so that the picture and the count cannot disagree. What it draws with stands
beside this module (`hand.js`, `hand.css`) and knows nothing of billing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.billing.count.left_out import counts
from ptcoding.billing.visit.session import Session
from ptcoding.chart.color import mark
from ptcoding.chart.layout import layout
from ptcoding.chart.strip import in_words
from ptcoding.explanation import in_order
from ptcoding.facts import Facts
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.words import templates

SCRIPT = Path(__file__).with_suffix(".js")
STYLE = Path(__file__).with_suffix(".css")
# Who drags further than an hour of one code types it instead; more lines than these would make a page heavy.
LONGEST, MOST_LINES = 60, 4
# The frames of some thirty visits: what many learners look at is counted once.
KEPT = 8_192

# Told apart by name: the four sentences of the count step by step.
STAGES = ("stage_given", "stage_apart", "stage_pooled", "stage_units")

Frame = list[list[Any]]


def hand(session: Session, now: Sequence[Allocation], *, keep_total: bool = False) -> dict[str, Any]:
    """Give all that the strip under the hand needs to be drawn and moved.

    Args:
        session: The visit.
        now: The same visit as it stands under each rule, ties settled, top row first.
        keep_total: Whether an edge between two codes is moved and the day's minutes stay, not the end of a code.

    Returns:
        Data fit for JSON: the lines, the rules, the frame that is shown first, the frames of each line that can be
        moved, by its minutes, and every word that is drawn.

    >>> from ptcoding import AMA, CMS
    >>> visit = Session.of({"97110": 33, "97140": 7})
    >>> told = hand(visit, [allocate(visit, rule) for rule in (CMS, AMA)])
    >>> [rule[0] for rule in told["frames"]["1"][8]]  # 33 + 8 is still three units, and 8 alone is now one
    [3, 3]
    """
    codes = session.facts.codes
    timed = [place for place, service in enumerate(session.services) if codes[service.code].timed]
    free = [place for place in timed if not session.services[place].intervals]
    movable = free if len(free) == len(timed) <= MOST_LINES else []
    rules = tuple(allocation.rule for allocation in now)
    # What was typed is no part of a frame, and a frame is kept for others.
    services = tuple(replace(service, region="") for service in session.services)
    bare = replace(session, services=services, year_to_date=0.0)
    return {
        "lines": [_line(session, place, place in movable) for place in timed],
        "rules": [rule.short for rule in rules],
        "needed": [rule.threshold for rule in rules],
        "now": [_row(allocation) for allocation in now],
        "keep": keep_total,
        "frames": _edges(bare, movable, rules) if keep_total else _ends(bare, movable, rules),
        "words": _words(),
        "alt": in_words(now),
    }


def moved(told: object) -> dict[int, int]:
    """Read what a drawing says was dragged.

    Args:
        told: What came from a browser, anything at all.

    Returns:
        Minutes by place of the service in the visit; none where no hand can have dragged that.

    >>> moved({"at": [[0, 33], [1, 8]], "when": 12}), moved({"at": [[0, 1441]]})
    ({0: 33, 1: 8}, {})
    """
    pairs = told.get("at") if isinstance(told, Mapping) else None
    if not isinstance(pairs, list) or len(pairs) > MOST_LINES:
        return {}
    try:
        found = {place: minutes for place, minutes in pairs if type(place) is type(minutes) is int}
    except (TypeError, ValueError):
        return {}
    return found if all(0 <= minutes <= 2 * LONGEST for minutes in found.values()) else {}


def with_minutes(session: Session, minutes: Mapping[int, int]) -> Session:
    """Give some services of a visit other minutes.

    Args:
        session: The visit.
        minutes: Minutes by place of the service.

    Returns:
        The visit with them.

    >>> with_minutes(Session.of({"97110": 33, "97140": 7}), {1: 8}).services[1].minutes
    8
    """
    services = (
        replace(service, minutes=minutes.get(place, service.minutes)) for place, service in enumerate(session.services)
    )
    return replace(session, services=tuple(services))


def _words() -> dict[str, Any]:
    said = templates()["hand"]
    return {name: one for name, one in said.items() if name not in STAGES} | {"stages": [said[key] for key in STAGES]}


def _line(session: Session, place: int, movable: bool) -> dict[str, Any]:
    service = session.services[place]
    look = mark(service.code)
    return {
        "place": place,
        "code": service.code,
        "name": session.facts.codes[service.code].short,
        "minutes": service.minutes,
        "counts": counts(session, service),
        "movable": movable and service.minutes <= LONGEST,
        "fill": look.fill,
        "text": look.text,
        "sign": look.sign,
    }


def _ends(session: Session, movable: Sequence[int], rules: tuple[CountingRule, ...]) -> dict[str, list[Frame]]:
    """Frames of each line over all its lengths, the others as they are."""
    return {
        str(place): [
            _frame(with_minutes(session, {place: minutes}), rules, session.facts) for minutes in range(LONGEST + 1)
        ]
        for place in movable
        if session.services[place].minutes <= LONGEST
    }


def _edges(session: Session, movable: Sequence[int], rules: tuple[CountingRule, ...]) -> dict[str, list[Frame]]:
    """Frames of each line over all lengths that it and the next can share."""
    found = {}
    for place, after in pairwise(movable):
        both = session.services[place].minutes + session.services[after].minutes
        if both <= 2 * LONGEST:
            found[str(place)] = [
                _frame(with_minutes(session, {place: minutes, after: both - minutes}), rules, session.facts)
                for minutes in range(both + 1)
            ]
    return found


@lru_cache(maxsize=KEPT)
def _frame(session: Session, rules: tuple[CountingRule, ...], _: Facts) -> Frame:
    """Count one visit under each rule; sessions are equal whatever facts they are read by, so those are named too."""
    return [_row(allocate(session, rule)) for rule in rules]


def _row(allocation: Allocation) -> list[Any]:
    """Units, the same by code, runs of minutes and blocks of one rule."""
    runs, blocks = layout(allocation)
    size = allocation.rule.unit_minutes
    earned = {code: units for code, units in allocation.units.items() if units}
    return [
        allocation.timed_units + sum(pot.units for pot in allocation.pots),
        in_order(earned) if earned else "",
        [[run.code, run.start, run.minutes, int(run.pays)] for run in runs],
        [[block.start, block.code, *(block.span or (size, allocation.rule.threshold))] for block in blocks],
    ]
