"""How near a visit, or a place on a staircase, is to where the units change."""

from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.count.whatif import Margin, Nudge, margins, nudges
from ptcoding.explanation.sentence import Filled, Sentence, counted, listed
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.words import filled


def margin_sentences(allocation: Allocation) -> tuple[Sentence, ...]:
    """Say how far a visit stands from the thresholds.

    Args:
        allocation: The units of a visit.

    Returns:
        One sentence per margin.
    """
    return tuple(Sentence(filled("margin", *_margin(margin)), "our-arithmetic") for margin in margins(allocation))


def _margin(margin: Margin) -> Filled:
    slack = margin.slack
    kind = "code" if margin.code else "total"
    ending = "_none" if slack is None else "" if slack else "_edge"
    to_next = counted(margin.to_next, "minute")
    return kind + ending, {"code": margin.code, "slack": counted(slack, "minute"), "to_next": to_next}


def nudge_sentences(allocation: Allocation) -> tuple[Sentence, ...]:
    """Say which single minute would move which unit.

    Args:
        allocation: The units of a visit.

    Returns:
        One sentence per minute that moves something.
    """
    return tuple(Sentence(filled("nudge", *_nudge(nudge)), "our-arithmetic") for nudge in nudges(allocation))


def _nudge(nudge: Nudge) -> Filled:
    values = {
        "way": "more" if nudge.delta > 0 else "less",
        "code": nudge.code,
        "moved": ", ".join(f"{code} {_signed(change)}" for code, change in nudge.moved.items()),
        "after": listed(f"{code} × {units}" for code, units in nudge.after.items()),
    }
    kind = "opens" if nudge.tie_after else "settles" if nudge.tie_before else "moves"
    return kind, values


def _signed(units: int) -> str:
    return f"{'+' if units > 0 else '−'}{counted(abs(units), 'unit')}"


def cliff_sentence(rule: CountingRule, at: int, began: int | None, following: int | None) -> Sentence:
    """Say how far a place on a staircase is from both neighboring steps.

    Args:
        rule: The counting rule.
        at: The place, in minutes.
        began: Minute at which the present step began, None at the foot.
        following: First minute of the next step, None at the end of the picture.

    Returns:
        One sentence.
    """
    kinds = {(False, False): "flat", (False, True): "first", (True, False): "last", (True, True): "between"}
    values = {
        "rule": rule.short,
        "began": counted(began, "minute"),
        "back": counted(at - (began or 0), "minute"),
        "next": counted(following, "minute"),
        "ahead": counted((following or at) - at, "minute"),
    }
    return Sentence(filled("cliff", kinds[began is not None, following is not None], values), "our-arithmetic")
