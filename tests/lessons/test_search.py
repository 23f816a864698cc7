"""The search over the site."""

import pytest

from lessons.content.search import MOST_HITS, search


@pytest.mark.parametrize("word", ["time", "stairs"])
def test_what_has_the_word_in_its_title_comes_first(word: str) -> None:
    titled = [word in hit.title.lower() for hit in search(word)]
    assert set(titled) == {True, False}
    assert titled == sorted(titled, reverse=True)
    assert len(titled) <= MOST_HITS
