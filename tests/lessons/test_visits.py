"""The whole records of visits: their diagnoses exist, and in a good one minutes, totals, charges and dates agree."""

import re
from collections import Counter
from datetime import date

import pytest

from lessons.content.course import HERE, topics
from ptcoding import Session, allocate
from ptcoding.billing.claim.diagnosis import look_up
from ptcoding.facts import facts
from ptcoding.learning.bank.bank import read_bank
from ptcoding.learning.bank.item import Kind
from ptcoding.learning.bank.note_bank import Note
from ptcoding.notes.identifier import identifiers

BANK = read_bank([HERE], topics())
VISITS = [note for note in BANK.notes.values() if note.style == "visit"]
GOOD = [note for note in VISITS if note.quality == "good"]
DIAGNOSIS = re.compile(r"\b[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}\b")
DAY = r"(\d\d)/(\d\d)(?:/(\d{4}))?"
PLAN = re.compile(rf"POC:? {DAY} ?- ?{DAY}")
# Certification lasts 90 days at most (Medicare Benefit Policy Manual, chapter 15, section 220.1: bpm15-220.1).
LONGEST_PLAN = 90
# Characters; the longest of the short ones is below half of the shortest padded one.
SHORT = 700


def by_key(note: Note) -> str:
    return note.key


def plan(note: Note) -> tuple[date, date]:
    found = PLAN.search(note.text)
    assert found
    month, day, year, last_month, last_day, last_year = found.groups()
    return date(int(year or last_year), int(month), int(day)), date(int(last_year), int(last_month), int(last_day))


def charges(note: Note) -> dict[str, int]:
    """What the visit bills, by code; two short ones write it at the end of the line with the totals."""
    said = re.split(r"Charges?:?|total tx \d+\.", note.text)[-1]
    return {code: int(units) for code, units in re.findall(r"([0-9G]\d{4}) x(\d)", said)}


def minutes_said(note: Note, name: str) -> int:
    found = re.search(rf"{name} (\d+)", note.text, re.IGNORECASE)
    assert found
    return int(found[1])


def test_there_are_visits_of_every_kind_and_of_each_discipline() -> None:
    assert len(VISITS) == 24
    kinds = Counter(note.quality for note in VISITS)
    assert (kinds["good"], kinds["weak"] + kinds["near-miss"]) == (12, 12)
    assert Counter(note.discipline for note in VISITS) == {"PT": 12, "OT": 7, "SLP": 5}


def test_short_ones_are_good_and_long_ones_are_not_always() -> None:
    assert len([note for note in GOOD if len(note.text) < SHORT]) == 4
    longest = sorted(VISITS, key=lambda note: len(note.text))[-5:]
    assert Counter(note.quality == "good" for note in longest)[False] >= 3


def test_of_two_visits_the_longer_one_is_right_half_the_time() -> None:
    pairs = [item for item in BANK.items if item.kind is Kind.PAIR and set(item.notes) <= {note.key for note in VISITS}]
    wins = Counter()
    for item in pairs:
        sizes = [len(BANK.notes[key].text) for key in item.notes]
        (right,) = item.right
        wins[sizes[right] == max(sizes)] += 1
    assert (wins[True], wins[False]) == (6, 6)


@pytest.mark.parametrize("note", VISITS, ids=by_key)
def test_every_diagnosis_exists_and_can_be_billed(note: Note) -> None:
    named = DIAGNOSIS.findall(note.text)
    assert named
    assert [code for code in named if not (look_up(code, facts()).valid and look_up(code, facts()).billable)] == []


@pytest.mark.parametrize("note", VISITS, ids=by_key)
def test_a_visit_says_which_it_is_of_how_many_under_which_plan(note: Note) -> None:
    place = re.search(r"Visit (\d+) of (\d+)", note.text)
    assert place
    assert int(place[1]) <= int(place[2])
    first, last = plan(note)
    assert 0 < (last - first).days <= LONGEST_PLAN


@pytest.mark.parametrize("note", VISITS, ids=by_key)
def test_nobody_is_named_but_the_clinician(note: Note) -> None:
    """Dates of service belong to a record; whoever signs is no patient, and is invented too."""
    assert identifiers(note.text, service_dates=False) == ()


@pytest.mark.parametrize("note", GOOD, ids=by_key)
def test_a_good_visit_bills_what_its_minutes_earn(note: Note) -> None:
    rule = "CMS" if "Medicare" in note.text else "AMA"
    billed = charges(note)
    counted = allocate(Session.of(note.minutes), facts().rule(rule)).units if note.minutes else {}
    timed = {code: units for code, units in billed.items() if facts().codes[code].timed}
    assert timed == {code: units for code, units in counted.items() if units}
    # What is not timed is one unit, however long.
    assert {units for code, units in billed.items() if code not in timed} <= {1}


@pytest.mark.parametrize("note", GOOD, ids=by_key)
def test_a_good_visit_has_both_totals_and_lies_in_its_plan(note: Note) -> None:
    timed = sum(note.minutes.values())
    assert minutes_said(note, "Timed") == timed
    assert minutes_said(note, r"total (?:treatment|tx)") >= timed
    assert note.elements["total_minutes"]
    assert note.elements["date_signature"]
    month, day, year = re.findall(r"(\d\d)/(\d\d)/(\d{4})", note.text)[-1]
    first, last = plan(note)
    assert first <= date(int(year), int(month), int(day)) <= last


def test_the_bad_ones_are_bad_in_ways_that_can_be_named() -> None:
    lacking = Counter(key for note in VISITS for key, there in note.elements.items() if not there)
    assert lacking["skilled_intervention"] >= 8
    assert lacking["progression"] >= 8
    (unsigned,) = [note for note in VISITS if note.key == "ot_bad_unsigned"]
    # 24 + 7 = 31 minutes are two units (23 to 37), and three are billed.
    assert sum(charges(unsigned).values()) == 3
