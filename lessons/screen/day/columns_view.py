"""What each column of a day sheet was taken for, to be corrected by hand."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.day import columns_kept
from ptcoding.exchange.day_sheet.columns import FIELDS

COLUMN, OPEN = "day_column_", "day_columns"
CHOICES = {
    "": "As recognized",
    **{field: field.replace("_", " ").capitalize() for field in FIELDS},
    columns_kept.LEFT_OUT: "Leave out",
}
words = text("day_sheet")


def key_of(header: str) -> str:
    """Give the key of the field that corrects a header."""
    return COLUMN + columns_kept.digest(header)


def draw(header: Sequence[str], columns: Mapping[str, str], *, opened: bool) -> None:
    """Draw the columns, folded away unless nothing can be read without them.

    Args:
        header: The names of the columns as they stand.
        columns: The header that each field was read from.
        opened: Whether they are shown unasked.
    """
    if not header:
        return
    more = st.expander("What each column holds", expanded=opened, key=OPEN, on_change="rerun")
    if not more.open:
        return
    with more:
        st.caption(words["unrecognized" if opened else "columns"])
        taken = {name: field for field, names in columns.items() for name in names.split(", ")}
        for name in dict.fromkeys(name for name in header if name):
            as_read = taken.get(name, "not recognized, left out").replace("_", " ")
            st.session_state.setdefault(key_of(name), columns_kept.corrections().get(name, ""))
            st.selectbox(
                f"{parts.literal(name)} ({as_read})",
                list(CHOICES),
                format_func=CHOICES.get,
                key=key_of(name),
                on_change=_chosen,
                args=(name,),
            )
        if columns_kept.corrections():
            st.button("Forget all corrections", icon=":material/undo:", on_click=_forget, args=(tuple(header),))


def _chosen(name: str) -> None:
    columns_kept.choose(name, st.session_state[key_of(name)])


def _forget(header: Sequence[str]) -> None:
    columns_kept.forget()
    for name in header:
        st.session_state.pop(key_of(name), None)
