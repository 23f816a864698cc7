"""Wrong rules as the drills were set against them: none is ever changed, because that would change what is drawn.

``ptcoding.learning.marking`` has the wrong rules that explain an answer, and these may be improved. A wrong rule that a
new trap needs is added here; one that should work otherwise gets a name of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from ptcoding.learning.drill.tally import Tally, Units, counts, largest

_EIGHT = 8


def is_misled(seen: Tally, key: str) -> bool:
    """Tell whether a wrong rule gives only wrong answers on a visit.

    Args:
        seen: The visit, weighed.
        key: Name of the wrong rule.

    Returns:
        Whether it gives any answer, and none that is right.

    >>> from ptcoding.billing.visit.session import Service
    >>> from ptcoding.learning.drill.drill import drill_table
    >>> from ptcoding.learning.drill.tally import tally
    >>> numbers = drill_table().numbers
    >>> [is_misled(tally([Service("97110", spent)], "cms", numbers), "every_eight") for spent in (15, 16)]
    [False, True]
    """
    given = list(answers(seen, key))
    return bool(given) and not any(answer in seen.right for answer in given)


def answers(seen: Tally, key: str) -> Iterator[Units]:
    """Write the answers of a wrong rule for every code of a visit; what it says nothing about is as it should be.

    Args:
        seen: The visit, weighed.
        key: Name of the wrong rule.

    Yields:
        Units of every code of the visit; none where the rule that is asked for is not what it gets wrong.

    >>> from ptcoding.billing.visit.session import Service
    >>> from ptcoding.learning.drill.drill import drill_table
    >>> from ptcoding.learning.drill.tally import tally
    >>> seen = tally([Service("97110", 18), Service("97140", 20)], "cms", drill_table().numbers)
    >>> list(answers(seen, "rest_to_first")), seen.right
    ([{'97110': 2, '97140': 1}, {'97110': 2, '97140': 1}], ({'97110': 1, '97140': 2},))
    """
    for units in BELIEFS[key](seen):
        yield {code: units.get(code, own) for code, own in seen.right[0].items()}


def _handed_out(seen: Tally, minutes: Mapping[str, int], units: int) -> Iterator[Units]:
    """Give whole quarter-hours first and one unit each to the largest leftovers, round after round."""
    quarter = seen.numbers.quarter
    whole = {code: spent // quarter for code, spent in minutes.items()}
    spare = max(0, units - sum(whole.values()))
    rounds, left = divmod(spare, len(minutes)) if minutes else (0, 0)
    for chosen in largest({code: spent % quarter for code, spent in minutes.items()}, left):
        yield {code: own + rounds + (code in chosen) for code, own in whole.items()}


def _by_minutes(seen: Tally, minutes: Mapping[str, int]) -> Iterator[Units]:
    """Count other minutes by the rule that was asked for."""
    if seen.is_pooled:
        yield from _handed_out(seen, minutes, seen.numbers.units(sum(minutes.values())))
    else:
        yield {code: seen.numbers.units(spent) for code, spent in minutes.items()}


def _each(seen: Tally, threshold: int) -> Iterator[Units]:
    quarter = seen.numbers.quarter
    yield {code: (spent + quarter - threshold) // quarter for code, spent in seen.timed.items()}


def _pooled(seen: Tally, threshold: int) -> Iterator[Units]:
    quarter = seen.numbers.quarter
    return _handed_out(seen, seen.timed, (sum(seen.timed.values()) + quarter - threshold) // quarter)


def _by_scope(seen: Tally, threshold: int) -> Iterator[Units]:
    return _pooled(seen, threshold) if seen.is_pooled else _each(seen, threshold)


def _given_to(seen: Tally, order: Iterable[str]) -> Iterator[Units]:
    """Give the units beyond the whole quarter-hours to codes in an order: all to the first, or one to each."""
    ranked = list(order)
    if seen.spare <= 0 or len(ranked) < 2:  # noqa: PLR2004 - with one code there is nothing to choose
        return
    for taken in ([ranked[0]] * seen.spare, ranked[: seen.spare]):
        yield {code: own + taken.count(code) for code, own in seen.whole.items()}


def _each_alone(seen: Tally) -> Iterator[Units]:
    return _each(seen, seen.numbers.threshold)


def _pooled_total(seen: Tally) -> Iterator[Units]:
    return _pooled(seen, seen.numbers.threshold)


def _floor_each(seen: Tally) -> Iterator[Units]:
    return _each(seen, seen.numbers.quarter)


def _ceiling_each(seen: Tally) -> Iterator[Units]:
    return _each(seen, 1)


def _after_eight(seen: Tally) -> Iterator[Units]:
    return _by_scope(seen, seen.numbers.threshold + 1)


def _before_eight(seen: Tally) -> Iterator[Units]:
    return _by_scope(seen, seen.numbers.threshold - 1)


def _every_eight(seen: Tally) -> Iterator[Units]:
    yield {code: spent // _EIGHT for code, spent in seen.timed.items()}


def _one_each(seen: Tally) -> Iterator[Units]:
    yield dict.fromkeys(seen.timed, 1)


def _small_dropped(seen: Tally) -> Iterator[Units]:
    kept = {code: spent for code, spent in seen.timed.items() if spent >= seen.numbers.threshold}
    if len(kept) < len(seen.timed):
        for units in _by_minutes(seen, kept):
            yield {code: units.get(code, 0) for code in seen.timed}


def _small_leftovers_dropped(seen: Tally) -> Iterator[Units]:
    quarter, threshold = seen.numbers.quarter, seen.numbers.threshold
    kept = {
        code: spent if spent % quarter >= threshold else spent - spent % quarter for code, spent in seen.timed.items()
    }
    return _by_minutes(seen, kept) if kept != seen.timed else iter(())


def _all_to_longest(seen: Tally) -> Iterator[Units]:
    units = seen.numbers.units(sum(seen.timed.values()))
    for chosen in largest(seen.timed, 1) if len(seen.timed) > 1 else ():
        yield {code: units * (code in chosen) for code in seen.timed}


def _rest_to_longest(seen: Tally) -> Iterator[Units]:
    for chosen in largest(seen.timed, 1) if seen.timed else ():
        others = sorted((code for code in seen.timed if code not in chosen), key=lambda code: -seen.timed[code])
        yield from _given_to(seen, [*chosen, *others])


def _rest_to_last(seen: Tally) -> Iterator[Units]:
    return _given_to(seen, reversed(list(seen.timed)))


def _rest_to_first(seen: Tally) -> Iterator[Units]:
    return _given_to(seen, seen.timed)


def _tie_both(seen: Tally) -> Iterator[Units]:
    return _tied(seen, 1)


def _tie_neither(seen: Tally) -> Iterator[Units]:
    return _tied(seen, 0)


def _tied(seen: Tally, each: int) -> Iterator[Units]:
    if seen.tied:
        whole, right = seen.whole, seen.right[0]
        yield {code: whole[code] + each if code in seen.tied else right[code] for code in seen.timed}


def _stretches_apart(seen: Tally) -> Iterator[Units]:
    stretches: dict[str, list[int]] = {code: [] for code in seen.timed}
    for service in seen.services:
        if service.code in stretches and counts(service, timed=True):
            stretches[service.code].append(service.minutes)
    if any(len(minutes) > 1 for minutes in stretches.values()):
        yield {code: sum(map(seen.numbers.units, minutes)) for code, minutes in stretches.items()}


def _uncounted_counted(seen: Tally) -> Iterator[Units]:
    timed = [code for code in seen.codes if code not in seen.numbers.untimed]
    if all(counts(service, timed=service.code in timed) for service in seen.services):
        return
    entered = dict.fromkeys(timed, 0)
    for service in seen.services:
        if service.code in entered:
            entered[service.code] += service.minutes
    yield from _by_minutes(seen, entered)


def _untimed_pooled(seen: Tally) -> Iterator[Units]:
    if not seen.untimed or not seen.timed:
        return
    units = seen.numbers.units(sum(seen.timed.values()) + sum(seen.untimed.values()))
    for number in (units, units - len(seen.untimed)):
        if number >= sum(seen.whole.values()):
            yield from _handed_out(seen, seen.timed, number)


def _untimed_as_timed(seen: Tally) -> Iterator[Units]:
    if seen.untimed and seen.timed:
        yield from _by_minutes(seen, {**seen.timed, **seen.untimed})


def _untimed_by_minutes(seen: Tally) -> Iterator[Units]:
    return _with_untimed(seen, {code: seen.numbers.units(spent) for code, spent in seen.untimed.items()})


def _untimed_needs_eight(seen: Tally) -> Iterator[Units]:
    kept = {code: int(spent >= seen.numbers.threshold) for code, spent in seen.untimed.items()}
    return _with_untimed(seen, kept) if 0 in kept.values() else iter(())


def _with_untimed(seen: Tally, untimed: Units) -> Iterator[Units]:
    if untimed:
        yield from ({**right, **untimed} for right in seen.right)


Belief = Callable[[Tally], Iterator[Units]]


def _where_pooled(belief: Belief) -> Belief:
    """Keep a belief to rules that round the day's total."""
    return lambda seen: belief(seen) if seen.is_pooled else iter(())


