"""A room in real browsers: host, wall and phones through a deck, with whatever goes wrong in a room."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ptcoding.learning.store.place import VARIABLE
from tests.bench.server import CHECKOUT, free_port
from tests.browser.serving import served

ARTIFACTS = CHECKOUT / "tests" / "artifacts"
WALL, DESK, PHONE = {"width": 1920, "height": 1080}, {"width": 1280, "height": 900}, {"width": 390, "height": 844}
UNITS = ('input[name="u.97110"]', 'input[name="u.97140"]')


class Devices:
    """The devices of one room, each a browser of its own."""

    def __init__(self, browser: Browser, port: int, database: Path, deck: str, scheme: str) -> None:
        command = [
            sys.executable,
            "-m",
            "ptcoding",
            "room",
            "open",
            deck,
            "--base",
            f"http://127.0.0.1:{port}",
            "--json",
        ]
        named = {**os.environ, VARIABLE: f"sqlite:///{database}"}
        done = subprocess.run(command, cwd=CHECKOUT, env=named, capture_output=True, check=True)
        self.told = json.loads(done.stdout)
        self._browser, self._scheme = browser, scheme
        self.pages: list[Page] = []
        self.complaints: list[str] = []

    def page(self, address: str, size: dict[str, int], **more: object) -> Page:
        """Open an address on a device of its own."""
        context = self._browser.new_context(viewport=size, color_scheme=self._scheme, **more)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if "Content Security" in said.text else None)
        page.goto(address)
        self.pages.append(page)
        return page

    def host(self) -> Page:
        return self.page(self.told["host"], DESK)

    def wall(self) -> Page:
        return self.page(self.told["wall"], WALL)

    def phone(self, **more: object) -> Page:
        return self.page(self.told["phone"], PHONE, **more)

    def close(self) -> None:
        for page in self.pages:
            page.context.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[tuple[int, Path]]:
    port, database = free_port(), tmp_path_factory.mktemp("rooms") / "rooms.sqlite3"
    with served(port, database):
        yield port, database


@pytest.fixture
def room(browser, site):
    opened: list[Devices] = []

    def enter(deck: str = "units_and_codes_45", scheme: str = "light") -> Devices:
        opened.append(Devices(browser, *site, deck, scheme))
        return opened[-1]

    yield enter
    for devices in opened:
        devices.close()
    assert [complaint for devices in opened for complaint in devices.complaints] == []


def press(host: Page, move: str) -> None:
    """Press a button of the host."""
    host.locator(f"[data-move={move}]").click()


def tap(host: Page, *moves: str) -> None:
    """Press buttons of the host faster than its page is drawn anew."""
    host.evaluate("moves => moves.forEach(move => document.querySelector(`[data-move=${move}]`).click())", list(moves))


def status(page: Page, words: str) -> None:
    expect(page.locator("[role=status]")).to_contain_text(words)


def to_first_count(host: Page) -> None:
    """Go to the third part, the visit of 33 and 7 minutes, and open the vote."""
    for part in (1, 2, 3):
        press(host, "next")
        expect(host.locator("main")).to_contain_text(f"part {part} of 13")
    press(host, "vote")
    status(host, "Voting is open.")


def count(phone: Page, *units: int) -> None:
    for field, number in zip(UNITS, units, strict=True):
        phone.fill(field, str(number))
    phone.locator("main form button").last.click()
    status(phone, "Your answer is stored.")


def sound(devices: Devices, phase: str, scheme: str) -> None:
    """Let axe look at every device, and keep a picture of each."""
    ARTIFACTS.mkdir(exist_ok=True)
    for name, page in zip(("host", "wall", "phone"), devices.pages, strict=False):
        found = Axe().run(page).response["violations"]
        assert [(name, phase, rule["id"]) for rule in found] == []
        page.screenshot(path=ARTIFACTS / f"room_{phase}_{scheme}_{name}.png", full_page=name != "wall")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_phase_is_sound_on_host_wall_and_phone(room, scheme):
    devices = room(scheme=scheme)
    host, wall, phone = devices.host(), devices.wall(), devices.phone()
    expect(wall.locator("#count")).to_have_text("1 in the room")
    sound(devices, "lobby", scheme)
    to_first_count(host)
    expect(phone.locator(UNITS[0])).to_be_visible()
    sound(devices, "vote", scheme)
    expect(host.locator("#votes")).not_to_have_attribute("open", "")
    host.locator("#votes summary").press("Enter")
    count(phone, 3, 0)
    expect(wall.locator("#count")).to_have_text("1 of 1 answered")
    # Unfolded by hand it stays so while answers come in.
    expect(host.locator("#tally")).to_contain_text("1 of 1 answered")
    expect(host.locator("#votes")).to_have_attribute("open", "")
    for move, phase, words in (
        ("close", "closed", "Voting is closed."),
        ("discuss", "discuss", "Discuss it"),
        ("revote", "revote", "Second vote"),
    ):
        press(host, move)
        for page in (host, wall, phone):
            status(page, words)
        assert "38 to 52" not in wall.content() + phone.content()
        sound(devices, phase, scheme)
    count(phone, 2, 1)
    press(host, "close")
    status(phone, "Voting is closed.")
    press(host, "results")
    for page in (wall, phone):
        expect(page.locator("main")).to_contain_text("1 of 1: All units billed to one code.")
        expect(page.locator("main")).to_contain_text("33 + 7 = 40")
    sound(devices, "results", scheme)
    press(host, "end")
    question = host.get_by_role("alertdialog", name="End the room at part 3 of 13?")
    expect(question.get_by_role("button", name="Keep it open")).to_be_focused()
    sound(devices, "asked", scheme)
    host.keyboard.press("PageDown")
    host.keyboard.press("Escape")
    expect(question).to_be_hidden()
    expect(host.locator("[data-move=end]")).to_be_focused()
    status(phone, "Results")
    host.locator("[data-move=end]").dblclick()
    # The second click fell behind the question and answered nothing.
    question.get_by_role("button", name="Keep it open").press("Tab")
    host.keyboard.press("Enter")
    for page in (host, wall, phone):
        status(page, "The room is closed.")
    sound(devices, "ended", scheme)


def test_a_whole_deck_with_three_phones_from_the_first_part_to_the_last(room):
    devices = room("documentation_20")
    host, wall = devices.host(), devices.wall()
    phones = [devices.phone() for _ in range(3)]
    parts = 7
    for part in range(1, parts + 1):
        press(host, "next")
        expect(host.locator("main")).to_contain_text(f"part {part} of {parts}")
        if not host.locator("[data-move=vote]").count():
            continue
        press(host, "vote")
        for place, phone in enumerate(phones):
            choice = phone.locator("input[name=a]").nth(place)
            choice.wait_for()
            choice.check()
            phone.locator("main form button").last.click()
            status(phone, "Your answer is stored.")
        expect(wall.locator("#count")).to_have_text("3 of 3 answered")
        press(host, "close")
        status(host, "Voting is closed.")
        press(host, "results")
        status(host, "Results")
        expect(wall.locator("main table")).to_contain_text("(right)")
        for phone in phones:
            expect(phone.locator("main")).to_contain_text("Your answer:")
    press(host, "end")
    host.get_by_role("button", name="End the room").last.click()
    for phone in phones:
        status(phone, "The room is closed.")


def test_a_host_who_closes_the_tab_finds_the_running_room_and_a_second_device_is_told(room):
    devices = room()
    host = devices.host()
    to_first_count(host)
    again = host.context.new_page()
    host.close()
    again.goto(devices.told["host"].partition("#")[0])
    status(again, "Voting is open.")
    second = devices.page(devices.told["host"], PHONE)
    expect(second.locator("main")).to_contain_text("This room is open on 2 host devices.")
    press(second, "close")
    status(again, "Voting is closed.")
    # The key stands in no address that a server or a history keeps.
    assert devices.told["host_token"] not in second.url
    devices.pages.remove(host)
    again.context.close()


def test_a_phone_that_was_offline_comes_back_by_itself_with_its_seat(room):
    devices = room()
    host, phone = devices.host(), devices.phone()
    to_first_count(host)
    count(phone, 3, 0)
    phone.context.set_offline(True)
    status(phone, "You are offline.")
    phone.context.set_offline(False)
    status(phone, "Your answer is stored.")
    expect(phone.locator(UNITS[0])).to_have_value("3")
    expect(host.locator("#tally")).to_contain_text("1 of 1")


def test_what_was_begun_stays_when_the_connection_comes_back(room):
    devices = room()
    host, phone = devices.host(), devices.phone()
    to_first_count(host)
    phone.fill(UNITS[0], "3")
    phone.context.set_offline(True)
    status(phone, "You are offline.")
    phone.context.set_offline(False)
    status(phone, "Voting is open.")
    expect(phone.locator(UNITS[0])).to_have_value("3")


def test_who_comes_late_gets_the_running_question(room):
    devices = room()
    host = devices.host()
    to_first_count(host)
    late = devices.phone()
    count(late, 2, 1)
    expect(host.locator("#tally")).to_contain_text("1 of 1")
    # A host who taps twice before the page is drawn anew is served twice, or told why not.
    tap(host, "close", "results")
    status(host, "Results")
    press(host, "repeat")
    status(host, "Second vote")
    tap(host, "results", "close")
    status(host, "The room had moved on before your last press, so that press did nothing.")
    status(late, "Results")


def test_a_phone_without_scripts_joins_answers_and_reads_the_result(room):
    devices = room()
    host, phone = devices.host(), devices.phone(java_script_enabled=False)
    phone.get_by_role("button", name="Join the room").click()
    to_first_count(host)
    phone.get_by_role("link", name="Look again").click()
    for field, number in zip(UNITS, (3, 0), strict=True):
        phone.fill(field, str(number))
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.locator("[role=status]")).to_contain_text("Your answer is stored.")
    press(host, "results")
    status(host, "Results")
    phone.get_by_role("link", name="Look again").click()
    expect(phone.locator("main")).to_contain_text("33 + 7 = 40")


def test_the_keyboard_and_a_clicker_are_enough(room):
    devices = room()
    host, phone = devices.host(), devices.phone()
    host.locator("[data-move]").first.wait_for()
    for key, part in (("PageDown", 1), ("ArrowRight", 2), ("PageUp", 1), ("PageDown", 2)):
        host.keyboard.press(key)
        expect(host.locator("main")).to_contain_text(f"part {part} of 13")
        # A key that is pressed while a move is under way moves nothing twice.
        host.wait_for_timeout(1500)
    host.keyboard.press("PageDown")
    status(phone, "Voting is open.")
    phone.locator("input[name=a]").first.wait_for()
    phone.keyboard.press("Tab")
    phone.keyboard.press("ArrowDown")
    expect(phone.locator("input[name=a]:checked")).to_have_count(1)
    phone.keyboard.press("Enter")
    status(phone, "Your answer is stored.")
    # The page was drawn anew, and the keyboard is where it was needed next.
    expect(phone.locator("main form button")).to_be_focused()


def test_a_phone_is_back_by_itself_after_the_server_was_killed_and_says_so_meanwhile(browser, tmp_path):
    port, database = free_port(), tmp_path / "rooms.sqlite3"
    with served(port, database) as process:
        devices = Devices(browser, port, database, "units_and_codes_45", "light")
        host, phone = devices.host(), devices.phone()
        to_first_count(host)
        count(phone, 3, 0)
        os.killpg(process.pid, signal.SIGKILL)
        status(phone, "The server does not answer.")
        status(host, "The server does not answer.")
    with served(port, database):
        status(phone, "Your answer is stored.")
        expect(phone.locator(UNITS[0])).to_have_value("3")
        press(host, "close")
        status(phone, "Voting is closed.")
        devices.close()
