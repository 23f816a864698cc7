"""What the coach says of a note: what is shown, what is missing, what a reviewer would object to."""

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.note.marked import Mark, note_on_screen
from ptcoding.errors import InputError, at_most_ten
from ptcoding.notes.advice import flag_sentence, sentence_of, still_asked
from ptcoding.notes.clone import compare, sentence
from ptcoding.notes.flag import Flag
from ptcoding.notes.identifier import Identifier, identifiers
from ptcoding.notes.intent import Support
from ptcoding.notes.load import rubric
from ptcoding.notes.pattern import Span
from ptcoding.notes.review import LONGEST_NOTE, Review, review
from ptcoding.notes.rubric import Ask, Element, Of

SHOWN, OBJECTED = "green", "orange"
MOST_WORDS, MOST_CODES = 4, 3
EARLIER = "coach_earlier"
# More than is read: the browser drops a longer paste without a word, and the praise of the note before would stay.
MOST_TYPED = 10 * LONGEST_NOTE
# With one of these the words may be there and the note does not stand all the same.
GRAVE = frozenset({"impossible", "contradiction", "senseless", "crammed", "fragments", "disordered"})
GRAVE |= frozenset({"not_done", "no_treatment", "template"})
words = text("note_coach")


def draw(typed: str, found: Review) -> None:
    """Draw the review of a note.

    Args:
        typed: The note.
        found: Its review.
    """
    _personal(typed)
    asked = [key for key, element in rubric().items() if _of_service(element, found.code)]
    there = [key for key in asked if found.elements[key].present]
    stands = not any(flag.kind in GRAVE for flag in found.flags)
    st.header(f"{len(there)} of {len(asked)} elements shown" if stands else words["named_only"], anchor=False)
    st.caption(words["no_score"])
    st.container(border=True).markdown(note_on_screen(typed, marks(found)))
    st.caption(words["marks"])
    _objections(found)
    _missing(found)
    _still_asked(found)
    _codes(found.supports)
    more = st.expander("Every element, with the words that show it", key="coach_elements", on_change="rerun")
    if more.open:
        with more:
            st.markdown("\n".join(_element(key, found) for key in found.elements))


def changes(before: str, now: str, code: str | None) -> None:
    """Say what a rewritten note gained and lost.

    Args:
        before: The version that was kept.
        now: The version that stands in the field.
        code: The code claimed, None where there is none.
    """
    st.header("Since the version you kept", anchor=False)
    try:
        first, second = review(before, code), review(now, code)
    except InputError:
        return
    kinds = [{flag.kind for flag in found.flags} for found in (first, second)]
    pairs = {key: (first.elements[key].present, second.elements[key].present) for key in first.elements}
    gained = (key for key, pair in pairs.items() if pair == (False, True))
    lines = [f"- Gained: **{_name(key)}**{_answered(now, second.elements[key].spans)}" for key in gained]
    lines += [f"- Lost: **{_name(key)}**" for key, pair in pairs.items() if pair == (True, False)]
    lines += [f"- No longer objected to: {flag_sentence_of(first, kind)}" for kind in sorted(kinds[0] - kinds[1])]
    lines += [f"- New objection: {flag_sentence_of(second, kind)}" for kind in sorted(kinds[1] - kinds[0])]
    st.markdown("\n".join(lines) or words["unchanged"])


def earlier(typed: str) -> None:
    """Ask for the note of the visit before, and say how alike the two are.

    Args:
        typed: The note of this visit.
    """
    more = st.expander("Compare with the note of the visit before", key="coach_compare", on_change="rerun")
    if not more.open:
        return
    with more:
        st.caption(words["earlier"])
        label = "The note of the visit before"
        given = st.text_area(label, key=EARLIER, height=160, max_chars=MOST_TYPED, persist_state="session")
        if not given.strip() or not typed.strip():
            return
        try:
            alike = compare(given, typed)
        except InputError as error:
            st.error(parts.problems([str(problem) for problem in error.problems]))
            return
        st.metric("Alike", f"{alike.share:.0%}")
        same = [(span.start, span.end, OBJECTED) for span in alike.unchanged]
        st.container(border=True).markdown(note_on_screen(typed, same))
        for finding in alike.findings:
            st.markdown(f"- {parts.literal(sentence(finding))} {parts.cite(finding.source)}")


