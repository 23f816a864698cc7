"""The answer of the day sheet: the day in numbers and a picture, a table that filters, and each visit in full."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from string import Template
from urllib.parse import urlencode

import streamlit as st

from lessons.content.course import course, text
from lessons.screen import parts
from lessons.screen.day import columns_view
from lessons.screen.day.brought import Brought
from ptcoding.chart.day import Strip, day_strips
from ptcoding.exchange.day_sheet.counting import CountedVisit
from ptcoding.exchange.day_sheet.sheet import DaySheet
from ptcoding.exchange.day_sheet.therapists import TherapistDay, therapist_days
from ptcoding.exchange.day_sheet.writing import as_csv, as_json
from ptcoding.exchange.visit.link import write_link
from ptcoding.explanation import counted as in_words
from ptcoding.facts import facts
from ptcoding.finding import Severity

SHOW, PAYER, ONE, PAGE = "day_show", "day_payer", "day_one", "day_page"
ALL, WRONG, RIGHT = "All", "To check", "Right"
ON_A_PAGE, MOST_UNREAD = 40, 50
_LOOK = {
    Severity.ERROR: ("error", ":material/error:"),
    Severity.WARNING: ("warning", ":material/warning:"),
    Severity.NOTE: ("info", ":material/info:"),
}
words = text("day_sheet")
notice = " ".join(text("notices")[key] for key in ("cpt", "advice"))


def draw(found: Brought) -> None:
    """Draw what was brought.

    Args:
        found: The visits, counted.
    """
    sheet = found.sheet
    if sheet is None:
        st.error(parts.problems(found.problems), icon=":material/error:")
        columns_view.draw(found.header, {}, opened=True)
        return
    st.header(parts.literal(found.name), anchor=False)
    _numbers(found.counted, sheet)
    assumed = sum(one.day.assumed for one in found.counted)
    if assumed == len(found.counted) > 0:
        st.info(words["assumed"], icon=":material/info:")
    elif assumed:
        st.info(Template(words["some_assumed"]).substitute(visits=in_words(assumed, "visit")), icon=":material/info:")
    for note in sheet.notes:
        st.markdown(f":small[{parts.literal(note)}]")
    if found.counted:
        parts.picture(day_strips([_strip(one) for one in found.counted], parts.ink()), "day_picture")
        st.caption(words["picture"])
        shown = _filtered(found.counted)
        st.markdown(_table(_page(shown)) if shown else words["none"])
        if shown:
            _in_full(shown, found.name)
        _therapists(found.counted)
    elif sheet.unread:
        st.error(words["all_left_out"], icon=":material/error:")
    _left_out(sheet, opened=not found.counted)
    columns_view.draw(sheet.header, sheet.columns, opened=False)
    if found.counted:
        _ways_out(sheet, found.counted)


def _numbers(counted: Sequence[CountedVisit], sheet: DaySheet) -> None:
    known = [one for one in counted if one.difference is not None]
    over = sum(max(one.difference or 0, 0) for one in known)
    under = sum(max(-(one.difference or 0), 0) for one in known)
    billed = sum(sum(one.day.billed.values()) for one in counted)
    figures = {
        "Visits": len(counted),
        "Units billed": billed,
        "Units over": over,
        "Units under": under,
        "Visits to check": sum(not one.is_right for one in counted),
        "Rows left out": len(sheet.unread),
    }
    with st.container(horizontal=True):
        for label, figure in figures.items():
            st.metric(label, f"{figure:,}", width=130)


def _filtered(counted: Sequence[CountedVisit]) -> list[CountedVisit]:
    """Ask which visits to show."""
    payers = list(dict.fromkeys(one.day.visit.session.payer for one in counted))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        show = st.segmented_control("Show", [ALL, WRONG, RIGHT], default=ALL, required=True, key=SHOW)
        if len(payers) > 1:
            titles = {key: _payer(key) for key in payers}
            chosen = st.multiselect(
                "Payer", payers, format_func=titles.get, key=PAYER, placeholder="Every payer", width=320
            )
        else:
            chosen = []
    return [
        one
        for one in counted
        if (show == ALL or one.is_right == (show == RIGHT)) and (not chosen or one.day.visit.session.payer in chosen)
    ]


def _payer(key: str) -> str:
    known = facts().payers.get(key)
    return known.name if known else {"": "No payer"}.get(key, "A payer without a card")


def _page(shown: Sequence[CountedVisit]) -> Sequence[CountedVisit]:
    pages = -(-len(shown) // ON_A_PAGE)
    if pages <= 1:
        return shown
    if st.session_state.get(PAGE, 1) > pages:
        del st.session_state[PAGE]
    page = st.number_input(f"Page, of {pages}", 1, pages, key=PAGE, width=160)
    return shown[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]


def _table(shown: Sequence[CountedVisit]) -> str:
    """Write the visits as a table, units billed beside units earned."""
    rows = [
        [
            f"{_state(one)} {_visit(one)}",
            _services(one),
            _units(one.day.billed) or "not told",
            _earned(one),
        ]
        for one in shown
    ]
    # Four columns at most: more would not fit a phone.
    header = ["Visit", "Minutes", "Billed", "Earned"]
    return parts.table(header, rows)


def _visit(one: CountedVisit) -> str:
    """Name a visit: its row, its day, its patient by number, its payer."""
    patient = f", patient {one.day.patient}" if one.day.patient else ""
    return f"row {one.day.row}, {_date(one)}{patient}, {parts.literal(_payer(one.day.visit.session.payer))}"


def _state(one: CountedVisit) -> str:
    severities = {said.severity for said in one.said}
    if one.difference:
        return f":material/error: **{abs(one.difference)} {'over' if one.difference > 0 else 'under'}**"
    if Severity.ERROR in severities:
        return ":material/error: **Wrong**"
    return ":material/warning: **Check**" if Severity.WARNING in severities else ":material/check: **Right**"


def _date(one: CountedVisit) -> str:
    day = one.day.visit.session.date
    return f"{day:%m/%d/%Y}" if day else "none"


def _services(one: CountedVisit) -> str:
    if one.day.assumed:
        return "not told"
    return ", ".join(f"{service.code} {service.minutes or 'untimed'}" for service in one.day.visit.session.services)


def _units(units: Mapping[str, int]) -> str:
    return ", ".join(f"{code} × {count}" for code, count in units.items())


def _earned(one: CountedVisit) -> str:
    if not one.units:
        return "not known"
    return f"{_units(one.units)} (a tie: {' or '.join(one.tied)})" if one.tied else _units(one.units)


def _in_full(shown: Sequence[CountedVisit], name: str) -> None:
    """Show one visit with everything that is to be known of it, and open it from here."""
    # A field of its own for each file: the browser keeps what a field showed as long as it has its key.
    key = ONE + blake2b(name.encode(), digest_size=4).hexdigest()
    by_row = {one.day.row: one for one in shown}
    if st.session_state.get(key) not in by_row:
        st.session_state.pop(key, None)
    first = next((row for row, one in by_row.items() if not one.is_right), next(iter(by_row)))
    titles = {row: f"Row {row}, {_date(one)}, patient {one.day.patient or 'not told'}" for row, one in by_row.items()}
    row = st.selectbox(
        "A visit in full", list(by_row), format_func=titles.get, index=list(by_row).index(first), key=key
    )
    one = by_row[row]
    for said in one.said:
        show, icon = _LOOK[said.severity]
        getattr(st, show)(f"{parts.literal(said.message)} {parts.cite(said.source)}", icon=icon)
    for remark in one.day.remarks:
        st.markdown(f":small[{parts.literal(remark)}]")
    asked = urlencode(write_link(one.day.visit), safe="~")
    session, claim = course()["build_a_session"].address, course()["session_to_claim"].address
    st.markdown(f"[Open this visit in Count a visit]({session}?{asked}) · [Open its claim]({claim}?{asked})")


def _therapists(counted: Sequence[CountedVisit]) -> None:
    """Set each therapist's one-on-one minutes beside the clock and the units billed for them."""
    days = therapist_days(counted)
    if not days:
        return
    more = st.expander("Each therapist's day", key="day_therapists", on_change="rerun")
    if not more.open:
        return
    with more:
        st.markdown(f":small[{words['therapists']}]")
        rows = [
            [
                _named(row),
                row.minutes,
                "not told" if row.clock is None else f"{row.clock}{f', **{row.twice} twice**' if row.twice else ''}",
                f"{'not told' if row.billed is None else row.billed} of {row.earned}",
            ]
            for row in days
        ]
        st.markdown(parts.table(["Day", "One-on-one", "On the clock", "Billed of earned"], rows))


