"""Two rules side by side: how they differ on one visit, and how often on all."""

from typing import Protocol

from ptcoding.billing.count.allocation import Allocation
from ptcoding.explanation.sentence import Sentence, counted, listed, plus, spelled
from ptcoding.facts.words import filled


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
        "leftovers": plus([share.leftover for share in left]),
        "rest": counted(sum(share.leftover for share in left), "minute"),
        "below": each.rule.threshold,
        "earning": listed(str(share.leftover) for share in each.shares if share.spare) if gap < 0 else "",
        "pooled": counted(sum(share.spare for share in total.shares), "unit"),
    }
    return Sentence(filled("difference", _difference(total, gap), values), "our-arithmetic")


def _difference(total: Allocation, gap: int) -> str:
    """Name the way in which the total differs, by the units it gives more."""
    if not total.timed_minutes:
        return "untimed"
    if gap == 0:
        return "same" if total.timed_units else "none"
    return "cms_more" if gap > 0 else "ama_more"


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
        "codes": f"{spelled(codes)} timed codes",
        "longest": longest,
        "agree": f"{found.agree:,}",
        "first": f"{found.first_more:,}",
        "second": f"{found.second_more:,}",
    }
    return Sentence(filled("parting", "one" if codes == 1 else "codes", values), "our-arithmetic")
