"""The main jobs by keyboard alone: no test here touches the mouse."""

import re

import pytest
from playwright.sync_api import expect


def test_a_visit_is_built_counted_and_shared_by_keyboard_alone(screen):
    screen.open()
    keyboard = screen.page.keyboard

    screen.tab_to(screen.field("Minutes, line 1"))
    screen.type_over("20")
    expect(screen.metric("Timed minutes")).to_have_text("27")
    screen.expect_address(visit="97110.20~97140.7", payer="medicare")

    screen.tab_to(screen.page.get_by_role("button", name="Add a service"))
    keyboard.press("Enter")
    expect(screen.choice("Code, line 3")).to_be_visible()
    screen.tab_to(screen.choice("Code, line 3"), "Shift+Tab")
    keyboard.type("97530")
    # What is typed is looked for loosely; what begins with it comes first.
    expect(screen.page.get_by_role("option").first).to_contain_text("97530")
    expect(screen.page.get_by_role("option")).to_have_count(2)
    keyboard.press("Enter")
    expect(screen.choice("Code, line 3")).to_have_value("■ 97530 Practice of whole tasks of daily life")
    screen.tab_to(screen.field("Minutes, line 3"))
    screen.type_over("20")
    expect(screen.metric("Timed minutes")).to_have_text("47")
    # 20 + 7 + 20 = 47, and 38 to 52 make 3: one quarter-hour each, then 7 against 5 and 5.
    expect(screen.headline()).to_have_text("97110 × 1, 97140 × 1 and 97530 × 1")

    screen.tab_to(screen.more(2), "Shift+Tab")
    keyboard.press("Enter")
    screen.tab_to(screen.page.get_by_role("button", name="Remove line 2"))
    keyboard.press("Enter")
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


def test_the_popover_of_a_line_closes_with_escape_and_gives_the_focus_back(screen):
    screen.open()
    screen.tab_to(screen.more(1))
    screen.page.keyboard.press("Enter")
    expect(screen.field("Body region, line 1")).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(screen.page.get_by_role("dialog")).to_have_count(0)
    expect(screen.more(1)).to_be_focused()


def test_the_button_and_the_dialog_of_a_line_say_in_words_what_they_hold(screen):
    screen.open()
    expect(screen.more(1)).not_to_have_accessible_name("tune icon 1")
    screen.more(1).click()
    assert ":material" not in (screen.page.get_by_role("dialog").get_attribute("aria-label") or "")


def test_an_example_and_a_rule_are_chosen_by_keyboard_alone(screen):
    screen.open()
    screen.tab_to(screen.choice("Start from"))
    screen.page.keyboard.type("example 5")
    expect(screen.page.get_by_role("option")).to_have_count(1)
    screen.page.keyboard.press("Enter")
    expect(screen.headline()).to_have_text("97112 × 1, 97110 × 0 and 97140 × 0")
    screen.tab_to(screen.choice("Counted for"))
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
