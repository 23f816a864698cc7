"""The page of billing tasks, as Streamlit's own test runner sees it."""

import pytest

from lessons.content.tasks import task
from ptcoding.learning.task.task import Form, Kind
from tests.pages.practicing import arrived, kept, one, press, spoken
from tests.pages.screen import named, switched

CHECK = "Check the answer"


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)
def test_each_kind_is_asked_and_refuses_an_empty_answer(kind):
    app = arrived("billing_tasks", task=kind.value, variant="5")
    assert not app.exception
    assert task(kind, 5).title.partition(":")[0] in spoken(app)
    press(app, CHECK)
    assert not app.exception
    assert any(one.value.startswith("Nothing is filled in") for one in app.warning)
    assert kept(app) == ()


def test_an_audit_is_graded_part_by_part_and_kept():
    app = arrived("billing_tasks", task="audit", variant="5")
    for part in task(Kind.AUDIT, 5).parts:
        assert part.form is Form.NUMBER
        # One dollar too few, and everything else as it should be.
        named(app.number_input, part.ask).set_value(part.number - (part.key == "back"))
    press(app, CHECK)
    assert not app.exception
    assert "Not yet: 12 of 13 right" in spoken(app)
    assert "59 given, 60 is right" in spoken(app).replace("\\", "")
    (answer,) = kept(app)
    assert (answer.item, answer.seed, answer.right) == ("task:audit", 5, False)
    named(app.number_input, "Dollars to pay back").set_value(60)
    press(app, CHECK)
    assert "All right: 13 of 13 right" in spoken(app)
    assert [one.tries for one in kept(app)] == [1, 2]
    switched(app, "my_progress")
    assert not app.exception
    assert "| Audit ten visits | 1 of 1 | 2 |" in spoken(app)


def test_a_denied_line_is_reworked_with_a_choice_and_modifiers():
    app = arrived("billing_tasks", task="rework", variant="1")
    # A remittance keeps its columns.
    assert task(Kind.REWORK, 1).scene in [shown.value for shown in app.code]
    (radio,) = app.radio
    radio.set_value(0)
    named(app.text_input, "Modifiers of the corrected 97140 line").set_value("gp 59")
    press(app, CHECK)
    assert "All right: 2 of 2 right" in spoken(app)
    press(app, "Another one")
    assert not app.exception
    assert "Massage denied" in spoken(app)


def test_steps_are_put_in_order():
    app = arrived("billing_tasks", task="order", variant="1")
    (part,) = task(Kind.ORDER, 1).parts
    for place, option in enumerate(part.options, start=1):
        (field,) = [one for one in app.selectbox if one.label.replace("\\", "") == option.text]
        field.set_value(place)
    press(app, CHECK)
    assert any(header.value == "All right" for header in app.header)


def test_a_reload_finds_the_same_task():
    first = arrived("billing_tasks", task="audit")
    address = {name: one(first, name) for name in first.query_params}
    assert address.keys() == {"task", "variant"}
    assert spoken(arrived("billing_tasks", **address)) == spoken(first)
    press(first, "Another one")
    assert int(one(first, "variant")) == int(address["variant"]) % 999_999 + 1
