"""The guides to the data formats name the fields that the readers take, no more and no fewer."""

import dataclasses
import re
from pathlib import Path

import pytest

from lessons.content.course import Case
from ptcoding.errors import InputError
from ptcoding.exchange.visit.document import read_json
from ptcoding.exchange.visit.link import PARAMETERS
from ptcoding.exchange.visit.visit import IGNORED_FIELDS, read_visit
from ptcoding.facts.code import Code
from ptcoding.facts.payer import Payer
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.source import Fact, Source
from ptcoding.learning.bank.item import Kind
from ptcoding.learning.bank.validate import read_items, read_notes

CHECKOUT = Path(__file__).resolve().parents[1]
GUIDES = CHECKOUT / "assets" / "guides"
DECISIONS = CHECKOUT / "assets" / "decisions"


def section(guide, heading):
    _, _, rest = (GUIDES / guide).read_text(encoding="utf-8").partition(f"\n## {heading}\n")
    return rest.partition("\n## ")[0]


def told(guide, heading):
    """The first column of the table under a heading."""
    names = re.findall(r"^\| `([a-z_]+)` \|", section(guide, heading), flags=re.MULTILINE)
    assert names
    assert len(names) == len(set(names))
    return set(names)


def taken(problems, field):
    """The fields that a reader names when it meets one that does not exist."""
    (expected,) = (problem.expected for problem in problems if problem.field.endswith(field))
    return set(re.fullmatch(r"no such field; (?:one of|known are) (.+)", expected)[1].split(", "))


def refused(reader, given):
    with pytest.raises(InputError) as caught:
        reader(given)
    return caught.value.problems


def test_the_guide_to_items_names_every_field_of_an_item():
    assert told("items.md", "An item") == taken(refused(read_items, "[[item]]\nzz = 1"), "zz")


def test_the_guide_to_items_names_every_field_of_a_choice():
    assert told("items.md", "A choice") == taken(refused(read_items, "[[item]]\n[[item.choice]]\nzz = 1"), "zz")


def test_the_guide_to_items_names_every_kind():
    assert told("items.md", "The kinds") == {kind.value for kind in Kind}


def test_the_guide_to_notes_names_every_field(tmp_path):
    (tmp_path / "one.toml").write_text("zz = 1")
    assert told("notes.md", "A note") == taken(refused(read_notes, tmp_path), "zz")


def test_the_guide_to_visits_names_every_field():
    assert told("visit.md", "A visit") == taken(refused(read_visit, {"zz": 1}), "zz") | set(IGNORED_FIELDS)


def test_the_guide_to_visits_names_every_field_of_a_service():
    problems = refused(read_visit, {"services": [{"code": "97110", "minutes": 8, "zz": 1}]})
    assert told("visit.md", "A service") == taken(problems, "zz")


def test_the_guide_to_visits_names_every_parameter_of_a_link():
    rows = re.findall(r"^\| `([a-z]+)` \| `([a-z_]+)`", section("visit.md", "In a share link"), flags=re.MULTILINE)
    assert dict(rows) == PARAMETERS


@pytest.mark.parametrize(
    ("heading", "row"), [("A code", Code), ("A counting rule", CountingRule), ("A payer", Payer), ("A source", Source)]
)
def test_the_guide_to_facts_names_every_field_of_a_row(heading, row):
    shared = {field.name for field in dataclasses.fields(Fact)} if issubclass(row, Fact) else set()
    assert told("facts.md", heading) == {field.name for field in dataclasses.fields(row)} - shared


def test_the_guide_to_facts_names_what_every_row_has():
    # A file says `source`; the row holds them as `sources`.
    assert told("facts.md", "Every row") == {"source", "checked", "standing"}
    assert {field.name for field in dataclasses.fields(Fact)} == {"sources", "checked", "standing"}


def test_the_guide_to_cases_names_every_field():
    assert told("cases.md", "A case") == {field.name for field in dataclasses.fields(Case)}


def test_the_example_of_the_guide_to_items_is_an_item():
    (example,) = re.findall(r"```toml\n(.*?)```", (GUIDES / "items.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    (item,) = read_items(example)
    assert item.right == {0}


def test_the_example_of_the_guide_to_visits_is_a_visit():
    first, second = re.findall(r"```json\n(.*?)```", (GUIDES / "visit.md").read_text("utf-8"), flags=re.DOTALL)
    (service,) = read_json(first).session.services
    assert (service.code, service.minutes) == ("97110", 20)
    assert read_json(second).counted().units == {"97112": 1, "97110": 2}


def test_what_is_no_toml_is_told_where_the_guide_stands():
    (problem,) = refused(read_items, "[[item")
    (guide,) = re.findall(r"assets/\S+\.md", problem.expected)
    assert (CHECKOUT / guide).is_file()


def test_contributing_links_to_every_guide_and_to_the_decisions():
    links = set(re.findall(r"\]\((assets/[^)]+)\)", (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    guides = {f"assets/guides/{guide.name}" for guide in GUIDES.glob("*.md")}
    assert guides | {"assets/decisions/README.md"} <= links


def test_every_decision_stands_in_the_list():
    listed = set(re.findall(r"\]\(([^)]+)\)", (DECISIONS / "README.md").read_text(encoding="utf-8")))
    assert listed == {page.name for page in DECISIONS.glob("*.md")} - {"README.md"}


@pytest.mark.parametrize("page", sorted(GUIDES.glob("*.md")), ids=lambda page: page.stem)
def test_every_file_a_guide_links_to_exists(page):
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
