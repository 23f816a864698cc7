"""For whom a visit is counted: a rule by name, a payer's card, or a contract as entered."""

from dataclasses import dataclass

import streamlit as st

from lessons.content.course import text
from lessons.screen.parts import cite
from ptcoding.exchange.visit.session import CUSTOM_PAYER
from ptcoding.facts import facts
from ptcoding.facts.payer import Payer
from ptcoding.facts.rule import QUARTER, CountingRule, Scope
from ptcoding.facts.source import long_date

CHOICE, SCOPE, THRESHOLD = "session_counted_for", "session_scope", "session_threshold"
SCOPES = {Scope.TOTAL: "The day's total", Scope.EACH: "Each code alone"}
STANDINGS = {
    "primary": "read in the official text",
    "copy": "read in a copy of the official text",
    "secondary": "read in a secondary source",
    "derived": "our own reasoning from sources",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen.

    Args:
        payer: Key of the payer, empty when a rule was chosen by name.
        rule: The rule, None when the payer's is not known.
    """

    payer: str
    rule: CountingRule | None

    @property
    def named(self) -> str:
        """Key of the rule where the payer alone does not say it, else empty."""
        return self.rule.key if self.rule and self.payer in ("", CUSTOM_PAYER) else ""


def load(payer: str, rule: str) -> None:
    """Put a choice into the form.

    Args:
        payer: Key of the payer, may be empty.
        rule: Key of the rule, may be empty.

    Raises:
        UnknownKeyError: If the rule is unknown; the choice then stands as it was.
    """
    found = facts().rule(rule) if rule else None
    for key in (SCOPE, THRESHOLD):
        st.session_state.pop(key, None)
    if found and rule.lower() not in facts().rules:
        st.session_state[CHOICE] = CUSTOM_PAYER
        st.session_state[SCOPE], st.session_state[THRESHOLD] = found.scope, found.threshold
    elif rule:
        st.session_state[CHOICE] = rule.lower()
    else:
        st.session_state[CHOICE] = payer if payer in facts().payers else "cms"


def chosen() -> Choice:
    """Read the choice from the form."""
    said = st.session_state[CHOICE]
    if said == CUSTOM_PAYER:
        scope = st.session_state.get(SCOPE) or Scope.EACH
        return Choice(CUSTOM_PAYER, facts().rule(f"{scope.value}-{st.session_state.get(THRESHOLD) or 8}"))
    if said in facts().payers:
        rule = facts().payers[said].rule
        return Choice(said, facts().rule(rule) if rule else None)
    return Choice("", facts().rule(said))


def draw(width: int) -> None:
    """Draw the choice: payers first, then rules by their name.

    Args:
        width: Pixels of its field.
    """
    options = [*facts().payers, CUSTOM_PAYER, *facts().rules]
    st.selectbox("Who pays?", options, format_func=_name, key=CHOICE, persist_state="session", width=width)


def contract() -> None:
    """Ask how a contract of the visitor's own counts, where that is the choice."""
    if st.session_state[CHOICE] != CUSTOM_PAYER:
        return
    scope, threshold = st.columns(2)
    scope.selectbox("What is rounded", list(SCOPES), format_func=SCOPES.get, key=SCOPE, persist_state="session")
    st.session_state.setdefault(THRESHOLD, 8)
    threshold.number_input(
        "Minutes that earn a started unit", 1, QUARTER, step=1, key=THRESHOLD, persist_state="session"
    )


def about() -> None:
    """Say what is known of the choice: what to verify, and its card, folded away until asked for."""
    said = st.session_state[CHOICE]
    if said == CUSTOM_PAYER:
        return
    if said in facts().payers:
        st.caption(f"**Verify the contract.** {facts().payers[said].verify}")
    elif facts().rules[said].is_house_convention:
        st.caption(f"**No payer's rule.** {text('build_a_session')['house']}")
    _about(said)


def _about(said: str) -> None:
    """Draw the card of a payer or a rule, folded away until asked for."""
    is_payer = said in facts().payers
    label = "What is known of this payer" if is_payer else "What this rule says"
    card = st.expander(label, key="session_card", on_change="rerun")
    if not card.open:
        return
    with card:
        if is_payer:
            payer = facts().payers[said]
            st.markdown(f"{payer.known} {payer.unknown}")
            known: CountingRule | Payer = payer
        else:
            rule = facts().rules[said]
            st.markdown(f"{rule.statement} Also called: {', '.join(rule.also_called)}.")
            st.markdown(f"**Not in this count:** {rule.not_modelled}")
            known = rule
        cited = " ".join(cite(key) for key in known.sources)
        st.markdown(f"{STANDINGS[known.standing].capitalize()}, {long_date(known.checked)}. {cited}")


def _name(option: str) -> str:
    if option == CUSTOM_PAYER:
        return "Your own contract"
    if option in facts().payers:
        return facts().payers[option].name
    rule = facts().rules[option]
    return f"By rule: {rule.name}" + (" (no payer's rule)" if rule.is_house_convention else "")
