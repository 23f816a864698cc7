"""The steps of an allocation, and of an attribution, each as a sentence."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.count.step import Step
from ptcoding.explanation.sentence import Filled, Sentence, counted, listed, plus, spelled
from ptcoding.facts.words import filled

if TYPE_CHECKING:
    from ptcoding.billing.claim.assistant import Attribution


def explain(allocation: Allocation) -> tuple[Sentence, ...]:
    """Write the reasoning of an allocation.

    Args:
        allocation: The units of a visit with their steps.

    Returns:
        One sentence per step, in order.
    """
    return tuple(Sentence(filled("step", *_WRITERS[step.kind](step)), step.source) for step in allocation.steps)


def attribution_sentences(attribution: "Attribution") -> tuple[Sentence, ...]:
    """Say step by step which units of a code carry the assistant's modifier.

    Args:
        attribution: The units of one code with the steps that divided them.

    Returns:
        One sentence per step.
    """
    return tuple(Sentence(filled("attribution", step.kind, step.values), step.source) for step in attribution.steps)


def _leftovers(pairs: Iterable[tuple[str, int]]) -> str:
    return listed(f"the {counted(minutes, 'minute')} of {code}" for code, minutes in pairs)


def _open(step: Step) -> Filled:
    return "open", {
        **step.values,
        "codes": listed(step.values["codes"]),
        "minutes": counted(step.values["minutes"], "minute"),
    }


def _total(step: Step) -> Filled:
    values = step.values
    parts = values["parts"]
    return step.kind if len(parts) > 1 else f"{step.kind}_one", {
        **values,
        "parts": plus(parts),
        "total_minutes": counted(values["total"], "timed minute"),
        "units": counted(values["units"], "unit"),
        "below": values["high"] + 1,
    }


def _whole(step: Step) -> Filled:
    units = step.values["units"]
    word = spelled(units)
    return "whole" if step.values["rest"] else "whole_exact", {
        **step.values,
        "quarters": f"{word} whole quarter-hour{'' if units == 1 else 's'}",
        "units": counted(units, "unit"),
        "rest": counted(step.values["rest"], "minute"),
    }


def _spare(step: Step) -> Filled:
    spare = step.values["spare"]
    kind = "spare_only" if spare == step.values["units"] else "spare"
    return kind if spare == 1 else f"{kind}_many", {
        "spare": counted(spare, "unit"),
        "won": _leftovers(step.values["won"]),
        "lost": _leftovers(step.values["lost"]),
    }


def _spare_all(step: Step) -> Filled:
    codes, spare = step.values["codes"], step.values["spare"]
    return "spare_all_one" if len(codes) == 1 else "spare_all_many", {
        "codes": listed(codes),
        "spare": counted(spare, "unit"),
        "rest": counted(step.values["rest"], "minute"),
        "leftovers": plus(step.values["leftovers"]),
    }


def _tie(step: Step) -> Filled:
    units = step.values["units"]
    return "tie" if units == 1 else "tie_many", {
        "codes": listed(step.values["codes"]),
        "leftover": counted(step.values["leftover"], "minute"),
        "units": counted(units, "unit"),
        "number": spelled(units),
    }


def _rest(step: Step) -> Filled:
    return "rest", {**step.values, "rest": counted(step.values["rest"], "minute")}


def _unpaid(step: Step) -> Filled:
    codes = step.values["codes"]
    return "unpaid" if len(codes) == 1 else "unpaid_many", {"codes": listed(codes)}


def _each(step: Step) -> Filled:
    return step.kind, {
        **step.values,
        "minutes": counted(step.values["minutes"], "minute"),
        "units": counted(step.values["units"], "unit"),
    }


def _sum(step: Step) -> Filled:
    return "sum", {"parts": plus(step.values["parts"]), "units": counted(step.values["units"], "unit")}


def _add_on(step: Step) -> Filled:
    return step.kind, {**step.values, "more": counted(step.values["more"], "unit")}


def _own(step: Step) -> Filled:
    values = step.values
    more = values["units"] - 1
    return "own_first" if not more else step.kind, {
        **values,
        "minutes": counted(values["minutes"], "minute"),
        "more": counted(more, "unit"),
        "units": counted(values["units"], "unit"),
    }


def _untimed(step: Step) -> Filled:
    return "untimed", step.values


_WRITERS: Mapping[str, Callable[[Step], Filled]] = {
    "open": _open,
    "total": _total,
    "total_none": _total,
    "whole": _whole,
    "spare": _spare,
    "spare_all": _spare_all,
    "tie": _tie,
    "rest": _rest,
    "unpaid": _unpaid,
    "each": _each,
    "each_none": _each,
    "sum": _sum,
    "add_on": _add_on,
    "add_on_tied": _add_on,
    "own": _own,
    "own_none": _own,
    "untimed": _untimed,
}
