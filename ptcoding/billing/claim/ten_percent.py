"""The 10 percent of the rule on assistants, worked out in each way that is told of, and where the ways differ."""

from collections.abc import Mapping
from types import MappingProxyType

from ptcoding.billing.count.step import Step
from ptcoding.facts.assistant import AssistantTerm
from ptcoding.finding import Finding, Severity

# The steps in which the share alone decides.
JUDGED = frozenset({"small", "part", "untimed_small", "untimed_part"})


def least_minutes(total: int, share: int) -> Mapping[str, int]:
    """Say from how many minutes of the assistant's each way asks for the modifier.

    Args:
        total: Minutes of therapist and assistant together, at least one.
        share: The share that calls for no modifier, in percent.

    Returns:
        ``exact`` where the share itself is compared, ``percent`` where it is first rounded to a whole percent,
        ``tenth`` where that share of the minutes is rounded and one minute is added. No way asks earlier than the
        exact one.

    >>> dict(least_minutes(29, 10)), dict(least_minutes(15, 10))
    ({'exact': 3, 'percent': 4, 'tenth': 4}, {'exact': 2, 'percent': 2, 'tenth': 3})
    """
    of_total = share * total
    return MappingProxyType(
        {
            "exact": of_total // 100 + 1,
            # Half a percent rounds up, so a share counts as the next whole percent from its half on.
            "percent": -(-(2 * share + 1) * total // 200),
            "tenth": (2 * of_total + 100) // 200 + 1,
        }
    )


def ways_finding(step: Step, terms: Mapping[str, AssistantTerm], lines: tuple[int, ...]) -> Finding | None:
    """Say where the ways to work the share out answer differently for the minutes of a step.

    Args:
        step: How a unit or an untimed code was judged.
        terms: The numbers in force.
        lines: Positions of the assistant's services of the code.

    Returns:
        A warning, None where the share does not decide or all ways agree.
    """
    if step.kind not in JUDGED:
        return None
    share, assistant = terms["share"].value, int(str(step.values["assistant"]))
    total = assistant + int(str(step.values["therapist"]))
    least = least_minutes(total, share)
    if all(assistant < minutes for minutes in least.values()) or all(
        assistant >= minutes for minutes in least.values()
    ):
        return None
    modifier = str(step.values["modifier"])
    values = {
        "code": step.values["code"],
        "modifier": modifier,
        "assistant": assistant,
        "total": total,
        "share": share,
        "next": share + 1,
        "least": least["tenth"],
        "percent": (200 * assistant + total) // (2 * total),
        **{way: modifier if assistant >= least[way] else f"no {modifier}" for way in ("exact", "tenth")},
        "rounded": modifier if assistant >= least["percent"] else f"no {modifier}",
    }
    return Finding(
        "assistant_ways", Severity.WARNING, step.codes, lines, "cms-assistant-examples", MappingProxyType(values)
    )
