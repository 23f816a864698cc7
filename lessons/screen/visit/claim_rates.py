"""Negotiated rates beside the claim: pasted rows or a published file, read for the day of the visit."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from string import Template
from typing import Any

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from ptcoding.billing.claim.claim import Claim
from ptcoding.billing.pay.payment import price
from ptcoding.billing.pay.unitprice import ClaimedUnits
from ptcoding.errors import InputError
from ptcoding.exchange.payer_file.kept_rates import RateFile
from ptcoding.exchange.payer_file.negotiated import NegotiatedRow
from ptcoding.exchange.payer_file.negotiated_price import NegotiatedPrice
from ptcoding.exchange.payer_file.rate_file import read_rates
from ptcoding.explanation import counted, field_in_words
from ptcoding.facts import facts

PASTED, FILE, WHOSE, CODE, ROW, READ = (
    "claim_negotiated",
    "claim_rates",
    "claim_rate_whose",
    "claim_rate_code",
    "claim_rate_row",
    "claim_rate_read",
)
# Unpacked; a packed file grows about twentyfold, and a page may not keep its visitor waiting.
MOST_UNPACKED = 16 * 2**20
MOST_SHOWN = 100
# Kinds of figures that are dollars for a unit.
_FOR_A_UNIT = {"negotiated", "fee schedule"}
_PATH = re.compile(r"[a-z_]+(?:\[\d+\])?(?:\.[a-z_]+(?:\[\d+\])?)*")
words = text("session_to_claim")


def draw(claim: Claim | None) -> None:
    """Draw the reader of negotiated rates.

    Args:
        claim: The claim beside it, None where there is none.
    """
    more = st.expander("Read a negotiated rate", key="claim_rate", on_change="rerun")
    if not more.open:
        return
    with more:
        st.caption(words["negotiated"])
        pasted = st.text_area(
            "In-network rows, as JSON, at most 50,000 characters", key=PASTED, max_chars=50_000, persist_state="session"
        )
        # Of any ending: one that the browser turned away would stand beside the prices of the file before it.
        brought = st.file_uploader("Or a file of prices (JSON, .json.gz or CSV)", key=FILE)
        whose = st.text_input(
            "Only for a group, tax number, payer or plan", key=WHOSE, max_chars=60, persist_state="session"
        )
        if brought is None and not pasted.strip():
            st.session_state.pop(READ, None)
            return
        found = _read(brought, pasted, whose, claim)
        if isinstance(found, RateFile):
            _answer(found, claim)
        else:
            st.error(parts.problems(found))


def _read(brought: Any, pasted: str, whose: str, claim: Claim | None) -> RateFile | list[str]:
    """Read what was brought, once for each file and day; what is kept are rows, never the file."""
    on = claim.on if claim else datetime.now(UTC).date()
    known = st.session_state.get(READ)
    asked = (brought.file_id if brought else pasted, whose, on)
    if known and known[0] == asked:
        return known[1]
    file = brought or BytesIO(pasted.encode("utf-8", "replace"))
    file.seek(0)
    found: RateFile | list[str]
    try:
        found = read_rates(file, facts().codes, on, MOST_UNPACKED, whose)
    except InputError as error:
        found = [str(problem) for problem in error.problems]
    st.session_state[READ] = (asked, found)
    return found


def _answer(found: RateFile, claim: Claim | None) -> None:
    """Draw the rows of the chosen code."""
    if found.problems:
        st.warning(parts.problems([str(problem) for problem in found.problems]))
    left = [words["rates_cut"]] * found.cut
    left += [Template(words["rates_passed"]).substitute(count=f"{found.passed_over:,}")] * bool(found.passed_over)
    if left:
        st.info(" ".join(left))
    if not found.rows:
        return
    rows = found.of(_chosen(found, claim))
    st.markdown(_prices(rows, claim))
    row = rows[0]
    if len(rows) > 1:
        _forget(ROW, range(len(rows)))
        place = st.selectbox("Row", range(len(rows)), format_func=lambda place: f"{place + 1} of {len(rows)}", key=ROW)
        row = rows[place]
    st.markdown("\n\n".join(_read_back(row)))


def _read_back(row: NegotiatedRow) -> Iterator[str]:
    """Write the fields of a row, a table for each place: whole paths in a column would leave no room for words."""
    places: dict[str, list[list[str]]] = {}
    for field in row.fields():
        # A name of somebody's own may hold a period, and leads to no place.
        place, _, name = field.name.rpartition(".") if _PATH.fullmatch(field.name) else ("", "", field.name)
        places.setdefault(place, []).append([parts.literal(said) for said in (name, field.value, field.meaning)])
    for place, cells in places.items():
        named = parts.literal(field_in_words(place))
        yield from [f"**{named[:1].upper()}{named[1:]}**"] * bool(place)
        yield parts.table(["Field", "Value", "What it says"], cells)


def _chosen(found: RateFile, claim: Claim | None) -> str:
    """Ask for a code where there are several; one of the claim stands first."""
    billed = [line.code for line in claim.lines if line.code in found.codes] if claim else []
    codes = list(dict.fromkeys([*billed, *found.codes]))
    if len(codes) == 1:
        return codes[0]
    _forget(CODE, codes)
    return st.selectbox("Code", codes, format_func=_named, key=CODE)


def _forget(key: str, choices: Any) -> None:
    """Let go of a choice that another file does not offer."""
    if st.session_state.get(key) not in choices:
        st.session_state.pop(key, None)


def _named(code: str) -> str:
    known = facts().codes
    return f"{code} · {known[code].name}" if code in known else code or "no code"


def _prices(rows: tuple[NegotiatedRow, ...], claim: Claim | None) -> str:
    """Write the prices, beside what the claim's units would come to and what Medicare would allow."""
    code = rows[0].code
    units = sum(line.units for line in claim.lines if line.code == code) if claim else 0
    prices = [price for row in rows for price in row.prices]
    header = ["Price", "Holds for", "Modifiers", "Places", "To know"]
    cells = [
        [
            parts.literal(f"{one.figure() or one.kind}{', expired' * one.expired}"),
            *(parts.literal(", ".join(said)) for said in (one.whom, one.modifiers, one.places, one.remarks)),
        ]
        for one in prices[:MOST_SHOWN]
    ]
    if units:
        header.insert(1, f"For {counted(units, 'unit')}")
        for one, line in zip(prices, cells, strict=False):
            line.insert(1, _for_units(one, units))
    left = len(prices) - len(cells) + sum(row.left_out for row in rows)
    more = f"\n\n{Template(words['rates_more']).substitute(count=f'{left:,}')}" if left else ""
    return parts.table(header, cells) + more + (_beside(claim, code) if claim and units else "")


