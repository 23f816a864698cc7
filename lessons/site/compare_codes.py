"""Compare codes: one visit or one activity, four readings, and the path that leads to each."""

import streamlit as st

from lessons.content import addresses
from lessons.content.bank import code_cards, contrasts, scenarios
from lessons.content.course import text
from lessons.content.shapes import Contrast, Scenario
from lessons.screen import parts
from lessons.screen.lesson import compare_parts
from lessons.screen.visit import visit_form
from lessons.screen.visit.opening import open_elsewhere

HOW, SCENARIO, CONTRAST = "compare_how", "compare_scenario", "compare_contrast"
WAYS = ("A patient", "One activity, several intents", "Question by question")
words = text("compare_codes")
by_scenario = {scenario.slug: scenario for scenario in scenarios()}
by_contrast = {contrast.slug: contrast for contrast in contrasts()}


def arrive() -> None:
    """Follow a link to a scenario or a contrast set."""
    given = st.query_params.to_dict()
    if HOW in st.session_state:
        return
    contrast, scenario = given.get(addresses.CONTRAST), given.get(addresses.SCENARIO)
    st.session_state[HOW] = WAYS[1] if contrast in by_contrast else WAYS[0]
    st.session_state[SCENARIO] = scenario if scenario in by_scenario else next(iter(by_scenario))
    st.session_state[CONTRAST] = contrast if contrast in by_contrast else next(iter(by_contrast))


@st.fragment
def explorer() -> None:
    """Draw the chosen way to compare."""
    how = st.segmented_control("Start from", WAYS, required=True, key=HOW, persist_state="session")
    if how == WAYS[0]:
        titles = {slug: scenario.title for slug, scenario in by_scenario.items()}
        of_scenario(by_scenario[parts.pick("Patient", titles, SCENARIO)])
    elif how == WAYS[1]:
        titles = {slug: contrast.activity for slug, contrast in by_contrast.items()}
        of_contrast(by_contrast[parts.pick("Activity", titles, CONTRAST)])
    else:
        compare_parts.path()


def of_scenario(scenario: Scenario) -> None:
    """Draw a patient, the visit, and each intervention with its readings."""
    patient = scenario.patient
    st.markdown(f"{patient['who']} {patient['deficit']} **Goal:** {patient['goal']} {patient['skill']}")
    st.caption(f"{scenario.discipline}, {scenario.setting}. Invented. Diagnoses: {', '.join(patient['diagnoses'])}.")
    for number, intervention in enumerate(scenario.interventions, start=1):
        compare_parts.intervention(scenario, number, intervention)
    st.button(
        "Open this visit",
        icon=":material/edit_note:",
        on_click=open_elsewhere,
        args=(scenario.visit,),
        key="compare_open",
    )
    if st.session_state.pop(visit_form.OPENED, False):
        st.switch_page("site/build_a_session.py")
    st.markdown("**Sources:** " + " ".join(parts.cite(key) for key in scenario.sources))


def of_contrast(contrast: Contrast) -> None:
    """Draw one activity under each of its intents."""
    st.markdown(words["contrast"])
    for number, intent in enumerate(contrast.intents, start=1):
        compare_parts.intent(contrast, number, intent)
    st.markdown("**Sources:** " + " ".join(parts.cite(key) for key in contrast.sources))


arrive()
st.title("Compare codes")
st.markdown(words["intro"])
explorer()
st.header("The four codes side by side", anchor=False)
compare_parts.cards(code_cards().values())
parts.not_covered("compare_codes")
