"""The answer of "Write the claim": the verdict, lines, reasons, findings, payment, what the note needs."""

import json
from collections.abc import Mapping
from decimal import Decimal
from string import Template

import streamlit as st

from lessons.content.course import text
from lessons.screen import parts
from lessons.screen.visit import claim_verdict, session_answer
from ptcoding import AMA, CMS, allocate
from ptcoding.billing.claim.claim import FORM_SOURCE, Claim, claim_of
from ptcoding.billing.claim.documentation import demands
from ptcoding.billing.pay.payment import Payment, difference_finding, price
from ptcoding.billing.pay.unitprice import ClaimedUnits
from ptcoding.chart import strip, threshold_gauge
from ptcoding.errors import InputError
from ptcoding.exchange.visit import x12
from ptcoding.explanation import attribution_sentences, message
from ptcoding.facts import facts

PRINT, YEAR = "claim_print", "claim_year"
words = text("session_to_claim")
notice = " ".join(text("notices")[key] for key in ("cpt", "advice"))


def draw(claim: Claim) -> None:
    """Draw the claim and everything that follows from it.

    Args:
        claim: The claim.
    """
    open_tie = claim_verdict.is_open(claim)
    claim_verdict.verdict(claim, open_tie=open_tie)
    st.markdown(f"Payer: **{_payer(claim)}**. Count: **{claim.allocation.rule.name}**.")
    if claim.counts:
        st.markdown(_counts(claim))
    st.markdown(f"24A Date {_day(claim)}, 24B Place **{claim.circumstances.place}**")
    if open_tie:
        st.warning(words["tie"], icon=":material/call_split:")
        session_answer.ask(claim.allocation.tie)
    st.markdown(claim_verdict.lines(claim, open_tie=open_tie))
    if claim.allocation.timed_minutes:
        parts.picture(strip([claim.allocation], parts.ink()), "claim_strip")
    claim_verdict.findings(claim, printed=bool(st.session_state.get(PRINT)))
    legend = f"{words['columns']} {words['order']}"
    st.markdown(f":small[{legend}] {parts.cite(FORM_SOURCE)}")
    st.markdown(_reasons(claim))
    if claim.standing is not None and claim.standing.added:
        st.markdown(f":small[{Template(words['gauge']).substitute(year=claim.standing.threshold.year)}]")
        parts.picture(threshold_gauge(claim.standing, _review(), parts.ink()), "claim_threshold")
    st.caption(words["pairs"])
    for name, title, draw_part in PARTS:
        if st.session_state.get(PRINT):
            st.subheader(title, anchor=False)
            draw_part(claim)
            continue
        more = st.expander(title, key=f"claim_{name}", on_change="rerun")
        if more.open:
            with more:
                draw_part(claim)


def _review() -> Decimal:
    """Give the yearly charges from which a record may be chosen for medical review."""
    amount = next(figure.value for figure in facts().figures if figure.key == "review")
    return Decimal(amount.strip("$").replace(",", ""))


def _day(claim: Claim) -> str:
    """Write the date of service as the form does; a day that was only assumed does not stand in it."""
    if claim.allocation.session.date is not None:
        return f"**{claim.on:%m/%d/%Y}**"
    return f"**none**, with the rules of {claim.on:%m/%d/%Y}"


def _payer(claim: Claim) -> str:
    """Name the payer of the claim."""
    key = claim.allocation.session.payer
    if not key:
        return "none chosen, so Medicare"
    return facts().payers[key].name if key in facts().payers else "your own contract"


def _counts(claim: Claim) -> str:
    """Show both published counts side by side, for a payer of whose count nothing is known."""
    names = [facts().rule(key).short for key in claim.counts]
    rows = [[code, *(units[code] for units in claim.counts.values())] for code in claim.allocation.units]
    return parts.table(["Code", *(f"Units by {name}" for name in names)], rows, right=len(names))


def _reasons(claim: Claim) -> str:
    """Say why each modifier stands on the claim."""
    used = dict.fromkeys(modifier for line in claim.lines for modifier in line.modifiers)
    rows = [facts().modifiers[code] for code in used if code in facts().modifiers]
    return "\n".join(f"- **{row.code}**, {row.name.lower()}. {row.use} {parts.cite(row.sources[0])}" for row in rows)


def _people(claim: Claim) -> None:
    """Say how the units of each code were divided between therapist and assistant."""
    for row in claim.attributions:
        said = attribution_sentences(row)
        if said:
            st.markdown(f"**{row.code}**\n\n{parts.numbered(said)}")
    if not any(row.steps for row in claim.attributions):
        st.markdown(words["therapist_only"])


