"""What each timed code gets out of its minutes: one rounding, over the day's total or over each code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ptcoding.facts.rule import CountingRule, Scope


@dataclass(frozen=True, slots=True)
class Share:
    """What one timed code gets out of its minutes.

    Args:
        code: The code.
        minutes: Its counted minutes.
        whole: Units from whole quarter-hours.
        leftover: Minutes beyond those, 0 to 14.
        spare: 1 when the leftover earned a unit, else 0.
    """

    code: str
    minutes: int
    whole: int
    leftover: int
    spare: int

    @property
    def units(self) -> int:
        """Units of the code."""
        return self.whole + self.spare


@dataclass(frozen=True, slots=True)
class Tie:
    """Equal leftovers that compete for fewer units: the clinician chooses.

    Args:
        codes: The codes with the same leftover, in the order entered.
        units: How many of them get one unit each.
        leftover: Their leftover minutes.
    """

    codes: tuple[str, ...]
    units: int
    leftover: int

    def choices(self) -> tuple[tuple[str, ...], ...]:
        """Give every way to choose the codes that get a unit."""
        return tuple(combinations(self.codes, self.units))


Shares = tuple[Share, ...]


def share_out(timed: Mapping[str, int], rule: CountingRule) -> tuple[Shares, Tie | None]:
    """Round the minutes of the timed codes into units.

    Args:
        timed: Minutes that count, by code in the order entered.
        rule: The counting rule; its scope says what is rounded.

    Returns:
        What each code gets, and the tie that the clinician decides, None when there is none.

    >>> from ptcoding import CMS
    >>> shares, tie = share_out({"97110": 33, "97140": 7}, CMS)
    >>> [share.units for share in shares], tie
    ([2, 1], None)
    """
    return _over_total(timed, rule) if rule.scope is Scope.TOTAL else (_over_each(timed, rule), None)


def _over_total(timed: Mapping[str, int], rule: CountingRule) -> tuple[Shares, Tie | None]:
    """Round the total, then hand the units out: whole quarter-hours first, the rest to the largest leftovers."""
    bare = tuple(Share(code, minutes, *divmod(minutes, rule.unit_minutes), 0) for code, minutes in timed.items())
    spare = rule.units(sum(timed.values())) - sum(share.whole for share in bare)
    # Sorting is stable, so equal leftovers stay in the order entered.
    ranked = sorted((share for share in bare if share.leftover), key=lambda share: -share.leftover)
    winners = ranked[:spare]
    return tuple(replace(share, spare=1) if share in winners else share for share in bare), _tie(ranked, spare)


def _tie(ranked: Sequence[Share], spare: int) -> Tie | None:
    """Find the equal leftovers on both sides of the last unit."""
    if not 0 < spare < len(ranked) or ranked[spare - 1].leftover != ranked[spare].leftover:
        return None
    level = ranked[spare].leftover
    tied = tuple(share.code for share in ranked if share.leftover == level)
    ahead = sum(share.leftover > level for share in ranked)
    return Tie(tied, spare - ahead, level)


def _over_each(timed: Mapping[str, int], rule: CountingRule) -> Shares:
    """Round every code alone."""
    shares = []
    for code, minutes in timed.items():
        whole, leftover = divmod(minutes, rule.unit_minutes)
        shares.append(Share(code, minutes, whole, leftover, rule.units(minutes) - whole))
    return tuple(shares)
