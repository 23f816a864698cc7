"""An answer that was explained is kept: through a server that is killed, a reload, and a second tab."""

import os
import signal

from playwright.sync_api import expect

from tests.bench.server import free_port
from tests.browser.serving import served

VERDICT = "Right."


def answer_a_drill(screen, units):
    """Answer the first drill of a series: 5 minutes of 97140 and 33 of 97110."""
    for code, number in units.items():
        screen.fill(f"Units of {code}", str(number))
        # Enter in the last field checks the answer.
        screen.settle()


def test_an_answer_outlives_the_server_that_took_it(tab, tmp_path):
    port, database = free_port(), tmp_path / "answers.sqlite3"
    screen = tab(f"http://127.0.0.1:{port}/")
    with served(port, database) as process:
        screen.open("unit_drills", {"drills": "5", "level": "2", "about": "leftover"})
        answer_a_drill(screen, {"97140": 1, "97110": 2})
        expect(screen.page.get_by_test_id("stAlert").filter(has_text=VERDICT)).to_be_visible()
        expect(screen.page.get_by_text("this browser remembers how to get back to them")).to_be_visible()
        # No warning and no time to put anything in order.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
    token = screen.key()
    with served(port, database):
        screen.page.reload()
        screen.settle()
        expect(screen.page.get_by_text("this browser remembers how to get back to them")).to_be_visible()
        assert screen.key() == token
        screen.open("my_progress")
        expect(screen.metric("Answers")).to_have_text("1")
        expect(screen.metric("Right")).to_have_text("100%")
        expect(screen.page.get_by_test_id("stException")).to_have_count(0)


def test_two_tabs_of_the_same_browser_both_keep_their_answers(tab, tmp_path):
    port = free_port()
    site = f"http://127.0.0.1:{port}/"
    with served(port, tmp_path / "answers.sqlite3"):
        first, second = tab(site), tab(site)
        series = {"drills": "5", "level": "2", "about": "leftover"}
        first.open("unit_drills", series)
        answer_a_drill(first, {"97140": 1, "97110": 2})
        expect(first.page.get_by_test_id("stAlert").filter(has_text=VERDICT)).to_be_visible()
        # The second tab is of the same browser, which keeps the way back.
        expect(first.page.get_by_text("this browser remembers how to get back to them")).to_be_visible()
        second.open("unit_drills", series)
        first.page.get_by_role("button", name="Next question").click()
        expect(first.page.get_by_text("Drill 2")).to_be_visible()
        first.settle()
        codes = [label.removeprefix("Units of ") for label in labels(first)]
        answer_a_drill(first, dict.fromkeys(codes, 9))
        answer_a_drill(second, {"97140": 1, "97110": 3})
        for screen in (first, second):
            expect(screen.page.get_by_test_id("stAlert").filter(has_text="Not quite.")).to_be_visible()
        second.open("my_progress")
        expect(second.metric("Answers")).to_have_text("3")
        expect(second.metric("Right")).to_have_text("33%")
        assert (first.complaints, second.complaints) == ([], [])


def labels(screen):
    """The labels of the fields for units."""
    fields = screen.page.get_by_role("spinbutton").all()
    return [field.get_attribute("aria-label") for field in fields]
