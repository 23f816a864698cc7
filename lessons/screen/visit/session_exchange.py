"""The ways of a visit into and out of the page: link, CSV, JSON."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lessons.content.course import Case, text
from lessons.screen.parts import problems
from lessons.screen.visit import counting_choice, visit_form
from lessons.screen.visit.opening import open_visit
from lessons.screen.visit.session_answer import picked_codes
from ptcoding import AMA, CMS, Allocation, Session, allocate
from ptcoding.billing.claim.draft import Circumstances
from ptcoding.errors import InputError
from ptcoding.exchange.visit import circumstances, link, spreadsheet
from ptcoding.exchange.visit.record import LARGEST_DOCUMENT, parse_json, read, write

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
    open_visit(example.visit)
    given = st.query_params.to_dict()
    if link.VISIT not in given and "rule" not in given:
        return True
    try:
        if link.VISIT in given:
            session = link.read_link(given)
            said = {**write(session), **circumstances.from_link(given)}
            circumstances.read_circumstances(said)
            open_visit(said, given.get("rule", ""), given.get("tie", "").split("~"))
            return False
        counting_choice.load("", given["rule"])
    except InputError as error:
        st.session_state[REFUSED] = [words["refused_link"], *map(str, error.problems)]
    return True


def complain() -> None:
    """Say once why a link or a file was refused."""
    refused = st.session_state.pop(REFUSED, None)
    if refused:
        st.error(problems(refused), icon=":material/link_off:")


def draw(session: Session | None) -> None:
    """Draw the ways out and in, and keep the address of the page in step with the visit.

    Args:
        session: The visit, None while it cannot be read.
    """
    more = st.expander(
        "Share, save or load this visit", icon=":material/share:", key="session_exchange", on_change="rerun"
    )
    if more.open:
        with more:
            _ways(session)
    if session is not None:
        keep_address(session)
    elif not st.session_state[visit_form.ROWS]:
        # An empty visit must not come back when the page is loaded again.
        st.query_params.clear()


def keep_address(session: Session, around: Circumstances | None = None) -> None:
    """Keep the address of the page in step with what it shows, so that it can be shared as it stands.

    Args:
        session: The visit.
        around: What its claim needs, where the page shows a claim.
    """
    extra = circumstances.write_link(around) if around else {}
    st.query_params.from_dict({**_parameters(session), **extra})


def _ways(session: Session | None) -> None:
    st.caption(words["share"])
    if session is not None:
        _ways_out(session)
    st.file_uploader(
        "Load a visit (CSV or JSON saved here)", ["csv", "json"], key=UPLOAD, on_change=_load_file, max_upload_size=1
    )
    st.text_area(
        "Or paste rows from a spreadsheet: code, minutes",
        key=PASTED,
        placeholder="97110\t20",
        max_chars=LARGEST_DOCUMENT,
    )
    st.button("Load pasted rows", on_click=_load_pasted, key="session_paste")
    complain()


def _parameters(session: Session) -> dict[str, str]:
    parameters = {**link.write(session), **counting_choice.chosen().link}
    picked = picked_codes(_counted(session).tie)
    if picked:
        parameters["tie"] = "~".join(picked)
    return parameters


def _counted(session: Session) -> Allocation:
    """Count a visit under the chosen rule, Medicare's where the payer's is not known."""
    return allocate(session, counting_choice.chosen().rule or CMS)


def _ways_out(session: Session) -> None:
    units = {rule.key: dict(allocate(session, rule).units) for rule in (CMS, AMA)}
    st.code(f"{st.context.url or ''}?{urlencode(_parameters(session), safe='~@')}", language=None, wrap_lines=True)
    record = {**write(session), "results": units, "notice": notice}
    with st.container(horizontal=True):
        st.download_button(
            "Save as CSV",
            spreadsheet.write(session, {f"units_{key}": counts for key, counts in units.items()}, notice),
            "visit.csv",
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Save as JSON",
            json.dumps(record, indent=2),
            "visit.json",
            "application/json",
            icon=":material/download:",
            on_click="ignore",
        )


def _load_file() -> None:
    """Read an uploaded visit into the form."""
    uploaded = st.session_state[UPLOAD]
    if uploaded is not None:
        document = uploaded.getvalue()[: LARGEST_DOCUMENT * 4 + 1].decode("utf-8", errors="replace")
        reader = _from_json if uploaded.name.lower().endswith(".json") else _from_csv
        _load(uploaded.name, reader, document)


def _load_pasted() -> None:
    """Read pasted rows into the form."""
    _load(words["pasted"], _from_csv, st.session_state[PASTED])


def _from_json(document: str) -> dict[str, Any]:
    record = parse_json(document)
    return {**write(read(record)), **circumstances.write_circumstances(circumstances.read_circumstances(record))}


def _from_csv(document: str) -> dict[str, Any]:
    return write(spreadsheet.read_csv(document))


def _load(name: str, reader: Callable[[str], Mapping[str, Any]], document: str) -> None:
    """Read a document into the form; a refused one changes nothing."""
    try:
        record = reader(document)
    except InputError as error:
        st.session_state[REFUSED] = [f"{name}: {words['refused_file']}", *map(str, error.problems)]
        return
    # A payer goes with its visit; a rule chosen by its name is how the reader counts, whatever is opened.
    now = counting_choice.chosen()
    kept = now.rule.key if now.rule and not now.payer else ""
    open_visit(record, "" if record.get("payer") else kept)
