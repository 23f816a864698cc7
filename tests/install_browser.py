"""Find a Chromium for the browser tests and the bench; as a script, install one where there is none."""

import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache

from tests.support.installing import apt_get, run, succeeds

NAMED = "PTCODING_CHROMIUM"
SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ANSWER_LIMIT = 60.0

# In a process of its own, because Playwright starts only once in one and never inside an event loop.
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


@cache
def find_chromium() -> str | None:
    """Find a Chromium to drive.

    Returns:
        The path of the browser named in the environment, else of the system's, else of Playwright's own;
        None when none of them runs.
    """
    return next((path for path in _candidates() if _runs(path)), None)


def install_chromium() -> str | None:
    """Install the system's Chromium, or else Playwright's own.

    Returns:
        The path of the browser, or None when neither could be installed.
    """
    for commands in (_from_system(), _from_playwright()):
        if commands and all(succeeds(command) for command in commands):
            find_chromium.cache_clear()
            if path := find_chromium():
                return path
    return None


def main() -> int:
    """Make sure that there is a browser.

    Returns:
        0 when there is one, else 1.
    """
    path = find_chromium()
    if path is None and (named := os.environ.get(NAMED)):
        print(f"{NAMED} names {named}, which does not run.", file=sys.stderr)
        return 1
    path = path or install_chromium()
    if path is None:
        print(f"No Chromium found, and none could be installed: install one, or name it in {NAMED}.", file=sys.stderr)
        return 1
    print(f"Browser: {path}")
    return 0


def _candidates() -> Iterator[str]:
    if named := os.environ.get(NAMED):
        yield named
        return
    yield from filter(None, map(shutil.which, SYSTEM))
    asked = run([sys.executable, "-c", ASK_PLAYWRIGHT], ANSWER_LIMIT)
    if asked is not None and asked.returncode == 0:
        yield asked.stdout.strip()


def _runs(path: str) -> bool:
    """Tell a browser from a placeholder that only says how to get one."""
    answer = run([path, "--version"], ANSWER_LIMIT)
    return answer is not None and answer.returncode == 0


def _from_system() -> list[list[str]]:
    apt = apt_get()
    return [[*apt, "update"], [*apt, "install", "-y", "chromium"]] if apt else []


def _from_playwright() -> list[list[str]]:
    return [[sys.executable, "-m", "playwright", "install", "chromium"]]


if __name__ == "__main__":
    sys.exit(main())
