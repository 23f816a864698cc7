"""The command line: ``ptcoding claim``."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ptcoding.command.main import main

CHECKOUT = Path(__file__).parents[2]
KNEE: dict[str, Any] = {
    "date": "2026-03-02",
    "payer": "medicare",
    "year_to_date": 640,
    "diagnoses": ["M17.11", "M25.661"],
    "services": [{"code": "97110", "minutes": 33}, {"code": "97140", "minutes": 7}],
}
EDIT: dict[str, Any] = {
    "date": "2019-12-31",
    "modifiers": {"97116": ["59"]},
    "services": [{"code": "97530", "minutes": 20}, {"code": "97116", "minutes": 16}],
}


def saved(folder: Path, visit: object) -> str:
    file = folder / "visit.json"
    file.write_text(visit if isinstance(visit, str) else json.dumps(visit), encoding="utf-8")
    return str(file)


def answer(folder: Path, visit: object, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert main(["claim", saved(folder, visit), "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def refused(given: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of a refusal."""
    assert main(given) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    return said.err


def test_json_holds_lines_and_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """33 + 7 = 40 make 3 units: two and one."""
    found = answer(tmp_path, KNEE, capsys)
    assert list(found) == ["lines", "findings", "payer", "rule", "counts", "edits"]
    assert (found["payer"], found["rule"], found["counts"]) == ("medicare", "cms", {})
    assert found["lines"] == [
        {"code": "97110", "units": 2, "modifiers": ["GP"]},
        {"code": "97140", "units": 1, "modifiers": ["GP"]},
    ]
    for finding in found["findings"]:
        assert list(finding) == ["kind", "severity", "codes", "message", "source"]
        assert finding["severity"] in {"error", "warning", "note"}
        assert finding["message"]
        assert finding["source"]


def test_a_finding_is_told_with_its_codes_and_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(tmp_path, KNEE, capsys)
    (edit,) = [finding for finding in found["findings"] if finding["kind"] == "edit_none"]
    assert (edit["severity"], edit["codes"]) == ("note", ["97110", "97140"])
    assert edit["message"].startswith("97110 with 97140: no NCCI edit pairs them on March 2, 2026")
    (kx,) = [finding for finding in found["findings"] if finding["kind"] == "kx_not_needed"]
    assert "are $640.00 before this visit, which adds $72.48" in kx["message"]
    assert "not above the 2026 threshold of $2,480" in kx["message"]


def test_where_the_count_is_not_known_both_counts_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """33 and 7: Medicare pools 40 into 3 units, code by code 7 minutes earn none."""
    visit = {**KNEE, "payer": "aetna"}
    found = answer(tmp_path, visit, capsys)
    assert (found["payer"], found["rule"]) == ("aetna", "cms")
    assert found["counts"] == {"cms": {"97110": 2, "97140": 1}, "ama": {"97110": 2, "97140": 0}}
    (unknown,) = [finding for finding in found["findings"] if finding["kind"] == "count_unknown"]
    assert "By AMA they are 97110 x 2, 97140 x 0" in unknown["message"]


def test_a_stated_ground_comes_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(tmp_path, EDIT, capsys)["lines"] == [
        {"code": "97530", "units": 1, "modifiers": ["GP"]},
        {"code": "97116", "units": 1, "modifiers": ["GP", "59"]},
    ]
    later = answer(tmp_path, {**EDIT, "date": "2020-01-01"}, capsys)
    assert later["lines"][1] == {"code": "97116", "units": 1, "modifiers": ["GP"]}
    assert "nothing_to_bypass" in [finding["kind"] for finding in later["findings"]]


def test_the_most_severe_finding_comes_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    visit = {**EDIT, "date": "2026-03-02", "modifiers": {"97116": ["GA", "GZ"]}}
    severities = [finding["severity"] for finding in answer(tmp_path, visit, capsys)["findings"]]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    assert severities[0] == "error"


