"""A button that copies a text to the clipboard."""

from pathlib import Path

import streamlit as st

HTML = '<button type="button"></button> <span role="status"></span>'
CSS = """
button {
  font: inherit; font-size: 0.875rem; cursor: pointer;
  color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: 0.4rem 0.75rem;
}
button:hover, button:focus-visible { border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""

_mount = st.components.v2.component(
    "ptcoding.copy", html=HTML, css=CSS, js=Path(__file__).with_name("copy.js").read_text(encoding="utf-8")
)


def button(label: str, text: str, done: str, failed: str, key: str) -> None:
    """Draw the button.

    Args:
        label: What it says.
        text: What it copies.
        done: What is said once it is copied.
        failed: What is said where the browser does not let it.
        key: Its key.
    """
    _mount(key=key, data={"label": label, "text": text, "done": done, "failed": failed}, width="content")
