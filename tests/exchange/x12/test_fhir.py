"""A FHIR claim: its lines as billed, or a refusal that says why."""

import json

import pytest

from ptcoding.errors import InputError
from ptcoding.exchange.day_sheet.reading import read_day_sheet
from ptcoding.facts import facts


def item(code, units, *modifiers):
    return {
        "productOrService": {"coding": [{"code": code}]},
        "modifier": [{"coding": [{"code": modifier}]} for modifier in modifiers],
        "servicedDate": "2026-09-15",
        "quantity": {"value": units},
    }


def read(resource):
    return read_day_sheet(json.dumps(resource).encode(), facts())


def test_a_claim_is_its_lines_as_billed():
    items = [item("97110", 2, "GP"), item("99213", 1), item("97140", "one")]
    sheet = read({"resourceType": "Claim", "item": items})
    (day,) = sheet.visits
    assert day.lines == (("97110", 2, ("GP",)),)
    assert day.visit.session.date.isoformat() == "2026-09-15"
    assert [one.row for one in sheet.unread] == [2, 3]


@pytest.mark.parametrize(
    "resource",
    [
        {"resourceType": "Patient"},
        {"resourceType": "Claim", "item": []},
        {"resourceType": "Claim", "item": "97110"},
        {"resourceType": "Claim", "item": [{"productOrService": "97110"}]},
        {"resourceType": "Claim", "item": [item("97110", True)]},
    ],
)
def test_what_has_no_such_lines_is_refused_in_words(resource):
    with pytest.raises(InputError, match="it has units, no minutes"):
        read(resource)
