"""The search over the site."""

import pytest

from lessons.content.bank import spoken_names
from lessons.content.search import MOST_HITS, search
from ptcoding.facts import facts


@pytest.mark.parametrize("word", ["time", "stairs"])
def test_what_has_the_word_in_its_title_comes_first(word: str) -> None:
    titled = [word in hit.title.lower() for hit in search(word)]
    assert set(titled) == {True, False}
    assert titled == sorted(titled, reverse=True)
    assert len(titled) <= MOST_HITS


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("dry needling", "code"),
        ("telehealth", "modifier"),
        ("aetna", "payer"),
        ("CO-236", "denial"),
        ("co 97", "denial"),
        ("N362", "denial"),
        ("e-stim", "code"),
        ("denied", "page"),
    ],
)
def test_what_people_say_is_found(words: str, kind: str) -> None:
    assert kind in {hit.kind for hit in search(words)}


def test_a_spoken_name_belongs_to_a_code_that_there_is() -> None:
    assert set(spoken_names()) <= set(facts().codes)
