"""Allocations and tables of visits as Vega-Lite charts.

Each chart is described once, without data; what a page shows is that template with new rows. Nothing here counts
units: every number comes from the trace of an allocation or from the landscape of visits.
"""

from ptcoding.chart.bars import Bar, share_bars
from ptcoding.chart.board import board
from ptcoding.chart.gauge import threshold_gauge
from ptcoding.chart.mastery import mastery_bars
from ptcoding.chart.staircase import staircase
from ptcoding.chart.strip import strip
from ptcoding.chart.template import Chart
from ptcoding.chart.timeline import timeline
from ptcoding.chart.twocodes import two_code_map

__all__ = [
    "Bar",
    "Chart",
    "board",
    "mastery_bars",
    "share_bars",
    "staircase",
    "strip",
    "threshold_gauge",
    "timeline",
    "two_code_map",
]
