"""The figures of lessons: as many frames as sentences, words for every picture, and values from the facts."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from lessons.content.course import course
from lessons.screen.lesson.seeing import figures
from ptcoding.chart.color import DARK, LIGHT
from ptcoding.chart.figure import FIGURES, draw, read_figure
from ptcoding.errors import DocumentError, UnknownKeyError

DRAWN = [(lesson.slug, figure) for lesson in course().lessons for figure in figures(lesson.slug)]


def words(written):
    """What the last frame of a figure says."""
    return draw(read_figure(written), LIGHT)[-1].chart.alt


@pytest.mark.parametrize(("slug", "figure"), DRAWN, ids=lambda value: value if isinstance(value, str) else value.name)
def test_a_figure_of_a_lesson_has_a_frame_for_every_sentence_and_each_adds_to_the_one_before(slug, figure):
    for ink in (LIGHT, DARK):
        frames = draw(figure, ink)
        assert [frame.text for frame in frames] == list(figure.say)
        said = [frame.chart.alt for frame in frames]
        assert sorted(said, key=len) == said
        assert len(set(said)) == len(said)


def test_most_lessons_have_a_picture_of_their_own():
    assert len({slug for slug, _ in DRAWN}) >= 12


def test_what_a_unit_pays_is_the_arithmetic_of_the_schedule():
    found = words('name = "pay"\nsay = ["x"]\ncodes = ["97530", "97110"]\ndate = "2026-08-11"')
    # 0.44 + 0.60 + 0.01 = 1.05, and 1.05 x 33.4009 = 35.07. Half of 0.41 is 0.205: 0.205 x 33.4009 = 6.85.
    assert "97530: work 14.7, practice 20.04, malpractice 0.33, $35.07 in all" in found
    assert "97110: work 15.03, practice 6.85" in found
    assert Decimal("1.05") * Decimal("33.4009") == Decimal("35.070945")


def test_pairs_say_what_the_files_say_and_what_was_not_read():
    found = words('name = "pairs"\nsay = ["x"]\ncodes = ["97140", "97124"]\ndate = "2024-07-01"')
    assert found == "Pairs on 2024-07-01. 97140 with 97124 edit 0."
    assert words('name = "pairs"\nsay = ["x"]\ncodes = ["97140", "97124"]\ndate = "2026-03-02"').endswith("97124 ?.")


def test_payers_say_what_their_cards_say():
    found = words('name = "payers"\nsay = ["x"]\npayers = [["A", "medicare"], ["B", "bcbs-illinois"], ["C", "aetna"]]')
    assert "A: Day's total yes, Each code no; B: Day's total no, Each code yes" in found
    assert "C: Day's total not read, Each code not read" in found


@pytest.mark.parametrize(
    ("written", "kind", "field"),
    [
        ('name = "pie"\nsay = ["x"]', UnknownKeyError, "figure"),
        ('name = "slots"', DocumentError, "figure slots: say"),
        ("name = ", DocumentError, "figure"),
    ],
)
def test_a_figure_that_cannot_be_read_is_told(written, kind, field):
    with pytest.raises(kind) as caught:
        read_figure(written)
    assert [problem.field for problem in caught.value.problems] == [field]


def test_a_value_that_is_missing_is_named():
    with pytest.raises(DocumentError) as caught:
        words('name = "slots"\nsay = ["x"]')
    assert caught.value.problems[0].value == "parts"


def test_the_guide_names_every_figure():
    guide = Path(__file__).resolve().parents[2] / "assets" / "guides" / "figures.md"
    named = re.findall(r"^\| `([a-z]+)` \|", guide.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(named) == set(FIGURES)
