"""What a visitor and the log are told when a page fails: that it did and where, never what was typed."""

import logging
import traceback

import streamlit as st

from lessons.content.course import text
from lessons.server.counters import Event, counters

BROKEN = "page_broken"


def tell(_: Exception) -> bool:
    """Tell the visitor that the page could not be drawn.

    Returns:
        Whether that is all that is shown; where details are wanted, as while developing, Streamlit shows them.
    """
    counters().count(Event.BROKE)
    if st.get_option("client.showErrorDetails") not in {"none", False}:
        return False
    with st.container(key=BROKEN):
        st.error(text("notices")["broken"], icon=":material/error:")
    return True


class NoValues(logging.Filter):
    """Leaves the places of an error in the log and takes its message out, which may quote what a visitor sent."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten a record; all of them are kept.

        Args:
            record: What is logged.

        Returns:
            True.
        """
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            lines = traceback.format_tb(error.__traceback__)
            record.exc_text = "".join([*lines, f"{type(error).__name__} (its message may quote a visitor)"])
            record.exc_info = None
        return True
