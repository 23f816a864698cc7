"""The ways of a visit into and out of the page: link, CSV, JSON."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from lessons.content.course import Case, text
from lessons.screen.parts import problems
from lessons.screen.visit import counting_choice, visit_form
from lessons.screen.visit.opening import open_visit
from ptcoding import AMA, CMS, allocate
from ptcoding.errors import InputError
from ptcoding.exchange.day_sheet.single import read_one
from ptcoding.exchange.visit.document import LARGEST_DOCUMENT, write_json
from ptcoding.exchange.visit.link import PARAMETERS, RULE, VISIT, read_link, write_link
from ptcoding.exchange.visit.schema import visit_schema
from ptcoding.exchange.visit.spreadsheet import read_csv, write_csv
from ptcoding.exchange.visit.visit import Visit, read_visit
from ptcoding.explanation import counted
from ptcoding.facts import facts

UPLOAD, PASTED, REFUSED = "session_upload", "session_pasted", "session_refused"
words = text("build_a_session")
notice = " ".join(text("notices")[key] for key in ("cpt", "advice"))


def arrive(example: Case) -> bool:
    """Fill the form on the first visit: from the link where there is one, else with an example.

    Args:
        example: What a visitor without a link sees.

    Returns:
        Whether the example was put in.
    """
    if visit_form.ROWS in st.session_state:
        return False
    open_visit(read_visit(example.visit))
    given = st.query_params.to_dict()
    if VISIT not in given and RULE not in given:
        return True
    try:
        if VISIT in given:
            return not _open_link(given)
        counting_choice.load("", given[RULE])
    except InputError as error:
        st.session_state[REFUSED] = [words["refused_link"], *map(str, error.problems)]
    return True


def _open_link(given: Mapping[str, str]) -> bool:
    """Open the visit of a link; where only what stands around its services is malformed, that alone is left out.

    Raises:
        InputError: If the services themselves cannot be read.
    """
    try:
        open_visit(read_link(given))
    except InputError as error:
        wrong = {re.split(r"\W", problem.field)[0] for problem in error.problems}
        sound = {name: said for name, said in given.items() if not {name, PARAMETERS.get(name)} & wrong}
        if VISIT not in sound or len(sound) == len(given):
            raise
        open_visit(read_link(sound))
        st.session_state[REFUSED] = [words["cut_link"], *map(str, error.problems)]
    return True


def complain() -> None:
    """Say once why a link or a file was refused."""
    refused = st.session_state.pop(REFUSED, None)
    if refused:
        st.error(problems(refused), icon=":material/link_off:")


def draw(visit: Visit | None, left_out: bool, examples: Callable[[], None]) -> None:
    """Draw the ways out and in, and keep the address of the page in step with the visit.

    Args:
        visit: The visit, None while it cannot be read.
        left_out: Whether it stands without what its claim needs.
        examples: Draws the examples to start from.
    """
    more = st.expander(
        "Share, save or load a visit", icon=":material/share:", key="session_exchange", on_change="rerun"
    )
    if more.open:
        with more:
            st.caption(words["share"])
            if visit is not None:
                _ways_out(visit)
            if left_out:
                st.caption(words["claim_left_out"])
            examples()
            _ways_in()
    if visit is not None:
        keep_address(visit)
    elif not visit_form.filled():
        # An empty visit must not come back when the page is loaded again.
        st.query_params.clear()


def keep_address(visit: Visit) -> None:
    """Keep the address of the page in step with what it shows, so that it can be shared as it stands.

    Args:
        visit: The visit.
    """
    st.query_params.from_dict(write_link(visit))


def _ways_in() -> None:
    st.file_uploader(
        "Load a visit (saved here, or a sheet of one visit)",
        ["csv", "json", "tsv", "txt", "xlsx", "xls"],
        key=UPLOAD,
        on_change=_load_file,
        max_upload_size=1,
    )
    st.text_area(
        "Or paste rows from a spreadsheet: code, minutes",
        key=PASTED,
        placeholder="97110\t20",
        max_chars=LARGEST_DOCUMENT,
    )
    with st.container(horizontal=True):
        st.button("Load pasted rows", on_click=_load_pasted, key="session_paste")
        st.download_button(
            "What a visit in JSON may hold (JSON schema)",
            json.dumps(visit_schema(), indent=2),
            "visit.schema.json",
            "application/schema+json",
            type="tertiary",
            icon=":material/schema:",
            on_click="ignore",
        )
    complain()


def _ways_out(visit: Visit) -> None:
    units = {rule.key: dict(allocate(visit.session, rule).units) for rule in (CMS, AMA)}
    link = urlencode(write_link(visit), safe="~@")
    st.code(f"{st.context.url or ''}?{link}", language=None, wrap_lines=True)
    with st.container(horizontal=True):
        st.download_button(
            "Save as CSV",
            write_csv(visit, {f"units_{key}": counts for key, counts in units.items()}, notice),
            "visit.csv",
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Save as JSON",
            write_json(visit, units, notice),
            "visit.json",
            "application/json",
            icon=":material/download:",
            on_click="ignore",
        )


def _load_file() -> None:
    """Read an uploaded visit into the form."""
    uploaded = st.session_state[UPLOAD]
    if uploaded is not None:
        _load(uploaded.name, lambda: read_one(uploaded.getvalue(), facts()))


def _load_pasted() -> None:
    """Read pasted rows into the form."""
    _load(words["pasted"], lambda: read_csv(st.session_state[PASTED]))


def _load(name: str, reader: Callable[[], Visit]) -> None:
    """Read a document into the form; a refused one changes nothing."""
    try:
        visit = reader()
    except InputError as error:
        st.session_state[REFUSED] = [f"{name}: {words['refused_file']}", *map(str, error.problems)]
        return
    if not visit.session.payer and not visit.rule:
        # A payer goes with its visit; a rule chosen by its name is how the reader counts, whatever is opened.
        now = counting_choice.chosen()
        visit = replace(visit, rule="" if now.payer else now.named)
    open_visit(visit)
    st.toast(f"{counted(len(visit.session.services), 'service')} loaded", icon=":material/check:")
