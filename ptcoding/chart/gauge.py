"""The charges of a year against the threshold: what was there before a visit, and what the visit adds."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ptcoding.billing.claim.threshold import Standing
from ptcoding.chart.color import Ink
from ptcoding.chart.template import TEXT, X2, Y2, Chart, Layer, X, Y, filled, layer, template

TOP, BAR, FOOT, LABELS = 44, 26, 26, 18
# Room right of the furthest mark, so that its words are not cut off.
BEYOND = Decimal("1.15")


@template
def _gauge(ink: Ink) -> Sequence[Layer]:
    return [
        layer("rect", X, X2, Y, Y2, fill=ink.agree, stroke=ink.soft, strokeWidth=1),
        layer("rect", X, X2, Y, Y2, fill=ink.total, stroke=ink.text, strokeWidth=1),
        layer("rule", X, Y, Y2, stroke=ink.text, strokeWidth=2),
        layer("text", X, Y, TEXT, color=ink.text, fontSize=12, align="right", dx=-4),
        layer("text", X, Y, TEXT, color=ink.text, fontSize=12, align="left"),
    ]


def threshold_gauge(standing: Standing, review: Decimal, ink: Ink) -> Chart:
    """Draw the charges of the year, the visit, the threshold and the amount of medical review on one line.

    Args:
        standing: Where the charges stand.
        review: Charges from which a record may be chosen for medical review, in dollars.
        ink: Colors of the theme.

    Returns:
        The chart.
    """
    amount = Decimal(standing.threshold.amount)
    end = max(standing.after, review, amount) * BEYOND
    bar = {"y": TOP, "y2": TOP + BAR}
    rows: list[list[dict[str, Any]]] = [
        [{"x": 0, "x2": float(standing.before), **bar}],
        [{"x": float(standing.before), "x2": float(standing.after), **bar}],
        [{"x": float(place), "y": TOP - 6, "y2": TOP + BAR + 6} for place in (amount, review)],
        [{"x": float(amount), "y": TOP - LABELS, "text": f"threshold ${amount:,}"}],
        [
            {"x": float(review), "y": TOP - 2 * LABELS + 2, "text": f"review ${review:,}"},
            {"x": 0, "y": TOP + BAR + FOOT - 8, "text": _spent(standing)},
        ],
    ]
    spec = filled(_gauge(ink), rows, (0, float(end)), (0, TOP + BAR + FOOT))
    return Chart({**spec, "height": TOP + BAR + FOOT}, _in_words(standing, review))


def _spent(standing: Standing) -> str:
    return f"${standing.before:,.2f} before + ${standing.visit:,.2f} this visit = ${standing.after:,.2f}"


def _in_words(standing: Standing, review: Decimal) -> str:
    return (
        f"Charges of {standing.threshold.year} for {standing.group}: {_spent(standing)}. "
        f"Threshold ${standing.threshold.amount:,}, medical review from ${review:,}."
    )
