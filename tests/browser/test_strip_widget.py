"""The strip of a notebook in a real browser: drawn by the script of the page, and what is dragged is told."""

import re

from playwright.sync_api import expect

from ptcoding import Session
from ptcoding.jupyter.strip import HERE, Strip

# A notebook in small: the widget's module, a model that keeps what is set, and the change of one value.
NOTEBOOK = """
async ({ script, state, style }) => {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const widget = (await import(address)).default;
  const heard = {};
  window.saved = [];
  const model = {
    get: (name) => state[name],
    set: (name, value) => window.saved.push([name, value]),
    save_changes: () => {},
    on: (event, act) => (heard[event] = act),
    off: () => {},
  };
  window.change = (data) => {
    state.data = data;
    heard["change:data"]();
  };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
  await widget.render({ model, el: document.body });
}
"""


def test_the_strip_of_a_notebook_is_drawn_and_tells_what_was_dragged(browser):
    strip = Strip(Session.of({"97110": 33, "97140": 7}))
    page = browser.new_page()
    told = {"script": strip.script, "data": strip.data}
    script = (HERE / "strip.js").read_text(encoding="utf-8")
    page.evaluate(NOTEBOOK, {"script": script, "state": told, "style": Strip._css})
    expect(page.locator("svg")).to_have_attribute("aria-label", re.compile("AMA: 2 units"))
    page.locator(".end input").nth(1).press("ArrowRight")
    page.wait_for_function("window.saved.length")
    name, minutes = page.evaluate("window.saved[0]")
    setattr(strip, name, minutes)
    page.evaluate("(data) => window.change(data)", strip.data)
    # 8 minutes alone reach the midpoint.
    expect(page.locator("svg")).to_have_attribute("aria-label", re.compile("97140 × 1 from 8 minutes"))
    expect(page.get_by_text("AMA: 3 units")).to_be_visible()
    page.close()
