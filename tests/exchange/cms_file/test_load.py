"""Files of CMS are taken in as downloaded, and answer from then on; what cannot be read changes nothing."""

import errno
import os
from datetime import date
from decimal import Decimal

import pytest

from ptcoding.command.facts import bar
from ptcoding.command.main import main
from ptcoding.facts import Facts, facts
from ptcoding.facts.edit import State
from ptcoding.facts.limit import Adjudication
from tests.exchange.cms_file import shapes

IN_2027 = date(2027, 2, 3)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    # What this process answers with is settled before it is told of another folder.
    facts()
    monkeypatch.setenv("PTCODING_FACTS_DIR", str(tmp_path / "facts"))
    return tmp_path / "facts"


def loaded(folder, *files, options=()):
    assert main(["facts", "load", *map(str, files), *options]) == 0
    return Facts(own=folder)


def refused(capsys, *files, options=()):
    assert main(["facts", "load", *map(str, files), *options]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said


def written(path, text):
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def check_edits(known):
    fresh = known.edits.between("97110", "97140", IN_2027)
    assert (fresh.state, fresh.edit.indicator, fresh.edit.sources) == (State.ACTIVE, 1, ("own-ptp-2027-01-01",))
    # Deleted on the last day of 2026, against the project's row that knew no end.
    assert known.edits.between("97530", "97116", date(2026, 12, 31)).state is State.ACTIVE
    assert known.edits.between("97530", "97116", IN_2027).state is State.NONE
    assert known.edits.between("97032", "G0283", IN_2027).edit.indicator == 0
    # Covered by the file and in no row of it.
    assert known.edits.between("97112", "97116", IN_2027).state is State.NONE
    assert {"10021", "10004"}.isdisjoint(code for row in known.edits.edits for code in (row.column1, row.column2))


def test_edits_as_text_in_a_zip(folder, tmp_path):
    file = shapes.zipped(tmp_path / "any.zip", a__TXT=shapes.ptp_text(), notes__txt="Read me.")
    check_edits(loaded(folder, file))


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_edits_as_excel_saves_them_with_commas_and_quotes(folder, tmp_path, start):
    head = shapes.PTP_HEAD.replace("\t", ",")
    rows = [[f'"{cell}"' for cell in row] for row in shapes.PTP_ROWS]
    check_edits(loaded(folder, written(tmp_path / "a.csv", start + shapes.ptp_text(rows, ",", head))))


def test_edits_as_excel_saves_them_as_unicode_text(folder, tmp_path):
    check_edits(loaded(folder, written(tmp_path / "a.txt", shapes.ptp_text().encode("utf-16"))))


def test_edits_as_a_sheet(folder, tmp_path):
    head = [line.split("\t") for line in shapes.PTP_HEAD.splitlines()]
    check_edits(loaded(folder, shapes.sheet(tmp_path / "a.xlsx", [*head, *shapes.PTP_ROWS])))


def test_a_part_says_nothing_of_codes_outside_it_until_the_other_part_is_there(folder, tmp_path):
    low, high = shapes.PTP_ROWS[:1], shapes.PTP_ROWS[1:]
    first = written(tmp_path / "f1.txt", shapes.ptp_text([*low, ("29240", "10004", "", "20200101", "*", "1", "-")]))
    second = written(tmp_path / "f2.txt", shapes.ptp_text(high))
    known = loaded(folder, second)
    # 20560 stands in no part that was read; the project read the pair for July 1, 2024 alone.
    assert known.edits.between("20560", "97110", IN_2027).state is State.UNCHECKED
    known = loaded(folder, second, first, options=["--replace"])
    assert known.edits.between("20560", "97110", IN_2027).state is State.NONE
    assert {own.since for own in known.editions} == {date(2027, 1, 1)}


def test_limits_take_their_quarter_from_the_name_that_cms_gave_the_table(folder, tmp_path):
    text = shapes.MUE_HEAD + shapes.MUE_ROWS
    member = {"MCR_MUE_PractitionerServices_Eff_01-01-2027__csv": text}
    known = loaded(folder, shapes.zipped(tmp_path / "mue.zip", **member))
    limit = known.limits.nearest("97110", IN_2027)
    assert (limit.units, limit.adjudication, limit.until) == (5, Adjudication.CLINICAL, date(2027, 3, 31))
    assert known.limits.nearest("97110", date(2026, 11, 2)).units == 6
    assert known.limits.nearest("97161", IN_2027).adjudication is Adjudication.POLICY


def test_limits_without_a_day_ask_for_it(folder, tmp_path, capsys):
    file = written(tmp_path / "mue.csv", shapes.MUE_HEAD + shapes.MUE_ROWS)
    assert "--effective 2026-10-01" in refused(capsys, file)
    known = loaded(folder, file, options=["--effective", "2027-01-01"])
    assert known.limits.nearest("97110", IN_2027).units == 5


def test_a_fee_schedule_prices_its_year_without_a_descriptor(folder, tmp_path):
    file = shapes.zipped(tmp_path / "rvu.zip", a__csv=shapes.RVU_HEAD + shapes.RVU_ROWS, b__csv="a,b\n1,2\n")
    known = loaded(folder, file)
    schedule = known.rates.on(IN_2027)
    assert (schedule.release, schedule.conversion_factor) == ("January 2027", Decimal(40))
    assert {code: (row.work, row.practice, row.malpractice) for code, row in schedule.rvu.items()} == {
        "20560": (Decimal("0.30"), Decimal("0.40"), Decimal("0.10")),
        "97110": (Decimal("0.50"), Decimal("0.40"), Decimal("0.10")),
    }
    assert schedule.outside_mppr == {"20560"}
    assert 2027 not in known.rates.proposals
    kept = next(folder.iterdir()).read_text()
    assert "SECRET" not in kept
    assert "copyright 2026 American Medical Association" in kept


LINES = (
    shapes.rvu_line("00100", "J", ("0.00", "0.00", "0.00"), "9")
    + shapes.rvu_line("97110", "A", ("0.50", "0.40", "0.10"), "5")
    + shapes.rvu_line("20560", "A", ("0.30", "0.40", "0.10"), "0")
    + shapes.rvu_line("97010", "B", ("0.06", "0.10", "0.01"), "9")
    + shapes.rvu_line("97110", "A", ("9.00", "9.00", "9.00"), "5", modifier="26")
)


# A line of the file of October 2025 has 171 signs; the columns of these are those of it.
def test_a_line_of_the_fee_schedule_is_as_wide_as_a_real_one():
    line = shapes.rvu_line("00100", "J", ("0.00", "0.00", "0.00"), "9").rstrip()
    assert len(line) == 171
    assert (line[61:65], line[68:72], line[85:89], line[115], line[133:140]) == ("0.00", "0.00", "0.00", "9", "40.0000")


@pytest.mark.parametrize(
    "preamble", ["", "HDR2027 National Physician Fee Schedule Relative Value File January Release\r\n"]
)
def test_a_fee_schedule_in_fixed_columns_prices_its_year(folder, tmp_path, preamble):
    file = shapes.zipped(tmp_path / "rvu.zip", PPRRVU2027_Jan__txt=preamble + LINES, RVU27A__txt="Read me.")
    schedule = loaded(folder, file).rates.on(IN_2027)
    assert (schedule.release, schedule.conversion_factor) == ("January 2027", Decimal(40))
    assert {code: (row.work, row.practice, row.malpractice) for code, row in schedule.rvu.items()} == {
        "20560": (Decimal("0.30"), Decimal("0.40"), Decimal("0.10")),
        "97110": (Decimal("0.50"), Decimal("0.40"), Decimal("0.10")),
    }
    assert schedule.outside_mppr == {"20560"}
    assert "SECRET" not in next(folder.iterdir()).read_text()


def test_a_row_of_fixed_columns_that_cannot_be_read_is_named_by_its_line(folder, tmp_path, capsys):
    text = "HDR\r\n" + LINES.replace("0.50", "x.50")
    assert "row 3" in refused(capsys, written(tmp_path / "PPRRVU2027_Jan.txt", text))
    assert not folder.exists()


def test_a_fee_schedule_in_fixed_columns_without_a_day_asks_for_it(folder, tmp_path, capsys):
    assert "--effective" in refused(capsys, written(tmp_path / "rvu.txt", LINES))


def test_the_schedule_of_clinicians_in_a_payment_model_is_passed_over(folder, tmp_path, capsys):
    ours = shapes.RVU_HEAD + shapes.RVU_ROWS
    theirs = ours.replace("40.0000", "41.0000")
    file = shapes.zipped(tmp_path / "rvu.zip", PPRRVU2027_Jan_QPP__csv=theirs, PPRRVU2027_Jan_nonQPP__csv=ours)
    assert loaded(folder, file).rates.on(IN_2027).conversion_factor == 40
    assert "nonQPP" in refused(capsys, written(tmp_path / "PPRRVU2027_Jan_QPP.csv", theirs))


def test_a_claim_names_the_edition(folder, tmp_path):
    from ptcoding.billing.claim.claim import claim_of
    from ptcoding.exchange.visit.visit import read_visit
    from ptcoding.explanation import message

    known = loaded(folder, written(tmp_path / "a.txt", shapes.ptp_text()))
    services = [{"code": "97110", "minutes": 15}, {"code": "97140", "minutes": 15}]
    visit = read_visit({"date": "2027-02-03", "services": services}, known)
    found = claim_of(visit.counted(), visit.circumstances).findings
    said = [message(one) for one in found if one.kind == "own_editions"]
    name = "NCCI edits, practitioner services, January 1, 2027 to March 31, 2027"
    assert said == [f"Answered with CMS files that this site loaded: {name}."]
    earlier = read_visit({"date": "2026-02-03", "services": services}, known)
    assert "own_editions" not in {one.kind for one in claim_of(earlier.counted(), earlier.circumstances).findings}


def test_show_lists_the_editions_and_where_they_are(folder, tmp_path, capsys):
    loaded(folder, written(tmp_path / "a.txt", shapes.ptp_text()))
    capsys.readouterr()
    assert main(["facts", "show"]) == 0
    shown = capsys.readouterr().out
    assert str(folder) in shown
    assert "2027-01-01 to 2027-03-31  primary, own, taken in" in shown
    assert "fee schedule  January 2025  2025-01-01 to 2025-12-31  copy" in shown


def test_every_table_is_shown_with_its_rows(folder, tmp_path, capsys):
    mue = {"MCR_MUE_PractitionerServices_Eff_01-01-2027__csv": shapes.MUE_HEAD + shapes.MUE_ROWS}
    loaded(
        folder,
        written(tmp_path / "ptp.txt", shapes.ptp_text()),
        shapes.zipped(tmp_path / "mue.zip", **mue),
        written(tmp_path / "rvu.csv", shapes.RVU_HEAD + shapes.RVU_ROWS),
    )
    capsys.readouterr()
    assert main(["facts", "show"]) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = {line.split("  ")[0]: line.split("  ")[-1] for line in lines if line.endswith((" row", " rows"))}
    # Of the rows of the small files: three edits, two limits and two priced codes concern therapy.
    assert {kind: rows[kind] for kind in ("ptp", "mue", "rvu")} == {"ptp": "3 rows", "mue": "2 rows", "rvu": "2 rows"}
    # The package's list of April 2026 has 98,186 codes and headings.
    assert rows["diagnoses"] == "98,186 rows"
    assert {"edits", "limits", "fee schedule", "threshold"} <= set(rows)


def test_a_quarter_that_is_there_is_not_taken_in_twice(folder, tmp_path, capsys):
    file = written(tmp_path / "a.txt", shapes.ptp_text())
    loaded(folder, file)
    (kept,) = folder.iterdir()
    before = kept.read_bytes()
    other = written(tmp_path / "b.txt", shapes.ptp_text().replace("G0283\t97032", "G0283\t97035"))
    assert "an edition that is not there yet; --replace takes it in again" in refused(capsys, other)
    assert kept.read_bytes() == before
    loaded(folder, other, options=["--replace"])
    assert kept.read_bytes() != before


WHOLE = shapes.ptp_text()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("other.csv", "code,units\n97110,2\n", "a file that CMS publishes"),
        ("empty.txt", "", "a file that CMS publishes"),
        ("noise.txt", bytes(range(256)) * 20, "a file that CMS publishes"),
        ("cut.txt", WHOLE[:-60], "row 10"),
        ("dates.txt", WHOLE.replace("20270101", "1/1/2027"), "row 9"),
        ("no.txt", WHOLE.replace("20270101", "20271301"), "a date that is none"),
        ("header.txt", shapes.PTP_HEAD, "there are none"),
        ("ccioph-v330.txt", WHOLE, "the practitioner file"),
        ("mue.csv", shapes.MUE_HEAD.replace("Practitioner", "DME Supplier") + shapes.MUE_ROWS, "this is another one"),
        ("mue.csv", shapes.MUE_HEAD + shapes.MUE_ROWS.replace("97110,5", "97110,x"), "row 4"),
        ("rvu.csv", shapes.RVU_HEAD.replace(",MULT,", ",,") + shapes.RVU_ROWS, "not found: reduction"),
        ("icd.txt", f"00001 A00     0 {'Cholera':60} Cholera\n", "a whole list of at least 50,000 codes"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(folder, tmp_path, capsys, name, content, said):
    file = written(tmp_path / name, content)
    assert said in refused(capsys, file)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("other.csv", b"code,units\n97110,2\n"),
        ("cut.txt", WHOLE[:-60].encode()),
        ("dates.txt", WHOLE.replace("20270101", "1/1/2027").encode()),
        ("cut.zip", b"PK\x03\x04 cut"),
    ],
    ids=["another kind", "cut short", "dates as Excel writes them", "truncated zip"],
)
@pytest.mark.parametrize("options", [(), ("--replace",)])
def test_what_cannot_be_read_leaves_the_facts_of_before(folder, tmp_path, capsys, name, content, options):
    whole = written(tmp_path / "whole.txt", WHOLE)
    loaded(folder, whole)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    refused(capsys, whole, written(tmp_path / name, content), options=options)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    check_edits(Facts(own=folder))