def test_text_shows_lines_then_findings_with_their_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claim", saved(tmp_path, KNEE)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Payer: Original Medicare (Part B). Count: Medicare: the day's total."
    assert [line.split() for line in lines[1:3]] == [["97110", "GP", "2"], ["97140", "GP", "1"]]
    assert all(line.split(":")[0] in {"error", "warning", "note"} for line in lines[3:])
    assert all(line.endswith("]") for line in lines[3:])
    assert any(line.startswith("note: 97110 with 97140: no NCCI edit pairs them") for line in lines)


def test_a_code_on_two_lines_is_printed_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    services = [{"code": "97110", "minutes": 15, "by": "assistant"}, {"code": "97110", "minutes": 15}]
    assert main(["claim", saved(tmp_path, {"date": "2026-03-02", "services": services})]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[1:3]] == [["97110", "GP", "1"], ["97110", "GP", "CQ", "1"]]


def test_the_rule_is_the_payers_unless_another_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """33 and 7 under Medicare's rule make 2 and 1, code by code 2 and none."""
    units = [line["units"] for line in answer(tmp_path, KNEE, capsys)["lines"]]
    alone = [line["units"] for line in answer(tmp_path, KNEE, capsys, "--rule", "ama")["lines"]]
    assert (units, alone) == ([2, 1], [2])


def test_the_rule_of_a_contract_of_ones_own_is_the_visits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """20 and 20 code by code, five minutes of a started unit earning it: 2 and 2, and 1 and 1 from six on."""
    visit = {"payer": "custom", "services": [{"code": "97110", "minutes": 20}, {"code": "97140", "minutes": 20}]}
    for rule, units in (("each-5", [2, 2]), ("each-6", [1, 1])):
        found = answer(tmp_path, {**visit, "rule": rule}, capsys)
        assert ([line["units"] for line in found["lines"]], found["rule"]) == (units, rule)


LINK = "http://localhost:8501/claim?visit=97112.20~97110.20&payer=medicare&date=2026-03-02&tie=97110&mod=97110.GX"


