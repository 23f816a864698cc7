"""What holds on every page: no error, nothing axe objects to, the project's own colors, words for every picture."""

import re

import pytest
from playwright.sync_api import expect

from lessons.content.course import course

# Lessons share one template: one with each interactive part stands for the others here; the phone sees them all.
KINDS = {lesson.explore: lesson.slug for lesson in reversed(course().lessons)}
PAGES = [lesson.slug for lesson in course().pages if lesson.kind != "lesson" or lesson.slug in KINDS.values()]
SHOWN = [(slug, "dark") for slug in PAGES]
# In the light the phone sees every page; the desk sees the way in and the pages with two columns.
SHOWN += [(slug, "light") for slug in ("home", "build_a_session", "session_to_claim", "minutes_to_units", "note_coach")]
# The questions are the tallest step of most lessons: less than two screens of a desk.
TALLEST = 1400
PAPER = {"light": "rgb(251, 250, 247)", "dark": "rgb(21, 25, 26)"}  # FBFAF7 and 15191A


@pytest.mark.parametrize(("slug", "scheme"), SHOWN)
def test_a_page_in_its_own_colors_raises_nothing_and_axe_finds_nothing(visitor, slug, scheme):
    screen = visitor(scheme).open(slug)
    expect(screen.page.get_by_role("heading", level=1)).to_be_visible()
    expect(screen.page.get_by_test_id("stApp")).to_have_css("background-color", PAPER[scheme])
    screen.keep(f"{slug}-{scheme}")
    assert screen.violations() == []
    assert screen.wordless() == []
    if course()[slug].kind == "lesson":
        screen.radio("Questions").click()
        expect(screen.radio("Questions")).to_be_checked()
        screen.settle()
        assert screen.page.get_by_test_id("stMain").evaluate("main => main.scrollHeight") <= TALLEST


def test_the_navigation_leads_to_every_page_that_it_lists(screen):
    screen.open()
    for lesson in course().pages:
        if lesson.kind == "page":
            screen.page.get_by_role("navigation").get_by_role(
                "link", name=lesson.menu or lesson.title, exact=True
            ).click()
            expect(screen.page).to_have_url(re.compile(r"/(\?|$)" if lesson.default else rf"/{lesson.path}(\?|$)"))
            expect(screen.page.get_by_role("heading", level=1)).to_have_count(1)
            screen.settle()
    # A page that it only leads to stands beside the one that leads there.
    screen.open("unit_drills")
    listed = screen.page.get_by_role("navigation").get_by_role("link")
    expect(listed.filter(has_text=re.compile("Practice|Unit drills|Teach"))).to_have_count(3)
    expect(screen.page.get_by_role("navigation").get_by_role("link", name="Unit drills", exact=True)).to_be_visible()
