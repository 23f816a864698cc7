"""The certificate, read back as a stranger's PDF reader would."""

import io
import re
from datetime import date

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from lessons.content.course import text
from ptcoding.exchange.certificate.certificate import certificate
from ptcoding.exchange.certificate.personname import in_latin, printed_name
from ptcoding.facts.words import templates
from ptcoding.learning.paper.challenge import Challenge
from ptcoding.learning.paper.exam import Part, Result
from tests.strategies import hostile_text

DAY = date(2026, 11, 21)
TOPICS = {"T08": "The table of minutes and units", "T23": "Dosage"}
# 9 of 10 and 7 of 10: 16 of 20, which is 80 percent.
PASSED = Result(Challenge(4711, 20, 80), (Part("T08", 9, 10, 10), Part("T23", 7, 9, 10)))
# 9 of 10 and 6 of 10: 15 of 20, which is 75 percent.
MISSED = Result(Challenge(4711, 20, 80), (Part("T08", 9, 10, 10), Part("T23", 6, 10, 10)))
WORDS = templates()["certificate"]


def reader(document):
    return PdfReader(io.BytesIO(document), strict=True)


def text_of(document):
    return " ".join(" ".join(page.extract_text() for page in reader(document).pages).split())


def printed(result=PASSED, name="Dana Whitfield", topics=TOPICS):
    return text_of(certificate(result, name, DAY, topics))


def test_it_says_who_did_what_and_when():
    said = printed()
    assert said.startswith(
        "Certificate of completion This page records that Dana Whitfield answered 16 of 20 questions"
    )
    assert "on November 21, 2026" in said
    assert "The passing score of 80 percent was reached: 80 percent were right." in said


def test_it_breaks_the_result_down_by_topic():
    assert "Topic Right Asked Percent The table of minutes and units 9 10 90 Dosage 7 10 70" in printed()


def test_it_names_the_paper():
    assert "Exam 4711.20.80: seed, number of questions and passing score." in printed()


def test_it_claims_no_accreditation_and_carries_the_notice():
    said = printed()
    assert "This isn't an accreditation" in said
    assert "doesn't earn continuing education credit" in said
    assert "Nobody checked who answered" in said
    assert "CPT is a registered trademark of the American Medical Association" in said


def test_the_notice_is_the_one_below_every_page():
    assert WORDS["cpt"] == text("notices")["cpt"]


def test_an_exam_that_was_not_passed_is_recorded_and_not_certified():
    said = printed(MISSED)
    assert "ertificate" not in said
    assert said.startswith("Record of a practice exam")
    assert "The passing score of 80 percent was not reached: 75 percent were right." in said


def test_a_share_just_below_the_pass_mark_is_not_rounded_up_to_it():
    """27 of 34 is 79.4 percent, 43 of 54 is 79.6."""
    for right, of in ((27, 34), (43, 54)):
        assert "79 percent were right" in printed(Result(Challenge(1, of, 80), (Part("T08", right, of, of),)))


def test_what_was_left_out_is_said():
    assert "Questions left unanswered: 1." in printed(PASSED)
    assert "unanswered" not in printed(MISSED)


def test_the_same_exam_is_the_same_file():
    assert certificate(PASSED, "Dana", DAY, TOPICS) == certificate(PASSED, "Dana", DAY, TOPICS)
    assert certificate(PASSED, "Dana", DAY, TOPICS) != certificate(PASSED, "Dana", date(2026, 11, 22), TOPICS)


def test_it_has_a_title_and_a_language_for_screen_readers():
    document = reader(certificate(PASSED, "Dana", DAY, TOPICS))
    assert document.metadata.title == "Certificate of completion"
    assert document.trailer["/Root"]["/Lang"] == "en-US"


def test_many_topics_run_over_to_a_second_page_and_none_is_lost():
    parts = tuple(Part(f"T{number:02}", 2, 2, 2) for number in range(1, 46))
    document = certificate(Result(Challenge(1, 90, 80), parts), "Dana", DAY, {})
    assert len(reader(document).pages) == 2
    assert re.findall(r"\bT\d\d\b", text_of(document)) == [part.topic for part in parts]


def test_a_topic_without_a_name_or_with_one_that_cannot_be_printed_is_named_by_its_key():
    said = printed(topics={"T08": "שולחן"})
    assert "T08 9 10 90 T23 7 10 70" in said


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Zoë Núñez-Ångström", "Zoë Núñez-Ångström"),
        ("Zoe\u0308", "Zoë"),
        ("  Dana\t\n Whitfield ", "Dana Whitfield"),
        ("Dana\x00\x1b[31m\u202eWhit\u200bfield", "Dana[31mWhitfield"),
        ("O\u2019Neill \u2013 Smith", "O'Neill - Smith"),
        ("<b>Dana</b> **x** \\n %s {name}", "<b>Dana</b> **x** \\n %s {name}"),
    ],
)
def test_a_name_is_printed_as_text_on_one_line(typed, shown):
    assert printed_name(typed).text == shown
    assert not printed_name(typed).plain
    assert f"records that {shown} answered" in printed(name=typed)


@pytest.mark.parametrize(
    ("typed", "shown"), [("Łukasz Żółć", "Lukasz Zólc"), ("Đặng", "Dang"), ("Dvořák", "Dvorák"), ("Œuvre", "OEuvre")]
)
def test_letters_whose_marks_cannot_be_printed_lose_them_and_the_page_says_so(typed, shown):
    assert printed_name(typed).text == shown
    said = printed(name=typed)
    assert shown in said
    assert WORDS["marks"] in said


@pytest.mark.parametrize("typed", ["李小明", "Дана", "דנה", "دانة", "दाना", "👩‍⚕️", "Dana 李", "...", "123"])
def test_a_name_that_cannot_be_printed_is_left_to_the_hand(typed):
    assert printed_name(typed).lacking
    said = printed(name=typed)
    assert WORDS["unnamed"] in said
    assert WORDS["byhand"] in said


@pytest.mark.parametrize("typed", ["", "   ", "\n", "\u200b", "\x00"])
def test_without_a_name_there_is_a_line_and_no_complaint(typed):
    said = printed(name=typed)
    assert WORDS["unnamed"] in said
    assert WORDS["byhand"] not in said


@pytest.mark.parametrize(("length", "kept"), [(80, 80), (81, 80), (1_000_000, 80)])
def test_a_long_name_is_cut_after_eighty_signs_and_stays_on_the_page(length, kept):
    assert len(printed_name("W" * length).text) == kept
    assert "".join(printed(name="W" * length).split()).count("W") == kept


@given(hostile_text())
@settings(max_examples=60)
def test_any_name_makes_a_page(typed):
    document = certificate(PASSED, typed, DAY, TOPICS)
    assert len(reader(document).pages) == 1
    assert "16 of 20" in text_of(document)


@given(hostile_text())
def test_what_can_be_printed_is_latin(text):
    written = in_latin(text)
    assert written is None or written.encode("latin-1") is not None


def test_every_sentence_of_the_page_is_used():
    said = " ".join([*(printed(name=name) for name in ("Łukasz", "李", "")), printed(MISSED)])
    for key, sentence in WORDS.items():
        beginning = " ".join(sentence.split("{")[0].split())
        assert beginning in said, key
