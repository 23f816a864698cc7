"""A page of the site in a browser tab, in the words of a person who uses it."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Locator, Page, expect

from lessons.content.course import course

# A desk in the dark theme and a phone in the light one: between them both themes and both widths.
LOOKS: Mapping[str, Mapping[str, Any]] = {"dark": {"scheme": "dark"}, "phone": {"phone": True}}
ARTIFACTS = Path(__file__).resolve().parents[1] / "artifacts"
# Set to anything, it saves the half second that each picture takes, where nobody will look at them.
NO_PICTURES = "PTCODING_NO_PICTURES"
MOST_TABS = 80
TRIES, FILLING = 3, 7_000
SHORTEST_ALT = 40

READY = """
() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
  const strips = [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')];
  return app !== null
    && app.getAttribute('data-test-script-state') === 'notRunning'
    && document.querySelector('[data-testid="stSkeleton"]') === null
    && document.querySelector('[data-testid="stCaptionContainer"]') !== null
    && charts.every((chart) => chart.querySelector('canvas.marks, svg.marks') !== null)
    && strips.every((strip) => !strip.shadowRoot?.querySelector('.hand') || strip.shadowRoot.querySelector('svg rect'))
    && document.fonts.status === 'loaded';
}
"""

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

# What the site keeps in this browser: the key that leads to a learner's answers.
KEPT = """
() => Object.entries({ ...localStorage }).filter(([name]) => name.startsWith("ptcoding")).map(([, kept]) => kept)
"""

# Streamlit's dropzone names itself and calls itself presentation at once; nothing in our hands changes it.
STREAMLITS_OWN = ("presentation-role-conflict", 'data-testid="stFileUploaderDropzone"')


class Screen:
    """A browser tab on the site.

    Args:
        page: The tab.
        site: Address of the site's root, with its final slash.
    """

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", self._catch)

    def open(self, slug: str = "build_a_session", query: Mapping[str, str] | None = None) -> "Screen":
        """Open a page and wait until it is complete.

        Args:
            slug: Name of the page in the course.
            query: Parameters of the address.

        Returns:
            This screen.
        """
        lesson = course()[slug]
        path = "" if lesson.default else lesson.path
        self.page.goto(f"{self.site}{path}" + (f"?{urlencode(query)}" if query else ""))
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the script has run, every chart is drawn and every font is there."""
        self.page.wait_for_function(READY, polling=50)

    def at(self, key: str) -> Locator:
        """Find what the app drew under a key."""
        return self.page.locator(f".st-key-{key}")

    def field(self, label: str) -> Locator:
        """Find a field by its whole label."""
        return self.page.get_by_label(label, exact=True)

    def choice(self, label: str) -> Locator:
        """Find a list to choose from by its whole label."""
        return self.page.get_by_role("combobox", name=label, exact=True)

    def fill(self, label: str, value: str) -> None:
        """Type into a field, as hands do, and confirm it."""
        self.field(label).focus()
        self.type_over(value)

    def choose(self, label: str, typed: str) -> None:
        """Choose from a list by typing a part of the name of the only entry that has it."""
        field = self.choice(label)
        field.click()
        field.fill(typed)
        self.page.get_by_role("option", name=typed).click()

    def button(self, name: str) -> Locator:
        """Find a button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        """Press a button once the page is at rest: a click that meets a run under way is undone by its end."""
        self.settle()
        self.button(name).click()

    def key(self) -> str:
        """Read the key that the browser keeps, empty where it keeps none."""
        found = self.page.evaluate(KEPT) or [""]
        assert len(found) == 1, f"{len(found)} keys are kept"
        return str(found[0])

    def usual(self, code: str) -> Locator:
        """Find the minutes of one of the four usual codes."""
        return self.page.get_by_role("spinbutton", name=re.compile(rf"\b{code}\b"))

    def minutes(self, code: str, spent: str) -> None:
        """Type the minutes of one of the four usual codes, as hands do, and confirm them."""
        self.usual(code).focus()
        self.type_over(spent)

    def details(self) -> Locator:
        """Find the button that opens who, how, where and when of each line."""
        return self.at("session_details").get_by_role("button")

    def timed(self, minutes: int) -> Locator:
        """Find the words that tell the timed minutes of the visit."""
        return self.page.get_by_text(re.compile(rf"^{minutes} timed minutes, \d+ treatment minutes in all"))

    def counts(self) -> Locator:
        """Find the units by code under each rule, the visit's own first."""
        return self.page.get_by_test_id("stMetricDelta")

    def unfold(self, key: str) -> Locator:
        """Open an expander, wait until the server has filled it, and give what is in it."""
        body = self.at(key).get_by_test_id("stExpanderDetails")
        filled = body.get_by_test_id("stElementContainer").first
        for attempt in range(TRIES):
            self.settle()
            # A click that meets a run under way is undone by the end of that run, or opens what the server did not hear
            # of: then one clicks again.
            summary = self.at(key).locator("summary").first
            if attempt and self.at(key).locator("details").first.evaluate("details => details.open"):
                summary.click()
                self.settle()
            if not self.at(key).locator("details").first.evaluate("details => details.open"):
                summary.click()
            with suppress(AssertionError):
                expect(filled).to_be_visible(timeout=FILLING)
                break
        expect(filled).to_be_visible()
        self.settle()
        return body

    def radio(self, name: str) -> Locator:
        """Find one button of a row of which one is chosen."""
        return self.page.get_by_role("radio", name=name, exact=True)

    def metric(self, label: str) -> Locator:
        """Find a big number by the words above it."""
        whole = self.page.get_by_test_id("stMetric").filter(has=self.page.get_by_text(label, exact=True))
        return whole.get_by_test_id("stMetricValue")

    def headline(self) -> Locator:
        """Find the units of the answer."""
        return self.counts().first

    def chart(self, begins: str) -> Locator:
        """Find a picture by how its alternative text begins."""
        return self.page.locator(f'[data-testid="stVegaLiteChart"][aria-label^="{begins}"]')

    def address(self) -> dict[str, str]:
        """Read the parameters in the address bar."""
        return {name: said[0] for name, said in parse_qs(urlsplit(self.page.url).query).items()}

    def expect_address(self, **parameters: str) -> None:
        """Wait until the address bar holds these parameters and no others."""
        wanted = re.escape(urlencode(parameters, safe="~")).replace("%20", r"(?:%20|\+)")
        expect(self.page).to_have_url(re.compile(rf"\?{wanted}$"))

    def tab_to(self, target: Locator, key: str = "Tab") -> None:
        """Press a key until something has the focus.

        Args:
            target: What is to have it.
            key: ``Tab`` or ``Shift+Tab``.
        """
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            self.page.keyboard.press(key)
            if target.evaluate("element => element === element.getRootNode().activeElement"):
                return
        raise AssertionError(f"{key} does not reach {target}")

    def type_over(self, value: str) -> None:
        """Replace what the focused field holds, and confirm it."""
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(value)
        self.page.keyboard.press("Enter")

    def look(self, name: str) -> None:
        """Keep a picture of a state, and hold it to what every page is held to."""
        self.settle()
        self.keep(name)
        self.settle()
        assert self.too_wide() == [0, 0], name
        assert self.outside() == [], name
        assert self.violations() == [], name

    def violations(self) -> list[str]:
        """List what axe objects to, but for what lies in Streamlit itself and in no one else's hands."""
        rule, owned = STREAMLITS_OWN
        return [
            f"{violation['id']}: {node['html']}"
            for violation in Axe().run(self.page).response["violations"]
            for node in violation["nodes"]
            if not (violation["id"] == rule and owned in node["html"])
        ]

    def too_wide(self) -> list[int]:
        """Measure by how many pixels the document and its scrolling part could be scrolled sideways."""
        return self.page.evaluate(TOO_WIDE)

    def outside(self) -> list[str]:
        """List the controls that do not lie whole within the width of the screen."""
        return self.page.evaluate(OUTSIDE)

    def wordless(self) -> list[Locator]:
        """List the pictures whose alternative text is too short to say what they show."""
        charts = self.page.get_by_test_id("stVegaLiteChart").all()
        return [chart for chart in charts if len(chart.get_attribute("aria-label") or "") < SHORTEST_ALT]

    def keep(self, name: str) -> None:
        """Keep a picture of the whole page among the artifacts, unless nobody will look at them."""
        if os.environ.get(NO_PICTURES):
            return
        ARTIFACTS.mkdir(exist_ok=True)
        size: Any = self.page.viewport_size
        main = self.page.get_by_test_id("stMain")
        tall = main.evaluate("element => element.scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": max(tall, size["height"])})
        self.settle()
        self.page.mouse.move(0, 0)
        self.page.screenshot(path=ARTIFACTS / f"{name}.png", animations="disabled")
        self.page.set_viewport_size(size)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _catch(self, error: Error) -> None:
        self.complaints.append(str(error))
