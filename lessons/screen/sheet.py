"""The cheat sheet as one page of paper, from the same facts as the page on the screen."""

import streamlit as st

from lessons.content.bank import code_cards
from lessons.content.course import text
from lessons.content.wording import filled
from ptcoding import AMA, CMS
from ptcoding.exchange.sheet import Section, sheet
from ptcoding.facts import facts
from ptcoding.facts.source import long_date

MOST_UNITS = 8
words = text("cheat_sheet")


@st.cache_data(show_spinner=False)
def paper() -> bytes:
    """Write the sheet once for the process: its facts do not change while it runs."""
    spans = ["{}: {} to {} minutes".format(units, *CMS.span(units)) for units in range(1, MOST_UNITS + 1)]
    rules = [f"{rule.name}: {rule.statement}" for rule in (CMS, AMA)]
    cards = code_cards().items()
    codes = [f"{code} {facts().codes[code].short}: {filled(card.intent)} {filled(card.work)}" for code, card in cards]
    shows = [f"{code}: {'; '.join(facts().codes[code].shows)}." for code, _ in cards]
    always = [need.text for need in facts().documentation if need.when == "always"]
    modifiers = [f"{row.code}: {row.name}" for row in facts().modifiers.values()]
    sections = (
        Section("Units and timed minutes", tuple(spans)),
        Section("Two ways to round", tuple(rules)),
        Section("Which code", tuple(codes)),
        Section("What the note shows", (*shows, *always)),
        Section("Modifiers", tuple(modifiers)),
    )
    notices = text("notices")
    foot = f"Checked {long_date(CMS.checked)}. {words['print']} {notices['foot']}"
    return sheet("PT coding on one page", [_bare(section) for section in sections], foot, CMS.checked)


def _bare(section: Section) -> Section:
    """Take the marks of Markdown out of lines that are printed."""
    return Section(section.title, tuple(line.replace("**", "").replace("\\", "") for line in section.lines))