def test_a_zip_that_was_cut_short(folder, tmp_path, capsys):
    whole = shapes.zipped(tmp_path / "whole.zip", a__txt=WHOLE).read_bytes()
    for length in (len(whole) // 2, len(whole) - 10, 3):
        assert "damaged or cut short" in refused(capsys, written(tmp_path / "cut.zip", whole[:length])) or length == 3
    spoiled = bytearray(whole)
    spoiled[60:90] = bytes(30)
    assert "damaged or cut short" in refused(capsys, written(tmp_path / "spoiled.zip", bytes(spoiled)))
    assert not folder.exists()


def test_a_sheet_with_entities_is_refused(folder, tmp_path, capsys):
    doctype = '<!DOCTYPE a [<!ENTITY x "yyyy">]><worksheet/>'
    members = {"[Content_Types].xml": "<Types/>", "xl/worksheets/sheet1.xml": doctype}
    assert "damaged" in refused(capsys, shapes.zipped(tmp_path / "a.xlsx", **members))


def test_a_folder_is_named_with_what_to_give_instead(folder, tmp_path, capsys):
    assert f"a file, and this is a folder; name its files: {tmp_path}/*.zip" in refused(capsys, tmp_path)
    assert not folder.exists()


def test_a_missing_file_is_named(folder, tmp_path, capsys):
    assert "a file that exists" in refused(capsys, tmp_path / "nowhere.zip")


@pytest.mark.parametrize("step", ["fsync", "fdopen"])
def test_a_disk_that_fills_leaves_the_facts_of_before(folder, tmp_path, capsys, monkeypatch, step):
    loaded(folder, written(tmp_path / "a.txt", WHOLE))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(number, *_, **__):
        os.close(number) if step == "fdopen" else None
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, full)
    schedule = written(tmp_path / "rvu.csv", shapes.RVU_HEAD + shapes.RVU_ROWS)
    said = refused(capsys, schedule, tmp_path / "a.txt", options=["--replace"])
    assert "No space left on device" in said
    assert "nothing was changed" in said
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_bar_is_drawn_on_a_terminal_alone(capsys, monkeypatch):
    bar("a.zip")(5, 10)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    tell = bar("a.zip")
    tell(5, 10)
    tell(10, 10)
    assert capsys.readouterr().err == f"\ra.zip [{'#' * 15}{' ' * 15}]\ra.zip [{'#' * 30}]\n"


def test_a_folder_with_another_file_keeps_the_site_from_starting(tmp_path):
    from ptcoding.command.settings import read_settings
    from ptcoding.errors import InputError

    written(tmp_path / "mine.toml", 'kind = "else"\n')
    with pytest.raises(InputError, match=r"PTCODING_FACTS_DIR: .mine\.toml. given, expected a file that"):
        read_settings({"PTCODING_FACTS_DIR": str(tmp_path)})
