"""The minute strip: every minute of a visit, in blocks of fifteen, as each rule sees it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ptcoding.billing.count.allocation import Allocation
from ptcoding.chart.color import Ink, mark
from ptcoding.chart.layout import Block, Run, layout, length
from ptcoding.chart.template import FILL, SHAPE, TEXT, X2, Y2, Chart, Layer, X, Y, filled, layer, template, told
from ptcoding.explanation import counted

ROW = 124
TITLE, EIGHTH_NAME, BAR_TOP, BAR_END, UNIT, WINNER = 10, 31, 44, 80, 93, 109
# A label needs about an eighth of the strip's width on a phone.
ROOM_FOR_CODE = 0.125
MOST_LABELED_BLOCKS = 8
# Of more blocks than this none can be told from the next: then a run of them is drawn and named as one.
MOST_DRAWN_BLOCKS = 30
# Places of two layers among the eight of a strip.
_UNITS, _TITLES = 6, 7
_MINUTE = (told("opacity", "opacity", "quantitative"), told("strokeWidth", "line", "quantitative"))
_DASH = told("strokeDash", "dash", "ordinal")
# A row is a run of minutes, which the browser takes apart.
_EACH_MINUTE = (
    {"calculate": "sequence(datum.start, datum.start + datum.minutes)", "as": "minute"},
    {"flatten": ["minute"]},
    {"calculate": "datum.minute", "as": "x"},
    {"calculate": "datum.minute + 1", "as": "x2"},
)


@template
def _strip(ink: Ink) -> Sequence[Layer]:
    minutes = layer("rect", X, X2, Y, Y2, FILL, *_MINUTE, stroke=ink.paper)
    return [
        {**minutes, "transform": [*_EACH_MINUTE]},
        layer("rect", X, X2, Y, Y2, _DASH, fillOpacity=0, stroke=ink.text, strokeWidth=1.4),
        layer("rule", X, Y, Y2, stroke=ink.text, strokeWidth=1.4),
        layer("text", X, Y, TEXT, color=ink.text, fontSize=11),
        layer("point", X, Y, SHAPE, FILL, filled=True, size=46, opacity=1),
        layer("text", X, Y, TEXT, FILL, fontSize=12, fontWeight=600),
        layer("text", X, Y, TEXT, color=ink.text, fontSize=12),
        layer("text", X, Y, TEXT, color=ink.text, fontSize=14, fontWeight=600, align="left"),
    ]


def strip(allocations: Sequence[Allocation], ink: Ink, scale: float = 1) -> Chart:
    """Draw every minute of a visit under several rules, one above the other.

    Args:
        allocations: The same visit under each rule, top row first.
        ink: Colors of the theme.
        scale: How much larger letters, marks and rows are drawn, for a wall that is read from the back of a room.

    Returns:
        The chart.
    """
    laid_out = [layout(allocation) for allocation in allocations]
    size = max(allocation.rule.unit_minutes for allocation in allocations)
    wide = max([size, *(block.start + length(block, size) for _, blocks in laid_out for block in blocks)])
    height = ROW * len(allocations)
    layers: list[list[dict[str, Any]]] = [[] for _ in range(8)]
    for row, (allocation, (runs, blocks)) in enumerate(zip(allocations, laid_out, strict=True)):
        _draw(layers, row * ROW, allocation, runs, blocks, wide, ink)
    spec = {**filled(_strip(ink), layers, (0, wide), (0, height)), "height": height}
    return Chart(spec if scale == 1 else _scaled(spec, scale), in_words(allocations))


def _scaled(spec: Mapping[str, Any], scale: float) -> dict[str, Any]:
    """Draw everything larger; where things stand is told in parts of the height, which grows with them."""
    sizes = {"fontSize": scale, "size": scale**2}
    layers = [
        {**layer, "mark": {name: how * sizes[name] if name in sizes else how for name, how in layer["mark"].items()}}
        for layer in spec["layer"]
    ]
    return {**spec, "layer": layers, "height": spec["height"] * scale}


def counting_frames(allocation: Allocation, ink: Ink) -> tuple[Chart, ...]:
    """Draw a count one decision at a time: the minutes, the whole quarter-hours, then what is left.

    Args:
        allocation: A visit counted by its total.
        ink: Colors of the theme.

    Returns:
        The frames in order; the last is the whole strip.
    """
    size = allocation.rule.unit_minutes
    runs, blocks = layout(allocation)
    whole = sum(share.whole for share in allocation.shares)
    wide = max([size, *(block.start + length(block, size) for block in blocks)])
    frames = []
    for known in dict.fromkeys((0, whole)):
        layers: list[list[dict[str, Any]]] = [[] for _ in range(8)]
        seen = [replace(run, pays=run.pays and run.start < known * size) for run in runs]
        kept = [block if place < known else replace(block, code="") for place, block in enumerate(blocks)]
        _draw(layers, 0, allocation, seen, kept, wide, ink)
        # Nothing is told of a block that no sentence has reached, nor of the sum.
        layers[_UNITS] = [row for row in layers[_UNITS] if row["x"] < known * size]
        layers[_TITLES] = [{**row, "text": allocation.rule.short} for row in layers[_TITLES]]
        spec = {**filled(_strip(ink), layers, (0, wide), (0, ROW)), "height": ROW}
        frames.append(Chart(spec, _so_far(allocation, known)))
    return (*frames, strip([allocation], ink))


def _so_far(allocation: Allocation, known: int) -> str:
    """Say what a frame shows."""
    given = ", ".join(f"{share.code} {counted(share.minutes, 'minute')}" for share in allocation.shares)
    return f"Minute strip. {given}. {counted(known, 'whole quarter-hour')} told so far."


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
    crowded, dense = wide > MOST_LABELED_BLOCKS * size, wide > MOST_DRAWN_BLOCKS * size
    for run in runs:
        look = mark(run.code)
        paint = {"fill": look.fill, "opacity": 1 if run.pays else 0.35, "line": 0 if dense else 0.3 if crowded else 0.6}
        minutes.append({"start": run.start, "minutes": run.minutes, **bar, **paint})
        for start, end in [(run.start, run.start + run.minutes)] if run.apart or dense else _pieces(run, size):
            place = {"x": (start + end) / 2, "y": middle, "fill": look.text if run.pays else ink.text}
            if end - start >= ROOM_FOR_CODE * wide:
                codes.append({**place, "text": run.code})
            else:
                shapes.append({**place, "shape": look.shape})
        if dense:
            frames.append(
                {"x": run.start, "x2": run.start + run.minutes, **bar, "dash": [1, 0] if run.pays else [3, 3]}
            )
    for block in () if dense else blocks:
        long = length(block, size)
        frames.append({"x": block.start, "x2": block.start + long, **bar, "dash": [1, 0] if block.code else [3, 3]})
        needed = block.span[1] if block.span else allocation.rule.threshold
        eighth = block.start + needed
        eighths.append({"x": eighth, "y": top + BAR_TOP - 6, "y2": top + BAR_TOP})
        center = block.start + long / 2
        if crowded:
            units.append({"x": center, "y": top + UNIT, "text": "1" if block.code else "0"})
        else:
            eighth_names.append({"x": eighth, "y": top + EIGHTH_NAME, "text": str(needed)})
            units.append({"x": center, "y": top + UNIT, "text": "1 unit" if block.code else "no unit"})
            units.append({"x": center, "y": top + WINNER, "text": block.code})
    titles.append({"x": 0, "y": top + TITLE, "text": _title(allocation)})


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
