"""The rule on assistants: its dated numbers, and how the units of one code divide by them."""

from collections.abc import Mapping
from types import MappingProxyType

from ptcoding.billing.count.step import Step
from ptcoding.billing.visit.session import Giver
from ptcoding.facts.assistant import AssistantTerm

# Kinds of steps in which no rule that was read decides.
UNCLEAR = ("unclear", "untimed_unclear")


Split = tuple[int, tuple[Step, ...]]


def split_timed(
    code: str, therapist: int, assistant: int, units: int, modifier: str, terms: Mapping[str, AssistantTerm]
) -> Split:
    """Divide the units of a timed code: whole quarter-hours of each person first, then what is left.

    Args:
        code: The code.
        therapist: Minutes by the therapist, alone or together with the assistant.
        assistant: Minutes by the assistant alone.
        units: Units of the code.
        modifier: The assistant's modifier under this plan.
        terms: The numbers in force.

    Returns:
        Units with the modifier, and the reasoning.
    """
    if not assistant:
        return 0, ()
    block = terms["block"].value
    own, rest = divmod(therapist, block)
    theirs, loose = divmod(assistant, block)
    left = units - own - theirs
    steps = []
    if own or theirs:
        values = {"code": code, "modifier": modifier, "therapist": own, "assistant": theirs}
        steps.append(Step("block", (code,), MappingProxyType(values), terms["block"].sources[0]))
    kind, marked, key = _left(rest, loose, left, terms)
    if kind:
        steps.append(_step(kind, code, rest, loose, modifier, terms, key))
    return theirs + marked, tuple(steps)


def _left(rest: int, loose: int, left: int, terms: Mapping[str, AssistantTerm]) -> tuple[str, int, str]:
    """Judge what is left of a code: the kind of the step, the units with the modifier, the term that decides."""
    if not left:
        return ("rest", 0, "block") if loose else ("", 0, "")
    if not loose:
        return "own", 0, "share"
    if left > 1:
        # Without the exception for two units nothing says how the minutes divide between them.
        return ("pair", 1, "both_least") if _is_pair(rest, loose, terms) else ("unclear", left, "share")
    if not rest:
        return "whole", 1, "share"
    if "final" in terms and rest >= terms["final"].value:
        return "final", 0, "final"
    return ("small", 0, "share") if _is_small(rest, loose, terms) else ("part", 1, "share")


def _is_small(therapist: int, assistant: int, terms: Mapping[str, AssistantTerm]) -> bool:
    """Tell whether the assistant's part is within the share that calls for no modifier."""
    return 100 * assistant <= terms["share"].value * (therapist + assistant)


def _is_pair(therapist: int, assistant: int, terms: Mapping[str, AssistantTerm]) -> bool:
    """Tell whether two units left are one for each of the two people."""
    if "both_least" not in terms:
        return False
    least, most = terms["each_least"].value, terms["each_most"].value
    each = all(least <= minutes <= most for minutes in (therapist, assistant))
    return each and terms["both_least"].value <= therapist + assistant <= terms["both_most"].value


def split_untimed(
    code: str, givers: Mapping[Giver, int], units: int, modifier: str, terms: Mapping[str, AssistantTerm]
) -> Split:
    """Judge an untimed code by the share of its minutes.

    Args:
        code: The code.
        givers: Minutes by who gave them, the assistant among them.
        units: Units of the code.
        modifier: The assistant's modifier under this plan.
        terms: The numbers in force.

    Returns:
        Units with the modifier, and the reasoning.
    """
    assistant = givers[Giver.ASSISTANT]
    therapist = sum(givers.values()) - assistant
    if len(givers) == 1:
        kind = "untimed_whole"
    elif not therapist + assistant:
        kind = "untimed_unclear"
    else:
        kind = "untimed_small" if _is_small(therapist, assistant, terms) else "untimed_part"
    step = _step(kind, code, therapist, assistant, modifier, terms, "share")
    return 0 if kind == "untimed_small" else units, (step,)


def _step(
    kind: str, code: str, therapist: int, assistant: int, modifier: str, terms: Mapping[str, AssistantTerm], key: str
) -> Step:
    values = {
        **{name: term.value for name, term in terms.items()},
        "code": code,
        "modifier": modifier,
        "therapist": therapist,
        "assistant": assistant,
    }
    return Step(kind, (code,), MappingProxyType(values), terms[key].sources[0])
