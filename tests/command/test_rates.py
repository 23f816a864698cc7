"""The command that reads a published file of prices."""

import gzip
import json

import pytest

from ptcoding.command.main import main

ENTRY = {
    "provider_references": ["847392"],
    "negotiated_prices": [
        {
            "negotiated_type": "negotiated",
            "negotiated_rate": "28.50",
            "expiration_date": "2024-12-31",
            "billing_class": "professional",
            "service_code": [11],
        }
    ],
}
ROWS = [{"billing_code": code, "negotiated_rates": [ENTRY]} for code in ("27447", "97110", "97140")]
EXPIRED = "The agreement expired on December 31, 2024; the price is not known to hold after it."


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "rates.json.gz"
    path.write_bytes(gzip.compress(json.dumps({"in_network": ROWS}).encode()))
    return str(path)


def printed(capsys, *arguments):
    assert main(["rates", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_therapy_codes_are_looked_for_where_none_is_named(file, capsys):
    assert [rate["code"] for rate in printed(capsys, file)["rates"]] == ["97110", "97140"]


def test_a_price_is_printed_with_all_that_is_known_of_it(file, capsys):
    assert printed(capsys, file, "--code", "97140", "--on", "2025-01-01") == {
        "kind": "payer",
        "rates": [
            {
                "code": "97140",
                "kind": "negotiated",
                "rate": "28.50",
                "holds_for": ["847392"],
                "modifiers": [],
                "places": ["11"],
                "remarks": [EXPIRED],
            }
        ],
        "left_out": 0,
        "unread": [],
    }


def test_the_day_decides_what_has_expired(file, capsys):
    assert main(["rates", file, "--code", "97110", "--on", "2024-12-31"]) == 0
    assert capsys.readouterr().out == "97110      $28.50  847392; 11\n"
    assert main(["rates", file, "--code", "97110", "--on", "2025-01-01"]) == 0
    assert capsys.readouterr().out == f"97110      $28.50  847392; 11\n       {EXPIRED}\n"


def test_a_code_that_is_not_there_is_said_with_those_that_are(file, capsys):
    assert main(["rates", file, "--code", "97112"]) == 0
    assert capsys.readouterr().out == "No row of the codes looked for; the file has 27447, 97110, 97140.\n"


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        (b"PK", [], "a zip archive"),
        (b"{}", ["--on", "soon"], "on: 'soon' given"),
        (b"[]", [], "row: 'no row' given"),
        (b'[{"billing_code": true, "negotiated_rates": 5}]', [], "negotiated_rates"),
        (None, [], "a readable file of prices"),
    ],
)
def test_bad_input_is_one_line(tmp_path, capsys, content, arguments, said):
    path = tmp_path / "rates.json"
    if content is not None:
        path.write_bytes(content)
    assert main(["rates", str(path), *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
