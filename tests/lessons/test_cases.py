"""The worked cases that the pages show."""

import pytest

from lessons.content.course import Case, cases, course
from ptcoding import allocate
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.facts import facts
from tests.support.files import CASE_FILES

EVERY = [case for page in course().pages for case in cases(page.slug)]
# Cases that expect units; those that expect the lines of a claim are asserted beside the claim.
ALL = [case for case in EVERY if "lines" not in case.expected]
KEYS = [case.key for case in ALL]


def test_there_are_cases() -> None:
    assert len(ALL) >= 12


@pytest.mark.parametrize("case", ALL, ids=KEYS)
@pytest.mark.parametrize("rule", ["cms", "ama"])
def test_a_case_comes_out_as_expected(case: Case, rule: str) -> None:
    assert dict(allocate(read_visit(case.visit).session, facts().rule(rule)).units) == dict(case.expected[rule])


@pytest.mark.parametrize("case", ALL, ids=KEYS)
def test_a_case_expects_units_of_every_code_under_both_rules(case: Case) -> None:
    codes = [service["code"] for service in case.visit["services"]]
    assert set(case.expected) == {"cms", "ama"}
    for units in case.expected.values():
        assert set(units) == set(codes)


@pytest.mark.parametrize("case", EVERY, ids=[case.key for case in EVERY])
def test_a_case_says_what_it_teaches_and_where_it_is_written(case: Case) -> None:
    assert case.title
    assert case.teaches.endswith(".")
    assert case.source in facts().sources


def test_keys_and_titles_are_unique() -> None:
    keys = [case.key for case in EVERY]
    assert sorted(set(keys)) == sorted(keys)
    titles = [case.title for case in EVERY]
    assert sorted(set(titles)) == sorted(titles)


def test_every_file_of_cases_belongs_to_a_page() -> None:
    assert {file.parent.name if file.stem == "cases" else file.stem for file in CASE_FILES} <= {
        lesson.slug for lesson in course().pages
    }


@pytest.mark.parametrize("example", [1, 2, 3, 4, 5])
def test_every_example_of_the_manual_is_a_case(example: int) -> None:
    assert f"cpm5-20.2-ex{example}" in [case.source for case in EVERY]
