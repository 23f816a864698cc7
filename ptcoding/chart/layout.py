"""Where every minute of a visit stands in a strip: runs of one code, in the blocks that make units or none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ptcoding.billing.count.addon import Pot
from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.count.share import Share
from ptcoding.facts.rule import Scope


@dataclass(frozen=True, slots=True)
class Run:
    """Minutes of one code that lie side by side in the strip.

    Args:
        code: The code.
        start: Where it begins, in minutes from the left.
        minutes: Its length.
        pays: Whether it lies in a block that makes a unit.
        apart: Whether it is a block of its own length, of a code that is counted by itself.
    """

    code: str
    start: int
    minutes: int
    pays: bool
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Up to fifteen minutes, or another span of a code's own, that make one unit or none.

    Args:
        start: Where it begins, in minutes from the left.
        minutes: How far it is filled.
        code: The code that gets the unit, empty when there is none.
        span: Its own length and from which minute it is a unit, None for a quarter-hour of the rule.
    """

    start: int
    minutes: int
    code: str
    span: tuple[int, int] | None = None


def layout(allocation: Allocation) -> tuple[tuple[Run, ...], tuple[Block, ...]]:
    """Lay the minutes of a visit out in blocks.

    Where the total is rounded, whole quarter-hours come first and all leftovers are pooled behind them;
    where each code is rounded, each code begins a block of its own. The first block of a pair is its first code's,
    each further one the add-on's. Pairs that are counted by themselves follow in spans of their own.

    Args:
        allocation: The units of a visit.

    Returns:
        Runs of minutes and the blocks they fill.
    """
    size = allocation.rule.unit_minutes
    runs: list[Run] = []
    blocks: list[Block] = []
    pooled = allocation.rule.scope is Scope.TOTAL
    for share in allocation.shares:
        start = len(blocks) * size
        if share.whole:
            runs.append(Run(share.code, start, share.whole * size, True))
            blocks += [Block(start + size * place, size, share.code) for place in range(share.whole)]
        if share.leftover and not pooled:
            start = len(blocks) * size
            runs.append(Run(share.code, start, share.leftover, bool(share.spare)))
            blocks.append(Block(start, share.leftover, share.code if share.spare else ""))
    if pooled:
        _pool(allocation.shares, size, runs, blocks)
    blocks = _with_addons(blocks, allocation)
    for pot in allocation.pots:
        _apart(pot, runs, blocks, max((block.start + length(block, size) for block in blocks), default=0))
    return tuple(runs), tuple(blocks)


def _with_addons(blocks: Sequence[Block], allocation: Allocation) -> list[Block]:
    """Name the add-on on every block of a pair after its first."""
    spans = allocation.session.facts.codes.spans
    named: list[Block] = []
    seen: set[str] = set()
    for block in blocks:
        is_further = block.code in seen and block.code in spans
        named.append(replace(block, code=spans[block.code].further_code) if is_further else block)
        seen.add(block.code)
    return named


def _apart(pot: Pot, runs: list[Run], blocks: list[Block], start: int) -> None:
    """Lay the minutes of a pair that is counted by itself in its own spans, one after the other."""
    span, left, units = pot.span, pot.minutes, pot.units
    length, needed, code = span.first, span.first_from or span.first, span.code
    while left:
        part = min(length, left)
        blocks.append(Block(start, part, code if units else "", (length, needed)))
        runs.append(Run(span.code, start, part, units > 0, apart=True))
        start, left, units = start + length, left - part, max(0, units - 1)
        length, needed, code = span.further, span.further_from, span.further_code


def _pool(shares: Sequence[Share], size: int, runs: list[Run], blocks: list[Block]) -> None:
    """Lay the leftovers end to end; each block of them that reaches the threshold belongs to one winner."""
    begin = len(blocks) * size
    left = sorted((share for share in shares if share.leftover), key=lambda share: (-share.spare, -share.leftover))
    winners = [share.code for share in left if share.spare]
    rest = sum(share.leftover for share in left)
    paid_end = begin + size * len(winners)
    for place in range(-(-rest // size)):
        filled_to = min(size, rest - place * size)
        blocks.append(Block(begin + place * size, filled_to, winners[place] if place < len(winners) else ""))
    start = begin
    for share in left:
        # A run that leaves the last paid block is split where that block ends.
        for part_start, part_end in (
            (start, min(start + share.leftover, paid_end)),
            (max(start, paid_end), start + share.leftover),
        ):
            if part_end > part_start:
                runs.append(Run(share.code, part_start, part_end - part_start, part_end <= paid_end))
        start += share.leftover


def length(block: Block, size: int) -> int:
    """Give the minutes that a block has room for.

    Args:
        block: The block.
        size: Minutes of a block of the rule.

    Returns:
        Its own length, or that of the rule.

    >>> length(Block(0, 7, ""), 15), length(Block(0, 7, "97129", (30, 16)), 15)
    (15, 30)
    """
    return block.span[0] if block.span else size
