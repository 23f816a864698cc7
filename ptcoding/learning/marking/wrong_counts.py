"""Wrong ways of turning minutes into units: another threshold, another scope, another divisor."""

from collections.abc import Iterator

from ptcoding.billing.count.allocation import Units
from ptcoding.facts.rule import Scope
from ptcoding.learning.marking.seen import Seen, by_minutes, handed_out, largest

# The belief in a unit for every eight minutes, whatever the rule's threshold.
EIGHT = 8


def each_alone(seen: Seen) -> Iterator[Units]:
    """Round each code alone where the total is asked."""
    return _each(seen, seen.rule.threshold)


def pooled_total(seen: Seen) -> Iterator[Units]:
    """Round the total where each code is asked."""
    return _pooled(seen, seen.rule.threshold)


def floor_each(seen: Seen) -> Iterator[Units]:
    """Count only the whole quarter-hours of each code."""
    return _each(seen, seen.rule.unit_minutes)


def floor_total(seen: Seen) -> Iterator[Units]:
    """Count only the whole quarter-hours of the total."""
    return _pooled(seen, seen.rule.unit_minutes)


def ceiling_each(seen: Seen) -> Iterator[Units]:
    """Count every started quarter-hour of each code."""
    return _each(seen, 1)


def ceiling_total(seen: Seen) -> Iterator[Units]:
    """Count every started quarter-hour of the total."""
    return _pooled(seen, 1)


def after_eight(seen: Seen) -> Iterator[Units]:
    """Ask for more minutes than the threshold instead of as many."""
    return _by_scope(seen, seen.rule.threshold + 1)


def before_eight(seen: Seen) -> Iterator[Units]:
    """Take half a quarter-hour, rounded down, for the threshold."""
    return _by_scope(seen, seen.rule.threshold - 1)


def every_eight(seen: Seen) -> Iterator[Units]:
    """Count a unit for every eight minutes."""
    yield {code: spent // EIGHT for code, spent in seen.timed.items()}


def one_each(seen: Seen) -> Iterator[Units]:
    """Bill every service once."""
    yield dict.fromkeys(seen.timed, 1)


def bonus_unit(seen: Seen) -> Iterator[Units]:
    """Add one unit whenever minutes are left over, to the largest leftover."""
    left = {code: spent % seen.rule.unit_minutes for code, spent in seen.timed.items()}
    for chosen in largest(left, 1) if any(left.values()) else ():
        yield {code: own + (code in chosen) for code, own in seen.whole.items()}


def small_leftovers_dropped(seen: Seen) -> Iterator[Units]:
    """Drop leftovers under the threshold before pooling them."""
    quarter = seen.rule.unit_minutes
    kept = {
        code: spent if spent % quarter >= seen.rule.threshold else spent - spent % quarter
        for code, spent in seen.timed.items()
    }
    return by_minutes(seen.rule, kept) if kept != seen.timed else iter(())


def _pooled(seen: Seen, threshold: int) -> Iterator[Units]:
    """Round the total by another threshold and hand the units out."""
    quarter = seen.rule.unit_minutes
    return handed_out(seen.timed, (seen.total + quarter - threshold) // quarter, quarter)


def _each(seen: Seen, threshold: int) -> Iterator[Units]:
    """Round every code alone by another threshold."""
    quarter = seen.rule.unit_minutes
    yield {code: (spent + quarter - threshold) // quarter for code, spent in seen.timed.items()}


def _by_scope(seen: Seen, threshold: int) -> Iterator[Units]:
    """Keep the scope of the rule and change its threshold."""
    if not 1 <= threshold <= seen.rule.unit_minutes:
        return iter(())
    return _pooled(seen, threshold) if seen.rule.scope is Scope.TOTAL else _each(seen, threshold)
