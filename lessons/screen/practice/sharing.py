"""A link to what stands on a page, so that a whole room meets the same."""

from collections.abc import Mapping

import streamlit as st

from lessons.content.course import text
from lessons.screen.address import link

words = text("practice")


def share(label: str, path: str, parameters: Mapping[str, object]) -> None:
    """Draw the link.

    Args:
        label: What the button says.
        path: Place of the page in the web address.
        parameters: What the link carries.
    """
    with st.popover(label, icon=":material/group:"):
        st.caption(words["series"])
        st.code(link(path, parameters), language=None, wrap_lines=True)
