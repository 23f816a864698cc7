"""The minute strip as data."""

import json

import altair as alt
import pytest
from hypothesis import given

from ptcoding import AMA, CMS, Session, allocate
from ptcoding.billing.visit.session import Giver, Service
from ptcoding.chart import strip
from ptcoding.chart.color import DARK, LIGHT, Ink
from ptcoding.chart.strip import Block, Run, layout
from ptcoding.facts import facts
from ptcoding.facts.rule import CountingRule
from tests.strategies import crowded_minutes, rules, timed_minutes

A, B, C = "97110", "97112", "97140"
Minutes = dict[str, int]


def laid_out(minutes: Minutes, rule: CountingRule) -> tuple[tuple[Run, ...], tuple[Block, ...]]:
    return layout(allocate(Session.of(minutes), rule))


def spec(minutes: Minutes, ink: Ink = LIGHT) -> dict[str, object]:
    visit = Session.of(minutes)
    return dict(strip([allocate(visit, CMS), allocate(visit, AMA)], ink).spec)


def test_medicare_pools_the_leftovers_behind_the_whole_blocks() -> None:
    runs, blocks = laid_out({A: 33, C: 7}, CMS)
    assert runs == (Run(A, 0, 30, pays=True), Run(C, 30, 7, pays=True), Run(A, 37, 3, pays=True))
    assert blocks == (Block(0, 15, A), Block(15, 15, A), Block(30, 10, C))


def test_per_code_counting_begins_a_block_for_every_code() -> None:
    runs, blocks = laid_out({A: 33, C: 7}, AMA)
    assert runs == (Run(A, 0, 30, pays=True), Run(A, 30, 3, pays=False), Run(C, 45, 7, pays=False))
    assert blocks == (Block(0, 15, A), Block(15, 15, A), Block(30, 3, ""), Block(45, 7, ""))


def test_leftovers_that_leave_the_paid_block_are_split_there() -> None:
    """12 + 10 = 22: one block of 15 paid to 97110, seven minutes beyond it."""
    runs, blocks = laid_out({A: 12, B: 10}, CMS)
    assert runs == (Run(A, 0, 12, pays=True), Run(B, 12, 3, pays=True), Run(B, 15, 7, pays=False))
    assert blocks == (Block(0, 15, A), Block(15, 7, ""))


def test_of_a_day_too_long_to_tell_its_blocks_each_code_is_drawn_and_named_once() -> None:
    """600 and 390 minutes are 40 and 26 blocks, 66 in all: more than a screen has room for."""
    layers = spec({A: 600, C: 390})["layer"]
    minutes, frames, eighths, _, shapes, codes, units, _ = [layer["data"]["values"] for layer in layers]
    assert [(row["x"], row["text"]) for row in codes[:2]] == [(300, A), (795, C)]
    assert [(row["x"], row["x2"]) for row in frames[:2]] == [(0, 600), (600, 990)]
    assert {row["line"] for row in minutes} == {0}
    assert (eighths, shapes, units) == ([], [], [])


def test_no_timed_minutes_are_an_empty_strip() -> None:
    assert laid_out({"97161": 20}, CMS) == ((), ())


@given(timed_minutes() | crowded_minutes(), rules())
def test_every_counted_minute_is_drawn_once(minutes: Minutes, rule: CountingRule) -> None:
    runs, blocks = laid_out(minutes, rule)
    drawn = [place for run in runs for place in range(run.start, run.start + run.minutes)]
    assert len(drawn) == len(set(drawn)) == sum(minutes.values())
    assert sum(block.minutes for block in blocks) == sum(minutes.values())
    for code, spent in minutes.items():
        assert sum(run.minutes for run in runs if run.code == code) == spent


@given(timed_minutes() | crowded_minutes(), rules())
def test_every_unit_is_a_block(minutes: Minutes, rule: CountingRule) -> None:
    allocation = allocate(Session.of(minutes), rule)
    _, blocks = layout(allocation)
    for code, units in allocation.units.items():
        assert sum(block.code == code for block in blocks) == units


@given(timed_minutes() | crowded_minutes(), rules())
def test_a_block_pays_from_the_threshold_on(minutes: Minutes, rule: CountingRule) -> None:
    for block in laid_out(minutes, rule)[1]:
        assert bool(block.code) is (block.minutes >= rule.threshold)


@given(timed_minutes() | crowded_minutes(), rules())
def test_a_run_pays_when_its_block_does(minutes: Minutes, rule: CountingRule) -> None:
    runs, blocks = laid_out(minutes, rule)
    paid = {place for block in blocks if block.code for place in range(block.start, block.start + block.minutes)}
    for run in runs:
        assert {place in paid for place in range(run.start, run.start + run.minutes)} == {run.pays}


def test_a_settled_tie_moves_the_block() -> None:
    tied = allocate(Session.of({A: 20, B: 20}), CMS)
    assert layout(tied)[1][-1] == Block(30, 10, A)
    assert layout(tied.choose([B]))[1][-1] == Block(30, 10, B)


