"""The picture of a lesson, one decision at a time."""

from collections.abc import Mapping

import streamlit as st

from lessons.content.course import cases
from lessons.content.wording import filled
from lessons.screen import parts
from ptcoding import AMA, CMS, Allocation, allocate, explain
from ptcoding.chart.strip import counting_frames, strip
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.explanation import Sentence, difference


def draw(slug: str, words: Mapping[str, str]) -> None:
    """Draw the worked example of a lesson in frames.

    Args:
        slug: The lesson.
        words: Its text.
    """
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
    # Fewer frames than shares: what is over goes with the last.
    return [*held[: frames - 1], [said for share in held[frames - 1 :] for said in share]]
