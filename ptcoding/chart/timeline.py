"""The timeline of a visit with clock times, overlaps marked."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ptcoding.billing.visit.clock import covered, format_time
from ptcoding.billing.visit.session import Session
from ptcoding.chart.color import Ink, mark
from ptcoding.chart.template import FILL, TEXT, X2, Y2, Chart, Layer, X, Y, filled, layer, template
from ptcoding.explanation import counted

ROW = 34
AXIS = 30
MOST_TICKS = 6
STEPS = (5, 10, 15, 30, 60, 120, 240)


@template
def _timeline(ink: Ink) -> Sequence[Layer]:
    return [
        layer("rule", X, Y, Y2, stroke=ink.soft, strokeWidth=0.6, opacity=0.6),
        layer("rect", X, X2, Y, Y2, FILL, cornerRadius=2),
        layer(
            "rect",
            X,
            X2,
            Y,
            Y2,
            fill=ink.text,
            fillOpacity=0.12,
            stroke=ink.text,
            strokeWidth=1.4,
            strokeDash=[4, 3],
        ),
        layer("text", X, Y, TEXT, FILL, align="left", dx=4, fontSize=12, fontWeight=600),
        layer("text", X, Y, TEXT, color=ink.text, fontSize=11, fontWeight=600),
        layer("text", X, Y, TEXT, color=ink.text, fontSize=12),
    ]


def timeline(session: Session, ink: Ink) -> Chart | None:
    """Draw when each service was given.

    Args:
        session: The visit.
        ink: Colors of the theme.

    Returns:
        The chart, None when no service has clock times.
    """
    timed = [service for service in session.services if service.intervals]
    if not timed:
        return None
    first = min(interval.start for service in timed for interval in service.intervals)
    last = max(interval.end for service in timed for interval in service.intervals)
    codes = list(dict.fromkeys(service.code for service in timed))
    height = ROW * len(codes) + AXIS
    bars, names = [], []
    for service in timed:
        top = ROW * codes.index(service.code)
        look = mark(service.code)
        for interval in service.intervals:
            bars.append({"x": interval.start, "x2": interval.end, "y": top + 3, "y2": top + ROW - 5, "fill": look.fill})
            if interval.minutes >= (last - first) / 6:
                text = {"text": f"{look.sign} {service.code}", "fill": look.text}
                names.append({"x": interval.start, "y": top + ROW / 2 - 1, **text})
    doubled = _overlaps(timed)
    overlaps = [{"x": start, "x2": end, "y": 0, "y2": height - AXIS} for start, end in doubled]
    twice = [{"x": (start + end) / 2, "y": height - AXIS + 7, "text": f"{end - start} min"} for start, end in doubled]
    step = next((step for step in STEPS if (last - first) / step <= MOST_TICKS), STEPS[-1])
    ticks = range(-(-first // step) * step, last + 1, step)
    grid = [{"x": tick, "y": 0, "y2": height - AXIS} for tick in ticks]
    hours = [{"x": tick, "y": height - 8, "text": format_time(tick % (24 * 60))} for tick in ticks]
    margin = max(1, (last - first) // 20)
    layers: list[list[dict[str, Any]]] = [grid, bars, overlaps, names, twice, hours]
    spec = {**filled(_timeline(ink), layers, (first - margin, last + margin), (0, height)), "height": height}
    said = [f"{service.code} {', '.join(map(str, service.intervals))}" for service in timed]
    shared = sum(end - start for start, end in doubled)
    ending = f" {counted(shared, 'minute')} claimed twice." if shared else " No overlap."
    return Chart(spec, f"Timeline of the visit: {'; '.join(said)}.{ending}")


def _overlaps(services: list[Any]) -> list[tuple[int, int]]:
    """Find the spans of time that two services claim."""
    claims = Counter(minute for service in services for minute in covered(service.intervals))
    spans: list[tuple[int, int]] = []
    for minute in sorted(minute for minute, times in claims.items() if times > 1):
        if spans and spans[-1][1] == minute:
            spans[-1] = (spans[-1][0], minute + 1)
        else:
            spans.append((minute, minute + 1))
    return spans
