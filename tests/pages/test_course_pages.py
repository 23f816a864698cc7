"""The pages of the course: a guess before the answer, feedback on every choice, a way to find things."""

import pytest

from lessons.content.bank import beliefs, decision, items, scenarios
from lessons.content.course import course
from tests.pages.practicing import arrived
from tests.pages.screen import named, opened

LESSONS = [lesson.slug for lesson in course().lessons]


def words(app) -> str:
    return "\n".join(element.value for element in app.markdown)


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("minutes_and_the_table", ":small[It builds on [Who treats, and one-on-one](who-and-one-on-one).]"),
        ("diagnoses_and_plan_modifiers", ":small[It builds on [Count a visit](./).]"),
    ],
)
def test_a_lesson_links_to_the_pages_it_builds_on(slug, said):
    assert said in [line.value for line in opened(slug).markdown]


def test_the_first_lesson_builds_on_nothing():
    assert not any("builds on" in caption.value for caption in opened(LESSONS[0]).caption)


def test_a_right_and_a_wrong_choice_are_told_apart():
    app = arrived(LESSONS[0], step="questions")
    item = items(LESSONS[0])[0]
    right = next(place for place, choice in enumerate(item.choices) if choice.right)
    wrong = next(place for place, choice in enumerate(item.choices) if not choice.right)
    asked = app.radio(key=f"item_{item.key}")
    asked.set_value(wrong).run()
    assert [said.value.startswith("**Not quite.**") for said in app.error] == [True]
    app.radio(key=f"item_{item.key}").set_value(right).run()
    assert [said.value.startswith("**Right.**") for said in app.success] == [True]
    assert not app.exception


def test_a_lesson_taken_to_its_questions_is_no_longer_ahead():
    app = arrived(LESSONS[0], step="questions")
    app.switch_page("site/home.py").run()
    assert not app.exception
    assert any(said.value.startswith(f"{len(LESSONS) - 1} of {len(LESSONS)} lessons to go") for said in app.caption)


def test_the_fact_check_waits_for_a_verdict():
    app = opened("fact_check")
    # It opens on the claims about counting, and this is one of them.
    first = next(one for one in beliefs() if one.key == "M13")
    assert first.answer not in words(app)
    app.session_state[f"belief_{first.key}"] = "false"
    app.run()
    assert not app.exception
    assert first.answer in words(app)


def test_a_scenario_waits_for_a_code():
    app = opened("compare_codes")
    assert "Would hold up:" not in words(app)
    slug = next(iter(scenarios())).slug
    app.session_state["compare_how"] = "A patient"
    app.session_state["compare_scenario"] = slug
    app.session_state[f"compare_{slug}_1"] = "97110"
    app.run()
    assert not app.exception
    assert "**Would hold up:**" in words(app)


def test_the_four_codes_say_what_is_wrongly_put_under_them():
    said = words(opened("compare_codes"))
    assert said.count("**Often billed under it by mistake.**") == 4
    assert "**Often billed under it by mistake.** Ordinary strengthening, even on an unstable surface" in said


def test_the_decision_path_is_walked_to_a_code():
    app = opened("compare_codes")
    app.session_state["compare_how"] = "Question by question"
    app.run()
    for _ in decision():
        open_questions = [asked for asked in app.radio if asked.value is None]
        if not open_questions:
            break
        open_questions[0].set_value(open_questions[0].options[0]).run()
        assert not app.exception
    assert "97116" in app.success[0].value


@pytest.mark.parametrize(("page", "label", "wanted", "found"), [
    ("the_glossary", "Search", "SPM", "**SPM**"),
])  # fmt: skip
def test_a_search_shows_what_fits(page, label, wanted, found):
    app = opened(page)
    named(app.text_input, label).set_value(wanted).run()
    assert not app.exception
    assert found in words(app)


def test_a_search_of_the_site_leads_on_in_the_same_tab():
    app = opened("home")
    named(app.text_input, "Search").set_value("why was my claim denied").run()
    assert not app.exception
    found = [link.proto.label for link in app.get("page_link") if "[lesson]" in link.proto.label]
    assert found[0].startswith("Denials and audits")
    named(app.button_group, "Often asked").set_value("CQ").run()
    assert named(app.text_input, "Search").value == "CQ"


@pytest.mark.parametrize("page", ["cheat_sheet", "the_course"])
def test_a_page_of_the_course_stands(page):
    app = opened(page)
    assert not app.exception
    assert len(words(app)) > 500
