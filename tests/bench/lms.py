"""Walk a lesson of the site without a server as a package in a platform, to the score: `python -m tests.bench.lms`.

It builds the packages (npm is asked for what is missing) and serves each from a folder. For SCORM the platform is
scorm-again, for cmi5 a record store that the tests play, with a right that it gives once.
"""

import json
import sys
import tempfile
import threading
import time
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, FrameLocator, Page, Route, sync_playwright

from lessons.content.bank import items
from lessons.static.lms.manifest import Kind
from lessons.static.lms.package import build_package
from tests.bench.browser import QUIET
from tests.bench.server import CHECKOUT
from tests.install_browser import find_chromium
from tests.static.lms.platforms import ACTIVITY, ACTOR, REGISTRATION, Store, scorm_again

LESSON, PATH = "minutes_and_the_table", "minutes-and-the-table"
PATIENCE = 60_000
MEGABYTE = 1_000_000
VALUES = {
    Kind.SCORM_12: ("core.lesson_status", "core.score.raw", "core.lesson_location", "interactions.childArray.length"),
    Kind.SCORM_2004: ("completion_status", "success_status", "score.scaled", "progress_measure",
                      "interactions.childArray.length"),
}  # fmt: skip
EXPECTED = {
    Kind.SCORM_12: ["passed", "100", f"{PATH}?step=questions", "3"],
    Kind.SCORM_2004: ["completed", "passed", "1", "1", "3"],
}
VERBS = ["initialized", "answered", "answered", "answered", "completed", "passed", "terminated"]
SCORE = {"raw": 3, "min": 0, "max": 3, "scaled": 1}


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def walk(page: Page, unit: FrameLocator | Page) -> None:
    """Walk the lesson to its end, and answer its questions rightly."""
    unit.get_by_role("radio", name="Questions").click()
    for place, item in enumerate(items(LESSON)[:3]):
        right = next(choice.text for choice in item.choices if choice.right)
        unit.get_by_role("radiogroup", name=item.question).get_by_text(right, exact=True).click()
        unit.get_by_test_id("stAlert").filter(has_text="Right.").nth(place).wait_for()
    page.wait_for_timeout(1500)


def built(kind: Kind, folder: Path) -> tuple[Path, str]:
    """Build a package, and give its folder with a line that tells its size."""
    begun = time.monotonic()
    package = build_package(folder, kind, PATH)
    size, taken = package.stat().st_size / MEGABYTE, time.monotonic() - begun
    site = folder / kind.value
    zipfile.ZipFile(package).extractall(site)
    return site, f"{kind.value}: {size:.1f} MB, built in {taken:.0f} s"


def opened(browser: Browser) -> Page:
    """Open a tab."""
    page = browser.new_page(viewport={"width": 1280, "height": 1500})
    page.set_default_timeout(PATIENCE)
    return page


def scorm(kind: Kind, folder: Path, browser: Browser) -> bool:
    """Build a package, walk it in scorm-again, and print what that was told."""
    site, line = built(kind, folder)
    name, api = ("API", "Scorm12API") if kind is Kind.SCORM_12 else ("API_1484_11", "Scorm2004API")
    begin = f"window.{name} = window.api = new {api}({{logLevel: 4}});"
    platform = f"<script>{scorm_again(kind, CHECKOUT / 'build')}</script><script>{begin}</script>"
    platform += "<iframe src='/index.html' style='width:100%;height:1400px'></iframe>"

    def answer(route: Route) -> None:
        route.fulfill(body=platform, content_type="text/html")

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = opened(browser)
    page.route("**/platform", answer)
    begun = time.monotonic()
    page.goto(f"http://127.0.0.1:{server.server_port}/platform")
    unit = page.frame_locator("iframe")
    unit.get_by_role("radio", name="Questions").wait_for()
    print(f"{line}, lesson shown after {time.monotonic() - begun:.1f} s")
    walk(page, unit)
    read = "names => names.map(name => String(name.split('.').reduce((at, part) => at[part], api.cmi)))"
    told: list[str] = page.evaluate(read, list(VALUES[kind]))
    page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    page.wait_for_function("api.isTerminated()")
    page.close()
    server.shutdown()
    server.server_close()
    for what, value in zip(VALUES[kind], told, strict=True):
        print(f"  cmi.{what.replace('.childArray.length', '._count')} = {value}")
    return is_right(told, EXPECTED[kind])


def cmi5(folder: Path, browser: Browser) -> bool:
    """Build a package, walk it beside a record store, and print what that was sent."""
    site, line = built(Kind.CMI5, folder)
    store, page = Store({"launchMode": "Normal", "moveOn": "Completed"}, site=site), opened(browser)
    begun = time.monotonic()
    with store.open(page):
        page.get_by_role("radio", name="Questions").wait_for()
        print(f"{line}, lesson shown after {time.monotonic() - begun:.1f} s")
        walk(page, page)
        page.goto("about:blank")
        page.wait_for_timeout(1000)
    page.close()
    for one in store.statements:
        print(f"  {one['verb']['display']['en-US']}: {json.dumps(one.get('result', {}))}")
    scores = [one["result"]["score"] for one in store.statements if "score" in one.get("result", {})]
    whose = {(json.dumps(one["actor"]), one["context"]["registration"]) for one in store.statements}
    about = {one["object"]["id"] for one in store.statements if "answered" not in one["verb"]["id"]}
    return is_right(
        [store.verbs(), scores, whose, about, store.refused, store.rights],
        [VERBS, [SCORE], {(json.dumps(ACTOR), REGISTRATION)}, {ACTIVITY}, [], []],
    )


def is_right(told: list[Any], expected: list[Any]) -> bool:
    """Print whether a platform was told what it should be."""
    print("  as expected" if told == expected else f"  {told}, expected {expected}")
    return told == expected


def main() -> int:
    """Walk all three.

    Returns:
        0 where the platform was told all that it should be, else 1.
    """
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        told = [*(scorm(kind, folder, browser) for kind in VALUES), cmi5(folder, browser)]
        browser.close()
    return 0 if all(told) else 1


if __name__ == "__main__":
    sys.exit(main())