def flag_sentence_of(found: Review, kind: str) -> str:
    """Write the first flag of a kind, safe as Markdown."""
    return parts.literal(flag_sentence(next(flag for flag in found.flags if flag.kind == kind)))


def _personal(typed: str) -> None:
    """Warn of what names a person, before anything else."""
    met = identifiers(typed)
    if met:
        quoted = "\n".join(f"- {line}" for line in at_most_ten(_identifier(one) for one in met))
        st.error(f"{words['identifiers']}\n\n{quoted}", icon=":material/person_off:")


def _identifier(found: Identifier) -> str:
    return f"{found.kind}: {parts.literal(found.span.text)}"


def marks(found: Review) -> list[Mark]:
    """Choose what is marked in a note: what a reviewer would object to, then what shows an element.

    Args:
        found: Its review.

    Returns:
        The marks; where two overlap, the objection is seen.
    """
    objected = [(flag.span.start, flag.span.end, OBJECTED) for flag in found.flags if flag.span is not None]
    shown = [
        (span.start, span.end, SHOWN)
        for key, element in found.elements.items()
        if key != "code_intent_fit"
        for span in element.spans
    ]
    return objected + shown


def _of_service(element: Element, code: str | None) -> bool:
    return element.of is Of.SERVICE and element.asked_by(code) is not Ask.NOT_ASKED


def _answered(typed: str, spans: tuple[Span, ...]) -> str:
    """Quote the sentence that answered the advice."""
    said = sentence_of(typed, spans[0]) if spans else ""
    return f", answered by “{parts.literal(said)}”" if said else ""


def _missing(found: Review) -> None:
    if found.add:
        st.subheader("Missing", anchor=False)
        lines = [f"- **{_name(one.element)}.** {one.text} {parts.cite(one.source)}" for one in found.add]
        st.markdown("\n".join(lines))
    if found.record:
        lacking = " ".join(f"{element.add} {parts.cite(element.sources[0])}" for element in found.record)
        st.markdown(f":small[**Once for the whole day:**] {lacking}")


def _still_asked(found: Review) -> None:
    """Say what an auditor could ask of any note, however full its list is."""
    st.subheader("What an auditor could still ask", anchor=False)
    st.markdown("\n".join(f"- {parts.literal(one)}" for one in still_asked(found)))


def _objections(found: Review) -> None:
    if not found.flags:
        return
    st.subheader("What a reviewer would object to", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in at_most_ten(_objection(flag) for flag in found.flags)))


def _objection(flag: Flag) -> str:
    return f"{parts.literal(flag_sentence(flag))} {parts.cite(flag.source)}"


def _codes(supports: tuple[Support, ...]) -> None:
    st.subheader("Codes that the words support", anchor=False)
    if not supports:
        st.markdown(words["no_code"])
        return
    lines = [f"{place}. **{one.code}**: {_quoted(one.spans)}" for place, one in enumerate(supports[:MOST_CODES], 1)]
    st.markdown("\n".join(lines))
    st.caption(words["supports"])


def _element(key: str, found: Review) -> str:
    element, shown = rubric()[key], found.elements[key]
    cited = " ".join(parts.cite(source) for source in element.sources)
    if shown.present:
        return f"- :material/check: **{_name(key)}**: {_quoted(shown.spans)}. {element.who} {cited}"
    day = element.of is Of.DAY and not shown.present
    asked = (
        "asked of the day's record"
        if day
        else "not asked for by this code"
        if element.asked_by(found.code) is Ask.NOT_ASKED
        else "not shown"
    )
    counts = f"Counts: {element.counts} Does not count: {element.counts_not}"
    return f"- :material/close: **{_name(key)}**: {asked}. {counts} {element.who} {cited}"


def _name(key: str) -> str:
    name = rubric()[key].name
    return name[:1].upper() + name[1:]


def _quoted(spans: tuple[Span, ...]) -> str:
    said = dict.fromkeys(" ".join(span.text.split()) for span in spans)
    more = len(said) - MOST_WORDS
    shown = ", ".join(f"“{parts.literal(one)}”" for one in list(said)[:MOST_WORDS])
    return f"{shown} and {more} more" if more > 0 else shown
