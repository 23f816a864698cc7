"""Time what a drag of the strip draws, in a real Chromium: each move is to be on the screen with the next frame."""

import math

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from tests.bench.browser import PAGE_LIMIT, QUIET
from tests.bench.learner import Page
from tests.bench.table import Row, milliseconds, p95
from tests.install_browser import find_chromium

# A screen shows sixty frames a second.
FRAME = 0.016
# Four codes have the longest strip that a hand can move.
VISIT = "?visit=97110.33~97112.20~97530.22~97140.17&rule=cms"
# A real pointer moves once between two frames; asking for a place makes the browser lay out what was drawn.
MOVES = """
async (box) => {
  const at = box.getBoundingClientRect(), y = at.y + at.height / 2, times = [];
  const told = (type, x) => new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, bubbles: true });
  box.setPointerCapture = () => {};
  box.dispatchEvent(told("pointerdown", at.x));
  for (let move = 1; move <= 120; move++) {
    await new Promise(requestAnimationFrame);
    const begun = performance.now();
    box.dispatchEvent(told("pointermove", at.x + 60 * Math.sin(move / 8)));
    box.getBoundingClientRect();
    times.push((performance.now() - begun) / 1000);
  }
  return times;
}
"""


def drag(page: Page) -> list[Row]:
    """Drag the end of a code back and forth.

    Args:
        page: Our page.

    Returns:
        The line of the scenario.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        try:
            tab = browser.new_page(viewport={"width": 1280, "height": 900})
            tab.set_default_timeout(PAGE_LIMIT)
            tab.goto(f"{page.origin}/{page.path}{VISIT}")
            slow = p95(tab.locator(".hand .end").first.evaluate(MOVES))
        except BrowserError as error:
            print(error)
            slow = math.nan
        finally:
            browser.close()
    return [Row("A drag of four codes, move to layout, p95", milliseconds(slow), goal="< 16 ms", met=slow < FRAME)]
