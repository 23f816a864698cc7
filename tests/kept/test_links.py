"""Every link that version 0.1 gave out still opens, and means the same."""

from decimal import Decimal

import pytest

from ptcoding import allocate
from ptcoding.exchange.visit.session import write_session
from ptcoding.explanation.drill_words import correction
from ptcoding.facts import facts
from ptcoding.learning.drill.drill import Drill
from ptcoding.learning.drill.generate import drill
from ptcoding.learning.marking.answer import Verdict
from ptcoding.learning.marking.grade import grade, grade_units
from tests.kept.reading import (
    QUIZZED,
    Row,
    drill_of_page,
    drill_of_paper,
    passes_the_threshold,
    questions,
    quiz,
    rows,
    sent_paper,
    shared_visit,
)
from tests.pages.screen import headlines, opened, said

SHARED = rows("share_links.json")
# Payers that were given Medicare's count on telephone calls (TRICARE) or one report of 2016 (Highmark).
NO_LONGER_KNOWN = ("highmark", "tricare")
# Ten minutes that both claim counted for neither and count once now: 9:00 to 9:30 are 30, and 23 to 37 make 2;
# the first entered has them, so 20 and 10 give one each, also alone.
CORRECTED = {
    "visit=97110.0900-0920~97112.0910-0930&rule=cms": {
        "cms": {"97110": 1, "97112": 1},
        "ama": {"97110": 1, "97112": 1},
    }
}


def same_drill(drawn: Drill, row: Row) -> None:
    """Check that a drill is the visit of the fixture, has its right answers and sees its wrong ones as it did."""
    assert (drawn.difficulty, drawn.trap.key, drawn.rule, list(drawn.asks), drawn.modifiers, drawn.scene) == (
        row["difficulty"], row["trap"], row["rule"], row["asks"], row["asks_modifiers"], row["scene"],
    )  # fmt: skip
    assert write_session(drawn.visit) == row["visit"]
    assert {code: list(stated) for code, stated in drawn.circumstances.stated.items()} == row["stated"]
    assert [dict(right) for right in drawn.alternatives] == row["right"]
    for wrong in row["wrong"]:
        marked = grade_units(drawn.visit, drawn.counting, wrong["units"])
        assert marked.verdict is Verdict.WRONG
        assert [found.key for found in marked.diagnoses] == wrong["diagnoses"]
    for given in row.get("lines", []):
        graded = grade(drawn, row["right"][0], given["typed"])
        assert graded.lines is not None
        if passes_the_threshold(drawn):
            # What was right without KX is not, and the page says that it was corrected.
            assert correction(drawn) is not None
            continue
        assert graded.verdict == given["verdict"]
        assert {mark.code: mark.right for mark in graded.lines.marks} == given["marks"]


@pytest.mark.parametrize("row", SHARED, ids=lambda row: row["query"])
def test_a_shared_visit_means_the_same(row: Row) -> None:
    session, around = shared_visit(row["query"])
    services = [
        {
            "code": service.code, "minutes": service.minutes, "by": str(service.by), "contact": str(service.contact),
            "region": service.region, "times": [str(interval) for interval in service.intervals],
        }
        for service in session.services
    ]  # fmt: skip
    assert services == row["services"]
    assert (session.date.isoformat() if session.date else None) == row["date"]
    assert (session.discipline, session.payer, session.year_to_date) == (
        row["discipline"], row["payer"], row["year_to_date"],
    )  # fmt: skip
    assert (around.place, around.setting, list(around.diagnoses)) == (row["place"], row["setting"], row["diagnoses"])
    assert {code: list(stated) for code, stated in around.stated.items()} == row["modifiers"]
    assert dict(around.charges) == {code: Decimal(charge) for code, charge in row["charges"].items()}


