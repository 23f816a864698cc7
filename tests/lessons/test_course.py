"""The table of contents against the disk."""

import re
from pathlib import Path

import pytest

import lessons
from lessons.content.course import Lesson, course, text

HERE = Path(lessons.__file__).parent
PAGES = course().pages
SLUGS = [lesson.slug for lesson in PAGES]
TEXTS = sorted(
    [file.stem for file in HERE.glob("site/text/*.md")] + [file.parent.name for file in HERE.glob("course/*/text.md")]
)


@pytest.mark.parametrize("lesson", PAGES, ids=SLUGS)
def test_a_page_has_a_script(lesson: Lesson) -> None:
    assert (HERE / lesson.page).is_file()


@pytest.mark.parametrize("lesson", PAGES, ids=SLUGS)
def test_a_page_says_what_it_is_for_and_what_it_leaves_out(lesson: Lesson) -> None:
    assert lesson.title
    assert lesson.objectives
    assert all(objective.endswith(".") for objective in lesson.objectives)
    assert lesson.topics or lesson.kind != "lesson"
    assert lesson.not_covered.endswith(".")
    assert lesson.icon.startswith(":material/")


@pytest.mark.parametrize("field", ["slug", "path", "title", "icon"])
def test_no_two_pages_share(field: str) -> None:
    values = [getattr(lesson, field) for lesson in PAGES]
    assert sorted(set(values)) == sorted(values)


@pytest.mark.parametrize("lesson", PAGES, ids=SLUGS)
def test_prerequisites_are_pages_that_come_before(lesson: Lesson) -> None:
    """Known and in front: so there can be no circle."""
    assert set(lesson.prerequisites) <= set(SLUGS[: SLUGS.index(lesson.slug)])


def test_the_site_opens_on_the_session_builder() -> None:
    """Links to visits point at the root of the site."""
    assert [lesson.slug for lesson in PAGES if lesson.default] == ["build_a_session"]


def test_a_page_is_found_by_its_slug() -> None:
    assert course()["sources"].title == "Sources"


@pytest.mark.parametrize("slug", TEXTS)
def test_every_text_belongs_to_a_page_and_has_words(slug: str) -> None:
    # What is said before the first page of the site without a server, and where a course is built.
    assert slug in {*SLUGS, "lti", "notices", "static"}
    assert all(text(slug).values())


SECTIONS = [
    (lesson.slug, name)
    for lesson in PAGES
    if lesson.kind != "lesson" and lesson.slug in TEXTS
    for name in text(lesson.slug)
]


@pytest.mark.parametrize(("slug", "name"), SECTIONS, ids=str)
def test_no_section_of_a_page_is_an_orphan(slug: str, name: str) -> None:
    """Named by its page or by a part of a screen; the slugs that the hub runs through name their own."""
    scripts = [HERE / "site" / f"{slug}.py", *(HERE / "screen").rglob("*.py")]
    named = re.compile(rf"['\"]{name}['\"]")
    assert any(named.search(script.read_text(encoding="utf-8")) for script in scripts)


def test_the_navigation_is_short_and_leads_to_every_page() -> None:
    """Seven at most: more of them fold away where a window is narrow, and what is folded is not found."""
    shown = [page.slug for page in PAGES if page.kind == "page"]
    assert len(shown) <= 7
    hubs = {page.slug: course().hub(page) for page in PAGES if page.kind != "page"}
    assert {hub.slug for hub in hubs.values() if hub is not None} <= set(shown)
    assert None not in hubs.values()


def test_every_lesson_belongs_to_a_stage_and_every_stage_has_lessons() -> None:
    assert {lesson.stage for lesson in course().lessons} == {stage.key for stage in course().stages}
