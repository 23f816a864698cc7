"""The banks of the course: every file is complete, every number asserted, every link leads somewhere."""

import pytest

from lessons.content.bank import beliefs, code_cards, contrasts, decision, glossary, items, scenarios
from lessons.content.course import HERE, cases, course, text, topics
from lessons.content.coverage import coverage
from lessons.content.search import search
from lessons.content.shapes import Contrast, Scenario
from lessons.content.wording import cited, filled, terms
from ptcoding import AMA, CMS, allocate
from ptcoding.billing.claim.claim import claim
from ptcoding.billing.claim.diagnosis import look_up
from ptcoding.exchange.visit.link import read_link
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.facts import facts
from ptcoding.learning.bank.fields import descriptors
from ptcoding.learning.bank.item import Item, Kind

CORE = {"97110", "97112", "97530", "97140"}
GROUPS = {"orthopedic", "post-surgical", "neurological", "vestibular", "geriatric", "hand", "chronic"}
LESSONS = [lesson.slug for lesson in course().lessons]
ITEMS = [item for slug in LESSONS for item in items(slug)]


def by_slug(row: Scenario | Contrast) -> str:
    return row.slug


def test_the_banks_are_as_large_as_promised() -> None:
    assert len(scenarios()) >= 24
    assert len(contrasts()) >= 16
    assert len(LESSONS) >= 13
    assert [belief.key for belief in beliefs()] == [f"M{number:02d}" for number in range(1, 23)]


@pytest.mark.parametrize("scenario", scenarios(), ids=by_slug)
def test_units_and_lines_of_a_scenario_are_as_its_file_says(scenario: Scenario) -> None:
    visit = read_visit(scenario.visit)
    assert dict(allocate(visit.session, CMS).units) == dict(scenario.expected["cms"])
    assert dict(allocate(visit.session, AMA).units) == dict(scenario.expected["ama"])
    written = claim(visit.session, CMS, visit.circumstances)
    assert [[line.code, line.units, list(line.modifiers)] for line in written.lines] == scenario.expected["lines"]


@pytest.mark.parametrize("scenario", scenarios(), ids=by_slug)
def test_a_scenario_is_complete(scenario: Scenario) -> None:
    assert {"who", "deficit", "goal", "diagnoses", "skill"} <= set(scenario.patient)
    assert scenario.discipline in {"PT", "OT"}
    assert {condition.split(":")[0] for condition in scenario.conditions} <= GROUPS
    assert 2 <= len(scenario.interventions) <= 6
    assert set(scenario.sources) <= set(facts().sources)
    assert set(scenario.topics) <= set(topics())


@pytest.mark.parametrize("scenario", scenarios(), ids=by_slug)
def test_every_intervention_weighs_the_four_codes(scenario: Scenario) -> None:
    for intervention in scenario.interventions:
        weighed = {reading.code: reading.verdict for reading in intervention.readings}
        assert set(weighed) >= CORE
        assert set(weighed) <= set(facts().codes)
        assert set(weighed.values()) <= {"supported", "only if", "not"}
        assert not intervention.code or weighed[intervention.code] == "supported"


@pytest.mark.parametrize("scenario", scenarios(), ids=by_slug)
def test_what_is_billed_is_what_the_intent_supports(scenario: Scenario) -> None:
    services = scenario.visit["services"]
    for intervention in scenario.interventions:
        if intervention.service is not None and intervention.code:
            assert services[intervention.service]["code"] == intervention.code


@pytest.mark.parametrize("scenario", scenarios(), ids=by_slug)
def test_diagnoses_of_a_scenario_are_valid_and_billable(scenario: Scenario) -> None:
    for code in scenario.patient["diagnoses"]:
        found = look_up(code, facts())
        assert found.valid
        assert found.billable
    assert list(scenario.visit["diagnoses"]) == list(scenario.patient["diagnoses"])


def test_scenarios_cover_every_group_and_kind_of_visit() -> None:
    met = {condition.split(":")[0] for scenario in scenarios() for condition in scenario.conditions}
    services = [service for scenario in scenarios() for service in scenario.visit["services"]]
    assert met == GROUPS
    assert {scenario.discipline for scenario in scenarios()} == {"PT", "OT"}
    assert any(service.get("by") == "assistant" for service in services)
    assert any(service["code"] == "97150" for service in services)
    assert any(not facts().codes[service["code"]].timed for service in services)
    assert any(intervention.disputed for scenario in scenarios() for intervention in scenario.interventions)


@pytest.mark.parametrize("contrast", contrasts(), ids=by_slug)
def test_a_contrast_set_tells_its_intents_apart(contrast: Contrast) -> None:
    assert 3 <= len(contrast.intents) <= 6
    assert len({intent.purpose for intent in contrast.intents}) == len(contrast.intents)
    assert len({intent.code for intent in contrast.intents}) >= 3
    assert all(not intent.code or intent.code in facts().codes for intent in contrast.intents)
    assert set(contrast.sources) <= set(facts().sources)
    assert set(contrast.topics) <= set(topics())


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_has_all_its_parts(slug: str) -> None:
    words = text(slug)
    assert {"opening", "answer", "example", "remember"} <= set(words)
    assert len([name for name in words if name.startswith("part: ")]) >= 3
    assert cases(slug)
    assert len(items(slug)) >= 3
    assert course()[slug].objectives
    assert course()[slug].not_covered
    assert course()[slug].explore in {"strip", "staircase", "map", "claim"}


