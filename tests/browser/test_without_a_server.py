"""The site as plain files: below any path of any web server and by a double click, with nothing else to be reached."""

import json
import re

import pytest
from playwright.sync_api import expect

from lessons.static.site import build_site
from lessons.static.stick import build_stick
from tests.browser.screen import Screen
from tests.support.plain_files import Tab, closed_off, served

# A drill of 5 minutes of 97140 and 33 of 97110: 38 in all make 3 units, and the larger leftover, 5 of 97140, the third.
SERIES = "drills?drills=5&level=2&about=leftover"
RIGHT = {"97140": 1, "97110": 2}
SHEET = "Date,Patient,CPT,Minutes,Units\n03/02/2026,A,97110,33,2\n03/02/2026,A,97140,7,1\n"
# A busy machine takes ten times as long to start Python in a browser as an idle one.
LONG = 90_000


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    build_site(folder / "site")
    build_stick(folder / "stick")
    return folder


@pytest.fixture(scope="module")
def closed(browser):
    alone = closed_off(browser.browser_type)
    yield alone
    alone.close()


@pytest.fixture
def tab(closed):
    opened = Tab(closed)
    yield opened
    opened.context.close()
    assert opened.complaints == []


def answer(screen):
    for code, number in RIGHT.items():
        screen.fill(f"Units of {code}", str(number))
        screen.settle()
    expect(screen.page.get_by_test_id("stAlert").filter(has_text="Right.")).to_be_visible()
    expect(screen.page.get_by_text("Your answers are saved in this browser, without a name")).to_be_visible()


def test_below_a_path_of_a_web_server_pages_work_and_answers_are_kept_exported_and_deleted(built, tab, tmp_path):
    with served(built / "site") as root:
        screen = Screen(tab.page, root)
        screen.page.goto(f"{root}{SERIES.replace('?', '/?')}", wait_until="commit")
        panel = screen.page.locator("#ptcoding-loading")
        expect(panel).to_have_attribute("role", "status")
        expect(panel).to_contain_text(re.compile(r"Loading the app: [0-9.]+ of [0-9.]+ MB \([0-9]+%\)\. It runs"))
        expect(screen.field("Units of 97140")).to_be_visible(timeout=LONG)
        expect(panel).to_have_count(0)
        answer(screen)
        # What was answered is written down within a second.
        screen.page.wait_for_timeout(1000)
        tab.open(f"{root}progress/", "My progress")
        expect(screen.metric("Answers")).to_have_text("1")
        expect(screen.metric("Right")).to_have_text("100%")
        with screen.page.expect_download() as waiting:
            screen.press("Save all my data")
        saved = tmp_path / "mine.json"
        waiting.value.save_as(saved)
        assert json.loads(saved.read_text(encoding="utf-8"))["answers"][0]["given"]
        screen.press("Delete all my data")
        screen.button("Delete everything now").click()
        expect(screen.page.get_by_text("All your saved data is deleted.")).to_be_visible()
        # The browser forgets the key, too, and the page is drawn once more for it.
        screen.page.wait_for_timeout(1000)
        screen.settle()
        tab.follow("day-sheet", "Day sheet")
        screen.page.locator("input[type=file]").first.set_input_files(
            {"name": "day.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
        )
        expect(screen.page.get_by_text("97110").first).to_be_visible()
        tab.follow("rooms", "Rooms")
        expect(screen.page.get_by_text("This copy of the app runs in your browser, with no server.")).to_be_visible()
        expect(screen.page.get_by_role("button", name="Open a room")).to_have_count(0)
        for path, title in (("claim", "Write the claim"), ("note-coach", "Note coach"), ("sources", "Sources")):
            tab.follow(path, title)
            assert tab.broken() == []
        assert screen.violations() == []
        tab.follow("./", "Count a visit")
        screen.minutes("97110", "38")
        expect(screen.timed(45)).to_be_visible()
        screen.page.wait_for_function("navigator.serviceWorker.controller !== null", timeout=LONG)
    # The browser has the whole site by now: the web server is gone.
    tab.open(f"{root}edits/", "Edits and limits")
    assert tab.broken() == []


def test_by_a_double_click_pages_have_addresses_lead_back_and_keep_answers(built, tab):
    root = f"file://{built / 'stick' / 'index.html'}"
    screen = Screen(tab.page, root)
    tab.open(f"{root}#/{SERIES}", "Unit drills")
    answer(screen)
    screen.page.wait_for_timeout(1000)
    tab.follow("glossary?term=one-on-one", "Glossary")
    expect(screen.page).to_have_url(f"{root}#/glossary?term=one-on-one")
    tab.page.go_back()
    tab.page.wait_for_function("document.title.startsWith('Unit drills')")
    tab.page.goto(f"{root}#/progress")
    tab.page.reload(wait_until="commit")
    expect(screen.metric("Answers")).to_have_text("1", timeout=LONG)
    with screen.page.expect_download() as waiting:
        screen.press("Save all my data")
    assert waiting.value.suggested_filename == "my-progress.json"
    assert tab.broken() == []
