"""The data files: dated, cited and consistent."""

import re
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from lessons.content.bank import decision
from lessons.content.citing import resting
from lessons.content.course import HERE
from lessons.content.resting import citations
from ptcoding.facts import facts
from ptcoding.facts.source import Standing
from ptcoding.facts.words import templates
from tests.support.files import CASE_FILES

PACKAGE = Path(str(files("ptcoding")))
DATA = PACKAGE / "facts" / "data"
Row = dict[str, Any]


def rows(table: str, name: str) -> list[Row]:
    """Rows of one kind from a data file, or from every file of a folder of that name."""
    place = DATA / table
    documents = sorted(place.glob("*.toml")) if place.is_dir() else [place.with_suffix(".toml")]
    return [row for file in documents for row in tomllib.loads(file.read_text(encoding="utf-8")).get(name, [])]


def modules(place: Path) -> list[Path]:
    """Modules of a package, or the one module."""
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


SOURCES = rows("sources", "source")
CODES = rows("codes", "code")
NOT_MODELLED = rows("codes", "not_modelled")
SPANS = rows("codes", "span")
RULES = rows("rules", "rule")
PAYERS = rows("payers", "payer")
MODIFIERS = rows("modifiers", "modifier")
THRESHOLDS = rows("thresholds", "threshold")
NEEDS = rows("documentation", "need")
EDITS = [*rows("edits", "edit"), *rows("edits", "reading"), *rows("edits", "ground")]
LIMITS = rows("limits", "limit")
ASSISTANT = [*rows("assistant", "term"), *rows("assistant", "barred")]
SUPERVISION = [*rows("supervision", "supervision"), *rows("supervision", "person")]
EARLIER = [one for row in rows("rates", "schedule") for one in row.get("earlier", [])]
RATES = [*rows("rates", "schedule"), *rows("rates", "adjustment"), *rows("rates", "proposal")]
DIAGNOSIS = [tomllib.loads((DATA / "diagnosis.toml").read_text())["release"], *rows("diagnosis", "group")]
TELEHEALTH = [*rows("telehealth", "permission"), *rows("telehealth", "listed")]
# What a claim needs beyond the count.
CLAIM = [*TELEHEALTH, *MODIFIERS, *THRESHOLDS, *NEEDS, *EDITS, *LIMITS, *ASSISTANT, *SUPERVISION, *RATES, *DIAGNOSIS]
# What notes are read for, and which wrong rules a count can follow.
PRACTICE = [*rows("rubric", "element"), *rows("misconceptions", "misconception"), *rows("notes", "cited")]
DENIALS = [row for kind in ("kind", "reason", "remark", "deadline") for row in rows("denials", kind)]
CHECKED = [*CODES, *NOT_MODELLED, *SPANS, *RULES, *PAYERS, *CLAIM, *PRACTICE, *DENIALS]
CASE_ROWS = [row for file in CASE_FILES for row in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]
# Where a key of a source may stand in code: everywhere but in the readers of the data and the drawing.
PLACES = ["billing", "exchange", "learning", "notes", "explanation"]
ENGINE = [file for place in PLACES for file in modules(PACKAGE / place)]
STANDINGS = ["primary", "copy", "secondary", "derived"]


def name(row: Row) -> str:
    known = ("key", "code", "year", "setting", "name", "column1", "codes", "until")
    return str(next(row[field] for field in known if field in row))


@pytest.mark.parametrize("row", CHECKED, ids=name)
def test_every_row_is_dated(row: Row) -> None:
    assert isinstance(row.get("checked"), date)


@pytest.mark.parametrize("row", CHECKED, ids=name)
def test_every_row_says_how_its_sources_were_read(row: Row) -> None:
    assert row.get("standing") in STANDINGS


@pytest.mark.parametrize("row", [*CODES, *NOT_MODELLED, *RULES, *CLAIM, *DENIALS], ids=name)
def test_every_row_cites_a_source(row: Row) -> None:
    assert row["source"]


@pytest.mark.parametrize("row", CHECKED, ids=name)
def test_every_citation_leads_to_a_source(row: Row) -> None:
    assert set(row["source"]) <= {source["key"] for source in SOURCES}
    assert len(row["source"]) == len(set(row["source"]))


@pytest.mark.parametrize("row", [row for row in [*CODES, *RULES, *PAYERS, *CLAIM, *DENIALS] if row["source"]], ids=name)
def test_no_row_stands_better_than_its_best_source(row: Row) -> None:
    best = min(STANDINGS.index(facts().sources[key].standing) for key in row["source"])
    assert STANDINGS.index(row["standing"]) >= best


@pytest.mark.parametrize("row", [*RULES, *PAYERS, *CLAIM], ids=name)
def test_dates_are_in_order(row: Row) -> None:
    since, until = row.get("since", date.min), row.get("until", date.max)
    assert since <= until
    assert since <= row["checked"]
    effective, deleted = row.get("effective", date.min), row.get("deleted", date.max)
    assert effective <= deleted
    assert row.get("deleted", date.min) <= row.get("as_of", date.max)


