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
EXPIRED = "The agreement expired on December 31, 2024; the price may no longer apply."


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
                "expired": True,
            }
        ],
        "left_out": 0,
        "unread": [],
    }


def test_the_day_decides_what_has_expired(file, capsys):
    assert main(["rates", file, "--code", "97110", "--on", "2024-12-31"]) == 0
    assert capsys.readouterr().out == "97110      $28.50  847392; 11\n"
    assert main(["rates", file, "--code", "97110", "--on", "2025-01-01"]) == 0
    assert capsys.readouterr().out == f"97110      $28.50  expired; 847392; 11\n       {EXPIRED}\n"


def test_a_code_that_is_not_there_is_said_with_those_that_are(file, capsys):
    assert main(["rates", file, "--code", "97112"]) == 0
    assert capsys.readouterr().out == "The file has no price for 97112. It has 27447, 97110, 97140.\n"


def test_a_code_that_is_not_there_is_said_beside_one_that_is(file, capsys):
    assert main(["rates", file, "--code", "97110", "--code", "99999", "--on", "2024-12-31"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("97110      $28.50")
    assert said[1] == "The file has no price for 99999. It has 97110, 27447, 97140."


def test_codes_that_were_not_kept_are_counted(tmp_path, capsys):
    rows = [{"billing_code": f"{number}", "negotiated_rates": [ENTRY]} for number in range(10000, 10030)]
    path = tmp_path / "rates.json"
    path.write_text(json.dumps({"in_network": rows}))
    assert main(["rates", str(path)]) == 0
    # Of 30 other codes 20 are kept.
    said = capsys.readouterr().out
    assert said.startswith("The file has no price for a therapy code. It has 10000, 10001, ")
    assert said.endswith(", 10019, and 10 rows more.\n")


def test_prices_of_one_tax_number_alone_are_printed(tmp_path, capsys):
    groups = [{"tin": {"type": "ein", "value": "22-2222222"}}]
    mine = {**{name: said for name, said in ENTRY.items() if name != "provider_references"}, "provider_groups": groups}
    path = tmp_path / "rates.json"
    path.write_text(json.dumps([{"billing_code": "97110", "negotiated_rates": [ENTRY, mine]}]))
    assert [rate["holds_for"] for rate in printed(capsys, str(path), "--for", "22-2222222")["rates"]] == [
        ["ein 22-2222222"]
    ]
    assert main(["rates", str(path), "--for", "1-1"]) == 2
    assert "group, tax number, payer or plan: '1-1' given, expected one that has a price" in capsys.readouterr().err


def test_a_code_may_be_typed_in_small_letters(tmp_path, capsys):
    path = tmp_path / "rates.json"
    path.write_text(json.dumps([{"billing_code": "G0283", "negotiated_rates": [ENTRY]}]))
    assert [rate["code"] for rate in printed(capsys, str(path), "--code", "g0283")["rates"]] == ["G0283"]


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        (b"PK", [], "a zip archive"),
        (b"{}", ["--on", "soon"], "date (on): 'soon' given"),
        (b"[]", [], "file: 'no row with a price' given"),
        (b'[{"billing_code": true, "negotiated_rates": 5}]', [], "row 1, code (rows[0].billing_code): 'true' given"),
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
