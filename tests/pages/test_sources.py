"""Sources, without a browser."""

import re

import pytest

from ptcoding.facts import facts
from tests.pages.screen import named, opened, said, words

SEARCH = "Search title, section or code"
STANDINGS = {
    "primary": "read in the official text",
    "copy": "read in a copy of the official text",
    "secondary": "read in a secondary source",
    "derived": "our own reasoning from sources",
}


def entries(app):
    return [
        line for spoken in words(app) for line in re.split(r"^- ", spoken, flags=re.MULTILINE) if "Rests on it" in line
    ]


def test_every_source_is_listed_with_its_standing_in_words_and_its_date():
    app = opened("sources")
    assert not app.exception
    listed = entries(app)
    assert len(listed) == len(facts().sources)
    for entry in listed:
        assert any(standing in entry for standing in STANDINGS.values())
        assert re.search(r"\b20\d\d-\d\d-\d\d\b", entry)


@pytest.mark.parametrize("standing", STANDINGS)
def test_a_standing_shows_its_own_sources_alone(standing):
    app = opened("sources")
    app.button_group(key="sources_standing").set_value(standing).run()
    assert not app.exception
    assert len(entries(app)) == sum(source.standing == standing for source in facts().sources.values())


def test_a_search_goes_by_what_rests_on_a_source_too():
    app = opened("sources")
    named(app.text_input, SEARCH).set_value("  97010 ").run()
    assert 0 < len(entries(app)) < len(facts().sources)
    assert all("97010" in entry for entry in entries(app))


def test_a_search_without_a_match_shows_that_there_is_none():
    app = opened("sources")
    named(app.text_input, SEARCH).set_value("**nothing** :red[x]").run()
    assert not app.exception
    assert entries(app) == []
    assert said(app, f"0 of {len(facts().sources)} sources")


def test_nothing_cites_nothing():
    assert [entry for entry in entries(opened("sources")) if re.search(r"Rests on it: *\.", entry)] == []
