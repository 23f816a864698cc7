"""The guides to the data formats name the fields that the readers take, no more and no fewer."""

import dataclasses
import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lessons.content.course import HERE, Case, Lesson
from lessons.content.practice_bank import bank
from lessons.content.shapes import (
    Belief,
    CodeCard,
    CodeReading,
    Contrast,
    Intent,
    Intervention,
    Node,
    Scenario,
    Term,
)
from lessons.content.steps import Guess, Task
from ptcoding.command.lti_settings import Platform
from ptcoding.errors import InputError
from ptcoding.exchange.day_sheet.columns import FIELDS
from ptcoding.exchange.visit.document import read_json
from ptcoding.exchange.visit.link import PARAMETERS
from ptcoding.exchange.visit.several import read_several
from ptcoding.exchange.visit.visit import IGNORED_FIELDS, read_visit
from ptcoding.facts import facts
from ptcoding.facts.assistant import AssistantTerm, Barred
from ptcoding.facts.code import Code
from ptcoding.facts.denial import Deadline, Reason, Remark
from ptcoding.facts.denial import Kind as Denied
from ptcoding.facts.edit import Edit, Ground, Reading
from ptcoding.facts.limit import Limit
from ptcoding.facts.modifier import Modifier, Threshold
from ptcoding.facts.payer import Payer
from ptcoding.facts.read_claim import read_modifiers
from ptcoding.facts.read_counting import read_payers
from ptcoding.facts.read_edits import read_edits, read_limits
from ptcoding.facts.read_money import read_rates
from ptcoding.facts.read_people import read_assistant_table
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.schedule import Adjustment, Schedule
from ptcoding.facts.setting import Person, Supervision
from ptcoding.facts.source import Fact, Source
from ptcoding.facts.table import read_table
from ptcoding.learning.bank.item import Kind
from ptcoding.learning.bank.validate import read_items, read_notes
from ptcoding.learning.drill.drill import Corrected, Part, Shape, Trap, all_series
from ptcoding.learning.paper.edition import Edition
from ptcoding.notes.rubric import Ask, Element
from ptcoding.room.deck import ASKS, SHOWS
from ptcoding.room.deck_file import read_deck
from ptcoding.room.known import known_in

CHECKOUT = Path(__file__).resolve().parents[1]
GUIDES = CHECKOUT / "assets" / "guides"
DECISIONS = CHECKOUT / "assets" / "decisions"


def section(guide, heading):
    _, _, rest = (GUIDES / guide).read_text(encoding="utf-8").partition(f"\n## {heading}\n")
    return rest.partition("\n## ")[0]


def told(guide, heading):
    """The first column of the table under a heading."""
    names = re.findall(r"^\| `([a-z_0-9]+)` \|", section(guide, heading), flags=re.MULTILINE)
    assert names
    assert len(names) == len(set(names))
    return set(names)


def own(row):
    """The fields of a row besides those that every fact has."""
    shared = {field.name for field in dataclasses.fields(Fact)} if issubclass(row, Fact) else set()
    return {field.name for field in dataclasses.fields(row)} - shared


def example(guide):
    """The one example in TOML that a guide shows."""
    (found,) = re.findall(r"```toml\n(.*?)```", (GUIDES / guide).read_text(encoding="utf-8"), flags=re.DOTALL)
    return found


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


def test_the_guide_to_day_sheets_names_every_field():
    assert told("day_sheets.md", "The columns") == set(FIELDS)


@pytest.mark.parametrize(
    ("heading", "row"), [("A reason", Reason), ("A remark", Remark), ("A kind", Denied), ("A deadline", Deadline)]
)
def test_the_guide_to_denials_names_every_field(heading, row):
    assert told("denials.md", heading) == own(row)


def test_the_guide_to_charts_names_every_field():
    for file in (CHECKOUT / "lessons" / "library" / "charts").glob("*/chart.toml"):
        row = tomllib.loads(file.read_text(encoding="utf-8"))
        assert set(row) == told("charts.md", "A record")
        assert {name for day in row["day"] for name in day} <= told("charts.md", "A day")


def test_the_guide_to_tasks_names_every_field():
    files = (CHECKOUT / "lessons" / "library" / "tasks").glob("*.toml")
    tasks = [row for file in files for row in tomllib.loads(file.read_text(encoding="utf-8"))["task"]]
    assert {name for row in tasks for name in row} == told("tasks.md", "A task")
    assert {name for row in tasks for part in row["part"] for name in part} <= told("tasks.md", "A part")


def test_the_guide_to_learning_platforms_names_every_field_of_a_platform():
    assert told("lms.md", "A platform") == {field.name for field in dataclasses.fields(Platform)}


def test_the_guide_to_items_names_every_kind():
    assert told("items.md", "The kinds") == {kind.value for kind in Kind}


