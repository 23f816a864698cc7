"""A visit in a web address."""

from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptcoding import Session
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Contact, Giver, Service
from ptcoding.errors import DocumentError, VisitError
from ptcoding.exchange.visit.link import PARAMETERS, read_address, read_link, write_link
from ptcoding.exchange.visit.visit import FIELDS, Visit, read_visit
from tests.strategies import hostile_text, visits
from tests.support.refusals import reads_or_refuses, refusal


def write(session: Session) -> dict[str, str]:
    return write_link(Visit(session))


def test_a_plain_visit_is_short_and_readable() -> None:
    assert write(Session.of({"97110": 33, "97140": 7})) == {"visit": "97110.33~97140.7"}


def test_everything_unusual_is_written() -> None:
    service = Service("97110", 30, Giver.AIDE, Contact.GROUP, "left~knee", (Interval(540, 560), Interval(580, 590)))
    assert write(Session((service,), date(2026, 3, 2), payer="medicare", year_to_date=12.5)) == {
        "visit": "97110.0900-0920+0940-0950.aide.group.@left%7Eknee",
        "date": "2026-03-02",
        "payer": "medicare",
        "ytd": "12.5",
    }


@pytest.mark.parametrize(
    "region", ["%", "~", "%7E", "%257E", "a.b", ".@", "@", "a~b~c", "x,y", '"', "=1+1", "-1", "膝", "😀", "כתף", " a "]
)
def test_a_region_reads_back_whatever_its_signs(region: str) -> None:
    visit = Session((Service("97110", 20, region=region), Service("97140", 7)))
    assert read_link(write(visit)).session == visit


@given(visits())
@settings(max_examples=400)
def test_a_visit_reads_back_from_its_link(visit: Visit) -> None:
    assert read_link(write_link(visit)) == visit


@given(visits())
def test_a_visit_reads_back_from_its_whole_address(visit: Visit) -> None:
    for safe in ("~@", ""):
        assert read_address(f"https://example.org/session?{urlencode(write_link(visit), safe=safe)}#top") == visit


def test_a_link_names_the_rule_the_tie_and_what_the_claim_needs() -> None:
    record = {
        "services": [{"code": "97110", "minutes": 20}, {"code": "97112", "minutes": 20}],
        "payer": "custom", "rule": "total-8", "tie": ["97112"], "place": "22", "setting": "institution",
        "diagnoses": ["M17.11", "M62.81"], "modifiers": {"97530": ["59", "GX"]}, "charges": {"97110": 60},
    }  # fmt: skip
    assert list(write_link(read_visit(record)).items()) == [
        ("visit", "97110.20~97112.20"), ("payer", "custom"), ("rule", "total-8"), ("tie", "97112"), ("pos", "22"),
        ("setting", "institution"), ("dx", "M17.11~M62.81"), ("mod", "97530.59.GX"), ("charge", "97110-60"),
    ]  # fmt: skip


def test_every_field_of_a_record_has_its_parameter() -> None:
    assert sorted(PARAMETERS.values()) == sorted(FIELDS)


