"""Moodle's question bank gets every item, its notes, its right answers and its reasons, as text and nothing else."""

from xml.etree.ElementTree import fromstring

import pytest
from moodle_xml_parser.parser import parse_bytes

from lessons.content.course import text
from lessons.content.practice_bank import bank as practice_bank
from ptcoding.errors import InputError
from ptcoding.exchange.items.moodle import to_moodle
from ptcoding.facts import facts
from ptcoding.learning.bank.bank import Bank
from tests.exchange.sample_bank import HOSTILE, NOTICES, TEXT, bank, plain, shown


@pytest.fixture(scope="module")
def questions():
    root = fromstring(to_moodle(bank(), NOTICES))
    return {question.findtext("name/text"): question for question in root if question.get("type") != "category"}


def answers(question):
    return [(answer.get("fraction"), shown(answer.findtext("text"))) for answer in question.findall("answer")]


def test_every_item_is_a_question(questions):
    assert list(questions) == [item.key for item in bank().items]
    kinds = [question.get("type") for question in questions.values()]
    assert kinds == ["multichoice"] * 5 + ["shortanswer"] * 2


@pytest.mark.parametrize("key", [item.key for item in bank().items])
def test_texts_are_shown_as_they_stand(questions, key):
    question = questions[key]
    item = bank()[key]
    assert plain(item.question) in shown(question.findtext("questiontext/text"))
    for choice, answer in zip(item.choices, question.findall("answer"), strict=False):
        assert shown(answer.findtext("text")) == plain(choice.text)
        assert shown(answer.findtext("feedback/text")) == plain(choice.why)
    closing = shown(question.findtext("generalfeedback/text"))
    assert plain(item.why) in closing
    assert facts().sources["cpm5-20.2"].url in closing


def test_a_stranger_reads_the_same_choices():
    read = parse_bytes(to_moodle(bank(), NOTICES))
    assert read["cloze"] == []
    assert {question.name: question.single for question in read["multichoice"]} == {
        "single": True,
        "several": False,
        "pair": True,
        "recall": True,
        "recall-again": True,
    }
    for question in read["multichoice"]:
        assert [option.answer for option in question.options] == [
            plain(choice.text) for choice in bank()[question.name].choices
        ]
        assert all(option.feedback for option in question.options)


def test_one_right_choice_earns_all(questions):
    assert [earned for earned, _ in answers(questions["pair"])] == ["0", "100"]


def test_of_several_right_choices_each_earns_its_share_and_a_wrong_one_costs_all(questions):
    assert [earned for earned, _ in answers(questions["several"])] == ["33.33333", "33.33333", "33.33333", "-100"]


def test_units_are_entered_in_a_row(questions):
    assert answers(questions["times"]) == [("100", "2, 1"), ("100", "2,1"), ("100", "2 1"), ("0", "*")]
    assert "97110 and 97140" in shown(questions["times"].findtext("questiontext/text"))


def test_either_side_of_a_tie_is_right(questions):
    # In the order of the note: 97112, 97110.
    right = [entry for earned, entry in answers(questions["tie"]) if earned == "100"]
    assert right == ["2, 1", "2,1", "2 1", "1, 2", "1,2", "1 2"]


def test_notes_stand_above_the_question(questions):
    words = shown(questions["pair"].findtext("questiontext/text"))
    first, second = words.index(plain(f"{TEXT} knee")), words.index(plain(f"{TEXT} hip"))
    assert first < second < words.index(f"Question {plain(HOSTILE)}")
    assert words.startswith("The first note, invented")


def test_a_question_keeps_its_key_topic_kind_and_difficulty(questions):
    question = questions["several"]
    assert question.findtext("idnumber") == "several"
    assert [tag.text for tag in question.findall("tags/tag/text")] == ["T09", "words", "difficulty 2"]


def test_the_notices_stand_with_the_category():
    category = fromstring(to_moodle(bank(), NOTICES))[0]
    assert category.get("type") == "category"
    assert shown(category.findtext("info/text")) == " ".join(NOTICES)


def test_the_same_bank_gives_the_same_bytes():
    assert to_moodle(bank(), NOTICES) == to_moodle(bank(), NOTICES)


def test_an_empty_bank_is_refused():
    with pytest.raises(InputError, match="at least one item"):
        to_moodle(Bank((), {}, ()), NOTICES)


def test_the_whole_bank_is_written():
    whole = practice_bank()
    root = fromstring(to_moodle(whole, tuple(text("notices").values())))
    assert len(root) - 1 == len(whole.items)
    for question in root.findall("question"):
        for words in question.iter("text"):
            shown(words.text or "")
