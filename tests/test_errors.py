"""What an error says."""

import pytest

from ptcoding.errors import AnswerError, DocumentError, InputError, Problem, UnknownKeyError, VisitError
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
