"""Patterns that name lists of words, and what they find."""

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.facts.table import DATA
from ptcoding.notes.load import SUBJECTS, finders, flag_finders, named_patterns
from ptcoding.notes.pattern import ASIDE, Finder, Span, expand, lowered, names, phrases


@pytest.mark.parametrize("written", ["heel slide", "heel slides", "heel-slide", "heel  slides", "heel\nslide"])
def test_a_phrase_is_met_with_blanks_or_hyphens_and_in_the_plural(written):
    assert re.fullmatch(phrases(["heel slide"]), written)


@pytest.mark.parametrize("written", ["heel sliding", "wheel slide", "heelslide"])
def test_a_phrase_is_not_met_inside_other_words(written):
    assert not re.search(phrases(["heel slide"]), written)


def test_the_longer_of_two_phrases_wins():
    assert re.search(phrases(["leg", "leg press", "leg pull"]), "the leg press").group() == "leg press"


def test_a_star_takes_the_rest_of_a_word_only():
    assert re.search(phrases(["mobili*"]), "mobilisation of the hip").group() == "mobilisation"


@pytest.mark.parametrize("sign", ["3.5", "a+b", "(i)", "b/l"])
def test_signs_of_a_phrase_stand_for_themselves(sign):
    assert re.search(phrases([sign]), f"x {sign} y").group() == sign


def test_a_name_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        expand("{nobody}", {})


def test_names_are_told_from_counts():
    assert names(r"{region} \d{1,3} {side}") == {"region", "side"}


def test_words_set_aside_do_not_show_anything():
    finder = Finder.of({"show": ["toe"], "aside": ["toe off"]}, {})
    assert finder.spans("toe off, then great toe") == (Span(20, 23, "toe"),)


def test_words_after_what_is_set_aside_keep_their_place():
    finder = Finder.of({"show": ["knee"], "aside": ["knee brace"]}, {})
    assert finder.spans("KNEE brace, Knee") == (Span(12, 16, "Knee"),)


def test_unless_silences_the_whole_note():
    finder = Finder.of({"show": ["1:1"], "unless": ["group"]}, {})
    assert finder.spans("1:1, 15 min") != ()
    assert finder.spans("1:1, then group") == ()


def test_nothing_is_shown_without_patterns():
    assert Finder.of({}, {}).spans("anything") == ()


@given(st.text(max_size=60))
def test_small_letters_keep_every_place(text):
    assert len(lowered(text)) == len(text)


@given(st.text(alphabet="ab \0-", max_size=20))
def test_what_is_set_aside_keeps_the_length(text):
    assert len(re.sub("a", lambda met: ASIDE * len(met[0]), text)) == len(text)


def test_every_list_and_shape_is_used():
    texts = [(DATA / "notes" / f"{subject}.toml").read_text(encoding="utf-8") for subject in SUBJECTS]
    # What cannot be so names lists, too, and has none of its own.
    sanity = (DATA / "notes" / "sanity.toml").read_text(encoding="utf-8")
    used = {name for text in (*texts, sanity) for name in names(text)}
    lists = {name for text in texts for kind in ("list", "shape") for name in tomllib.loads(text).get(kind, {})}
    assert lists - used == set()
    assert lists == set(named_patterns())


def _worst(sought):
    return sought is None or not any(re.search(r"[+*]\)[+*]", pattern) for pattern in sought.patterns)


def test_no_pattern_nests_one_endless_repetition_in_another():
    for finder in (*finders().values(), *flag_finders().values()):
        assert all(_worst(sought) for sought in (finder.show, finder.aside, finder.unless))
