"""The minute strip: every minute of a visit, in blocks of fifteen, as each rule sees it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import altair as alt

from ptcoding.billing.count.addon import Pot
from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.count.share import Share
from ptcoding.chart.colour import Ink, mark
from ptcoding.chart.template import Chart, empty, filled, number, template
from ptcoding.explanation import counted
from ptcoding.facts.rule import Scope

ROW = 124
TITLE, EIGHTH_NAME, BAR_TOP, BAR_END, UNIT, WINNER = 10, 31, 44, 80, 93, 109
# A label needs about an eighth of the strip's width on a phone.
ROOM_FOR_CODE = 0.125
MOST_LABELLED_BLOCKS = 8


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
        _apart(pot, runs, blocks, max((block.start + _length(block, size) for block in blocks), default=0))
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


@template
def _strip(ink: Ink) -> alt.LayerChart | alt.FacetChart:
    x, x2 = alt.X(**number("x")), alt.X2("x2:Q")
    y, y2 = alt.Y(**number("y")), alt.Y2("y2:Q")
    fill = alt.Color("fill:N", scale=None)
    minutes = (
        alt.Chart(empty())
        .transform_calculate(minute="sequence(datum.start, datum.start + datum.minutes)")
        .transform_flatten(["minute"])
        .transform_calculate(x="datum.minute", x2="datum.minute + 1")
        .mark_rect(stroke=ink.paper)
        .encode(
            x,
            x2,
            y,
            y2,
            fill,
            opacity=alt.Opacity("opacity:Q", scale=None),
            strokeWidth=alt.StrokeWidth("line:Q", scale=None),
        )
    )
    frames = (
        alt.Chart(empty())
        .mark_rect(fillOpacity=0, stroke=ink.text, strokeWidth=1.4)
        .encode(x, x2, y, y2, strokeDash=alt.StrokeDash("dash:O", scale=None))
    )
    eighths = alt.Chart(empty()).mark_rule(stroke=ink.text, strokeWidth=1.4).encode(x, y, y2)
    eighth_names = alt.Chart(empty()).mark_text(color=ink.text, fontSize=11).encode(x, y, text="text:N")
    shapes = (
        alt.Chart(empty())
        .mark_point(filled=True, size=46, opacity=1)
        .encode(x, y, shape=alt.Shape("shape:N", scale=None), color=fill)
    )
    codes = alt.Chart(empty()).mark_text(fontSize=12, fontWeight=600).encode(x, y, text="text:N", color=fill)
    units = alt.Chart(empty()).mark_text(color=ink.text, fontSize=12).encode(x, y, text="text:N")
    titles = (
        alt.Chart(empty())
        .mark_text(color=ink.text, fontSize=14, fontWeight=600, align="left")
        .encode(x, y, text="text:N")
    )
    return alt.layer(minutes, frames, eighths, eighth_names, shapes, codes, units, titles)


def strip(allocations: Sequence[Allocation], ink: Ink) -> Chart:
    """Draw every minute of a visit under several rules, one above the other.

    Args:
        allocations: The same visit under each rule, top row first.
        ink: Colours of the theme.

    Returns:
        The chart.
    """
    laid_out = [layout(allocation) for allocation in allocations]
    size = max(allocation.rule.unit_minutes for allocation in allocations)
    wide = max([size, *(block.start + _length(block, size) for _, blocks in laid_out for block in blocks)])
    height = ROW * len(allocations)
    layers: list[list[dict[str, Any]]] = [[] for _ in range(8)]
    for row, (allocation, (runs, blocks)) in enumerate(zip(allocations, laid_out, strict=True)):
        _draw(layers, row * ROW, allocation, runs, blocks, wide, ink)
    spec = {**filled(_strip(ink), layers, (0, wide), (0, height)), "height": height}
    return Chart(spec, in_words(allocations))


def _draw(
    layers: list[list[dict[str, Any]]],
    top: int,
    allocation: Allocation,
    runs: Sequence[Run],
    blocks: Sequence[Block],
    wide: int,
    ink: Ink,
) -> None:
    """Add the rows of one strip to the layers."""
    minutes, frames, eighths, eighth_names, shapes, codes, units, titles = layers
    bar = {"y": top + BAR_TOP, "y2": top + BAR_END}
    middle = top + (BAR_TOP + BAR_END) / 2
    size = allocation.rule.unit_minutes
    crowded = wide > MOST_LABELLED_BLOCKS * size
    for run in runs:
        look = mark(run.code)
        paint = {"fill": look.fill, "opacity": 1 if run.pays else 0.35, "line": 0.3 if crowded else 0.6}
        minutes.append({"start": run.start, "minutes": run.minutes, **bar, **paint})
        for start, end in [(run.start, run.start + run.minutes)] if run.apart else _pieces(run, size):
            place = {"x": (start + end) / 2, "y": middle, "fill": look.text if run.pays else ink.text}
            if end - start >= ROOM_FOR_CODE * wide:
                codes.append({**place, "text": run.code})
            else:
                shapes.append({**place, "shape": look.shape})
    for block in blocks:
        length = _length(block, size)
        frames.append({"x": block.start, "x2": block.start + length, **bar, "dash": [1, 0] if block.code else [3, 3]})
        needed = block.span[1] if block.span else allocation.rule.threshold
        eighth = block.start + needed
        eighths.append({"x": eighth, "y": top + BAR_TOP - 6, "y2": top + BAR_TOP})
        centre = block.start + length / 2
        if crowded:
            units.append({"x": centre, "y": top + UNIT, "text": "1" if block.code else "0"})
        else:
            eighth_names.append({"x": eighth, "y": top + EIGHTH_NAME, "text": str(needed)})
            units.append({"x": centre, "y": top + UNIT, "text": "1 unit" if block.code else "no unit"})
            units.append({"x": centre, "y": top + WINNER, "text": block.code})
    titles.append({"x": 0, "y": top + TITLE, "text": _title(allocation)})


def _length(block: Block, size: int) -> int:
    """Give the minutes that a block has room for."""
    return block.span[0] if block.span else size


def _title(allocation: Allocation) -> str:
    """Say the units of a strip: those by the rule, and those of pairs counted by themselves."""
    apart = sum(pot.units for pot in allocation.pots)
    return f"{allocation.rule.short}: {counted(allocation.timed_units + apart, 'unit')}"


def _pieces(run: Run, size: int) -> list[tuple[int, int]]:
    """Cut a run where blocks meet, so that no label lies across two of them."""
    end = run.start + run.minutes
    cuts = [run.start, *range((run.start // size + 1) * size, end, size), end]
    return list(pairwise(cuts))


def _drawn(allocation: Allocation) -> Iterator[str]:
    """Give the codes of a strip, each pair's add-on only where it has minutes."""
    pair = allocation.session.facts.codes.pair
    for base in (*(share.code for share in allocation.shares), *(pot.span.code for pot in allocation.pots)):
        yield from (code for code in pair(base) if code == base or allocation.units[code])


def in_words(allocations: Sequence[Allocation]) -> str:
    """Say what the strips show, in few words: a screen reader repeats them with every button of the chart.

    Args:
        allocations: The same visit under each rule.

    Returns:
        A sentence for each.
    """
    said = [
        ", ".join(
            [
                _title(allocation),
                *(
                    f"{code} × {allocation.units[code]} from {counted(allocation.minutes_of(code), 'minute')}"
                    for code in _drawn(allocation)
                ),
            ]
        )
        for allocation in allocations
    ]
    return f"Minute strip. {'. '.join(said)}."
