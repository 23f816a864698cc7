"""The quiz, the drills, the mixed review and the page for instructors, as a visitor uses them."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product

import pytest
from streamlit.testing.v1 import AppTest

from lessons.content import practice_bank
from lessons.content.addresses import RESUME
from lessons.content.practice_bank import FOLDER, bank, editions, pool, whole_bank
from lessons.screen.parts import literal
from lessons.screen.practice import keeper
from ptcoding.explanation.drill_words import scene
from ptcoding.facts import facts
from ptcoding.learning.bank.item import Kind
from ptcoding.learning.drill.drill import all_series, drill_table
from ptcoding.learning.drill.generate import drill
from ptcoding.learning.marking.answer import read_modifiers
from ptcoding.learning.marking.misconception import misconceptions
from ptcoding.learning.memory.progress import Mode
from ptcoding.learning.memory.schedule import cards
from ptcoding.learning.question import Given, drilled
from tests.learning.answering import MONDAY, answer
from tests.pages.practicing import arrived, asked, counted, kept, key_of, one, pick, press, spoken, verdicts
from tests.pages.screen import named

CHECK, NEXT = "Check the answer", "Next question"
KINDS, LEVEL = "documentation_quiz_kinds", "documentation_quiz_level"
QUIZZED = [kind for kind in Kind if kind is not Kind.RECALL]
SERIES = {"drills": "5", "level": "2", "about": "leftover"}
UNANSWERED = "You haven't chosen anything yet. Answer first."


def quizzed(kind=None, level=None):
    """The quiz, narrowed to a kind and a level."""
    app = arrived("documentation_quiz")
    if kind is not None:
        app.button_group(key=KINDS).set_value([kind]).run()
    if level is not None:
        app.button_group(key=LEVEL).set_value(level).run()
    assert not app.exception
    return app


def is_shown(app, visit):
    """Whether a drill is the one on the page: its scene, and a row for every service with its minutes."""
    rows = [row.split(" | ") for said in app.markdown for row in said.value.splitlines() if row.startswith("| **")]
    shown = [(row[0].split("**")[1], int(row[-1].strip(" |"))) for row in rows]
    same = shown == [(service.code, service.minutes) for service in visit.visit.services]
    return same and literal(scene(visit)) in spoken(app)


def typed(app, units):
    """Type the units of every code, and check them."""
    for code, count in units.items():
        named(app.number_input, f"Units of {code}").set_value(count)
    return press(app, CHECK)


def test_the_hub_leads_to_every_way_and_says_nothing_of_answers_before_the_first():
    app = arrived("practice")
    assert not app.exception
    assert [header.value for header in app.header] == ["Today: 5 questions"]
    ways = [link.label for link in app.get("page_link") if link.label.startswith("**")]
    assert ways == [
        "**Documentation quiz**", "**Unit drills**", "**Code a chart**",
        "**Billing tasks**", "**Mixed review**", "**Exam**",
    ]  # fmt: skip
    # Where it leads is no way to practice, and stands beside the numbers.
    assert "My progress" in [link.label for link in app.get("page_link")]
    assert "Your answers are saved" not in spoken(app)
    assert RESUME not in app.query_params


def test_the_hub_counts_what_is_due():
    token = keeper.store().enroll()
    keys = [bank().items[0].key, bank().items[1].key]
    keeper.store().record_all(token, [answer(key, right=False) for key in keys])
    app = arrived("practice", browser=token)
    assert [(metric.label, metric.value) for metric in app.metric] == [("Answered", "2"), ("Right", "0"), ("Due", "2")]
    assert "2 due again, 3 new." in spoken(app)
    press(app, "Start")
    assert [title.value for title in app.title] == ["Mixed review"]


def test_a_question_without_an_answer_is_not_wrong_and_nothing_is_kept(database):
    app = press(quizzed(), CHECK)
    assert [warning.value for warning in app.warning] == [literal(UNANSWERED)]
    assert verdicts(app) == []
    assert not database.exists()
    assert RESUME not in app.query_params
    # The complaint is said once: it is gone when an answer is given.
    app = press(pick(app, asked(app)), CHECK)
    assert not app.warning
    assert verdicts(app) == ["Right."]


@pytest.mark.parametrize("right", [True, False])
def test_a_right_and_a_wrong_answer_are_told_apart_with_the_reason_of_each_choice(right):
    app = quizzed(Kind.MISSING)
    item = asked(app)
    press(pick(app, item, right), CHECK)
    assert not app.exception
    assert verdicts(app) == ["Right." if right else "Not quite."]
    assert all(literal(choice.why) in spoken(app) for choice in item.choices)
    (stored,) = kept(app)
    assert spoken(app).count("(your answer)") == len(json.loads(stored.given))
    assert (stored.item, stored.topic, stored.right, stored.mode) == (item.key, item.topic, right, Mode.PRACTICE)
    assert item.choices[json.loads(stored.given)[0]].right is right


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("kind", QUIZZED)
def test_every_kind_of_question_can_be_answered(kind, right):
    app = quizzed(kind)
    for _ in range(3):
        item = asked(app)
        assert item.kind is kind
        press(pick(app, item, right), CHECK)
        assert not app.exception
        assert verdicts(app) == ["Right." if right else "Not quite."]
        press(app, NEXT)
    assert [stored.right for stored in kept(app)] == [right] * 3


def test_every_question_of_the_quiz_can_be_answered_in_turn():
    app, met = quizzed(), []
    count = sum(item.kind is not Kind.RECALL for item in bank().items)
    for place in range(count):
        assert f"Question {place + 1} of {count}" in spoken(app)
        item = asked(app)
        met.append(item.key)
        press(pick(app, item, right=place % 2 == 0), CHECK)
        assert not app.exception, item.key
        assert verdicts(app) == ["Right." if place % 2 == 0 else "Not quite."], item.key
        press(app, NEXT)
    assert sorted(met) == sorted(item.key for item in bank().items if item.kind is not Kind.RECALL)
    assert len(kept(app)) == count
    assert f"Question 1 of {count}" in spoken(app)


def test_a_question_with_several_right_choices_wants_all_of_them_and_no_other():
    app = quizzed()
    while not app.checkbox:
        press(pick(app, asked(app)), CHECK)
        press(app, NEXT)
    item = asked(app)
    assert item.many
    # One right choice too few is not so, and the one left out is explained.
    first, *others = sorted(item.right)
    wrong = next(place for place in range(len(item.choices)) if place not in item.right)
    for place in (first, *(() if others else (wrong,))):
        named(app.checkbox, literal(item.choices[place].text)).set_value(True)
    press(app, CHECK)
    assert verdicts(app) == ["Not quite."]
    assert all(literal(item.choices[place].why) in spoken(app) for place in item.right)


def test_a_wrong_count_from_times_is_traced_to_its_wrong_rule():
    app = quizzed(Kind.TIMES)
    for _ in range(sum(item.kind is Kind.TIMES for item in bank().items)):
        item = asked(app)
        minutes = bank().notes[item.notes[0]].minutes
        # Every code rounded by itself, which is not how the day's total is counted: 8 minutes begin a unit.
        alone = {code: (spent + 7) // 15 for code, spent in minutes.items()}
        typed(app, alone)
        assert not app.exception
        if alone != item.expected and item.rule == "cms":
            break
        press(app, NEXT)
    assert verdicts(app) == ["Not quite."]
    assert "Your numbers are those of a wrong rule: **" in spoken(app)
    assert kept(app)[-1].diagnosis in misconceptions()
    assert literal(item.why) in spoken(app)


def test_the_next_question_is_another_one_with_empty_fields():
    app = quizzed(Kind.CODE)
    first = asked(app)
    press(press(pick(app, first), CHECK), NEXT)
    assert asked(app).key != first.key
    assert app.radio[0].value is None
    assert verdicts(app) == []


def test_a_choice_that_leaves_nothing_says_so_and_the_choice_can_be_changed(monkeypatch):
    # Every kind has every level in the project's own bank: here one of them is taken out.
    whole = whole_bank()
    left = tuple(item for item in whole.items if (item.kind, item.difficulty) != (Kind.SERIES, 3))
    monkeypatch.setattr(practice_bank, "editions", lambda: {whole.name: replace(whole, items=left)})
    app = quizzed(Kind.SERIES, 3)
    assert [info.value for info in app.info] == ["No questions match this choice. Choose another kind or level."]
    assert CHECK not in [button.label for button in app.button]
    app.button_group(key=LEVEL).set_value(None).run()
    assert CHECK in [button.label for button in app.button]


def test_another_choice_begins_anew_without_the_answer_that_stood_there():
    app = quizzed(Kind.PAIR)
    press(pick(app, asked(app)), CHECK)
    app.button_group(key=KINDS).set_value([Kind.MEND]).run()
    assert verdicts(app) == []
    assert asked(app).kind is Kind.MEND


def test_a_second_press_on_the_same_question_keeps_one_answer():
    app = quizzed()
    press(pick(app, asked(app)), CHECK)
    app.run()
    assert len(kept(app)) == 1


def test_an_answer_that_arrives_twice_is_one_answer():
    """A press that the browser sends again after a lost connection is of the same showing."""
    app = quizzed()
    press(pick(app, asked(app)), CHECK)
    del app.session_state["documentation_quiz_given"]
    del app.query_params["shown"]
    press(pick(app.run(), asked(app)), CHECK)
    assert len(kept(app)) == 1


def test_the_same_link_gives_the_same_visits_in_two_sessions():
    first, second = arrived("unit_drills", **SERIES), arrived("unit_drills", **SERIES)
    for place in range(3):
        visit = drilled(5000 + place, 2, "leftover").drill
        for app in (first, second):
            assert is_shown(app, visit)
            typed(app, visit.alternatives[0])
            assert verdicts(app) == ["Right."]
            press(app, NEXT)
    # A link of before there were series is of the first, and names it from here on.
    assert "drills?drills=5&level=2&about=leftover&series=1" in spoken(first)


@pytest.mark.parametrize(
    "series", ["", "x", "-1", "1e3", "٣", "9999999", "0" * 12 + "9", "0" * 7 + "9" * 40, "9" * 5000]
)
def test_a_link_without_a_series_draws_one(series):
    app = arrived("unit_drills", drills=series, level="9", about="nonsense")
    assert not app.exception
    assert 0 <= app.session_state["unit_drills_seed"] <= 999_999
    assert app.session_state["unit_drills_level"] == 1
    refused = [
        name
        for name in ("drills", "level", "about")
        if any(f"{name.capitalize()}\\:" in said.value for said in app.error)
    ]
    assert refused == ["drills", "level", "about"][not series :]


def test_a_new_series_of_drills_is_of_the_newest_and_has_its_traps():
    app = arrived("unit_drills")
    assert app.session_state["unit_drills_series"] == all_series()[-1] == 3
    named(app.selectbox, "About").set_value("order").run()
    assert not app.exception
    seed = app.session_state["unit_drills_seed"] * 1000
    visit = drilled(seed, 1, "order", 3).drill
    assert is_shown(app, visit)
    assert "about=order&series=3" in spoken(app)
    typed(app, visit.alternatives[0])
    assert verdicts(app) == ["Right."]
    (stored,) = kept(app)
    assert (stored.item, stored.edition, stored.seed) == ("drill:order", 3, seed)


def test_a_link_of_the_first_series_offers_its_traps_only():
    app = arrived("unit_drills", drills="5")
    assert app.session_state["unit_drills_series"] == 1
    assert len(named(app.selectbox, "About").options) == len(drill_table(1).traps)
    visit = drilled(5000, 1).drill
    assert is_shown(app, visit)
    assert not app.error
    typed(app, dict.fromkeys(visit.asks, 9))
    assert {stored.edition for stored in kept(app)} <= {1}


def test_a_link_of_the_second_series_draws_among_all_its_traps():
    app = arrived("unit_drills", drills="5", series="2", level="3")
    assert is_shown(app, drilled(5000, 3, None, 2).drill)
    assert not app.error


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ({"drills": "5", "series": "9"}, "series"),
        ({"drills": "5", "series": "<b>"}, "series"),
        ({"drills": "5", "series": ""}, ""),
        ({"drills": "5", "about": "order"}, "about"),
        ({"drills": "5", "series": "1", "about": "order"}, "about"),
        ({"drills": "5", "series": "2", "about": "order"}, ""),
        ({"about": "order"}, ""),
    ],
)
def test_a_series_or_a_trap_that_there_is_not_is_said(query, refused):
    app = arrived("unit_drills", **query)
    assert not app.exception
    assert [refused.capitalize() in error.value for error in app.error] == ([True] if refused else [])
    assert CHECK in [button.label for button in app.button]


def test_a_drill_whose_answer_was_corrected_says_so(monkeypatch):
    app = arrived("unit_drills", **SERIES)
    assert not app.info
    # 5 and 33 minutes: today 1 and 2 units. As if the series had been set when 38 minutes made two.
    was = replace(drill(5000, 2, "leftover"), first=({"97140": 0, "97110": 2},))
    monkeypatch.setattr("ptcoding.learning.question.drill", lambda *_: was)
    app = arrived("unit_drills", **SERIES)
    typed(app, {"97140": 1, "97110": 2})
    assert verdicts(app) == ["Right."]
    (said,) = app.info
    expected = "This answer has been corrected. When the drill first came out, 97140 × 0 and 97110 × 2 was right."
    assert literal(expected) in said.value


def test_a_quiz_that_was_sent_before_there_were_editions_is_of_the_first_and_one_of_today_of_the_newest():
    assert arrived("documentation_quiz", quiz="88").session_state["documentation_quiz_edition"] == "1"
    assert "quiz?quiz=88&edition=1" in spoken(arrived("documentation_quiz", quiz="88"))
    app = arrived("documentation_quiz")
    assert app.session_state["documentation_quiz_edition"] == whole_bank().name == "4"
    assert f"quiz?quiz={app.session_state['documentation_quiz_seed']}&edition=4" in spoken(app)


def test_a_quiz_of_an_edition_that_there_is_not_says_so():
    app = arrived("documentation_quiz", quiz="88", edition="2.0123abcd")
    (error,) = app.error
    assert "Edition: 2.0123abcd does not fit. Needed: one of 1, 2, 3, 4" in error.value.replace("\\", "")
    assert app.session_state["documentation_quiz_edition"] == "4"


def test_a_link_gives_a_room_the_same_questions():
    first, second = arrived("documentation_quiz", quiz="88"), arrived("documentation_quiz", quiz="88")
    other = arrived("documentation_quiz", quiz="89")
    assert asked(first) == asked(second)
    assert asked(first) != asked(other)
    assert not first.error


def test_a_wrong_count_of_a_drill_is_named_and_the_right_steps_are_shown():
    app = arrived("unit_drills", **SERIES)
    # 5 minutes of 97140 and 33 of 97110: 38 make 3 units, two quarter-hours and the larger leftover, 5 against 3.
    assert is_shown(app, drill(5000, 2, "leftover"))
    # Up from 5 to one unit and from 33 to three.
    typed(app, {"97140": 1, "97110": 3})
    assert not app.exception
    assert verdicts(app) == ["Not quite."]
    said = spoken(app)
    assert [box for box in ("97140 × 1 and 97110 × 3", "97140 × 1 and 97110 × 2") if f"**{literal(box)}**" in said] == [
        "97140 × 1 and 97110 × 3",
        "97140 × 1 and 97110 × 2",
    ]
    assert "Your numbers are those of a wrong rule: **Each code rounded up.**" in said
    assert "\n2. " in said
    (stored,) = kept(app)
    assert (stored.item, stored.diagnosis) == ("drill:leftover", "ceiling_each")
    assert json.loads(stored.given) == {"units": {"97140": 1, "97110": 3}}
    press(app, NEXT)
    assert verdicts(app) == []
    assert {field.value for field in app.number_input} == {None}


def test_a_drill_half_answered_is_not_wrong():
    app = arrived("unit_drills", **SERIES)
    codes = drill(5000, 2, "leftover").asks
    assert len(codes) > 1
    named(app.number_input, f"Units of {codes[0]}").set_value(1)
    press(app, CHECK)
    (said,) = [warning.value for warning in app.warning]
    assert said == literal(f"Still empty: Units of {codes[1]}. Zero can be an answer.")
    assert named(app.number_input, f"Units of {codes[0]}").value == 1
    assert kept(app) == ()


def reloaded(app, page):
    """The same page after a reload: another visit, the same address and the same browser."""
    query = {name: one(app, name) for name in app.query_params}
    return arrived(page, browser=key_of(app), **query)


def progress(app):
    """How far the set of five is, and what is said of it."""
    (bar,) = [element.proto for element in app.get("progress")]
    return bar.value, bar.text


def test_a_reload_keeps_the_drill_its_answer_and_the_tally():
    app = arrived("unit_drills", **SERIES)
    typed(app, drill(5000, 2, "leftover").alternatives[0])
    press(app, NEXT)
    # The second of the row, answered wrongly: nobody bills nine units of it.
    visit = drill(5001, 2, "leftover")
    typed(app, dict.fromkeys(visit.asks, 9))
    assert progress(app) == (40, ":small[Set of five: 1 of 2 right]")
    again = reloaded(app, "unit_drills")
    assert not again.exception
    assert is_shown(again, visit)
    assert "Drill 2" in spoken(again)
    assert verdicts(again) == ["Not quite."]
    assert progress(again) == (40, ":small[Set of five: 1 of 2 right]")
    assert len(kept(again)) == 2
    press(again, NEXT)
    assert is_shown(again, drill(5002, 2, "leftover"))
    # Before it is answered, a reload asks it again, and still as the third.
    third = reloaded(again, "unit_drills")
    assert "Drill 3" in spoken(third)
    assert verdicts(third) == []
    assert CHECK in [button.label for button in third.button]


def test_a_reload_of_the_quiz_keeps_what_was_chosen_and_the_order_of_the_choices():
    app = quizzed(Kind.CODE, 2)
    item = asked(app)
    press(pick(app, item, right=False), CHECK)
    said = spoken(app)
    again = reloaded(app, "documentation_quiz")
    assert verdicts(again) == ["Not quite."]
    assert [line for line in said.splitlines() if "(your answer)" in line] == [
        line for line in spoken(again).splitlines() if "(your answer)" in line
    ]
    assert "Question 1 of" in spoken(again)
    assert again.button_group(key=KINDS).value == [Kind.CODE]
    assert again.button_group(key=LEVEL).value == 2


def test_a_reload_of_the_review_keeps_the_question_that_was_answered():
    app = arrived("mixed_review")
    item = asked(app)
    press(pick(app, item), CHECK)
    again = reloaded(app, "mixed_review")
    assert verdicts(again) == ["Right."]
    assert literal(item.question) in spoken(again)
    assert len(kept(again)) == 1


def test_the_address_of_an_answer_shows_nobody_else_how_it_went():
    app = arrived("unit_drills", **SERIES)
    visit = drill(5000, 2, "leftover")
    typed(app, dict.fromkeys(visit.asks, 9))
    other = arrived("unit_drills", **{name: one(app, name) for name in app.query_params})
    assert is_shown(other, visit)
    assert verdicts(other) == []


@pytest.mark.parametrize("place", ["0", "-1", "x", "1.5", "٣", "9" * 400, ""])
def test_a_place_in_the_address_that_there_is_not_is_the_first(place):
    app = arrived("unit_drills", **SERIES, at=place, shown="<b>zzzzz</b>")
    assert not app.exception
    assert "Drill 1" in spoken(app).splitlines()


def test_a_set_that_was_shared_says_how_many_are_done_and_one_of_ones_own_does_not():
    app = arrived("unit_drills", **SERIES, of="10")
    assert any("Shared set of 10, yours: 0" in said.value for said in app.markdown)
    typed(app, drill(5000, 2, "leftover").alternatives[0])
    assert any("Shared set of 10, yours: 1" in said.value for said in app.markdown)
    assert any("Shared set of 10, yours: 1" in said.value for said in reloaded(app, "unit_drills").markdown)
    assert not any("Shared set" in said.value for said in arrived("unit_drills", **SERIES).markdown)
    assert "&of=10" in spoken(arrived("unit_drills", **SERIES))


def test_after_five_the_wrong_rule_met_most_and_a_lesson_are_named():
    app = arrived("unit_drills", **SERIES)
    for place in range(5):
        visit = drill(5000 + place, 2, "leftover")
        # Each code rounded up by itself.
        typed(app, {service.code: -(-service.minutes // 15) for service in visit.visit.services})
        assert ("Five done:" in spoken(app)) is (place == 4)
        if place < 4:
            press(app, NEXT)
    assert "The wrong rule you met most: **Each code rounded up.**" in spoken(app)
    assert [link.label for link in app.get("page_link") if link.label.startswith("Next, read:")]
    press(app, NEXT)
    assert progress(app) == (0, ":small[Set of five: none answered yet]")


MODIFIED = [
    (trap.key, shape.difficulty) for trap in drill_table().traps.values() for shape in trap.shapes if shape.modifiers
]


def claim_text(visit):
    """The modifiers of a right claim, as one types them: the units of a line first where a code takes two lines."""
    lines = {code: [line for line in visit.claim.lines if line.code == code] for code in visit.asks}
    return {
        code: " / ".join(
            " ".join([*([str(line.units)] if len(found) > 1 else []), *line.modifiers]) or "none" for line in found
        )
        or "none"
        for code, found in lines.items()
    }


def modified(trap, level, first=7):
    """The page on a drill that asks for modifiers, and that drill."""
    app = arrived("unit_drills", drills=str(first), level=str(level), about=trap)
    for place in range(20):
        visit = drill(first * 1000 + place, level, trap)
        if visit.modifiers:
            return app, visit
        typed(app, visit.alternatives[0])
        press(app, NEXT)
    raise AssertionError(f"no drill of {trap} at level {level} asks for modifiers")


@pytest.mark.parametrize(("trap", "level"), dict.fromkeys(MODIFIED))
def test_a_drill_with_modifiers_can_be_answered_right(trap, level):
    app, visit = modified(trap, level)
    for code, text in claim_text(visit).items():
        named(app.text_input, f"Modifiers of {code}").set_value(text)
    typed(app, visit.alternatives[0])
    assert not app.exception
    assert not app.warning
    stored = kept(app)[-1]
    assert stored.right, (claim_text(visit), spoken(app))
    assert verdicts(app) == ["Right."]


def test_right_units_with_wrong_modifiers_are_not_so_and_both_are_said():
    app, visit = modified(*MODIFIED[0])
    for code in visit.asks:
        named(app.text_input, f"Modifiers of {code}").set_value("none")
    typed(app, visit.alternatives[0])
    assert verdicts(app) == ["Not quite."]
    assert "The units are right: " in spoken(app)
    assert "is missing." in spoken(app)
    assert not kept(app)[-1].right


def test_a_modifier_that_cannot_be_read_is_refused_and_the_units_stay():
    app, visit = modified(*MODIFIED[0])
    before = len(kept(app))
    code = visit.asks[0]
    for each in visit.asks:
        named(app.text_input, f"Modifiers of {each}").set_value("<b>QQ</b> $x$" if each == code else "none")
    typed(app, visit.alternatives[0])
    assert not app.exception
    (warning,) = app.warning
    assert f"Modifiers of {code}" in warning.value
    assert "<b>" not in warning.value
    assert {each: named(app.number_input, f"Units of {each}").value for each in visit.asks} == visit.alternatives[0]
    assert named(app.text_input, f"Modifiers of {code}").value == "<b>QQ</b> $x$"
    assert len(kept(app)) == before


def test_every_trap_at_every_level_can_be_drawn_and_judged():
    for place, (trap, level) in enumerate(product([None, *drill_table().traps], (1, 2, 3))):
        asked_for = drilled(900_000 + place, level, trap)
        visit = asked_for.drill
        assert asked_for.key == f"drill:{visit.trap.key}"
        assert asked_for.topic in visit.trap.topics
        given = Given(units=visit.alternatives[0], modifiers=claim_text(visit) if visit.modifiers else None)
        judged = asked_for.judge(given)
        assert judged.verdict == "right"
        # What is kept of it is judged alike when it is read again.
        assert asked_for.judge(asked_for.restore(judged.stored)).verdict == "right"


@pytest.mark.parametrize("lines", ["none", "gp", "59 KX GP", "1 GP CQ / 1 GP", "none / none", "2 GP / none / 1 CQ"])
def test_modifiers_come_back_from_the_store_as_they_were_given(lines):
    trap, level = MODIFIED[0]
    seed = next(seed for seed in range(99) if drill(seed, level, trap).modifiers)
    asked_for = drilled(seed, level, trap)
    codes = asked_for.drill.asks
    typed = dict.fromkeys(codes, lines)
    text = asked_for.judge(Given(units=dict.fromkeys(codes, 1), modifiers=typed)).stored
    assert answer(given=text).given == text
    known = facts().modifiers
    assert read_modifiers(codes, asked_for.restore(text).modifiers, known) == read_modifiers(codes, typed, known)


@pytest.mark.parametrize("level", ["1", "2", "3"])
def test_any_drill_can_be_answered_wrongly_on_the_page(level):
    app = arrived("unit_drills", drills="77", level=level)
    for place in range(8):
        visit = drilled(77_000 + place, int(level), None).drill
        if visit.modifiers:
            for code in visit.asks:
                named(app.text_input, f"Modifiers of {code}").set_value("59 KX")
        typed(app, dict.fromkeys(visit.asks, 9))
        assert not app.exception
        assert verdicts(app) == ["Not quite."]
        press(app, NEXT)
    assert [stored.right for stored in kept(app)] == [False] * 8


def test_another_trap_is_drawn_when_one_is_chosen():
    app = arrived("unit_drills", drills="5", level="1")
    named(app.selectbox, "About").set_value("tie").run()
    assert not app.exception
    assert is_shown(app, drilled(5000, 1, "tie").drill)
    assert "about=tie" in spoken(app)


def test_what_is_due_comes_before_what_is_new():
    token = keeper.store().enroll()
    late = next(item for item in bank().items if item.difficulty == 3 and item.kind is Kind.CODE)
    keeper.store().record(token, answer(late.key, topic=late.topic, right=False))
    app = arrived("mixed_review", browser=token)
    assert not app.exception
    assert "Due now: 1" in spoken(app)
    assert asked(app).key == late.key
    press(pick(app, late), CHECK)
    assert verdicts(app) == ["Right."]
    stored = kept(app)
    assert [one.mode for one in stored] == [Mode.PRACTICE, Mode.REVIEW]
    # The answer stays on the page until the learner goes on, though it is no longer due.
    assert literal(late.question) in spoken(app)
    app.run()
    assert len(kept(app)) == 2
    press(app, NEXT)
    assert literal(late.question) not in spoken(app)


@pytest.mark.parametrize("page", ["mixed_review", "practice", "my_progress"])
def test_a_run_reads_the_answers_once_and_reckons_one_schedule_from_them(page, monkeypatch):
    token = keeper.store().enroll()
    keeper.store().record_all(token, [answer(item.key, topic=item.topic) for item in bank().items[:3]])
    app = arrived(page, browser=token)
    times = counted(monkeypatch)
    assert not app.run().exception
    assert times == {"read": 1, "reckoned": 3}


def test_an_answer_to_a_question_that_is_gone_from_the_bank_disturbs_nothing():
    token = keeper.store().enroll()
    keeper.store().record(token, answer("gone-from-the-bank", topic="T99", right=False))
    for page in ("mixed_review", "practice", "my_progress"):
        app = arrived(page, browser=token)
        assert not app.exception, page


def test_many_answers_in_the_mixed_review_mix_topics_and_raise_nothing():
    app, topics = arrived("mixed_review"), []
    for _ in range(60):
        if any("Units of" in field.label for field in app.number_input):
            codes = [field.label.removeprefix("Units of ") for field in app.number_input]
            for field in app.text_input:
                field.set_value("GP")
            typed(app, dict.fromkeys(codes, 1))
        else:
            press(pick(app, asked(app), right=len(topics) % 3 != 0), CHECK)
        assert not app.exception
        assert len(verdicts(app)) == 1
        topics.append(kept(app)[-1].topic)
        press(app, NEXT)
    assert len(kept(app)) == 60
    assert {stored.mode for stored in kept(app)} == {Mode.REVIEW}
    assert not [pair for pair in pairwise(topics) if pair[0] == pair[1]]


def test_an_answer_of_long_ago_is_due_and_one_of_a_minute_ago_is_not():
    token, now = keeper.store().enroll(), datetime.now(UTC)
    old, fresh = bank().items[:2]
    keeper.store().record(token, answer(old.key))
    keeper.store().record(token, answer(fresh.key, after=(now - MONDAY) / timedelta(minutes=1) - 1))
    assert pool().due(cards(keeper.store().answers(token)), datetime.now(UTC)) == (old.key,)


BROKEN = """
[[item]]
key = "mine-broken"
kind = "recall"
topic = "T99"
"""
GOOD = """
[[item]]
key = "mine-good"
kind = "recall"
topic = "T08"
difficulty = 1
question = "Does a question of one's own come up?"
source = "cpm5-20.2"
written = 2026-11-21

