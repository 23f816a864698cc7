"""One server and one browser for each worker, and a screen whenever a test asks for one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from lessons.server.trouble import BROKEN
from tests.bench.browser import QUIET
from tests.bench.server import CHECKOUT, our_command, serve
from tests.browser.screen import Screen
from tests.install_browser import find_chromium

PATIENCE, NEW_SERVER = 20_000, 90_000
HERE = Path(__file__).parent
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a test in the real browser again, at most twice, and say so: a click can meet a rerun under way."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with serve(our_command, CHECKOUT) as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def rooms(browser) -> Iterator[dict[str, BrowserContext]]:
    """Keep a browser window of each look for all tests: its cache spares most of the loading of later tabs."""
    opened: dict[str, BrowserContext] = {}
    yield opened
    for context in opened.values():
        context.close()


def window(browser: Browser, scheme: str, phone: bool) -> BrowserContext:
    """Open a browser window of a look."""
    size = PHONE if phone else DESK
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def visitor(browser, rooms, site) -> Iterator[Callable[..., Screen]]:
    """Give a function that seats a new visitor; whatever a test does must end without an exception or a complaint."""
    own: list[BrowserContext] = []
    screens: list[Screen] = []

    def arrive(scheme: str = "light", phone: bool = False) -> Screen:
        look = f"{scheme} {phone}"
        if screens:
            # A second visitor sits at another browser.
            own.append(window(browser, scheme, phone))
        elif look not in rooms:
            rooms[look] = window(browser, scheme, phone)
        context = own[-1] if screens else rooms[look]
        screens.append(Screen(context.new_page(), site))
        return screens[-1]

    yield arrive
    failed = f'[data-testid="stException"], .st-key-{BROKEN}'
    exceptions = [shown for screen in screens for shown in screen.page.locator(failed).all_inner_texts()]
    complaints = [complaint for screen in screens for complaint in screen.complaints]
    for tab in [tab for screen in screens for tab in screen.page.context.pages]:
        # The window stays for the next test, whose visitor is somebody else.
        if tab.url.startswith(site):
            tab.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        tab.close()
    for context in own:
        context.close()
    assert (exceptions, complaints) == ([], [])


@pytest.fixture
def screen(visitor) -> Screen:
    return visitor()


@pytest.fixture
def tab(browser):
    """Gives a new tab of one visitor on a site that may vanish, whose complaints about that are no failure."""
    context = browser.new_context(reduced_motion="reduce")
    # A server that has just begun reads its questions first.
    context.set_default_timeout(NEW_SERVER)
    yield lambda site: Screen(context.new_page(), site)
    context.close()
