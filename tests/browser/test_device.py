"""What keeps the way to a record in the browser: for all tabs, or for one that a course sent its learner to."""

from pathlib import Path

import pytest

from lessons.screen.practice import device

SCRIPT = Path(device.__file__).with_name("device.js")
MINE, SENT, NEW = ("m" * 32, "s" * 32, "n" * 32)
# The component as Streamlit calls it; it gives what the page is told and what is kept for all tabs and for this one.
CALL = """async ([script, heard, wish]) => {
  const told = [];
  const { default: component } = await import(`data:text/javascript,${encodeURIComponent(script)}`);
  const data = { site: "ptcoding", seat: "seat", heard, wish };
  component({ data: [data], setTriggerValue: (_, value) => told.push(value.key) })();
  return [told, localStorage.getItem("ptcoding"), sessionStorage.getItem("ptcoding-launch")];
}"""


@pytest.fixture
def call(browser):
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<title>x</title>", content_type="text/html"))
    page.goto("http://device.test/")

    def run(heard=None, wish=None, *, again=False):
        if again:
            page.reload()
        said = {"key": heard, "works": True} if heard is not None else None
        asked = {"key": wish[0], "over": wish[1], "tab": len(wish) > 2} if wish else None
        return page.evaluate(CALL, [SCRIPT.read_text(encoding="utf-8"), said, asked])

    yield run
    context.close()


def test_a_learner_whom_a_course_sent_is_kept_by_the_tab_and_the_record_of_the_browser_is_left_alone(call):
    assert call(wish=(MINE, "")) == [[MINE], MINE, None]
    assert call(wish=(SENT, "", "tab")) == [[SENT], MINE, SENT]
    # A reload finds the same learner, as no ticket is left for it.
    assert call(again=True) == [[SENT], MINE, SENT]
    # Deleting all data here, and beginning anew, is about this learner alone.
    assert call(heard=SENT, wish=("", SENT)) == [[""], MINE, ""]
    assert call(heard="", wish=(NEW, "")) == [[NEW], MINE, NEW]
    # What is no more the newest wish is not followed.
    assert call(heard=NEW, wish=(MINE, SENT)) == [[NEW], MINE, NEW]


def test_without_a_course_a_record_is_kept_for_all_tabs(call):
    assert call(wish=(MINE, "")) == [[MINE], MINE, None]
    assert call(heard=MINE, wish=("", MINE)) == [[""], None, None]
