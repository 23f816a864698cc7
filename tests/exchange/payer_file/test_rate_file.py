"""Published rates as a file: packed or not, of one row or many, a plan's or a hospital's."""

import gzip
import json
from contextlib import suppress
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.errors import DocumentError, InputError
from ptcoding.exchange.payer_file.kept_rates import RateFile
from ptcoding.exchange.payer_file.rate_file import read_pasted_rates, read_rates
from ptcoding.facts import facts
from ptcoding.facts.words import templates
from tests.strategies import hostile_text, json_values
from tests.support.hospital_files import HOSPITAL, TALL, WIDE
from tests.support.rate_rows import plan, row

THERAPY = {"97110", "97112", "97140"}
TODAY = date(2026, 11, 29)


def read(document, codes=THERAPY, **more) -> RateFile:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return read_rates(BytesIO(data), codes, **more)


def figures(found, code):
    return [(price.figure(), *price.whom) for row in found.of(code) for price in row.prices]


# CMS's sample of single-plan fee for service has two rows in one file.
def test_every_row_of_a_file_is_offered_by_its_code():
    found = read(plan(row("97110"), row("97140", 31)), ())
    assert found.codes == ("97110", "97140")
    assert figures(found, "97140") == [("$31.00", "847")]
    assert (found.kind, found.passed_over, found.cut, found.problems) == ("payer", 0, False, ())


@pytest.mark.parametrize(
    "pack", [bytes, gzip.compress, lambda data: b"\xef\xbb\xbf" + data, lambda data: b" \n" + data]
)
def test_a_file_is_the_same_packed_or_not(pack):
    assert read(pack(json.dumps(plan(row("97110"))).encode())) == read(plan(row("97110")))


def test_two_packed_parts_in_a_row_are_one_file():
    data = json.dumps(plan(row("97110"))).encode()
    assert read(gzip.compress(data[:50]) + gzip.compress(data[50:])).codes == ("97110",)


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"in_network": rows}])
def test_the_codes_looked_for_stand_before_the_others(wrap):
    assert read(wrap([row("27447"), row("97140"), row("97110")])).codes == ("97140", "97110", "27447")


# 20 others are kept of 30, and each of the 5 rows of therapy.
def test_rows_of_other_codes_are_counted_and_not_kept():
    found = read(plan(*[row(f"{number}") for number in range(30)], *[row("97110")] * 5))
    assert (len(found.of("97110")), len(found.rows), found.passed_over) == (5, 25, 10)


def test_a_code_behind_its_rates_is_found():
    late = {name: value for name, value in row("97110").items() if name != "billing_code"} | {"billing_code": "97110"}
    found = read(plan(*[row(f"{number}") for number in range(30)], late))
    assert figures(found, "97110") == [("$28.50", "847")]


def test_at_most_two_hundred_rows_of_a_code_are_kept():
    found = read(plan(*[row("97110")] * 203))
    assert (len(found.rows), found.passed_over) == (200, 3)


def test_what_is_wrong_with_a_row_is_named_and_the_others_are_read():
    found = read(plan(row("97110", rate="?"), 7, {"name": "x"}, row("97140", setting=2), row("97112")))
    assert found.codes == ("97112",)
    assert [problem.field for problem in found.problems] == [
        "in_network[0].negotiated_rates[0].negotiated_prices[0].negotiated_rate",
        "in_network[1]",
        "in_network[2]",
        "in_network[3].negotiated_rates[0].negotiated_prices[0].setting",
    ]


def test_all_problems_are_raised_where_no_row_can_be_read():
    with pytest.raises(InputError) as error:
        read([row("97110", rate="?"), {}, row("97140", setting=2)])
    assert len(error.value.problems) == 3


def test_the_day_is_handed_to_every_price():
    found = read(plan(row("97110", expiration_date="2024-12-31"), row("97140")), on=TODAY)
    assert [len(one.prices[0].remarks) for one in found.rows] == [1, 0]
    assert "expired on December 31, 2024" in found.rows[0].prices[0].remarks[0]


