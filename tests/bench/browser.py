"""Time both pages in a real Chromium, from the start of the navigation to the complete page."""

import math
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.bench.learner import Page, PageError
from tests.bench.table import Row, compare, middle
from tests.install_browser import find_chromium

PAGE_LIMIT = 30_000.0
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# The page is looked at once a frame: its time is the first frame in which the run is over and every chart is drawn.
WATCH = """
window.benchComplete = null;
const look = () => {
  const app = document.querySelector('[data-testid="stApp"]');
  const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
  const strips = [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')]
    .filter((strip) => strip.shadowRoot?.querySelector('.hand'));
  const done = app !== null
    && app.getAttribute('data-test-script-state') === 'notRunning'
    && document.querySelector('[data-testid="stSkeleton"]') === null
    && charts.length + strips.length > 0
    && strips.every((strip) => strip.shadowRoot?.querySelector('svg rect'))
    && charts.every((chart) => chart.querySelector('canvas.marks, svg.marks') !== null);
  if (done) {
    window.benchComplete = performance.now();
  } else {
    requestAnimationFrame(look);
  }
};
requestAnimationFrame(look);
"""

READ = """
() => ({
  complete: window.benchComplete,
  painted: performance.getEntriesByName('first-contentful-paint')[0].startTime,
  errors: document.querySelectorAll('[data-testid="stException"]').length,
})
"""


def visit(browser: Browser, page: Page) -> tuple[float, float]:
    """Open a page in a browser that has never seen it.

    Args:
        browser: The running browser.
        page: The page.

    Returns:
        Seconds from the first paint, and from the start of the navigation, to the complete page.

    Raises:
        PageError: The page shows an error, or never became complete.
    """
    # The watch is a string that the page evaluates, which the policy of our own pages rightly refuses.
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    try:
        tab = context.new_page()
        tab.add_init_script(WATCH)
        tab.goto(f"{page.origin}/{page.path}", wait_until="commit")
        tab.wait_for_function("window.benchComplete !== null", timeout=PAGE_LIMIT, polling=100)
        seen: dict[str, Any] = tab.evaluate(READ)
    except BrowserError as error:
        raise PageError(f"{page.name}: {error.message}") from error
    finally:
        context.close()
    if seen["errors"]:
        raise PageError(f"{page.name}: the page shows an error in the browser")
    return (seen["complete"] - seen["painted"]) / 1000, seen["complete"] / 1000


def watch(pages: Sequence[Page], visits: int, what: str = "Chromium") -> list[Row]:
    """Time visits to both pages, in turns.

    Args:
        pages: Our page and the reference.
        visits: How many visits to each are timed.
        what: What the lines call our page.

    Returns:
        The lines of the scenario.
    """
    seconds: dict[str, list[tuple[float, float]]] = {page.name: [] for page in pages}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        try:
            # The first visit of each page only warms the machine.
            for turn in range(-1, visits):
                for page in pages[:: -1 if turn % 2 else 1]:
                    times = visit(browser, page)
                    if turn >= 0:
                        seconds[page.name].append(times)
        except PageError as error:
            # One failed visit is enough: NaN in its place meets no goal.
            print(error)
            seconds = {page.name: [(math.nan, math.nan)] for page in pages}
        finally:
            browser.close()
    ours, reference = ([middle(part) for part in zip(*some, strict=True)] for some in seconds.values())
    return [
        compare(f"{what}, first paint to complete page", ours[0], reference[0], 1.3),
        compare(f"{what}, navigation to complete page", ours[1], reference[1]),
    ]
