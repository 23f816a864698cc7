"""The way back to a learner's answers: kept by the browser through every reload, changed by its owner alone."""

import os
import re
import signal

import pytest
from playwright.sync_api import expect

from tests.bench.server import free_port
from tests.browser.conftest import window
from tests.browser.screen import LOOKS, Screen
from tests.browser.serving import served

SERIES = {"drills": "5", "level": "2", "about": "leftover"}
PAPER = {"exam": "4711.6.50", "minutes": "30"}
KEPT = "Your answers are saved without a name, and this browser remembers how to get back to them."
# As a browser that is set to store nothing: reading and writing both fail.
BLOCKED = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});
"""


@pytest.fixture
def own(browser, site):
    """A function that opens a tab in a browser window which no other test has used."""
    opened = []

    def open_tab(beside=None, **kind):
        context = (
            beside.page.context if beside else window(browser, kind.get("scheme", "light"), kind.get("phone", False))
        )
        if beside is None:
            opened.append(context)
        return Screen(context.new_page(), site)

    yield open_tab
    for context in opened:
        context.close()


def answer(screen, right=True):
    """Answer the first drill of a series (5 minutes of 97140 and 33 of 97110), and give the key that is then kept."""
    screen.open("unit_drills", SERIES)
    # 38 minutes make 3 units: two whole ones of 97110, and the larger leftover of 5 and 3.
    for code, number in {"97140": 1, "97110": 2 if right else 3}.items():
        screen.fill(f"Units of {code}", str(number))
        screen.settle()
    expect(screen.page.get_by_test_id("stAlert").filter(has_text="Right." if right else "Not quite.")).to_be_visible()
    expect(screen.page.get_by_text(KEPT)).to_be_visible()
    return screen.key()


def reloaded(screen):
    screen.page.reload()
    screen.settle()
    return screen


def test_a_reload_anywhere_keeps_the_way_back_and_no_address_carries_it(own):
    screen = own()
    asked = []
    screen.page.on("request", lambda request: asked.append(request.url))
    key = answer(screen)
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}", key)
    for page in ("documentation_quiz", "unit_drills", "mixed_review", "exam", "the_glossary", "minutes_and_the_table"):
        reloaded(screen.open(page))
        assert key not in screen.page.url
        assert key not in screen.page.content()
    screen.page.get_by_role("link", name="Practice", exact=True).first.click()
    expect(screen.page.get_by_text(KEPT)).to_be_visible()
    screen.open("my_progress")
    expect(screen.metric("Answers")).to_have_text("1")
    reloaded(screen)
    expect(screen.metric("Answers")).to_have_text("1")
    assert key not in screen.page.url
    expect(screen.page.get_by_text(f"progress?resume={key}")).to_be_visible()
    # Neither did the browser send it in any address, and it asked nobody but the site.
    assert not any(key in url for url in asked)
    assert {url.split("/")[2] for url in asked if url.startswith("http")} == {screen.site.split("/")[2]}
    assert screen.complaints == []


def test_the_key_is_with_the_browser_before_the_server_that_gave_it_may_stop(tab, tmp_path):
    port, database = free_port(), tmp_path / "answers.sqlite3"
    screen = tab(f"http://127.0.0.1:{port}/")
    with served(port, database) as process:
        key = answer(screen)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
    with served(port, database):
        screen.open("practice")
        expect(screen.page.get_by_text(KEPT)).to_be_visible()
        assert screen.key() == key
        screen.open("my_progress")
        expect(screen.metric("Answers")).to_have_text("1")


def test_a_link_asks_with_numbers_before_it_switches_records(own):
    theirs, mine = own(), own()
    other, key = answer(theirs), answer(mine, right=False)
    theirs.press("Next question")
    mine.open("documentation_quiz", {"quiz": "3", "resume": other})
    box = mine.at("offered")
    expect(box.get_by_text("This link leads to answers that are already saved: 1 answer, ")).to_be_visible()
    expect(box.get_by_text("Here you have: 1 answer, on ")).to_be_visible()
    assert "resume" not in mine.address()
    assert mine.key() == key
    # Nothing was joined: a reload of the address that stands there now goes on with one's own.
    mine.button("Stay with mine").click()
    expect(box).to_have_count(0)
    mine.open("my_progress")
    expect(mine.metric("Right")).to_have_text("0%")
    # And where one says so, it switches, and the browser keeps it.
    mine.open("documentation_quiz", {"quiz": "3", "resume": other})
    mine.press("Open these answers")
    # The page says so before the browser has written it down.
    mine.page.wait_for_function("other => Object.values(localStorage).includes(other)", arg=other)
    assert mine.key() == other
    mine.open("my_progress")
    expect(mine.metric("Right")).to_have_text("100%")


def test_the_link_is_copied_and_forgotten_on_this_device(own):
    screen = own()
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    key = answer(screen)
    beside = own(beside=screen).open("unit_drills")
    expect(beside.page.get_by_text(KEPT)).to_be_visible()
    screen.open("my_progress")
    screen.press("Copy")
    expect(screen.page.get_by_text("Copied.")).to_be_visible()
    copied = screen.page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{screen.site}progress?resume={key}"
    screen.press("Forget on this device")
    screen.button("Forget it now").click()
    expect(screen.page.get_by_text("This browser no longer remembers how to get to your answers.")).to_be_visible()
    expect(screen.page.get_by_text("You have no saved answers yet.")).to_be_visible()
    assert screen.key() == ""
    # A tab that was open goes along, and gives nothing away.
    expect(beside.page.get_by_text("another tab forgot it")).to_be_visible()
    beside.open("my_progress")
    expect(beside.page.get_by_text("You have no saved answers yet.")).to_be_visible()
    assert beside.key() == ""
    # The link still opens them.
    screen.page.goto(copied)
    screen.press("Open these answers")
    expect(screen.metric("Answers")).to_have_text("1")
    assert screen.key() == key


def test_an_exam_goes_on_after_a_reload_and_in_one_tab_at_a_time(own):
    first = own()
    first.open("exam", PAPER)
    first.press("Begin")
    expect(first.page.get_by_text("Question 1 of 6")).to_be_visible()
    first.press("Next question")
    expect(first.page.get_by_text("press again to skip it")).to_be_visible()
    first.press("Next question")
    expect(first.page.get_by_text("Question 2 of 6")).to_be_visible()
    first.settle()
    assert "resume" not in first.address()
    expect(reloaded(first).page.get_by_text("Question 2 of 6")).to_be_visible()
    second = own(beside=first)
    second.page.goto(first.page.url)
    expect(second.page.get_by_text("You have an exam open in another tab")).to_be_visible()
    second.press("Go on here")
    expect(second.page.get_by_text("Question 2 of 6")).to_be_visible()
    first.press("Next question")
    expect(first.page.get_by_text("You have an exam open in another tab")).to_be_visible()
    # A reload of the tab that lost it does not take it back.
    expect(reloaded(first).page.get_by_text("You have an exam open in another tab")).to_be_visible()
    second.press("Next question")
    expect(second.page.get_by_text("press again to skip it")).to_be_visible()
    second.press("Next question")
    expect(second.page.get_by_text("Question 3 of 6")).to_be_visible()


def test_a_browser_that_stores_nothing_is_told_and_the_session_goes_on(own):
    screen = own()
    screen.page.add_init_script(BLOCKED)
    screen.open("unit_drills", SERIES)
    for code, number in {"97140": 1, "97110": 2}.items():
        screen.fill(f"Units of {code}", str(number))
        screen.settle()
    expect(screen.page.get_by_test_id("stAlert").filter(has_text="Right.")).to_be_visible()
    expect(screen.page.get_by_text("this browser is set to store nothing")).to_be_visible()
    # Within the visit: a page that is opened anew begins another one.
    screen.page.get_by_role("link", name="Practice", exact=True).first.click()
    screen.page.get_by_test_id("stMain").get_by_role("link", name="My progress").click()
    expect(screen.metric("Answers")).to_have_text("1")
    expect(screen.page.get_by_text(re.compile(r"progress\?resume=[\w-]{32}$"))).to_be_visible()


@pytest.mark.parametrize("kind", LOOKS)
def test_the_question_and_the_link_are_sound_to_axe_and_fit_their_screen(own, kind):
    theirs, screen = own(), own(**LOOKS[kind])
    other = answer(theirs)
    answer(screen)
    screen.open("my_progress", {"resume": other})
    expect(screen.at("offered")).to_be_visible()
    screen.look(f"my_progress-offered-{kind}")
