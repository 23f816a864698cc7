"""Records drawn anew: the notes say what is graded, and the totals of a day stay."""

import re

import pytest

from lessons.content.charts import charts
from ptcoding.learning.chart.grade import grade_day
from ptcoding.learning.chart.variant import movable, varied
from tests.learning.chart.coding import defended

SEEDS = range(1, 6)


@pytest.mark.parametrize("chart", charts(), ids=lambda chart: chart.slug)
def test_a_drawn_record_says_what_is_graded(chart):
    for seed in SEEDS:
        drawn = varied(chart, seed)
        papers = {one.key: one.text for one in drawn.documents}
        for day, before in zip(drawn.days, chart.days, strict=True):
            note = papers[day.document]
            session, written = day.ways[0].allocation.session, before.ways[0].allocation.session
            assert sum(one.minutes for one in session.services) == sum(one.minutes for one in written.services)
            assert all(passage.words in note for passage in day.passages)
            for code, words in movable(day, note).items():
                (minutes,) = [one.minutes for one in session.services if one.code == code]
                assert minutes in [int(number) for number in re.findall(r"[0-9]+", words)]
            graded = grade_day(day, next(iter(defended(day))))
            assert all(mark.right for mark in graded.marks)


def test_the_record_as_written_is_that_of_seed_0_and_a_seed_leads_to_the_same_record():
    (knee,) = [chart for chart in charts() if chart.slug == "pt_knee"]
    assert varied(knee, 0) is knee
    assert varied(knee, 5).documents == varied(knee, 5).documents
    assert len({varied(knee, seed).documents for seed in SEEDS}) == 5


def test_minutes_and_people_move():
    minutes, people = set(), set()
    (knee,) = [chart for chart in charts() if chart.slug == "pt_knee"]
    for seed in range(1, 20):
        days = {day.key: day.ways[0].allocation.session.services for day in varied(knee, seed).days}
        minutes.add(tuple(one.minutes for one in days["v2"]))
        people.add(days["v3"][1].by.value)
    # 23, 12 and 8 as written: 43 minutes however they are divided.
    assert len(minutes) > 10
    assert {sum(row) for row in minutes} == {43}
    assert people == {"assistant", "therapist"}


def test_at_least_eight_records_have_a_day_that_can_be_drawn_anew():
    moving = [
        chart
        for chart in charts()
        if any(
            day.people or len(movable(day, {one.key: one.text for one in chart.documents}[day.document])) > 1
            for day in chart.days
        )
    ]
    assert len(moving) >= 8
