"""Who gave the visit that a note tells of, on which day, from where, and to how many at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from ptcoding.facts.table import read_table
from ptcoding.notes.cut import day_of
from ptcoding.notes.guard import read
from ptcoding.notes.load import flag_finders

THERAPIST, ASSISTANT, AIDE, STUDENT = "therapist", "assistant", "aide", "student"
# What stands behind a name, for whom, and under which plan of care.
_CREDENTIALS = {
    **dict.fromkeys(("PT", "DPT", "MPT", "MSPT", "LPT"), (THERAPIST, "PT")),
    **dict.fromkeys(("OT", "OTR", "OTR/L", "OTD", "MOT"), (THERAPIST, "OT")),
    **dict.fromkeys(("SLP", "CCC-SLP"), (THERAPIST, "SLP")),
    **dict.fromkeys(("PTA", "LPTA"), (ASSISTANT, "PT")),
    **dict.fromkeys(("OTA", "COTA", "COTA/L"), (ASSISTANT, "OT")),
    "SPT": (STUDENT, "PT"),
    "SOT": (STUDENT, "OT"),
}
_LETTERS = "|".join(sorted(map(re.escape, _CREDENTIALS), key=len, reverse=True))
# "A Roe, PTA" and "Roe PTA"; a lone "PT" behind a word is the discipline, so it needs a comma or an initial before it.
_SIGNED = re.compile(
    rf"(?:\b[A-Z]\.?\s[A-Z][A-Za-z'\u2019-]{{1,20}},?|\b[A-Z][A-Za-z'\u2019-]{{1,20}},)\s?(?P<letters>{_LETTERS})(?![\w/])"
)
_GIVEN = re.compile(
    r"\b(?i:treated|seen|provided|given|performed|done|completed|led|delivered|tx|rx|session|visit)\s(?:\w{1,12}\s){0,2}?"
    rf"(?:by|with)\s(?:an?\s|the\s)?(?:rehab\s|therapy\s|PT\s|OT\s)?(?P<who>{_LETTERS}|aide|tech|technician|student|assistant)(?![\w/])"
)
# Stock words say where a visit was as well as any.
HEARD = frozenset({"stock"})
_PEOPLE = {"aide": AIDE, "tech": AIDE, "technician": AIDE, "student": STUDENT, "assistant": ASSISTANT}
# Before a name: someone who watched, sent or agreed, and did not treat.
_ASIDE = re.compile(
    r"(?:supervis\w*|co-?sign\w*|under|direction|referr\w*|refer|poc|plan|eval\w*|spoke|discussed|conferr?\w*|reviewed|present)"
    r"[^.;\n]{0,25}$",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"\b(?:(?P<pt>(?i:physical therapy)|PT)|(?P<ot>(?i:occupational therapy)|OT)"
    r"|(?P<slp>(?i:speech(?:-language)? (?:therapy|pathology))|SLP|ST))"
    r"\s(?:(?i:daily|progress|treatment|visit|session|soap|encounter|outpatient)\s){0,2}(?i:note|visit|session|treatment|tx)\b"
)


@dataclass(frozen=True, slots=True)
class Attended:
    """What a note says of the visit around the treatment.

    Args:
        day: The date that heads it, None where there is none or it has no year.
        givers: Who gave the treatment: ``therapist``, ``assistant``, ``aide``, ``student``; empty where it is not said.
        disciplines: Under which plans of care: ``PT``, ``OT``, ``SLP``; empty likewise.
        remote: The words that say it was not in person, empty where none do.
        group: The words that say that others were treated in the same time, empty where none do.
    """

    day: date | None
    givers: frozenset[str]
    disciplines: frozenset[str]
    remote: str
    group: str


def attended(text: str) -> Attended:
    """Read what a note says of the visit around the treatment.

    Args:
        text: The note.

    Returns:
        What it says.

    >>> found = attended("3/4/2026 OT daily note, by video. Dressing, min A. Signed B. Roe, COTA")
    >>> found.day, sorted(found.givers), sorted(found.disciplines), found.remote
    (datetime.date(2026, 3, 4), ['assistant'], ['OT'], 'by video')
    """
    reading = read(text)
    small = reading.said(HEARD)
    people = list(_people(text))
    plans = {kind.upper() for met in _HEADED.finditer(text) for kind, said in met.groupdict().items() if said}
    remote = next((text[slice(*met.span())] for shape in _remote() for met in shape.finditer(small)), "")
    group = next((span.text for span in reading.spans(flag_finders()["shared"], HEARD)), "")
    return Attended(
        day_of(text)[1],
        frozenset(who for who, _ in people),
        frozenset(plans | {plan for _, plan in people if plan}),
        remote,
        group,
    )


def _people(text: str) -> Iterable[tuple[str, str]]:
    """Find who gave the treatment, with the plan of care where the letters behind the name say it."""
    for shape, group in ((_SIGNED, "letters"), (_GIVEN, "who")):
        for met in shape.finditer(text):
            said = met[group]
            if _ASIDE.search(text[max(0, met.start() - 40) : met.start()]) is None:
                yield _CREDENTIALS.get(said) or (_PEOPLE[said], "")


@cache
def _remote() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape, re.MULTILINE) for shape in read_table("notes/claim")["visit"]["remote"])
