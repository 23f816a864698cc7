"""NCCI edits: what is known of a pair on a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.billing.claim.edits import bypassable, edit_findings, unread_finding
from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.facts.edit import Edit, EditTable, Ground, Reading, State
from ptcoding.facts.source import Standing
from ptcoding.finding import Finding, Severity

DAY = timedelta(days=1)
READ = date(2024, 7, 1)
LAST = date(2026, 12, 31)
VISIT = date(2026, 3, 2)

# The practitioner file of July 1, 2024: column 1, column 2 with indicator 1, column 2 with indicator 0.
MATRIX = (
    ("20561", "", "20560"),
    ("97012", "97018 97140 97164 97168", ""),
    ("97016", "97018 97026 97164 97168", ""),
    ("97018", "97022 97164 97168", ""),
    ("97022", "97164 97168", ""),
    ("97024", "97018 97026 97164 97168", ""),
    ("97026", "97018 97022 97164 97168", ""),
    ("97028", "97018 97022 97026 97164 97168", ""),
    *((code, "97164 97168", "") for code in ("97032", "97033", "97034", "97035", "97036")),
    *((code, "97164 97168", "") for code in ("97124", "97129", "97533", "97535", "97542")),
    ("97112", "97022 97036", ""),
    ("97113", "97022 97110", "97036"),
    ("97140", "95851 95852 97018 97750", "97124"),
    ("97150", "97110 97112 97113 97116 97124 97140 97530 97533 97535 97542 97760 97761 97763", "95851"),
    ("97161", "", "95851 95852 97164 97750 97755 97763"),
    ("97162", "", "95851 95852 97164 97750 97755 97763 97161"),
    ("97163", "", "95851 95852 97164 97750 97755 97763 97161 97162"),
    ("97164", "", "95851 95852 97750 97755 97763"),
    ("97165", "", "95851 95852 97168 97750 97755 97763"),
    ("97166", "", "95851 95852 97168 97750 97755 97763 97165"),
    ("97167", "", "95851 95852 97168 97750 97755 97763 97165 97166"),
    ("97168", "", "95851 95852 97750 97755 97763"),
    ("97530", "97542 97750", "95851 95852"),
    ("97750", "", "95851 95852 97150"),
    ("97755", "97035 97110 97112 97140 97530 97533 97535 97542 97760 97761 97763", "97750"),
    ("97760", "97016 97110 97112 97116 97124 97140 97164 97168", "97763"),
    ("97761", "97016 97110 97112 97116 97124 97140 97164 97168 97760", "97763"),
    ("97763", "97016 97110 97112 97116 97124 97140", ""),
    ("98940", "97112 97124 97140", "95851 95852 97161 97162 97163 97164 97165 97166 97167 97168"),
    ("98941", "97112 97124 97140", "95851 95852 97161 97162 97163 97164 97165 97166 97167 97168 98940"),
    ("98942", "97112 97124 97140", "95851 95852 97161 97162 97163 97164 97165 97166 97167 97168 98940 98941"),
    ("G0283", "97032 97164 97168", ""),
    ("97110", "", ""),
    ("97116", "", ""),
)
ACTIVE_2024 = [
    (column1, column2, indicator)
    for column1, lifted, firm in MATRIX
    for indicator, named in ((1, lifted), (0, firm))
    for column2 in named.split()
]
# The same file, pairs with codes outside that list.
OUTSIDE = [
    *(("97110", code, 0) for code in ("36591", "36592", "96523")),
    *((code, "97140", 0) for code in ("98925", "98926", "98927", "98928", "98929")),
    *((code, "97110", 1) for code in ("92507", "92508", "92526", "90912", "90913", "95992", "G0237", "G0238", "G0239")),
    *((code, "97110", 1) for code in ("93668", "93797", "93798", "94625", "94626", "G0422", "G0423")),
    ("97530", "97537", 1),
]
# The same file again: pairs that were looked up for speech, vestibular, community and assistive technology codes.
LATER = [
    *((code, other, 1) for code in ("92507", "95992") for other in ("97112", "97530")),
    ("95992", "97140", 1),
    *(("92507", other, 1) for other in ("97150", "97533")),
    *(("92508", other, 1) for other in ("92507", "97112", "97150", "97530", "97533")),
    ("97150", "97537", 1),
    *(("97537", other, 1) for other in ("97164", "97168")),
    ("97755", "97537", 1),
    ("92523", "92522", 0),
]
# And pairs of swallowing, biofeedback, wound care and strapping codes.
WIDER = [
    *(("92526", other, 1) for other in ("97112", "97150", "97530")),
    *(("92526", other, 0) for other in ("97032", "G0283")),
    *((code, "90901", 0) for code in ("90912", "90913")),
    *(("90912", other, 1) for other in ("97032", "97112", "97530", "97535", "97750")),
    *((code, "97602", 0) for code in ("97597", "97598", "97605", "97606", "97610")),
    *(("97597", other, 1) for other in ("29540", "97022", "97164", "97610")),
    ("29540", "29550", 1),
    ("97760", "29240", 1),
    ("G0281", "G0329", 0),
    *((code, "97164", 1) for code in ("97039", "97130", "97139", "97545", "G0329")),
    ("92612", "92610", 1),
    ("98980", "97750", 0),
]
# Rows of that file that were deleted before it, beside the same pairs.
GONE_2019 = [
    *((code, "97112", 1) for code in ("92507", "92508", "95992")),
    *(("92507", other, 1) for other in ("97150", "97530", "97533")),
    ("92508", "92507", 1),
    *(("97537", other, 1) for other in ("97164", "97168")),
    ("97755", "97537", 1),
    ("92523", "92522", 0),
]
# Known codes without one row beside another known code: whether the file was cut for them was not to be told.
UNREAD = {
    *("29125", "29126", "29581", "29584", "96110", "96112"),
    *("29200", "92605", "92606", "97546", "97550", "97551", "97552", "97799", "98943", "98979", "98984", "98985"),
}
# The files of 2026: column 1, column 2, indicator, first and last day in force; to the end of 2026 where not deleted.
IN_FORCE = [
    ("97140", "97530", 1, date(2000, 7, 1), date(2019, 12, 31)),
    ("97530", "97116", 1, date(1999, 7, 1), date(2019, 12, 31)),
    *(
        (column1, column2, 0, first, last)
        for column1, column2 in (("97162", "97161"), ("97163", "97161"), ("97163", "97162"))
        for first, last in ((date(2017, 1, 1), date(2019, 12, 31)), (date(2020, 10, 1), LAST))
    ),
    *(
        (column1, column2, 1, date(2020, 10, 1), LAST)
        for column1 in ("97110", "97112", "97116", "97161", "97162", "97163")
        for column2 in ("62323", "64483", "64484")
    ),
    *(
        (column1, "62323", 1, date(2017, 1, 1), date(2019, 12, 31))
        for column1 in ("97110", "97112", "97116", "97161", "97162", "97163")
    ),
    *(
        (column1, column2, 1, first, date(2019, 12, 31))
        for named, first in (("97110 97112 97116", date(2003, 4, 1)), ("97161 97162 97163", date(2017, 1, 1)))
        for column1 in named.split()
        for column2 in ("64483", "64484")
    ),
    *(
        (column1, column2, 1, first, LAST)
        for column1 in ("97140", "97530")
        for column2, first in (
            ("62323", date(2017, 1, 1)),
            ("64483", date(2003, 4, 1)),
            ("64484", date(2003, 4, 1)),
        )
    ),
]
# Rows withdrawn on their first day: never in force.
VOID = [
    ("97110", "97140", date(1999, 4, 1)),
    ("97112", "97140", date(1999, 4, 1)),
    ("97116", "97140", date(1999, 4, 1)),
    ("97530", "97110", date(1996, 1, 1)),
    ("97530", "97112", date(1996, 1, 1)),
    ("97530", "97116", date(2020, 10, 1)),
    *((code, "97140", day) for code in ("97161", "97162", "97163") for day in (date(2020, 1, 1), date(2020, 10, 1))),
    *(("97530", code, date(2020, 1, 1)) for code in ("97161", "97162", "97163")),
]
# Deleted in the file of 2024, which gives the last day and not the first.
DELETED = [
    ("97530", "97535", date(2021, 12, 31)),
    ("97530", "97113", date(2019, 12, 31)),
    *((c, "97164", date(2019, 12, 31)) for c in ("97110", "97112", "97113", "97116", "97140", "97150", "97530")),
]
BELIEVED = [
    ("97110", "97140"), ("97110", "97112"), ("97110", "97530"), ("97140", "97530"),
    ("97530", "97116"), ("97112", "97530"), ("97112", "97140"), ("97116", "97140"),
]  # fmt: skip
LISTED = sorted({row[0] for row in MATRIX} | {row[1] for row in ACTIVE_2024})
EIGHT = ["97110", "97112", "97116", "97140", "97161", "97162", "97163", "97530"]
ELSEWHERE = ["36591", "62323", "97010", "97537", "98925", "99213", "00000"]


def both_ways(first: str, second: str, on: date) -> tuple[State, Edit | None]:
    verdict = facts().edits.between(first, second, on)
    assert facts().edits.between(second, first, on) == verdict
    return verdict.state, verdict.edit


def told(first: str, second: str, on: date) -> list[Finding]:
    return list(edit_findings([first, second], on, {first: (0,), second: (1,)}, facts().edits))


@pytest.mark.parametrize(("column1", "column2", "indicator"), [*ACTIVE_2024, *OUTSIDE, *LATER, *WIDER])
def test_an_edit_of_july_2024_is_in_force_in_both_directions(column1: str, column2: str, indicator: int) -> None:
    state, edit = both_ways(column1, column2, READ)
    assert state is State.ACTIVE
    assert edit is not None
    assert (edit.column1, edit.column2, edit.indicator) == (column1, column2, indicator)


def test_a_listed_pair_without_a_row_has_no_edit_on_that_day() -> None:
    rows = {frozenset(row[:2]) for row in ACTIVE_2024}
    wrong = [
        pair
        for pair in combinations(LISTED, 2)
        if (facts().edits.between(*pair, READ).state is State.NONE) is (frozenset(pair) in rows)
    ]
    assert wrong == []


@pytest.mark.parametrize("on", [READ - DAY, READ + DAY])
@pytest.mark.parametrize(("column1", "column2", "indicator"), OUTSIDE)
def test_a_row_without_its_first_day_is_known_on_the_day_of_the_file_alone(
    column1: str, column2: str, indicator: int, on: date
) -> None:
    state, edit = both_ways(column1, column2, on)
    assert state is State.UNCHECKED
    assert edit is not None
    assert edit.indicator == indicator
    assert facts().edits.between(column1, column2, on).read == READ


@pytest.mark.parametrize("cmt", ["98940", "98941", "98942"])
@pytest.mark.parametrize("code", ["97110", "97530"])
def test_chiropractic_manipulation_has_no_edit_with_exercise_or_activities(cmt: str, code: str) -> None:
    assert both_ways(cmt, code, READ) == (State.NONE, None)


@pytest.mark.parametrize("on", [READ, date(2026, 7, 1), date(2026, 10, 1), LAST])
def test_exercise_and_gait_have_no_edit(on: date) -> None:
    assert both_ways("97110", "97116", on) == (State.NONE, None)
    assert facts().edits.history("97110", "97116") == ()


@pytest.mark.parametrize(("column1", "column2", "indicator", "first", "last"), IN_FORCE)
def test_an_edit_is_in_force_from_its_first_day_to_its_last(
    column1: str, column2: str, indicator: int, first: date, last: date
) -> None:
    for on in (first, last):
        state, edit = both_ways(column1, column2, on)
        assert state is State.ACTIVE
        assert edit is not None
        assert (edit.column1, edit.column2, edit.indicator, edit.effective) == (column1, column2, indicator, first)
    assert both_ways(column1, column2, first - DAY) == (State.NONE, None)
    after, _ = both_ways(column1, column2, last + DAY)
    assert after is (State.UNCHECKED if last == LAST else State.NONE)


@pytest.mark.parametrize(("column1", "column2", "day"), VOID)
def test_an_edit_withdrawn_on_its_first_day_was_never_in_force(column1: str, column2: str, day: date) -> None:
    row = next(row for row in facts().edits.history(column2, column1) if row.effective == day)
    assert (row.column1, row.column2, row.indicator, row.deleted) == (column1, column2, 9, day)
    assert facts().edits.between(column1, column2, day).state is State.NONE
    assert not bypassable(column1, column2, day, facts().edits)


@pytest.mark.parametrize(("column1", "column2", "day"), DELETED)
def test_a_deleted_edit_was_in_force_on_its_last_day_and_not_after(column1: str, column2: str, day: date) -> None:
    state, edit = both_ways(column1, column2, day)
    assert (state, edit and edit.indicator) == (State.ACTIVE, 1)
    assert both_ways(column1, column2, day + DAY) == (State.NONE, None)
    assert both_ways(column1, column2, READ) == (State.NONE, None)
    assert both_ways(column1, column2, READ + DAY) == (State.UNCHECKED, None)
    assert both_ways(column1, column2, day - DAY) == (State.UNCHECKED, edit)


@pytest.mark.parametrize(("column1", "column2", "indicator"), GONE_2019)
def test_an_edit_that_ended_and_came_back_is_known_on_its_last_day(column1: str, column2: str, indicator: int) -> None:
    state, edit = both_ways(column1, column2, date(2019, 12, 31))
    assert (state, edit and (edit.column1, edit.indicator)) == (State.ACTIVE, (column1, indicator))
    assert both_ways(column1, column2, date(2020, 1, 1)) == (State.UNCHECKED, edit)
    assert both_ways(column1, column2, READ)[0] is State.ACTIVE


def test_activities_with_self_care_ended_twice() -> None:
    """97530 with 97535: rows that ended on December 31, 2019 and 2021; when the second began is not in the file."""
    for day in (date(2019, 12, 31), date(2021, 12, 31)):
        state, edit = both_ways("97530", "97535", day)
        assert (state, edit and (edit.column2, edit.indicator)) == (State.ACTIVE, ("97535", 1))
    assert both_ways("97530", "97535", date(2020, 1, 1))[0] is State.UNCHECKED
    assert both_ways("97530", "97535", date(2022, 1, 1)) == (State.NONE, None)


def test_every_pair_of_known_codes_was_read_for_a_day_or_is_known_not_to_have_been() -> None:
    known = sorted({*facts().codes, *(left_out.code for left_out in facts().codes.not_modelled)})
    wrong = [
        pair
        for pair in combinations(known, 2)
        if (facts().edits.between(*pair, READ).read is None) is UNREAD.isdisjoint(pair)
    ]
    assert wrong == []


@pytest.mark.parametrize("on", [READ - DAY, READ, READ + DAY, date(2026, 11, 20), LAST, LAST + DAY])
def test_a_pair_on_a_claim_was_read_for_its_day_or_is_said_not_to_have_been(on: date) -> None:
    """Silence never clears: where nothing is said of a pair, a file that was read for that very day has no row."""
    silent = []
    for pair in combinations(facts().codes, 2):
        where = {code: (place,) for place, code in enumerate(pair)}
        told = [*edit_findings(list(pair), on, where, facts().edits)]
        unread = unread_finding(list(pair), on, where, facts().edits)
        told += [unread] if unread else []
        if not any(set(pair) <= set(finding.codes) for finding in told):
            covered = [row for row in facts().edits.readings if row.covers(*pair) and row.since <= on <= row.until]
            silent += [] if covered else [pair]
    assert silent == []


@pytest.mark.parametrize("code", ["97110", "97112", "97113", "97116", "97140", "97150", "97530"])
def test_the_return_of_the_re_evaluation_edits_was_withdrawn(code: str) -> None:
    row = facts().edits.history(code, "97164")[-1]
    assert (row.column1, row.indicator, row.effective, row.deleted) == (code, 9, date(2020, 10, 1), date(2020, 10, 1))
    assert both_ways(code, "97164", date(2020, 10, 1)) == (State.NONE, None)


def test_the_aquatic_edit_was_deleted_once_and_is_in_the_later_file() -> None:
    """97113 with 97110: gone after December 31, 2019, there on July 1, 2024; the day of its return was not read."""
    assert both_ways("97113", "97110", date(2019, 12, 31))[0] is State.ACTIVE
    assert both_ways("97113", "97110", date(2020, 1, 1))[0] is State.UNCHECKED
    assert both_ways("97113", "97110", READ)[0] is State.ACTIVE


@pytest.mark.parametrize("pair", list(combinations(EIGHT, 2)))
def test_the_eight_codes_are_read_from_1996_to_the_end_of_2026(pair: tuple[str, str]) -> None:
    assert facts().edits.between(*pair, date(1995, 12, 31)).state is State.UNCHECKED
    assert facts().edits.between(*pair, date(1996, 1, 1)).state is not State.UNCHECKED
    assert facts().edits.between(*pair, LAST).state is not State.UNCHECKED
    assert facts().edits.between(*pair, LAST + DAY).state is State.UNCHECKED


@pytest.mark.parametrize("code", ["97550", "99213", "00000"])
def test_a_code_in_no_file_read_is_unchecked(code: str) -> None:
    verdict = facts().edits.between(code, "97110", VISIT)
    assert (verdict.state, verdict.edit, verdict.read) == (State.UNCHECKED, None, None)
    assert told(code, "97110", VISIT) == []


@pytest.mark.parametrize("pair", BELIEVED)
@pytest.mark.parametrize("on", [VISIT, date(2020, 1, 1), LAST])
def test_a_pair_wrongly_believed_in_is_told_that_there_is_no_edit(pair: tuple[str, str], on: date) -> None:
    """Contradicts that 97110 with 97140 needs 59, and that 59 goes on 97110 beside 97112."""
    (finding,) = told(*pair, on)
    assert (finding.kind, finding.severity, finding.codes) == ("edit_none", Severity.NOTE, pair)
    assert finding.lines == (0, 1)
    assert finding.source == "ncci-ptp-2026"
    assert "59 or an X modifier has nothing to bypass" in message(finding)


@pytest.mark.parametrize("pair", BELIEVED)
def test_no_edit_does_not_mean_shared_minutes(pair: tuple[str, str]) -> None:
    (finding,) = told(*pair, VISIT)
    assert "The minutes still may not overlap: one service for each 15-minute period" in message(finding)


@pytest.mark.parametrize(
    ("pair", "on", "history"),
    [
        (("97110", "97112"), VISIT, "no row for them, in either direction"),
        (("97110", "97140"), VISIT, "A row of April 1, 1999 was deleted the day it took effect"),
        (("97110", "97530"), VISIT, "A row of January 1, 1996 was deleted"),
        (("97140", "97530"), VISIT, "The last one ended on December 31, 2019."),
        (("97530", "97116"), VISIT, "The last one ended on December 31, 2019."),
        (("97140", "97530"), date(2000, 6, 30), "One began later, on July 1, 2000."),
        (("97530", "97116"), date(1999, 6, 30), "One began later, on July 1, 1999."),
    ],
)
def test_the_lack_of_an_edit_is_told_with_its_history(pair: tuple[str, str], on: date, history: str) -> None:
    (finding,) = told(*pair, on)
    assert history in message(finding)


@pytest.mark.parametrize(("column1", "column2"), [("97140", "97530"), ("97530", "97116")])
def test_the_edits_of_activities_needed_a_modifier_until_the_end_of_2019(column1: str, column2: str) -> None:
    (before,) = told(column2, column1, date(2019, 12, 31))
    assert (before.kind, before.severity, before.codes) == ("edit_bypass", Severity.WARNING, (column1, column2))
    assert f"{column1} is column 1; {column2} is column 2 and is denied without a modifier." in message(before)
    assert "59 or XU may be used only when the two were given in separate 15-minute intervals" in message(before)
    assert "The note must then show which minutes belong to which" in message(before)
    (after,) = told(column2, column1, date(2020, 1, 1))
    assert after.kind == "edit_none"


@pytest.mark.parametrize(
    ("column1", "column2", "modifiers", "manual"),
    [
        ("98940", "97140", "59 or XS", "chapter 11, S"),
        ("98942", "97112", "59 or XS", "chapter 11, S"),
        ("97035", "97164", "59 or XU", "chapter 11, P.3"),
        ("97760", "97168", "59 or XU", "chapter 11, P.3"),
        ("97530", "97750", "59 or XU", "chapter 11, P.2"),
        ("97150", "97110", "59 or the X modifier that fits", "chapter 1, E, and chapter 11, P.2"),
        ("97012", "97140", "59 or the X modifier that fits", "chapter 1, E"),
        ("92507", "97110", "59 or the X modifier that fits", "chapter 1, E"),
    ],
)
def test_the_ground_for_a_modifier_depends_on_the_pair(column1: str, column2: str, modifiers: str, manual: str) -> None:
    (finding,) = told(column2, column1, READ)
    assert finding.kind == "edit_bypass"
    assert (finding.values["modifiers"], finding.values["manual"]) == (modifiers, manual)


@pytest.mark.parametrize("code", ["36591", "36592", "96523"])
def test_no_modifier_lets_exercise_be_paid_with_a_blood_draw_from_a_port(code: str) -> None:
    (finding,) = told(code, "97110", READ)
    assert (finding.kind, finding.severity, finding.codes) == ("edit_never", Severity.ERROR, ("97110", code))
    assert f"no modifier makes {code} payable" in message(finding)
    assert bypassable("97110", code, READ, facts().edits) is None
    (later,) = told(code, "97110", VISIT)
    assert (later.kind, later.severity) == ("edit_unchecked", Severity.WARNING)
    assert "On July 1, 2024 one was in force with indicator 0" in message(later)
    assert "no modifier made" in message(later)


def test_two_evaluations_of_one_day_are_never_paid_together() -> None:
    (finding,) = told("97161", "97163", VISIT)
    assert (finding.kind, finding.codes) == ("edit_never", ("97163", "97161"))
    assert told("97161", "97163", date(2020, 9, 30)) == []


@pytest.mark.parametrize(
    ("pair", "on", "severity", "known"),
    [
        (("97150", "97110"), VISIT, Severity.WARNING, "On July 1, 2024 one was in force with indicator 1: 97150 was"),
        (("97530", "97535"), VISIT, Severity.NOTE, "On July 1, 2024 no edit was in force."),
        (("97110", "97112"), LAST + DAY, Severity.NOTE, "On December 31, 2026 no edit was in force."),
        (("97161", "97140"), LAST + DAY, Severity.NOTE, "On December 31, 2026 no edit was in force."),
        (("97163", "97162"), LAST + DAY, Severity.WARNING, "On December 31, 2026 one was in force with indicator 0"),
        (("97110", "62323"), LAST + DAY, Severity.WARNING, "On December 31, 2026 one was in force with indicator 1"),
        (("92507", "97530"), VISIT, Severity.WARNING, "On July 1, 2024 one was in force with indicator 1: 92507 was"),
        (("92523", "92522"), VISIT, Severity.WARNING, "On July 1, 2024 one was in force with indicator 0: only 92523"),
        (("97110", "97140"), date(1995, 12, 31), Severity.NOTE, "On January 1, 1996 no edit was in force."),
    ],
)
def test_a_day_that_was_not_read_is_said_with_the_nearest_one(
    pair: tuple[str, str], on: date, severity: Severity, known: str
) -> None:
    (finding,) = told(*pair, on)
    assert (finding.kind, finding.severity) == ("edit_unchecked", severity)
    assert known in message(finding)


@pytest.mark.parametrize(
    ("pair", "on", "column1"),
    [
        (("97530", "97140"), date(2019, 12, 31), "97140"),
        (("97530", "97140"), date(2020, 1, 1), None),
        (("97530", "97140"), date(2000, 7, 1), "97140"),
        (("97530", "97140"), date(2000, 6, 30), None),
        (("97110", "97150"), READ, "97150"),
        (("97110", "97150"), VISIT, None),
        (("97124", "97140"), READ, None),
        (("97110", "97112"), VISIT, None),
        (("97530", "97113"), date(2019, 12, 31), "97530"),
        (("97530", "97535"), date(2021, 12, 31), "97530"),
        (("97530", "97535"), date(2022, 1, 1), None),
    ],
)
def test_a_modifier_is_possible_only_where_an_edit_with_indicator_1_is_known(
    pair: tuple[str, str], on: date, column1: str | None
) -> None:
    edit = bypassable(*pair, on, facts().edits)
    assert (edit and edit.column1) == column1
    assert bypassable(*reversed(pair), on, facts().edits) == edit


def test_each_pair_of_a_visit_is_looked_up_once() -> None:
    """Of 97163, 97161, 97110, 97140: the evaluations, and 97110 with 97140; evaluations and treatment are silent."""
    lines = {"97163": (0,), "97161": (3,), "97110": (1, 4), "97140": (2,)}
    findings = edit_findings(["97163", "97161", "97110", "97140", "97110"], VISIT, lines, facts().edits)
    assert [(finding.kind, finding.codes, finding.lines) for finding in findings] == [
        ("edit_never", ("97163", "97161"), (0, 3)),
        ("edit_none", ("97110", "97140"), (1, 2, 4)),
    ]


def rows() -> Iterator[Edit]:
    """Three made-up rows: one day, one gap, one that is still in force."""
    made = {"sources": ("our-arithmetic",), "checked": READ, "standing": Standing.DERIVED}
    yield Edit("22222", "11111", 1, date(2020, 1, 1), date(2020, 1, 1), date(2024, 12, 31), **made)
    yield Edit("11111", "22222", 0, date(2022, 1, 1), None, date(2024, 12, 31), **made)
    yield Edit("11111", "33333", 1, None, None, date(2024, 1, 1), **made)


def test_a_table_of_three_rows_is_a_table() -> None:
    pair = frozenset({"11111", "22222"})
    made = {"sources": ("our-arithmetic",), "checked": READ, "standing": Standing.DERIVED}
    reading = Reading(pair, pair, date(2020, 1, 1), date(2024, 12, 31), **made)
    ground = Ground("any", None, None, "59", "apart", "that", "here", **made)
    table = EditTable(rows(), [reading], grounds=[ground])
    states = [table.between("11111", "22222", date(year, 1, 1)).state.value for year in (2019, 2020, 2021, 2022, 2025)]
    assert states == ["unchecked", "active", "none", "active", "unchecked"]
    assert [finding.kind for finding in edit_findings(["22222", "11111"], date(2020, 1, 1), {}, table)] == [
        "edit_bypass"
    ]
    assert table.between("11111", "33333", date(2024, 1, 1)).state is State.ACTIVE
    after = table.between("11111", "33333", date(2024, 1, 2))
    assert (after.state, after.read) == (State.UNCHECKED, date(2024, 1, 1))
    assert len(table.edits) == 3


@pytest.mark.parametrize(
    ("on", "history"),
    [
        (date(2019, 1, 1), "One began later, on January 1, 2020."),
        (date(2020, 6, 1), "The last one ended on March 31, 2020."),
        (date(2021, 6, 1), "The last one ended on March 31, 2021."),
    ],
)
def test_of_several_edits_the_last_to_end_and_the_first_to_begin_are_told(on: date, history: str) -> None:
    made = {"sources": ("our-arithmetic",), "checked": READ, "standing": Standing.DERIVED}
    spans = [Edit("11111", "22222", 1, date(year, 1, 1), date(year, 3, 31), READ, **made) for year in (2021, 2020)]
    pair = frozenset({"11111", "22222"})
    table = EditTable(spans, [Reading(pair, pair, date(2019, 1, 1), READ, **made)], [pair])
    (finding,) = edit_findings(sorted(pair), on, {}, table)
    assert (finding.kind, finding.values["history"]) == ("edit_none", history)


def test_a_pair_with_nothing_recorded_is_passed_over() -> None:
    """97112 with 97535 had no edit on July 1, 2024; later quarters were not read, and no row is at hand."""
    assert facts().edits.between("97112", "97535", VISIT).state is State.UNCHECKED
    assert told("97112", "97535", VISIT) == []


def unread(*visit: str, on: date) -> Finding | None:
    return unread_finding(visit, on, {code: (line,) for line, code in enumerate(visit)}, facts().edits)


def test_pairs_that_were_not_read_for_the_day_are_named_in_one_note() -> None:
    """97110 with 97112 was read for 2026; 97110 with 97150 has a finding of its own; 97535 was read in July 2024."""
    found = unread("97110", "97112", "97535", on=VISIT)
    assert found is not None
    assert (found.kind, found.severity) == ("edit_unread", Severity.NOTE)
    assert (found.codes, found.lines) == (("97110", "97535", "97112"), (0, 1, 2))
    assert message(found) == (
        "Not looked up for March 2, 2026: 97110 with 97535, 97112 with 97535. "
        "On July 1, 2024, the nearest day that was read, no edit paired them. "
        "A pair that isn't listed here may still have an edit: look it up in the file for the visit's quarter."
    )
    assert unread("97110", "97150", on=VISIT) is None
    assert unread("97110", "97112", "97535", on=READ) is None
    assert unread("97110", on=VISIT) is None


def test_a_pair_that_no_file_held_is_said_to_be_in_none() -> None:
    found = unread("97110", "97550", "97535", on=READ)
    assert found is not None
    assert "We read no file for 97110 with 97550, 97550 with 97535 on any day." in message(found)
    assert found.source == "nccipm-11p"
    both = unread("97110", "97550", "97535", on=VISIT)
    assert both is not None
    assert "On July 1, 2024, the nearest day that was read, no edit paired them. We read no file for" in message(both)


def test_many_pairs_are_not_all_listed() -> None:
    """Of 97530, 97533, 97535, 97537 and 97542 ten pairs: three with rows of their own, and seven without."""
    found = unread("97530", "97533", "97535", "97537", "97542", on=VISIT)
    assert found is not None
    assert "97535 with 97537" in message(found)
    assert ", and 1 more. On July 1, 2024" in message(found)


def test_no_pair_of_codes_is_passed_over_in_silence() -> None:
    silent = [
        pair
        for pair in combinations(facts().codes, 2)
        if facts().edits.between(*pair, VISIT).state is State.UNCHECKED
        and not told(*pair, VISIT)
        and unread(*pair, on=VISIT) is None
    ]
    assert silent == []


def test_every_edit_of_indicator_1_has_a_ground() -> None:
    lifted = [edit for edit in facts().edits.edits if edit.indicator == 1]
    assert [edit for edit in lifted if not any(ground.fits(edit) for ground in facts().edits.grounds)] == []


@pytest.mark.parametrize(
    "row", [*facts().edits.readings, *facts().edits.grounds, *facts().edits.edits], ids=lambda row: type(row).__name__
)
def test_every_row_is_dated_and_cited(row: Edit | Reading | Ground) -> None:
    assert row.sources
    assert set(row.sources) <= set(facts().sources)
    assert row.checked in {date(2026, 11, 21), date(2026, 11, 29)}
    assert list(Standing).index(row.standing) >= min(
        list(Standing).index(facts().sources[key].standing) for key in row.sources
    )


def test_the_dates_of_a_row_are_in_order() -> None:
    for row in facts().edits.edits:
        assert (row.effective or date.min) <= (row.deleted or row.as_of) <= row.as_of
        assert row.indicator in {0, 1, 9, None}
        assert (row.effective == row.deleted) is (row.indicator == 9) or row.effective is None
        assert row.column1 != row.column2


def test_no_two_rows_of_a_pair_are_in_force_together() -> None:
    days = {day for row in facts().edits.edits for day in (row.effective, row.deleted, row.as_of) if day}
    for first, second in {(row.column1, row.column2) for row in facts().edits.edits}:
        for on in days:
            assert sum(row.is_known_in_force(on) for row in facts().edits.history(first, second)) <= 1


def test_what_is_left_out_is_said() -> None:
    assert "hospital outpatient" in facts().edits.not_modelled


ANY_CODE = st.sampled_from(sorted({*LISTED, *EIGHT, *ELSEWHERE, *facts().codes}))
ANY_DAY = st.dates(date(1990, 1, 1), date(2030, 12, 31)) | st.sampled_from([READ, VISIT, LAST, date(2019, 12, 31)])


@given(ANY_CODE, ANY_CODE, ANY_DAY)
def test_the_order_of_a_pair_never_matters(first: str, second: str, on: date) -> None:
    assert facts().edits.between(first, second, on) == facts().edits.between(second, first, on)
    verdict = facts().edits.between(first, second, on)
    assert (verdict.edit is None) or verdict.state is not State.NONE
    assert (verdict.read == on) or verdict.state is State.UNCHECKED


@given(st.lists(ANY_CODE, max_size=6), ANY_DAY)
def test_every_finding_can_be_said_and_has_a_source(visit: list[str], on: date) -> None:
    findings = edit_findings(visit, on, {code: (line,) for line, code in enumerate(visit)}, facts().edits)
    assert len({frozenset(finding.codes) for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.source in facts().sources
        assert "{" not in message(finding)
        assert set(finding.codes) <= set(visit)


@given(st.lists(ANY_CODE, max_size=5, unique=True), ANY_DAY)
def test_the_order_of_entry_does_not_change_what_is_found(visit: list[str], on: date) -> None:
    found = [
        {
            (finding.kind, frozenset(finding.codes), finding.severity)
            for finding in edit_findings(order, on, {}, facts().edits)
        }
        for order in (visit, visit[::-1])
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("order", list(permutations(["97140", "97530", "97116"])))
def test_a_visit_of_2019_with_three_codes_has_two_edits(order: tuple[str, ...]) -> None:
    """97140 over 97530 and 97530 over 97116; 97116 with 97140 had none."""
    found = {
        (finding.kind, frozenset(finding.codes))
        for finding in edit_findings(order, date(2019, 6, 3), {}, facts().edits)
    }
    assert found == {
        ("edit_bypass", frozenset({"97140", "97530"})),
        ("edit_bypass", frozenset({"97530", "97116"})),
        ("edit_none", frozenset({"97116", "97140"})),
    }
