"""The published schema of a visit says the same as the reader, as far as a schema can."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lessons.content.bank import scenarios
from lessons.content.course import cases, course
from ptcoding.errors import InputError
from ptcoding.exchange.visit.document import write_json
from ptcoding.exchange.visit.schema import several_schema, visit_schema
from ptcoding.exchange.visit.visit import FIELDS, IGNORED_FIELDS, Visit, read_visit
from tests.strategies import hostile_records, visits

CHECKOUT = Path(__file__).resolve().parents[3]
SCHEMA = json.loads((CHECKOUT / "assets/schemas/visit.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
SERVICE = {"code": "97110", "minutes": 20}
ONE = {"services": [SERVICE]}
# Every way of saying a thing that the reader takes.
SOUND = (
    {"services": [{"code": 97110, "minutes": 20.0}]},
    {"services": [{"code": "Neuro re-ed", "minutes": 20}, {"code": " ther ex", "minutes": 20}], "tie": ["NMR"]},
    {"services": [{"code": "G0283", "minutes": None, "start": "9:00", "end": "9:20"}]},
    {"services": [{"code": "97110", "times": "9:00-9:20, 9:40-9:50", "minutes": 30}]},
    {"services": [{**SERVICE, "group": True, "region": "knee"}, {**SERVICE, "one_on_one": False, "contact": None}]},
    {"services": [{**SERVICE, "by": "Together", "contact": "One-on-One"}], "discipline": " slp "},
    {**ONE, "date": None, "payer": "", "rule": "", "tie": [], "diagnoses": [], "modifiers": {}, "charges": {}},
    {**ONE, "date": "", "year_to_date": 2480.5, "tie": ["97110"], "rule": "TOTAL-8"},
    {**ONE, "modifiers": {"97110": [59, "gx"], "97112": []}, "charges": {"97110": 60.5, "97112": "55.00"}},
    {**ONE, "diagnoses": ["m25.561"], "place": "02", "setting": "institution", "notice": 1, "results": {"any": []}},
)
# Wrong by shape: the reader and the schema both refuse it.
WRONG = (
    None,
    [],
    "97110",
    {},
    {"services": []},
    {"services": "97110"},
    {"services": [SERVICE] * 41},
    {"services": ["97110"]},
    {"services": [{"minutes": 20}]},
    {"services": [{"code": "97110"}]},
    {"services": [{"code": "", "minutes": 20}]},
    {"services": [{"code": "knee", "minutes": 20}]},
    {"services": [{"code": "97110", "minutes": None}]},
    {"services": [{"code": "97110", "minutes": "20"}]},
    {"services": [{"code": "97110", "minutes": 7.5}]},
    {"services": [{"code": "97110", "minutes": -1}]},
    {"services": [{"code": "97110", "minutes": 1441}]},
    {"services": [{"code": "97110", "minutes": True}]},
    {"services": [{"code": "97110", "start": "9:00"}]},
    {"services": [{"code": "97110", "times": ""}]},
    {"services": [{"code": "97110", "times": "soon"}]},
    {"services": [{"code": "97110", "times": 9}]},
    {"services": [{**SERVICE, "by": "nurse"}]},
    {"services": [{**SERVICE, "by": None}]},
    {"services": [{**SERVICE, "contact": "close"}]},
    {"services": [{**SERVICE, "group": "yes"}]},
    {"services": [{**SERVICE, "one_on_one": 0}]},
    {"services": [{**SERVICE, "region": "x" * 61}]},
    {"services": [{**SERVICE, "region": 5}]},
    {"services": [{**SERVICE, "unit": 2}]},
    {**ONE, "years": 1},
    {**ONE, "date": "yesterday"},
    {**ONE, "date": 20260302},
    {**ONE, "discipline": "MD"},
    {**ONE, "discipline": None},
    {**ONE, "payer": ["medicare"]},
    {**ONE, "year_to_date": -1},
    {**ONE, "year_to_date": "2480"},
    {**ONE, "rule": 8},
    {**ONE, "tie": "97110"},
    {**ONE, "tie": ["97110", "97110"]},
    {**ONE, "tie": ["knee"]},
    {**ONE, "place": "1"},
    {**ONE, "place": 11},
    {**ONE, "setting": None},
    {**ONE, "diagnoses": "M25.561"},
    {**ONE, "diagnoses": ["?"]},
    {**ONE, "diagnoses": ["M25.561"] * 13},
    {**ONE, "modifiers": ["59"]},
    {**ONE, "modifiers": {"knee": ["59"]}},
    {**ONE, "modifiers": {"97110": "59"}},
    {**ONE, "modifiers": {"97110": ["59"] * 5}},
    {**ONE, "modifiers": {"97110": ["590"]}},
    {**ONE, "charges": {"97110": -1}},
    {**ONE, "charges": {"97110": 100_001}},
    {**ONE, "charges": {"97110": "sixty"}},
    {**ONE, "charges": {"97110": None}},
    {**ONE, "charges": {"knee": 60}},
)


def reads(record: object) -> bool:
    try:
        read_visit(record)
    except InputError:
        return False
    return True


def published() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every visit that we give out: in the guide, in the course, and saved by the first version."""
    guide = (CHECKOUT / "assets/guides/visit.md").read_text(encoding="utf-8")
    for example in re.findall(r"```json\n(.*?)```", guide, flags=re.DOTALL):
        record = json.loads(example)
        yield from (("guide", one) for one in record.get("visits", [record]))
    for page in course().pages:
        yield from ((case.key, case.visit) for case in cases(page.slug))
    yield from ((scenario.slug, scenario.visit) for scenario in scenarios())
    saved = json.loads((CHECKOUT / "tests/fixtures/v0_1/saved_visits.json").read_text(encoding="utf-8"))
    yield from (("version 0.1", json.loads(row["json"])) for row in saved)


