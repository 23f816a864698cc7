"""A chart for a notebook without widgets, which shows what Altair draws."""

import altair as alt

from ptcoding.chart.color import Ink
from ptcoding.chart.template import Chart


def drawing(chart: Chart, ink: Ink, width: int = 600) -> alt.LayerChart:
    """Give a chart to a notebook.

    Args:
        chart: The chart.
        ink: The colors that it was made with; it stands on their paper, whatever the theme around it.
        width: Its width in pixels.

    Returns:
        The same chart, with its words as description.
    """
    own = {**chart.spec, "width": width, "description": chart.alt}
    return alt.LayerChart.from_dict({**own, "config": {**chart.spec["config"], "background": ink.paper}})
