"""A sheet to hang up: one page, whatever the words are."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from lessons.screen.sheet import paper
from ptcoding.exchange.sheet import Section, sheet

DAY = date(2026, 11, 29)


def read(document: bytes) -> PdfReader:
    return PdfReader(BytesIO(document))


@pytest.mark.parametrize("lines", [1, 60, 110])
def test_more_words_take_smaller_letters_and_no_second_page(lines: int) -> None:
    section = Section("Minutes", tuple(f"{line}: a line of some words that fills a column" for line in range(lines)))
    assert len(read(sheet("Units", [section], "Checked.", DAY)).pages) == 1


def test_the_same_words_give_the_same_page() -> None:
    section = Section("Minutes", ("8 to 22: 1",))
    assert sheet("Units", [section], "Checked.", DAY) == sheet("Units", [section], "Checked.", DAY)


def test_the_sheet_of_the_site_is_one_letter_page_with_its_date_and_notice() -> None:
    (page,) = read(paper()).pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [612, 792]  # 8.5 by 11 inches of 72 points
    said = " ".join(page.extract_text().split())
    assert "1: 8 to 22 minutes" in said
    assert "97140 Manual" in said
    assert "CPT is a registered trademark of the American Medical Association" in said
    assert "2026" in said
    assert "**" not in said