def test_the_guide_to_notes_names_every_field(tmp_path):
    (tmp_path / "one.toml").write_text("zz = 1")
    assert told("notes.md", "A note") == taken(refused(read_notes, tmp_path), "zz")


def test_the_guide_to_rooms_names_every_field_of_a_deck():
    problems = []
    read_deck("zz = 1", "mine", known_in(HERE, bank()), problems)
    assert told("rooms.md", "A deck") == taken(problems, "zz")


def test_the_guide_to_rooms_names_every_field_of_every_kind_of_part():
    fields, known = set(), known_in(HERE, bank())
    for kind in (*ASKS, *SHOWS):
        problems = []
        read_deck(f"[[step]]\nkind = '{kind}'\nzz = 1", "mine", known, problems)
        fields |= taken(problems, "zz")
    assert told("rooms.md", "A part") == fields


def test_the_example_of_a_deck_in_the_guide_is_one():
    problems = []
    assert read_deck(example("rooms.md"), "mine", known_in(HERE, bank()), problems), problems


def test_the_guide_to_visits_names_every_field():
    assert told("visit.md", "A visit") == taken(refused(read_visit, {"zz": 1}), "zz") | set(IGNORED_FIELDS)


def test_the_guide_to_visits_names_every_field_of_a_service():
    problems = refused(read_visit, {"services": [{"code": "97110", "minutes": 8, "zz": 1}]})
    assert told("visit.md", "A service") == taken(problems, "zz")


def test_the_guide_to_visits_names_every_parameter_of_a_link():
    rows = re.findall(r"^\| `([a-z]+)` \| `([a-z_]+)`", section("visit.md", "In a share link"), flags=re.MULTILINE)
    assert dict(rows) == PARAMETERS


@pytest.mark.parametrize(
    ("guide", "heading", "row"),
    [
        ("facts.md", "A code", Code),
        ("facts.md", "A counting rule", CountingRule),
        ("facts.md", "A source", Source),
        ("payers.md", "A payer", Payer),
        ("edits.md", "An edit", Edit),
        ("edits.md", "A reading", Reading),
        ("rates.md", "A schedule", Schedule),
        ("rates.md", "An adjustment", Adjustment),
        ("modifiers.md", "A modifier", Modifier),
        ("modifiers.md", "A threshold", Threshold),
        ("assistants.md", "A number of the rule", AssistantTerm),
        ("assistants.md", "What no assistant may furnish", Barred),
        ("assistants.md", "Supervision in a setting", Supervision),
        ("assistants.md", "Another person in the room", Person),
    ],
)
def test_the_guides_to_facts_name_every_field_of_a_row(guide, heading, row):
    assert told(guide, heading) == own(row)


@pytest.mark.parametrize(
    ("heading", "row", "elsewhere", "tables"),
    [
        # The folder's name is the slug; the rest belongs to pages of the site.
        ("A lesson", Lesson, {"slug", "default", "kind", "menu"}, set()),
        ("A guess", Guess, set(), set()),
        # What can be changed is what the answer changes.
        ("A task", Task, {"levers"}, set()),
        ("A scenario", Scenario, {"slug", "interventions"}, {"intervention"}),
        ("An intervention", Intervention, {"readings"}, {"reading"}),
        ("A reading of a code", CodeReading, set(), set()),
        ("A contrast set", Contrast, {"slug", "intents"}, {"intent"}),
        ("An intent", Intent, set(), set()),
        ("A belief", Belief, set(), set()),
        ("A term", Term, set(), set()),
        ("A question of the path", Node, {"answers"}, {"answer"}),
        ("A card of the comparison", CodeCard, {"intent", "work", "shows", "not_for"}, set()),
    ],
)
def test_the_guide_to_the_course_names_every_field(heading, row, elsewhere, tables):
    assert told("course.md", heading) == own(row) - elsewhere | tables


def test_the_example_of_the_guide_to_the_course_is_a_belief():
    (row,) = tomllib.loads(example("course.md"))["belief"]
    assert Belief(**row).verdict == "false"


def test_the_guide_to_edits_names_every_field_of_a_ground():
    # `timed` stands for the two columns.
    assert told("edits.md", "A ground") == own(Ground) | {"timed"}


def test_the_guide_to_limits_names_every_field_of_a_limit():
    # A row of the file serves several codes; each of them becomes a row.
    assert told("limits.md", "A limit") == own(Limit) - {"code"} | {"codes"}


def test_the_guide_to_facts_names_what_every_row_has():
    # A file says `source`; the row holds them as `sources`.
    assert told("facts.md", "Every row") == {"source", "checked", "standing"}
    assert {field.name for field in dataclasses.fields(Fact)} == {"sources", "checked", "standing"}


