"""The timeline as data."""

import json

import altair as alt
import pytest

from ptcoding import Session
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Service
from ptcoding.chart import Chart, timeline
from ptcoding.chart.color import DARK, LIGHT, Ink


def drawn(*services: tuple[str, str], ink: Ink = LIGHT) -> Chart:
    visit = Session(tuple(Service.at(code, *map(Interval.parse, times.split(","))) for code, times in services))
    chart = timeline(visit, ink)
    assert chart is not None
    return chart


def test_minutes_alone_are_no_timeline() -> None:
    assert timeline(Session.of({"97110": 20}), LIGHT) is None


def test_services_in_turn_do_not_overlap() -> None:
    chart = drawn(("97110", "9:00-9:20"), ("97140", "9:20-9:35"))
    assert chart.alt == "Timeline of the visit: 97110 09:00-09:20; 97140 09:20-09:35. No overlap."


def test_an_overlap_is_said_with_its_minutes() -> None:
    assert drawn(("97110", "9:00-9:20"), ("97140", "9:15-9:35")).alt.endswith("5 minutes claimed twice.")


def test_two_overlaps_are_two_spans() -> None:
    """9:10 to 9:12 and 9:30 to 9:35: seven minutes."""
    chart = drawn(("97110", "9:00-9:12,9:25-9:35"), ("97140", "9:10-9:20,9:30-9:40"))
    assert chart.alt.endswith("7 minutes claimed twice.")
    texts = [row["text"] for layer in chart.spec["layer"] for row in layer["data"]["values"] if "text" in row]
    assert {"2 min", "5 min"} <= set(texts)


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("times", ["9:00-9:01", "9:00-9:20", "0:00-23:59", "23:50-23:59"])
def test_the_picture_is_valid(times: str, ink: Ink) -> None:
    chart = drawn(("97110", times), ink=ink)
    assert json.dumps(chart.spec, allow_nan=False)
    assert isinstance(alt.Chart.from_dict(dict(chart.spec)), alt.LayerChart)


def test_a_second_picture_leaves_the_first_as_it_was() -> None:
    first = json.dumps(drawn(("97110", "9:00-9:20")).spec)
    drawn(("97110", "13:00-15:00"), ("97140", "14:00-14:10"))
    assert json.dumps(drawn(("97110", "9:00-9:20")).spec) == first
