"""The course as files: a folder for each lesson, and the pages around them. No screen is drawn here."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

HERE = Path(__file__).parent.parent
# Links to visits point at the root of the site, so the session builder stays there.
OPENING = "build_a_session"
# From which page of the navigation the others are reached, by their kind.
HUBS = {"lesson": "the_course", "practice": "practice", "more": "the_course"}


@dataclass(frozen=True, slots=True)
class Lesson:
    """One page of the course.

    Args:
        slug: Name of its files.
        path: Its place in the web address.
        title: What the navigation prints.
        icon: A Material icon.
        objectives: What a learner can do afterward.
        topics: Topics of the course it serves.
        not_covered: What it leaves out.
        default: Whether the site opens on it: on a complete worked example.
        kind: ``page`` in the navigation, of which there are at most seven; ``lesson``, ``practice`` and ``more`` are
            linked from one of those.
        explore: Which interactive part a lesson draws: strip, staircase, map or claim.
        menu: What the navigation prints where the title is too long for it.
        order: Where a lesson stands among the lessons; those with smaller numbers come first.
        prerequisites: Slugs of the pages that a lesson builds on.
        stage: Key of the stage of the course that a lesson belongs to.
        hub: Slug of the page that it is reached from, where that is not the one of its kind.
    """

    slug: str
    path: str
    title: str
    icon: str
    objectives: tuple[str, ...]
    topics: tuple[str, ...]
    not_covered: str
    default: bool
    kind: str = "page"
    explore: str = ""
    menu: str = ""
    order: int = 0
    prerequisites: tuple[str, ...] = ()
    stage: str = ""
    hub: str = ""

    @property
    def short(self) -> str:
        """What the navigation and a breadcrumb print."""
        return self.menu or self.title

    @property
    def page(self) -> str:
        """The script that draws it, seen from the frame."""
        return f"course/{self.slug}/page.py" if self.kind == "lesson" else f"site/{self.slug}.py"

    @property
    def address(self) -> str:
        """Its address seen from any other page, wherever a proxy has put the site; the opening page is the root."""
        return "./" if self.default else self.path


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the course.

    Args:
        key: Its name in a lesson's file.
        title: What a card prints.
        about: What it leads to, one sentence.
    """

    key: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Course:
    """The table of contents.

    Args:
        title: Name of the site.
        pages: Its pages in order.
        stages: The parts that its lessons fall into, in order.
    """

    title: str
    pages: tuple[Lesson, ...]
    stages: tuple[Stage, ...]

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """The lessons, in the order of the topics."""
        return tuple(lesson for lesson in self.pages if lesson.kind == "lesson")

    def hub(self, page: Lesson) -> Lesson | None:
        """Tell from which page of the navigation another is reached.

        Args:
            page: Any page.

        Returns:
            The page of the navigation, None where it stands there itself.

        >>> course().hub(course()["sources"]).slug, course().hub(course()["exam"]).slug
        ('the_course', 'practice')
        """
        return None if page.kind == "page" else self[page.hub or HUBS[page.kind]]

    def __getitem__(self, slug: str) -> Lesson:
        return next(lesson for lesson in self.pages if lesson.slug == slug)


@dataclass(frozen=True, slots=True)
class Case:
    """A worked case: shown by pages, asserted by tests.

    Args:
        key: Its name in links.
        title: What a list prints.
        teaches: What it shows, one sentence.
        visit: The visit as a plain record.
        expected: Units per code under each rule, by key of the rule.
        source: Key of the source of the expected units under Medicare's rule.
        short: What a button says, empty for a case that a longer list offers.
    """

    key: str
    title: str
    teaches: str
    visit: Mapping[str, Any]
    expected: Mapping[str, Mapping[str, int]]
    source: str
    short: str = ""


@cache
def course() -> Course:
    """Read the table of contents: the pages of the site, then every folder of a lesson.

    >>> course()["build_a_session"].default
    True
    """
    site = _toml("site/pages.toml")
    pages = [_page(row) for row in site["page"]]
    folders = [file.parent.name for file in (HERE / "course").glob("*/lesson.toml")]
    lessons = [_page({**_toml(f"course/{slug}/lesson.toml"), "slug": slug, "kind": "lesson"}) for slug in folders]
    lessons.sort(key=lambda lesson: (lesson.order, lesson.slug))
    return Course(site["title"], (*pages, *lessons), tuple(Stage(**row) for row in site["stage"]))


@cache
def topics() -> Mapping[str, str]:
    """Read what the course must cover, by number.

    >>> len(topics())
    45
    """
    return MappingProxyType(_toml("library/topics.toml")["topics"])


@cache
def cases(slug: str) -> tuple[Case, ...]:
    """Read the worked cases of a page.

    Args:
        slug: The page.

    Returns:
        Its cases in order, none where the page has no such file.

    >>> cases("build_a_session")[0].key
    'manual-3'
    """
    lesson = f"course/{slug}/cases.toml"
    name = lesson if (HERE / lesson).exists() else f"site/cases/{slug}.toml"
    return tuple(Case(**row) for row in _toml(name)["case"]) if (HERE / name).exists() else ()


@cache
def text(slug: str) -> Mapping[str, str]:
    """Read the words of a page, by the name of the section.

    Args:
        slug: The page.

    Returns:
        Markdown of each ``## section``.

    >>> sorted(text("notices"))
    ['advice', 'broken', 'cpt', 'foot']
    """
    lesson = HERE / "course" / slug / "text.md"
    whole = (lesson if lesson.exists() else HERE / "site" / "text" / f"{slug}.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", whole, flags=re.MULTILINE)
    return MappingProxyType({name.strip(): words.strip() for name, words in zip(parts[1::2], parts[2::2], strict=True)})


def _page(row: dict[str, Any]) -> Lesson:
    lists = {key: tuple(row.get(key, ())) for key in ("objectives", "prerequisites", "topics")}
    return Lesson(**{**row, **lists, "default": row["slug"] == OPENING})


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
