"""The page of denials, as Streamlit's own test runner sees it."""

from tests.pages.practicing import arrived
from tests.pages.screen import named, opened


def said(app):
    return "\n".join(one.value for kind in ("header", "subheader", "markdown", "warning") for one in getattr(app, kind))


def test_the_page_opens_on_a_denial_explained():
    app = opened("why_denied")
    assert not app.exception
    assert "97164 with 97535" in said(app)
    assert "Next: Correct it or appeal" in said(app)


def test_an_address_brings_its_denial():
    app = arrived("why_denied", denial="CO-29 N211")
    assert not app.exception
    assert "filing limit" in said(app)
    assert "cannot be appealed" in said(app)


def test_a_payer_has_its_own_deadlines():
    app = arrived("why_denied", denial="CO-50")
    assert "120 days" in said(app)
    named(app.selectbox, "Payer").set_value("uhc").run()
    assert not app.exception
    assert "65 days" in said(app)
    assert "120 days" not in said(app)


def test_what_is_no_denial_is_refused_in_words():
    app = arrived("why_denied", denial="*hello* <b>")
    assert not app.exception
    assert any("CO\\-97" in one.value for one in app.error)


def test_a_code_that_was_not_read_says_so():
    app = arrived("why_denied", denial="CO-998")
    assert not app.exception
    assert any("x12.org" in one.value for one in app.warning)


def test_the_typed_code_is_looked_at_for_each_likely_cause():
    app = arrived("why_denied", denial="CO-97 N130 97140")
    (table,) = [one.value for one in app.markdown if one.value.startswith("| Cause")]
    # 97140 and 97124 have indicator 0, 97140 and 97012 indicator 1, in the practitioner file of July 2024.
    assert "97012" in table
    assert "no modifier helps with 97124" in table
    assert table.count("\n") == 1 + 8
