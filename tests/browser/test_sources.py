"""Sources: every document with its standing and its date, found by searching, opened safely."""

import re

from playwright.sync_api import expect

STANDING = re.compile(
    r"(read in the official text|read in a copy of the official text|read in a secondary source"
    r"|our own reasoning from sources)[^.]*\b20\d\d-\d\d-\d\d\b"
)
SEARCH = "Search title, section or code"


def entries(screen):
    return screen.page.get_by_test_id("stMain").get_by_role("listitem")


def test_every_source_says_how_it_was_read_when_and_what_rests_on_it(screen):
    screen.open("sources")
    said = entries(screen).all_inner_texts()
    assert len(said) > 40
    assert [words for words in said if not STANDING.search(words) or "Rests on it: " not in words] == []


def test_every_link_is_https_and_opens_beside_the_page(screen):
    screen.open("sources")
    links = entries(screen).get_by_role("link").all()
    assert len(links) > 40
    for link in links:
        address, target, rel = (link.get_attribute(name) or "" for name in ("href", "target", "rel"))
        assert address.startswith("https://")
        assert target == "_blank"
        assert "noopener" in rel or "noreferrer" in rel


def test_searching_narrows_the_list(screen):
    screen.open("sources")
    whole = entries(screen).count()
    screen.fill(SEARCH, "Nebraska")
    expect(entries(screen)).to_have_count(1)
    expect(entries(screen)).to_contain_text("Physical Rehabilitation, policy RP-I-003")
    expect(screen.page.get_by_text(f"1 of {whole} sources")).to_be_visible()
    screen.fill(SEARCH, "")
    expect(entries(screen)).to_have_count(whole)


def test_a_code_finds_the_documents_that_it_rests_on(screen):
    screen.open("sources")
    whole = entries(screen).count()
    screen.fill(SEARCH, "97010")
    expect(entries(screen)).not_to_have_count(whole)
    assert any("code 97010" in words for words in entries(screen).all_inner_texts())
    assert all("97010" in words for words in entries(screen).all_inner_texts())


def test_one_standing_alone_can_be_shown(screen):
    screen.open("sources")
    whole = entries(screen).count()
    screen.radio("read in a copy of the official text").click()
    expect(entries(screen)).not_to_have_count(whole)
    assert all("read in a copy of the official text" in words for words in entries(screen).all_inner_texts())


def test_a_search_without_a_match_says_so_and_shows_what_was_typed_as_words(screen):
    screen.open("sources")
    screen.fill(SEARCH, "<img src=x onerror=alert(1)> **bold**")
    expect(screen.page.get_by_text(re.compile(r"^0 of \d+ sources"))).to_be_visible()
    expect(entries(screen)).to_have_count(0)
    expect(screen.page.get_by_test_id("stMain").locator("img[src=x]")).to_have_count(0)
