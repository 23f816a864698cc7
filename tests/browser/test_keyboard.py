"""The main jobs by keyboard alone: no test here touches the mouse."""

import re

import pytest
from playwright.sync_api import expect


def test_a_visit_is_built_counted_and_shared_by_keyboard_alone(screen):
    screen.open()
    keyboard = screen.page.keyboard

    screen.tab_to(screen.usual("97110"))
    screen.type_over("20")
    expect(screen.timed(27)).to_be_visible()
    screen.expect_address(visit="97110.20~97140.7", payer="medicare")

    screen.tab_to(screen.page.get_by_role("button", name="Code"))
    keyboard.press("Enter")
    expect(screen.choice("Code, line 3")).to_be_visible()
    screen.tab_to(screen.choice("Code, line 3"))
    keyboard.type("gait")
    # What is typed is looked for loosely; what has it in its short name comes first.
    expect(screen.page.get_by_role("option").first).to_contain_text("97116")
    keyboard.press("Enter")
    expect(screen.choice("Code, line 3")).to_have_value(re.compile("97116 Gait"))
    screen.tab_to(screen.field("Minutes, line 3"))
    screen.type_over("20")
    expect(screen.timed(47)).to_be_visible()
    # 20 + 7 + 20 = 47, and 38 to 52 make 3: one quarter-hour each, then 7 against 5 and 5.
    expect(screen.headline()).to_have_text("97110 × 1, 97140 × 1 and 97116 × 1")
    screen.tab_to(screen.page.get_by_role("button", name="Remove line 3"))
    keyboard.press("Enter")
    screen.tab_to(screen.usual("97140"), "Shift+Tab")
    screen.type_over("")
    screen.tab_to(screen.usual("97530"), "Shift+Tab")
    screen.type_over("20")
    # 20 + 20 = 40, and 38 to 52 make 3: the leftovers of 5 and 5 tie for the third.
    screen.expect_address(visit="97110.20~97530.20", payer="medicare")
    expect(screen.headline()).to_have_text("97110 × 2 and 97530 × 1")

    screen.tab_to(screen.radio("97110"))
    keyboard.press("ArrowRight")
    expect(screen.radio("97530")).to_be_focused()
    keyboard.press("Enter")
    expect(screen.headline()).to_have_text("97110 × 1 and 97530 × 2")
    screen.expect_address(visit="97110.20~97530.20", payer="medicare", tie="97530")

    screen.tab_to(screen.at("session_exchange").locator("summary"))
    keyboard.press("Enter")
    expect(
        screen.at("session_exchange").get_by_text("visit=97110.20~97530.20&payer=medicare&tie=97530")
    ).to_be_visible()
    screen.tab_to(screen.page.get_by_role("button", name="Save as CSV"))


def test_the_details_close_with_escape_and_gives_the_focus_back(screen):
    screen.open()
    screen.tab_to(screen.details())
    screen.page.keyboard.press("Enter")
    expect(screen.field("Body region, line 1")).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(screen.page.get_by_role("dialog")).to_have_count(0)
    expect(screen.details()).to_be_focused()


def test_the_strip_is_moved_by_keyboard_and_the_visit_follows(screen):
    screen.open()
    screen.tab_to(screen.page.get_by_role("slider", name="97140 Manual"))
    screen.page.keyboard.press("ArrowRight")
    screen.expect_address(visit="97110.33~97140.8", payer="medicare")
    # 33 + 8 = 41 is still three units; 8 minutes alone are now one.
    expect(screen.page.get_by_text("97140: 7 to 8 minutes. AMA: 2 to 3 units.")).to_be_visible()
    expect(screen.page.get_by_role("slider", name="97140 Manual")).to_be_focused()
    expect(screen.usual("97140")).to_have_value("8")


def test_an_example_and_a_rule_are_chosen_by_keyboard_alone(screen):
    screen.open()
    screen.tab_to(screen.radio("33 + 7"))
    for _ in range(2):
        screen.page.keyboard.press("ArrowRight")
    expect(screen.radio("7 + 7 + 7")).to_be_focused()
    screen.page.keyboard.press("Enter")
    expect(screen.headline()).to_have_text("97112 × 1, 97110 × 0 and 97140 × 0")
    screen.tab_to(screen.choice("Who pays?"))
    screen.page.keyboard.type("AMA midpoint")
    expect(screen.page.get_by_role("option")).to_have_count(1)
    screen.page.keyboard.press("Enter")
    expect(screen.headline()).to_have_text("97112 × 0, 97110 × 0 and 97140 × 0")


@pytest.mark.parametrize(("key", "minutes"), [("ArrowRight", "34"), ("ArrowLeft", "32"), ("Home", "0"), ("End", "120")])
def test_a_slider_follows_the_keyboard(screen, key, minutes):
    screen.open("minutes_to_units")
    slider = screen.at("minutes_first").get_by_role("slider")
    screen.tab_to(slider)
    screen.page.keyboard.press(key)
    expect(slider).to_have_value(minutes)
    alternative = re.compile(f"At {minutes} minutes: ")
    expect(screen.chart("Units of the visit")).to_have_attribute("aria-label", alternative)
