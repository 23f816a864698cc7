"""From the trace of an allocation to sentences, each with its source."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ptcoding.billing.allocation import Allocation, Step
from ptcoding.billing.finding import Finding
from ptcoding.billing.rule import CountingRule
from ptcoding.billing.whatif import Margin, Nudge, margins, nudges
from ptcoding.reference import templates

if TYPE_CHECKING:
    from ptcoding.billing.assistant import Attribution

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the reasoning.

    Args:
        text: Markdown with bold marks only.
        source: Key of the source, empty where there is none.
    """

    text: str
    source: str

    @property
    def plain(self) -> str:
        """The text without marks."""
        return self.text.replace("**", "")


class Counts(Protocol):
    """How often two rules part, as the landscape of visits counts it."""

    @property
    def visits(self) -> int:
        """Number of visits."""

    @property
    def agree(self) -> int:
        """Those that both rules give the same number of units."""

    @property
    def first_more(self) -> int:
        """Those to which the first rule gives more."""

    @property
    def second_more(self) -> int:
        """Those to which the second rule gives more."""


def counted(number: object, noun: str) -> str:
    """Write a number with its noun.

    >>> counted(1, "unit"), counted(3, "minute")
    ('1 unit', '3 minutes')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Join words as a sentence does.

    >>> listed(["97110", "97140", "97116"])
    '97110, 97140 and 97116'
    """
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def explain(allocation: Allocation) -> tuple[Sentence, ...]:
    """Write the reasoning of an allocation.

    Args:
        allocation: The units of a visit with their steps.

    Returns:
        One sentence per step, in order.
    """
    return tuple(Sentence(_fill("step", *_WRITERS[step.kind](step)), step.source) for step in allocation.steps)


def attribution_sentences(attribution: "Attribution") -> tuple[Sentence, ...]:
    """Say step by step which units of a code carry the assistant's modifier.

    Args:
        attribution: The units of one code with the steps that divided them.

    Returns:
        One sentence per step.
    """
    return tuple(Sentence(_fill("attribution", step.kind, step.values), step.source) for step in attribution.steps)


def message(finding: Finding) -> str:
    """Write a finding as a sentence.

    Args:
        finding: The finding.

    Returns:
        Its sentence.
    """
    values = dict(finding.values)
    if "minutes" in values:
        one = values["minutes"] == 1
        values |= {"do": "does" if one else "do", "are": "is" if one else "are"}
        values["minutes"] = counted(values["minutes"], "minute")
    return templates()["finding"][finding.kind].format_map(values)


def difference(total: Allocation, each: Allocation) -> Sentence:
    """Say how the two rules differ on a visit, and why.

    Args:
        total: The allocation under the rule that rounds the day's total.
        each: The allocation under the rule that rounds each code.

    Returns:
        One sentence, from the traces alone.
    """
    gap = total.timed_units - each.timed_units
    left = [share for share in total.shares if share.leftover]
    values: dict[str, object] = {
        "units": counted(total.timed_units, "unit"),
        "more": counted(abs(gap), "unit"),
        "leftovers": " + ".join(str(share.leftover) for share in left),
        "rest": counted(sum(share.leftover for share in left), "minute"),
        "below": each.rule.threshold,
        "earning": listed(str(share.leftover) for share in each.shares if share.spare) if gap < 0 else "",
        "pooled": counted(sum(share.spare for share in total.shares), "unit"),
    }
    if not total.timed_minutes:
        kind = "untimed"
    elif gap == 0:
        kind = "same" if total.timed_units else "none"
    else:
        kind = "cms_more" if gap > 0 else "ama_more"
    return Sentence(_fill("difference", kind, values), "our-arithmetic")


def margin_sentences(allocation: Allocation) -> tuple[Sentence, ...]:
    """Say how far a visit stands from the thresholds.

    Args:
        allocation: The units of a visit.

    Returns:
        One sentence per margin.
    """
    return tuple(Sentence(_fill("margin", *_margin(margin)), "our-arithmetic") for margin in margins(allocation))


def nudge_sentences(allocation: Allocation) -> tuple[Sentence, ...]:
    """Say which single minute would move which unit.

    Args:
        allocation: The units of a visit.

    Returns:
        One sentence per minute that moves something.
    """
    return tuple(Sentence(_fill("nudge", *_nudge(nudge)), "our-arithmetic") for nudge in nudges(allocation))


Filled = tuple[str, Mapping[str, object]]


def _fill(group: str, kind: str, values: Mapping[str, object]) -> str:
    return templates()[group][kind].format_map(values)


def _margin(margin: Margin) -> Filled:
    slack = margin.slack
    kind = "code" if margin.code else "total"
    ending = "_none" if slack is None else "" if slack else "_edge"
    to_next = counted(margin.to_next, "minute")
    return kind + ending, {"code": margin.code, "slack": counted(slack, "minute"), "to_next": to_next}


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


def _plus(parts: Sequence[object]) -> str:
    return " + ".join(str(part) for part in parts)


def _leftovers(pairs: Iterable[tuple[str, int]]) -> str:
    return listed(f"the {counted(minutes, 'minute')} of {code}" for code, minutes in pairs)


def _total(step: Step) -> Filled:
    values = step.values
    parts = values["parts"]
    return step.kind if len(parts) > 1 else f"{step.kind}_one", {
        **values,
        "parts": _plus(parts),
        "total_minutes": counted(values["total"], "timed minute"),
        "units": counted(values["units"], "unit"),
        "below": values["high"] + 1,
    }


def _whole(step: Step) -> Filled:
    units = step.values["units"]
    word = _SMALL[units] if units < len(_SMALL) else str(units)
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
        "leftovers": _plus(step.values["leftovers"]),
    }


def _tie(step: Step) -> Filled:
    units = step.values["units"]
    return "tie" if units == 1 else "tie_many", {
        "codes": listed(step.values["codes"]),
        "leftover": counted(step.values["leftover"], "minute"),
        "units": counted(units, "unit"),
        "number": _SMALL[units],
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
    return "sum", {"parts": _plus(step.values["parts"]), "units": counted(step.values["units"], "unit")}


def _untimed(step: Step) -> Filled:
    return "untimed", step.values


_WRITERS: Mapping[str, Callable[[Step], Filled]] = {
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
    "untimed": _untimed,
}


def cliff_sentence(rule: CountingRule, at: int, began: int | None, following: int | None) -> Sentence:
    """Say how far a place on a staircase is from both neighbouring steps.

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
    return Sentence(_fill("cliff", kinds[began is not None, following is not None], values), "our-arithmetic")


def parting_sentence(found: Counts, codes: int, longest: int) -> Sentence:
    """Say how often Medicare's rule and the AMA rule part.

    Args:
        found: The counts, Medicare first.
        codes: Number of timed codes per visit.
        longest: Most minutes per code.

    Returns:
        One sentence.
    """
    values = {
        "visits": f"{found.visits:,}",
        "codes": f"{_SMALL[codes]} timed codes",
        "longest": longest,
        "agree": f"{found.agree:,}",
        "first": f"{found.first_more:,}",
        "second": f"{found.second_more:,}",
    }
    return Sentence(_fill("parting", "one" if codes == 1 else "codes", values), "our-arithmetic")