@pytest.mark.parametrize(
    "table",
    [
        SOURCES,
        RULES,
        PAYERS,
        [*CODES, *NOT_MODELLED],
        CASE_ROWS,
        MODIFIERS,
        THRESHOLDS,
        NEEDS,
        ASSISTANT,
        rows("supervision", "person"),
        rows("rates", "schedule"),
        rows("rates", "adjustment"),
        rows("edits", "ground"),
    ],
)
def test_no_key_stands_twice(table: list[Row]) -> None:
    names = [name(row) for row in table]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("table", [CODES, NOT_MODELLED])
def test_codes_are_sorted_and_well_formed(table: list[Row]) -> None:
    numbers = [row["code"] for row in table]
    assert numbers == sorted(numbers)
    assert not [number for number in numbers if not re.fullmatch(r"[0-9G][0-9]{4}", number)]


@pytest.mark.parametrize("row", CODES, ids=name)
def test_names_of_a_code_are_ours_and_fit_their_labels(row: Row) -> None:
    assert 0 < len(row["short"]) <= 18
    assert row["name"]
    assert row["purpose"].endswith(".")


@pytest.mark.parametrize("field", ["name", "short"])
def test_no_two_codes_share_a_name(field: str) -> None:
    names = [row[field] for row in CODES]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("row", CODES, ids=name)
def test_a_code_is_billed_by_known_disciplines(row: Row) -> None:
    assert row["disciplines"]
    assert set(row["disciplines"]) <= {"PT", "OT", "SLP"}


@pytest.mark.parametrize("row", CODES, ids=name)
def test_no_supervised_modality_is_timed(row: Row) -> None:
    assert not (row["timed"] and row["modality"])


@pytest.mark.parametrize("row", RULES, ids=name)
def test_a_rule_says_what_it_leaves_out_and_fits_its_label(row: Row) -> None:
    assert row["statement"]
    assert row["not_modelled"]
    assert len(row["short"]) <= 10
    assert 1 <= row["threshold"] <= 15


def test_a_house_convention_says_that_no_payer_uses_it() -> None:
    for rule in facts().rules.values():
        assert rule.is_house_convention == ("house-conventions" in rule.sources)


@pytest.mark.parametrize("row", SOURCES, ids=name)
def test_a_source_is_whole(row: Row) -> None:
    assert all([row["key"], row["publisher"], row["title"], row["short"], row["note"]])
    assert isinstance(row["read"], date)
    assert row["standing"] in STANDINGS


@pytest.mark.parametrize("row", SOURCES, ids=name)
def test_a_source_has_an_address_unless_it_is_nobodys_page(row: Row) -> None:
    own = row["key"] in {"our-arithmetic", "house-conventions", "our-limits", "your-contract", "clinic-usage"}
    assert bool(row["url"]) is not own
    assert own or row["url"].startswith("https://")


@pytest.mark.parametrize("row", SOURCES, ids=name)
def test_a_copy_or_secondary_page_says_so(row: Row) -> None:
    """The note of what was read is a full sentence."""
    assert len(row["note"]) > 20
    assert row["note"].endswith(".")


@pytest.mark.parametrize("row", MODIFIERS, ids=name)
def test_a_modifier_says_when_it_belongs_and_when_not(row: Row) -> None:
    assert row["group"] in {
        *("plan", "threshold", "assistant", "edit", "notice", "telehealth", "repeat", "purpose", "visit", "side"),
        *("chiropractic", "places"),
    }
    assert re.fullmatch(r"[A-Z0-9]{2}", row["code"])
    assert row["name"]
    assert row["use"].endswith(".")
    assert row["avoid"].endswith(".")


# Modifiers that sources date: KX without a cap since 2018, the X modifiers since 2015, the assistants' since 2020.
@pytest.mark.parametrize(
    ("code", "since"),
    [
        ("KX", date(2018, 1, 1)),
        ("XE", date(2015, 1, 1)),
        ("XS", date(2015, 1, 1)),
        ("XP", date(2015, 1, 1)),
        ("XU", date(2015, 1, 1)),
        ("CQ", date(2020, 1, 1)),
        ("CO", date(2020, 1, 1)),
    ],
)
def test_a_modifier_begins_on_its_day(code: str, since: date) -> None:
    assert facts().modifiers[code].since == since
    assert facts().modifiers[code].until is None


def test_thresholds_stand_year_by_year_without_a_gap() -> None:
    years = [row["year"] for row in THRESHOLDS]
    assert years == list(range(2019, 2019 + len(years)))
    assert years[-1] >= 2026
    amounts = [row["amount"] for row in THRESHOLDS]
    assert amounts == sorted(set(amounts))


@pytest.mark.parametrize("row", NEEDS, ids=name)
def test_what_a_note_must_contain_is_a_sentence_for_a_known_condition(row: Row) -> None:
    assert row["when"] in {"always", "timed", "assistant", "bypass", "kx", "group"}
    assert row["text"].endswith(".")


def test_labels_of_sources_are_distinct() -> None:
    labels = [row["short"] for row in SOURCES]
    assert sorted(set(labels)) == sorted(labels)


