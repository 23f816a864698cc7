"""The states of "Count a visit": each looked at by axe in both themes and on a phone, and kept as a picture."""

import pytest
from playwright.sync_api import expect

from tests.browser.screen import LOOKS

FOLDED = ("session_card", "session_lines", "session_exchange")


def tie(screen):
    screen.open(query={"visit": "97112.20~97110.20", "rule": "cms"})
    expect(screen.radio("97110")).to_be_visible()


def overlap(screen):
    screen.open(query={"visit": "97110.0900-0920~97140.0915-0935", "rule": "cms"})
    expect(screen.chart("Timeline")).to_be_visible()
    expect(screen.page.get_by_text("both claim the same 5 minutes")).to_be_visible()


def unknown_payer(screen):
    screen.open(query={"visit": "97110.33~97140.7", "payer": "cigna"})
    expect(screen.page.get_by_text("not settled")).to_have_count(2)


def long(screen):
    screen.open(query={"visit": "97110.45~97530.40~97112.35~97140.20", "rule": "full15"})
    expect(screen.headline()).to_be_visible()


def bad_input(screen):
    screen.open()
    screen.minutes("97110", "-5")
    expect(screen.page.get_by_text("-5 does not fit")).to_be_visible()
    screen.details().click()
    expect(screen.choice("Given by, line 2")).to_be_visible()


def empty(screen):
    screen.open(query={"visit": "97110.33", "rule": "cms"})
    screen.minutes("97110", "")
    expect(screen.page.get_by_text("Nothing is entered yet")).to_be_visible()
    expect(screen.page.get_by_role("dialog")).to_have_count(0)


def refused_link(screen):
    screen.open(query={"visit": "97110.-5~99999.x"})
    expect(screen.page.get_by_text("you see an example instead")).to_be_visible()


def everything_open(screen):
    screen.open(query={"visit": "97110.33.assistant.@right knee~97140.7", "rule": "cms"})
    for key in FOLDED:
        screen.unfold(key)
    expect(screen.page.get_by_role("button", name="Save as JSON")).to_be_visible()


STATES = {
    said.__name__: said for said in (tie, overlap, unknown_payer, long, bad_input, empty, refused_link, everything_open)
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_a_state_is_sound_to_axe_and_fits_its_screen(visitor, state, look):
    screen = visitor(**LOOKS[look])
    STATES[state](screen)
    screen.settle()
    screen.keep(f"build_a_session-{state}-{look}")
    screen.settle()
    assert screen.too_wide() == [0, 0]
    assert screen.outside() == []
    assert screen.violations() == []
