"""Exercises of a notebook, marked by the engine. Every note here is invented."""

from datetime import date

import pytest

from ptcoding import AMA, CMS, Session
from ptcoding.billing.claim.claim import claim
from ptcoding.jupyter.show import shown
from ptcoding.jupyter.work import Marked, Work

VISIT = Session.of({"97110": 33, "97140": 7}, date(2026, 3, 2))
SHELF = "1 lb box to the 60 in shelf 2x6, to put dishes away in her kitchen; stool under the foot, box held closer"
NOTE = (
    "97110, 16 min 1:1. R quad 4-/5, 6 wk s/p scope. Step-downs 4 in 2x8; VC 'knee over the second toe' stopped the "
    "valgus by set 2. To come down the porch steps. Pain 3/10, 2/10 after. Next: 6 in once 2x8 is clean."
)


@pytest.fixture
def work() -> Work:
    return Work("Try it")


def said(marked: Marked) -> str:
    return " ".join(one.plain for one in marked.said)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ({"97110": 2, "97140": 1}, "right"),
        ({"97110": 3, "97140": 0}, "wrong"),
        ({"97110": 2, "97140": None}, "unanswered"),
        ({"97110": ..., "97140": ""}, "unanswered"),
    ],
)
def test_units_are_marked(work: Work, answer: dict, verdict: str) -> None:
    assert work.units("33 and 7", VISIT, CMS, answer).verdict.value == verdict


def test_a_wrong_count_is_traced_to_the_wrong_rule_and_shown_right(work: Work) -> None:
    told = said(work.units("33 and 7", VISIT, CMS, {"97110": 3, "97140": 0}))
    assert "Your numbers are those of a wrong rule: All units" in told
    assert "33 + 7 = 40 timed minutes" in told


def test_what_cannot_be_read_is_no_answer_yet(work: Work) -> None:
    marked = work.units("33 and 7", VISIT, AMA, {"97110": "two", "97140": 0})
    assert marked.verdict.value == "unanswered"
    assert "two" in said(marked)
    assert "97999" in said(work.code("shelf", SHELF, "97999"))


def test_a_code_is_marked_by_the_words_that_decide(work: Work) -> None:
    assert work.code("shelf", SHELF, None).verdict.value == "unanswered"
    assert work.code("shelf", SHELF, "97530").verdict.value == "right"
    wrong = work.code("shelf", SHELF, "97140")
    assert wrong.verdict.value == "wrong"
    assert "97530" in said(wrong)
    assert "97140 needs something else" in said(wrong)


def test_words_that_support_no_code_are_told(work: Work) -> None:
    assert said(work.code("nothing", "Pt arrived late.", "97110")).startswith("No code fits these words.")


def test_a_note_has_to_show_what_is_asked_and_to_raise_no_objection(work: Work) -> None:
    shows = ("dosage", "minutes", "functional_goal")
    assert work.note("knee", " ", "97110", shows).verdict.value == "unanswered"
    assert work.note("knee", NOTE, "97110", shows).verdict.value == "right"
    bare = work.note("knee", "Ther ex, tolerated well.", "97110", shows)
    assert bare.verdict.value == "wrong"
    assert "Missing, dose." in said(bare)
    assert "can't be checked" in said(bare)
    assert "control character" in said(work.note("knee", "a\x00", "97110", shows))


def test_modifiers_are_marked_with_the_reason(work: Work) -> None:
    written = claim(VISIT, CMS)
    assert work.modifiers("lines", written, {"97110": None, "97140": ""}).verdict.value == "unanswered"
    assert work.modifiers("lines", written, {"97110": "GP", "97140": "GP"}).verdict.value == "right"
    wrong = work.modifiers("lines", written, {"97110": "GP", "97140": "GP 59"})
    assert wrong.verdict.value == "wrong"
    assert "59" in said(wrong)
    assert "given" in said(work.modifiers("lines", written, {"97110": "GP", "97140": "!!"}))


def test_an_exercise_that_is_answered_again_counts_once(work: Work) -> None:
    work.units("one", VISIT, CMS, {"97110": 3, "97140": 0})
    work.units("one", VISIT, CMS, {"97110": 2, "97140": 1})
    work.code("two", SHELF, None)
    assert repr(work) == "Try it: 1 of 2 right"
    (table,) = shown(work)
    assert table["text/plain"].splitlines() == ["Try it: 1 of 2 right", "one  Right", "two  Not answered yet"]


def test_a_marked_answer_is_shown_with_its_verdict_first(work: Work) -> None:
    (part,) = shown(work.units("one", VISIT, CMS, {"97110": 3, "97140": 0}))
    assert part["text/plain"].startswith("one: Not quite\n")
    assert "<b>one: Not quite</b>" in part["text/html"]
