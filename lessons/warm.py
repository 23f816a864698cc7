"""One warm-up for all visitors: what lives for ever is loaded once and left out of garbage collection."""

import gc

import streamlit as st

from lessons import cases, course
from ptcoding import chart, reference


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Load data and chart templates before the first page, once for the process.

    Streamlit collects all garbage after every rerun; objects frozen here are never walked again, which is most
    of what a rerun would cost.
    """
    course()
    cases("build_a_session")
    for load in (reference.sources, reference.codes, reference.rules, reference.payers, reference.templates):
        load()
    chart.warm_up()
    gc.collect()
    gc.freeze()
