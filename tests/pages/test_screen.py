"""What the helper of these tests finds on a page that says the mark of a template."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.screen import whole


@pytest.mark.parametrize("words", ["Read {code}.", "About $minutes minutes.", "From {kx:2026} on."])
def test_a_mark_that_is_left_is_found(words):
    app = AppTest.from_string(f"import streamlit as st\nst.markdown({words!r})").run()
    with pytest.raises(AssertionError):
        whole(app)


@pytest.mark.parametrize("words", ["From \\$2,480 on, {1, 2}.", "Type `{code}`.", "It costs $5."])
def test_money_and_code_are_no_marks(words):
    app = AppTest.from_string(f"import streamlit as st\nst.markdown({words!r})").run()
    assert whole(app) is app
