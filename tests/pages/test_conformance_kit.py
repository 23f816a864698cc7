"""The page of the conformance kit."""

from tests.pages.screen import opened


def test_the_page_lists_what_the_kit_holds_and_what_it_finds() -> None:
    app = opened("conformance_kit")
    assert not app.exception
    shown = "\n".join(one.value for one in app.markdown)
    assert "The kit has 280 visits" in shown
    assert "| Ties | 8 |" in shown
    # The longest list of failures first: a unit for every eight minutes.
    assert shown.index("| 146 | 194 |") < shown.index("| Each code rounded alone | 31 | 148 |")
    assert shown.index("| 31 | 148 |") < shown.index("| 2 | 194 |")
