"""Run every notebook of the folder in a Chromium that reaches nothing else: `python -m tests.bench.lite`.

The folder is built into `dist/lite`, served from a folder below the root by the plainest server there is, and each
notebook has to show what it shows here, cell by cell.
"""

import re
import sys
import threading
import time
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from lessons.static.lite.site import NOTEBOOKS, build_lite
from tests.bench.browser import QUIET
from tests.install_browser import find_chromium
from tests.static.in_the_browser import cells_of, run

OUT = Path("dist/lite")
FOLDER = "course/unit7"
# Nothing listens there: what asks for another address gets no answer.
NO_WAY_OUT = ("--proxy-server=127.0.0.1:9", "--proxy-bypass-list=127.0.0.1")
PATIENCE, SHOWN, ROUND = 150.0, 60_000, 120
CELLS = ".jp-Notebook .jp-CodeCell"
OUTPUTS = ".jp-OutputArea-output:not(.jp-RenderedVegaCommon5)"
ERRORS = '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]'


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def translate_path(self, path: str) -> str:
        """Serve the folder as if it lay below the root."""
        return super().translate_path(path.removeprefix(f"/{FOLDER}"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the class it overrides
        """Print nothing."""


def main() -> int:
    """Build and check.

    Returns:
        0 when every notebook shows what it should, else 1.
    """
    build_lite(OUT)
    print(f"folder: {sum(file.stat().st_size for file in OUT.rglob('*') if file.is_file()) / 1e6:.1f} MB")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(OUT))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site = f"http://127.0.0.1:{server.server_port}/{FOLDER}/"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*QUIET, *NO_WAY_OUT])
            wrong = [said for notebook in sorted(NOTEBOOKS.glob("*.ipynb")) for said in check(browser, site, notebook)]
            browser.close()
        server.shutdown()
    print("\n".join(wrong) or "every notebook shows what it shows here")
    return 1 if wrong else 0


def check(browser: Browser, site: str, notebook: Path) -> list[str]:
    """Run a notebook in a tab of its own.

    Args:
        browser: The browser.
        site: Address of the folder.
        notebook: The notebook.

    Returns:
        What is wrong, a line each.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    begin = time.monotonic()
    page.goto(f"{site}notebooks/index.html?path={notebook.name}")
    page.wait_for_selector(CELLS, timeout=SHOWN)
    shown = time.monotonic() - begin
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    times = [_ran(page, number) - begin for number in (1, len(cells_of(notebook)))]
    told = f"{notebook.stem}: shown after {shown:.1f} s, first answer {times[0]:.1f} s, all {times[1]:.1f} s"
    print(f"{told}, {len(asked)} files")
    # JupyterLite asks once for the heartbeat of its worker at the root of its own host, wherever the folder lies.
    near = (site, f"{site.removesuffix(f'{FOLDER}/')}api/service-worker-heartbeat", "blob:", "data:")
    wrong = [f"{notebook.stem}: asks for {url}" for url in asked if not url.startswith(near)]
    wrong += [f"{notebook.stem}: {one.inner_text()[-300:]}" for one in page.locator(ERRORS).all()]
    cells = page.locator(CELLS)
    for place, (name, html) in enumerate(run(notebook).items()):
        drawn = "".join(cells.nth(place).locator(OUTPUTS).all_text_contents())
        if html and _bare(html) not in _bare(drawn):
            there, here = _bare(drawn), _bare(html)
            same = next((at for at, (one, other) in enumerate(zip(there, here, strict=False)) if one != other), 0)
            told = f"{there[same : same + ROUND]!r}, and here {here[same : same + ROUND]!r}"
            wrong.append(f"{notebook.stem}, cell {name}: after {same} signs {told}")
    page.screenshot(path=f"build/lite-{notebook.stem}.png")
    context.close()
    return wrong


def _ran(page: Page, number: int) -> float:
    """Wait until the cell that runs as this one has its number."""
    end = time.monotonic() + PATIENCE
    prompt = page.locator(f"{CELLS} .jp-InputPrompt").nth(number - 1)
    while time.monotonic() < end and not re.search(r"\d", prompt.text_content() or ""):
        page.wait_for_timeout(100)
    return time.monotonic()


def _bare(text: str) -> str:
    """Keep what is read of a piece of HTML, without its spaces."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", text)))


if __name__ == "__main__":
    sys.exit(main())
