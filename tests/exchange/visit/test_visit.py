"""A visit as a record and as JSON, and everything that is not one."""

import json
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings

from ptcoding import InputError, Session
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Contact, Discipline, Giver, Service
from ptcoding.errors import DocumentError, VisitError
from ptcoding.exchange.visit.document import read_json, write_json
from ptcoding.exchange.visit.value import as_number
from ptcoding.exchange.visit.visit import Visit, read_visit, write_visit
from ptcoding.facts import facts
from tests.strategies import hostile_records, hostile_text, json_values, visits
from tests.support.refusals import reads_or_refuses, refusal

HUGE = "9" * 4300  # the longest whole number that Python reads from text by default
DEEP = range(300, 1001)  # around the depth at which Python's own reader gives up


def read(record: object) -> Session:
    return read_visit(record).session


def only_field(refused: InputError) -> str:
    (problem,) = refused.problems
    return problem.field


def one(**service: object) -> dict[str, object]:
    return {"services": [{"code": "97110", "minutes": 20, **service}]}


def test_the_visit_of_the_design_is_read() -> None:
    service = {"code": "97110", "minutes": 20, "by": "therapist"}
    record = {"date": "2026-03-02", "discipline": "PT", "payer": "medicare", "year_to_date": 0, "services": [service]}
    assert read(record) == Session((Service("97110", 20),), date(2026, 3, 2), payer="medicare")


def test_facts_that_are_handed_down_go_with_the_visit() -> None:
    own = facts().replaced(thresholds={})
    assert read_visit(one(), own).session.facts.thresholds == {}


def test_start_and_end_stand_for_minutes() -> None:
    record = {"services": [{"code": "97110", "start": "09:00", "end": "9:20 am"}]}
    assert read(record).services == (Service.at("97110", Interval(540, 560)),)


def test_several_times_stand_for_minutes() -> None:
    record = {"services": [{"code": "97110", "times": "9:00-9:20, 9:40-9:50"}]}
    assert read(record).services == (Service.at("97110", Interval(540, 560), Interval(580, 590)),)


@pytest.mark.parametrize(
    ("said", "contact"),
    [
        ({"group": True}, Contact.GROUP),
        ({"group": False}, Contact.ONE_ON_ONE),
        ({"one_on_one": False}, Contact.ALONE),
        ({"one_on_one": True}, Contact.ONE_ON_ONE),
        ({"contact": "waiting"}, Contact.WAITING),
        ({"contact": "Paperwork"}, Contact.PAPERWORK),
    ],
)
def test_contact_is_read_from_words_and_flags(said: dict[str, object], contact: Contact) -> None:
    assert read(one(**said)).services[0].contact is contact


@pytest.mark.parametrize("giver", list(Giver))
def test_everyone_who_may_give_a_service_is_read(giver: Giver) -> None:
    assert read(one(by=giver.value)).services[0].by is giver


@pytest.mark.parametrize(
    ("text", "discipline"), [("PT", Discipline.PT), ("ot", Discipline.OT), (" SLP ", Discipline.SLP)]
)
def test_a_discipline_is_read_in_any_case(text: str, discipline: Discipline) -> None:
    assert read({**one(), "discipline": text}).discipline is discipline


def test_results_and_notice_of_our_own_exports_are_left_alone() -> None:
    assert read({**one(), "notice": "any", "results": {"cms": 99}}) == Session.of({"97110": 20})


@pytest.mark.parametrize("minutes", [-5, 7.5, 1441, 10**12, "20", True, None, [], {}, float("nan"), float("inf")])
def test_malformed_minutes_are_refused_at_their_field(minutes: object) -> None:
    with pytest.raises(VisitError) as refused:
        read(one(minutes=minutes))
    assert only_field(refused.value) == "services[0].minutes"


