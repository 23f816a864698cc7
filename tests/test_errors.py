"""What an error says."""

import pytest

from ptcoding.errors import (
    AnswerError,
    DocumentError,
    InputError,
    Problem,
    UnknownKeyError,
    VisitError,
    at_most_ten,
    printable,
)
from ptcoding.learning.store.failure import StoreError


def test_a_problem_names_field_value_and_expectation() -> None:
    assert str(Problem("minutes", "-5", "whole minutes")) == "minutes: '-5' given, expected whole minutes"


def test_a_long_value_is_cut_after_sixty_signs() -> None:
    assert str(Problem("region", "x" * 61, "less")) == f"region: '{'x' * 60}…' given, expected less"


def test_sixty_signs_are_quoted_whole() -> None:
    assert str(Problem("region", "x" * 60, "less")) == f"region: '{'x' * 60}' given, expected less"


def test_an_error_carries_every_problem_in_order() -> None:
    first, second = Problem("a", "1", "2"), Problem("b", "3", "4")
    error = InputError([first, second])
    assert error.problems == (first, second)
    assert str(error) == "a: '1' given, expected 2; b: '3' given, expected 4"


@pytest.mark.parametrize("kind", [VisitError, DocumentError, AnswerError, UnknownKeyError])
def test_every_error_is_an_input_error_and_a_value_error(kind: type[InputError]) -> None:
    assert issubclass(kind, InputError)
    assert issubclass(kind, ValueError)


def test_a_store_that_fails_is_no_wrong_input() -> None:
    assert not issubclass(StoreError, InputError)


@pytest.mark.parametrize("broken", ["a\nb", "a\rb", "a\u2028b"])
def test_a_message_stays_on_one_line_whatever_the_value(broken: str) -> None:
    assert len(str(Problem("code", broken, "a code")).splitlines()) == 1


@pytest.mark.parametrize("broken", ["a\nb", "a\rb", "a\u2028b"])
def test_a_message_stays_on_one_line_whatever_the_field(broken: str) -> None:
    """An unknown key of a document becomes the name of the field."""
    assert len(str(Problem(broken, "", "a known field")).splitlines()) == 1


def test_ten_problems_are_all_said() -> None:
    lines = [Problem(f"field{place}", "x", "y") for place in range(10)]
    assert at_most_ten(lines) == tuple(str(line) for line in lines)


def test_of_eleven_problems_ten_are_said_and_the_last_is_counted() -> None:
    error = InputError([Problem(f"field{place}", "x", "y") for place in range(11)])
    assert len(error.problems) == 11
    assert str(error).count("given, expected") == 10
    assert str(error).endswith("field9: 'x' given, expected y; and 1 more")


def test_many_problems_are_counted_with_their_thousands() -> None:
    assert at_most_ten("x" for _ in range(15_002))[-1] == "and 14,992 more"


def test_a_message_is_bounded_whatever_is_in_it() -> None:
    """160, 60 and 600 signs are shown; written out, one takes ten at most (``\\U0001f600``)."""
    endless = "\U000e0001" * 100_000
    assert len(str(Problem(endless, endless, endless))) < 10 * (160 + 60 + 600) + 40


@pytest.mark.parametrize(
    ("sign", "written"),
    [("\x1b", r"\x1b"), ("\x07", r"\x07"), ("\u202e", r"\u202e"), ("\u200f", r"\u200f"), ("\ud800", r"\ud800")],
)
def test_a_sign_that_moves_or_turns_a_terminal_stands_written_out(sign: str, written: str) -> None:
    assert printable(f"a{sign}[31mb") == f"a{written}[31mb"
    assert str(Problem(f"a{sign}", f"b{sign}", f"c{sign}")) == f"a{written}: 'b{written}' given, expected c{written}"


def test_letters_of_every_script_are_printed_as_they_are() -> None:
    assert printable("ركبة כתף 膝 é “x”") == "ركبة כתף 膝 é “x”"
