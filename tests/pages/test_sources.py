"""Sources, without a browser."""

import re
from datetime import UTC, datetime

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
    """The rows of the table as lists of their cells, which hold no bar of their own."""
    tables = [said.value for said in app.markdown if said.value.startswith("| Document |")]
    return [re.split(r"(?<!\\)\|", row.strip("|")) for row in tables[0].splitlines()[2:]] if tables else []


def column(app, name):
    place = ["Document", "Publisher", "How it was read", "Read on", "Used by"].index(name)
    return [row[place].strip() for row in table(app)]


def test_every_source_is_listed_with_its_standing_in_words_its_date_and_a_safe_address():
    app = opened("sources")
    assert not app.exception
    assert {len(row) for row in table(app)} == {5}
    assert len(table(app)) == len(facts().sources)
    assert set(column(app, "How it was read")) == {STANDINGS[source.standing] for source in facts().sources.values()}
    assert all(re.fullmatch(r"[A-Z][a-z]+ \d{1,2}, 20\d\d", read) for read in column(app, "Read on"))
    assert all(int(used) > 0 for used in column(app, "Used by"))
    linked = [re.search(r"\]\((.*)\)$", document) for document in column(app, "Document")]
    assert sum(found is not None for found in linked) == sum(bool(source.url) for source in facts().sources.values())
    assert all(found[1].startswith("https://") for found in linked if found)


def test_the_table_is_sorted_by_title_by_date_or_by_use():
    app = opened("sources")
    by_title = table(app)
    order = named(app.selectbox, "Sort by")
    order.set_value("used").run()
    used = [int(number) for number in column(app, "Used by")]
    assert used == sorted(used, reverse=True)
    order.set_value("read").run()
    read = [datetime.strptime(said, "%B %d, %Y").replace(tzinfo=UTC) for said in column(app, "Read on")]
    assert read == sorted(read, reverse=True)
    order.set_value("title").run()
    assert table(app) == by_title


@pytest.mark.parametrize("standing", STANDINGS)
def test_a_standing_shows_its_own_sources_alone(standing):
    app = opened("sources")
    app.button_group(key="sources_standing").set_value(standing).run()
    assert not app.exception
    expected = sum(source.standing == standing for source in facts().sources.values())
    # No table at all where no document was read so.
    assert column(app, "How it was read") == [STANDINGS[standing]] * expected


def test_a_search_goes_by_what_rests_on_a_source_too():
    app = opened("sources")
    named(app.text_input, SEARCH).set_value("  97010 ").run()
    assert 0 < len(table(app)) < len(facts().sources)
    assert any("97010" in " ".join(cited) for cited in resting().values())


def test_a_search_without_a_match_shows_that_there_is_none():
    app = opened("sources")
    named(app.text_input, SEARCH).set_value("**nothing** :red[x]").run()
    assert not app.exception
    assert table(app) == []
    assert said(app, f"0 of {len(facts().sources)} sources")


def test_a_document_that_is_chosen_tells_what_rests_on_it_until_a_filter_takes_it_away():
    app = opened("sources")
    named(app.selectbox, "See what rests on a document").set_value("palmetto-97110").run()
    assert not app.exception
    assert said(app, "Rests on it: ")
    named(app.text_input, SEARCH).set_value("no such document").run()
    named(app.text_input, SEARCH).set_value("").run()
    assert not app.exception