def _for_units(one: NegotiatedPrice, units: int) -> str:
    """Multiply dollars of a unit; any other figure is no price of a unit, and one that expired is no price any more."""
    if one.expired:
        return "expired"
    return f"\\${one.rate * units:,.2f}" if one.kind in _FOR_A_UNIT and one.rate else "not known"


def _beside(claim: Claim, code: str) -> str:
    """Say what Medicare's national amounts come to for the same units of the same claim."""
    years = sorted(facts().rates.schedules)
    if claim.on.year not in years:
        return f"\n\n{Template(words['payment_no_year']).substitute(year=claim.on.year)}"
    year = claim.on.year
    billed: dict[str, int] = {}
    for line in claim.lines:
        billed[line.code] = billed.get(line.code, 0) + line.units
    paid = price([ClaimedUnits(one, count) for one, count in billed.items()], year, facts().rates, on=claim.on)
    allowed = [unit.allowed for unit in paid.units if unit.code == code]
    if not allowed:
        return ""
    said = Template(words["rates_medicare"]).substitute(
        code=code, units=counted(len(allowed), "unit"), year=year, dollars=f"\\${sum(allowed):.2f}"
    )
    return "\n\n" + said + " " + " ".join(parts.cite(key) for key in dict.fromkeys(paid.sources))
