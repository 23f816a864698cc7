"""The conformance kit: what it holds, which wrong rules it finds, and the file."""

from collections import Counter
from string import Template

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from ptcoding.conformance.kit import kit, kit_text, schema_text
from ptcoding.conformance.wrong import failing
from ptcoding.facts.source import long_date
from ptcoding.learning.marking.misconception import misconceptions

words = text("conformance_kit")
cases = Counter(case.group for case in kit().cases)

with st.container(width=parts.READABLE):
    st.title("Conformance kit")
    st.markdown(Template(words["intro"]).substitute(cases=cases.total()))
    with st.container(horizontal=True):
        for label, write, file in (
            ("Save the kit, JSON", kit_text, "ptcoding-conformance.json"),
            ("Save its schema", schema_text, "ptcoding-conformance.schema.json"),
        ):
            st.download_button(
                label,
                write,
                file,
                "application/json",
                icon=":material/download:",
                on_click="ignore",
                key=f"conformance_kit_{file}",
            )
    st.caption(f"Edition of {long_date(kit().closed)}.")
    st.header("What is in it", anchor=False)
    st.markdown(
        parts.table(["Group", "Cases"], [[name, cases[group]] for group, name in kit().groups.items()], right=1)
    )
    st.markdown(Template(words["own"]).substitute(cases=cases.total()))
    st.header("Score a calculator", anchor=False)
    st.markdown(words["run"])
    st.header("Which wrong rules it finds", anchor=False)
    st.markdown(words["wrong"])
    rows = [[misconceptions()[key].name, len(found.failed), found.asked] for key, found in failing().items()]
    rows.sort(key=lambda row: -row[1])
    st.markdown(parts.table(["Wrong rule", "Cases it fails", "Cases asked"], rows, right=2))
    parts.not_covered("conformance_kit")