@pytest.mark.parametrize("row", SHARED, ids=lambda row: row["query"])
def test_a_shared_visit_counts_the_same(row: Row) -> None:
    session, _ = shared_visit(row["query"])
    corrected = CORRECTED.get(row["query"])
    for key, units in (corrected or row["units"]).items():
        assert allocate(session, facts().rule(key)).units == units
    tie = allocate(session, facts().rule(row["rule"] or "cms")).tie
    assert (tie and {"codes": list(tie.codes), "units": tie.units}) == (None if corrected else row["tie"])


@pytest.mark.parametrize("row", SHARED, ids=lambda row: row["query"])
def test_a_shared_visit_is_counted_under_the_same_rule(row: Row) -> None:
    session, _ = shared_visit(row["query"])
    if "rule=" not in row["query"] and session.payer and session.payer not in NO_LONGER_KNOWN:
        assert (facts().payers[session.payer].rule or None) == row["rule"]


@pytest.mark.parametrize(
    "row", [row for row in SHARED if row["payer"] in NO_LONGER_KNOWN], ids=lambda row: row["query"]
)
def test_a_payer_whose_count_turned_out_unknown_still_shows_the_count_of_its_link(row: Row) -> None:
    """The page shows both counts and says so, the one that the link was given out with first."""
    given = dict(part.split("=", 1) for part in row["query"].split("&"))
    app = opened(**given)
    # 33 and 7 minutes: 3 units by Medicare's total, 2 by the AMA's count by code.
    assert headlines(app) == ["97110 × 2 and 97140 × 1", "97110 × 2 and 97140 × 0"]
    assert said(app, "Both counts are shown; the contract decides.")


@pytest.mark.parametrize("row", [row for row in SHARED if row["chosen"]], ids=lambda row: row["query"])
def test_a_shared_choice_in_a_tie_stands(row: Row) -> None:
    given = dict(part.split("=", 1) for part in row["query"].split("&"))
    # Codes that get no unit stand last.
    chosen = sorted(row["chosen"].items(), key=lambda part: part[1] == 0)
    counted = [f"{code} × {units}" for code, units in chosen]
    assert headlines(opened(**given)) == [" and ".join([", ".join(counted[:-1]), counted[-1]])]


@pytest.mark.parametrize("row", rows("exam_links.json"), ids=lambda row: row["query"][:40])
def test_a_sent_exam_asks_the_same_questions(row: Row) -> None:
    challenge = sent_paper(row["query"])
    assert (challenge.seed, challenge.length, challenge.pass_mark, challenge.minutes) == (
        row["seed"], row["length"], row["pass_mark"], row["minutes"],
    )  # fmt: skip
    assert (list(challenge.topics), [str(kind) for kind in challenge.kinds]) == (row["topics"], row["kinds"])
    assert questions(challenge) == row["questions"]


def test_there_are_as_many_links_as_were_promised() -> None:
    assert len(rows("exam_links.json")) == 200
    assert len(SHARED) == 64


@pytest.mark.parametrize("row", rows("quiz_links.json"), ids=lambda row: row["query"])
def test_a_sent_quiz_asks_the_same_questions(row: Row) -> None:
    assert quiz(int(row["query"].removeprefix("quiz=")), QUIZZED) == row["questions"]


@pytest.mark.parametrize("row", rows("drill_links.json"), ids=lambda row: f"{row['query']}-{row['place']}")
def test_a_sent_drill_is_the_same_visit(row: Row) -> None:
    key, drawn = drill_of_page(row["query"], row["place"])
    assert key == row["key"] == f"drill:{drawn.trap.key}"
    same_drill(drawn, row)


@pytest.mark.parametrize("row", rows("exam_drills.json"), ids=lambda row: f"{row['key']}-{row['exam']}")
def test_a_drill_of_a_sent_exam_is_the_same_visit(row: Row) -> None:
    same_drill(drill_of_paper(row["key"], row["exam"]), row)


@pytest.mark.parametrize("row", rows("named_drills.json"), ids=lambda row: str(row["seed"]))
def test_a_drill_of_a_word_is_the_same_visit(row: Row) -> None:
    same_drill(drill(row["seed"], row["level"], row["about"]), row)
