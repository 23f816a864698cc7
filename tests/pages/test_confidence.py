"""How sure a learner is: asked with one tap, kept with the answer, and what was sure and wrong comes first."""

import pytest

from lessons.content.practice_bank import bank
from lessons.screen.parts import literal
from lessons.screen.practice import keeper
from ptcoding.learning.memory.progress import Confidence
from tests.learning.answering import answer
from tests.pages.practicing import arrived, asked, kept, pick, press, spoken
from tests.pages.screen import named, switched

ASKED, CHECK, NEXT = "How sure are you? (optional)", "Check the answer", "Next question"
ITEM = bank()["minutes_and_the_table-1"]


@pytest.mark.parametrize("page", ["documentation_quiz", "mixed_review"])
@pytest.mark.parametrize("said", [None, Confidence.SURE, Confidence.UNSURE])
def test_what_was_said_is_kept_with_the_answer(page, said):
    app = arrived(page)
    item = asked(app) if page == "documentation_quiz" else None
    if item is None:
        fill(app)
    else:
        pick(app, item)
    # Nothing is chosen ahead, and nothing has to be.
    assert named(app.button_group, ASKED).value is None
    if said is not None:
        named(app.button_group, ASKED).set_value(said)
    press(app, CHECK)
    assert not app.exception
    assert [stored.confidence for stored in kept(app)] == [said or Confidence.UNSAID]
    press(app, NEXT)
    # The next question has a choice of its own.
    assert named(app.button_group, ASKED).value is None


def fill(app):
    """Answer whatever stands there."""
    for radio in app.radio:
        radio.set_value(radio.options.index(radio.options[0]))
    for field in app.number_input:
        field.set_value(1)
    for box in app.checkbox:
        box.set_value(True)


def test_a_drill_asks_too_and_an_exam_does_not():
    app = arrived("unit_drills", drills="5", level="2", about="leftover")
    assert named(app.button_group, ASKED).value is None
    exam = press(arrived("exam"), "Begin")
    assert not exam.exception
    assert [group.label for group in exam.button_group if group.label == ASKED] == []


def sure(item, topic, right, after):
    return answer(item, topic=topic, right=right, after=after, confidence=Confidence.SURE)


def test_what_was_sure_and_wrong_stands_first_with_its_lesson():
    token = keeper.store().enroll()
    keeper.store().record_all(token, [sure(ITEM.key, ITEM.topic, False, 0), sure("drill:tie", "T10", False, 1)])
    app = arrived("my_progress", browser=token)
    assert not app.exception
    assert app.header[0].value == "Sure, and wrong"
    assert f"Minutes and units: the table: {literal(ITEM.question)}" in spoken(app) or literal(ITEM.question) in spoken(
        app
    )
    assert "Minutes and the table" in [link.label for link in app.get("page_link")]


def test_right_since_or_never_sure_is_not_listed():
    token = keeper.store().enroll()
    keeper.store().record_all(
        token,
        [
            sure(ITEM.key, ITEM.topic, False, 0),
            answer(ITEM.key, topic=ITEM.topic, right=True, after=1),
            answer("quiz-1", right=False, after=2, confidence=Confidence.UNSURE),
            answer("quiz-2", right=False, after=3),
        ],
    )
    assert "Sure, and wrong" not in [header.value for header in arrived("my_progress", browser=token).header]


def test_a_question_and_a_topic_that_are_gone_are_no_error():
    token = keeper.store().enroll()
    keeper.store().record(token, sure("gone", "T99", False, 0))
    app = switched(arrived("my_progress", browser=token), "my_progress")
    assert not app.exception
    assert "- T99" in spoken(app)
