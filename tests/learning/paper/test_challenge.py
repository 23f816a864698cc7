"""An exam in a link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.errors import DocumentError, InputError
from ptcoding.learning.paper.challenge import Challenge, read_challenge, write_challenge
from tests.learning.answering import said_of
from tests.strategies import hostile_text

TOPICS = [f"T{number:02}" for number in range(1, 46)]
EDITIONS = ["1", "2", "2.0123abcd"]
KINDS = ["recall", "missing", "words", "code", "drill"]


def refusal(parameters):
    with pytest.raises(DocumentError) as caught:
        read_challenge(parameters, TOPICS, KINDS)
    return {problem.field for problem in caught.value.problems}


def test_a_plain_challenge_is_short_and_readable():
    assert write_challenge(Challenge(4711)) == {"exam": "4711.20.80", "edition": "1"}


def test_everything_unusual_is_written():
    assert write_challenge(Challenge(0, 5, 100, ("T08", "T09"), ("code",), 15, "2.0123abcd")) == {
        "exam": "0.5.100", "topics": "T08~T09", "kinds": "code", "minutes": "15", "edition": "2.0123abcd",
    }  # fmt: skip


@given(
    st.integers(0, 999_999), st.integers(1, 100), st.integers(1, 100),
    st.lists(st.sampled_from(TOPICS), unique=True), st.lists(st.sampled_from(KINDS), unique=True), st.integers(0, 240),
    st.sampled_from(EDITIONS),
)  # fmt: skip
def test_every_challenge_reads_back(seed, length, pass_mark, topics, kinds, minutes, edition):
    challenge = Challenge(seed, length, pass_mark, tuple(topics), tuple(kinds), minutes, edition)
    parameters = write_challenge(challenge)
    assert read_challenge({**parameters, "visit": "97110.33"}, TOPICS, KINDS, EDITIONS) == challenge
    assert len("&".join(f"{name}={value}" for name, value in parameters.items())) < 300


@pytest.mark.parametrize(
    "exam",
    ["", "4711", "4711.20", "4711.20.80.1", "-1.20.80", "1000000.20.80", "4711.20.8 0", "a.b.c", "٤.20.80", "1e3.20.80",
     "4711.20.80\n", "4711,20,80", "9" * 5000],
)  # fmt: skip
def test_nonsense_is_refused(exam):
    assert refusal({"exam": exam}) == {"exam"}


@pytest.mark.parametrize(
    ("exam", "field"),
    [("1.0.80", "length"), ("1.101.80", "length"), ("1.20.0", "passing score"), ("1.20.101", "passing score")],
)
def test_numbers_have_their_range(exam, field):
    assert refusal({"exam": exam}) == {field}


def test_a_link_of_before_there_were_editions_is_of_the_first():
    assert read_challenge({"exam": "4711.20.80"}, TOPICS, KINDS, EDITIONS).edition == "1"


@pytest.mark.parametrize("edition", ["", "0", "3", "01", "1.", "2.0123abce", "latest", "1\n", "\u0661", "9" * 5000])
def test_an_edition_that_this_site_lacks_is_refused_and_not_replaced_by_another(edition):
    assert refusal({"exam": "1.20.80", "edition": edition}) == {"edition"}
    with pytest.raises(DocumentError, match=r"expected 1 or 2 or 2\.0123abcd, which this site has"):
        read_challenge({"exam": "1.20.80", "edition": edition}, TOPICS, KINDS, EDITIONS)


@pytest.mark.parametrize("edition", ["", "x", "1.xyz", "12345", "1.0123ABCD"])
def test_a_challenge_of_what_can_be_no_edition_cannot_be_made(edition):
    with pytest.raises(InputError) as caught:
        Challenge(1, edition=edition)
    assert [problem.field for problem in caught.value.problems] == ["edition"]


@pytest.mark.parametrize("minutes", ["-1", "x", "241", "1000", "1.5", "", "٣"])
def test_minutes_have_their_range(minutes):
    assert refusal({"exam": "1.20.80", "minutes": minutes}) == {"minutes"}


def test_unknown_topics_and_kinds_are_named_each():
    with pytest.raises(DocumentError) as caught:
        read_challenge({"exam": "1.20.80", "topics": "T08~T99~~", "kinds": "code~<b>"}, TOPICS, KINDS)
    assert [(problem.field, problem.value) for problem in caught.value.problems] == [
        ("topics", "T99"), ("topics", ""), ("kinds", "<b>"),
    ]  # fmt: skip


def test_every_problem_is_told_at_once():
    assert refusal({"exam": "1.0.80", "topics": "T99", "kinds": "x", "minutes": "y"}) == {
        "length", "topics", "kinds", "minutes",
    }  # fmt: skip
    assert refusal({"topics": "T99"}) == {"exam", "topics"}


def test_a_very_long_list_is_refused_in_few_words():
    with pytest.raises(DocumentError) as caught:
        read_challenge({"exam": "1.20.80", "topics": "~".join(["T99"] * 100_000)}, TOPICS, KINDS)
    assert len(str(caught.value)) < 300


def test_a_topic_named_twice_is_asked_once():
    assert read_challenge({"exam": "1.20.80", "topics": "T08~T08"}, TOPICS, KINDS).topics == ("T08",)


def test_a_challenge_out_of_range_cannot_be_made():
    with pytest.raises(InputError) as caught:
        Challenge(-1, 0, 101, minutes=241)
    assert [problem.field for problem in caught.value.problems] == ["seed", "length", "passing score", "minutes"]


@given(hostile_text(), hostile_text(), hostile_text(), hostile_text())
def test_any_text_reads_or_is_refused(exam, topics, kinds, minutes):
    parameters = {"exam": exam, "topics": topics, "kinds": kinds, "minutes": minutes}
    told = said_of(lambda: read_challenge(parameters, TOPICS, KINDS), DocumentError)
    assert len(told.splitlines()) <= 1
