"""Sources, without a browser."""

import pytest

from lessons.content.citing import resting
from ptcoding.facts import facts
from tests.pages.screen import named, opened, said

SEARCH = "Search title, section or code"
STANDINGS = {
    "primary": "read in the official text",
    "copy": "read in a copy of the official text",
    "secondary": "read in a secondary source",
    "derived": "our own reasoning from sources",
}


def table(app):
    return app.dataframe[0].value


def test_every_source_is_listed_with_its_standing_in_words_its_date_and_a_safe_address():
    app = opened("sources")
    assert not app.exception
    listed = table(app)
    assert len(listed) == len(facts().sources)
    told = {STANDINGS[source.standing] for source in facts().sources.values()}
    assert set(listed["How it was read"]) == told
    assert listed["Read on"].notna().all()
    assert (listed["Used by"] > 0).all()
    assert all(address.startswith("https://") for address in listed["Link"].dropna())


@pytest.mark.parametrize("standing", STANDINGS)
def test_a_standing_shows_its_own_sources_alone(standing):
    app = opened("sources")
    app.button_group(key="sources_standing").set_value(standing).run()
    assert not app.exception
    expected = sum(source.standing == standing for source in facts().sources.values())
    # No table at all where no document was read so.
    assert sum(len(shown.value) for shown in app.dataframe) == expected
    assert all(set(shown.value["How it was read"]) == {STANDINGS[standing]} for shown in app.dataframe)


def test_a_search_goes_by_what_rests_on_a_source_too():
    app = opened("sources")
    named(app.text_input, SEARCH).set_value("  97010 ").run()
    assert 0 < len(table(app)) < len(facts().sources)
    assert any("97010" in " ".join(cited) for cited in resting().values())


def test_a_search_without_a_match_shows_that_there_is_none():
    app = opened("sources")
    named(app.text_input, SEARCH).set_value("**nothing** :red[x]").run()
    assert not app.exception
    assert len(app.dataframe) == 0
    assert said(app, f"0 of {len(facts().sources)} sources")


def test_a_row_that_is_chosen_tells_what_rests_on_its_document():
    app = opened("sources")
    app.session_state["sources_table"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    assert not app.exception
    assert said(app, "Rests on it: ")
