"""The fact check and the glossary: a theme or a page at a time, and a link to one claim."""

from lessons.content.bank import beliefs, glossary
from lessons.content.course import course
from lessons.content.wording import filled
from tests.pages.practicing import arrived
from tests.pages.screen import named, opened, said

CLAIMS = {one.key: one for one in beliefs()}


def asked(app):
    """The claims that stand there, by what their choice is labeled."""
    return [group.label for group in app.button_group if group.label != "Theme"]


def test_the_fact_check_asks_one_theme_at_a_time_and_the_tally_counts_all():
    app = opened("fact_check")
    assert not app.exception
    theme = named(app.button_group, "Theme")
    met = []
    for option in [stage.key for stage in course().stages if stage.title in theme.options]:
        named(app.button_group, "Theme").set_value(option).run()
        assert not app.exception
        assert 0 < len(asked(app)) < len(CLAIMS)
        met += asked(app)
    assert len(met) == len(set(met)) == len(CLAIMS)
    # A verdict of one theme still counts while another is looked at.
    app.session_state["belief_M01"] = "false"
    app.run()
    (bar,) = [element.proto for element in app.get("progress")]
    assert bar.text == f":small[1 of 1 right, {len(CLAIMS) - 1} to go]"


def test_a_link_leads_to_the_theme_of_its_claim():
    first, other = opened("fact_check"), arrived("fact_check", claim="M01")
    assert not other.exception
    assert filled(CLAIMS["M01"].claim) in asked(other)
    assert "fact-check?claim=M01" in " ".join(code.value for code in other.code)
    assert filled(CLAIMS["M01"].claim) not in asked(first)
    # Without a link it opens where the course begins.
    assert filled(CLAIMS["M13"].claim) in asked(first)
    unknown = arrived("fact_check", claim="<b>M99</b>")
    assert not unknown.exception
    assert asked(unknown) == asked(first)


def test_a_claim_about_minutes_is_shown_as_a_strip_once_it_is_judged():
    """12 minutes of 97110 and 10 of 97530: one unit for Medicare, two under the AMA's midpoint rule."""
    shown = next(one for one in beliefs() if one.visit == "visit=97110.12~97530.10&rule=cms")
    app = arrived("fact_check", claim=shown.key)
    assert not app.get("vega_lite_chart")
    app.session_state[f"belief_{shown.key}"] = "true"
    app.run()
    (picture,) = app.get("vega_lite_chart")
    assert "Medicare: 1 unit" in picture.proto.alt
    assert "AMA: 2 units" in picture.proto.alt


def test_the_glossary_turns_pages_of_twenty():
    app = opened("the_glossary")
    app.button_group(key="glossary_group").set_value(None).run()
    assert not app.exception
    assert said(app, f"{len(glossary())} of {len(glossary())} terms")
    lists = [element.value for element in app.markdown if element.value.startswith("- **")]
    assert sum(block.count("\n- **") + 1 for block in lists) == 20
