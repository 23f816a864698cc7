"""Walk every page of the built site in a browser that reaches nothing outside: `python -m tests.bench.static`.

Over http below a path of its own and by file://, with the seconds that each page takes, what the first load asks for,
and what axe says of ten pages. `make static` builds what is walked.
"""

import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from lessons.content.course import course
from tests.browser.screen import Screen
from tests.support.plain_files import Tab, closed_off, served

DIST = Path("dist")
RERUNS, AXE_PAGES = 15, 10
# One click, and the first frame in which the answer has changed.
RERUN = """
() => new Promise((done) => {
  const up = document.querySelector('[data-testid="stNumberInputStepUp"]');
  const said = () => document.querySelector('[data-testid="stMain"]').innerText;
  const before = said(), begun = performance.now();
  const look = () => (said() !== before ? done(performance.now() - begun) : requestAnimationFrame(look));
  up.click();
  requestAnimationFrame(look);
})
"""
WEIGHT = """
() => performance.getEntriesByType('resource').reduce((sum, one) => sum + one.encodedBodySize, 0)
"""


def main() -> int:
    """Walk both folders and print what was found.

    Returns:
        0 when every page is shown without a complaint, else 1.
    """
    wrong = []
    with ExitStack() as open_until_the_end:
        browser = closed_off(open_until_the_end.enter_context(sync_playwright()).chromium)
        site = open_until_the_end.enter_context(served(DIST / "site"))
        for name, root in (("http", site), ("file", f"file://{(DIST / 'stick').resolve()}/index.html")):
            wrong += [f"{name}: {said}" for said in walk(browser, name, root)]
    print("\n".join(wrong) or "nothing wrong")
    return 1 if wrong else 0


def walk(browser: Browser, name: str, root: str) -> Sequence[str]:
    """Walk all pages in one tab.

    Args:
        browser: The browser.
        name: What the lines begin with.
        root: Address of the site.

    Returns:
        What was wrong.
    """
    tab, wrong = Tab(browser), list[str]()
    screen = Screen(tab.page, root)
    opening = next(page for page in course().pages if page.default)
    for turn in ("first load", "again"):
        begun = time.perf_counter()
        tab.open(root, opening.title)
        print(f"{name} {turn}: {time.perf_counter() - begun:.1f} s, {tab.page.evaluate(WEIGHT) / 1e6:.1f} MB")
    taken = []
    for _ in range(RERUNS):
        taken.append(tab.page.evaluate(RERUN))
        tab.page.wait_for_timeout(300)
    print(f"{name} rerun: {median(taken):.0f} ms in the middle of {RERUNS}")
    for place, page in enumerate(course().pages):
        begun = time.perf_counter()
        try:
            tab.follow(page.address, page.title)
        except BrowserError as error:
            wrong.append(f"{page.slug}: {str(error).splitlines()[0]}")
        wrong += [f"{page.slug}: {said}" for said in tab.broken()]
        found = ""
        if place % (len(course().pages) // AXE_PAGES) == 0:
            violations = screen.violations()
            wrong += [f"{page.slug}: axe, {one}" for one in violations]
            found = f", axe {len(violations)}"
        print(f"{name} {page.slug}: {time.perf_counter() - begun:.2f} s{found}", flush=True)
    wrong += tab.complaints
    tab.context.close()
    return wrong


if __name__ == "__main__":
    sys.exit(main())
