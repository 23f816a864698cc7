"""Warm-ups for all visitors: what lives for ever is loaded once and left out of garbage collection."""

import gc

import streamlit as st

from lessons.content.course import cases, course
from ptcoding.facts import facts
from ptcoding.facts.words import templates


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Load data before the first page, once for the process.

    Objects frozen here are never walked again by the collector, which is most of what a rerun would cost.
    """
    course()
    cases("build_a_session")
    templates()
    for table in ("sources", "codes", "rules", "payers"):
        getattr(facts(), table)
    _freeze()


@st.cache_resource(show_spinner=False)
def warm_up_claims() -> None:
    """Load what only claims need, before the first of them."""
    from ptcoding.billing.claim.tabular import tabular

    tabular()
    for table in ("edits", "limits", "rates", "modifiers"):
        getattr(facts(), table)
    _freeze()


@st.cache_resource(show_spinner="Reading the questions, once")
def warm_up_practice() -> None:
    """Load what only practice needs: the place of the answers, the questions, the schedule; about a second."""
    from lessons.content.practice_bank import pool, whole_bank
    from lessons.screen.practice import keeper
    from ptcoding.learning.memory.schedule import scheduler

    keeper.store()
    pool()
    whole_bank()
    scheduler()
    _read_a_note()
    _freeze()


@st.cache_resource(show_spinner="Reading the invented notes, once")
def warm_up_notes() -> None:
    """Load what only notes need: the invented ones and the patterns of the review. No answer is kept for them."""
    from lessons.content.practice_bank import bank

    bank()
    _read_a_note()
    _freeze()


def _read_a_note() -> None:
    from ptcoding.notes.review import review

    review("97110, R knee, quad sets 3x10.")


def _freeze() -> None:
    gc.collect()
    gc.freeze()
