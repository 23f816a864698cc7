"""Prices of one group, one tax number, or one payer of a hospital, out of a file that has many."""

import gzip
import json
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.errors import DocumentError, InputError
from ptcoding.exchange.payer_file.kept_rates import RateFile
from ptcoding.exchange.payer_file.rate_file import read_rates
from tests.strategies import hostile_text, json_values
from tests.support.hospital_files import HOSPITAL, TALL, WIDE
from tests.support.rate_rows import row

TIN = "22-2222222"


def read(document: object, whose: str, pack=bytes) -> RateFile:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return read_rates(BytesIO(pack(data)), {"97110"}, whose=whose)


def priced(rate: float, **who: object) -> dict[str, object]:
    """One entry of a row: a price and who it is for."""
    (entry,) = row("97110", rate)["negotiated_rates"]
    del entry["provider_references"]
    return {**entry, **who}


def group(number: object, *tins: str) -> dict[str, object]:
    named = [{"npi": [1111111111], "tin": {"type": "ein", "value": tin}} for tin in tins]
    return {"provider_group_id": number, "provider_groups": named}


ENTRIES = [
    priced(30, provider_references=[1, 2]),
    priced(31.5, provider_references=[3]),
    priced(32, provider_groups=[{"npi": [1], "tin": {"type": "ein", "value": TIN}}]),
    priced(33, provider_groups=[{"npi": [1], "tin": {"type": "ein", "value": "33-3333333"}}]),
]
GROUPS = [group(1, "11-1111111"), group(2, "44-4444444", TIN), group(3, "33-3333333")]
PRICES = {"in_network": [{**row("97110"), "negotiated_rates": ENTRIES}]}
BEFORE, BEHIND = {"provider_references": GROUPS, **PRICES}, {**PRICES, "provider_references": GROUPS}


def figures(found: RateFile) -> list[tuple[str, ...]]:
    return [(price.figure(), *price.whom) for one in found.of("97110") for price in one.prices]


@pytest.mark.parametrize("document", [BEFORE, BEHIND], ids=["groups before", "groups behind"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("typed", [TIN, "222222222", " 22 2222222 "])
def test_a_tax_number_finds_its_groups_prices_too(document, pack, typed):
    assert figures(read(document, typed, pack)) == [("$30.00", "2"), ("$32.00", f"ein {TIN}")]


def test_a_group_is_found_by_its_number():
    assert figures(read(BEFORE, "3")) == [("$31.50", "3")]


def test_without_a_name_every_price_is_kept():
    assert len(figures(read(BEFORE, " "))) == 4


@pytest.mark.parametrize("document", [BEFORE, TALL.encode(), HOSPITAL])
def test_who_has_no_price_is_named(document):
    with pytest.raises(DocumentError) as error:
        read(document, "99-9999999")
    (problem,) = error.value.problems
    assert (problem.field, problem.value) == ("group, tax number, payer or plan", "99-9999999")


def test_a_price_behind_hundreds_of_others_is_found_and_they_are_not_counted_as_left_out():
    others = [priced(1, provider_references=[9])] * 700
    mine = [priced(31.5, provider_references=[*range(10, 400), 3])]
    found = read({"in_network": [{**row("97110"), "negotiated_rates": others + mine}]}, "3")
    assert figures(found) == [("$31.50", "3")]
    assert found.rows[0].left_out == 0


# 200 prices are kept of 230 of the group.
def test_prices_of_the_group_beyond_the_bound_are_counted():
    entries = [priced(1, provider_references=[9]), priced(2, provider_references=[3])] * 230
    found = read({"in_network": [{**row("97110"), "negotiated_rates": entries}]}, "3")
    assert (len(found.rows[0].prices), found.rows[0].left_out) == (200, 30)


@pytest.mark.parametrize("document", [TALL.encode(), WIDE.encode(), HOSPITAL], ids=["tall", "wide", "json"])
@pytest.mark.parametrize("typed", ["plan b", "HMO"])
def test_a_hospital_s_payer_or_plan_is_found_by_a_part_of_its_name(document, typed):
    assert figures(read(document, typed)) == [("62 %", "Plan B", "HMO")]


listed = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "provider_group_id": json_values(),
            "provider_groups": json_values() | st.just([{"tin": {"value": "1"}}]),
        },
    )
    | json_values(),
    max_size=4,
)


@given(listed, json_values(), hostile_text() | st.just("1"))
def test_any_list_of_groups_is_read_or_refused(groups, entry, whose):
    rows = [{**row("97110"), "negotiated_rates": [entry, *ENTRIES]}]
    with suppress(InputError):
        for one in read({"provider_references": groups, "in_network": rows}, whose).rows:
            assert all(field.value.isprintable() for field in one.fields())
