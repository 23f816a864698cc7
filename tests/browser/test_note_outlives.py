"""What is being typed is not lost when the server restarts: the browser holds it, and the page takes it from there."""

import os
import re
import signal

from playwright.sync_api import expect

from tests.bench.server import free_port
from tests.browser.serving import served

# A server that has just begun reads its questions first, in milliseconds.
PATIENCE = 90_000
MINE = "R knee SLR 3x10, 25 min, my own words."


def test_a_note_and_its_code_stay_in_their_fields_through_a_restart(tab, tmp_path):
    port, database = free_port(), tmp_path / "answers.sqlite3"
    screen = tab(f"http://127.0.0.1:{port}/")
    screen.page.set_default_timeout(PATIENCE)
    with served(port, database) as process:
        screen.open("note_coach")
        note = screen.field("The note")
        note.fill(MINE)
        note.press("Control+Enter")
        expect(screen.page.get_by_text("Since the version you kept")).to_have_count(0)
        screen.settle()
        screen.choose("Code on the claim", "97112")
        screen.settle()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
    with served(port, database):
        # The page connects again by itself; what it then asks for, it asks with what its fields hold.
        expect(screen.page.get_by_test_id("stConnectionStatus")).to_have_count(0, timeout=60_000)
        screen.settle()
        expect(screen.field("The note")).to_have_value(MINE)
        screen.unfold("coach_elements")
        expect(screen.field("The note")).to_have_value(MINE)
        expect(screen.choice("Code on the claim")).to_have_value(re.compile("^97112, "))
        expect(screen.page.get_by_text("SLR 3x10, 25 min").last).to_be_visible()
