"""What every export says beside an item: which note is which, what is claimed, how to answer."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from ptcoding.exchange.items.anki import to_anki
from ptcoding.exchange.items.asked import all_asked, share
from ptcoding.exchange.items.moodle import to_moodle
from ptcoding.facts.words import templates
from ptcoding.learning.bank.bank import Bank
from ptcoding.learning.bank.item import Kind
from tests.exchange.sample_bank import NOTICES, bank, choices, item, note
from tests.support.sentences import Recorder


def series():
    """An item about two visits of a series."""
    first, second = (replace(note(f"visit-{visit}"), series="knee", visit=visit) for visit in (1, 2))
    asked = item("series", Kind.SERIES, choices("rw"), notes=("visit-1", "visit-2"))
    return Bank((asked,), MappingProxyType({"visit-1": first, "visit-2": second}), ())


def test_notes_of_a_series_are_called_by_their_visit():
    (asked,) = all_asked(series())
    assert [label for label, _ in asked.above] == ["Visit 1, invented", "Visit 2, invented"]


def test_the_code_claimed_stands_above_the_question_unless_it_is_asked_for():
    (asked,) = all_asked(series())
    assert asked.prompts[0] == "Claimed: 97110."
    named = replace(series().items[0], kind=Kind.CODE)
    (asked,) = all_asked(replace(series(), items=(named,)))
    assert asked.prompts == (named.question,)


@pytest.mark.parametrize(
    ("right", "percent"),
    # The shares that Moodle lists: 100/n with five decimals.
    [(1, "100"), (2, "50"), (3, "33.33333"), (4, "25"), (5, "20"), (6, "16.66667"), (7, "14.28571"), (8, "12.5")],
)
def test_a_share_is_one_that_moodle_knows(right, percent):
    assert share(right) == percent


def test_every_sentence_of_the_exports_is_used(monkeypatch):
    recorder = Recorder(templates())
    monkeypatch.setattr("ptcoding.facts.words.templates", lambda: recorder)
    for each in (bank(), series()):
        to_moodle(each, NOTICES)
        to_anki(each, NOTICES)
    assert {key for group, key in recorder.used if group == "export"} == set(templates()["export"])