@pytest.mark.parametrize(
    ("service", "field"),
    [
        ({"code": "99999", "minutes": 20}, "services[0].code"),
        ({"minutes": 20}, "services[0].code"),
        ({"code": None, "minutes": 20}, "services[0].code"),
        ({"code": "97110"}, "services[0].minutes"),
        ({"code": "97110", "start": "9:20", "end": "9:00"}, "services[0].end"),
        ({"code": "97110", "start": "9:00"}, "services[0].end"),
        ({"code": "97110", "end": "9:00"}, "services[0].start"),
        ({"code": "97110", "times": "soon"}, "services[0].times"),
        ({"code": "97110", "times": 9}, "services[0].times"),
        ({"code": "97110", "minutes": 19, "start": "9:00", "end": "9:20"}, "services[0].minutes"),
        ({"code": "97110", "minutes": 20, "by": "nurse"}, "services[0].by"),
        ({"code": "97110", "minutes": 20, "by": 1}, "services[0].by"),
        ({"code": "97110", "minutes": 20, "contact": "close"}, "services[0].contact"),
        ({"code": "97110", "minutes": 20, "group": "yes"}, "services[0].group"),
        ({"code": "97110", "minutes": 20, "region": 5}, "services[0].region"),
        ({"code": "97110", "minutes": 20, "region": "x" * 61}, "services[0].region"),
        ({"code": "97110", "minutes": 20, "unit": 2}, "services[0].unit"),
        ("97110", "services[0]"),
        (None, "services[0]"),
    ],
)
def test_a_malformed_service_is_refused_at_its_field(service: object, field: str) -> None:
    with pytest.raises(VisitError) as refused:
        read({"services": [service]})
    assert field in [problem.field for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ({"date": "2026-02-30"}, "date"),
        ({"date": 20260302}, "date"),
        ({"date": "yesterday"}, "date"),
        ({"discipline": "MD"}, "discipline"),
        ({"payer": "nobody"}, "payer"),
        ({"payer": ["medicare"]}, "payer"),
        ({"year_to_date": -1}, "year_to_date"),
        ({"year_to_date": "2480"}, "year_to_date"),
        ({"year_to_date": True}, "year_to_date"),
        ({"year_to_date": float("inf")}, "year_to_date"),
        ({"years": 1}, "years"),
    ],
)
def test_a_malformed_head_is_refused_at_its_field(head: dict[str, object], field: str) -> None:
    with pytest.raises(VisitError) as refused:
        read({**one(), **head})
    assert only_field(refused.value) == field


@pytest.mark.parametrize("record", [None, [], "97110", 5, True])
def test_what_is_no_mapping_is_no_visit(record: object) -> None:
    with pytest.raises(DocumentError):
        read(record)


@pytest.mark.parametrize("record", [{}, {"services": []}])
def test_an_empty_visit_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(VisitError, match="at least one service"):
        read(record)


def test_forty_one_services_are_refused() -> None:
    with pytest.raises(VisitError, match="at most 40 services"):
        read({"services": [{"code": "97110", "minutes": 1}] * 41})


def test_problems_of_the_session_and_of_the_claim_are_told_together() -> None:
    record = {**one(minutes=-1), "place": "x", "diagnoses": ["?"], "rule": "cmz", "tie": ["97110", "97140"]}
    with pytest.raises(VisitError) as refused:
        read(record)
    assert [problem.field for problem in refused.value.problems] == [
        "services[0].minutes", "place", "diagnoses[0]", "rule",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"rule": "cmz"}, "rule"),
        ({"rule": "each-16"}, "rule"),
        ({"rule": 8}, "rule"),
        ({"rule": None}, "rule"),
        ({"rule": ["cms"]}, "rule"),
        ({"tie": "97110"}, "tie"),
        ({"tie": None}, "tie"),
        ({"tie": ["97140"]}, "tie"),
        ({"tie": ["97110", "97110"]}, "tie"),
        ({"tie": [["97110"]]}, "tie"),
    ],
)
def test_a_malformed_count_is_refused_at_its_field(said: dict[str, object], field: str) -> None:
    with pytest.raises(VisitError) as refused:
        read({**one(), **said})
    assert only_field(refused.value) == field


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ({}, "cms"),
        ({"payer": "medicare"}, "cms"),
        ({"payer": "aetna"}, None),  # its card says that the rule is not known
        ({"payer": "custom"}, "cms"),
        ({"payer": "custom", "rule": "each-10"}, "each-10"),
        ({"payer": "custom", "rule": "Each-08"}, "each-8"),
        ({"rule": "AMA"}, "ama"),
        ({"payer": "medicare", "rule": "ama"}, "ama"),
    ],
)
def test_a_visit_is_counted_under_the_rule_it_names_else_its_payers(said: dict[str, object], counted: str) -> None:
    rule = read_visit({**one(), **said}).counting
    assert (rule.key if rule else None) == counted


