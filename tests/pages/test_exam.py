"""An exam from its choice to its certificate, and the links that lead into it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from lessons.content import practice_bank
from lessons.content.practice_bank import bank, closed_edition, editions, pool, whole_bank
from lessons.screen.parts import literal
from lessons.screen.practice import keeper
from ptcoding.learning.memory.progress import Mode, as_given
from ptcoding.learning.paper.exam import paper
from ptcoding.learning.question import ItemQuestion, drill_seed
from tests.kept.growing import OWN, grown
from tests.learning.answering import answer
from tests.pages.practicing import arrived, counted, kept, key_of, one, opens, pick, press, spoken, told, verdicts
from tests.pages.screen import named, switched

PAPER = {"exam": "4711.6.50"}
NEWEST = closed_edition().name
NEXT, HAND_IN = "Next question", "Submit"
LOST = "This link should open an exam, but it doesn't"


def begun(**query):
    """A paper that a link sent, begun."""
    return press(arrived("exam", **{**PAPER, **query}), "Begin")


def keys_of(seed=4711, length=6, topics=(), kinds=(), edition="1"):
    return paper(pool(edition).askable, seed, length, topics, kinds)


def fill(app, key, right=True, seed=4711):
    """Fill in the fields of a question of a paper; what a drill asks for may be anything but right."""
    # The drills of a trap that both series have are the same.
    question = pool().question(key, drill_seed(seed, key))
    if isinstance(question, ItemQuestion):
        return pick(app, question.item, right)
    visit = question.drill
    for code, units in visit.alternatives[0].items():
        named(app.number_input, f"Units of {code}").set_value(units if right else 40)
    lines = {code: [line for line in visit.claim.lines if line.code == code] for code in visit.asks}
    for field in app.text_input:
        found = lines[field.label.removeprefix("Modifiers of ")]
        said = (" ".join([str(line.units), *line.modifiers]) for line in found)
        field.set_value(" / ".join(said) or "none")
    return app


def onward(app, key, right=True):
    """Answer a question and go on."""
    fill(app, key, right)
    return press(app, next(button.label for button in app.button if button.label in {NEXT, HAND_IN}))


def told_of_skipping(app):
    """Press on without an answer for the first time: the question stays, and the page says what that would mean."""
    place = next(line for line in spoken(app).splitlines() if line.startswith("Question "))
    press(app, next(button.label for button in app.button if button.label in {NEXT, HAND_IN}))
    (said,) = [warning.value for warning in app.warning]
    assert literal("press again to skip it") in said
    assert place in spoken(app)
    return app


def began(app, minutes):
    """Put the beginning of a sitting some minutes back."""
    sitting = app.session_state["exam_under_way"]
    app.session_state["exam_under_way"] = replace(sitting, started=datetime.now(UTC) - timedelta(minutes=minutes))


def score(app):
    return [header.value for header in app.header if header.value.endswith(" right")]


def table(app):
    """The result by topic, as the words of its picture say it: right and asked."""
    (picture,) = [chart.proto for chart in app.get("vega_lite_chart") if " right." in chart.proto.alt]
    return [(int(right), int(of)) for right, of in re.findall(r": (\d+) of (\d+) right\.", picture.alt)]


def test_an_exam_is_chosen_answered_and_handed_in():
    app = arrived("exam")
    assert not app.exception
    app.button_group(key="exam_length").set_value(10).run()
    app.button_group(key="exam_subject").set_value("Notes").run()
    app.number_input(key="exam_mark").set_value(70).run()
    seed = app.session_state["exam_seed"]
    assert f"exam?exam={seed}.10.70&kinds=missing~words~code~pair~mend~series&edition={NEWEST}" in spoken(app)
    press(app, "Begin")
    keys = keys_of(seed, 10, (), ("missing", "words", "code", "pair", "mend", "series"), NEWEST)
    for place, key in enumerate(keys):
        assert f"Question {place + 1} of 10" in spoken(app)
        # There is a way on and none back, and no word on whether the last answer was right.
        assert [button.label for button in app.button] == [HAND_IN if place == 9 else NEXT]
        assert verdicts(app) == []
        onward(app, key, right=place < 7)
        assert not app.exception
    # 7 of 10 are 70 percent, which reaches the mark; 10 topics or fewer share the 10 questions.
    assert score(app) == ["7 of 10 right"]
    assert "The passing score of 70% is **reached**." in spoken(app)
    assert (sum(right for right, _ in table(app)), sum(of for _, of in table(app))) == (7, 10)
    assert named(app.text_input, "Name on the certificate").value == ""
    assert len(named(app.get("download_button"), "Save the certificate").label) > 0
    assert [stored.mode for stored in kept(app)] == [Mode.EXAM] * 10
    assert {stored.sitting for stored in kept(app)} == {one(app, "sitting")}
    (sitting,) = keeper.store().sittings(key_of(app))
    assert (sitting.result.score, sitting.result.of, sitting.result.passed) == (7, 10, True)


@pytest.mark.parametrize("subject", ["Everything", "Notes", "Counting"])
@pytest.mark.parametrize("length", [10, 20, 40])
def test_every_paper_on_offer_can_be_begun_and_left_blank(length, subject):
    app = arrived("exam")
    app.button_group(key="exam_length").set_value(length).run()
    app.button_group(key="exam_subject").set_value(subject).run()
    press(app, "Begin")
    told_of_skipping(app)
    presses = 0
    while (label := app.button[0].label) in {NEXT, HAND_IN}:
        press(app, label)
        assert not app.exception
        presses += 1
    # The bank has fewer than 40 questions that are about counting.
    assert presses == (
        length if subject != "Counting" else min(length, len(keys_of(1, 100, (), ("times", "units"), NEWEST)))
    )
    assert score(app) == [f"0 of {presses} right"]
    assert "is **not reached**" in spoken(app)
    assert kept(app) == ()


def test_a_skipped_question_counts_as_not_answered_and_is_not_wrong():
    app = begun()
    for place, key in enumerate(keys_of()):
        if place == 1:
            told_of_skipping(app)
        if place % 2:
            press(app, HAND_IN if place == 5 else NEXT)
        else:
            onward(app, key)
        if place == 4:
            assert "Question 6 of 6. Left open: 2 and 4." in spoken(app)
    assert score(app) == ["3 of 6 right"]
    assert len(kept(app)) == 3
    said = [expander.label.split(": ", 1) for expander in app.expander]
    assert [outcome for outcome, _ in said] == [
        f"{place + 1}. {'Not answered' if place % 2 else 'Right'}" for place in range(6)
    ]
    # Each is named by its own first words.
    items = [(place, bank()[key].question) for place, key in enumerate(keys_of()) if not key.startswith("drill:")]
    assert items
    assert all(said[place][1].startswith(literal(" ".join(words.split()[:3]))) for place, words in items)
    # There was no clock: nothing says that one ran out.
    assert "3 questions were left unanswered." in spoken(app)
    assert "time" not in next(line for line in spoken(app).splitlines() if "left unanswered" in line)


def test_a_half_filled_answer_is_questioned_once_and_the_second_press_leaves_it():
    # A paper of counting alone: three questions of which each has units to type.
    app = told_of_skipping(begun(exam="4711.3.50", kinds="units"))
    fields = app.number_input
    while len(fields) < 2:
        press(app, NEXT)
        fields = app.number_input
    place = next(line for line in spoken(app).splitlines() if line.startswith("Question "))
    fields[0].set_value(1)
    last = next(button.label for button in app.button if button.label in {NEXT, HAND_IN})
    press(app, last)
    (said,) = [warning.value for warning in app.warning]
    assert literal(f"Still empty: {fields[1].label}") in said
    assert place in spoken(app)
    assert kept(app) == ()
    press(app, last)
    assert place not in spoken(app)
    assert kept(app) == ()


def test_an_exam_with_time_left_never_says_that_its_time_was_up():
    app = begun(minutes="15")
    for place, key in enumerate(keys_of()):
        if place == 2:
            press(told_of_skipping(app), NEXT)
        else:
            onward(app, key)
    assert score(app) == ["5 of 6 right"]
    assert "1 question was left unanswered." in spoken(app)
    assert "The time you set was up." not in spoken(app)


@pytest.mark.parametrize("right", [True, False, None])
def test_every_question_of_a_paper_is_explained_whatever_became_of_it(right):
    app = begun(exam="12.40.50")
    keys = keys_of(12, 40)
    if right is None:
        told_of_skipping(app)
    assert {pool().known[key].kind for key in keys} >= {"recall", "missing", "times", "units"}
    for key in keys:
        if right is None:
            press(app, HAND_IN if key == keys[-1] else NEXT)
        else:
            fill(app, key, right, seed=12)
            press(app, HAND_IN if key == keys[-1] else NEXT)
    for place, key in enumerate(keys, start=1):
        opens(app, f"exam_told_{place}")
        assert not app.exception, key
    reasons = [choice.why for key in keys if not key.startswith("drill:") for choice in bank()[key].choices]
    assert len(reasons) > 60
    assert ("(your answer)" in spoken(app)) is (right is not None)
    assert set(verdicts(app)) == {{True: "Right.", False: "Not quite.", None: "Not answered."}[right]}


def test_the_same_link_gives_the_same_paper_in_two_sessions():
    first, second = begun(), begun()
    assert one(first, "sitting") != one(second, "sitting")
    for key in keys_of():
        for app in (first, second):
            onward(app, key)
            assert not app.exception
    assert score(first) == score(second) == ["6 of 6 right"]
    assert {stored.mode for stored in kept(first)} == {Mode.CHALLENGE}


def test_a_paper_that_was_sent_is_shown_with_its_conditions_before_it_begins():
    app = arrived("exam", exam="4711.6.50", minutes="30")
    assert "**6 questions, passing score 50%, 30 minutes.**" in spoken(app)
    assert [field.label for field in app.number_input] == []
    # A link of before there were editions names the first from here on.
    assert "exam?exam=4711.6.50&minutes=30&edition=1" in spoken(app)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"exam": "x.y.z"}, r"seed, length and passing score"),
        ({"exam": ""}, r"seed, length and passing score"),
        ({"exam": "1.9999.50"}, r"seed, length and passing score"),
        ({"exam": "1.999.50"}, r"a whole number from 1 to 100"),
        ({"exam": "1.0.0"}, r"a whole number from 1 to 100"),
        ({"exam": "<b>1</b>.2.3"}, r"seed, length and passing score"),
        ({**PAPER, "topics": "T99~T08"}, r"T99"),
        ({**PAPER, "kinds": "essay"}, r"essay"),
        ({**PAPER, "minutes": "9999"}, r"a whole number from 0 to 240"),
        ({**PAPER, "minutes": "abc"}, r"a whole number from 0 to 240"),
        ({**PAPER, "edition": "999"}, r"Edition: 999 does not fit. Needed: 1 or 2 or 3 or 4, which this site has"),
        ({**PAPER, "edition": "2.0123abcd"}, r"2.0123abcd does not fit. Needed: 1 or 2 or 3 or 4, which this site has"),
        ({**PAPER, "edition": "<b>"}, r"Needed: 1 or 2 or 3 or 4, which this site has"),
        ({**PAPER, "sitting": "nonsense"}, r"nonsense"),
        ({**PAPER, "sitting": ""}, r"Sitting"),
        ({**PAPER, "sitting": "x" * 5000}, r"Sitting"),
        # Both are known, but no series of notes is about this topic.
        ({**PAPER, "topics": "T08", "kinds": "series"}, r"at least one question of them"),
        ({**PAPER, "topics": "T08", "kinds": "series", "sitting": "7d0d4ee1-6f3f-4f3e-9d62-0d60e0c3f9a1"}, "at least"),
    ],
)
def test_a_link_that_holds_no_paper_says_so_and_offers_a_choice(query, said):
    app = arrived("exam", **query)
    assert not app.exception
    (error,) = app.error
    assert LOST in error.value.replace("\\", "")
    assert said in error.value.replace("\\", "")
    assert "<b>" not in error.value
    assert len(error.value) < 700
    assert [field.label for field in app.number_input][:1] == ["Passing score, percent"]
    press(app, "Begin")
    assert not app.exception
    assert "Question 1 of" in spoken(app)


def loaded_again(app, page="exam"):
    """The same tab after a reload: the browser tells the key it keeps, and which tab this was."""
    address = {name: one(app, name) for name in app.query_params}
    return told(arrived(page, **address), key_of(app), app.session_state["device_seat"])


def in_another_tab(app):
    """A second tab of the same browser, opened at the same address."""
    return arrived("exam", key_of(app), **{name: one(app, name) for name in app.query_params})


def test_an_exam_goes_on_where_it_was_after_a_reload():
    app, keys = begun(), keys_of()
    for key in keys[:4]:
        onward(app, key)
    later = loaded_again(app)
    assert not later.exception
    assert "Question 5 of 6" in spoken(later)
    for key in keys[4:]:
        onward(later, key)
    assert score(later) == ["6 of 6 right"]
    assert len(kept(later)) == 6
    assert {stored.sitting for stored in kept(later)} == {one(app, "sitting")}
    (sitting,) = keeper.store().sittings(key_of(later))
    assert sitting.result.score == 6


def test_a_skipped_question_does_not_come_back_after_a_reload():
    app = begun()
    press(told_of_skipping(app), NEXT)
    later = loaded_again(app)
    assert "Question 2 of 6" in spoken(later)
    onward(later, keys_of()[1])
    assert [stored.item for stored in kept(later)] == [keys_of()[1]]


def test_a_reload_before_the_first_answer_gives_no_fresh_clock():
    app = begun(minutes="10")
    begin = app.session_state["exam_under_way"].started
    assert loaded_again(app).session_state["exam_under_way"].started == begin


def test_an_exam_goes_on_from_the_menu_after_a_reload_elsewhere():
    app = begun()
    onward(app, keys_of()[0])
    switched(app, "the_glossary")
    later = switched(loaded_again(app, "practice"), "exam")
    assert "Question 2 of 6" in spoken(later)


def test_a_second_tab_is_told_in_words_and_can_take_over():
    app = begun(minutes="10")
    onward(app, keys_of()[0])
    second = in_another_tab(app)
    assert "You have an exam open in another tab or on another device, at question 2 of 6." in spoken(second)
    assert "Its clock is running: 10 min left." in spoken(second)
    assert "Begin" not in [button.label for button in second.button]
    press(second, "Go on here")
    assert "Question 2 of 6" in spoken(second)
    # What the first tab had open is not taken any more, and it is told.
    onward(app, keys_of()[1])
    assert "You have an exam open in another tab" in spoken(app)
    assert [stored.item for stored in kept(app)] == [keys_of()[0]]
    onward(second, keys_of()[1], right=False)
    assert [stored.right for stored in kept(app)] == [True, False]
    # It can be taken back.
    press(app, "Go on here")
    assert "Question 3 of 6" in spoken(app)


def test_a_second_tab_answers_nothing_once_the_first_has_handed_in():
    app = begun(exam="4711.2.50")
    second = in_another_tab(app)
    press(second, "Go on here")
    onward(second, keys_of(length=2)[0], right=False)
    told_of_skipping(press(app.run(), "Go on here"))
    # The second tab still shows its question when the first one hands in.
    press(app, HAND_IN)
    onward(second, keys_of(length=2)[1])
    assert score(app) == score(second) == ["0 of 2 right"]
    assert len(kept(app)) == 1
    assert len(keeper.store().sittings(key_of(app))) == 1


def test_an_exam_that_is_under_way_elsewhere_can_be_handed_in_from_here():
    app = begun()
    onward(app, keys_of()[0])
    second = press(in_another_tab(app), "Submit it")
    assert score(second) == ["1 of 6 right"]
    assert len(keeper.store().sittings(key_of(app))) == 1
    assert score(app.run()) == ["1 of 6 right"]


def test_no_second_exam_begins_in_a_tab_that_was_drawn_before_the_first_one():
    token = keeper.store().enroll()
    first, second = arrived("exam", token, **PAPER), arrived("exam", token, exam="12.4.50")
    press(first, "Begin")
    press(second, "Begin")
    assert "You have an exam open in another tab" in spoken(second)
    assert "Question 1 of 6" in spoken(first.run())


def test_somebody_else_with_the_address_gets_the_paper_and_not_the_sitting():
    app = begun()
    onward(app, keys_of()[0])
    assert key_of(app) not in str(app.query_params)
    other = arrived("exam", **{name: one(app, name) for name in app.query_params})
    assert "**6 questions, passing score 50%, no clock.**" in spoken(other)
    press(other, "Begin")
    assert "Question 1 of 6" in spoken(other)
    onward(other, keys_of()[0])
    assert key_of(other) != key_of(app)
    assert one(other, "sitting") != one(app, "sitting")


def test_an_exam_of_before_exams_were_kept_under_way_goes_on_from_its_old_address():
    token, sitting = keeper.store().enroll(), "7d0d4ee1-6f3f-4f3e-9d62-0d60e0c3f9a1"
    first = pool().question(keys_of()[0], drill_seed(4711, keys_of()[0]))
    stored = answer(first.key, topic=pool().known[first.key].topic, sitting=sitting, mode=Mode.CHALLENGE)
    keeper.store().record(token, stored)
    app = arrived("exam", **PAPER, sitting=sitting, resume=token)
    # The old address asks before it opens anything.
    assert key_of(app) == ""
    press(app, "Open these answers")
    assert "Question 2 of 6" in spoken(app)
    assert app.session_state["exam_under_way"].started == stored.at


def test_an_exam_whose_record_was_deleted_in_another_tab_is_let_go():
    app = begun()
    keeper.store().delete(key_of(app))
    onward(app, keys_of()[0])
    assert not app.exception
    assert "waiting on this page" in spoken(app)
    # It goes on in this tab, and its answers begin a new record.
    onward(app, keys_of()[1])
    assert [stored.item for stored in kept(app)] == list(keys_of()[:2])


def test_a_sitting_that_was_handed_in_shows_its_result_after_a_reload():
    app = begun()
    for key in keys_of():
        onward(app, key)
    later = loaded_again(app)
    assert score(later) == ["6 of 6 right"]
    assert len(keeper.store().sittings(key_of(later))) == 1


def test_a_sitting_that_was_handed_in_with_gaps_is_not_reopened_by_its_address():
    app = told_of_skipping(begun())
    for _ in keys_of()[:-1]:
        press(app, NEXT)
    onward(app, keys_of()[-1])
    assert score(app) == ["1 of 6 right"]
    assert score(loaded_again(app)) == ["1 of 6 right"]


def test_a_run_of_an_exam_reads_the_answers_once(monkeypatch):
    app = begun(exam="4711.2.50")
    onward(app, keys_of(length=2)[0])
    times = counted(monkeypatch)
    # While a question stands there, when it is answered and the result comes, and while the result stands there.
    for act in (app.run, lambda: onward(app, keys_of(length=2)[1]), app.run):
        times.clear()
        act()
        assert times == {"read": 1}
    assert score(app) == ["2 of 2 right"]


def test_the_reasons_are_those_of_the_answer_that_counts():
    """Two tabs of one sitting answered the first question, the one wrongly and then the other rightly."""
    app, (key, _) = begun(exam="4711.2.50", kinds="missing"), keys_of(length=2, kinds=("missing",))
    onward(app, key, right=False)
    (stored,) = kept(app)
    given = as_given(sorted(bank()[key].right))
    again = replace(stored, key=str(uuid4()), right=True, given=given, at=datetime.now(UTC))
    assert keeper.store().record(key_of(app), again)
    press(told_of_skipping(app), HAND_IN)
    opens(app, "exam_told_1")
    assert score(app) == ["0 of 2 right"]
    assert app.expander[0].label.startswith("1. Not quite: ")
    assert "Not quite." in verdicts(app)


def test_the_exam_ends_when_its_minutes_are_over():
    app = begun(minutes="10")
    assert "10 min left" in spoken(app)
    onward(app, keys_of()[0])
    began(app, minutes=10)
    app.run()
    assert not app.exception
    assert score(app) == ["1 of 6 right"]
    assert "The time you set was up." in spoken(app)


def test_an_answer_that_comes_after_the_end_is_not_taken():
    app = begun(minutes="10")
    fill(app, keys_of()[0])
    began(app, minutes=11)
    press(app, NEXT)
    assert score(app) == ["0 of 6 right"]
    assert kept(app) == ()


def test_a_modifier_that_cannot_be_read_keeps_the_question_on_the_page():
    seed = next(
        seed for seed in range(500)
        if (key := keys_of(seed, 1, (), ("units",))[0]) and pool().question(key, drill_seed(seed, key)).drill.modifiers
    )  # fmt: skip
    app = begun(exam=f"{seed}.1.50", kinds="units")
    for field in app.text_input:
        field.set_value("QQ")
    for field in app.number_input:
        field.set_value(1)
    press(app, HAND_IN)
    assert not app.exception
    assert len(app.warning) == 1
    assert {field.value for field in app.number_input} == {1}
    assert score(app) == []


def test_another_paper_can_be_chosen_after_the_result():
    app = begun(exam="4711.1.50")
    press(told_of_skipping(app), HAND_IN)
    press(app, "Choose another exam")
    assert not app.exception
    assert not {"exam", "sitting", "edition"} & set(app.query_params)
    press(app, "Begin")
    assert "Question 1 of" in spoken(app)


@pytest.mark.parametrize("edition", ["1", "2"])
def test_a_paper_of_either_edition_is_answered_and_kept_under_its_name(edition):
    keys = keys_of(4711, 6, (), ("units",), edition)
    app = begun(exam="4711.6.50", kinds="units", edition=edition)
    for key in keys:
        onward(app, key)
        assert not app.exception
    assert {stored.item for stored in kept(app)} == set(keys)
    # The series of its drills is kept with each answer, and the edition with the paper.
    assert {stored.edition for stored in kept(app)} == {int(edition)}
    (sitting,) = keeper.store().sittings(key_of(app))
    assert sitting.result.challenge.edition == edition
    assert one(app, "edition") == edition
    for place in range(1, 7):
        opens(app, f"exam_told_{place}")
        assert not app.exception


def test_the_new_traps_are_asked_in_papers_of_the_second_edition_only():
    asked = {edition: set(keys_of(1, 100, (), ("units",), edition)) for edition in ("1", "2")}
    assert asked["2"] - asked["1"] == {"drill:eights", "drill:order"}


@pytest.fixture
def larger(tmp_path, monkeypatch):
    """The site with a lesson and an instructor's folder more."""
    with grown(tmp_path, monkeypatch):
        yield


