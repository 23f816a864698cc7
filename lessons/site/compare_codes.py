"""Compare codes: one visit or one activity, four readings, and the path that leads to each."""

import streamlit as st

from lessons.content import addresses
from lessons.content.bank import code_cards, contrasts, scenarios
from lessons.content.course import text
from lessons.content.shapes import Scenario
from lessons.screen import parts
from lessons.screen.lesson import compare_parts
from lessons.screen.visit import visit_form
from lessons.screen.visit.opening import open_elsewhere
from lessons.warm import warm_up_notes
from ptcoding.chart import board
from ptcoding.chart.board import PICK, Purpose

HOW, SCENARIO, CONTRAST = "compare_how", "compare_scenario", "compare_contrast"
WAYS = ("One activity, several intents", "A patient", "Question by question")
BOARD, PLACE = "compare_board", "compare_place"
FIRST = "step_ups"
words = text("compare_codes")
by_scenario = {scenario.slug: scenario for scenario in scenarios()}
by_contrast = {contrast.slug: contrast for contrast in contrasts()}


def arrive() -> None:
    """Follow a link to a scenario or a contrast set."""
    given = st.query_params.to_dict()
    if HOW in st.session_state:
        return
    contrast, scenario = given.get(addresses.CONTRAST), given.get(addresses.SCENARIO)
    st.session_state[HOW] = WAYS[1] if scenario in by_scenario and contrast not in by_contrast else WAYS[0]
    st.session_state[SCENARIO] = scenario if scenario in by_scenario else next(iter(by_scenario))
    st.session_state[CONTRAST] = contrast if contrast in by_contrast else FIRST
    st.session_state[PLACE] = 0


@st.fragment
def explorer() -> None:
    """Draw the chosen way to compare."""
    how = st.segmented_control("Start from", WAYS, required=True, key=HOW, persist_state="session")
    if how == WAYS[1]:
        titles = {slug: scenario.title for slug, scenario in by_scenario.items()}
        of_scenario(by_scenario[parts.pick("Patient", titles, SCENARIO)])
    elif how == WAYS[0]:
        of_contrasts()
    else:
        compare_parts.path()


def of_scenario(scenario: Scenario) -> None:
    """Draw a patient, the visit, and each intervention with its readings."""
    patient = scenario.patient
    st.markdown(f"{patient['who']} {patient['deficit']} **Goal:** {patient['goal']} {patient['skill']}")
    st.caption(f"{scenario.discipline}, {scenario.setting}. Invented. Diagnoses: {', '.join(patient['diagnoses'])}.")
    for number, intervention in enumerate(scenario.interventions, start=1):
        compare_parts.intervention(scenario, number, intervention)
    leading = {"on_click": open_elsewhere, "args": (scenario.visit,)}
    parts.forward("Open this visit", "compare_open", ":material/edit_note:", **leading)
    if st.session_state.pop(visit_form.OPENED, False):
        st.switch_page("site/build_a_session.py")
    st.markdown("**Sources:** " + " ".join(parts.cite(key) for key in scenario.sources))


def take_mark() -> None:
    """Look at the purpose whose mark was chosen on the board."""
    chosen = st.session_state[BOARD]["selection"].get(PICK, [])
    for one in chosen:
        if one.get("slug") in by_contrast:
            st.session_state[CONTRAST], st.session_state[PLACE] = one["slug"], int(one["place"])


def first_place() -> None:
    """Begin with the first purpose of an activity."""
    st.session_state[PLACE] = 0


def of_contrasts() -> None:
    """Draw the board of all activities, and one of them under the purpose that is looked at."""
    question, answer = st.columns([6, 6], gap="medium")
    with answer:
        titles = {slug: contrast.activity for slug, contrast in by_contrast.items()}
        contrast = by_contrast[parts.pick("Activity", titles, CONTRAST, on_change=first_place)]
        place = min(st.session_state.get(PLACE, 0), len(contrast.intents) - 1)
        st.session_state[PLACE] = place
        st.segmented_control(
            "What is it for?",
            range(len(contrast.intents)),
            format_func=lambda at: str(at + 1),
            required=True,
            key=PLACE,
            persist_state="session",
        )
        compare_parts.intent(contrast, st.session_state[PLACE] + 1, contrast.intents[st.session_state[PLACE]])
        st.markdown("**Sources:** " + " ".join(parts.cite(key) for key in contrast.sources))
    with question:
        st.markdown(words["contrast"])
        purposes = [
            Purpose(one.activity, one.slug, at, intent.code, bool(intent.disputed))
            for one in by_contrast.values()
            for at, intent in enumerate(one.intents)
        ]
        drawn = board(purposes, (contrast.slug, st.session_state[PLACE]), parts.ink())
        st.vega_lite_chart(
            dict(drawn.spec),
            alt=drawn.alt,
            theme=None,
            key=BOARD,
            on_select=take_mark,
            selection_mode=PICK,
        )


warm_up_notes()
arrive()
st.title("Which code did the minutes earn?")
st.markdown(words["intro"])
explorer()
st.header("The four codes at a glance", anchor=False)
compare_parts.cards(code_cards().values())
parts.not_covered("compare_codes")
