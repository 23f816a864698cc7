"""Walk a lesson of the site without a server as a package in a platform, to the score: `python -m tests.bench.lms`.

It builds the packages (npm is asked for what is missing), serves each from a folder, and scorm-again is the platform.
"""

import sys
import tempfile
import threading
import time
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import FrameLocator, Page, Route, sync_playwright

from lessons.content.bank import items
from lessons.static.lms.manifest import Kind
from lessons.static.lms.package import build_package
from tests.bench.browser import QUIET
from tests.bench.server import CHECKOUT
from tests.install_browser import find_chromium
from tests.static.lms.platforms import scorm_again

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


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def walk(page: Page, unit: FrameLocator) -> None:
    """Walk the lesson to its end, and answer its questions rightly."""
    unit.get_by_role("radio", name="Questions").click()
    for place, item in enumerate(items(LESSON)[:3]):
        right = next(choice.text for choice in item.choices if choice.right)
        unit.get_by_role("radiogroup", name=item.question).get_by_text(right, exact=True).click()
        unit.get_by_test_id("stAlert").filter(has_text="Right.").nth(place).wait_for()
    page.wait_for_timeout(1500)


def measure(kind: Kind, folder: Path) -> bool:
    """Build a package, walk it, and print what the platform was told."""
    begun = time.monotonic()
    package = build_package(folder, kind, PATH)
    built = time.monotonic() - begun
    site = folder / kind.value
    zipfile.ZipFile(package).extractall(site)
    name, api = ("API", "Scorm12API") if kind is Kind.SCORM_12 else ("API_1484_11", "Scorm2004API")
    begin = f"window.{name} = window.api = new {api}({{logLevel: 4}});"
    platform = f"<script>{scorm_again(kind, CHECKOUT / 'build')}</script><script>{begin}</script>"
    platform += "<iframe src='/index.html' style='width:100%;height:1400px'></iframe>"

    def answer(route: Route) -> None:
        route.fulfill(body=platform, content_type="text/html")

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        page = browser.new_page(viewport={"width": 1280, "height": 1500})
        page.set_default_timeout(PATIENCE)
        page.route("**/platform", answer)
        begun = time.monotonic()
        page.goto(f"http://127.0.0.1:{server.server_port}/platform")
        unit = page.frame_locator("iframe")
        unit.get_by_role("radio", name="Questions").wait_for()
        opened = time.monotonic() - begun
        walk(page, unit)
        read = "names => names.map(name => String(name.split('.').reduce((at, part) => at[part], api.cmi)))"
        told: list[str] = page.evaluate(read, list(VALUES[kind]))
        page.evaluate("document.querySelector('iframe').src = 'about:blank'")
        page.wait_for_function("api.isTerminated()")
        browser.close()
    server.shutdown()
    server.server_close()
    is_right = told == EXPECTED[kind]
    size = package.stat().st_size / MEGABYTE
    print(f"{kind.value}: {size:.1f} MB, built in {built:.0f} s, lesson shown after {opened:.1f} s")
    for what, value in zip(VALUES[kind], told, strict=True):
        print(f"  cmi.{what.replace('.childArray.length', '._count')} = {value}")
    print("  as expected" if is_right else f"  expected {EXPECTED[kind]}")
    return is_right


def main() -> int:
    """Walk both.

    Returns:
        0 where the platform was told all that it should be, else 1.
    """
    with tempfile.TemporaryDirectory() as folder:
        told = [measure(kind, Path(folder)) for kind in VALUES]
    return 0 if all(told) else 1


if __name__ == "__main__":
    sys.exit(main())