def test_a_share_link_is_read_with_its_choice_and_its_modifiers(capsys: pytest.CaptureFixture[str]) -> None:
    """20 and 20 are 40 minutes, 3 units; the link gives the third to 97110."""
    assert main(["claim", LINK, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["lines"] == [
        {"code": "97112", "units": 1, "modifiers": ["GP"]},
        {"code": "97110", "units": 2, "modifiers": ["GP", "GX"]},
    ]


def test_a_saved_table_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "visit.CSV"
    file.write_text("code,minutes,payer,modifiers\n97110,33,medicare,GX\n", encoding="utf-8")
    assert main(["claim", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["lines"] == [{"code": "97110", "units": 2, "modifiers": ["GP", "GX"]}]


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("http://localhost:8501/claim", ["link", "a share link with ?visit="]),
        ("HTTPS://example.org/?rule=cms", ["link", "a share link with ?visit="]),
        ("http://[", ["link", "a share link with ?visit="]),
        ("http://x/?visit=97110.-5&dx=%3F&payer=nobody", ["services[0].minutes", "payer", "diagnoses[0]"]),
        ("http://x/?visit=97110.33&rule=cmz&pos=x", ["rule: 'cmz'", "place of service (place): 'x'"]),
        ("http://x/?visit=97110.33%0A", ["services[0].minutes"]),
        ("http://x/?visit=" + "97110.1~" * 2_000, ["visit", "at most 10000 characters"]),
    ],
)
def test_a_link_that_cannot_be_read_is_one_line_and_exit_code_two(
    link: str, named: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("claim", "units"):
        said = refused([command, link], capsys)
        assert said.startswith("ptcoding: ")
        assert not [name for name in named if name not in said]


def test_a_visit_is_read_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(KNEE)))
    assert main(["claim", "-", "--json"]) == 0
    assert [line["code"] for line in json.loads(capsys.readouterr().out)["lines"]] == ["97110", "97140"]


@pytest.mark.parametrize(
    ("visit", "named"),
    [
        ('{"services": [', ["visit", "a visit in JSON"]),
        ("", ["visit", "a visit in JSON"]),
        ("[1, 2]", ["visit", "a group of fields"]),
        ("null", ["visit", "a group of fields"]),
        ("[" * 100_000, ["visit", "a visit in JSON"]),
        ("{}", ["services", "at least one service"]),
        ({**KNEE, "date": "2026-02-30"}, ["date", "'2026-02-30'"]),
        ({**KNEE, "date": 20260302}, ["date", "'20260302'"]),
        ({**KNEE, "year_to_date": -1}, ["allowed charges so far this year (year_to_date): '-1' given"]),
        ({**KNEE, "charges": {"97110": "x"}}, ["charge of 97110 (charges.97110): 'x' given"]),
        ({**KNEE, "diagnoses": ["M17.11", "?"]}, ["diagnosis 2 (diagnoses[1]): '?' given"]),
        (
            {**KNEE, "services": [{"code": "97110", "minutes": -5}]},
            ["line 1, minutes (services[0].minutes): '-5' given"],
        ),
        ({**KNEE, "year_to_date": float("nan")}, ["year_to_date", "'nan'"]),
        ({**KNEE, "payer": "nobody"}, ["payer", "'nobody'"]),
        ({**KNEE, "modifiers": {"97110": ["ZZZ"]}}, ["modifiers.97110", "'ZZZ'", "two letters or digits"]),
        ({**KNEE, "modifiers": {"97110": ["KX"] * 5}}, ["modifiers.97110", "5 modifiers", "at most 4"]),
        ({**KNEE, "charges": {"97110": -1}}, ["charges.97110", "'-1'"]),
        ({**KNEE, "diagnoses": ["<b>"]}, ["diagnoses[0]", "'<b>'"]),
        ({**KNEE, "diagnoses": "M17.11"}, ["diagnoses", "'M17.11'"]),
        ({**KNEE, "place": "x\ny"}, ["place", "two digits"]),
        ({**KNEE, "color": "red"}, ["color", "no such field"]),
    ],
)
def test_a_visit_that_cannot_be_read_is_one_line_and_exit_code_two(
    visit: object, named: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(["claim", saved(tmp_path, visit)], capsys)
    assert said.startswith("ptcoding: ")
    assert not [name for name in named if name not in said]


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "readable text file" in refused(["claim", str(tmp_path / "none.json")], capsys)
    assert "none.json" in refused(["claim", "none.json"], capsys)


def test_a_folder_is_no_visit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "readable text file" in refused(["claim", str(tmp_path)], capsys)


@pytest.mark.parametrize("name", ["", "\0", "a\nb", "x" * 5000, "\udcff"])
def test_a_name_that_cannot_be_a_file_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "readable text file" in refused(["claim", name], capsys)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", bytes(range(256)), b"\x00" * 300_000])
def test_a_file_that_is_no_text_is_refused(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "visit.json"
    file.write_bytes(content)
    assert "visit: " in refused(["claim", str(file)], capsys)


def test_no_more_of_a_file_is_read_than_a_visit_can_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(["claim", saved(tmp_path, "[" + "1, " * 400_000 + "1]")], capsys)
    assert "at most 200000 characters" in said


@pytest.mark.parametrize("rule", ["cmz", "each-16", "total-0", "\n"])
def test_an_unknown_rule_is_refused(rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "rule: " in refused(["claim", saved(tmp_path, KNEE), "--rule", rule], capsys)


def run(*given: str, stdin: bytes = b"") -> tuple[int, bytes, bytes]:
    command = [sys.executable, "-m", "ptcoding", *given]
    done = subprocess.run(command, capture_output=True, input=stdin, cwd=CHECKOUT, check=False)
    return done.returncode, done.stdout, done.stderr


def test_the_process_reads_standard_input() -> None:
    code, out, err = run("claim", "-", "--json", stdin=json.dumps(KNEE).encode())
    assert (code, err) == (0, b"")
    assert json.loads(out)["lines"][0] == {"code": "97110", "units": 2, "modifiers": ["GP"]}


@pytest.mark.parametrize(
    ("given", "stdin"),
    [
        (["claim"], b""),
        (["claim", "-"], b""),
        (["claim", "-"], b"\xff\xfe\x00"),
        (["claim", "-"], b"{"),
        (["claim", "none.json"], b""),
        (["claim", "."], b""),
        (["claim", "-", "--rule", "cmz"], json.dumps(KNEE).encode()),
        (["claim", "-", "--format", "xml"], json.dumps(KNEE).encode()),
    ],
)
def test_the_process_leaves_with_two_and_one_line(given: list[str], stdin: bytes) -> None:
    code, out, err = run(*given, stdin=stdin)
    assert (code, out) == (2, b"")
    assert len(err.splitlines()) == 1
    assert b"Traceback" not in err


def test_a_code_with_an_add_on_has_both_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # 38 minutes are three units: one of the first code, two of its add-on.
    visit = {"date": "2026-03-02", "discipline": "SLP", "services": [{"code": "97129", "minutes": 38}]}
    lines = answer(tmp_path, visit, capsys)["lines"]
    assert [(line["code"], line["units"]) for line in lines] == [("97129", 1), ("97130", 2)]


PHYSICAL: dict[str, Any] = {
    "date": "2026-09-15",
    "payer": "medicare",
    "services": [{"code": "97116", "times": "9:00-9:30"}],
}
OCCUPATIONAL: dict[str, Any] = {**PHYSICAL, "discipline": "OT", "services": [{"code": "97530", "times": "9:30-10:00"}]}


def test_two_disciplines_of_a_day_are_two_claims(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """97116 of 2026 is .87 as 97110 is: 29.06 and 22.21; 97530 35.07 and 25.05. Together 35.07 + 25.05 + 2 x 22.21."""
    found = answer(tmp_path, {"visits": [PHYSICAL, OCCUPATIONAL]}, capsys)
    assert list(found) == ["claims", "findings", "allowed"]
    assert [(claim["discipline"], claim["lines"]) for claim in found["claims"]] == [
        ("PT", [{"code": "97116", "units": 2, "modifiers": ["GP"]}]),
        ("OT", [{"code": "97530", "units": 2, "modifiers": ["GO"]}]),
    ]
    assert found["allowed"] == {"together": "104.54", "apart": "111.39"}
    assert [finding["kind"] for finding in found["findings"]] == ["day_count", "day_mppr"]


def test_two_disciplines_are_told_in_words_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = {**OCCUPATIONAL, "services": [{"code": "97530", "times": "9:15-9:45"}]}
    assert main(["claim", saved(tmp_path, {"visits": [PHYSICAL, both]})]) == 0
    said = capsys.readouterr().out
    assert "Together:" in said
    assert "error: PT and OT both claim the same 15 minutes (97116, 97530)." in said


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"visits": [PHYSICAL]}, "visits: '1' given, expected 2 to 3 visits"),
        ({"visits": 5}, "visits: '5' given, expected a list of visits"),
        ({"visits": [PHYSICAL, PHYSICAL]}, "each discipline once"),
        ({"visits": [PHYSICAL, OCCUPATIONAL], "payer": "medicare"}, "no field beside the list"),
        ({"visits": [PHYSICAL, {"services": [{"code": "97110", "minutes": -5}]}]}, "visits[1].services[0].minutes"),
    ],
)
def test_visits_that_are_no_day_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], document: object, said: str
) -> None:
    assert said in refused(["claim", saved(tmp_path, document)], capsys)