def cited_by_the_engine() -> set[str]:
    """Keys that stand as literals in the engine, and the manual's examples that it cites by number."""
    program = "".join(file.read_text(encoding="utf-8") for file in ENGINE)
    quoted = set(re.findall(r'"([a-z0-9][a-z0-9.-]+)"', program))
    examples = {f"cpm5-20.2-ex{number}" for number in re.findall(r"_example\((\d),", program)}
    return quoted | examples


def test_no_source_is_an_orphan() -> None:
    cited = {key for row in CHECKED for key in row["source"]} | {row["source"] for row in CASE_ROWS}
    course = "\n".join(file.read_text(encoding="utf-8") for end in ("toml", "md") for file in HERE.glob(f"**/*.{end}"))
    cited |= {key for row in EARLIER for key in row["source"]}
    cited |= {row["key"] for row in SOURCES if re.search(rf"[\"^]{re.escape(row['key'])}[\"\]]", course)}
    assert sorted({row["key"] for row in SOURCES} - cited - cited_by_the_engine()) == []


def test_the_page_of_sources_says_what_rests_on_each() -> None:
    assert set(resting()) == {row["key"] for row in SOURCES}
    assert all(resting().values())


def test_the_reasoning_lists_what_the_engine_cites() -> None:
    listed = {key for folder in ("words", "notes") for row in rows(folder, "cited") for key in row["source"]}
    engine = cited_by_the_engine() & {row["key"] for row in SOURCES}
    assert engine - listed == set()
    assert listed - engine - {key for row in CHECKED for key in row["source"]} == set()


@pytest.mark.parametrize(("key", "what"), [("cpm5-20.2", "code 97110"), ("bcbs-nebraska", "payer Blue Cross")])
def test_what_rests_on_a_source_is_named(key: str, what: str) -> None:
    assert [said for said in citations()[key] if said.startswith(what)]


def test_no_text_is_from_memory() -> None:
    # What notes are read by holds words of notes, and a patient may well have "recalled" something.
    files = (file for file in DATA.rglob("*.toml") if file.parent.name != "notes")
    texts = {file.name: file.read_text(encoding="utf-8").lower() for file in files}
    assert len(texts) >= 4
    assert not [file for file, text in texts.items() if "recalled" in text or "from memory" in text]


def test_every_table_is_read_whole() -> None:
    assert list(facts().sources) == [row["key"] for row in SOURCES]
    assert list(facts().codes) == [row["code"] for row in CODES]
    assert [row.code for row in facts().codes.not_modelled] == [row["code"] for row in NOT_MODELLED]
    assert list(facts().rules) == [row["key"] for row in RULES]
    assert list(facts().payers) == [row["key"] for row in PAYERS]
    assert list(facts().modifiers) == [row["code"] for row in MODIFIERS]
    assert list(facts().thresholds) == [row["year"] for row in THRESHOLDS]
    assert len((*facts().telehealth.permissions, *facts().telehealth.lists)) == len(TELEHEALTH)
    assert [need.key for need in facts().documentation] == [row["key"] for row in NEEDS]
    assert len(facts().edits.edits) == sum(len(row["column1"]) * len(row["column2"]) for row in rows("edits", "edit"))
    assert len(facts().edits.readings) == len(rows("edits", "reading"))
    assert [ground.key for ground in facts().edits.grounds] == [row["key"] for row in rows("edits", "ground")]
    assert [limit.code for limit in facts().limits.limits] == [code for row in LIMITS for code in row["codes"]]
    table = facts().assistants
    assert [row.key for row in (*table.terms, *table.barred)] == [row["key"] for row in ASSISTANT]
    settings = [row.setting for held in facts().supervision.values() for row in held]
    assert settings == [row["setting"] for row in rows("supervision", "supervision")]
    assert [person.key for person in facts().people] == [row["key"] for row in rows("supervision", "person")]
    assert list(facts().rates.schedules) == [row["year"] for row in rows("rates", "schedule")]
    assert list(facts().rates.adjustments) == [row["key"] for row in rows("rates", "adjustment")]
    assert facts().diagnosis_release.name == DIAGNOSIS[0]["name"]
    assert [group.key for group in facts().diagnosis_groups] == [row["key"] for row in DIAGNOSIS[1:]]
    assert set(templates()) >= {"step", "finding", "difference", "margin", "nudge", "cliff", "parting"}


def test_standing_is_read_as_a_word_of_the_project() -> None:
    assert facts().sources["cpm5-20.2"].standing is Standing.COPY
    assert {row.standing for row in facts().codes.values()} <= set(Standing)


@pytest.mark.parametrize("table", ["sources", "rules", "payers", "modifiers", "thresholds", "supervision"])
def test_tables_cannot_be_changed(table: str) -> None:
    with pytest.raises(TypeError):
        getattr(facts(), table)["new"] = None


def test_sentences_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        templates()["new"] = {}


def test_a_contract_is_dated_like_the_data() -> None:
    assert facts().rule("each-10").checked == facts().edition.checked


def test_every_question_of_the_decision_path_rests_on_its_source() -> None:
    assert all("decision path" in resting()[node.source] for node in decision().values())
