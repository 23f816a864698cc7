"""A day sheet of any style is read back as what was done."""

import io
from datetime import date

import pytest
import xlwt
from openpyxl import Workbook

from ptcoding.errors import InputError
from ptcoding.exchange.day_sheet.counting import count_visit
from ptcoding.exchange.day_sheet.reading import read_day_sheet
from ptcoding.exchange.day_sheet.single import read_one
from ptcoding.exchange.day_sheet.writing import as_csv, as_json, as_record
from ptcoding.facts import facts
from tests.support.sheets import STYLES, drawn


def read(text, **more):
    return read_day_sheet(text.encode() if isinstance(text, str) else text, facts(), **more)


def services(sheet):
    return [[(one.code, one.minutes) for one in day.visit.session.services] for day in sheet.visits]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a_sheet_of_every_style_is_read_back_exactly(style, seed):
    rows = drawn(seed)
    expected = {}
    for row in rows:
        expected.setdefault((row.day, row.patient), []).append(row)
    sheet = read(style(rows))
    assert [one for one in sheet.unread if one.reason != "a row of totals"] == []
    assert len(sheet.visits) == len(expected)
    numbers = {name: place for place, name in enumerate(dict.fromkeys(row.patient for row in rows), start=1)}
    for day, ((on, patient), members) in zip(sheet.visits, expected.items(), strict=True):
        assert day.visit.session.date == on
        assert day.patient == numbers[patient]
        assert [(one.code, one.minutes) for one in day.visit.session.services] == [
            (row.code, row.minutes or 0) for row in members
        ]
        assert dict(day.billed) == {row.code: row.units for row in members}
        assert dict(day.visit.circumstances.stated) == {row.code: row.modifiers for row in members}


HEAD = "code,minutes\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "97110,0:23\n97140,0:12\n", [("97110", 23), ("97140", 12)]),
        (HEAD + "97110,23 min\n97140,12 mins\n", [("97110", 23), ("97140", 12)]),
        (HEAD + "97110,1 hr 5 min\n", [("97110", 65)]),
        ("sep=;\ncode;minutes\n97110;23\n", [("97110", 23)]),
        (HEAD + '"=""97110""",23\n', [("97110", 23)]),
        (HEAD + "g0283,15\n", [("G0283", 15)]),
        (HEAD + "97161,\n97110,23\n", [("97161", 0), ("97110", 23)]),
        ("97110\t23\n97140\t12\n", [("97110", 23), ("97140", 12)]),
        ("CPT Cod,Minuts\n97110,23\n", [("97110", 23)]),
        ("CPT1,Min1,CPT2,Min2\n97110,23,97140,12\n", [("97110", 23), ("97140", 12)]),
        ("DOS,97110,97140,97530\n9/15/2026,23,,12\n", [("97110", 23), ("97530", 12)]),
        ("Code,Time\n97110,9:00-9:23\n", [("97110", 23)]),
    ],
)
def test_values_are_read_as_people_write_them(text, expected):
    assert services(read(text)) == [expected]


def test_windows_letters_keep_their_accents():
    sheet = read("code,minutes,region\n97110,23,épaule droite\n97140,12,genou\n".encode("cp1252"))
    assert [one.region for one in sheet.visits[0].visit.session.services] == ["épaule droite", "genou"]
    assert "Windows" in sheet.notes[0]


def test_lines_of_mixed_letters_are_each_read_their_own_way():
    content = "code,minutes,region\n97110,23,é\n".encode() + "97140,12,è\n".encode("cp1252")
    assert [one.region for one in read(content).visits[0].visit.session.services] == ["é", "è"]


def test_several_days_and_patients_are_visits_of_their_own():
    sheet = read("date,patient,code,minutes\n9/15/2026,A,97110,23\n9/15/2026,B,97110,15\n9/17/2026,A,97110,30\n")
    assert [(day.visit.session.date.day, day.patient) for day in sheet.visits] == [(15, 1), (15, 2), (17, 1)]


def test_two_disciplines_of_a_day_are_two_claims():
    sheet = read("date,patient,code,minutes,mod\n9/15/2026,A,97110,23,GP\n9/15/2026,A,97530,15,GO\n")
    assert [day.visit.session.discipline.value for day in sheet.visits] == ["PT", "OT"]


def test_who_treated_is_told_by_the_letters_behind_a_name():
    sheet = read('code,minutes,provider\n97110,23,"Jones, PTA"\n97140,12,"Smith, DPT"\n97530,15,Lee\n')
    assert [one.by.value for one in sheet.visits[0].visit.session.services] == ["assistant", "therapist", "therapist"]
    assert any("Rows without PT, PTA or the like" in note for note in sheet.notes)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Medicare", "medicare"),
        ("MCR", "medicare"),
        ("Aetna Medicare PPO", "medicare-advantage"),
        ("AETNA", "aetna"),
        ("United Healthcare", "uhc"),
        ("Sunrise Mutual", "custom"),
    ],
)
def test_payers_are_told_by_their_names(name, key):
    assert read(f"code,minutes,payer\n97110,23,{name}\n").visits[0].visit.session.payer == key


