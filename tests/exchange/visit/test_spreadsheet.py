"""A visit as CSV, in and out."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from ptcoding import InputError, Session
from ptcoding.billing.visit.session import Discipline, Service
from ptcoding.errors import DocumentError, VisitError
from ptcoding.exchange.visit import spreadsheet
from ptcoding.exchange.visit.spreadsheet import write_csv
from ptcoding.exchange.visit.visit import Visit, read_visit
from tests.strategies import hostile_text, visits
from tests.support.refusals import reads_or_refuses

RUNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# What parts two cells, by the language of the spreadsheet that opens the file.
SEPARATORS = (",", ";", "\t")
NOTICE = "Numbers only."


def read_csv(text: str) -> Session:
    return spreadsheet.read_csv(text).session


def write(session: Session, units: Mapping[str, Mapping[str, int]], notice: str) -> str:
    return write_csv(Visit(session), units, notice)


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


@given(visits())
@settings(max_examples=400)
def test_a_visit_reads_back_from_its_table_and_no_cell_of_it_can_run(visit: Visit) -> None:
    written = write_csv(visit, {}, NOTICE)
    assert spreadsheet.read_csv(written) == visit
    assert not [cell for row in csv.reader(io.StringIO(written)) for cell in row if cell.startswith(RUNS)]


def test_what_the_claim_needs_stands_beside_its_code() -> None:
    visit = read_visit(
        {
            "services": [{"code": code, "minutes": 20} for code in ("97110", "97112", "97110")],
            "rule": "ama", "tie": ["97112"], "place": "02", "setting": "institution",
            "diagnoses": ["M17.11", "M62.81"], "charges": {"97112": 60},
            "modifiers": {"97110": ["59", "GX"], "97530": ["KX"], "97112": []},
        }
    )  # fmt: skip
    header, *rows = [line.split(",")[:1] + line.split(",")[10:] for line in write_csv(visit, {}, NOTICE).splitlines()]
    shared = ["ama", "97112", "02", "institution", "M17.11 M62.81"]
    assert header == ["code", "rule", "tie", "place", "setting", "diagnoses", "modifiers", "charges"]
    assert rows == [
        ["97110", *shared, "59 GX; 97530=KX; 97112=", ""],
        ["97112", *shared, "", "60.00"],
        ["97110", *shared, "", ""],
        [f"# {NOTICE}"],
    ]


@pytest.mark.parametrize(
    ("rows", "stated"),
    [
        ("97110,20,59\n97140,7,\n", {"97110": ("59",)}),
        ("97110,20,59 gx\n97140,7,KX\n", {"97110": ("59", "GX"), "97140": ("KX",)}),
        ("97110,20,59\n97110,7,59 KX\n", {"97110": ("59", "KX")}),
        ("97110,20,97140=KX; 59\n97140,7,\n", {"97140": ("KX",), "97110": ("59",)}),
    ],
)
def test_modifiers_are_read_beside_the_code_they_are_stated_for(rows: str, stated: Mapping[str, object]) -> None:
    assert spreadsheet.read_csv(f"code,minutes,modifiers\n{rows}").circumstances.stated == stated


def test_a_charge_is_read_beside_its_code_and_may_stand_in_every_row_of_it() -> None:
    found = spreadsheet.read_csv("code,minutes,charges\n97110,20,60\n97140,7,55.5\n97110,9,60\n")
    assert found.circumstances.charges == {"97110": Decimal(60), "97140": Decimal("55.5")}


def test_two_charges_for_one_code_are_refused() -> None:
    with pytest.raises(VisitError) as refused:
        spreadsheet.read_csv("code,minutes,charges\n97110,20,60\n97110,9,61\n")
    assert [(problem.field, problem.value) for problem in refused.value.problems] == [("charges.97110", "60 and 61")]


def test_a_place_that_a_spreadsheet_took_for_a_number_is_read() -> None:
    assert spreadsheet.read_csv("code,minutes,place\n97110,20,2\n").circumstances.place == "02"


def test_problems_of_the_claim_are_told_with_those_of_the_services() -> None:
    with pytest.raises(VisitError) as refused:
        spreadsheet.read_csv("code,minutes,modifiers,charges,diagnoses,rule\n97110,-5,ZZZ,x,?,cmz\n")
    assert [problem.field for problem in refused.value.problems] == [
        "services[0].minutes", "diagnoses[0]", "modifiers.97110", "charges.97110", "rule",
    ]  # fmt: skip


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
    visit = Visit(Session((Service("97110", 20, region=region),)))
    written = write_csv(visit, {}, NOTICE)
    cells = [cell for line in written.splitlines() for cell in line.replace('"', "").split(separator)]
    assert [cell for cell in cells if cell.lstrip(" ").startswith(RUNS)] == []
    assert spreadsheet.read_csv(written) == visit


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
def test_no_text_and_no_rows_break_the_table_reader(text: str) -> None:
    reads_or_refuses(lambda: spreadsheet.read_csv(text))
    header = "code,minutes,times,by,contact,modifiers,charges,tie,rule,diagnoses,place,region,date,payer,start,end\n"
    reads_or_refuses(lambda: spreadsheet.read_csv(header + text))
    reads_or_refuses(lambda: spreadsheet.read_csv(f"{header}97110,20,,,,{text}"))
