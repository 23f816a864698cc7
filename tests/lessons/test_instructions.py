"""Every instruction of a lesson names something that its page offers: a code of the visit, and a field to change it."""

import re

import pytest

from lessons.content.bank import spoken_names
from lessons.content.course import cases, course
from lessons.content.steps import Task, asked

TASKS = [(lesson.slug, task) for lesson in course().lessons for task in asked(lesson.slug).tasks]
# What an instruction speaks of, and the fields of the page that can bring it about.
OFFERED = {
    r"\b(?:minutes?|units?)\b": {"minutes", "start", "end", "contact", "by", "discipline"},
    r"\bat \d{1,2}:\d\d\b": {"start", "end"},
    r"\bcharges\b": {"year_to_date"},
    r"\bplan\b": {"discipline"},
    r"\b(?:59|XE|XS|XP|XU)\b": {"modifiers"},
    r"^Have the therapist\b": {"by", "contact"},
    r"^Have the assistant\b": {"by", "start"},
}


def fields(task: Task) -> set[str]:
    """The fields of a task: what each lever changes."""
    parts = [lever.partition(".") for lever in task.levers]
    return {rest if first.isdigit() else first for first, _, rest in parts}


def named(words: str) -> list[set[str]]:
    """What words name, each as the codes that it may mean: a number is one code, a name may be that of several."""
    meant: dict[str, set[str]] = {}
    for code, names in spoken_names().items():
        for name in names:
            meant.setdefault(name, set()).add(code)
    said = [codes for name, codes in meant.items() if re.search(rf"\b{re.escape(name)}\b", words)]
    return said + [{number} for number in re.findall(r"\b\d{5}\b", words)]


@pytest.mark.parametrize(("slug", "task"), TASKS, ids=lambda value: value if isinstance(value, str) else value.case)
def test_an_instruction_names_what_its_page_offers(slug: str, task: Task) -> None:
    visit = next(case.visit for case in cases(slug) if case.key == task.case)
    given = {service["code"] for service in visit["services"]}
    assert [codes for codes in named(task.do) if not codes & given] == []
    spoken = [wanted for words, wanted in OFFERED.items() if re.search(words, task.do)]
    assert spoken, "it names no field"
    for wanted in spoken:
        assert wanted & fields(task), task.do


@pytest.mark.parametrize(("slug", "task"), TASKS, ids=lambda value: value if isinstance(value, str) else value.case)
def test_a_time_in_an_instruction_is_one_that_its_answer_has(slug: str, task: Task) -> None:
    said = {time.zfill(5) for time in re.findall(r"\b\d{1,2}:\d\d\b", task.do)}
    assert said <= {str(value).zfill(5) for value in task.answer.values()}
    # A total that is named is one that the task counts.
    totals = re.findall(r"(?:at|to|visit at) (\d+)(?: minutes)?(?:\.|$| and)", task.do)
    assert [int(total) for total in totals] == [task.minutes] * len(totals)


@pytest.mark.parametrize(
    ("words", "codes"), [("Make TherEx and 97140 lose a unit.", [{"97110"}, {"97140"}]), ("Take one minute away.", [])]
)
def test_codes_are_found_by_number_and_by_name(words: str, codes: list[set[str]]) -> None:
    assert named(words) == codes
