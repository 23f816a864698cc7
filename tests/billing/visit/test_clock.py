"""Clock times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.billing.visit.clock import Interval, covered, format_time, parse_intervals, parse_time


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("0:00", 0),
        ("9:05", 545),  # 9 x 60 + 5
        ("09:05", 545),
        ("0905", 545),
        ("9:05 am", 545),
        ("9:05AM", 545),
        ("9:05 a.m.", 545),
        ("9", 540),
        ("9am", 540),
        ("12 am", 0),
        ("12:30 am", 30),
        ("12 pm", 720),
        ("1:30 pm", 810),  # 13 x 60 + 30
        ("11:59 pm", 1439),
        ("23:59", 1439),
        ("  9:05  ", 545),
    ],
)
def test_a_clock_time_is_read(text: str, minutes: int) -> None:
    assert parse_time(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24:00",
        "9:60",
        "13 pm",
        "0 am",
        "-9:00",
        "9:5",
        "9:005",
        "noon",
        "9:00:00",
        "9.30",
        "²:00",
        "9:00 xm",
        "\x00",
    ],
)
def test_what_is_no_clock_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a clock time, for example"):
        parse_time(text)


@pytest.mark.parametrize("text", ["9:00-9:20", "9:00–9:20", "0900-0920", "9am-9:20am", " 9:00 - 9:20 "])
def test_a_span_is_read_in_every_usual_form(text: str) -> None:
    assert Interval.parse(text) == Interval(540, 560)


@pytest.mark.parametrize("text", ["9:20-9:00", "9:00-9:00", "23:50-0:10"])
def test_an_end_that_is_not_after_the_start_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="an end after the start"):
        Interval.parse(text)


@pytest.mark.parametrize("text", ["9:00", "9:00-", "-9:00", "9:00-9:10-9:20", "from 9 to 10", ""])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"a start and an end|a clock time"):
        Interval.parse(text)


@pytest.mark.parametrize("text", ["9:00-9:33pm", "1-1:30 p.m.", "8:00-8:01pm"])
def test_a_start_that_may_be_morning_or_afternoon_is_asked_for(text: str) -> None:
    with pytest.raises(ValueError, match="am or pm after"):
        Interval.parse(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    # From 11:30 pm it would end before it starts; 21:00 and 12:15 can be one time alone.
    [("11:30-12:15pm", 45), ("21:00-9:33pm", 33), ("12:15-12:30pm", 15), ("9:00pm-9:33pm", 33), ("9:00-9:33am", 33)],
)
def test_a_start_that_can_be_one_time_alone_is_read(text: str, minutes: int) -> None:
    assert Interval.parse(text).minutes == minutes


def test_an_interval_does_not_include_its_end() -> None:
    assert Interval(540, 560).minutes == 20
    assert covered([Interval(540, 542)]) == {540, 541}


def test_back_to_back_intervals_share_no_minute() -> None:
    assert not covered([Interval(540, 560)]) & covered([Interval(560, 580)])


def test_minutes_in_two_intervals_are_covered_once() -> None:
    assert len(covered([Interval(540, 560), Interval(550, 570)])) == 30  # 9:00 to 9:30


@pytest.mark.parametrize("text", ["9:00-9:20, 9:40-9:50", "9:00-9:20;9:40-9:50", "9:00-9:20,,9:40-9:50,"])
def test_several_spans_are_read_in_order(text: str) -> None:
    assert parse_intervals(text) == (Interval(540, 560), Interval(580, 590))


def test_no_text_is_no_interval() -> None:
    assert parse_intervals("") == ()


@given(st.integers(0, 1439))
def test_every_minute_of_the_day_reads_back(minute: int) -> None:
    assert parse_time(format_time(minute)) == minute


@given(st.integers(0, 1438), st.data())
def test_every_interval_reads_back(start: int, data: st.DataObject) -> None:
    interval = Interval(start, data.draw(st.integers(start + 1, 1439)))
    assert Interval.parse(str(interval)) == interval