@pytest.mark.parametrize("slug", LESSONS)
def test_every_number_citation_and_term_of_a_lesson_is_known(slug: str) -> None:
    whole = "\n".join(text(slug).values())
    assert "{" not in filled(whole)
    assert set(cited(whole)) <= set(facts().sources)
    assert set(terms(whole)) <= set(glossary())
    assert cited(whole)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_an_item_has_one_right_choice_and_a_reason_for_each(item: Item) -> None:
    assert item.kind is Kind.RECALL
    assert [choice.right for choice in item.choices].count(True) == 1
    assert 3 <= len(item.choices) <= 5
    assert all(choice.why for choice in item.choices)
    assert len({choice.text for choice in item.choices}) == len(item.choices)
    assert item.source in facts().sources
    assert item.topic in topics()
    assert "{" not in filled(" ".join([item.question, *(choice.text + choice.why for choice in item.choices)]))


def test_items_have_names_of_their_own() -> None:
    keys = [item.key for item in ITEMS]
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("topic", list(topics()))
def test_every_topic_has_a_lesson_and_two_questions(topic: str) -> None:
    assert coverage()[topic].lessons
    assert len(coverage()[topic].items) >= 2


def test_the_decision_path_reaches_every_code_without_a_circle() -> None:
    reached: set[str] = set()

    def walk(key: str, before: tuple[str, ...]) -> None:
        assert key not in before
        for answer in decision()[key].answers:
            if "to" in answer:
                walk(answer["to"], (*before, key))
            else:
                reached.add(answer["code"])
                assert answer["code"] or answer.get("reason")

    walk("start", ())
    assert reached >= CORE | {"97116", "97535", "97150", "97113", ""}
    assert reached - {""} <= set(facts().codes)
    assert all(node.source in facts().sources for node in decision().values())


def test_the_four_codes_have_a_card() -> None:
    assert set(code_cards()) == CORE
    for card in code_cards().values():
        assert all([card.intent, card.work, card.shows, card.weak, card.strong, card.timing, card.edits, card.denial])
        assert "{" not in filled(card.timing + card.edits)
        assert set(card.sources) <= set(facts().sources)


def test_beliefs_are_judged_and_sourced() -> None:
    for belief in beliefs():
        assert belief.verdict in {"true", "false", "depends"}
        assert belief.source in facts().sources
        assert "{" not in filled(belief.claim + belief.answer + belief.reason)
        if belief.visit:
            parameters = dict(pair.split("=", 1) for pair in belief.visit.split("&"))
            assert read_link(parameters).session.services


def test_terms_are_grouped_and_sourced() -> None:
    for term in glossary().values():
        assert term.group in {"rule", "time", "code", "modifier", "role", "note", "claim"}
        assert term.meaning.endswith(".")
        # What rests on no document says so: it names our own usage.
        assert term.sources, term.slug
        assert set(term.sources) <= set(facts().sources)
        assert "{" not in filled(term.meaning)


@pytest.mark.parametrize("words", ["knee", "97530", "CQ", "midpoint", "stroke"])
def test_a_search_finds_what_a_learner_types(words: str) -> None:
    hits = search(words)
    assert hits
    # Seen from another page, so that the link holds below a path of its own too.
    pages = {"./", *(page.path for page in course().pages if not page.default)}
    assert {hit.link.partition("?")[0] for hit in hits} <= pages


def test_the_page_that_the_site_opens_on_is_found_at_the_root() -> None:
    (hit,) = [hit for hit in search("count a visit") if hit.title == "Count a visit"]
    assert hit.link == "./"


@pytest.mark.parametrize("words", ["modifier", "threshold", "edit"])
def test_a_search_gives_what_is_called_so_before_what_only_tells_of_it(words: str) -> None:
    called = [words in hit.title.lower() for hit in search(words)]
    assert set(called) == {True, False}
    assert called == sorted(called, reverse=True)


def test_a_dollar_sign_of_a_number_opens_no_formula() -> None:
    """Two amounts in one paragraph would else be drawn as a formula, with what stands between them."""
    assert filled("From {kx:2025} to {kx:2026}.") == r"From \$2,410 in 2025 to \$2,480 in 2026."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{mue_97530:2024} or {mue_97530:2026}", "6 or 6"),
        ("{mue_97161:2026}", "1"),
        # The share has stood since the modifiers were required in 2020, the rate since 2022.
        ("{co_share:2020}, {co_rate:2022}", "10%, 85%"),
    ],
)
def test_a_number_that_changes_with_the_years_is_looked_up_by_its_year(words: str, said: str) -> None:
    assert filled(words) == said


@pytest.mark.parametrize(
    "words", ["{kx}", "{kx:2018}", "{mue_97110:2025}", "{co_rate:2021}", "{eight:2026}", "{kx_2026}"]
)
def test_a_number_without_its_year_or_of_a_year_not_read_is_refused(words: str) -> None:
    with pytest.raises(KeyError):
        filled(words)


def test_no_file_of_the_banks_is_an_orphan() -> None:
    slugs = {page.slug for page in course().pages}
    assert {file.stem for file in HERE.glob("site/cases/*.toml")} <= slugs
    assert {file.stem for file in HERE.glob("site/text/*.md")} <= slugs | {"lti", "notices", "static"}
    whole = {"lesson.toml", "text.md", "asked.toml", "cases.toml", "items.toml", "page.py"}
    for folder in HERE.glob("course/*"):
        assert {file.name for file in folder.iterdir() if file.is_file()} == whole, folder.name


def test_words_of_the_course_use_no_descriptor() -> None:
    """The field's common names stand for the codes; the AMA's sentences stand nowhere, in notes neither."""
    files = [*HERE.glob("**/*.toml"), *HERE.glob("**/*.md")]
    assert [file.name for file in files if descriptors().search(file.read_text(encoding="utf-8"))] == []
