"""What holds on every page: no error, nothing axe objects to, room on a phone, the project's own colours."""

import pytest
from playwright.sync_api import expect

from lessons import course

PAGES = {lesson.slug: "" if lesson.default else lesson.path for lesson in course().pages}
PAPER = {"light": "rgb(251, 250, 247)", "dark": "rgb(21, 25, 26)"}  # FBFAF7 and 15191A

TOO_WIDE = """
() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return [document.documentElement, main].map((box) => box.scrollWidth - box.clientWidth);
}
"""

# Streamlit cuts what is only for screen readers to a pixel, and keeps a folded sidebar beside the screen.
OUTSIDE = """
() => [...document.querySelectorAll('button, input, textarea, summary, a, [role="slider"]')]
  .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .filter((element) => !element.matches('input[tabindex="-1"], [data-collapsed="true"] *'))
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([element, box]) => box.width > 1 && box.height > 1 && (box.left < 0 || box.right > innerWidth))
  .map(([element]) => element.outerHTML.slice(0, 200))
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", PAGES)
def test_a_page_in_its_own_colours_raises_nothing_and_axe_finds_nothing(visitor, slug, scheme):
    screen = visitor(scheme).open(PAGES[slug])
    expect(screen.page.get_by_role("heading", level=1)).to_be_visible()
    expect(screen.page.get_by_test_id("stApp")).to_have_css("background-color", PAPER[scheme])
    assert screen.violations() == []
    screen.keep(f"{slug}-{scheme}")


@pytest.mark.parametrize("slug", PAGES)
def test_a_page_on_a_phone_never_scrolls_sideways_and_keeps_every_control_within_reach(visitor, slug):
    screen = visitor(phone=True).open(PAGES[slug])
    assert screen.page.evaluate(TOO_WIDE) == [0, 0]
    assert screen.page.evaluate(OUTSIDE) == []
    assert screen.violations() == []
    screen.keep(f"{slug}-phone")


@pytest.mark.parametrize("slug", PAGES)
def test_a_chart_never_stands_without_alternative_text(screen, slug):
    screen.open(PAGES[slug])
    charts = screen.page.get_by_test_id("stVegaLiteChart").all()
    assert all(len(chart.get_attribute("aria-label") or "") > 40 for chart in charts)


def test_the_navigation_leads_to_every_page(screen):
    screen.open()
    for lesson in course().pages:
        screen.page.get_by_role("navigation").get_by_role("link", name=lesson.title).click()
        expect(screen.page.get_by_role("heading", level=1, name=lesson.title)).to_be_visible()
    screen.settle()
