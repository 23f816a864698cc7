"""The site below a path of its own, as behind a proxy: every link stays below it."""

import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from lessons.server.rooms.phone import SEAT
from tests.bench.server import CHECKOUT, serve
from tests.browser.conftest import window
from tests.browser.screen import Screen

# It ends with the name of a page, which is not to be taken for one.
BASE = "unit7/course"


def below_a_path(port):
    where = ["--server.port", str(port), "--server.baseUrlPath", BASE]
    return [sys.executable, "-m", "streamlit", "run", "app.py", *where]


@pytest.fixture(scope="module")
def below() -> Iterator[str]:
    with serve(below_a_path, CHECKOUT, f"/{BASE}/_stcore/health") as port:
        yield f"http://127.0.0.1:{port}/{BASE}/"


@pytest.fixture
def screen(browser, below) -> Iterator[Screen]:
    context = window(browser, "light", phone=False)
    opened = Screen(context.new_page(), below)
    yield opened
    context.close()
    assert opened.complaints == []


def test_the_link_to_a_series_leads_into_the_series(screen, below):
    screen.open("unit_drills")
    screen.page.get_by_role("button", name="The same drills for a room").click()
    link = screen.page.get_by_test_id("stCode").first
    expect(link).to_contain_text(f"{below}drills?drills=")
    screen.page.goto(link.inner_text().strip())
    screen.settle()
    expect(screen.page.get_by_role("heading", level=1)).to_have_text("Unit drills")


def test_a_term_of_a_lesson_leads_to_the_glossary(screen, below):
    screen.open("who_and_one_on_one")
    # The answer has the term, and waits for a guess.
    screen.fill("How many units of 97110 does each patient get?", "0")
    term = screen.page.get_by_role("link", name="one-on-one contact").first
    address = term.evaluate("element => element.href")
    assert address == f"{below}glossary?term=one-on-one"
    screen.page.goto(address)
    screen.settle()
    expect(screen.page.get_by_role("heading", level=1)).to_have_text("Glossary")


def test_what_a_search_finds_and_the_opening_page_stand_below_the_path(screen, below):
    screen.open("home")
    screen.fill("Search", "97110")
    found = screen.page.get_by_role("link", name="97110").first
    expect(found).to_be_visible()
    assert found.evaluate("element => element.href").startswith(below)
    screen.page.goto(f"{below}session?visit=97112.24~97110.23&rule=ama")
    screen.settle()
    # 24 and 23 minutes make two units each where each code is counted alone.
    expect(screen.headline()).to_have_text("97112 × 2 and 97110 × 2")
    expect(screen.page.get_by_text("Page not found")).to_have_count(0)


def test_a_room_and_the_way_back_stand_below_the_path(screen, below):
    screen.open("rooms")
    screen.page.get_by_role("button", name="Open a room").first.click()
    phone = screen.page.get_by_role("link", name="Phone: as the room sees it")
    address = phone.evaluate("element => element.href")
    assert address.startswith(f"{below}r/")
    screen.page.goto(f"{address}/wall")
    expect(screen.page.get_by_text(address.partition("://")[2])).to_be_visible()
    screen.page.goto(address)
    # The page takes a seat by itself, where its addresses are right.
    expect(screen.page.get_by_role("button", name="Join the room")).to_have_count(0)
    assert screen.page.url == address
    assert [kept["path"] for kept in screen.page.context.cookies(address) if kept["name"] == SEAT] == [
        "/" + address.split("/", 3)[3]
    ]
    screen.open("my_progress", {"resume": "A" * 32})
    expect(screen.page.get_by_role("heading", level=1)).to_have_text("My progress")
    assert screen.page.url == f"{below}progress"