def test_a_choice_in_a_tie_is_counted_where_it_fits() -> None:
    """20 and 20 are 40 minutes, 3 units: one each, and both have the same claim to the third."""
    record = {"services": [{"code": "97112", "minutes": 20}, {"code": "97110", "minutes": 20}]}
    chosen = read_visit({**record, "tie": ["97110"]})
    assert chosen.counted().units == {"97112": 1, "97110": 2}
    # Code by code there is no tie; two codes do not fit a tie for one unit.
    assert chosen.counted(facts().rule("ama")).units == {"97112": 1, "97110": 1}
    assert read_visit({**record, "tie": ["97110", "97112"]}).counted().units == {"97112": 2, "97110": 1}


def test_every_problem_of_a_visit_is_reported_once() -> None:
    record = {"date": "?", "services": [{"code": "99999", "minutes": -1}, {"code": "97110", "minutes": 1.5}]}
    with pytest.raises(VisitError) as refused:
        read(record)
    assert sorted(problem.field for problem in refused.value.problems) == [
        "date",
        "services[0].code",
        "services[0].minutes",
        "services[1].minutes",
    ]


@pytest.mark.parametrize("text", ["", "no", "{", "[]", "null", "NaN", '"x"', "\x00", "\ufeff{}", "[" * 100_000])
def test_text_that_is_no_visit_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_json(text)


def test_a_document_of_fifty_megabytes_is_refused_unread() -> None:
    with pytest.raises(DocumentError, match="at most 200000 characters"):
        read_json("[" * 50_000_000)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity", HUGE, "9" * 5000, "-" + "9" * 5000, "1e308"])
@pytest.mark.parametrize("field", ["minutes", "code", "start", "by", "region", "group", "times"])
def test_no_number_of_a_service_breaks_the_reader(field: str, number: str) -> None:
    with pytest.raises(InputError):
        read_json(f'{{"services": [{{"code": "97110", "minutes": 20, "{field}": {number}}}]}}')


@pytest.mark.parametrize("number", ["1e999", "NaN", "-Infinity", "9" * 5000])
@pytest.mark.parametrize("field", ["year_to_date", "date", "payer", "discipline", "services"])
def test_no_number_of_the_head_breaks_the_reader(field: str, number: str) -> None:
    with pytest.raises(InputError):
        read_json(f'{{"services": [{{"code": "97110", "minutes": 20}}], "{field}": {number}}}')


def test_numbers_that_are_too_long_to_print_together_are_refused() -> None:
    """Each may be printed, their sum has one digit more."""
    minutes = (HUGE, HUGE, "1440", "1")
    services = ", ".join(f'{{"code": "97110", "minutes": {number}}}' for number in minutes)
    with pytest.raises(InputError):
        read_json(f'{{"services": [{services}]}}')


@pytest.mark.parametrize("field", ["minutes", "year_to_date"])
def test_a_number_too_long_to_print_is_refused(field: str) -> None:
    record = {**one(), "year_to_date": -(10**5000)} if field == "year_to_date" else one(minutes=10**5000)
    with pytest.raises(InputError):
        read(record)


