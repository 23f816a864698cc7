"""Patterns are tried where they may stand alone, and find what they would find anywhere."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lessons
from ptcoding.notes.guard import voices
from ptcoding.notes.load import finders, flag_finders, likely_finders
from ptcoding.notes.needed import needed
from ptcoding.notes.opening import opening
from ptcoding.notes.pattern import ASIDE, Finder, blanked, lowered
from ptcoding.notes.sought import Sought
from ptcoding.notes.starts import HEAD, Starts

NOTES = [
    lowered(tomllib.loads(file.read_text(encoding="utf-8"))["text"])
    for file in sorted((Path(lessons.__file__).parent / "content" / "library" / "notes").glob("*.toml"))
]


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("knee", {"knee"}),
        ("rom", {"rom"}),
        (r"\d{1,3} of", {"0 of", "00 o", "000 "}),
        (r"[12]\d?x", {"0x", "00x"}),
        ("(?:l|r)eg", {"leg", "reg"}),
        ("(?:the )?leg", {"the ", "leg"}),
        (r"was\s{1,2}5", {"was "}),
        ("[a-z]{2} knee", {""}),
        (r"r[\s-]?k", {"r k", "r-k", "rk"}),
        ("(?<!a)(?!b)(?=c)cue", {"cue"}),
        ("x[^y]z", {"x"}),
        ("a{2,3}b", {"aab", "aaab"}),
        ("(?:ab)*c", {"c", "abc", "abab"}),
        (r"\x27s", {"'s"}),
        (r"[.:]\)", {".)", ":)"}),
        ("{side} a", {"l a", "r a", "left", "righ"}),
        ("a|bc", {"a", "bc"}),
    ],
)
def test_it_is_read_with_what_a_pattern_begins(pattern, begins):
    assert opening(pattern, {"side": "(?:l(?:eft)?|r(?:ight)?)"}).shortest == begins


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("knee", {"knee"}),
        ("kne+s", {"kne"}),
        ("(?:hip|knee)s?", {"hip", "knee"}),
        ("(?:hip|knee)?a", {"a"}),
        (r"\d of \d", {" of "}),
        (r"\d{1,2}\sof\s\d", {"of"}),
        ("(?:a|)b?", set()),
        ("(?!not)[a-z]", set()),
        ("[x×]", {"x", "×"}),
        (r"[\d:]", set()),
        ("(?::)[0-5]:", {":"}),
        ("{side}:", {"left", "right"}),
        ("left|[a-z]", set()),
        (r"\x27s", {"'s"}),
    ],
)
def test_it_is_read_which_letters_a_pattern_needs(pattern, needs):
    assert needed(pattern, {"side": "(?:left|right)"}) == needs


@pytest.mark.parametrize("pattern", ["(?P<name>a)", "(?i:a)", "a)b"])
def test_what_is_not_read_is_an_error(pattern):
    with pytest.raises(ValueError, match="not read as a pattern"):
        opening(pattern, {})


@pytest.mark.parametrize("text", ["a", "١٢ reps", "left\u00a0knee", "xx", "3x10", "l", "", "..", "knee\0l"])
def test_a_word_is_begun_where_a_pattern_may_begin(text):
    starts = Starts(text)
    every = {at for places in starts.by.values() for at in places}
    assert every == {met.start() for met in re.finditer(HEAD, text)}


def test_a_text_without_one_of_the_letters_needed_is_told():
    starts = Starts("left knee")
    assert starts.stands(frozenset({"knee", "hip"}))
    assert starts.stands(frozenset())
    assert not starts.stands(frozenset({"hip"}))


def test_the_first_of_two_patterns_counts():
    longer, shorter = ("knee brace", "knee brace"), ("knee", "knee")
    assert Sought.of([longer, shorter], {}).places("knee brace", Starts("knee brace")) == [(0, 10)]
    assert Sought.of([shorter, longer], {}).places("knee brace", Starts("knee brace")) == [(0, 4)]


def test_a_word_behind_what_was_overwritten_is_found():
    text = "offhand"
    small = blanked(text, [(0, 3)], ASIDE)
    hand = Sought.of([("hand", "hand")], {})
    assert hand.places(small, Starts(text)) == []
    assert hand.places(small, Starts(text), [3]) == [(3, 7)]


def sought() -> Iterator[Sought]:
    every: list[Finder] = [voice.finder for voice in voices()]
    every += [*finders().values(), *likely_finders().values(), *flag_finders().values()]
    yield from (one for finder in every for one in (finder.show, finder.aside, finder.unless) if one)


def test_every_pattern_finds_in_the_notes_of_the_course_what_it_would_find_anywhere():
    begun = [(note, Starts(note)) for note in NOTES]
    for one in sought():
        anywhere = re.compile(f"{HEAD}(?:{'|'.join(f'(?:{pattern})' for pattern in one.patterns)})")
        for note, starts in begun:
            assert one.places(note, starts) == [met.span() for met in anywhere.finditer(note)]
            assert one.stand(note, starts) == (anywhere.search(note) is not None)


PATTERNS = ("(?:l|left) ?knee", r"\d{1,2}x", "[a-z]{2} of", "k?nee", "(?:1|one) (?:x|of)", "left k", "of")


@given(
    st.lists(st.sampled_from(PATTERNS), min_size=1, unique=True),
    st.lists(st.sampled_from(["left", "knee", "1", "one", " ", "x", "of", "l", "k", ".", "٣"])).map("".join),
)
def test_any_text_is_searched_as_one_pattern_would(patterns, text):
    anywhere = re.compile(f"{HEAD}(?:{'|'.join(patterns)})")
    found = Sought.of([(pattern, pattern) for pattern in patterns], {}).places(text, Starts(text))
    assert found == [met.span() for met in anywhere.finditer(text)]