def _named(row: TherapistDay) -> str:
    day = f"{row.day:%m/%d/%Y}" if row.day else "no date"
    return f"Therapist {row.therapist}, {day}: {in_words(row.patients, 'visit')}"


def _left_out(sheet: DaySheet, *, opened: bool) -> None:
    """Say which rows were left out and why, unasked where nothing else is left to see."""
    if sheet.unread:
        with st.expander(f"Left out: {in_words(len(sheet.unread), 'row')}", expanded=opened, key="day_left_out"):
            said = [f"- Row {one.row}: {parts.literal(one.reason)}" for one in sheet.unread[:MOST_UNREAD]]
            left = len(sheet.unread) - len(said)
            st.markdown("\n".join([*said, *([f"- and {left:,} more"] * bool(left))]))


def _ways_out(sheet: DaySheet, counted: Sequence[CountedVisit]) -> None:
    with st.container(horizontal=True):
        st.download_button(
            "Save as CSV",
            lambda: as_csv(counted, notice),
            "day.csv",
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Save as JSON",
            lambda: as_json(sheet, counted),
            "day.json",
            "application/json",
            icon=":material/download:",
            on_click="ignore",
        )


def _strip(one: CountedVisit) -> Strip:
    """Take the timed part of a visit for the picture."""
    allocation = one.claim.allocation
    codes = facts().codes
    timed = {code for code in allocation.units if codes[codes.base_of(code)].timed}
    billed = sum(units for code, units in one.day.billed.items() if code in timed)
    return Strip(
        f"Row {one.day.row}",
        allocation.timed_minutes if one.units else 0,
        sum(allocation.units[code] for code in timed) if one.units else 0,
        billed if one.day.billed and one.units else None,
    )