def _where_each(belief: Belief) -> Belief:
    """Keep a belief to rules that round each code."""
    return lambda seen: iter(()) if seen.is_pooled else belief(seen)


BELIEFS: Mapping[str, Belief] = MappingProxyType(
    {
        "after_eight": _after_eight,
        "all_to_longest": _where_pooled(_all_to_longest),
        "before_eight": _before_eight,
        "ceiling_each": _ceiling_each,
        "each_alone": _where_pooled(_each_alone),
        "every_eight": _every_eight,
        "floor_each": _floor_each,
        "one_each": _one_each,
        "pooled_total": _where_each(_pooled_total),
        "rest_to_first": _where_pooled(_rest_to_first),
        "rest_to_last": _where_pooled(_rest_to_last),
        "rest_to_longest": _where_pooled(_rest_to_longest),
        "small_dropped": _where_pooled(_small_dropped),
        "small_leftovers_dropped": _where_pooled(_small_leftovers_dropped),
        "stretches_apart": _stretches_apart,
        "tie_both": _where_pooled(_tie_both),
        "tie_neither": _where_pooled(_tie_neither),
        "uncounted_counted": _uncounted_counted,
        "untimed_as_timed": _where_pooled(_untimed_as_timed),
        "untimed_by_minutes": _untimed_by_minutes,
        "untimed_needs_eight": _untimed_needs_eight,
        "untimed_pooled": _where_pooled(_untimed_pooled),
    }
)