def test_the_guide_to_drills_names_every_field_of_a_trap():
    assert told("drills.md", "A trap") == {field.name for field in dataclasses.fields(Trap)} - {"shapes"} | {"shape"}
    assert told("drills.md", "A shape") == {field.name for field in dataclasses.fields(Shape)}
    assert told("drills.md", "A part") == {field.name for field in dataclasses.fields(Part)}
    assert told("drills.md", "When a right answer was corrected") == {
        field.name for field in dataclasses.fields(Corrected)
    }


def test_the_files_of_the_series_have_no_other_field():
    """A misspelt name would be left out without a word."""
    for series in all_series():
        traps = read_table(f"drills/series_{series}")["trap"]
        shapes = [shape for trap in traps for shape in trap["shape"]]
        parts = [part for shape in shapes for part in shape["parts"]]
        for heading, rows in (("A trap", traps), ("A shape", shapes), ("A part", parts)):
            assert {name for row in rows for name in row} <= told("drills.md", heading)


def test_the_guide_to_editions_names_every_field():
    # Its name is that of the file.
    assert told("editions.md", "An edition") == {field.name for field in dataclasses.fields(Edition)} - {"name"}


def test_the_guide_to_cases_names_every_field():
    assert told("cases.md", "A case") == {field.name for field in dataclasses.fields(Case)}


def test_the_example_of_the_guide_to_items_is_an_item():
    (item,) = read_items(example("items.md"))
    assert item.right == {0}


def test_the_example_of_the_guide_to_visits_is_a_visit():
    first, second, several = re.findall(r"```json\n(.*?)```", (GUIDES / "visit.md").read_text("utf-8"), flags=re.DOTALL)
    (service,) = read_json(first).session.services
    assert (service.code, service.minutes) == ("97110", 20)
    assert read_json(second).counted().units == {"97112": 1, "97110": 2}
    # 23 minutes are 2 units, 22 are one.
    assert [dict(visit.counted().units) for visit in read_several(several)] == [{"97116": 2}, {"97530": 1}]


def test_the_example_of_the_guide_to_payers_is_a_card(tmp_path):
    (tmp_path / "payers.toml").write_text(example("payers.md"), encoding="utf-8")
    (payer,) = read_payers(tmp_path).values()
    assert (payer.key, payer.rule, payer.follows) == ("bcbs-nebraska", "cms", "")


def test_the_example_of_the_guide_to_edits_is_an_edit_and_what_was_read(tmp_path):
    (tmp_path / "edits.toml").write_text(example("edits.md"), encoding="utf-8")
    table = read_edits(tmp_path, facts().codes)
    # The pair ended with 2019 and was read from its last day to the day of the file.
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2024, 7, 1), date(2024, 7, 2))
    states = [table.between("97530", "97164", day).state.value for day in days]
    assert states == ["active", "none", "none", "unchecked"]


def test_the_example_of_the_guide_to_limits_is_a_limit_for_each_of_its_codes(tmp_path):
    (tmp_path / "limits.toml").write_text(example("limits.md"), encoding="utf-8")
    assert [(row.code, row.units) for row in read_limits(tmp_path).limits] == [("97112", 4), ("97116", 4)]


def test_the_guide_to_the_rubric_names_every_field_of_an_element():
    # Lists of codes stand in the file under how far they ask; the row holds them as one mapping.
    fields = {field.name for field in dataclasses.fields(Element)} - {"asks", "sources", "checked", "standing"}
    assert told("rubric.md", "An element") == fields
    (words,) = re.findall(r"^\| (`needed`[^|]+) \|", section("rubric.md", "An element"), flags=re.MULTILINE)
    assert set(re.findall(r"`([^`]+)`", words)) == {ask.value for ask in Ask}


def test_the_example_of_the_guide_to_modifiers_is_a_modifier(tmp_path):
    (tmp_path / "modifiers.toml").write_text(example("modifiers.md"), encoding="utf-8")
    (row,) = read_modifiers(tmp_path).values()
    assert (row.code, row.either_since) == ("XU", date(2019, 7, 1))


def test_the_example_of_the_guide_to_assistants_is_a_number_of_the_rule(tmp_path):
    (tmp_path / "assistant.toml").write_text("barred = []\n" + example("assistants.md"), encoding="utf-8")
    (row,) = read_assistant_table(tmp_path).terms
    assert (row.key, row.value) == ("share", 10)


def test_the_example_of_the_guide_to_rates_gives_an_amount(tmp_path):
    (tmp_path / "rates.toml").write_text(example("rates.md"), encoding="utf-8")
    rates = read_rates(tmp_path)
    schedule = rates.schedules[2026]
    # 0.45 + 0.41 + 0.01 = 0.87, and 0.87 x 33.4009 = 29.0588, which is 29.06 dollars.
    assert sum(dataclasses.astuple(schedule.rvu["97110"])) * schedule.conversion_factor == Decimal("29.058783")
    assert rates.adjustments["mppr"].share == Decimal("0.50")


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