def _segments(claim: Claim) -> None:
    st.caption(words["segments"])
    if missing := x12.lacking(claim):
        said = Template(words["segments_lack"]).substitute(missing=parts.literal(", ".join(missing)))
        st.warning(said, icon=":material/edit:")
    written = "\n".join(x12.segments(claim))
    st.code(written, language=None)
    st.markdown(parts.cite(x12.SOURCE))
    with st.container(horizontal=True):
        st.download_button("Save the segments", written, "claim-lines.txt", "text/plain", on_click="ignore")
        st.download_button(
            "Save the claim as JSON", _as_json(claim), "claim.json", "application/json", on_click="ignore"
        )


def _as_json(claim: Claim) -> str:
    lines = [{"code": line.code, "units": line.units, "modifiers": line.modifiers} for line in claim.lines]
    found = [{"kind": one.kind, "severity": one.severity, "message": message(one)} for one in claim.findings]
    both = {key: dict(units) for key, units in claim.counts.items()}
    told = {"payer": claim.allocation.session.payer, "rule": claim.allocation.rule.key, "counts": both}
    return json.dumps({"lines": lines, "findings": found, **told, "notice": notice}, indent=2)


def _payment(claim: Claim) -> None:
    years = sorted(facts().rates.schedules)
    st.caption(words["payment"])
    card = facts().payers.get(claim.allocation.session.payer)
    if card is not None and not card.follows:
        st.markdown(
            f"**These are Medicare's amounts.** {parts.literal(card.name)} pays by its own contract and limits."
        )
    known = claim.on.year in years
    if not known:
        st.markdown(_not_known(claim.on.year))
    year = st.segmented_control(
        "Fee schedule", years, default=claim.on.year if known else None, required=known, key=YEAR
    )
    if year is None:
        return
    own = _own_rates(claim)
    try:
        paid = _priced(claim, year, own)
    except InputError as error:
        st.error(parts.problems([str(problem) for problem in error.problems]))
        return
    st.markdown(_breakdown(paid))
    cited = " ".join(parts.cite(key) for key in dict.fromkeys(paid.sources))
    st.markdown(f"**Allowed in all: ${paid.total:.2f}.** {paid.not_modelled} {cited}")
    parts.findings(paid.findings)
    other = AMA if claim.allocation.rule == CMS else CMS
    against = _priced(claim_of(allocate(claim.allocation.session, other), claim.circumstances), year, own)
    st.markdown(f"**Under {other.short}:** ${against.total:.2f}. {message(difference_finding(paid, against))}")


def _not_known(year: int) -> str:
    """Say that the amounts of a year were not read, and what was proposed for it."""
    proposal = facts().rates.proposals.get(year)
    if proposal is None:
        return Template(words["payment_no_year"]).substitute(year=year)
    said = Template(words["payment_proposed"]).substitute(year=year, proposal=proposal.text)
    return f"{said} {parts.cite(proposal.sources[0])}"


def _priced(claim: Claim, year: int, own: Mapping[str, object]) -> Payment:
    units = {}
    for line in claim.lines:
        units[line.code] = units.get(line.code, 0) + line.units
    assisted = {row.code: row.with_modifier for row in claim.attributions}
    return price(
        [ClaimedUnits(code, count, assisted.get(code, 0)) for code, count in units.items()],
        year,
        facts().rates,
        own=own,
        on=claim.on,
    )


def _breakdown(paid: Payment) -> str:
    rows = [
        [
            f"{unit.code} · {unit.nth}",
            " + ".join(_dollars(part) for part in (unit.work, unit.practice, unit.malpractice)),
            _dollars(unit.allowed),
        ]
        for unit in paid.units
    ]
    return parts.table(["Unit", "Work + practice + malpractice", "Allowed"], rows, right=2)


def _own_rates(claim: Claim) -> dict[str, object]:
    """Ask for the reader's own rates, folded away."""
    codes = list(dict.fromkeys(line.code for line in claim.lines))
    more = st.expander("Enter your own rates", key="claim_own", on_change="rerun")
    if more.open:
        with more:
            for code in codes:
                st.number_input(
                    f"Your rate for a unit of {code}, in dollars",
                    value=None,
                    step=1.0,
                    format="%.2f",
                    key=_own_key(code),
                    persist_state="session",
                )
    entered = {code: st.session_state.get(_own_key(code)) for code in codes}
    return {code: f"{rate:.2f}" for code, rate in entered.items() if rate is not None}


def _own_key(code: str) -> str:
    return f"claim_own_{code}"


def _dollars(amount: Decimal | None) -> str:
    return "not read" if amount is None else f"{amount:.2f}"


def _needs(claim: Claim) -> None:
    st.caption(words["needs"])
    listed: dict[str, list[str]] = {}
    for demand in demands(claim):
        listed.setdefault(demand.code, []).append(f"- {demand.text} {parts.cite(demand.source)}")
    for code, lines in listed.items():
        st.markdown(f"**{code or 'The visit'}**\n\n" + "\n".join(lines))


PARTS = (
    ("people", "Who gave which unit", _people),
    ("segments", "As electronic segments (837P)", _segments),
    ("payment", "What the units would pay", _payment),
    ("needs", "What the note must contain", _needs),
)
