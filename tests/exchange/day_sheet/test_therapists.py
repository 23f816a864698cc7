"""A therapist's day against the clock and the units billed."""

import pytest

from ptcoding.exchange.day_sheet.counting import count_visit
from ptcoding.exchange.day_sheet.reading import read_day_sheet
from ptcoding.exchange.day_sheet.therapists import therapist_days
from ptcoding.facts import facts


def days(text):
    return therapist_days([count_visit(day) for day in read_day_sheet(text.encode(), facts()).visits])


def test_minutes_that_two_patients_claim_at_once_are_found():
    # 9:00-9:30 and 9:20-9:50: 60 minutes claimed, 50 on the clock, 10 of them twice.
    (row,) = days(
        "date,patient,provider,code,start,end,units\n"
        '9/15/2026,A,"Rivera, PT",97110,9:00,9:30,2\n'
        '9/15/2026,B,"Rivera, PT",97110,9:20,9:50,2\n'
    )
    assert (row.patients, row.minutes, row.clock, row.twice) == (2, 60, 50, 10)
    assert (row.earned, row.billed) == (4, 4)


@pytest.mark.parametrize(("units", "billed"), [("2", 2), ("", None)])
def test_units_are_those_of_timed_codes_where_every_visit_tells_them(units, billed):
    (row,) = days(
        f'date,patient,provider,code,minutes,units\n9/15/2026,A,"Rivera, PT",97110,23,{units}\n'
        f'9/15/2026,A,"Rivera, PT",97161,30,{units and 1}\n'
    )
    assert (row.minutes, row.clock, row.twice) == (23, None, 0)
    assert (row.earned, row.billed) == (2, billed)


def test_each_therapist_and_day_is_a_row_of_its_own():
    rows = days(
        "date,patient,provider,code,minutes\n"
        '9/15/2026,A,"Rivera, PT",97110,23\n9/16/2026,A,"Rivera, PT",97110,23\n9/15/2026,B,"Cole, PTA",97110,15\n'
    )
    assert [(row.therapist, row.day.day) for row in rows] == [(1, 15), (1, 16), (2, 15)]
