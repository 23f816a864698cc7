"""A row of a payer's public file, read back field by field."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.errors import DocumentError, InputError
from ptcoding.exchange.payer_file.negotiated import NegotiatedRow
from ptcoding.exchange.payer_file.rate_file import read_pasted_rates
from ptcoding.facts import facts
from ptcoding.facts.words import templates
from tests.strategies import hostile_text, json_values

PRICE = {
    "negotiated_type": "negotiated",
    "negotiated_rate": 31.05,
    "expiration_date": "9999-12-31",
    "service_code": ["11"],
    "billing_class": "professional",
    "setting": "outpatient",
    "billing_code_modifier": ["GP"],
}
ROW: dict[str, Any] = {
    "negotiation_arrangement": "ffs",
    "name": "PT exercise",
    "billing_code_type": "CPT",
    "billing_code_type_version": "2026",
    "billing_code": "97110",
    "description": "Exercise, 15 minutes",
    "negotiated_rates": [{"provider_references": [17, 18], "negotiated_prices": [PRICE]}],
}
AT = "negotiated_rates[0].negotiated_prices[0]"


def read(text: str, on: date | None = None) -> NegotiatedRow:
    """The one row that was pasted."""
    (row,) = read_pasted_rates(text, on=on).rows
    return row


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    """The row with one change, as JSON."""
    row = json.loads(json.dumps(ROW))
    change(row)
    return json.dumps(row)


def priced(**fields: object) -> str:
    return changed(lambda row: row["negotiated_rates"][0]["negotiated_prices"][0].update(fields))


def values(text: str) -> dict[str, str]:
    return {field.name: field.value for field in read(text).fields()}


def meanings(text: str) -> dict[str, str]:
    return {field.name: field.meaning for field in read(text).fields()}


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as error:
        read(text)
    return [problem.field for problem in error.value.problems]


def test_a_row_is_read_back_field_by_field() -> None:
    assert values(json.dumps(ROW)) == {
        "negotiation_arrangement": "ffs",
        "name": "PT exercise",
        "billing_code_type": "CPT",
        "billing_code_type_version": "2026",
        "billing_code": "97110",
        "description": "Exercise, 15 minutes",
        "negotiated_rates": "1",
        "negotiated_rates[0].provider_references": "17, 18",
        f"{AT}.negotiated_type": "negotiated",
        f"{AT}.negotiated_rate": "$31.05",
        f"{AT}.expiration_date": "9999-12-31",
        f"{AT}.billing_class": "professional",
        f"{AT}.setting": "outpatient",
        f"{AT}.service_code": "11",
        f"{AT}.billing_code_modifier": "GP",
    }
    assert read(json.dumps(ROW)).missing == ()


def test_every_field_is_explained_and_cited() -> None:
    for field in read(json.dumps(ROW)).fields():
        assert field.meaning.endswith(".")
        assert field.source in facts().sources


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("negotiated_type", "negotiated", "agreed to pay"),
        ("negotiated_type", "derived", "own accounts"),
        ("negotiated_type", "fee schedule", "patient's share"),
        ("negotiated_type", "percentage", "in percent"),
        ("negotiated_type", "per diem", "each day"),
        ("expiration_date", "9999-12-31", "no end date"),
        ("expiration_date", "2026-12-31", "last day"),
        ("billing_class", "institutional", "hospital"),
        ("setting", "both", "inpatients and outpatients"),
    ],
)
def test_a_value_of_the_schema_is_explained(field: str, value: str, words: str) -> None:
    assert words in meanings(priced(**{field: value}))[f"{AT}.{field}"]


def test_a_value_that_the_schema_does_not_know_is_explained_by_its_field() -> None:
    assert meanings(priced(negotiated_type="guess"))[f"{AT}.negotiated_type"] == "What kind of figure the rate is."


def test_every_place_of_service_is_explained() -> None:
    assert "every place" in meanings(priced(service_code=["CSTM-00"]))[f"{AT}.service_code"]


@pytest.mark.parametrize(
    ("kind", "shown"), [("negotiated", "$40.50"), ("percentage", "40.5 %"), ("per diem", "$40.50")]
)
def test_a_rate_is_a_share_only_where_it_says_so(kind: str, shown: str) -> None:
    assert values(priced(negotiated_type=kind, negotiated_rate=40.5))[f"{AT}.negotiated_rate"] == shown


def test_a_price_keeps_its_modifiers_and_places() -> None:
    row = read(json.dumps(ROW))
    assert row.code == "97110"
    assert (row.prices[0].rate, row.prices[0].modifiers, row.prices[0].places) == (Decimal("31.05"), ("GP",), ("11",))


@pytest.mark.parametrize("wrap", [lambda row: [row], lambda row: {"in_network": [row], "version": "2.0.0"}])
def test_a_row_may_stand_alone_in_its_file(wrap: Callable[[object], object]) -> None:
    assert read(json.dumps(wrap(ROW))) == read(json.dumps(ROW))


@pytest.mark.parametrize("name", [name for name in ROW if name != "description"])
def test_a_missing_field_is_named(name: str) -> None:
    row = read(changed(lambda row: row.pop(name)))
    assert row.missing == (name,)
    assert row.fields()[-1].name == name


@pytest.mark.parametrize("name", ["negotiated_type", "negotiated_rate", "expiration_date", "billing_class"])
def test_a_missing_field_of_a_price_is_named_with_its_place(name: str) -> None:
    text = changed(lambda row: row["negotiated_rates"][0]["negotiated_prices"][0].pop(name))
    assert read(text).missing == (f"{AT}.{name}",)


@pytest.mark.parametrize("name", ["provider_references", "negotiated_prices"])
def test_rates_without_providers_or_prices_are_named(name: str) -> None:
    text = changed(lambda row: row["negotiated_rates"][0].pop(name))
    assert read(text).missing == (f"negotiated_rates[0].{name}",)


# Plans write the numbers of groups as numbers, as texts and with a point.
@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (["847392"], "847392"),
        ([847392], "847392"),
        (["847392", 5], "847392, 5"),
        ([1.02], "1.02"),
        ([], ""),
        (list(range(10)), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9"),
        (list(range(11)), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …"),
    ],
)
def test_the_numbers_of_the_groups_are_shown_as_they_are_written(given, shown):
    text = changed(lambda row: row["negotiated_rates"][0].update(provider_references=given))
    assert values(text)["negotiated_rates[0].provider_references"] == shown
    assert read(text).prices[0].whom == (shown,)


def test_tax_numbers_are_shown_with_their_kind_and_provider_numbers_are_not_repeated() -> None:
    groups = [{"npi": [1111111111], "tin": {"type": "ein", "value": "22-2222222"}}, {"npi": [1111111111]}]
    text = changed(lambda row: row["negotiated_rates"][0].update(provider_groups=groups))
    assert values(text)["negotiated_rates[0].provider_groups"] == "ein 22-2222222, no tax number"
    assert "1111111111" not in repr(read(text))


@pytest.mark.parametrize(
    ("on", "said"),
    [(date(2024, 12, 30), False), (date(2024, 12, 31), False), (date(2025, 1, 1), True), (None, False)],
)
def test_an_agreement_holds_on_its_last_day_and_has_expired_the_day_after(on, said):
    row = read(priced(expiration_date="2024-12-31"), on)
    meaning = next(field.meaning for field in row.fields() if field.name == f"{AT}.expiration_date")
    sentence = "The agreement expired on December 31, 2024; the price may no longer apply."
    assert (meaning == sentence) is said
    assert row.prices[0].remarks == ((sentence,) if said else ())


def test_an_agreement_without_end_never_expires() -> None:
    assert read(json.dumps(ROW), date(2026, 11, 29)).prices[0].remarks == ()


@pytest.mark.parametrize("text", ["2024-13-01", "12/31/2024", "", "soon"])
def test_an_end_that_is_no_date_is_said(text):
    assert "isn't a date in the form" in meanings(priced(expiration_date=text))[f"{AT}.expiration_date"]


@pytest.mark.parametrize(
    ("fields", "shown", "words"),
    [
        ({"negotiated_rate": 0}, "$0.00", "The figure is zero."),
        ({"negotiated_rate": "0.00"}, "$0.00", "The figure is zero."),
        ({"negotiated_type": "percentage", "negotiated_rate": 65}, "65 %", "not a dollar amount: 65 percent."),
        ({"negotiated_type": "percentage", "negotiated_rate": 1}, "1 %", "not a dollar amount: 1 percent."),
        ({"negotiated_type": "percentage", "negotiated_rate": 0.65}, "0.65 %", "0.65 may be a fraction of 1"),
    ],
)
def test_zero_and_shares_are_said(fields, shown, words):
    row = read(priced(**fields))
    assert row.prices[0].figure() == shown
    assert words in row.prices[0].remarks[0]
    assert words in meanings(priced(**fields))[f"{AT}.negotiated_rate"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [("28.50", "$28.50"), ("$28.50", "$28.50"), (" 1,028.5 ", "$1,028.50"), (28, "$28.00"), (28.125, "$28.125")],
)
def test_a_rate_may_be_written_as_text(given, shown):
    assert values(priced(negotiated_rate=given))[f"{AT}.negotiated_rate"] == shown


@pytest.mark.parametrize(
    ("given", "places"),
    [("11", ("11",)), ([11], ("11",)), ([2, "11"], ("02", "11")), ("11, 12", ("11", "12")), (11, ("11",)), ("", ())],
)
def test_places_may_be_numbers_or_a_single_text(given, places):
    assert read(priced(service_code=given)).prices[0].places == places


def test_a_code_may_be_a_number() -> None:
    assert read(changed(lambda row: row.update(billing_code=97110, billing_code_type_version=2026))).code == "97110"


def test_a_byte_order_mark_is_no_part_of_the_row() -> None:
    assert read("\ufeff" + json.dumps(ROW)) == read(json.dumps(ROW))


def test_a_field_of_another_schema_is_named_and_not_shown() -> None:
    found = read(changed(lambda row: row.update(strange="<script>"))).fields()
    assert [(field.name, field.value) for field in found if field.name == "strange"] == [("strange", "")]


@pytest.mark.parametrize(
    "text",
    ["", " ", "{", "[]", "null", "7", '"97110"', "{}", '{"name": "x"}', "NaN", "97110", "[" * 100_000,
     '{"a":' * 5000, "9" * 5000, '{"in_network": []}', " " * 200_001, priced(negotiated_rate=float("nan")),
     priced(negotiated_rate=float("inf"))],
)  # fmt: skip
def test_what_is_no_row_is_refused(text: str) -> None:
    with pytest.raises(DocumentError):
        read(text)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (changed(lambda row: row.update(billing_code=True)), "billing_code"),
        (changed(lambda row: row["negotiated_rates"][0].update(provider_references=[{}])),
         "negotiated_rates[0].provider_references"),
        (changed(lambda row: row.update(name=None)), "name"),
        (changed(lambda row: row.update(negotiated_rates={})), "negotiated_rates"),
        (changed(lambda row: row.update(negotiated_rates=["x"])), "negotiated_rates[0]"),
        (changed(lambda row: row.update(bundled_codes=3)), "bundled_codes"),
        (changed(lambda row: row["negotiated_rates"][0].update(negotiated_prices=7)), AT[:-3]),
        (priced(negotiated_rate="31,05"), f"{AT}.negotiated_rate"),
        (priced(negotiated_rate="about 30"), f"{AT}.negotiated_rate"),
        (priced(negotiated_rate=""), f"{AT}.negotiated_rate"),
        (priced(negotiated_rate=True), f"{AT}.negotiated_rate"),
        (priced(negotiated_rate=-1), f"{AT}.negotiated_rate"),
        (priced(negotiated_rate=10**12), f"{AT}.negotiated_rate"),
        (priced(service_code=[1.5]), f"{AT}.service_code"),
        (priced(service_code={}), f"{AT}.service_code"),
        (priced(expiration_date=20261231), f"{AT}.expiration_date"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_refused_by_name(text: str, field: str) -> None:
    assert problems(text) == [field]


@pytest.mark.parametrize("number", ["1e999999999", "1e99999999999999999999999", "-0.5"])
def test_a_number_beyond_reason_is_refused(number: str) -> None:
    with pytest.raises(InputError):
        read(json.dumps(ROW).replace("31.05", number))


def test_all_problems_are_collected() -> None:
    text = changed(
        lambda row: (row.update(name=1), row["negotiated_rates"][0]["negotiated_prices"][0].update(setting=2))
    )
    assert problems(text) == ["name", f"{AT}.setting"]


@pytest.mark.parametrize(("count", "left_out"), [(200, 0), (201, 1), (5000, 4800)])
def test_the_first_two_hundred_prices_are_kept_and_the_others_counted(count, left_out):
    row = read(changed(lambda row: row["negotiated_rates"][0].update(negotiated_prices=[PRICE] * count)))
    assert (len(row.prices), row.left_out) == (200, left_out)


def test_groups_that_are_left_out_are_counted_with_the_others() -> None:
    entry = {"provider_references": [1], "negotiated_prices": [PRICE, PRICE]}
    row = read(changed(lambda row: row.update(negotiated_rates=[entry] * 201)))
    assert {field.name: field.value for field in row.fields()}["negotiated_rates"] == "201"
    # 201 x 2 prices
    assert (len(row.prices), row.left_out) == (200, 202)


def test_text_from_outside_stays_text_on_one_line() -> None:
    said = values(changed(lambda row: row.update(name="<b>**x**</b>\n\u202e\x00" + "y" * 400)))["name"]
    assert said.startswith("<b>**x**</b>   y")
    assert len(said) == 301


def test_no_meaning_is_left_without_a_field() -> None:
    fields = {key.partition("=")[0] for key in templates()["negotiated"]}
    named = {*ROW, *PRICE, "bundled_codes", "covered_services", "provider_references", "provider_groups"}
    assert fields == named | {"additional_information", "other", "missing"}


rows = st.fixed_dictionaries(
    {"billing_code": st.just("97110") | json_values()},
    optional={
        **{name: json_values() | hostile_text() for name in ROW if name not in {"billing_code", "negotiated_rates"}},
        "negotiated_rates": json_values()
        | st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "provider_references": json_values(),
                    "negotiated_prices": st.lists(
                        st.fixed_dictionaries({}, optional={name: json_values() for name in PRICE}), max_size=3
                    ),
                },
            ),
            max_size=3,
        ),
    },
)


@given(rows.map(json.dumps) | hostile_text() | json_values().map(json.dumps))
def test_anything_is_read_or_refused_with_its_place(text: str) -> None:
    with suppress(InputError):
        for field in (field for row in read_pasted_rates(text).rows for field in row.fields()):
            assert field.meaning
            assert field.value.isprintable()
            assert len(field.value) < 40_000


def test_a_number_of_more_digits_than_can_be_read_is_refused_in_words() -> None:
    """Python reads whole numbers of at most 4,300 digits."""
    with pytest.raises(DocumentError):
        read_pasted_rates('{"billing_code": ' + "9" * 5_000 + "}")
