"""A folder behind the plainest of web servers, and a browser that can reach nothing else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, Page

from tests.bench.browser import QUIET
from tests.install_browser import find_chromium

# Nothing listens there, so whoever asks for an outside address gets none.
DEAD = ("--proxy-server=http://127.0.0.1:1", "--proxy-bypass-list=127.0.0.1")
BELOW = "course/unit7/"
# The machine may be busy with other tests.
FIRST_PAGE, NEXT_PAGE = 120_000.0, 30_000.0

SHOWN = """
(title) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
  return app?.getAttribute('data-test-script-state') === 'notRunning'
    && document.querySelector('[data-testid="stSkeleton"]') === null
    && document.getElementById('ptcoding-loading') === null
    && document.title.startsWith(title)
    && document.querySelector('h1') !== null
    && charts.every((chart) => chart.querySelector('canvas.marks, svg.marks') !== null);
}
"""

FOLLOW = """
(path) => {
  const link = document.createElement('a');
  link.href = path;
  document.body.append(link);
  link.click();
  link.remove();
}
"""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files below a path and says nothing."""

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(f"/{BELOW}")) if path.startswith(f"/{BELOW}") else ""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder below a path of its own, as an LMS would.

    Args:
        folder: The folder.

    Yields:
        The address of its root, with a slash at its end.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{BELOW}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def closed_off(kind: BrowserType) -> Browser:
    """Start a browser that reaches this machine alone.

    Args:
        kind: Chromium, as Playwright has it.

    Returns:
        The browser.
    """
    return kind.launch(executable_path=find_chromium(), args=[*QUIET, *DEAD])


class Tab:
    """A tab on the site, and what its browser complains of.

    Args:
        browser: The browser.
        scheme: ``light`` or ``dark``.
    """

    def __init__(self, browser: Browser, scheme: str = "light") -> None:
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, address: str, title: str) -> None:
        """Load the site.

        Args:
            address: Where it begins.
            title: How the page's title begins.
        """
        self.page.goto(address, wait_until="commit")
        self.page.wait_for_function(SHOWN, arg=title, timeout=FIRST_PAGE)

    def follow(self, path: str, title: str) -> None:
        """Follow a link to another page of the site.

        Args:
            path: The page, seen from the root.
            title: How its title begins.
        """
        self.page.evaluate(FOLLOW, path)
        self.page.wait_for_function(SHOWN, arg=title, timeout=NEXT_PAGE)

    def broken(self) -> list[str]:
        """Give what a page says where it could not be drawn."""
        return self.page.locator('[data-testid="stException"], .st-key-page_broken, [role=dialog]').all_inner_texts()
