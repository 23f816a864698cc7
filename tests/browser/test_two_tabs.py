"""Two tabs of the site without a server: one saves, the other says that it does not, and Python is played."""

import json
import re

import pytest
from playwright.sync_api import expect

from lessons.content.course import course, text
from lessons.static import node

HOME = "https://site.test/course/7/"
# Hears what the bridge tells Python. The bridge gives up after five seconds; a test need not wait for so long.
PLAYED = """
window.told = [];
window.ptcodingWorker = () => ({ postMessage: (message) => window.told.push(message.t) });
const usual = AbortSignal.timeout.bind(AbortSignal);
window.asked = [];
AbortSignal.timeout = (wait) => { window.asked.push(wait); return usual(250); };
"""


def page_of_a_tab():
    words = dict(text("static"))
    settings = {
        "title": course().title,
        "words": words,
        "pages": [""],
        "names": [],
        "size": 1,
        "start": "",
        "later": "",
    }
    told = json.dumps(settings).replace("&", "&amp;").replace("'", "&#39;")
    bridge = (node.WEB / "bridge.js").read_text(encoding="utf-8")
    assert "</script" not in bridge
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Site</title><script>{PLAYED}</script>"
        f"<script data-settings='{told}'>{bridge}</script></head><body></body></html>"
    )


@pytest.fixture
def context(browser):
    opened = browser.new_context()
    opened.route("**/*", lambda route: route.fulfill(body=page_of_a_tab(), content_type="text/html"))
    yield opened
    opened.close()


def tab(context, home=HOME):
    page = context.new_page()
    page.goto(home)
    return page


def saves(page):
    """Wait until a tab has the right to save."""
    page.wait_for_function("told.includes('mine')")
    return True


def notice(page):
    return page.get_by_role("alert").filter(has_text=re.compile("open in another tab"))


def test_the_first_tab_saves_and_another_says_that_it_does_not_until_it_is_alone(context):
    first = tab(context)
    assert saves(first)
    second = tab(context)
    expect(notice(second)).to_be_visible()
    assert second.evaluate("[told.includes('mine'), asked]") == [False, [5000]]
    # A tab that is loaded again waits for itself, and not for the other.
    first.reload()
    assert saves(first)
    expect(notice(first)).to_have_count(0)
    notice(second).get_by_role("button", name="Close").click()
    expect(notice(second)).to_have_count(0)
    first.close()
    second.reload()
    assert saves(second)


def test_sites_below_other_paths_and_of_other_browsers_do_not_wait_for_each_other(context, browser):
    assert saves(tab(context))
    assert saves(tab(context, "https://site.test/course/8/"))
    other = browser.new_context()
    other.route("**/*", lambda route: route.fulfill(body=page_of_a_tab(), content_type="text/html"))
    assert saves(tab(other))
    other.close()
