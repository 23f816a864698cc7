"""The frames of the strip under the hand: each is the engine's own count, one for every place a hand can reach."""

import pytest

from ptcoding import AMA, CMS, Session, allocate
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Contact, Giver, Service
from ptcoding.chart.hand import LONGEST, SCRIPT, STYLE, hand

VISIT = Session.of({"97110": 33, "97140": 7})


def told(session: Session, *, keep_total: bool = False) -> dict:
    return hand(session, [allocate(session, rule) for rule in (CMS, AMA)], keep_total=keep_total)


def units(frame: list) -> list[int]:
    return [rule[0] for rule in frame]


def test_every_length_of_every_line_has_a_frame() -> None:
    frames = told(VISIT)["frames"]
    assert {place: len(of_line) for place, of_line in frames.items()} == {"0": LONGEST + 1, "1": LONGEST + 1}


@pytest.mark.parametrize(
    ("minutes", "expected"),
    # Medicare rounds 33 and these together (38 to 52 make 3, 53 to 67 make 4), the AMA rule 33 (2) and these alone.
    [
        (0, [2, 2]),
        (4, [2, 2]),
        (5, [3, 2]),
        (7, [3, 2]),
        (8, [3, 3]),
        (19, [3, 3]),
        (20, [4, 3]),
        (22, [4, 3]),
        (23, [4, 4]),
    ],
)
def test_a_frame_counts_as_the_rules_do_on_both_sides_of_each_cliff(minutes: int, expected: list[int]) -> None:
    assert units(told(VISIT)["frames"]["1"][minutes]) == expected


def test_an_edge_moves_minutes_from_one_code_to_the_next_and_keeps_the_total() -> None:
    frames = told(VISIT, keep_total=True)["frames"]
    assert list(frames) == ["0"]
    assert len(frames["0"]) == 41  # 0 to 40 of 97110
    # 40 minutes are three units wherever the edge is; alone, 20 and 20 are one each, 30 and 10 two and one.
    assert {units(frame)[0] for frame in frames["0"]} == {3}
    assert (units(frames["0"][20])[1], units(frames["0"][30])[1]) == (2, 3)


def test_the_units_by_code_leave_out_what_gets_none() -> None:
    now = told(VISIT)["now"]
    assert [rule[1] for rule in now] == ["97110 × 2 and 97140 × 1", "97110 × 2"]


def test_a_code_without_minutes_of_the_visit_has_a_frame_without_blocks() -> None:
    assert told(Session.of({"97110": 5}))["frames"]["0"][0] == [[0, "", [], []], [0, "", [], []]]


def test_what_is_given_by_the_clock_is_drawn_and_not_dragged() -> None:
    session = Session((Service.at("97110", Interval.parse("9:00-9:20")), Service("97140", 7)))
    shown = told(session)
    assert shown["frames"] == {}
    assert [line["movable"] for line in shown["lines"]] == [False, False]


def test_an_untimed_code_is_no_line_of_the_strip() -> None:
    shown = told(Session.of({"97161": 30, "97110": 15}))
    assert [line["place"] for line in shown["lines"]] == [1]


def test_a_visit_of_many_lines_is_drawn_and_not_dragged() -> None:
    codes = ("97110", "97112", "97530", "97140", "97116")
    assert told(Session.of(dict.fromkeys(codes, 10)))["frames"] == {}


def test_what_does_not_count_is_told_as_such() -> None:
    """An aide's 15 minutes and 5 of waiting are in the visit and in no unit."""
    services = (
        Service("97110", 12),
        Service("97110", 15, by=Giver.AIDE),
        Service("97530", 5, contact=Contact.WAITING),
    )
    assert [line["counts"] for line in told(Session(services))["lines"]] == [True, False, False]


def test_what_was_typed_is_in_no_frame() -> None:
    session = Session((Service("97110", 20, region="<b>Jane</b>"),))
    assert "Jane" not in repr(told(session))


def test_the_drawing_stands_beside_the_module_and_takes_no_markup() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    assert STYLE.stat().st_size > 0
    assert "export default function" in script
    assert not any(word in script for word in ("innerHTML", "insertAdjacentHTML", "document.write", "eval("))