@pytest.mark.parametrize(
    ("data", "what", "expected"),
    [
        (b"PK\x03\x04rest", "zip archive", "unpacked"),
        (b"%PDF-1.7", "a PDF", "machine-readable"),
        (b"<!doctype html><p>", "web page", "machine-readable"),
        (b"\xff\xfe{\x00", "UTF-16", "UTF-8"),
        (b'{"reporting_structure": [{"in_network_files": []}]}', "table of contents", "in_network_files"),
        (b'{"out_of_network": []}', "allowed amounts", "in-network file"),
        (b'{"provider_groups": [], "version": "2"}', "provider groups", "in-network file"),
        (b"code,price\n97110,31\n", "code,price", "code|1"),
        (b"", "", "in-network file"),
        (b'{"a": 1}', "JSON with a", "billing_code"),
        (b"{}", "JSON with no field at all", "billing_code"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_another_file_is_named_with_what_to_bring(data, what, expected, pack):
    with pytest.raises(DocumentError) as error:
        read(pack(data))
    (problem,) = error.value.problems
    assert what in problem.value
    assert expected in problem.expected


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(json.dumps(plan(row("97110"))).encode())[:-20],
        gzip.compress(b"[]")[:5],
        b"\x1f\x8b" + b"\xff" * 40,
        gzip.compress(b"[" + b" " * 200_000)[:60],
    ],
    ids=["cut at the end", "cut at the start", "no such format", "cut within"],
)
def test_a_packed_file_that_is_damaged_is_said(data):
    with pytest.raises(DocumentError, match="damaged or cut off"):
        read(data)


@pytest.mark.parametrize("end", [b"", b"]", b"]}x", b']} {"in_network": []}'])
def test_a_document_that_does_not_end_as_it_should_is_refused(end):
    with pytest.raises(DocumentError):
        read(b'{"in_network": [' + json.dumps(row("97110")).encode() + end)


def test_a_file_beyond_the_bound_is_read_up_to_it():
    one = json.dumps(row("97110")).encode()
    data = b"[" + one + b"," + one + b"," + b" " * 200_000 + one + b"]"
    found = read(data, most=140_000)
    assert (len(found.rows), found.cut) == (2, True)
    whole = read(data, most=len(data))
    assert (len(whole.rows), whole.cut) == (3, False)


def test_the_file_stays_open_for_whoever_brought_it():
    file = BytesIO(gzip.compress(json.dumps(plan(row("97110"))).encode()))
    read_rates(file)
    assert not file.closed


def test_a_tall_file_of_a_hospital_has_a_row_for_each_payer():
    found = read(TALL.encode())
    assert found.kind == "hospital"
    assert found.codes == ("97110", "70551")
    assert figures(found, "97110") == [("$41.50", "Plan A", "PPO"), ("62 %", "Plan B", "HMO"), ("", "Plan C", "EPO")]
    assert [price.modifiers for price in found.of("97110")[0].prices] == [("GP",)]
    assert {field.name: field.value for field in found.of("97110")[1].fields()} == {
        "code": "97110",
        "code_type": "CPT",
        "description": "Exercise",
        "setting": "outpatient",
        "gross": "120",
        "discounted_cash": "90",
        "min": "38",
        "max": "41.50",
        "payer_name": "Plan B",
        "plan_name": "HMO",
        "negotiated_percentage": "62",
        "methodology": "percent of total billed charges",
        "notes": "=1+1",
    }


def test_a_wide_file_of_a_hospital_has_a_row_for_each_group_of_columns():
    found = read(gzip.compress(WIDE.encode()))
    assert figures(found, "97110") == [("$41.50", "Plan A", "PPO"), ("62 %", "Plan B", "HMO")]
    assert [field.value for field in found.rows[0].fields() if field.name == "notes"] == ["per unit"]


def test_the_file_of_a_hospital_in_json_is_read_alike():
    found = read(HOSPITAL)
    assert found.kind == "hospital"
    assert figures(found, "97110") == [("$41.50", "Plan A", "PPO"), ("62 %", "Plan B", "HMO"), ("", "Plan C", "EPO")]


def test_a_hospital_s_shares_and_formulas_are_no_dollars():
    share, formula = (one.prices[0] for one in read(HOSPITAL).rows[1:])
    assert "not a dollar amount" in share.remarks[0]
    assert (formula.rate, formula.remarks) == (None, ("A formula, not a single amount.",))


@pytest.mark.parametrize("price", ["n/a", "41,50", "-1", "1e3"])
def test_a_price_of_a_hospital_that_is_no_number_is_named_with_its_line(price):
    found = read(TALL.replace(",41.50,,,38", f',"{price}",,,38').encode())
    assert [problem.field for problem in found.problems] == ["line 5, negotiated_dollar"]
    assert len(found.of("97110")) == 2


def test_a_hospital_s_charge_without_payers_is_read():
    charge = {"setting": "both", "gross_charge": 120}
    item = HOSPITAL["standard_charge_information"][0] | {"standard_charges": [charge]}
    found = read({"standard_charge_information": [item]})
    assert [field.value for field in found.rows[0].fields() if field.name == "gross"] == ["120"]
    assert found.rows[0].prices == ()


def test_a_malformed_item_of_a_hospital_is_named():
    with pytest.raises(InputError) as error:
        read({"standard_charge_information": [{"code_information": 1}, "x"]})
    assert [problem.field for problem in error.value.problems] == [
        "standard_charge_information[0].code_information",
        "standard_charge_information[0].standard_charges",
        "standard_charge_information[1]",
    ]


def test_every_field_of_a_hospital_is_explained_and_cited():
    fields = {field.name: field for text in (TALL, WIDE) for one in read(text.encode()).rows for field in one.fields()}
    assert {*fields, "negotiated_algorithm"} == set(templates()["hospital"])
    assert all(field.meaning.endswith(".") and field.source in facts().sources for field in fields.values())


def test_a_line_without_end_is_refused():
    with pytest.raises(DocumentError, match="a line without an end"):
        read(b"a" * 2_000_000)


@st.composite
def files(draw):
    """A plan's file with rows of any shape, and perhaps packed."""
    rows = st.fixed_dictionaries({"billing_code": st.sampled_from(["97110", "1"]) | json_values()}, optional={
        "negotiated_rates": json_values() | st.lists(st.fixed_dictionaries({}, optional={
            "provider_references": json_values(),
            "provider_groups": json_values() | st.just([{"tin": {"type": "ein", "value": "1"}}]),
            "negotiated_prices": json_values(),
        }), max_size=3),
    })  # fmt: skip
    items = st.lists(rows | json_values(), max_size=4)
    document = draw(items | st.fixed_dictionaries({"in_network": items}) | st.fixed_dictionaries(
        {"standard_charge_information": st.lists(json_values() | st.just(
            HOSPITAL["standard_charge_information"][0]), max_size=3)}))  # fmt: skip
    data = json.dumps(document).encode()
    return draw(st.sampled_from([data, gzip.compress(data), b"\xef\xbb\xbf" + data, data[:-1]]))


@given(
    files()
    | st.binary(max_size=200)
    | hostile_text().map(lambda text: TALL.replace("41.50", text).encode("utf-8", "replace"))
)
def test_any_file_is_read_or_refused_by_name(data):
    with suppress(InputError):
        for one in read(data, on=TODAY).rows:
            assert all(field.meaning and field.value.isprintable() for field in one.fields())
            assert all(price.rate is None or 0 <= price.rate <= Decimal(10) ** 9 for price in one.prices)


@given(hostile_text())
def test_any_pasted_text_is_read_or_refused(text):
    with suppress(InputError):
        assert read_pasted_rates(text).rows
