"""One lesson on the screen: a guess, a worked example, the teaching, something to try, a recall check."""

from collections.abc import Mapping

import streamlit as st

from lessons.content.course import Case, Lesson, cases, course, text
from lessons.content.wording import cited, filled
from lessons.screen import parts
from lessons.screen.lesson import recall
from lessons.screen.practice import arrival
from lessons.screen.visit import visit_form
from lessons.screen.visit.opening import open_elsewhere
from ptcoding import AMA, CMS, Session, allocate, explain
from ptcoding.billing.count.landscape import steps
from ptcoding.chart import staircase, strip, two_code_map
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.explanation import difference, listed

PART, OPENED = "part: ", "course_opened"
LONGEST = 60


def draw(slug: str) -> None:
    """Draw a lesson.

    Args:
        slug: The lesson.
    """
    with st.container(width=parts.READABLE):
        _draw(slug)
    opened = st.session_state.get(OPENED, ())
    st.session_state[OPENED] = tuple(dict.fromkeys((*opened, slug)))


def _draw(slug: str) -> None:
    lesson, words = course()[slug], text(slug)
    st.title(lesson.title)
    arrival.arrive()
    place = course().lessons.index(lesson) + 1
    st.caption(f"Lesson {place} of {len(course().lessons)}, {lesson.minutes} minutes.")
    if lesson.prerequisites:
        first = [course()[page] for page in lesson.prerequisites]
        # No caption: a link in its pale words is too faint.
        st.markdown(f":small[It builds on {listed(f'[{page.title}]({page.address})' for page in first)}.]")
    st.markdown("After it you can:\n" + "\n".join(f"- {objective}" for objective in lesson.objectives))
    _opening(slug, words)
    st.header("A worked example", anchor=False)
    st.markdown(filled(words["example"]))
    _example(cases(slug)[0])
    for name in words:
        if name.startswith(PART):
            st.header(name.removeprefix(PART), anchor=False)
            st.markdown(filled(words[name]))
    st.header("Try it", anchor=False)
    st.markdown(filled(words["explore"]))
    _explore(lesson, cases(slug)[0])
    recall.draw(slug)
    st.header("To remember", anchor=False)
    st.markdown(filled(words["remember"]))
    _closing(lesson, words)


@st.fragment
def _opening(slug: str, words: Mapping[str, str]) -> None:
    """Ask before telling: a guess, even a wrong one, makes the answer stick."""
    st.header("First, a guess", anchor=False)
    st.markdown(filled(words["opening"]))
    guess = st.text_input("Your guess", key=f"{slug}_guess", max_chars=200, persist_state="session")
    if guess.strip():
        st.markdown(f"**The answer.** {filled(words['answer'])}")
    else:
        st.caption("The answer stands here once you have guessed.")


def _example(case: Case) -> None:
    session = read_visit(case.visit).session
    cms, ama = allocate(session, CMS), allocate(session, AMA)
    if cms.timed_minutes:
        parts.picture(strip([cms, ama], parts.ink()), f"example_{case.key}")
    st.markdown(f"**{listed(f'{code} × {units}' for code, units in cms.units.items())}**")
    st.markdown(parts.numbered(explain(cms)))
    st.markdown(f"**Medicare and AMA.** {difference(cms, ama).text}")
    parts.findings(cms.findings)


@st.fragment
def _explore(lesson: Lesson, case: Case) -> None:
    if lesson.explore == "claim":
        st.button(
            "Open the example on the claim page",
            icon=":material/receipt_long:",
            on_click=open_elsewhere,
            args=(case.visit,),
            key=f"{lesson.slug}_open",
        )
        if st.session_state.pop(visit_form.OPENED, False):
            st.switch_page("site/session_to_claim.py")
        return
    minutes = _minutes(lesson.slug, case)
    if lesson.explore == "strip":
        _strip(minutes)
    elif lesson.explore == "staircase":
        first, *others = minutes.values()
        total, each = steps(others, LONGEST, CMS), steps(others, LONGEST, AMA)
        parts.picture(staircase((CMS, total), (AMA, each), first, parts.ink()), f"{lesson.slug}_staircase")
        st.markdown(f"**Medicare {int(total[first])}, AMA {int(each[first])}**")
    else:
        first, second = (*minutes.values(), 1)[:2]
        chart = two_code_map(LONGEST, 0, (max(first, 1), max(second, 1)), CMS, AMA, parts.ink())
        st.vega_lite_chart(chart.table, dict(chart.spec), alt=chart.alt, theme=None, key=f"{lesson.slug}_map")
        _strip(minutes)


def _minutes(slug: str, case: Case) -> dict[str, int]:
    """Ask for the minutes of the example's timed codes."""
    asked: dict[str, int] = {}
    timed = allocate(read_visit(case.visit).session, CMS).countable.timed
    for code, spent in list(timed.items())[:4]:
        key = f"{slug}_minutes_{code}"
        # A default, not a value in the state: after a restart the browser still holds what was chosen.
        asked[code] = st.slider(f"Minutes of {code}", 0, LONGEST, min(spent, LONGEST), key=key, persist_state="session")
    return asked


def _strip(minutes: Mapping[str, int]) -> None:
    if not any(minutes.values()):
        st.caption("Give one of the codes a minute.")
        return
    session = Session.of(minutes)
    cms, ama = allocate(session, CMS), allocate(session, AMA)
    parts.picture(strip([cms, ama], parts.ink()), "explore_strip")
    st.markdown(f"**Medicare and AMA.** {difference(cms, ama).text}")


def _closing(lesson: Lesson, words: Mapping[str, str]) -> None:
    st.caption(f"**Not covered here:** {lesson.not_covered}")
    used = cited("\n".join(words.values()))
    st.markdown("**Sources:** " + " ".join(parts.cite(key) for key in used))
    order = course().lessons
    place = order.index(lesson)
    with st.container(horizontal=True):
        if place:
            st.page_link(order[place - 1].page, label=order[place - 1].title, icon=":material/arrow_back:")
        st.page_link("site/the_course.py", label="The course", icon=":material/school:")
        if place + 1 < len(order):
            st.page_link(order[place + 1].page, label=order[place + 1].title, icon=":material/arrow_forward:")
