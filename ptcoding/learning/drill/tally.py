"""How the visits of drills are weighed while they are drawn: a count of the drills' own, which never changes.

It is no answer. What is right comes from ``allocate`` alone; this decides which visit a seed gives, and a seed must
give the same visit for ever, also after the engine or a fact has been corrected. So nothing here reads the engine, the
codes or the rules: the numbers stand in the file of the series. Where the two part, a drill says that it was corrected.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ptcoding.billing.visit.session import Contact, Giver, Service

Units = dict[str, int]
_NOBODYS = (Giver.AIDE, Giver.STUDENT)
_NO_TREATMENT = (Contact.WAITING, Contact.PAPERWORK)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that a series weighs its visits by.

    Args:
        threshold: Minutes of a started unit that earn it.
        quarter: Minutes of a whole unit.
        pooled: Keys of the counting rules that round the day's total; any other rounds each code.
        untimed: Codes that are one unit whatever their minutes.
        pair: Fewest and most minutes that therapist and assistant each gave of two units left of one code, then fewest
            and most of both together, so that one unit is each one's.
    """

    threshold: int
    quarter: int
    pooled: tuple[str, ...]
    untimed: frozenset[str]
    pair: tuple[int, int, int, int]

    def units(self, minutes: int) -> int:
        """Round minutes to units.

        >>> cms = Numbers(8, 15, ("cms",), frozenset(), (9, 14, 23, 28))
        >>> [cms.units(minutes) for minutes in (7, 8, 22, 23)]
        [0, 1, 1, 2]
        """
        return (minutes + self.quarter - self.threshold) // self.quarter


@dataclass(frozen=True, slots=True)
class Tally:
    """A drawn visit, weighed.

    Args:
        numbers: What it is weighed by.
        is_pooled: Whether the day's total is rounded.
        services: The services in order.
        codes: The codes in order.
        timed: Minutes of each timed code that count, where any do.
        untimed: Minutes of each untimed code that was given.
        tied: Codes whose leftovers are equal on both sides of the last unit, none where nothing is left open.
        right: Every right answer.
    """

    numbers: Numbers
    is_pooled: bool
    services: tuple[Service, ...]
    codes: tuple[str, ...]
    timed: Mapping[str, int]
    untimed: Mapping[str, int]
    tied: tuple[str, ...]
    right: tuple[Units, ...]

    @property
    def whole(self) -> Units:
        """Whole quarter-hours of every timed code."""
        return {code: minutes // self.numbers.quarter for code, minutes in self.timed.items()}

    @property
    def spare(self) -> int:
        """Units of the rounded total beyond the whole quarter-hours."""
        return self.numbers.units(sum(self.timed.values())) - sum(self.whole.values())

    @property
    def is_claimable(self) -> bool:
        """Whether each code has units, and no minutes of an assistant are left that no rule divides."""
        return all(self.right[0].values()) and all(self._is_divided(code) for code in self.timed)

    def _is_divided(self, code: str) -> bool:
        given = [service for service in self.services if service.code == code and counts(service, timed=True)]
        assistant = sum(service.minutes for service in given if service.by is Giver.ASSISTANT)
        therapist = self.timed[code] - assistant
        own, rest = divmod(therapist, self.numbers.quarter)
        theirs, loose = divmod(assistant, self.numbers.quarter)
        if not loose or self.right[0][code] - own - theirs < 2:  # noqa: PLR2004 - one unit left is always settled
            return True
        least, most, both_least, both_most = self.numbers.pair
        return least <= rest <= most and least <= loose <= most and both_least <= rest + loose <= both_most


def tally(services: Sequence[Service], rule: str, numbers: Numbers) -> Tally:
    """Weigh a drawn visit.

    Args:
        services: Its services in order, their minutes entered without times.
        rule: Key of the counting rule that is asked for.
        numbers: The numbers of the series.

    Returns:
        The visit, weighed.

    >>> cms = Numbers(8, 15, ("cms",), frozenset(), (9, 14, 23, 28))
    >>> tally([Service("97110", 33), Service("97140", 7)], "cms", cms).right
    ({'97110': 2, '97140': 1},)
    """
    codes = tuple(dict.fromkeys(service.code for service in services))
    minutes = dict.fromkeys(codes, 0)
    given = set()
    for service in services:
        if counts(service, timed=service.code not in numbers.untimed):
            minutes[service.code] += service.minutes
            given.add(service.code)
    timed = {code: minutes[code] for code in codes if code not in numbers.untimed and minutes[code]}
    untimed = {code: minutes[code] for code in codes if code in numbers.untimed and code in given}
    is_pooled = rule in numbers.pooled
    tied, paid = _pooled(timed, numbers) if is_pooled else ((), [{code: numbers.units(timed[code]) for code in timed}])
    right = tuple({code: units.get(code, int(code in untimed)) for code in codes} for units in paid)
    return Tally(numbers, is_pooled, tuple(services), codes, timed, untimed, tied, right)


def counts(service: Service, *, timed: bool) -> bool:
    """Tell whether the minutes of a service count.

    Args:
        service: The service.
        timed: Whether its code is timed, so that it counts one-on-one only.

    Returns:
        Whether they do.

    >>> alone = Service("97110", 20, contact=Contact.ALONE)
    >>> counts(Service("97110", 20), timed=True), counts(alone, timed=True), counts(alone, timed=False)
    (True, False, True)
    """
    if service.by in _NOBODYS or service.contact in _NO_TREATMENT:
        return False
    return service.contact is Contact.ONE_ON_ONE or not timed


def largest(amounts: Mapping[str, int], number: int) -> Iterator[tuple[str, ...]]:
    """Give every choice of the codes with the largest amounts, several where amounts are equal.

    >>> list(largest({"97110": 7, "97112": 7, "97140": 2}, 1))
    [('97110',), ('97112',)]
    """
    ranked = sorted(amounts, key=lambda code: -amounts[code])
    if not 0 < number < len(ranked):
        yield tuple(ranked[:number])
        return
    edge = amounts[ranked[number - 1]]
    ahead = [code for code in ranked if amounts[code] > edge]
    level = [code for code in ranked if amounts[code] == edge]
    for chosen in combinations(level, number - len(ahead)):
        yield (*ahead, *chosen)


def _pooled(timed: Mapping[str, int], numbers: Numbers) -> tuple[tuple[str, ...], list[Units]]:
    """Round the total and give the units beyond whole quarter-hours to the largest leftovers: the tie, every way."""
    whole = {code: minutes // numbers.quarter for code, minutes in timed.items()}
    left = {code: minutes % numbers.quarter for code, minutes in timed.items() if minutes % numbers.quarter}
    spare = numbers.units(sum(timed.values())) - sum(whole.values())
    ways = list(largest(left, spare)) if spare > 0 else [()]
    edge = min((left[code] for code in ways[0]), default=0)
    tied = tuple(code for code in left if left[code] == edge) if len(ways) > 1 else ()
    return tied, [{code: own + (code in chosen) for code, own in whole.items()} for chosen in ways]