def test_questions_in_no_edition_are_asked_in_an_exam_where_one_says_so(larger):
    app = arrived("exam")
    assert app.toggle(key="exam_more").value is False
    link = "exam?exam={}.20.80&edition={}"
    seed = app.session_state["exam_seed"]
    assert link.format(seed, NEWEST) in spoken(app)
    app.toggle(key="exam_more").set_value(True).run()
    assert link.format(seed, whole_bank().name) in spoken(app)
    # The link of such an exam opens it on this site.
    paper_of = keys_of(seed, 100, (), ("recall",), whole_bank().name)
    assert any(key.startswith(OWN) for key in paper_of)
    sent = begun(exam=f"{seed}.100.80", kinds="recall", edition=whole_bank().name)
    for key in paper_of[:12]:
        onward(sent, key)
        assert not sent.exception
    assert [stored.item for stored in kept(sent)] == list(paper_of[:12])


def test_a_site_without_such_questions_does_not_ask():
    assert not arrived("exam").toggle


def test_a_changed_question_is_asked_as_it_is_now_and_its_old_answers_keep_their_words(monkeypatch):
    kinds = ("recall",)
    key, other = keys_of(4711, 2, (), kinds)
    before, app = bank()[key], begun(exam="4711.2.50", kinds="recall")
    assert "This question has been revised" not in spoken(app)
    onward(app, key)
    # The second edition has its choices the other way round.
    after = replace(before, choices=before.choices[::-1], edition=2)
    items = tuple(after if item.key == key else item for item in bank().items)
    later = replace(bank(), items=items, earlier=(before,))
    monkeypatch.setattr(practice_bank, "bank", lambda: later)
    for cached in (editions, pool):
        cached.cache_clear()
    try:
        onward(app, other)
        assert not app.exception
        opens(app, "exam_told_1")
        (yours,) = [line for line in spoken(app).splitlines() if "(your answer)" in line]
        right = before.choices[min(before.right)]
        assert literal(right.text) in yours
        again = begun(exam="4711.2.50", kinds="recall")
        assert "This question has been revised since this edition of the bank. You see the current version." in spoken(
            again
        )
        press(pick(again, after), NEXT)
        assert [(stored.item, stored.edition, stored.right) for stored in kept(again)] == [(key, 2, True)]
    finally:
        monkeypatch.undo()
        for cached in (editions, pool):
            cached.cache_clear()
