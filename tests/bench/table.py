"""The rows of the report, and the plain-text table they are printed in."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

HEADINGS = ("scenario", "ours", "reference", "ratio", "goal", "met")


@dataclass(frozen=True)
class Row:
    """One line of the report; `met` is None where the line has no goal."""

    scenario: str
    ours: str
    reference: str = "-"
    ratio: str = "-"
    goal: str = "-"
    met: bool | None = None

    def cells(self) -> tuple[str, ...]:
        """List the texts of the line.

        Returns:
            One text for each heading.
        """
        met = "-" if self.met is None else ("yes" if self.met else "no")
        return (self.scenario, self.ours, self.reference, self.ratio, self.goal, met)


def middle(values: Sequence[float]) -> float:
    """Take the median.

    Args:
        values: Measured values, possibly none.

    Returns:
        The median, or NaN (which meets no goal) when nothing was measured.
    """
    return statistics.median(values) if values else math.nan


def p95(values: Sequence[float]) -> float:
    """Take the 95th percentile.

    Args:
        values: Measured values, possibly too few.

    Returns:
        The percentile, or NaN (which meets no goal) below two values.
    """
    return statistics.quantiles(values, n=20, method="inclusive")[18] if len(values) > 1 else math.nan


def milliseconds(seconds: float) -> str:
    """Write a duration.

    Args:
        seconds: The duration in seconds.

    Returns:
        The duration in milliseconds, with its unit, or a dash for NaN.
    """
    return "-" if math.isnan(seconds) else f"{seconds * 1000:.1f} ms"


def compare(scenario: str, ours: float, reference: float, goal: float | None = None) -> Row:
    """Make the line of a scenario timed on both pages.

    Args:
        scenario: What was timed.
        ours: Seconds on our page.
        reference: Seconds on the reference page.
        goal: The highest ratio that meets the goal, if there is one.

    Returns:
        The line.
    """
    ratio = ours / reference if reference else math.nan
    return Row(
        scenario,
        milliseconds(ours),
        milliseconds(reference),
        "-" if math.isnan(ratio) else f"{ratio:.3f}",
        "-" if goal is None else f"<= {goal:g}",
        None if goal is None else ratio <= goal,
    )


def limit(scenario: str, seconds: float, goal: float) -> Row:
    """Make the line of something timed on our side alone.

    Args:
        scenario: What was timed.
        seconds: The time it took.
        goal: The time it has to stay below, in seconds.

    Returns:
        The line.
    """
    return Row(scenario, milliseconds(seconds), goal=f"< {goal * 1000:g} ms", met=seconds < goal)


def render(rows: Sequence[Row]) -> str:
    """Lay the lines out under their headings.

    Args:
        rows: The lines, in order.

    Returns:
        The table, numbers aligned to the right, without a final newline.
    """
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    laid = [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]
    return "\n".join([laid[0], "-" * len(laid[0]), *laid[1:]])
