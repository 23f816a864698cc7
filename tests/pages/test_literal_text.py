"""What was typed is shown as text: every sign that Markdown could read stands escaped."""

import re

import pytest

from tests.pages.screen import named, opened, words

HOSTILE = {
    "bold": "**bold**",
    "color": ":red[x]",
    "formula": "$x^2$",
    "link": "[press](https://example.org)",
    "image": "![x](https://example.org/x.png)",
    "html": "<img src=x onerror=alert(1)>",
    "icon": ":material/home:",
    "code": "`code`",
    "struck": "~gone~",
    "list": "- x",
    "heading": "# x",
    "escape": r"\*x*",
}
SIGNS = re.compile(r"[\\`*_{}\[\]()#+\-.!|<>~:$&=@/]")


def escaped(typed):
    """An unseen joiner keeps an address from becoming a link."""
    return SIGNS.sub(lambda sign: f"\\{sign[0]}", typed.replace("://", ":\u2060//"))


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_body_region_stands_escaped_wherever_it_stands(kind):
    typed = HOSTILE[kind]
    app = opened(visit=f"97110.33.@{typed.replace('%', '%25').replace('~', '%7E')}", rule="cms")
    assert not app.exception
    shown = [spoken for spoken in words(app) if spoken.endswith(escaped(typed))]
    assert shown == [f"97110: {escaped(typed)}"]
    assert [spoken for spoken in words(app) if typed in spoken.replace(escaped(typed), "")] == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_clock_times_that_cannot_be_read_are_quoted_escaped(kind):
    app = opened(visit="97110.0900-0920", rule="cms")
    named(app.text_input, "Clock times, line 1").set_value(HOSTILE[kind]).run()
    assert not app.exception
    assert [escaped(HOSTILE[kind]) in error.value for error in app.error] == [True]


@pytest.mark.parametrize("parameter", ["visit", "payer", "rule", "date", "discipline", "ytd"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_link_that_is_refused_is_quoted_escaped(parameter, kind):
    app = opened(**{"visit": "97110.33", parameter: HOSTILE[kind].replace("~", "")})
    assert not app.exception
    assert len(app.error) == 1
    bare = re.sub(r"\\.", "", app.error[0].value)
    assert re.findall(r"[*_`~$<>\[\]:#]", bare) == []


def test_a_link_that_is_too_long_is_quoted_short():
    app = opened(visit="x" * 5000)
    assert not app.exception
    assert len(app.error) == 1
    assert len(app.error[0].value) < 400
