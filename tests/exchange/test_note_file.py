"""Files of notes: text as Windows and others write it, Word documents, and what only looks like one."""

import io
import zipfile

import pytest

from ptcoding.errors import DocumentError
from ptcoding.exchange.note_file import MOST_UNPACKED, PART, note_text
from ptcoding.notes.cut import split

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(body, part=PART):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(part, body)
    return packed.getvalue()


def word(*paragraphs):
    return document(f"<w:document {SPACE}><w:body>{''.join(paragraphs)}</w:body></w:document>")


def line(*runs):
    return f"<w:p>{''.join(f'<w:r>{run}</w:r>' for run in runs)}</w:p>"


def said(words):
    return f'<w:t xml:space="preserve">{words}</w:t>'


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_however_it_was_written(code):
    assert note_text("knee 95°, 3x10".encode(code)) == "knee 95°, 3x10"


def test_a_word_document_gives_its_words_line_by_line():
    broken = line(said("O: SLR"), "<w:tab/>", said("3x10"), "<w:br/>", said("HEP"))
    assert note_text(word(line(said("3/2/26 ")), broken)) == "3/2/26 \nO: SLR\t3x10\nHEP"


def test_the_rows_of_a_table_and_ended_pages_cut_its_notes():
    cell = "<w:tc>{}</w:tc>".format
    rows = "".join(
        f"<w:tr>{cell(line(said(day)))}{cell(line(said(done)))}</w:tr>"
        for day, done in (("3/2/26", "SLR 3x10"), ("3/4/26", "SLR 3x12"))
    )
    assert split(note_text(word(f"<w:tbl>{rows}</w:tbl>"))) == ("3/2/26\tSLR 3x10", "3/4/26\tSLR 3x12")
    pages = word(line(said("SLR 3x10")), line('<w:br w:type="page"/>', said("SLR 3x12")))
    assert split(note_text(pages)) == ("SLR 3x10", "SLR 3x12")


def test_deleted_words_and_fields_are_no_words_of_the_note():
    gone = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>DATE</w:instrText></w:r>"
    assert note_text(word(f"<w:p>{gone}<w:r>{said('kept')}</w:r></w:p>")) == "kept"


@pytest.mark.parametrize(
    ("content", "given"),
    [
        (b"%PDF-1.7", "another kind of file"),
        (b"{\\rtf1 SLR}", "another kind of file"),
        (b"SLR\0 3x10", "another kind of file"),
        (b"PK\x03\x04 not a zip", "no Word document that can be read"),
        (document("<a/>", "xl/workbook.xml"), "no Word document that can be read"),
        (document("<w:p>"), "a damaged Word document"),
        (document('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), "a document that declares entities"),
        (document(" " * (MOST_UNPACKED + 1)), "a document larger than any of notes"),
    ],
)
def test_what_is_no_file_of_notes_is_refused(content, given):
    with pytest.raises(DocumentError) as refused:
        note_text(content)
    (problem,) = refused.value.problems
    assert (problem.field, problem.value) == ("file", given)
