"""A series of questions that a link names, so that a whole room meets the same ones."""

import re
import secrets
from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from lessons.content.addresses import OF
from lessons.content.course import text
from lessons.screen.parts import problems
from lessons.screen.practice import device
from ptcoding.errors import Problem

LARGEST = 999_999
# So many questions are a set for a room.
SHARED = 10
words = text("practice")


def arrive(
    page: str, parameter: str, choices: Mapping[str, Collection[str]], meant: Mapping[str, str]
) -> Mapping[str, str]:
    """Take a series from the address on the first visit, else draw one, and say what could not be read.

    Args:
        page: Slug of the page; its series stands in the session state under ``<page>_seed``.
        parameter: The parameter of the address that holds the number of the series.
        choices: What else the address may say: by parameter, the values that are known.
        meant: What a link to a series means where it says nothing of a parameter that came later.

    Returns:
        Those of the other parameters that were given and known, or meant; none after the first visit.
    """
    unread = f"{page}_series_refused"
    if f"{page}_seed" in st.session_state:
        _refuse(st.session_state.get(unread, ()) if device.again() else ())
        return {}
    given = {name: st.query_params.get(name, "") for name in (parameter, *choices)}
    numbered = re.fullmatch(r"[0-9]{1,6}", given[parameter]) is not None
    st.session_state[f"{page}_seed"] = int(given[parameter]) if numbered else secrets.randbelow(LARGEST)
    if numbered:
        given |= {name: value for name, value in meant.items() if name not in st.query_params}
    known = {name: given[name] for name, values in choices.items() if given[name] in values}
    refused = [
        *([] if numbered else [Problem(parameter, given[parameter], f"a number from 0 to {LARGEST}")]),
        *(Problem(name, given[name], f"one of {', '.join(choices[name])}") for name in choices if name not in known),
    ]
    st.session_state[unread] = tuple(str(problem) for problem in refused if problem.value)
    _refuse(st.session_state[unread])
    return known


def shared(page: str) -> int:
    """Tell how many questions the set has that a link shared, 0 where none did; read on the first visit."""
    name = f"{page}_of"
    if name not in st.session_state:
        given = st.query_params.get(OF, "")
        st.session_state[name] = int(given) if re.fullmatch(r"[1-9][0-9]?", given) else 0
    return int(st.session_state[name])


def _refuse(said: Sequence[str]) -> None:
    if said:
        st.error(problems([words["series_refused"], *said]), icon=":material/link_off:")