[[item.choice]]
text = "Yes, with <b>its</b> words as they stand"
right = true
why = "It is read from the folder."

[[item.choice]]
text = "No"
right = false
why = "It is read from the folder."
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of an instructor, whose questions join the bank for one test."""
    (tmp_path / "own" / "items").mkdir(parents=True)
    monkeypatch.setenv(FOLDER, str(tmp_path / "own"))
    caches = (bank, pool, editions)
    for cached in caches:
        cached.cache_clear()
    yield tmp_path / "own" / "items"
    for cached in caches:
        cached.cache_clear()


def test_a_broken_file_of_ones_own_is_named_and_a_good_one_is_used(folder):
    (folder / "broken.toml").write_text(BROKEN, encoding="utf-8")
    (folder / "good.toml").write_text(GOOD, encoding="utf-8")
    (folder / "no_toml.toml").write_text("[[item]\nkey = <b>", encoding="utf-8")
    app = arrived("for_instructors")
    assert not app.exception
    (warning,) = app.warning
    assert warning.value.startswith("These files of your folder were left out:")
    assert "broken\\.toml" in warning.value
    assert "no\\_toml\\.toml" in warning.value
    assert "good\\.toml" not in warning.value
    assert "<b>" not in warning.value
    assert "mine-good" in pool().known
    assert "mine-broken" not in pool().known
    # The quiz of today names what was added in its link; one that was sent asks what it always did.
    added = next(name for name in editions() if "." in name)
    assert f"&edition={added}" in spoken(arrived("documentation_quiz"))
    assert "mine-good" in {item.key for item in editions()[added].items}
    assert {item.key for item in editions()["1"].items} <= {item.key for item in bank().items} - {"mine-good"}
    token = keeper.store().enroll()
    keeper.store().record(token, answer("mine-good", topic="T08", right=False))
    review = arrived("mixed_review", browser=token)
    assert asked(review).key == "mine-good"
    press(pick(review, bank()["mine-good"]), CHECK)
    assert verdicts(review) == ["Right."]


def test_a_folder_that_is_not_there_is_said(monkeypatch, folder):
    monkeypatch.setenv(FOLDER, "/nowhere")
    app = arrived("for_instructors")
    assert not app.exception
    assert len(app.warning) == 1
    assert "nowhere" in app.warning[0].value


def test_the_questions_can_be_saved_for_four_platforms_and_the_notebooks_as_they_are():
    app = arrived("for_instructors")
    assert not app.exception
    assert not app.warning
    assert [button.label for button in app.get("download_button")] == [
        "Save as Moodle XML", "Save as GIFT", "Save as QTI", "Save as an Anki deck", "Save the notebooks",
    ]  # fmt: skip
    assert f"{len(bank().items)} questions, {len(bank().notes)} invented notes." in spoken(app)


def six_notes():
    from lessons.content.practice_bank import bank
    from lessons.screen.practice import question
    from ptcoding.learning.bank.item import Kind
    from ptcoding.learning.question import ItemQuestion

    series = next(item for item in bank().items if item.kind is Kind.SERIES)
    question.ask(ItemQuestion(series, tuple(bank().notes.values())[:6]), "six")


def test_a_series_of_as_many_notes_as_a_file_may_have_is_drawn():
    app = AppTest.from_function(six_notes).run(timeout=30)
    assert not app.exception
    headings = [words.value for words in app.markdown if words.value.endswith("note**")]
    assert headings[0] == "**The first note**"
    assert headings[-1] == "**The sixth note**"
    assert len(headings) == 6


@pytest.mark.parametrize("page", ["unit_drills", "documentation_quiz"])
def test_a_reload_before_the_first_answer_finds_the_same_question(page):
    first = arrived(page)
    address = {name: one(first, name) for name in first.query_params}
    assert address["at"] == "1"
    asked = spoken(first)
    assert spoken(arrived(page, **address)) == asked