@pytest.mark.parametrize("field", ["code", "minutes", "start", "times", "by", "contact", "group", "region", "other"])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ('{"a":[', "]}")])
def test_no_depth_of_a_service_breaks_the_reader(field: str, opened: str, closed: str) -> None:
    for depth in DEEP:
        nested = opened * depth + closed * depth
        text = f'{{"services": [{{"code": "97110", "minutes": 5, "{field}": {nested}}}]}}'
        reads_or_refuses(partial(read_json, text))


@pytest.mark.parametrize("field", ["date", "payer", "discipline", "year_to_date", "services", "results"])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ('{"a":[', "]}")])
def test_no_depth_of_the_head_breaks_the_reader(field: str, opened: str, closed: str) -> None:
    for depth in DEEP:
        nested = opened * depth + closed * depth
        reads_or_refuses(partial(read_json, f'{{"services": [], "{field}": {nested}}}'))


@given(visits())
def test_a_visit_reads_back_from_its_record_and_from_json(visit: Visit) -> None:
    assert read_visit(write_visit(visit)) == visit
    assert read_json(write_json(visit, {"cms": {"97110": 2}}, "any")) == visit
    assert read_json(json.dumps(write_visit(visit), ensure_ascii=False)) == visit


@given(json_values())
@settings(max_examples=400)
def test_no_json_value_breaks_the_reader(value: object) -> None:
    reads_or_refuses(lambda: read_visit(value))


@given(hostile_records())
@settings(max_examples=600)
def test_no_record_breaks_the_reader_and_every_refusal_can_be_shown(record: object) -> None:
    """A lone surrogate cannot be sent to a browser or a terminal."""
    words = refusal(lambda: read_visit(record))
    assert words.encode("utf-8").decode("utf-8") == words
    reads_or_refuses(lambda: read_json(json.dumps(record)))


@given(hostile_text())
@settings(max_examples=300)
def test_no_text_breaks_the_json_reader(text: str) -> None:
    reads_or_refuses(lambda: read_json(text))


@pytest.mark.parametrize(
    "record",
    [
        {"\ud800": 1, **one()},
        one(**{"\ud800": 1}),
        one(code="\ud800"),
        one(region="\ud800"),
        {**one(), "payer": "\ud800"},
    ],
)
def test_a_lone_surrogate_is_refused_in_words_that_can_be_shown(record: dict[str, object]) -> None:
    with pytest.raises(VisitError) as refused:
        read(record)
    assert str(refused.value).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "number"), [("33", 33), ("-5", -5), ("0", 0), ("7.5", 7.5), ("20.0", 20.0), ("007", 7)]
)
def test_a_number_is_read_from_text(text: str, number: float) -> None:
    assert as_number(text) == number


@pytest.mark.parametrize("text", ["", "many", "1e9", "1_000", "+5", "²", "--5", "5-", "0x10", "9" * 10, " 5", "1e999"])
def test_what_is_no_number_is_handed_on(text: str) -> None:
    assert as_number(text) == text


def test_the_choice_whose_minutes_they_are_is_kept_and_counted() -> None:
    """10:00 to 10:38 are three units: 26 + 12 give 2 and 1, 18 + 20 give 1 and 2."""
    services = [{"code": "97110", "times": "10:00-10:26"}, {"code": "97530", "times": "10:18-10:38"}]
    visit = read_visit({"services": services, "owners": ["97530"]})
    assert dict(visit.counted().units) == {"97110": 1, "97530": 2}
    assert write_visit(visit)["owners"] == ["97530"]
    # A choice that fits no group of open minutes is kept and changes nothing.
    assert dict(read_visit({"services": services, "owners": ["97530", "97110"]}).counted().units) == {
        "97110": 2,
        "97530": 1,
    }
