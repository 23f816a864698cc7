"""The search over the site."""

import pytest

from lessons.content.bank import glossary, spoken_names
from lessons.content.course import course
from lessons.content.search import MOST_HITS, search, synonyms
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


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("why was my claim denied", "Why was it denied?"),
        ("CO-97", "Denial CO-97"),
        ("CARC", "Why was it denied?"),
        ("rejected", "Why was it denied?"),
        ("Aetna", "Aetna"),
        ("dry needling", "20560 Needling, 1-2: Needling of one or two muscles, nothing injected"),
        ("TherEx", "97110 TherEx: Exercise for strength, endurance, joint range or flexibility"),
        ("telehealth", "Write the claim"),
        ("PTA supervison", "Who treats, and one-on-one"),
        ("How many units can I bill?", "Count a visit"),
    ],
)
def test_a_question_in_the_words_of_a_clinic_has_its_answer_first(asked, first):
    assert search(asked)[0].title == first


def test_what_has_all_the_words_comes_before_what_has_some():
    found = [hit.title for hit in search("stroke kitchen zzz")]
    assert found, "a word that nothing has takes nothing away"
    assert search("zzz") == ()


def test_every_synonym_leads_to_something():
    known = {page.slug for page in course().pages} | set(facts().codes) | set(glossary()) | set(facts().payers)
    assert {target for to in synonyms().to.values() for target in to} <= known
    assert all(search(asked) for asked in synonyms().asked)
