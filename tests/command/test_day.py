"""The commands for a day sheet and for denials."""

import json

import pytest

from ptcoding.command.main import main
from tests.support.x12 import claim, remittance

SHEET = "DOS,CPT Code,Minutes,Units\n09/15/2026,97110,23,2\n09/15/2026,97140,12,1\nTotal,,35,3\n"


@pytest.fixture
def sheet(tmp_path):
    file = tmp_path / "day.csv"
    file.write_text(SHEET, encoding="utf-8")
    return file


def test_a_day_in_json(sheet, capsys):
    assert main(["day", str(sheet), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (visit,) = told["visits"]
    assert visit["services"] == [["97110", 23], ["97140", 12]]
    assert visit["units"] == {"97110": 1, "97140": 1}
    assert visit["billed"] == {"97110": 2, "97140": 1}
    assert told["unread"] == [{"row": 4, "reason": "a row of totals"}]
    assert told["columns"]["units"] == "Units"


def test_a_day_in_words(sheet, capsys):
    assert main(["day", str(sheet)]) == 0
    out = capsys.readouterr().out
    assert "3 units billed, 2 earned by 35 minutes" in out
    assert "1 visit, 1 row left out." in out


@pytest.mark.parametrize("name", ["out.csv", "out.json"])
def test_a_day_is_written_to_a_file(sheet, tmp_path, name):
    assert main(["day", str(sheet), "-o", str(tmp_path / name)]) == 0
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert "97110" in text
    assert json.loads(text)["visits"] if name.endswith("json") else text.startswith("row,date,patient")


def test_a_column_is_named_by_hand(tmp_path, capsys):
    file = tmp_path / "odd.csv"
    file.write_text("CPT,Xq\n97110,23\n", encoding="utf-8")
    assert main(["day", str(file)]) == 2
    assert main(["day", str(file), "--column", "Xq=minutes"]) == 0
    assert "97110 23" in capsys.readouterr().out
    assert main(["day", str(file), "--column", "Xq"]) == 2


def test_a_claim_file_is_a_day_too(tmp_path, capsys):
    file = tmp_path / "claim.837"
    file.write_bytes(claim(["97110:GP*120*UN*2*11**1", "97140:GP:59*60*UN*1*11**1"]))
    assert main(["day", str(file), "--json"]) == 0
    (visit,) = json.loads(capsys.readouterr().out)["visits"]
    assert visit["lines"] == [["97110", 2, ["GP"]], ["97140", 1, ["GP", "59"]]]
    assert (visit["date"], visit["place"], visit["diagnoses"]) == ("2026-09-15", "11", ["M25.561", "R26.2"])


def test_a_file_that_is_not_there_is_refused_in_one_line(capsys):
    assert main(["day", "nowhere.csv"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_denial_in_json(capsys):
    assert main(["denial", "CO-236", "97164", "97535", "--on", "2024-07-01", "--json"]) == 0
    (denial,) = json.loads(capsys.readouterr().out)["denials"]
    assert (denial["group"], denial["reason"], denial["codes"]) == ("CO", "236", ["97164", "97535"])
    assert denial["next"] == "either"
    assert "97535" in denial["causes"][0]


def test_a_remittance_is_read_from_its_file(tmp_path, capsys):
    file = tmp_path / "paid.835"
    file.write_bytes(remittance([["SVC*HC:97140:GP*60*0**1", "CAS*CO*97*60", "LQ*HE*N130"]]))
    assert main(["denial", str(file), "--json"]) == 0
    (denial,) = json.loads(capsys.readouterr().out)["denials"]
    assert (denial["reason"], denial["remark"], denial["codes"]) == ("97", ["N130"], ["97140"])


def test_a_denial_in_words(capsys):
    assert main(["denial", "CO-29", "N211"]) == 0
    out = capsys.readouterr().out
    assert "Too late" in out
    assert "One calendar year" in out


@pytest.mark.parametrize("words", [["hello"], ["CO-97", "--payer", "nobody"], ["CO-97", "--on", "yesterday"]])
def test_bad_words_are_refused_in_one_line(words, capsys):
    assert main(["denial", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_claim_of_a_sheet_of_one_visit(sheet, tmp_path, capsys):
    one = tmp_path / "one.csv"
    one.write_text("DOS,CPT,Min\n9/15/2026,97110-GP,0:23\n", encoding="utf-16")
    assert main(["claim", str(one), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["lines"][0]["units"] == 2


def test_a_column_that_is_not_there_is_refused_with_those_that_are(sheet, capsys):
    assert main(["day", str(sheet), "--column", "Nope=units"]) == 2
    said = capsys.readouterr().err
    assert "'Nope'" in said
    assert "DOS, CPT Code, Minutes, Units" in said


def test_a_result_of_another_kind_is_not_written(sheet, tmp_path, capsys):
    assert main(["day", str(sheet), "-o", str(tmp_path / "ds.txt")]) == 2
    assert ".csv or .json" in capsys.readouterr().err
    assert not (tmp_path / "ds.txt").exists()


def test_a_sheet_of_which_nothing_could_be_read_is_no_good_day(tmp_path, capsys):
    file = tmp_path / "day.csv"
    file.write_text("DOS,CPT,Min\n15.09.2026,97110,23\n2026-09-31,97110,23\n", encoding="utf-8")
    assert main(["day", str(file)]) == 2
    told = capsys.readouterr()
    assert "every row was left out" in told.err
    # September has 30 days, and there is no month 15.
    assert told.out.count("expected a day of the calendar, such as 9/15/2026 or 2026-09-15") == 2


def test_a_payer_without_a_card_is_called_so(tmp_path, capsys):
    file = tmp_path / "day.csv"
    file.write_text("DOS,CPT,Min,Payer\n9/15/2026,97110,23,Sunrise Mutual\n", encoding="utf-8")
    assert main(["day", str(file)]) == 0
    out = capsys.readouterr().out
    assert "a payer without a card: 97110 23" in out
    assert "Payers without a card here: 1." in out


@pytest.mark.parametrize("kind", ["x12", "fhir"])
def test_a_claim_given_for_a_visit_is_sent_to_the_day(kind, tmp_path, capsys):
    file = tmp_path / "claim.837"
    file.write_bytes(claim(["97110:GP*120*UN*2*11**1"]) if kind == "x12" else b'{"resourceType": "Claim"}')
    assert main(["claim", str(file)]) == 2
    assert "`ptcoding day` reads claims" in capsys.readouterr().err
