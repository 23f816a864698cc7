"""The pictures of a lesson, one decision at a time."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import streamlit as st

from lessons.content.course import cases, text
from lessons.content.steps import SEE
from lessons.content.wording import filled
from lessons.screen import parts
from ptcoding import AMA, CMS, Allocation, allocate, explain
from ptcoding.chart import timeline
from ptcoding.chart.figure import Figure, Frame, read_figure
from ptcoding.chart.figure import draw as drawn
from ptcoding.chart.strip import counting_frames, strip
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.explanation import Sentence, difference

_FIGURE = re.compile(r"^```figure\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@cache
def figures(slug: str) -> tuple[Figure, ...]:
    """Read the figures that the text of a lesson asks for.

    Args:
        slug: The lesson.

    Returns:
        Its figures in order, none where its worked example is the picture.

    Raises:
        InputError: If a figure cannot be read.
    """
    return tuple(read_figure(written) for written in _FIGURE.findall(text(slug).get(SEE, "")))


def draw(slug: str, words: Mapping[str, str]) -> None:
    """Draw the pictures of a lesson, or its worked example where it has none.

    Args:
        slug: The lesson.
        words: Its text.
    """
    for number, figure in enumerate(figures(slug), start=1):
        _in_frames(f"{slug}_figure_{number}", drawn(figure, parts.ink()))
    if not figures(slug):
        _example(slug, words)
        return
    more = st.expander("A worked example", icon=":material/calculate:", key=f"{slug}_worked", on_change="rerun")
    if more.open:
        with more:
            _example(slug, words)


def _in_frames(key: str, frames: Sequence[Frame]) -> None:
    """Draw the frames of a picture; the one chosen stands with its sentence."""
    names = [str(number) for number in range(1, len(frames) + 1)]
    chosen = st.segmented_control("Frame", names, default=names[0], required=True, key=key) or names[0]
    frame = frames[int(chosen) - 1]
    parts.picture(frame.chart, f"{key}_{chosen}")
    st.markdown(filled(frame.text))


def _example(slug: str, words: Mapping[str, str]) -> None:
    """Draw the count of the first case in frames, then under both rules."""
    st.markdown(filled(words["example"]))
    session = read_visit(cases(slug)[0].visit).session
    cms, ama = allocate(session, CMS), allocate(session, AMA)
    frames = counting_frames(cms, parts.ink())
    said = _by_frame(cms, len(frames))
    both = "Both rules"
    names = [*(str(number) for number in range(1, len(frames) + 1)), both]
    chosen = st.segmented_control("Frame", names, default=names[0], required=True, key=f"{slug}_frame") or names[0]
    if chosen == both:
        parts.picture(strip([cms, ama], parts.ink()), f"{slug}_both")
        st.markdown(f"**Medicare and AMA.** {difference(cms, ama).text}")
        clock = timeline(session, parts.ink())
        if clock:
            parts.picture(clock, f"{slug}_clock")
        parts.findings(cms.findings)
        return
    place = int(chosen) - 1
    parts.picture(frames[place], f"{slug}_frame_{chosen}")
    st.markdown("\n\n".join(f"{sentence.text} {parts.cite(sentence.source)}" for sentence in said[place]))


def _by_frame(cms: Allocation, frames: int) -> list[list[Sentence]]:
    """Give each frame its sentences: the total, the whole quarter-hours, and what is left."""
    sentences = list(explain(cms))
    kinds = [step.kind for step in cms.steps]
    first = next((place for place, kind in enumerate(kinds) if kind.startswith("whole")), 1)
    last = next((place for place, kind in enumerate(kinds) if place >= first and not kind.startswith("whole")), None)
    shares = [sentences[:first], sentences[first:last], sentences[last:] if last is not None else []]
    held = [share for share in shares if share]
    # Fewer frames than shares: what is over goes with the last; more of them than shares say nothing new.
    told = [*held[: frames - 1], [said for share in held[frames - 1 :] for said in share]]
    return told + [[]] * (frames - len(told))
