"""Files that are no day sheet, or are built to do harm: a message in words, nothing run."""

import io
import random
import zipfile

import pytest
from openpyxl import Workbook

from ptcoding.errors import InputError
from ptcoding.exchange.day_sheet.grid import MOST_BYTES
from ptcoding.exchange.day_sheet.reading import read_day_sheet
from ptcoding.facts import facts


def refusal(content):
    with pytest.raises(InputError) as caught:
        read_day_sheet(content, facts())
    return str(caught.value)


def sheet(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(content, name, change):
    """Rewrite one part of an Excel file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(old.read(part)) if part.filename == name else old.read(part))
    return out.getvalue()


GOOD = [["DOS", "CPT", "Minutes"], ["9/15/2026", 97110, 23]]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "an empty file"),
        (b"   \n", "an empty file"),
        (b"SKU,Price,Stock\nA1,2.50,7\n", "one for the code"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"<html><table><tr><td>97110</td></tr></table></html>", "a web page"),
        (b"\x89PNG\r\n\x1a\n...", "a picture"),
        (b"code,minutes\n97110,23\n" + b"\0\1\2" * 200, "no text"),
        (b'code,minutes\n"97110,23\n', "never ends"),
        (b",".join(b"c%d" % place for place in range(100_000)) + b"\n", "100,000 columns"),
        (b"PK\x03\x04 broken", "cannot be unpacked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b'{"resourceType": "Claim", "item": []}', "FHIR"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_what_is_no_sheet_is_refused_in_words(content, words):
    assert words in refusal(content)


def test_a_file_of_200_megabytes_is_refused_before_it_is_read():
    assert f"at most {MOST_BYTES:,} bytes" in refusal(bytes(200 * 2**20))


def test_a_zip_of_other_files_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("one.csv", "code,minutes\n97110,23\n")
    assert "zip of other files" in refusal(out.getvalue())


def test_a_zip_bomb_is_refused_while_it_unpacks():
    bomb = changed(sheet(GOOD), SHEET, lambda old: old.replace(b"</sheetData>", b" " * (210 * 2**20) + b"</sheetData>"))
    assert len(bomb) < 2**20
    assert "unpacks without end" in refusal(bomb)


def test_a_sheet_that_declares_entities_is_refused():
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]>'
    hostile = changed(sheet(GOOD), SHEET, lambda old: laughs + old.partition(b"?>")[2])
    assert "declares entities" in refusal(hostile)


def test_a_sheet_that_reaches_for_another_file_is_refused():
    outside = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">'
    hostile = changed(sheet(GOOD), SHEET, lambda old: outside + old.partition(b"?>")[2])
    assert "declares entities" in refusal(hostile)


def test_a_sheet_that_lies_about_its_size_is_read_by_what_it_holds():
    lying = changed(sheet(GOOD), SHEET, lambda old: old.replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"'))
    assert len(read_day_sheet(lying, facts()).visits) == 1


def test_a_cell_at_the_far_end_of_a_sheet_takes_no_memory():
    far = changed(
        sheet(GOOD),
        SHEET,
        lambda old: old.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'),
    )
    assert "rows" in refusal(far) or len(read_day_sheet(far, facts()).visits) == 1


def test_macros_are_named_and_left_alone():
    out = io.BytesIO(sheet(GOOD))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    found = read_day_sheet(out.getvalue(), facts())
    assert len(found.visits) == 1
    assert any("Macros" in note for note in found.notes)


def test_merged_cells_are_named():
    book = Workbook()
    for row in [["DOS", "Patient", "CPT", "Minutes"], ["9/15/2026", "A", 97110, 23], [None, None, 97140, 12]]:
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    out = io.BytesIO()
    book.save(out)
    found = read_day_sheet(out.getvalue(), facts())
    assert [len(day.visit.session.services) for day in found.visits] == [2]
    assert any("merged" in note for note in found.notes)
    assert any("filled from the row above" in note for note in found.notes)


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_is_refused_or_read_and_nothing_else(seed):
    dice = random.Random(seed)  # noqa: S311 -- the same damage each time is wanted, nothing secret
    content = bytearray(sheet(GOOD))
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(content))
        if dice.random() < 0.5:
            content[place] = dice.randrange(256)
        else:
            del content[place : place + dice.randint(1, 40)]
    said = []
    try:
        read_day_sheet(bytes(content), facts())
    except InputError as error:
        said = [problem.field for problem in error.problems]
    assert set(said) <= {"file", "header"}
