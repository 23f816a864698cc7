"""Taking in files of CMS from the page: for an operator on the machine that the site runs on, and nobody else."""

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from ptcoding.command.settings import DOWNLOADS
from ptcoding.errors import InputError
from ptcoding.exchange.cms_file.take import Asked, offered, take_in
from ptcoding.facts.own import own_folder

FILES, DAY, OVER, TAKE = "facts_files", "facts_day", "facts_over", "facts_take"
LOCAL = {"localhost", "127.0.0.1", "::1"}
# What a proxy adds: whoever comes through one may sit anywhere, though the site itself hears only this machine.
_BEHIND = {"forwarded", "via", "x-real-ip"}
words = text("sources")


def is_own_machine(address: str | None, client: str | None, headers: Mapping[str, str]) -> bool:
    """Tell whether a visitor sits at the machine that the site runs on.

    Args:
        address: Where the site listens, None for everywhere.
        client: The visitor's address, None where it is this machine's own.
        headers: What the browser said.

    Returns:
        False also where that is not certain.

    >>> is_own_machine("localhost", None, {"Host": "localhost:8501"}), is_own_machine(None, None, {"Host": "localhost"})
    (True, False)
    """
    said = {name.lower(): value for name, value in headers.items()}
    through_a_proxy = any(name in _BEHIND or name.startswith("x-forwarded") for name in said)
    try:
        host = urlsplit(f"//{said.get('host', '')}").hostname
    except ValueError:
        host = None
    return address in LOCAL and host in LOCAL and client in {None, *LOCAL} and not through_a_proxy


def draw(environment: Mapping[str, str] = os.environ) -> None:
    """Offer the files of the operator's folder of downloads; draw nothing for anybody else.

    Args:
        environment: Variables of the process, which name the folder.
    """
    named = environment.get(DOWNLOADS, "")
    if not named or not is_own_machine(
        st.get_option("server.address"), st.context.ip_address, dict(st.context.headers)
    ):
        return
    more = st.expander("Load CMS files", icon=":material/download:", key="facts_load", on_change="rerun")
    if not more.open:
        return
    with more:
        st.markdown(words["take_in"])
        files = {path.name: path for path in offered(Path(named))}
        chosen = st.multiselect(
            "Files in the folder of downloads", list(files), key=FILES, format_func=parts.literal, placeholder="Choose"
        )
        day = st.date_input("First day they apply to, if they don't say", value=None, key=DAY, format="MM/DD/YYYY")
        over = st.checkbox("Replace an edition that is already there", key=OVER)
        if st.button(**parts.filled("Take in"), key=TAKE, disabled=not chosen):
            given = day if isinstance(day, date) else None
            _take(Asked([files[name] for name in chosen], given, over), own_folder(environment))


def _take(asked: Asked, folder: Path) -> None:
    bar = st.progress(0.0, "Reading")
    try:
        editions = take_in(asked, folder, lambda name: _progress(bar.progress, name))
    except InputError as error:
        st.error(parts.problems([str(problem) for problem in error.problems]), icon=":material/error:")
        return
    finally:
        bar.empty()
    lines = [f"- {parts.literal(one.name)}: {one.rows:,} of {one.read:,} rows" for one in editions]
    st.success("\n".join([words["taken_in"], "", *lines]), icon=":material/check:")


def _progress(show: Callable[[float, str], object], name: str) -> Callable[[int, int], None]:
    """Tell a bar how far a file is, at most a hundred times."""
    shown = [-1]

    def tell(read: int, size: int) -> None:
        percent = min(read * 100 // max(size, 1), 100)
        if percent != shown[0]:
            shown[0] = percent
            show(percent / 100, f"Reading {parts.literal(name)}")

    return tell
