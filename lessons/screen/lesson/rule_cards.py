"""The rule of a lesson: its few sentences as cards, and the whole text part by part."""

from collections.abc import Mapping

import streamlit as st

from lessons.content.wording import cited, filled
from lessons.screen import parts

PART = "part: "
ACROSS = 3


def draw(slug: str, words: Mapping[str, str]) -> None:
    """Draw the rule.

    Args:
        slug: The lesson.
        words: Its text.
    """
    ideas = [idea.removeprefix("- ") for idea in words["remember"].splitlines() if idea.startswith("- ")]
    for first in range(0, len(ideas), ACROSS):
        for column, idea in zip(st.columns(ACROSS), ideas[first : first + ACROSS], strict=False):
            column.container(border=True, height="stretch").markdown(filled(idea))
    _whole(slug, words)
    with st.popover("Sources", icon=":material/menu_book:", type="tertiary"):
        st.markdown("\n".join(f"- {parts.cite(key)}" for key in cited("\n".join(words.values()))))


def _whole(slug: str, words: Mapping[str, str]) -> None:
    """Draw the whole rule behind a fold, one part at a time: nobody reads a wall."""
    names = [name.removeprefix(PART) for name in words if name.startswith(PART)]
    more = st.expander("Read the whole rule", icon=":material/article:", key=f"{slug}_whole", on_change="rerun")
    if not more.open:
        return
    with more:
        chosen = st.pills("Part", names, default=names[0], required=True, key=f"{slug}_part")
        st.markdown(filled(words[PART + (chosen or names[0])]))
