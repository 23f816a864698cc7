"""What was sent asks the same after the course has grown: 200 exams, and the quizzes and drills of every link kept."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.content.practice_bank import bank
from ptcoding.learning.paper.challenge import write_challenge
from tests.kept.growing import LESSON, OWN, grown
from tests.kept.reading import QUIZZED, drill_of_page, parameters, questions, quiz, rows, sent_paper

EXAMS, QUIZZES, DRILLS = rows("exam_links.json"), rows("quiz_links.json"), rows("drill_links.json")


@pytest.fixture(scope="module", autouse=True)
def larger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site with ten questions more."""
    with pytest.MonkeyPatch.context() as patch, grown(tmp_path_factory.mktemp("grown"), patch) as folder:
        yield folder


def test_the_bank_has_grown_by_a_lesson_and_a_folder() -> None:
    assert len(EXAMS) == 200
    added = Counter(item.key.rpartition("-")[0] for item in bank().items)
    # As many as the lesson that they were copied from has.
    assert (added[LESSON], added[OWN]) == (5, 5)


@pytest.mark.parametrize("row", EXAMS, ids=lambda row: row["query"][:40])
def test_a_sent_exam_asks_the_same_questions(row) -> None:
    assert questions(sent_paper(row["query"])) == row["questions"]


@pytest.mark.parametrize("row", EXAMS[:20], ids=lambda row: row["query"][:40])
def test_it_does_so_where_its_link_is_written_anew(row) -> None:
    again = write_challenge(sent_paper(row["query"]))
    assert again["edition"] == "1"
    assert questions(sent_paper("&".join(f"{name}={value}" for name, value in again.items()))) == row["questions"]


@pytest.mark.parametrize("row", QUIZZES, ids=lambda row: row["query"])
def test_a_sent_quiz_asks_the_same_questions(row) -> None:
    assert quiz(int(parameters(row["query"])["quiz"]), QUIZZED) == row["questions"]


@pytest.mark.parametrize("row", DRILLS, ids=lambda row: f"{row['query']}-{row['place']}")
def test_a_sent_drill_is_the_same_visit(row) -> None:
    key, drawn = drill_of_page(row["query"], row["place"])
    assert (key, drawn.scene, list(drawn.asks)) == (row["key"], row["scene"], row["asks"])
