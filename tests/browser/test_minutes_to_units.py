"""Minutes to units: the map sets the minutes, the minutes open as a visit, and the counts can be counted again."""

import re
from itertools import product

from playwright.sync_api import expect


def counted_again(codes, longest, more=0):
    """Count every visit in plain words: (visits, agree, Medicare more, AMA more).

    A started quarter-hour of 8 minutes is a unit, so m minutes are (m + 7) // 15: of the sum under Medicare's rule,
    of each code under the AMA rule. ``more`` are the minutes of one further code.
    """
    gaps = [
        (sum(visit) + more + 7) // 15 - sum((minutes + 7) // 15 for minutes in (*visit, more))
        for visit in product(range(1, longest + 1), repeat=codes)
    ]
    return len(gaps), gaps.count(0), sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)


def slider(screen, key):
    return screen.at(key).get_by_role("slider")


def test_the_counts_of_how_often_the_rules_part_are_right(screen):
    assert counted_again(codes=2, longest=30) == (900, 676, 112, 112)
    assert counted_again(codes=3, longest=30) == (27_000, 18_040, 4_480, 4_480)
    screen.open("minutes_to_units")
    said = "Of 900 visits with two timed codes of 1 to 30 minutes, the rules agree on 676."
    expect(screen.page.get_by_text(f"{said} Medicare gives more to 112, the AMA rule to 112.")).to_be_visible()
    screen.radio("3").click()
    said = "Of 27,000 visits with three timed codes of 1 to 30 minutes, the rules agree on 18,040."
    expect(screen.page.get_by_text(f"{said} Medicare gives more to 4,480, the AMA rule to 4,480.")).to_be_visible()


def test_how_often_follows_its_slider(screen):
    assert counted_again(codes=2, longest=31) == (961, 733, 116, 112)
    screen.open("minutes_to_units")
    screen.tab_to(screen.page.get_by_role("slider", name="Most minutes per code"))
    screen.page.keyboard.press("ArrowRight")
    expect(screen.page.get_by_text("Of 961 visits")).to_be_visible()
    expect(
        screen.page.get_by_text("the rules agree on 733. Medicare gives more to 116, the AMA rule to 112.")
    ).to_be_visible()


def test_a_square_of_the_map_sets_the_minutes_and_they_open_as_a_visit(screen):
    screen.open("minutes_to_units")
    canvas = screen.chart("Units of two codes").locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    place = (box["x"] + 0.6 * box["width"], box["y"] + 0.4 * box["height"])
    screen.page.mouse.move(*place)
    tip = screen.page.locator("#vg-tooltip-element")
    expect(tip).to_contain_text("second code")
    said = re.findall(r"(?:first|second) code:?\s*(\d+)", tip.inner_text())
    assert len(said) == 2
    first, second = said
    assert {first, second}.isdisjoint({"33", "7"}), "the square clicked must not be the one that is chosen already"
    screen.page.mouse.click(*place)
    expect(screen.chart("Units of the visit")).to_have_attribute("aria-label", re.compile(rf"At {first} minutes"))
    expect(slider(screen, "minutes_first")).to_have_value(first)
    expect(slider(screen, "minutes_second")).to_have_value(second)
    screen.page.get_by_role("button", name="Open as a visit").click()
    expect(screen.page.get_by_role("heading", level=1, name="How many units can you bill?")).to_be_visible()
    expect(screen.usual("97110")).to_have_value(first)
    expect(screen.usual("97140")).to_have_value(second)
    screen.expect_address(visit=f"97110.{first}~97140.{second}", rule="cms")


def test_the_minutes_are_set_and_opened_as_a_visit_by_keyboard_alone(screen):
    screen.open("minutes_to_units")
    keyboard = screen.page.keyboard
    screen.tab_to(slider(screen, "minutes_first"))
    keyboard.press("ArrowRight")
    expect(slider(screen, "minutes_first")).to_have_value("34")
    screen.tab_to(slider(screen, "minutes_second"))
    keyboard.press("ArrowLeft")
    expect(slider(screen, "minutes_second")).to_have_value("6")
    screen.tab_to(slider(screen, "minutes_third"))
    for minutes in ("1", "2"):
        keyboard.press("ArrowRight")
        expect(slider(screen, "minutes_third")).to_have_value(minutes)
    screen.tab_to(screen.page.get_by_role("button", name="Open as a visit"), "Shift+Tab")
    keyboard.press("Enter")
    expect(screen.page.get_by_role("heading", level=1, name="How many units can you bill?")).to_be_visible()
    screen.expect_address(visit="97110.34~97140.6~97530.2", rule="cms")


def test_the_third_code_changes_the_map_and_its_words(screen):
    assert counted_again(codes=2, longest=60) == (3_600, 2_704, 448, 448)
    assert counted_again(codes=2, longest=60, more=1) == (3_600, 2_688, 576, 336)
    screen.open("minutes_to_units")
    alternative = "the same: 2704 visits, Medicare more: 448 visits, AMA more: 448 visits"
    expect(screen.chart("Units of two codes")).to_have_attribute("aria-label", re.compile(alternative))
    screen.tab_to(slider(screen, "minutes_third"))
    screen.page.keyboard.press("ArrowRight")
    alternative = "the same: 2688 visits, Medicare more: 576 visits, AMA more: 336 visits"
    expect(screen.chart("Units of two codes")).to_have_attribute("aria-label", re.compile(alternative))


def test_the_staircase_says_how_far_both_neighboring_steps_are(screen):
    screen.open("minutes_to_units")
    # With 7 minutes of the other code a step of the total stands at 31 (38 in all) and at 46 (53 in all).
    expect(screen.page.get_by_text("this step began at 31 minutes (2 minutes ago)")).to_contain_text(
        "next begins at 46"
    )
    # Alone, at 23 and at 38.
    expect(screen.page.get_by_text("this step began at 23 minutes (10 minutes ago)")).to_contain_text(
        "next begins at 38"
    )
    expect(screen.metric("Units, Medicare")).to_have_text("3")
    expect(screen.metric("Units, AMA")).to_have_text("2")


def test_the_table_goes_past_eight_units(screen):
    screen.open("minutes_to_units")
    expect(screen.page.get_by_role("row", name="8 113 to 127")).to_be_visible()
    screen.fill("Up to how many units", "12")
    # 12 units end at 12 x 15 + 7 = 187 and begin 14 before.
    expect(screen.page.get_by_role("row", name="12 173 to 187")).to_be_visible()


def test_the_minutes_stay_when_one_looks_at_another_page(screen):
    screen.open("minutes_to_units")
    screen.tab_to(slider(screen, "minutes_first"))
    screen.page.keyboard.press("ArrowRight")
    expect(slider(screen, "minutes_first")).to_have_value("34")
    screen.page.get_by_role("link", name="Sources").last.click()
    expect(screen.page.get_by_role("heading", level=1, name="Sources")).to_be_visible()
    screen.page.get_by_role("navigation").get_by_role("link", name="Learn").click()
    screen.page.get_by_role("link", name="Minutes to units").click()
    expect(slider(screen, "minutes_first")).to_have_value("34")
