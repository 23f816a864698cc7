"""The table of the parameters of addresses, held to the code of the pages: who reads and writes which name."""

import ast
import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from lessons.content.addresses import ADDRESSES, EDITION, EXAM, KINDS, LESSONS, MINUTES, TOPICS
from lessons.content.course import Lesson, course
from lessons.content.search import search
from lessons.content.wording import filled
from ptcoding.learning.paper.challenge import Challenge, write_challenge
from tests.lessons import address_use
from tests.lessons.address_use import FILES, module_of, on_page, tree, used


def test_a_name_has_one_meaning() -> None:
    known = [parameter.name for parameter in ADDRESSES]
    assert [name for name in known if known.count(name) > 1] == []
    assert all(parameter.holds and parameter.pages for parameter in ADDRESSES)


@pytest.mark.parametrize("page", course().pages, ids=lambda page: page.slug)
def test_a_page_uses_the_names_that_the_table_gives_it_and_no_other(page: Lesson) -> None:
    here = {page.slug, LESSONS} if page.kind == "lesson" else {page.slug}
    assert on_page(page.page) == {parameter.name for parameter in ADDRESSES if here & set(parameter.pages)}


def test_the_table_names_pages_that_there_are() -> None:
    slugs = {LESSONS, *(page.slug for page in course().pages)}
    assert [parameter for parameter in ADDRESSES if not set(parameter.pages) <= slugs] == []


def test_no_name_of_a_parameter_is_written_out_beside_the_table() -> None:
    outside = [name for file in FILES for name in used(module_of(file)) - {parameter.name for parameter in ADDRESSES}]
    assert outside == []


def test_no_link_to_a_page_writes_a_parameter_out() -> None:
    """A link such as /glossary?term=x takes its name from the table."""
    strings = [
        (module_of(file), node.value)
        for file in FILES
        for node in ast.walk(tree(module_of(file)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.match(r"[\w/-]*[?&]", node.value)
    ]
    assert ("lessons.content.search", "?") in strings
    assert [found for found in strings if re.search(r"[?&]\w+=", found[1])] == []


def test_every_link_that_the_site_makes_is_read_by_its_page() -> None:
    hits = [hit for word in ("97110", "knee", "units", "squat", "note", "Aetna") for hit in search(word)]
    links = [hit.link for hit in hits] + re.findall(r"\((glossary\S+)\)", filled("[leftover](glossary:leftover)"))
    by_path = {"./" if page.default else page.path: page.slug for page in course().pages}
    carried = {(by_path[urlsplit(link).path], name) for link in links for name, _ in parse_qsl(urlsplit(link).query)}
    assert {slug for slug, _ in carried} == {"build_a_session", "the_glossary", "compare_codes", "note_coach"}
    assert carried <= {(slug, parameter.name) for parameter in ADDRESSES for slug in parameter.pages}


def test_the_exam_writes_the_names_of_the_table() -> None:
    sent = write_challenge(Challenge(1, topics=("T01",), kinds=("units",), minutes=5))
    assert list(sent) == [EXAM, TOPICS, KINDS, MINUTES, EDITION]


SOURCE = """
import streamlit as st
from lessons.content import addresses
given = st.query_params.to_dict()
OWN = "own"
for name in (addresses.TERM, "loop"):
    st.query_params.pop(name, None)
given.get("one"), given["two"], "three" in st.query_params, st.query_params.get(OWN), given[addresses.NOTE]
st.query_params.from_dict({"four": "", **given})
link = {"five": 1}
link |= {"six": 2}
series.share("label", "path", link)
series.arrive("page", "seven", {"eight": ()})
"""


def test_a_name_that_is_written_out_is_found_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search itself: each way of naming a parameter, twice by the table and ten times without it."""
    monkeypatch.setattr(address_use, "tree", lambda module: ast.parse(SOURCE if module == "made.up" else ""))
    found = used("made.up")
    assert {name for name in found if not name.startswith("made.up")} == {"note", "term"}
    written = {name.split(" ")[1].strip("'") for name in found if name.startswith("made.up")}
    assert written == {"loop", "own", "one", "two", "three", "four", "five", "six", "seven", "eight"}