def test_two_encounters_of_a_day_that_are_clocked_are_told():
    sheet = read(
        "date,code,start,end,units,mod,payer,discipline\n"
        + "".join(
            f"9/15/2026,97530,{a},{b},2,{m},UHC,OT\n" for a, b, m in (("9:00", "9:30", ""), ("14:00", "14:30", "XE"))
        )
    )
    (visit,) = sheet.visits
    found = count_visit(visit)
    assert "second_encounter" in {said.kind for said in found.said}
    assert dict(found.units) == {"97530": 4}


# 23 + 12 = 35 minutes, which earn 2 units (23 to 37); 3 are billed.
def test_units_billed_stand_beside_units_earned():
    found = count_visit(read("code,minutes,units\n97110,23,2\n97140,12,1\n").visits[0])
    assert found.difference == 1
    assert found.said[0].kind == "billed_over"
    assert found.said[0].message.startswith("3 units billed, 2 earned by 35 minutes")
    # Each code by itself: 23 minutes are 2 units and 12 are 1, as they were billed.
    assert "billed_other_rule" in {said.kind for said in found.said}


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ("97110,45,2\n", "billed_under"),  # 45 minutes are 3 units
        ("97110,33,1\n97140,7,2\n", "billed_moved"),  # 40 minutes are 3 units, two of them of 97110
        ("97161,30,2\n97110,15,1\n", "billed_code_over"),
        ("97110,15,1\n", "billed_right"),
    ],
)
def test_what_is_wrong_with_the_units_billed_is_named(rows, kind):
    assert kind in {said.kind for said in count_visit(read("code,minutes,units\n" + rows).visits[0]).said}


def test_a_tie_is_right_as_it_was_billed():
    # 20 + 20 minutes are 3 units, the third of either code.
    for units in ((2, 1), (1, 2)):
        found = count_visit(read(f"code,minutes,units\n97112,20,{units[0]}\n97110,20,{units[1]}\n").visits[0])
        assert dict(found.units) == {"97112": units[0], "97110": units[1]}
        assert "billed_right" in {said.kind for said in found.said}


def test_units_without_minutes_are_checked_as_billed_and_said_to_be_unknown():
    found = count_visit(read("code,units,mod\n97110,2,GP\n97140,1,GP 59\n").visits[0])
    assert found.day.assumed
    assert dict(found.units) == {}
    assert {"billed_unknown", "nothing_to_bypass"} <= {said.kind for said in found.said}


def test_nothing_is_said_of_the_threshold_where_the_year_is_not_told():
    kinds = {said.kind for said in count_visit(read("code,minutes,mod\n97110,23,KX\n").visits[0]).said}
    assert not [kind for kind in kinds if kind.startswith("kx_")]
    told = count_visit(read('date,code,minutes,ytd\n9/15/2026,97110,23,"$2,479.50"\n').visits[0])
    assert "kx_crossing" in {said.kind for said in told.said}


def test_rows_that_are_left_out_say_why():
    sheet = read(
        "date,code,minutes\n9/15/2026,97110,lots\n9/15/2026,D0120,15\n15/9/2026,97110,15\nTotal,,30\n9/15/2026,97140,12\n"
    )
    assert services(sheet) == [[("97140", 12)]]
    reasons = {one.row: one.reason for one in sheet.unread}
    assert list(reasons) == [2, 3, 4, 5]
    assert "0:23" in reasons[2]
    assert "D0120" in reasons[3]
    assert "9/15/2026" in reasons[4]
    assert "total" in reasons[5]


def test_a_column_is_corrected_by_hand():
    text = "Day,Proc,Spent\n9/15/2026,97110,23\n"
    sheet = read(text, by_hand={"Spent": "minutes", "Day": "date"})
    assert services(sheet) == [[("97110", 23)]]
    assert sheet.visits[0].visit.session.date == date(2026, 9, 15)
    with pytest.raises(InputError, match="minutez"):
        read(text, by_hand={"Spent": "minutez"})


def test_who_a_patient_is_is_in_nothing_that_goes_out():
    text = (
        "Patient Name,DOB,MRN,Date,CPT,Minutes,Units\n"
        "Zebulon Quark,01/02/1950,MRN777123,9/15/2026,97110,23,2\n"
        "Zebulon Quark,01/02/1950,MRN777123,9/15/2026,lots,12,1\n"
    )
    sheet = read(text)
    counted = [count_visit(day) for day in sheet.visits]
    for out in (as_json(sheet, counted), as_csv(counted, ""), repr(sheet)):
        for secret in ("Zebulon", "Quark", "1950", "777123"):
            assert secret not in out


def test_no_cell_of_the_table_runs():
    sheet = read('code,minutes,region\n97110,23,"=HYPERLINK(""http://x"")"\n')
    for line in as_csv([count_visit(day) for day in sheet.visits], "").splitlines():
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line.split(","))


