"""The words of the project as a US clinic says them: spelling, turns that stumble, and terms that nobody explains."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from lessons.content.bank import glossary
from lessons.content.course import course, text
from lessons.content.wording import filled

CHECKOUT = Path(__file__).resolve().parents[1]
KINDS = ("*.md", "*.toml", "*.py", "*.html", "*.js", "*.css", "*.ipynb")
FOLDERS = ("assets", "lessons", "ptcoding", "tests")
# The dictionary knows a few hundred words; these are ours, met in earlier versions of the words or in therapy.
ALSO = Path(__file__).with_name("fixtures") / "british_words.txt"
# Where a British spelling is right, and why.
NOTES_AS_TYPED = "the reader of notes knows the spellings that people type, and its tests type them"
ALLOWED = {
    "ptcoding/facts/data/notes/*": ("*", NOTES_AS_TYPED),
    "ptcoding/notes/intent.py": ("mobilisation practise", NOTES_AS_TYPED),
    "tests/notes/*": ("*", NOTES_AS_TYPED),
    "tests/kept/*": ("*", "what version 0.1 wrote is compared as it was written"),
    "tests/test_words.py": ("*", "the list of these words"),
    "lessons/library/notes/ot_padded_day.toml": ("maximise", "a padded note, typed as its author spells"),
    "lessons/static/inside/turns.py": ("cancelled", "what a handle of asyncio is asked"),
}
# Names that links, kept answers and saved files hold for ever.
NAMES = re.compile(
    r"Pullover|not_modelled|NOT_MODELLED|neighbours_and_change|neighbours-and-change|PTCODING_LABELLED_NOTES"
)

# Turns that stumble in an American ear, with what to write.
TURNS = {
    r"\bmend(?:s|ed|ing)?\b": "fix",
    r"\bcall(?:s|ed)? for\b": "needs",
    r"\bway round\b": "workaround",
    r"\bNot so\.": "Not quite.",
    r"\bpass mark\b": "passing score",
    r"\bmiddling\b": "medium",
    r"\b(?:is|are) no (?:treatment|drill|minute|ground|proof|code|office|reason|single)": "isn't",
    r"\bstands? (?:beside|under|without|in its place|on (?:two|one|each|the) lines?)\b": "is on, goes on",
    r"\bcarr(?:y|ies) (?:CQ|CO|KX|GP|GO|GN|59|no)\b": "has, needs",
    r"\b(?:afresh|thereof|hence|lest|albeit|wherein|herein)\b": "a plain word",
    r"\bdear(?:er|est)\b": "higher-paying",
    r"\bquarter-hour each\b": "15 minutes each",
    r"\bhands-on treatment \(?97140": "manual therapy",
    r"\bcannot be said\b": "we can't say",
    r"\bstand at \$": "are $",
}
# Keys of items and kinds, which are no words.
KEYS = re.compile(r'^\s*(?:key|kind|slug|item|items|edition)\s*=.*$|^\s*\["[\w-]+", .*$|^\s*#.*$', re.MULTILINE)

# What a lesson may say without a term: units of measure, forms, organizations, and letters that a sentence explains.
# BCBS stands in the names of two plans.
SPELLED_OUT = frozenset({"CMS", "AMA", "BCBS"})


@cache
def british() -> frozenset[str]:
    """The British spellings: those of codespell's dictionary, and ours."""
    known = files("codespell_lib").joinpath("data", "dictionary_en-GB_to_en-US.txt").read_text(encoding="utf-8")
    return frozenset(line.partition("->")[0] for line in known.splitlines()) | set(ALSO.read_text().split())


@cache
def written() -> dict[str, str]:
    """Every text of the project by its path."""
    found = [path for kind in KINDS for path in CHECKOUT.glob(kind)]
    found += [path for folder in FOLDERS for kind in KINDS for path in (CHECKOUT / folder).rglob(kind)]
    own = {path: path.relative_to(CHECKOUT).as_posix() for path in found if "artifacts" not in path.parts}
    return {name: path.read_text(encoding="utf-8") for path, name in own.items()}


def misspelled(name: str, words: str) -> Iterator[str]:
    """Give the British spellings of a text that nothing allows there."""
    allowed = {word for where, (said, _) in ALLOWED.items() if Path(name).match(where) for word in said.split()}
    for word in re.findall(r"[A-Za-z]+", NAMES.sub("", words)):
        if word.lower() in british() and not {"*", word.lower()} & allowed:
            yield f"{name}: {word}"


@cache
def shown() -> dict[str, str]:
    """The texts that people read, without keys and comments."""
    read = re.compile(
        r"lessons/.*\.(?:md|toml)$|ptcoding/facts/data/(?:words/|denials/|misconceptions).*\.toml$|README\.md$"
    )
    return {name: KEYS.sub("", words) for name, words in written().items() if read.match(name)}


def test_every_word_is_spelled_as_in_the_united_states() -> None:
    assert [found for name, words in written().items() for found in misspelled(name, words)] == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Practise on the kerb.", 2),
        ("Practice on the curb.", 0),
        ("the colour of orthopaedics", 2),
        ("not_modelled", 0),
    ],
)
def test_a_british_word_is_found(said: str, found: int) -> None:
    assert len(list(misspelled("lessons/site/text/home.md", said))) == found


def test_what_is_allowed_is_still_there() -> None:
    """An allowance that nobody needs any more would hide the next slip."""
    for where, (said, _) in ALLOWED.items():
        texts = [words for name, words in written().items() if Path(name).match(where)]
        used = {word.lower() for words in texts for word in re.findall(r"[A-Za-z]+", words)} & british()
        assert used, where
        assert said == "*" or set(said.split()) <= used, where


@pytest.mark.parametrize("turn", TURNS)
def test_no_turn_stumbles(turn: str) -> None:
    found = [f"{name}: {hit[0]}" for name, words in shown().items() for hit in re.finditer(turn, words)]
    assert found == [], f"write: {TURNS[turn]}"


def known() -> frozenset[str]:
    """Abbreviations that the glossary has, as the name of a term or another name of it."""
    names = [name for term in glossary().values() for name in (term.name, *term.also)]
    return frozenset(word for name in names for word in re.findall(r"\b[A-Z][A-Z0-9]+\b", name)) | SPELLED_OUT


@pytest.mark.parametrize("slug", [lesson.slug for lesson in course().lessons])
def test_a_lesson_uses_no_abbreviation_that_the_glossary_lacks(slug: str) -> None:
    words = re.sub(r"\[\^[^\]]*\]|\]\([^)]*\)|\{\w+[^}]*\}", "", "\n".join(text(slug).values()))
    said = set(re.findall(r"\b[A-Z]{2,}\b", words))
    assert said - known() == set()


@pytest.mark.parametrize("slug", [page.slug for page in course().pages])
def test_no_mark_of_a_template_is_left_in_the_words_of_the_course(slug: str) -> None:
    if course()[slug].kind == "lesson":
        assert re.findall(r"\{\w*[^}]*\}", filled("\n".join(text(slug).values()))) == []
