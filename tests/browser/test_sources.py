"""Sources: the table of every document, narrowed by searching."""

import re

from playwright.sync_api import expect

SEARCH = "Search title, section or code"


def test_searching_narrows_the_table(screen):
    screen.open("sources")
    rows = screen.at("sources_table").get_by_role("row")
    expect(rows.nth(1)).to_be_visible()
    screen.fill(SEARCH, "Nebraska")
    expect(screen.page.get_by_text(re.compile(r"^1 of \d+ sources"))).to_be_visible()
    expect(rows).to_have_count(2)


def test_a_search_without_a_match_says_so_and_shows_what_was_typed_as_words(screen):
    screen.open("sources")
    screen.fill(SEARCH, "<img src=x onerror=alert(1)> **bold**")
    expect(screen.page.get_by_text(re.compile(r"^0 of \d+ sources"))).to_be_visible()
    expect(screen.page.get_by_role("table")).to_have_count(0)
    expect(screen.page.get_by_test_id("stMain").locator("img[src=x]")).to_have_count(0)
