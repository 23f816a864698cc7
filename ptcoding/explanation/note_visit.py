"""A note beside the visit that its claim tells of: its day, its plan of care, who gave it, from where, to how many."""

from collections.abc import Iterable
from types import MappingProxyType

from ptcoding.billing.claim.everyday import TELEHEALTH, TELEHEALTH_PLACES
from ptcoding.billing.claim.modifiers import BYPASS
from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Contact, Discipline, Giver, Session
from ptcoding.facts.source import long_date
from ptcoding.finding import Finding, Severity
from ptcoding.notes.attended import AIDE, ASSISTANT, STUDENT, THERAPIST, Attended, attended
from ptcoding.notes.needling import FEW, MANY, miscounted, muscles
from ptcoding.notes.stated import Stated

GROUP_CODE = "97150"
PLANS = {Discipline.PT: "GP", Discipline.OT: "GO", Discipline.SLP: "GN"}
WHO = {THERAPIST: "the therapist", ASSISTANT: "an assistant", AIDE: "an aide", STUDENT: "a student"}
# Whoever gave it together with the therapist counts as the therapist here.
GIVERS = {Giver.TOGETHER: THERAPIST}


def around_findings(text: str, said: Stated, counted: Allocation, around: Circumstances | None) -> tuple[Finding, ...]:
    """Hold what a note says of its visit against what the claim says of it.

    Args:
        text: The note.
        said: What it states of its billing.
        counted: The visit as it is counted.
        around: What the claim needs besides, None where that is not known.

    Returns:
        Where the two disagree; nothing where one of them is silent.
    """
    session, told = counted.session, attended(text)
    return (
        *_day(session, told),
        *_givers(session, told),
        *_plan(session, told),
        *_contact(session, told),
        *_needles(text, counted),
        *(_place(session, told, around) if around else ()),
        *(_apart(said, session, around) if around else ()),
    )


def _finding(kind: str, severity: Severity, codes: tuple[str, ...], source: str, **values: object) -> Finding:
    return Finding(kind, severity, codes, (), source, MappingProxyType(values))


def _modifier_source(session: Session, code: str) -> str:
    return session.facts.modifiers[code].sources[0]


def _day(session: Session, told: Attended) -> Iterable[Finding]:
    if told.day and session.date and told.day != session.date:
        days = {"note": long_date(told.day), "claim": long_date(session.date)}
        yield _finding("day", Severity.ERROR, (), "cpm5-20.2", **days)


def _givers(session: Session, told: Attended) -> Iterable[Finding]:
    """Tell where all that the note names as giving the treatment are others than all that the visit has."""
    billed = {GIVERS.get(service.by, service.by.value) for service in session.services}
    if told.givers and billed.isdisjoint(told.givers):
        note, claim = (" and ".join(WHO[who] for who in WHO if who in givers) for givers in (told.givers, billed))
        severity = Severity.ERROR if THERAPIST in billed else Severity.WARNING
        yield _finding("giver", severity, (), _modifier_source(session, "CQ"), note=note, claim=claim)


def _plan(session: Session, told: Attended) -> Iterable[Finding]:
    if told.disciplines and session.discipline.value not in told.disciplines:
        values = {"note": " and ".join(sorted(told.disciplines)), "claim": session.discipline.value}
        mark = PLANS[session.discipline]
        yield _finding("plan", Severity.ERROR, (), _modifier_source(session, mark), modifier=mark, **values)


def _contact(session: Session, told: Attended) -> Iterable[Finding]:
    """Tell where a group is written and one-on-one minutes are billed, and the other way round."""
    source = session.facts.codes[GROUP_CODE].sources[0]
    codes = tuple(dict.fromkeys(service.code for service in session.services))
    alone = tuple(
        dict.fromkeys(
            service.code
            for service in session.services
            if service.contact is Contact.ONE_ON_ONE and session.facts.codes[service.code].timed
        )
    )
    if told.group and alone and GROUP_CODE not in codes:
        words = " ".join(told.group.split())
        yield _finding("group", Severity.ERROR, alone, source, words=words, billed=", ".join(alone))
    if GROUP_CODE in codes and not told.group:
        yield _finding("no_group", Severity.WARNING, (GROUP_CODE,), source)


def _needles(text: str, counted: Allocation) -> Iterable[Finding]:
    """Tell where the muscles that the note names as needled are too many or too few for the code billed."""
    wrong = miscounted(text)
    if wrong in (FEW, MANY) and counted.units.get(wrong):
        source = counted.session.facts.codes[wrong].sources[0]
        yield _finding("muscles", Severity.ERROR, (wrong,), source, code=wrong, count=muscles(text))


def _place(session: Session, told: Attended, around: Circumstances) -> Iterable[Finding]:
    marks = {row.code for row in session.facts.modifiers.values() if row.group == TELEHEALTH}
    stated = {mark for row in around.stated.values() for mark in row}
    billed = around.place in TELEHEALTH_PLACES or not marks.isdisjoint(stated)
    source = _modifier_source(session, "95")
    if told.remote and not billed:
        yield _finding("remote", Severity.ERROR, (), source, words=" ".join(told.remote.split()), place=around.place)
    if billed and not told.remote:
        yield _finding("not_remote", Severity.WARNING, (), source)


def _apart(said: Stated, session: Session, around: Circumstances) -> Iterable[Finding]:
    """Tell of a code that is said to be separate and has no minutes of its own in the note."""
    codes = session.facts.codes
    for code, marks in around.stated.items():
        mark = next((mark for mark in marks if mark in BYPASS), "")
        if mark and code in codes and codes[code].timed and code not in said.minutes:
            yield _finding(
                "apart", Severity.WARNING, (code,), _modifier_source(session, mark), code=code, modifier=mark
            )