@pytest.mark.parametrize(
    ("rule", "said"),
    [(CMS, ["Medicare: 3 units", "97110", "33 minutes", "97140", "7 minutes"]), (AMA, ["AMA: 2 units"])],
)
def test_the_words_say_what_the_picture_shows(rule: CountingRule, said: list[str]) -> None:
    words = strip([allocate(Session.of({A: 33, C: 7}), rule)], LIGHT).alt
    assert not [part for part in said if part not in words]


def test_the_words_name_both_rules() -> None:
    visit = Session.of({A: 33, C: 7})
    words = strip([allocate(visit, CMS), allocate(visit, AMA)], LIGHT).alt
    assert words.index("Medicare: 3 units") < words.index("AMA: 2 units")


def test_the_words_fit_a_visit_without_timed_codes() -> None:
    assert "Medicare: 0 units" in strip([allocate(Session.of({"97161": 20}), CMS)], LIGHT).alt


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("minutes", [{A: 33, C: 7}, {A: 7}, {"97161": 20}, {A: 240, B: 200}, {A: 0}])
def test_the_picture_is_valid(minutes: Minutes, ink: Ink) -> None:
    drawn = spec(minutes, ink)
    assert json.dumps(drawn, allow_nan=False)
    assert isinstance(alt.Chart.from_dict(drawn), alt.LayerChart)


def test_a_second_picture_leaves_the_first_as_it_was() -> None:
    first = json.dumps(spec({A: 33, C: 7}))
    spec({A: 240, B: 100})
    assert json.dumps(spec({A: 33, C: 7})) == first


@pytest.mark.parametrize("key", ["ceiling", "full15", "total-10"])
def test_the_threshold_is_marked_where_the_rule_has_it(key: str) -> None:
    rule = facts().rule(key)
    drawn = strip([allocate(Session.of({A: 20}), rule)], LIGHT).spec
    names = [
        row["text"] for layer in drawn["layer"] for row in layer["data"]["values"] if row.get("text", "").isdigit()
    ]
    assert set(names) == {str(rule.threshold), A}


def test_minutes_that_do_not_count_are_not_drawn() -> None:
    visit = Session((Service(A, 15), Service(A, 30, by=Giver.AIDE)))
    runs, _ = layout(allocate(visit, CMS))
    assert runs == (Run(A, 0, 15, pays=True),)


def test_the_further_blocks_of_a_pair_are_the_add_ons() -> None:
    # 38 minutes are three units: two whole quarter-hours and 8 minutes.
    _, blocks = laid_out({"97129": 38}, CMS)
    assert blocks == (Block(0, 15, "97129"), Block(15, 15, "97130"), Block(30, 8, "97130"))


def test_a_pair_counted_by_itself_lies_behind_in_its_own_spans() -> None:
    runs, blocks = laid_out({"97550": 45, A: 20}, CMS)
    # Two blocks of exercise end at minute 30; then the first 30 minutes and 15 more, a unit from 8 of them.
    assert blocks == (
        Block(0, 15, A),
        Block(15, 5, ""),
        Block(30, 30, "97550", (30, 30)),
        Block(60, 15, "97551", (15, 8)),
    )
    assert runs[-2:] == (Run("97550", 30, 30, pays=True, apart=True), Run("97550", 60, 15, pays=True, apart=True))


def test_a_pair_that_earns_nothing_is_a_block_without_a_unit() -> None:
    assert laid_out({"97550": 29}, CMS)[1] == (Block(0, 29, "", (30, 30)),)


@pytest.mark.parametrize("minutes", [{"97129": 38}, {"97550": 45, A: 20}, {"97545": 240}, {"90912": 0}, {"97550": 0}])
def test_a_pair_is_drawn_and_said(minutes: Minutes) -> None:
    visit = Session.of(minutes)
    drawn = strip([allocate(visit, CMS), allocate(visit, AMA)], LIGHT)
    alt.Chart.from_dict(dict(drawn.spec))


def test_the_words_of_a_strip_name_both_codes() -> None:
    said = strip([allocate(Session.of({"97550": 45}), CMS)], LIGHT).alt
    assert said.startswith("Minute strip. Medicare: 2 units, 97550 × 1 from 30 minutes, 97551 × 1 from 15 minutes")


def test_a_strip_for_a_wall_is_larger_in_every_letter_and_the_same_in_its_rows() -> None:
    allocations = [allocate(Session.of({A: 33, C: 7}), rule) for rule in (CMS, AMA)]
    small, large = strip(allocations, LIGHT), strip(allocations, LIGHT, scale=2.5)
    letters = [
        [layer["mark"]["fontSize"] for layer in drawn.spec["layer"] if "fontSize" in layer["mark"]]
        for drawn in (small, large)
    ]
    assert letters[1] == [size * 2.5 for size in letters[0]]
    assert large.spec["height"] == 620  # 2 rows of 124, two and a half times
    assert [layer["data"] for layer in large.spec["layer"]] == [layer["data"] for layer in small.spec["layer"]]
    assert large.alt == small.alt
