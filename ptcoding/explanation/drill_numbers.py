"""The numbers of a visit and of an answer, as the refutations of wrong rules quote them."""

from collections.abc import Callable, Iterable, Mapping

from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.count.share import Share
from ptcoding.billing.visit.session import Giver
from ptcoding.explanation import counted, listed
from ptcoding.learning.marking.wrong_counts import EIGHT


def numbers(allocation: Allocation, answer: Mapping[str, int]) -> dict[str, object]:
    """Collect what a refutation may quote.

    Args:
        allocation: The right count of the visit.
        answer: Units by code as they were answered.

    Returns:
        Values by the names that the refutations in misconceptions.toml use; empty text for what a visit has none of.

    >>> from ptcoding import CMS, Session, allocate
    >>> values = numbers(allocate(Session.of({"97110": 33, "97140": 7}), CMS), {"97110": 3, "97140": 0})
    >>> values["sum"], values["leftovers"], values["more"], values["less"]
    ('33 + 7 = 40 timed minutes', '3 minutes of 97110 and 7 minutes of 97140', '97110', '97140')
    """
    rule = allocation.rule
    low, high = rule.span(allocation.timed_units)
    return {
        "threshold": rule.threshold,
        "least": counted(rule.threshold, "minute"),
        "too_few": counted(rule.threshold - 1, "minute"),
        "quarter": rule.unit_minutes,
        "eight": EIGHT,
        "low": low,
        "high": high,
        "units": _units(allocation.timed_units),
        "said": _units(sum(answer.get(share.code, 0) for share in allocation.shares)),
        **_of_minutes(allocation),
        **_of_visit(allocation),
        **_of_answer(allocation, answer),
    }


def _of_minutes(allocation: Allocation) -> dict[str, object]:
    """Give the timed minutes in words: their sum, each code alone, what is left over."""
    shares = [share for share in allocation.shares if share.minutes]
    total = counted(allocation.timed_minutes, "timed minute")
    left = [share for share in shares if share.leftover]
    rest = counted(sum(share.leftover for share in left), "minute")
    rule = allocation.rule
    return {
        "sum": f"{_plus(share.minutes for share in shares)} = {total}" if len(shares) > 1 else total,
        "each": _named(shares, lambda share: f"{_units(rule.units(share.minutes))} for {_of(share)}"),
        "leftovers": _named(left, lambda share: f"{counted(share.leftover, 'minute')} of {share.code}"),
        "left_sum": f"{_plus(share.leftover for share in left)} = {rest}" if len(left) > 1 else rest,
        "spare": _units(sum(share.spare for share in shares)),
        "small": _named([share for share in shares if share.minutes < rule.threshold], _of),
    }


def _of_visit(allocation: Allocation) -> dict[str, object]:
    """Give what else was in the visit: untimed codes, the assistant, minutes that do not count, stretches, a tie."""
    counting = allocation.countable
    untimed = {code: sum(counting.by_giver[code].values()) for code, given in counting.untimed.items() if given}
    apart = sum(counting.by_giver[code].get(Giver.ASSISTANT, 0) for code in counting.timed)
    short = [code for code, minutes in untimed.items() if minutes < allocation.rule.threshold]
    tie = allocation.tie
    return {
        "untimed": _list(untimed),
        "untimed_minutes": counted(sum(untimed.values()), "minute"),
        "untimed_small": _list(short),
        "assistant": counted(apart, "minute"),
        "excluded": counted(sum(counting.excluded.values()), "minute"),
        "merged": _merged(allocation),
        "tied": _list(tie.codes if tie else ()),
        "tie_units": _units(tie.units) if tie else "",
    }


def _of_answer(allocation: Allocation, answer: Mapping[str, int]) -> dict[str, object]:
    """Compare the answer with the right one that it comes closest to."""
    right = max(
        allocation.alternatives, key=lambda units: sum(answer.get(code, 0) == own for code, own in units.items())
    )
    more = [code for code, own in right.items() if answer.get(code, 0) > own]
    less = [code for code, own in right.items() if answer.get(code, 0) < own]
    first = more[0] if more else ""
    minutes = {share.code: share.minutes for share in allocation.shares}
    return {
        "right": _list(f"{code} × {own}" for code, own in right.items()),
        "more": _list(more),
        "less": _list(less),
        "more_units": _units(answer.get(first, 0)),
        "more_needs": counted(allocation.rule.span(answer.get(first, 0))[0], "minute"),
        "more_minutes": minutes.get(first, 0),
    }


def _merged(allocation: Allocation) -> str:
    """Add up the stretches of each code that was given in several."""
    stretches: dict[str, list[int]] = {}
    for service in allocation.session.services:
        stretches.setdefault(service.code, []).append(service.minutes)
    several = {code: minutes for code, minutes in stretches.items() if len(minutes) > 1}
    return _list(f"{_plus(minutes)} = {counted(sum(minutes), 'minute')} of {code}" for code, minutes in several.items())


def _named(shares: Iterable[Share], write: Callable[[Share], str]) -> str:
    return _list(write(share) for share in shares)


def _of(share: Share) -> str:
    return f"{counted(share.minutes, 'minute')} of {share.code}"


def _list(words: Iterable[str]) -> str:
    items = list(words)
    return listed(items) if items else ""


def _plus(parts: Iterable[int]) -> str:
    return " + ".join(str(part) for part in parts)


def _units(number: int) -> str:
    return counted(number, "unit") if number else "no unit"
