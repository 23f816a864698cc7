"""A visit as CSV, in and out."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from ptcoding import InputError, Session
from ptcoding.billing.visit.session import Discipline, Service
from ptcoding.errors import DocumentError, VisitError
from ptcoding.exchange.visit.spreadsheet import read_csv, write
from tests.exchange.visit.test_record import reads_or_refuses
from tests.strategies import hostile_text, sessions

RUNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# What parts two cells, by the language of the spreadsheet that opens the file.
SEPARATORS = (",", ";", "\t")
NOTICE = "Numbers only."


def table(session: Session) -> list[list[str]]:
    return list(csv.reader(io.StringIO(write(session, {}, NOTICE))))


def back(session: Session) -> Session:
    return read_csv(write(session, {}, NOTICE))


def test_a_visit_is_one_row_a_service() -> None:
    visit = Session((Service("97110", 33, region="knee"), Service("97140", 7)), date(2026, 3, 2), payer="medicare")
    assert write(visit, {"units_cms": {"97110": 2, "97140": 1}}, NOTICE).splitlines() == [
        "code,minutes,times,by,contact,region,date,discipline,payer,year_to_date,units_cms",
        "97110,33,,therapist,one-on-one,knee,2026-03-02,PT,medicare,,2",
        "97140,7,,therapist,one-on-one,,2026-03-02,PT,medicare,,1",
        "# Numbers only.",
    ]


def test_units_of_a_code_in_two_rows_are_shown_once() -> None:
    visit = Session((Service("97110", 10), Service("97110", 13)))
    rows = list(csv.reader(io.StringIO(write(visit, {"units_cms": {"97110": 2}}, NOTICE))))
    assert [row[-1] for row in rows[1:3]] == ["2", ""]


@given(sessions())
@settings(max_examples=300)
def test_a_visit_reads_back_from_its_table(session: Session) -> None:
    """The charges of the year have a test of their own."""
    plain = replace(session, year_to_date=0.0)
    assert back(plain) == plain


def test_the_charges_of_the_year_read_back() -> None:
    visit = Session((Service("97110", 20),), year_to_date=2480.5)
    assert back(visit) == visit


@pytest.mark.parametrize("region", [" knee", "knee ", " ", " =1+1", "' a"])
def test_spaces_of_a_region_read_back(region: str) -> None:
    visit = Session((Service("97110", 20, region=region),))
    assert back(visit) == visit


@pytest.mark.parametrize(
    "region", ["=1+1", "+1", "-1", "@A1", "'", "''", "'=1", '=HYPERLINK("x")', "a,b", '"', "#1", "膝", "😀", "כתף"]
)
def test_a_region_that_would_run_is_text_and_reads_back(region: str) -> None:
    visit = Session((Service("97110", 20, region=region),))
    assert not table(visit)[1][5].startswith(RUNS)
    assert back(visit) == visit


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    "region",
    [
        "a;=cmd|'/c calc'!A1",
        "a; =1+1",
        "a;;@A1",
        ";=1",
        ";'=1",
        ";''=1",
        " =1+1",
        "a,=1+1",
        "\uff1d1+1",
        "a;\uff1d1",
        "\uff20A1",
        "left; -3",
    ],
)
def test_no_part_of_a_region_runs_whatever_parts_two_cells(separator: str, region: str) -> None:
    visit = Session((Service("97110", 20, region=region),))
    written = write(visit, {}, NOTICE)
    cells = [cell for line in written.splitlines() for cell in line.replace('"', "").split(separator)]
    assert [cell for cell in cells if cell.lstrip(" ").startswith(RUNS)] == []
    assert read_csv(written) == visit


@given(sessions())
@settings(max_examples=300)
def test_no_cell_that_we_write_can_run(session: Session) -> None:
    assert not [cell for row in table(session) for cell in row if cell.startswith(RUNS)]


@pytest.mark.parametrize(
    "text",
    [
        "code,minutes\n97110,20\n",
        "\ufeffcode,minutes\r\n97110,20\r\n",
        " Code , MINUTES \n97110, 20 \n",
        "minutes,code,other\n20,97110,x\n",
        "code,start,end\n97110,9:00,9:20\n",
        "code,times\n97110,9:00-9:20\n",
        "code,minutes\n\n97110,20\n,\n",
        "code;minutes\n97110;20\n",
        "code\tminutes\n97110\t20\n",
        "97110,20\n",
        "97110\t20",
    ],
)
def test_usual_tables_are_read(text: str) -> None:
    assert [(service.code, service.minutes) for service in read_csv(text).services] == [("97110", 20)]


def test_date_discipline_and_payer_come_from_the_rows() -> None:
    visit = read_csv("code,minutes,date,discipline,payer\n97110,20,2026-03-02,OT,medicare\n97140,7,,,\n")
    assert (visit.date, visit.discipline, visit.payer) == (date(2026, 3, 2), Discipline.OT, "medicare")


@pytest.mark.parametrize(
    "text",
    [
        "code,minutes,date\n97110,20,2026-03-02\n97140,7,2026-03-03\n",
        "code,minutes,discipline\n97110,20,PT\n97140,7,OT\n",
        "code,minutes,payer\n97110,20,medicare\n97140,7,anthem\n",
    ],
)
def test_rows_of_two_visits_are_not_mixed_into_one(text: str) -> None:
    with pytest.raises(InputError):
        read_csv(text)


def test_a_row_with_more_cells_than_columns_is_refused() -> None:
    """An unquoted comma would cut the region short in silence."""
    with pytest.raises(InputError):
        read_csv("code,minutes,region\n97110,20,left, knee\n")


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(InputError):
        read_csv("code,minutes,minutes\n97110,20,30\n")


def test_a_service_is_not_taken_for_a_comment() -> None:
    """Only our own notice begins a row with a number sign; a region may begin with one too."""
    visit = read_csv("region,code,minutes\n#1 knee,97110,20\nright,97140,7\n")
    assert [service.code for service in visit.services] == ["97110", "97140"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "minutes\n20\n", "code\n97110\n", "a,b\n1,2\n", '"', "PK\x03\x04", "\x00"]
)
def test_a_table_without_the_columns_is_refused(text: str) -> None:
    with pytest.raises(DocumentError):
        read_csv(text)


@pytest.mark.parametrize(
    ("cell", "field"),
    [
        ("97110,-5", "services[0].minutes"),
        ("97110,7.5", "services[0].minutes"),
        ("97110,1441", "services[0].minutes"),
        ("97110,=20", "services[0].minutes"),
        ("97110,", "services[0].minutes"),
        ("99999,20", "services[0].code"),
        ("=cmd|'/c calc'!A0,20", "services[0].code"),
        (",20", "services[0].code"),
    ],
)
def test_a_bad_cell_is_refused_at_its_field(cell: str, field: str) -> None:
    with pytest.raises(VisitError) as refused:
        read_csv(f"code,minutes\n{cell}\n")
    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_table_without_rows_is_an_empty_visit() -> None:
    with pytest.raises(VisitError, match="at least one service"):
        read_csv("code,minutes\n")


def test_forty_one_rows_are_refused() -> None:
    with pytest.raises(DocumentError, match="at most 40 services"):
        read_csv("code,minutes\n" + "97110,1\n" * 41)


def test_a_table_of_fifty_megabytes_is_refused_unread() -> None:
    with pytest.raises(DocumentError, match="at most 200000 characters"):
        read_csv("code,minutes\n" + "97110,1\n" * 6_250_000)


def test_a_cell_longer_than_a_spreadsheet_allows_is_refused() -> None:
    with pytest.raises(InputError):
        read_csv("code,minutes\n97110," + "5" * 150_000)


@given(hostile_text())
@settings(max_examples=400)
def test_no_text_breaks_the_table_reader(text: str) -> None:
    reads_or_refuses(lambda: read_csv(text))


@given(hostile_text())
@settings(max_examples=400)
def test_no_rows_break_the_table_reader(text: str) -> None:
    header = "code,minutes,times,by,contact,region,date,discipline,payer,start,end\n"
    reads_or_refuses(lambda: read_csv(header + text))
    reads_or_refuses(lambda: read_csv(f"{header}97110,20,,,,{text}"))
