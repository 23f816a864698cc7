"""Corrections of a day sheet's columns, remembered for a header: in this visit, and by this browser for the next.

A header is kept as a digest and never as it stands, so that no word of a sheet is stored anywhere.
"""

import re
from collections.abc import Iterator, Mapping, ValuesView
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from lessons.screen import parts
from lessons.screen.address import site
from ptcoding.exchange.day_sheet.columns import FIELDS

BY_HAND, MOUNTED, KEPT, HEARD = "day_by_hand", "day_columns_kept", "day_columns_wish", "day_columns_heard"
LEFT_OUT = "-"
MOST = 200
_DIGEST = re.compile(r"[0-9a-f]{16}")

_mount = st.components.v2.component(
    "ptcoding.columns", js=Path(__file__).with_name("columns_kept.js").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class Remembered(Mapping[str, str]):
    """Fields by header, where only digests of headers are known.

    Args:
        fields: Fields by digest.

    >>> Remembered({digest("Leistung"): "code"}).get("Leistung"), Remembered({}).get("Leistung")
    ('code', None)
    """

    fields: Mapping[str, str]

    def __getitem__(self, header: str) -> str:
        return self.fields[digest(header)]

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return len(self.fields)

    def values(self) -> ValuesView[str]:
        """Give the fields, as a mapping does: what a header was is not known any more."""
        return self.fields.values()


def digest(header: str) -> str:
    """Give what a header is remembered by."""
    return blake2b(header.encode("utf-8", "replace"), digest_size=8).hexdigest()


def corrections() -> Remembered:
    """Give the fields that were chosen by hand, in this visit or in one before."""
    return Remembered(st.session_state.get(BY_HAND, {}))


def listen() -> None:
    """Ask the browser what it remembers, and hand it what was chosen since."""
    state = st.session_state
    below = urlsplit(site()).path
    _mount(
        key=MOUNTED,
        data=parts.handed(
            {
                "site": f"ptcoding{below}",
                "kept": dict(state.get(BY_HAND, {})) if state.pop(KEPT, False) else None,
                "known": state.get(HEARD),
            }
        ),
        on_told_change=_told,
    )


def choose(header: str, field: str) -> None:
    """Remember a choice for every sheet with this header.

    Args:
        header: The header.
        field: The field, ``-`` to leave the column out, empty to go by likeness again.
    """
    kept = dict(st.session_state.get(BY_HAND, {}))
    kept.pop(digest(header), None)
    if field:
        kept[digest(header)] = field
    st.session_state[BY_HAND] = dict(list(kept.items())[-MOST:])
    st.session_state[KEPT] = True


def forget() -> None:
    """Forget every correction, here and in the browser."""
    st.session_state[BY_HAND] = {}
    st.session_state[KEPT] = True


def _told() -> None:
    state = st.session_state
    told = state[MOUNTED].get("told")
    state[HEARD] = told if isinstance(told, dict) else None
    state[BY_HAND] = {**read_told(told), **state.get(BY_HAND, {})}


def read_told(told: object) -> Mapping[str, str]:
    """Take what the browser says as far as it is what was given to it: it is a visitor's word.

    Args:
        told: What it says.

    Returns:
        Fields by digest.

    >>> read_told({"00112233445566ff": "minutes", "x": "code", "00112233445566aa": "rm -rf"})
    {'00112233445566ff': 'minutes'}
    >>> read_told(["code"])
    {}
    """
    if not isinstance(told, dict) or len(told) > MOST:
        return {}
    return {
        key: field
        for key, field in told.items()
        if isinstance(key, str) and _DIGEST.fullmatch(key) and field in (*FIELDS, LEFT_OUT)
    }
