"""The elements as cited data: thirteen of a service, two of the record of the day."""

import pytest

from lessons.content.resting import citations
from ptcoding.facts import facts
from ptcoding.notes.load import finders, fit_rule, rubric
from ptcoding.notes.review import PAIRS
from ptcoding.notes.rubric import Ask
from tests.support.elements import ELEMENTS, OF_THE_DAY

KEYS = [*ELEMENTS, *OF_THE_DAY]


def test_the_elements_stand_in_their_order():
    assert list(rubric()) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_an_element_says_what_counts_and_what_does_not(key):
    element = rubric()[key]
    for text in (element.counts, element.counts_not, element.who, element.add):
        assert text.endswith(".")
    assert element.name[0].islower()


@pytest.mark.parametrize("key", KEYS)
def test_an_element_rests_on_sources_that_the_page_lists(key):
    assert set(rubric()[key].sources) <= set(facts().sources)
    for source in rubric()[key].sources:
        assert any("note" in said for said in citations()[source])


@pytest.mark.parametrize("key", KEYS)
def test_an_element_stands_no_better_than_its_best_source(key):
    order = ["primary", "copy", "secondary", "derived"]
    best = min(order.index(facts().sources[source].standing) for source in rubric()[key].sources)
    assert order.index(rubric()[key].standing) >= best


def test_codes_that_differ_are_codes():
    assert {code for element in rubric().values() for code in element.asks} <= set(facts().codes)


# Contact is demanded of timed codes, not of a group; help is asked of tasks, seldom of exercise.
@pytest.mark.parametrize(
    ("key", "code", "ask"),
    [
        ("one_on_one", "97110", Ask.EXPECTED),
        ("one_on_one", "97150", Ask.NOT_ASKED),
        ("body_region", "97140", Ask.NEEDED),
        ("body_region", "97116", Ask.NOT_ASKED),
        ("dosage", "97110", Ask.NEEDED),
        ("dosage", "97535", Ask.NOT_ASKED),
        ("assistance_level", "97110", Ask.NOT_ASKED),
        ("assistance_level", "97116", Ask.EXPECTED),
        ("assistance_level", None, Ask.NOT_ASKED),
        ("minutes", None, Ask.NEEDED),
    ],
)
def test_a_code_asks_for_what_its_sources_ask(key, code, ask):
    assert rubric()[key].asked_by(code) is ask


def test_every_element_but_the_fit_has_patterns():
    assert set(KEYS) - set(finders()) == {"code_intent_fit", *PAIRS}


def test_the_fit_is_judged_from_elements_that_exist():
    rule = fit_rule()
    assert {*rule.purpose, *rule.named, *rule.obvious} <= set(finders())
    assert 0 < rule.share < 1


def test_the_rubric_cannot_be_changed():
    with pytest.raises(TypeError):
        rubric()["new"] = None