def test_the_record_has_what_is_relied_on():
    sheet = read("DOS,CPT Code,Minutes,Units,Modifiers,Dx\n09/15/2026,97110,23,2,GP,M25.561\n")
    record = as_record(sheet, [count_visit(day) for day in sheet.visits])
    (visit,) = record["visits"]
    assert {
        "row",
        "date",
        "patient",
        "payer",
        "services",
        "modifiers",
        "diagnoses",
        "units",
        "billed",
        "findings",
    } <= set(visit)
    assert (visit["row"], visit["date"], visit["services"]) == (2, "2026-09-15", [["97110", 23]])
    assert (visit["units"], visit["billed"], visit["diagnoses"]) == ({"97110": 2}, {"97110": 2}, ["M25.561"])
    assert record["columns"]["minutes"] == "Minutes"


def test_a_visit_in_json_with_a_mark_is_read_here_too():
    assert services(read('\ufeff{"services":[{"code":"97110","minutes":23}]}')) == [[("97110", 23)]]


def test_one_visit_of_any_table_is_a_visit():
    assert read_one("DOS,CPT,Min\n9/15/2026,97110,23\n".encode("utf-16"), facts()).session.date == date(2026, 9, 15)
    with pytest.raises(InputError, match="2 visits"):
        read_one(b"date,code,minutes\n9/15/2026,97110,23\n9/17/2026,97110,30\n", facts())


def test_a_workbook_with_dates_times_and_a_formula_is_read_by_its_values():
    from datetime import time

    book = Workbook()
    sheet = book.active
    for row in (["DOS", "CPT", "Min"], [date(2026, 9, 15), 97110, time(0, 23)], [date(2026, 9, 15), 97140, "=6+6"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    found = read(out.getvalue())
    assert services(found) == [[("97110", 23)]]
    assert any("formula" in note for note in found.notes)
    # The formula was never worked out by Excel, so the cell holds no value.
    assert found.unread[0].reason.startswith("97140")


def test_an_old_excel_file_is_read_like_a_new_one():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Day")
    us = xlwt.easyxf(num_format_str="m/d/yyyy")
    clock = xlwt.easyxf(num_format_str="h:mm")
    for place, title in enumerate(("DOS", "CPT", "Minutes", "Units", "Mods")):
        sheet.write(1, place, title)
    sheet.write(2, 0, date(2026, 9, 15), us)
    sheet.write(2, 1, 97110)
    sheet.write(2, 2, 23)
    sheet.write(2, 3, 2)
    sheet.write(2, 4, "GP")
    sheet.write(3, 0, date(2026, 9, 15), us)
    sheet.write(3, 1, "97140")
    # 12 minutes as a part of a day, which is how a spreadsheet keeps a time.
    sheet.write(3, 2, 12 / 1440, clock)
    sheet.write(3, 3, 1)
    sheet.write(3, 4, "GP 59")
    out = io.BytesIO()
    book.save(out)
    found = read(out.getvalue())
    assert services(found) == [[("97110", 23), ("97140", 12)]]
    assert found.visits[0].visit.session.date == date(2026, 9, 15)
    assert dict(found.visits[0].billed) == {"97110": 2, "97140": 1}


def test_a_visit_with_a_row_that_cannot_be_read_is_not_compared():
    """Row 3 has minutes of no code that is known: 20 alone are 1 unit, and 20 + 20 are 3."""
    head = b"Patient,DOS,CPT,Min,Units\n"
    sheet = read_day_sheet(head + b"A,9/15/2026,97110,20,2\nA,9/15/2026,Foo,20,1\nB,9/15/2026,97110,23,2\n", facts())
    first, second = map(count_visit, sheet.visits)
    assert (first.day.lacking, first.difference, dict(first.units)) == ((3,), None, {})
    assert first.said[0].message.startswith("Something of this visit could not be read (row 3)")
    assert (second.day.lacking, second.difference, dict(second.units)) == ((), 0, {"97110": 2})
    # A code that was read and is not counted here leaves the others as they are.
    (other,) = read_day_sheet(head + b"A,9/15/2026,97110,23,2\nA,9/15/2026,99213,20,1\n", facts()).visits
    assert count_visit(other).difference == 0


@pytest.mark.parametrize(
    ("said", "code"),
    [("Therapeutic Exercise", "97110"), ("ther-ex", "97110"), ("NMR", "97112"), ("Gait training", "97116"),
     ("Manual therapy", "97140"), ("Neuro re-ed", "97112"), ("Hot pack", "97010"), ("Therapeutic activities", "97530")],
)  # fmt: skip
def test_a_code_is_read_by_what_a_clinic_calls_it(said, code):
    (day,) = read_day_sheet(f"CPT,Min\n{said},20\n".encode(), facts()).visits
    assert [service.code for service in day.visit.session.services] == [code]
