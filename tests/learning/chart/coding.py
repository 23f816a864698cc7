"""What somebody types who codes a day of a record rightly."""

from collections.abc import Iterable, Iterator

from ptcoding.billing.claim.claim import Claim, claim_of
from ptcoding.learning.chart.grade import Entered, EnteredLine
from ptcoding.learning.chart.record import CodedDay


def coded(claim: Claim, diagnoses: Iterable[str]) -> Entered:
    """A claim as somebody types it."""
    return Entered(
        tuple(EnteredLine(line.code, line.units, line.modifiers, "A") for line in claim.lines), tuple(diagnoses)
    )


def defended(day: CodedDay) -> Iterator[Entered]:
    """Every claim that can be defended: each way, with each choice of its tie, and each first diagnosis."""
    needed = [row.code for row in day.diagnoses]
    (first,) = [row for row in day.diagnoses if row.first]
    others = [code for code in needed if code != first.code]
    for way in day.ways:
        allocation = way.allocation
        for units in allocation.alternatives:
            tie = allocation.tie
            chosen = allocation
            if tie is not None:
                whole = {share.code: share.whole for share in allocation.shares}
                chosen = allocation.choose([code for code in tie.codes if units[code] > whole[code]])
            written = claim_of(chosen, way.circumstances)
            for code in (first.code, *first.also):
                yield coded(written, dict.fromkeys([code, *others]))
