"""One lesson on the screen, a step at a time: guess, see it, the rule, try it, questions."""

from collections.abc import Callable, Mapping

import streamlit as st

from lessons.content.addresses import STEP
from lessons.content.course import Lesson, course, text
from lessons.content.steps import STEPS, asked, reading_minutes
from lessons.content.wording import filled
from lessons.screen import parts
from lessons.screen.lesson import recall, seeing, trying
from lessons.screen.lesson.progress import reach
from lessons.screen.lesson.rule_cards import draw as draw_rule
from lessons.screen.practice import arrival
from ptcoding.explanation import listed


def draw(slug: str) -> None:
    """Draw a lesson.

    Args:
        slug: The lesson.
    """
    with st.container(width=parts.READABLE):
        _draw(slug)


def _draw(slug: str) -> None:
    lesson, words = course()[slug], text(slug)
    with st.container(gap=None):
        st.title(lesson.title)
        arrival.arrive()
    _heading(lesson)
    step = _step(slug)
    steps: Mapping[str, Callable[[], object]] = {
        "guess": lambda: _guess(slug, words),
        "see": lambda: seeing.draw(slug, words),
        "rule": lambda: draw_rule(slug, words),
        "try": lambda: trying.draw(slug),
        "questions": lambda: recall.draw(slug),
    }
    is_done = steps[step]()
    if step == "questions":
        _closing(lesson)
    elif is_done is not False:
        _onward(slug, step)
    reach(slug, step)


def _heading(lesson: Lesson) -> None:
    """Say where the lesson stands, how long it takes, and what it is for."""
    place = course().lessons.index(lesson) + 1
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"Lesson {place} of {len(course().lessons)}, about {reading_minutes(lesson.slug)} minutes.")
        with st.popover("What you will learn", type="tertiary"):
            st.markdown("\n".join(f"- {objective}" for objective in lesson.objectives))
            st.caption(f"**Not covered here:** {lesson.not_covered}")
            if lesson.prerequisites:
                first = [course()[page] for page in lesson.prerequisites]
                # No caption: a link in its pale words is too faint.
                said = listed(f"[{page.title}]({page.address})" for page in first)
                st.markdown(f":small[It builds on {said}.]")


def _step(slug: str) -> str:
    """Ask which step to show, and keep it in the address."""
    key = f"{slug}_step"
    if key not in st.session_state:
        given = st.query_params.get(STEP, "")
        st.session_state[key] = given if given in STEPS else "guess"
    chosen = st.segmented_control(
        "Step",
        list(STEPS),
        format_func=STEPS.get,
        key=key,
        required=True,
        label_visibility="collapsed",
        width="stretch",
    )
    step = chosen or "guess"
    if step == "guess":
        st.query_params.pop(STEP, None)
    else:
        st.query_params[STEP] = step
    return step


def _onward(slug: str, step: str) -> None:
    """Lead a step back and a step on."""
    names = list(STEPS)
    place = names.index(step)
    with st.container(horizontal=True):
        if place:
            st.button(
                "Back", icon=":material/arrow_back:", shortcut="Alt+P", on_click=_go, args=(slug, names[place - 1])
            )
        onward = names[place + 1]
        st.button(
            **parts.filled(f"Next: {STEPS[onward]}", ":material/arrow_forward:", "Alt+N"),
            icon_position="right",
            on_click=_go,
            args=(slug, onward),
        )


def _go(slug: str, step: str) -> None:
    st.session_state[f"{slug}_step"] = step


def _guess(slug: str, words: Mapping[str, str]) -> bool:
    """Ask before telling: a guess, even a wrong one, makes the answer stick. Tell whether one was made."""
    st.markdown(filled(words["opening"]))
    guess, key = asked(slug).guess, f"{slug}_guess"
    given: object
    if guess.choices:
        given = st.radio(guess.ask, guess.choices, index=None, key=key, persist_state="session")
    else:
        given = st.number_input(guess.ask, 0, 999, value=None, step=1, key=key, width=220, persist_state="session")
    if given is None:
        return False
    if guess.is_right(given):
        st.success(f"**Right.** {filled(words['answer'])}", icon=":material/check_circle:")
    else:
        st.warning(f"**Not quite.** {filled(words['answer'])}", icon=":material/cancel:")
    return True


def _closing(lesson: Lesson) -> None:
    """End the lesson: what to take away, and where to go."""
    order = course().lessons
    place = order.index(lesson)
    with st.container(horizontal=True):
        if place:
            st.page_link(order[place - 1].page, label=order[place - 1].title, icon=":material/arrow_back:")
        st.page_link("site/the_course.py", label="The course", icon=":material/school:")
        if place + 1 < len(order):
            st.page_link(order[place + 1].page, label=order[place + 1].title, icon=":material/arrow_forward:")