@pytest.mark.parametrize(
    "address",
    [
        "", "http://", "http://localhost:8501", "http://localhost:8501/claim?rule=cms", "http://[", "https://x/?Visit=1",
        "http://x/?" + "a=1&" * 200, "97110.33", "http://x/#?visit=97110.33",
    ],
)  # fmt: skip
def test_an_address_without_a_visit_is_refused(address: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read_address(address)
    assert [(problem.field, problem.value) for problem in refused.value.problems] == [("link", address)]


@given(hostile_text())
def test_no_text_breaks_the_reader_of_an_address(text: str) -> None:
    reads_or_refuses(lambda: read_address(text))
    reads_or_refuses(lambda: read_address(f"http://x/?visit=97110.33&{text}"))


@pytest.mark.parametrize("amount", [0.01, 0.1 + 0.2, 1e-7, 0.12345, 2480.0, 10_000_000, 1e10, 1e22])
def test_any_amount_of_the_year_reads_back(amount: float) -> None:
    visit = Session((Service("97110", 20),), year_to_date=amount)
    assert read_link(write(visit)).session == visit


def test_the_longest_visit_reads_back() -> None:
    """Forty services with a region of sixty signs is the most that a visit may hold."""
    visit = Session(tuple(Service("97110", 1, Giver.ASSISTANT, Contact.GROUP, "~" * 60) for _ in range(40)))
    assert read_link(write(visit)).session == visit


def test_parameters_of_others_are_left_alone() -> None:
    found = read_link({"visit": "97110.20", "utm_source": "mail", "theme": "dark"})
    assert found == Visit(Session.of({"97110": 20}))


@pytest.mark.parametrize(
    ("visit", "field"),
    [
        ("97110", "services[0].minutes"),
        ("97110.", "services[0].minutes"),
        ("97110.-5", "services[0].minutes"),
        ("97110.1441", "services[0].minutes"),
        ("97110.many", "services[0].minutes"),
        ("97110.1e3", "services[0].minutes"),
        (".20", "services[0].code"),
        ("99999.20", "services[0].code"),
        ("97110.20~", "services[1].code"),
        ("97110.0920-0900", "services[0].times"),
        ("97110.2400-2500", "services[0].times"),
        ("97110.20.nurse", "services[0].by"),
        ("97110.20.", "services[0].by"),
        ("97110.20.@" + "x" * 61, "services[0].region"),
        ("97110.20.@a\x00b", "services[0].region"),
    ],
)
def test_a_broken_link_is_refused_at_its_field(visit: str, field: str) -> None:
    with pytest.raises(VisitError) as refused:
        read_link({"visit": visit})
    assert field in [problem.field for problem in refused.value.problems]


@pytest.mark.parametrize("visit", ["97110.20.aide.student", "97110.20.group.alone", "97110.20.aide.aide"])
def test_who_and_how_are_said_once(visit: str) -> None:
    """Two words for one field contradict each other, and neither may be dropped in silence."""
    with pytest.raises(VisitError):
        read_link({"visit": visit})


@pytest.mark.parametrize("parameters", [{}, {"visit": ""}])
def test_a_link_without_a_visit_is_refused(parameters: dict[str, str]) -> None:
    with pytest.raises(VisitError, match="at least one service"):
        read_link(parameters)


def test_a_link_of_a_megabyte_is_refused_unread() -> None:
    with pytest.raises(DocumentError, match="at most"):
        read_link({"visit": "97110.1~" * 125_000})


def test_no_parameter_of_a_link_is_read_when_one_is_too_long() -> None:
    with pytest.raises(DocumentError) as refused:
        read_link({"visit": "99999.1", "mod": "97110.59~" * 10_000, "dx": "M17.11~" * 10_000})
    assert [problem.field for problem in refused.value.problems] == ["dx", "mod"]


@given(hostile_text())
@settings(max_examples=500)
def test_no_text_breaks_the_link_reader_and_every_refusal_can_be_shown(text: str) -> None:
    reads_or_refuses(lambda: read_link({"visit": text}))
    words = refusal(lambda: read_link({"visit": text, "payer": text}))
    assert words.encode("utf-8").decode("utf-8") == words


@given(st.dictionaries(st.sampled_from([*PARAMETERS, "x"]), hostile_text(), max_size=6))
@settings(max_examples=500)
def test_no_parameters_break_the_link_reader(parameters: dict[str, str]) -> None:
    reads_or_refuses(lambda: read_link({"visit": "97110.20", **parameters}))


@pytest.mark.parametrize("tie", ["<b>x</b>", "97112~97110~97112", "97530"])
def test_a_choice_that_fits_no_code_of_the_visit_is_left_open(tie: str) -> None:
    assert read_link({"visit": "97112.20~97110.20", "rule": "cms", "tie": tie}).tie == ()
