"""Decks as files: what they may hold, what is said of a wrong one, and what a room keeps of one."""

import json

import pytest

from lessons.content.asking import ask, shown
from lessons.content.course import HERE, course
from lessons.content.deck_bank import all_decks
from lessons.content.practice_bank import bank
from ptcoding.command.main import main
from ptcoding.room.ask_units import UnitsAsk
from ptcoding.room.deck import Step, plan, planned
from ptcoding.room.deck_file import decks, read_deck
from ptcoding.room.known import DECKS, known_in, pinned

# Minutes of the six decks, and a right answer to some of their parts, worked by hand.
MINUTES = {
    "new_billers_60": 60, "units_and_codes_45": 45, "ot_hand_30": 30, "slp_30": 30, "documentation_20": 20,
    "modifiers_and_denials_20": 20,
}  # fmt: skip
RIGHT = {
    # 33 + 7 = 40, 38 to 52 make 3; leftovers 3 and 7.
    ("units_and_codes_45", 3): {"97110": 2, "97140": 1},
    # 33 + 5 = 38, 38 to 52 make 3; leftovers 3 and 5.
    ("units_and_codes_45", 5): {"97110": 2, "97140": 1},
    # 12 + 10 = 22, 8 to 22 make 1, to the 12; alone 12 and 10 are each in 8 to 22.
    ("units_and_codes_45", 6): {"97110": 1, "97530": 0},
    ("units_and_codes_45", 7): {"97110": 1, "97530": 1},
    # 13 + 14 + 8 = 35, 23 to 37 make 2, to the 13 and the 14; the hot pack is untimed.
    ("ot_hand_30", 1): {"97010": 1, "97140": 1, "97110": 1, "97530": 0},
    # 15 + 23 = 38, 38 to 52 make 3: the first on 97129, two on the add-on; a minute less is 37, 23 to 37 make 2.
    ("slp_30", 2): {"97129": 1, "97130": 2},
    ("slp_30", 3): {"97129": 1, "97130": 1},
    # 20 timed minutes are in 8 to 22; 92526 is one unit whatever its minutes.
    ("slp_30", 4): {"92526": 1, "97129": 1, "97130": 0},
    ("slp_30", 1): "b",
}
WRONG = """
title = "Mine"
minutes = 5
audience = "us"
objectives = ["See."]
[[step]]
kind = "item"
key = "no-such-item"
minutes = 2
[[step]]
kind = "drill"
key = "tie"
series = 1
level = 9
seed = 5
[[step]]
kind = "text"
title = "x"
text = "y"
sed = 3
[[step]]
kind = "visit"
text = "a"
services = ["97110=-4"]
discipline = "PT"
rule = "cms"
why = "w"
source = "cpm5-20.2"
"""


def test_the_decks_of_the_course_are_there_with_their_minutes():
    assert {deck.key: deck.minutes for deck in all_decks().values()} == MINUTES
    assert {file.stem for file in (HERE / DECKS).glob("*.toml")} == set(MINUTES)


@pytest.mark.parametrize("key", MINUTES)
def test_every_part_of_a_deck_can_be_asked_or_shown_and_says_why(key):
    deck = all_decks()[key]
    assert planned(plan(deck)) == deck
    for step in deck.steps:
        if not step.asks:
            assert shown(step).text
            continue
        asked = ask(step)
        assert asked.mark(asked.right()).right, step
        assert asked.about.text
        assert asked.about.source, step
        assert step.notes, step
        told = [*asked.about.why, *(option.why for option in asked.options)]
        told += asked.steps() if isinstance(asked, UnitsAsk) else ()
        assert any(told), step


@pytest.mark.parametrize(("place", "right"), RIGHT.items(), ids=str)
def test_the_right_answers_are_those_worked_by_hand(place, right):
    key, number = place
    assert ask(all_decks()[key].steps[number - 1]).right() == right


def test_every_kind_of_question_is_asked_in_some_deck():
    kinds = {ask(step).kind for deck in all_decks().values() for step in deck.steps if step.asks}
    assert kinds >= {"choice", "several", "units", "code", "modifiers", "words", "order"}


def test_a_lesson_shows_its_rule_in_a_few_sentences():
    shows = shown(Step("lesson", "a_note_that_holds"))
    assert shows.text == course()["a_note_that_holds"].title
    assert shows.story[0] == "Where, what is wrong, what was done, how much."
    assert len(shows.story) == 5


def test_everything_wrong_with_a_deck_is_said_at_once():
    problems = []
    assert read_deck(WRONG, "mine", known_in(HERE, bank()), problems) is None
    said = "\n".join(map(str, problems))
    for part in ("part 1: key: 'no-such-item'", "part 2: level: '9'", "part 3: sed: '3'", "part 4: services"):
        assert part in said


def test_the_minutes_of_the_parts_are_those_of_the_deck():
    problems = []
    text = (
        'title = "Mine"\nminutes = 5\naudience = "us"\nobjectives = ["See."]\n'
        '[[step]]\nkind = "text"\ntitle = "x"\ntext = "y"\nminutes = {minutes}'
    )
    known = known_in(HERE, bank())
    assert read_deck(text.format(minutes=4), "mine", known, problems) is None
    assert "expected 4, the sum" in str(problems[0])
    assert read_deck(text.format(minutes=5), "mine", known, []).steps[0].title == "x"


def test_a_broken_deck_of_ones_own_is_left_out_and_named(tmp_path):
    (tmp_path / "broken.toml").write_text(WRONG, encoding="utf-8")
    (tmp_path / "good.toml").write_text((HERE / DECKS / "slp_30.toml").read_text("utf-8"), encoding="utf-8")
    problems = []
    found = decks([HERE / DECKS, tmp_path], known_in(HERE, bank()), problems)
    assert set(found) == {*MINUTES, "good"}
    assert all(problem.field.startswith("broken.toml") for problem in problems)
    assert problems


def test_a_room_keeps_the_edition_of_every_item():
    deck = pinned(all_decks()["documentation_20"], bank())
    assert [step.edition for step in deck.steps if step.kind == "item"] == [
        bank()[step.key].edition for step in deck.steps if step.kind == "item"
    ]
    assert all(step.edition >= 1 for step in deck.steps if step.kind == "item")


def test_the_command_lists_checks_and_opens(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PTCODING_DATABASE_URL", f"sqlite:///{tmp_path}/rooms.sqlite3")
    assert main(["room", "decks", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["key"]: row["minutes"] for row in rows} == MINUTES
    assert rows[0].keys() == {"key", "title", "minutes"}
    assert main(["room", "open", "slp_30", "--base", "https://pt.example.org", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told.keys() == {"code", "phone", "host", "wall", "host_token"}
    assert told["phone"] == f"https://pt.example.org/r/{told['code']}"
    assert told["host"].endswith(f"/host#{told['host_token']}")
    assert main(["room", "check", str(HERE / DECKS)]) == 0
    assert capsys.readouterr().out == "6 decks: all good\n"
    (tmp_path / "mine.toml").write_text(WRONG, encoding="utf-8")
    assert main(["room", "check", str(tmp_path)]) == 2
    assert "no-such-item" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["nothing"], "deck: 'nothing' given"), (["slp_30", "--base", "ftp://x"], "base: 'ftp://x' given"),
     (["slp_30", "--base", "http://x/#y"], "base:")],
)  # fmt: skip
def test_a_room_that_cannot_be_opened_is_refused_in_one_line(arguments, said, capsys):
    assert main(["room", "open", *arguments]) == 2
    refused = capsys.readouterr().err
    assert said in refused
    assert refused.count("\n") == 1
