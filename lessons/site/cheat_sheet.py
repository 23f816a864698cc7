"""The cheat sheet: the table, both rules, code choice, note elements and modifiers on one page to print."""

import streamlit as st

from lessons.content.bank import code_cards
from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.sheet import paper
from ptcoding import AMA, CMS
from ptcoding.facts import facts
from ptcoding.facts.source import long_date

MOST_UNITS = 12
words = text("cheat_sheet")

st.title("Cheat sheet")
st.markdown(words["intro"])
with st.container(horizontal=True, vertical_alignment="center"):
    st.download_button(
        **parts.filled("Save as one page, PDF", ":material/download:"),
        data=paper,
        file_name="pt-coding-one-page.pdf",
        mime="application/pdf",
        on_click="ignore",
        key="cheat_sheet_paper",
    )
    parts.in_light("cheat_sheet", "Open in light, to print")
st.header("Minutes to units", anchor=False)
spans = [[units, "{} to {}".format(*CMS.span(units))] for units in range(1, MOST_UNITS + 1)]
half = MOST_UNITS // 2
pairs = [[*spans[place], *spans[place + half]] for place in range(half)]
st.markdown(parts.table(["Units", "Minutes", "Units", "Minutes"], pairs))
for rule in (CMS, AMA):
    st.markdown(f"**{rule.name}.** {rule.statement} {parts.cite(rule.sources[0])}")
st.header("Which code", anchor=False)
choice = [[f"{code} {facts().codes[code].short}", card.intent, card.work] for code, card in code_cards().items()]
st.markdown(parts.table(["Code", "It means to change", "Who works"], choice))
st.header("What the note shows", anchor=False)
for code in code_cards():
    row = facts().codes[code]
    st.markdown(f"**{code}**: {'; '.join(row.shows)}. {parts.cite(row.shows_source)}")
st.markdown(
    "\n".join(f"- {need.text} {parts.cite(need.sources[0])}" for need in facts().documentation if need.when == "always")
)
st.header("Modifiers", anchor=False)
rows = [[row.code, row.name, parts.cite(row.sources[0])] for row in facts().modifiers.values()]
st.markdown(parts.table(["Modifier", "It says", "Source"], rows))
st.caption(f"Checked {long_date(CMS.checked)}. {words['print']}")
parts.not_covered("cheat_sheet")
