"""What there is to try in a lesson: a case to finish, and tasks that the engine checks."""

from typing import Any

import streamlit as st

from lessons.content.course import Case, cases, course
from lessons.content.steps import Task, asked, half_worked, moved, units_of, value_of
from lessons.screen import parts
from lessons.screen.visit.opening import open_elsewhere
from lessons.screen.visit.visit_form import CONTACTS, GIVERS, OPENED
from ptcoding import AMA, CMS, allocate, explain
from ptcoding.billing.claim.claim import claim_of
from ptcoding.chart import strip
from ptcoding.errors import InputError
from ptcoding.exchange.visit.visit import Visit, read_visit, write_visit
from ptcoding.explanation import difference, listed

LONGEST = 60
EDIT_MODIFIERS = ("59", "XE", "XS", "XP", "XU")


@st.fragment
def draw(slug: str) -> None:
    """Draw the cases of a lesson, each with its task.

    Args:
        slug: The lesson.
    """
    tasks = {task.case: task for task in asked(slug).tasks}
    known = {case.key: case for case in cases(slug)}
    half = half_worked(slug)
    shown = [*([("half", "Finish this one")] if half else []), *((key, known[key].title) for key in tasks)]
    names = dict(shown)
    chosen = st.pills(
        "Case", list(names), format_func=names.get, default=shown[0][0], required=True, key=f"{slug}_case"
    )
    if chosen == "half" and half:
        _finish(slug, half)
        return
    key = chosen or shown[-1][0]
    _task(slug, known[key], tasks[key])


def _finish(slug: str, case: Case) -> None:
    """Show the beginning of a count, and ask for its end."""
    allocation = allocate(read_visit(case.visit).session, CMS)
    st.markdown(f"**{case.title}.** The count has begun. Finish it for Medicare.")
    steps = explain(allocation)
    st.markdown(parts.numbered(steps[:1]))
    wanted = units_of(case)
    with st.form(f"{slug}_half", border=False):
        with st.container(horizontal=True):
            given = {
                code: st.number_input(
                    f"Units of {code}", 0, 96, value=None, step=1, width=140, key=f"{slug}_half_{code}"
                )
                for code in wanted
            }
        is_sent = st.form_submit_button(**parts.filled("Check"))
    if not is_sent or None in given.values():
        if is_sent:
            st.info("Give every code a number, 0 where it gets no unit.", icon=":material/edit:")
        return
    right = listed(f"{code} × {units}" for code, units in wanted.items())
    if given in [dict(units) for units in allocation.alternatives]:
        st.success(f"Right: {right}.", icon=":material/check_circle:")
    else:
        st.warning(f"Not quite. It is {right}.", icon=":material/cancel:")
    st.markdown(parts.numbered(steps[1:]))


def _units(code: str, key: str) -> int | None:
    return st.number_input(f"Units of {code}", 0, 96, value=None, step=1, width=140, key=key)


def _task(slug: str, case: Case, task: Task) -> None:
    """Set a task on a case, and say when it is met."""
    st.markdown(f"**{task.do}**")
    levers = {lever: _lever(f"{slug}_{case.key}_{lever}", case, lever) for lever in task.levers}
    record = moved(case.visit, levers)
    try:
        visit = read_visit(record)
        is_met = task.is_met(record)
    except InputError as error:
        st.error(parts.problems([str(problem) for problem in error.problems]), icon=":material/error:")
        return
    if is_met:
        st.success(f"Done. {case.teaches}", icon=":material/check_circle:")
    else:
        st.caption("Not there yet.")
    _outcome(slug, visit)


def _outcome(slug: str, visit: Visit) -> None:
    """Show what the visit comes to: the strip under both rules, or the lines of the claim."""
    cms, ama = (visit.counted(rule) for rule in (CMS, AMA))
    if course()[slug].explore != "claim":
        if cms.timed_minutes:
            parts.picture(strip([cms, ama], parts.ink()), f"{slug}_tried")
        st.markdown(f"**Medicare and AMA.** {difference(cms, ama).text}")
        return
    claim = claim_of(cms, visit.circumstances)
    rows = [(line.code, " ".join(line.modifiers), line.units) for line in claim.lines]
    st.markdown(parts.table(["Code", "Modifiers", "Units"], rows, right=1))
    parts.findings(claim.findings[:2])
    st.button(
        "Open it on the claim page",
        icon=":material/receipt_long:",
        on_click=open_elsewhere,
        args=(write_visit(visit),),
        key=f"{slug}_open",
    )
    if st.session_state.pop(OPENED, False):
        st.switch_page("site/session_to_claim.py")


def _lever(key: str, case: Case, lever: str) -> Any:
    """Ask for the value of one lever, from where the case has it."""
    stands, (first, _, what) = value_of(case.visit, lever), lever.partition(".")
    kept: dict[str, Any] = {"key": key, "persist_state": "session"}
    if first.isdigit():
        return _of_service(case, int(first), what, stands, kept)
    match first:
        case "year_to_date":
            return st.number_input("Charges this year before this visit, $", 0.0, 99_999.0, float(stands), **kept)
        case "discipline":
            return st.segmented_control("Plan of care", ["PT", "OT"], default=stands or "PT", required=True, **kept)
        case _:
            label, at = f"Modifiers of {what}", list(stands or ())
            return st.pills(label, EDIT_MODIFIERS, selection_mode="multi", default=at, **kept)


def _of_service(case: Case, place: int, what: str, stands: Any, kept: dict[str, Any]) -> Any:
    """Ask for one thing about a service."""
    code = case.visit["services"][place]["code"]
    if what == "minutes":
        spent = read_visit(case.visit).session.services[place].minutes
        return st.slider(f"Minutes of {code}", 0, max(LONGEST, spent), spent, **kept)
    if what in {"start", "end"}:
        return st.text_input(f"{code}, {what}", stands, max_chars=8, width=140, **kept)
    names: dict[str, str] = {key.value: name for key, name in (GIVERS if what == "by" else CONTACTS).items()}
    at = list(names).index(stands or ("therapist" if what == "by" else "one-on-one"))
    return st.selectbox(f"{code}, {what}", list(names), at, format_func=names.get, **kept)
