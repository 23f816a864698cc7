"""What an answer may hold: keys, numbers and short codes, and never a sentence."""

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.errors import InputError
from ptcoding.learning.memory.progress import Mode, as_given
from tests.learning.answering import answer, said_of
from tests.strategies import hostile_text


@pytest.mark.parametrize(
    "choice", [[0], [0, 2], [], {"97110": 2, "97140": 0}, {"97110": [2, "GP", "CQ"]}, 3, True, None, "none-of-these"]
)
def test_choices_units_and_modifiers_may_be_given(choice):
    assert answer(given=as_given(choice)).given


@pytest.mark.parametrize(
    "text",
    [
        "", "yes", "{", "[1", '"the knee was stiff"', '["a b"]', '{"a b":1}', '"<script>"', '"膝"', "1.5", "[NaN]",
        '"' + "x" * 25 + '"', "[" + "1," * 300 + "1]", "[" * 400 + "]" * 400 + " " * 200,
    ],
)  # fmt: skip
def test_words_and_other_json_may_not(text):
    with pytest.raises(InputError, match=r"given: .* expected JSON of numbers and short codes"):
        answer(given=text)


@pytest.mark.parametrize(("text", "fits"), [('{"97110":[1]}', True), ("[[[1]]]", True), ("[[[[1]]]]", False)])
def test_a_choice_is_not_nested_deeper_than_units_with_modifiers(text, fits):
    assert (said_of(lambda: answer(given=text), InputError) == "") is fits


def test_very_deep_nesting_is_refused():
    with pytest.raises(InputError, match="given"):
        answer(given="[" * 250 + "]" * 250)


@pytest.mark.parametrize("field", ["item", "topic", "kind", "diagnosis"])
@pytest.mark.parametrize("wrong", [" ", "a b", "-a", "a\n", "x" * 81, "膝", "<b>", "../x"])
def test_a_key_is_one_plain_word(field, wrong):
    with pytest.raises(InputError, match=f"{field}: .* expected a key"):
        answer(**{field: wrong})


def test_a_diagnosis_may_be_empty_and_an_item_may_not():
    assert answer(diagnosis="").diagnosis == ""
    with pytest.raises(InputError, match="item"):
        answer(item="")


SHOWING = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.mark.parametrize("wrong", ["", "x", SHOWING.upper(), SHOWING.replace("-", ""), "{" + SHOWING + "}"])
def test_a_showing_has_one_spelling_of_its_uuid(wrong):
    with pytest.raises(InputError, match=r"key: .* expected a UUID"):
        answer(key=wrong)


@pytest.mark.parametrize(("field", "wrong"), [("seed", -1), ("seed", 2**63), ("tries", 0), ("tries", 100)])
def test_numbers_have_their_range(field, wrong):
    with pytest.raises(InputError, match=field):
        answer(**{field: wrong})


@pytest.mark.parametrize(("field", "edge"), [("seed", 0), ("seed", 2**63 - 1), ("tries", 1), ("tries", 99)])
def test_the_ends_of_the_range_are_in_it(field, edge):
    assert getattr(answer(**{field: edge}), field) == edge


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(InputError, match=r"at: .* expected a time with its zone"):
        answer(at=datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001 - the zone is what lacks


def test_every_problem_is_told_at_once():
    with pytest.raises(InputError) as caught:
        answer(item="a b", kind="", seed=-1, mode="guess")
    assert [problem.field for problem in caught.value.problems] == ["item", "kind", "seed", "mode"]


def test_modes_are_known_by_their_words():
    assert answer(mode="exam").mode == Mode.EXAM


@given(hostile_text())
def test_no_text_gets_into_an_answer(text):
    told = said_of(lambda: answer(given=as_given(text)), InputError)
    assert len(told.splitlines()) <= 1
    assert told or re.fullmatch(r"[A-Za-z0-9_.-]{1,24}", text)


@given(st.recursive(st.integers() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=8))
def test_whatever_is_given_is_kept_or_refused(choice):
    told = said_of(lambda: answer(given=as_given(choice)), InputError)
    assert not told or told.startswith("given: ")
