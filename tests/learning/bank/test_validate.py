"""What is wrong in a file of items is said all at once, with the file, the item, the field and what was expected."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.errors import DocumentError
from ptcoding.learning.bank.bank import read_bank
from ptcoding.learning.bank.item import Kind
from ptcoding.learning.bank.validate import Known, read_items, read_notes
from tests.support.elements import ELEMENTS

HEAD = """
[[item]]
key = "mine-1"
kind = "recall"
topic = "T08"
difficulty = 2
question = "How many units are 16 minutes?"
source = "cpm5-20.2"
written = 2026-11-21
"""
ONE = '[[item.choice]]\ntext = "1"\nright = true\nwhy = "16 lies in 8 to 22."\n'
TWO = '[[item.choice]]\ntext = "2"\nright = false\nwhy = "Two begin at 23."\n'
GOOD = HEAD + ONE + TWO
NOTE = """
title = "Knee {name}"
discipline = "PT"
style = "line"
quality = "good"
code = "97110"
supports = "97110"
topics = ["T21"]
sources = ["bpm15-220.3"]
written = 2026-11-21
text = "L knee slides 3 x 10, 23 min 1:1, then hands on the patella for 7."
why = "Part, exercise and dose are there."
uncertain = []
{more}
[elements]
{elements}
{minutes}
"""


def note(name, *, missing=("progression", "assistance_level"), minutes="", more=""):
    """A note that shows every element but those missing."""
    elements = "\n".join(f"{element} = {str(element not in missing).lower()}" for element in ELEMENTS)
    return NOTE.format(name=name, elements=elements, minutes=minutes, more=more)


@pytest.fixture
def notes(tmp_path):
    """Four notes on the disk: two plain ones of a series, one with times, one with tied times."""
    folder = tmp_path / "notes"
    folder.mkdir()
    series = 'series = "knee"\nvisit = {}'
    (folder / "knee-1.toml").write_text(note("one", more=series.format(1)))
    (folder / "knee-2.toml").write_text(note("two", more=series.format(2)))
    (folder / "timed.toml").write_text(note("timed", minutes="[minutes]\n97110 = 23\n97140 = 7"))
    (folder / "tied.toml").write_text(note("tied", minutes="[minutes]\n97112 = 20\n97110 = 20"))
    return read_notes(folder)


def problems(text, known=None):
    with pytest.raises(DocumentError) as caught:
        read_items(text, known)
    return [str(problem) for problem in caught.value.problems]


def test_a_good_item_is_read():
    (item,) = read_items(GOOD)
    assert (item.key, item.kind, item.difficulty, item.many, item.notes) == ("mine-1", Kind.RECALL, 2, False, ())
    assert [(choice.text, choice.right) for choice in item.choices] == [("1", True), ("2", False)]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('kind = "recall"', 'kind = "essay"', "kind: 'essay' given, expected one of recall, missing, words, code"),
        ('kind = "recall"', "kind = 7", "kind: '7' given, expected one of recall"),
        ('topic = "T08"', 'topic = "T00"', "topic: 'T00' given, expected one of 99 that are known"),
        ('source = "cpm5-20.2"', 'source = "hearsay"', "source: 'hearsay' given, expected one of "),
        ("difficulty = 2", "difficulty = 0", "difficulty: '0' given, expected a whole number from 1 to 3"),
        ("difficulty = 2", "difficulty = 4", "difficulty: '4' given, expected a whole number from 1 to 3"),
        ("difficulty = 2", "difficulty = true", "difficulty: 'true' given, expected a whole number from 1 to 3"),
        ("difficulty = 2", "", "difficulty: 'nothing' given, expected a whole number from 1 to 3"),
        ('why = "Two begin at 23."', "", "choice 2: why: 'nothing' given, expected text of 1 to 600 characters"),
        ('why = "Two begin at 23."', 'why = "  "', "choice 2: why: '  ' given, expected text of 1 to 600 characters"),
        ("right = true", "right = false", "choice: 'no right choice' given, expected a right choice"),
        ("right = false", "right = true", "choice: '2 right choices' given, expected one right choice, or many = true"),
        ("right = true", 'right = "yes"', "choice 1: right: 'yes' given, expected true or false"),
        ('text = "2"', 'text = " 1 "', "choice: '1' given, expected choices that differ"),
        ("2026-11-21", "2999-01-01", "written: '2999-01-01' given, expected a day that is not still to come"),
        ("2026-11-21", '"2026-11-21"', "written: '2026-11-21' given, expected a day such as 2026-11-21, without"),
        ("2026-11-21", "2026-11-21T10:00:00", "expected a day such as 2026-11-21, without"),
        ('key = "mine-1"', 'key = "Mine 1"', "key: 'Mine 1' given, expected small letters, digits, hyphens"),
        ('text = "2"', 'text = "one or more areas"', "'one or more areas' given, expected words of your own"),
        ('text = "2"', 'text = "a\\u0000b"', "choice 2: text: 'a\\x00' given, expected text without control"),
        ('text = "2"', 'text = "a\\u202eb"', "choice 2: text: 'a\\u202e' given, expected text without control"),
        ("difficulty = 2", "difficulty = 2\nlevel = 3", "level: '3' given, expected no such field; one of choice"),
        ("difficulty = 2", "difficulty = 2\nnotes = 'knee'", "notes: 'knee' given, expected a list of"),
        ("difficulty = 2", "difficulty = 2\nnotes = ['gone']", "notes: 'gone' given, expected one of"),
        ("difficulty = 2", "difficulty = 2\nrule = 'cms'", "rule: 'rule' given, expected left out"),
        (ONE + TWO, ONE, "choice: '1 choices' given, expected at least two"),
        (ONE + TWO, "", "choice: '0 choices' given, expected at least two"),
    ],
)
def test_what_is_wrong_is_named(was, now, said):
    assert was in GOOD
    found = problems(GOOD.replace(was, now, 1))
    assert [problem for problem in found if said in problem]
    assert all(problem.startswith("text: ") for problem in found)


@pytest.mark.parametrize(
    ("was", "longest"),
    [("How many units are 16 minutes?", 600), ("16 lies in 8 to 22.", 600)],
)
def test_a_text_may_be_so_long_and_no_longer(was, longest):
    assert read_items(GOOD.replace(was, "x" * longest))
    (found,) = problems(GOOD.replace(was, "x" * (longest + 1)))
    assert f"'{longest + 1} characters' given, expected text of 1 to {longest} characters" in found


def test_a_choice_may_have_400_characters_and_no_more():
    assert read_items(GOOD.replace('text = "2"', f'text = "{"x" * 400}"'))
    (found,) = problems(GOOD.replace('text = "2"', f'text = "{"x" * 401}"'))
    assert found == ("text: mine-1: choice 2: text: '401 characters' given, expected text of 1 to 400 characters")


def test_markup_is_text():
    text = "<b>16</b> **16** $x$ {eight} [^cpm5-20.2]"
    (item,) = read_items(GOOD.replace("How many units are 16 minutes?", text))
    assert item.question == text


def test_two_right_choices_are_right_where_many_may_be():
    (item,) = read_items(GOOD.replace("right = false", "right = true").replace("difficulty", "many = true\ndifficulty"))
    assert item.right == {0, 1}


def test_every_problem_of_every_file_is_said_at_once(tmp_path):
    (tmp_path / "a.toml").write_text(GOOD.replace("difficulty = 2", "difficulty = 9").replace("T08", "T00"))
    (tmp_path / "b.toml").write_text("key = ")
    (tmp_path / "c.toml").write_bytes(b"# caf\xe9\n")
    (tmp_path / "d.toml").write_text(GOOD.replace("mine-1", "mine-2"))
    (tmp_path / "e.toml").write_text(GOOD.replace("mine-1", "mine-2"))
    (tmp_path / "readme.txt").write_text("no item")
    found = problems(tmp_path)
    assert [problem.partition(" given")[0] for problem in found] == [
        "a.toml: mine-1: topic: 'T00'",
        "a.toml: mine-1: difficulty: '9'",
        "b.toml: 'Invalid value (at end of document)'",
        "c.toml: line 1: 'byte 0xe9'",
        "e.toml: mine-2: key: 'mine-2'",
    ]


def test_broken_toml_is_said_with_its_line():
    assert problems('[[item]]\nkey = "a"\nkind == 3')[0].startswith("text: line 3: ")


def test_an_item_without_a_key_is_called_by_its_place():
    assert problems(GOOD + HEAD.replace('key = "mine-1"\n', ""))[0].startswith("text: item 2: key: 'nothing' given")


@pytest.mark.parametrize(
    "text",
    ["item = 3", "item = [1, 2]", "[item]\nkey = 'a'", "[[item]]\nchoice = [1]", "[[thing]]", "x = " + "[" * 5000],
)
def test_a_strange_file_is_refused_in_words(text):
    assert problems(text)


def test_a_file_that_is_too_large_is_refused(tmp_path):
    (tmp_path / "large.toml").write_bytes(b"# " + b"x" * 1_000_000)
    assert problems(tmp_path) == [
        "large.toml: 'a larger file' given, expected a file of at most 1,000,000 bytes of text in UTF-8"
    ]


def test_what_is_no_plain_file_is_not_opened(tmp_path):
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    assert [problem.partition(",")[0] for problem in problems(tmp_path)] == [
        "folder.toml: 'no plain file' given",
        "gone.toml: 'no plain file' given",
    ]


# Kinds that rest on notes.

CODES = ONE.replace('"1"', '"97110"') + TWO.replace('"2"', '"None of these"')
PAIR = ONE.replace('"1"', '"The first"') + TWO.replace('"2"', '"The second"')
LACKS = ONE.replace("right", 'element = "progression"\nright') + TWO.replace("right", 'element = "dosage"\nright')
WORDS = ONE.replace('"1"', '"3 x 10"') + TWO.replace('"2"', '"L knee"')
UNITS = 'rule = "cms"\nexpected = { 97110 = 2, 97140 = 0 }\nwhy = "30 minutes are two units; 8 of 23 beats 7."\n'


def about(kind, *shown, fields="", choices=""):
    """An item about notes."""
    listed = ", ".join(f'"{name}"' for name in shown)
    head = HEAD.replace('"recall"', f'"{kind}"')
    return f"{head}notes = [{listed}]\n{fields}\n{choices}"


def test_every_kind_has_a_good_example(notes):
    known = Known(notes)
    good = [
        about("missing", "knee-1", choices=LACKS),
        about("words", "knee-1", fields='element = "dosage"', choices=WORDS),
        about("code", "knee-1", choices=CODES),
        about("pair", "knee-1", "timed", choices=PAIR),
        about("mend", "knee-1", fields='element = "progression"', choices=ONE + TWO),
        about("mend", fields='element = "progression"', choices=ONE + TWO),
        about("times", "timed", fields=UNITS),
        about("series", "knee-1", "knee-2", choices=ONE + TWO),
    ]
    assert [read_items(text, known)[0].kind.value for text in good] == [
        "missing", "words", "code", "pair", "mend", "mend", "times", "series",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (about("missing", choices=LACKS), "notes: '0 notes' given, expected 1 for an item of kind missing"),
        (about("missing", "knee-1", choices=ONE + TWO), "choice 1: element: '' given, expected the element"),
        (
            about("missing", "knee-1", choices=LACKS.replace("progression", "minutes")),
            "choice 1: right: 'minutes' given, expected an element that knee-1 does not show",
        ),
        (about("words", "knee-1", choices=WORDS), "element: '' given, expected the element of the rubric"),
        (
            about("words", "knee-1", fields='element = "progression"', choices=WORDS),
            "element: 'progression' given, expected an element that knee-1 shows",
        ),
        (
            about("words", "knee-1", fields='element = "dosage"', choices=WORDS.replace("3 x 10", "3x10")),
            "choice 1: text: '3x10' given, expected words that stand in knee-1 exactly so",
        ),
        (about("words", "knee-1", fields='element = "love"', choices=WORDS), "element: 'love' given, expected one of"),
        (
            about("code", "knee-1", choices=CODES.replace("97110", "97999")),
            "choice 1: text: '97999' given, expected a code first",
        ),
        (about("pair", "knee-1", choices=PAIR), "notes: '1 notes' given, expected 2 for an item of kind pair"),
        (about("pair", "knee-1", "timed", choices=ONE + TWO), "choice: '1, 2' given, expected “The first”"),
        (about("mend", "knee-1", choices=ONE + TWO), "element: '' given, expected the element"),
        (about("series", "knee-1", choices=ONE + TWO), "notes: '1 notes' given, expected 2 to 6"),
        (about("series", "knee-2", "knee-1", choices=ONE + TWO), "expected notes of one series in the order"),
        (about("series", "knee-1", "timed", choices=ONE + TWO), "expected notes of one series in the order"),
        (about("recall", "knee-1", choices=ONE + TWO), "notes: '1 notes' given, expected 0 for an item of kind recall"),
        (about("times", "timed", fields=UNITS, choices=ONE), "choice: '1 choices' given, expected none"),
        (about("times", "knee-1", fields=UNITS), "notes: 'knee-1' given, expected a note with minutes by code"),
        (about("times", "timed", fields=UNITS.replace('rule = "cms"', "")), "rule: '' given, expected a rule"),
        (about("times", "timed", fields=UNITS.replace("cms", "dice")), "rule: 'dice' given, expected one of cms"),
        (
            # 23 + 7 = 30 minutes are two units: one quarter-hour of 23, and its 8 left over are more than 7.
            about("times", "timed", fields=UNITS.replace("97140 = 0", "97140 = 1")),
            "expected: '97110 = 2, 97140 = 1' given, expected 97110 = 2, 97140 = 0, as the rule cms gives",
        ),
        (
            about("times", "timed", fields=UNITS.replace("97140 = 0", "97140 = -1")),
            "expected.97140: '-1' given, expected units of 0 or more by code",
        ),
        (
            about("times", "tied", fields=UNITS.replace("{ 97110 = 2, 97140 = 0 }", "{ 97110 = 3 }")),
            "expected 97112 = 2, 97110 = 1 or 97112 = 1, 97110 = 2, as the rule cms gives",
        ),
    ],
)
def test_what_an_item_claims_of_its_notes_is_checked(notes, text, said):
    found = problems(text, Known(notes))
    assert [problem for problem in found if said in problem], found


@pytest.mark.parametrize("units", ["97112 = 2, 97110 = 1", "97112 = 1, 97110 = 2"])
def test_either_side_of_a_tie_may_be_expected(notes, units):
    assert read_items(about("times", "tied", fields=UNITS.replace("97110 = 2, 97140 = 0", units)), Known(notes))


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('style = "line"', 'style = "poem"', "style: 'poem' given, expected one of line, soap"),
        ("dosage = true\n", "", "elements.dosage: 'nothing' given, expected true or false"),
        ("dosage = true", 'dosage = "yes"', "elements.dosage: 'yes' given, expected true or false"),
        ("dosage = true", "dosage = true\nlove = true", "elements.love: 'true' given, expected one of"),
        ('supports = "97110"', 'supports = "97999"', "supports: '97999' given, expected one of"),
        ("uncertain = []", 'uncertain = ["love"]', "uncertain: 'love' given, expected one of"),
        ('topics = ["T21"]', "topics = []", "topics: 'a list' given, expected a list of"),
        ("uncertain = []", "uncertain = []\nvisit = 2", "visit: '2' given, expected a place in the series"),
        ("L knee slides", "each 15 minutes, knee", "expected words of your own"),
    ],
)
def test_a_broken_note_is_refused_in_words(tmp_path, was, now, said):
    text = note("one")
    assert was in text
    (tmp_path / "knee.toml").write_text(text.replace(was, now, 1))
    with pytest.raises(DocumentError) as caught:
        read_notes(tmp_path)
    found = [str(problem) for problem in caught.value.problems]
    assert [problem for problem in found if said in problem], found
    assert all(problem.startswith("knee.toml: ") for problem in found)


def test_minutes_of_a_note_are_minutes_of_codes(tmp_path):
    (tmp_path / "knee.toml").write_text(note("one", minutes="[minutes]\n97110 = -5"))
    with pytest.raises(DocumentError, match=r"minutes: services\[0\]\.minutes: '-5' given"):
        read_notes(tmp_path)


def test_no_two_notes_share_a_title(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(note("one"))
    with pytest.raises(DocumentError, match=r"b\.toml: title: 'Knee one' given, expected a title that no"):
        read_notes(tmp_path)


# Folders together.


def folder(path, name, files):
    """Write a folder of items."""
    (path / name / "items").mkdir(parents=True)
    for file, text in files.items():
        (path / name / "items" / file).write_text(text)
    return path / name


def test_a_broken_file_leaves_the_others_in_use(tmp_path):
    ours = folder(tmp_path, "ours", {"a.toml": GOOD})
    theirs = folder(tmp_path, "theirs", {"bad.toml": "kind = ", "good.toml": GOOD.replace("mine-1", "theirs-1")})
    bank = read_bank([ours, theirs])
    assert [item.key for item in bank.items] == ["mine-1", "theirs-1"]
    assert [problem.field for problem in bank.problems] == ["bad.toml"]
    assert bank["theirs-1"].topic == "T08"


AGAIN = GOOD.replace("difficulty = 2", "difficulty = 2\nedition = 2")
MOVED = AGAIN.replace(ONE, "") + ONE


def test_a_question_keeps_its_earlier_editions_for_the_answers_to_them(tmp_path):
    bank = read_bank([folder(tmp_path, "mine", {"a.toml": GOOD + MOVED + GOOD.replace("mine-1", "mine-2")})])
    assert bank.problems == ()
    assert [(item.key, item.edition) for item in bank.items] == [("mine-1", 2), ("mine-2", 1)]
    # The first choice was the right one, and stands second now: an answer is a position.
    assert [bank.of("mine-1", edition).choices[0].right for edition in (1, 2)] == [True, False]
    assert bank["mine-1"] == bank.of("mine-1", 2)
    with pytest.raises(KeyError):
        bank.of("mine-1", 3)
    with pytest.raises(KeyError):
        bank.of("mine-2", 2)


def test_a_file_that_is_read_alone_gives_the_newest_editions():
    assert [(item.key, item.edition) for item in read_items(MOVED + GOOD)] == [("mine-1", 2)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD + GOOD, "mine-1: key: 'mine-1' given, expected a key that no other item has, or an edition of its own"),
        (AGAIN, "mine-1: edition: '2' given, expected editions from 1 on, each of them kept in this file"),
        (GOOD + AGAIN.replace("edition = 2", "edition = 3"), "mine-1: edition: '3' given, expected editions from 1 on"),
        (
            GOOD + AGAIN.replace("edition = 2", "edition = 0"),
            "edition: '0' given, expected a whole number from 1 to 99",
        ),
    ],
)
def test_editions_of_a_question_are_whole(text, said):
    assert any(said in problem for problem in problems(text))


def test_another_edition_in_another_file_is_a_key_that_is_taken(tmp_path):
    bank = read_bank([folder(tmp_path, "mine", {"a.toml": GOOD, "b.toml": AGAIN})])
    assert [str(problem) for problem in bank.problems] == [
        "b.toml: mine-1: key: 'mine-1' given, expected a key that no other item has"
    ]


def test_the_first_folder_keeps_a_key(tmp_path):
    ours = folder(tmp_path, "ours", {"a.toml": GOOD})
    theirs = folder(tmp_path, "theirs", {"a.toml": GOOD.replace("How many", "What")})
    bank = read_bank([ours, theirs])
    assert [item.question for item in bank.items] == ["How many units are 16 minutes?"]
    assert [str(problem) for problem in bank.problems] == [
        "a.toml: mine-1: key: 'mine-1' given, expected a key that no other item has"
    ]


@pytest.mark.parametrize("made", [False, True])
def test_a_folder_without_items_is_said(tmp_path, made):
    named = tmp_path / "none"
    if made:
        named.mkdir()
    (problem,) = read_bank([named]).problems
    assert str(problem).startswith("folder: ")
    assert problem.expected == "a folder with TOML files in its folders items or notes"


def test_a_key_that_is_not_there_is_a_key_error(tmp_path):
    with pytest.raises(KeyError, match="gone"):
        read_bank([folder(tmp_path, "ours", {"a.toml": GOOD})])["gone"]


# What always holds.

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


def read_or_refused(where):
    """The items, or the problems where there are any; nothing else may come of it."""
    try:
        return read_items(where), ()
    except DocumentError as error:
        return (), error.problems


@given(st.text(max_size=200))
def test_any_text_is_items_or_problems(text):
    items, found = read_or_refused(text)
    assert items == ()
    assert found or tomllib.loads(text) in ({}, {"item": []})


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_items_or_problems(raw, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(raw)
    assert read_or_refused(path)[0] == ()


@given(st.sampled_from(sorted(tomllib.loads(GOOD)["item"][0])), VALUES)
def test_any_value_of_a_field_is_read_or_named(field, value):
    document = tomllib.loads(GOOD)
    document["item"][0][field] = value
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ptcoding.learning.bank.validate.read_source", lambda _where, _problems: ("text", document))
        items, found = read_or_refused("")
    assert len(items) == (0 if found else 1)
    assert all(problem.field.startswith("text: ") for problem in found)
