"""The strip under the hand: nothing is asked of the server while it is dragged, and every frame is there in time."""

import re
from statistics import median

from playwright.sync_api import expect

# A screen shows sixty frames a second: whatever a drag draws has to be drawn in that time.
FRAME_MS = 16
# Moves the field under a handle over many places, and times what that draws; the page is laid out in between.
TIMES = """
async (input) => {
  const times = [];
  for (let place = 0; place < 60; place++) {
    input.value = place;
    const start = performance.now();
    input.dispatchEvent(new Event('input'));
    times.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
  }
  return times;
}
"""


def handle(screen, place):
    return screen.page.locator(".hand .end").nth(place)


def test_a_drag_asks_the_server_nothing_until_the_hand_lets_go(screen):
    sent = []

    def note(payload):
        sent.append(payload)

    screen.page.on("websocket", lambda socket: socket.on("framesent", note))
    screen.open()
    box = handle(screen, 1).bounding_box()
    assert box is not None
    before = len(sent)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    for step in range(1, 21):
        screen.page.mouse.move(x + 10 * step, y)
    # 7 minutes and what 200 pixels are: the picture has moved, and nothing was sent.
    expect(screen.page.locator(".hand output")).not_to_contain_text(": 7 min")
    assert len(sent) == before
    screen.page.mouse.up()
    expect(screen.page).to_have_url(re.compile(r"97140\.(1[0-9]|2[0-9])"))
    assert len(sent) == before + 1


def test_each_frame_of_a_drag_is_drawn_before_the_screen_needs_it(screen):
    screen.open()
    times = handle(screen, 1).locator("input").evaluate(TIMES)
    assert median(times) < FRAME_MS


def test_an_edge_between_two_codes_moves_minutes_and_keeps_the_day(screen):
    screen.open()
    screen.page.get_by_role("checkbox", name="Keep the day's total").check()
    expect(screen.page.locator(".hand .end")).to_have_count(1)
    handle(screen, 0).locator("input").focus()
    for _ in range(3):
        screen.page.keyboard.press("ArrowLeft")
    screen.expect_address(visit="97110.30~97140.10", payer="medicare")
    # 30 + 10 is three units as 33 + 7 was; 10 alone is one where 7 was none.
    expect(screen.page.get_by_text("97110: 33 to 30 minutes. AMA: 2 to 3 units.")).to_be_visible()


def test_the_count_is_shown_step_by_step_and_ends_where_it_began(screen):
    screen.open()
    for said in ("Count step by step", "Next step", "Next step", "Next step"):
        screen.page.get_by_role("button", name=said, exact=True).click()
    expect(screen.page.get_by_text("4 of 4. A block that reaches its 8th minute is a unit.")).to_be_visible()
    expect(screen.page.get_by_role("button", name="Count step by step")).to_be_visible()


def test_nothing_glides_where_motion_is_unwanted(screen):
    """Every browser of these tests asks for less motion."""
    screen.open()
    cell = screen.page.locator(".hand .cell").first
    assert cell.evaluate("cell => getComputedStyle(cell).transitionDuration") == "0s"
