"""GIFT as Moodle takes it apart: signs after a backslash first, then name, answers, weights and feedback."""

import re

import pytest

from lessons.content.practice_bank import bank as practice_bank
from ptcoding.errors import InputError
from ptcoding.exchange.items.gift import to_gift
from ptcoding.learning.bank.bank import Bank
from tests.exchange.sample_bank import HOSTILE, NOTICES, TEXT, bank, plain, shown

SIGNS = "\\~=#{}:"


def kept(text):
    """A sign after a backslash is text: put a character of private use in its place while the rest is taken apart."""
    return re.sub(r"\\([\\~=#{}:])", lambda found: chr(0xE000 + SIGNS.index(found[1])), text)


def words(text):
    """The words of one part, its format told and its signs put back."""
    for place, sign in enumerate(SIGNS):
        text = text.replace(chr(0xE000 + place), sign)
    return shown(text.strip().removeprefix("[html]"))


def read(raw):
    """Questions by name: text, answers (weight, words, feedback) and closing words."""
    blocks = re.split(r"\n\s*\n", kept(raw.decode()))
    return dict(
        question(lines)
        for block in blocks
        if (lines := "\n".join(line for line in block.splitlines() if not line.startswith("//")))
        and not lines.startswith("$CATEGORY: ")
    )


def question(block):
    _, name, rest = block.split("::", 2)
    asked, inside = rest.split("{", 1)
    inside, after = inside.rsplit("}", 1)
    assert not after.strip()
    inside, closing = inside.split("####")
    rows = re.findall(r"([=~])(?:%(-?[\d.]+)%)?([^~=#]*)(?:#([^~=#]*))?", inside)
    answers = [(weight or {"=": "100", "~": "0"}[sign], words(told), words(why)) for sign, weight, told, why in rows]
    return name, (words(asked), answers, words(closing))


@pytest.fixture(scope="module")
def questions():
    return read(to_gift(bank(), NOTICES))


@pytest.mark.parametrize("key", [item.key for item in bank().items])
def test_texts_are_shown_as_they_stand(questions, key):
    asked, answers, closing = questions[key]
    item = bank()[key]
    assert plain(item.question) in asked
    assert all(plain(f"{TEXT} {name}") in asked for name in item.notes)
    assert plain(item.why) in closing
    if item.choices:
        told = [(text, why) for _, text, why in answers]
        assert told == [(plain(choice.text), plain(choice.why)) for choice in item.choices]


def test_every_item_is_a_question(questions):
    assert list(questions) == [item.key for item in bank().items]


def test_weights_tell_right_from_wrong(questions):
    assert [weight for weight, _, _ in questions["pair"][1]] == ["0", "100"]
    assert [weight for weight, _, _ in questions["several"][1]] == ["33.33333", "33.33333", "33.33333", "-100"]


def test_units_are_entered_in_a_row(questions):
    rows = [(weight, text) for weight, text, _ in questions["times"][1]]
    assert rows == [("100", "2, 1"), ("100", "2,1"), ("100", "2 1"), ("0", "*")]


def test_no_blank_line_cuts_a_question():
    assert HOSTILE.count("//") == 1
    assert len(read(to_gift(bank(), NOTICES))) == 7


def test_the_notices_come_first():
    assert to_gift(bank(), NOTICES).decode().splitlines()[:2] == [f"// {notice}" for notice in NOTICES]


def test_an_empty_bank_is_refused():
    with pytest.raises(InputError, match="at least one item"):
        to_gift(Bank((), {}, ()), NOTICES)


def test_the_whole_bank_is_written():
    assert list(read(to_gift(practice_bank(), NOTICES))) == [item.key for item in practice_bank().items]