def test_the_published_schema_is_a_schema_and_the_one_that_is_made() -> None:
    """After a change: python -m ptcoding.exchange.visit.schema > assets/schemas/visit.schema.json."""
    Draft202012Validator.check_schema(SCHEMA)
    assert visit_schema() == SCHEMA


def test_the_published_schema_of_several_disciplines_is_the_one_that_is_made() -> None:
    """After a change: python -m ptcoding.exchange.visit.schema visits > assets/schemas/visits.schema.json."""
    published = json.loads((CHECKOUT / "assets/schemas/visits.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(published)
    assert several_schema() == published
    both = [ONE, {**ONE, "discipline": "OT"}]
    assert Draft202012Validator(published).is_valid({"visits": both})
    assert not Draft202012Validator(published).is_valid({"visits": both[:1]})
    assert not Draft202012Validator(published).is_valid({"visits": [*both[:1], {"services": []}]})


def test_the_schema_has_every_field_of_a_record_and_no_other() -> None:
    assert set(SCHEMA["properties"]) == {*FIELDS, *IGNORED_FIELDS}


def test_every_published_visit_fits_the_schema_and_is_read() -> None:
    found = list(published())
    assert len(found) > 50
    assert [name for name, record in found if not VALIDATOR.is_valid(record) or not reads(record)] == []


@pytest.mark.parametrize("record", SOUND, ids=json.dumps)
def test_every_way_of_saying_a_thing_fits_the_schema_and_is_read(record: Mapping[str, object]) -> None:
    assert (VALIDATOR.is_valid(record), reads(record)) == (True, True)


@pytest.mark.parametrize("record", WRONG, ids=lambda record: json.dumps(record)[:60])
def test_what_has_the_wrong_shape_is_refused_by_the_schema_and_by_the_reader(record: object) -> None:
    assert (VALIDATOR.is_valid(record), reads(record)) == (False, False)


@given(visits())
def test_every_visit_that_is_written_fits_the_schema(visit: Visit) -> None:
    VALIDATOR.validate(json.loads(write_json(visit, {"cms": {"97110": 2}}, "any")))


@given(hostile_records(), st.booleans())
@settings(max_examples=400)
def test_what_is_read_fits_the_schema(record: Mapping[str, object], mended: bool) -> None:
    record = {**record, **ONE} if mended else record
    assert not reads(record) or VALIDATOR.is_valid(record)
