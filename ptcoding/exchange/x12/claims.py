"""A file of professional claims (837P), each claim and day as a visit of lines as billed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ptcoding.errors import InputError
from ptcoding.exchange.claim_lines.lines import BilledLine, as_day, billed_visit
from ptcoding.exchange.day_sheet.names import names, plain
from ptcoding.exchange.day_sheet.sheet import DaySheet, DayVisit, Unread
from ptcoding.exchange.day_sheet.value import read_amount, read_diagnoses, read_payer
from ptcoding.exchange.x12.segments import CLAIM, Segment, read_segments
from ptcoding.facts import Facts

SUBSCRIBER = "22"
DIAGNOSES = ("ABK", "ABF", "BK", "BF")


@dataclass(slots=True)
class _Claim:
    """A claim while its segments go by.

    Args:
        number: Segment at which it begins.
        patient: Which patient of the file.
        payer: Key of its payer.
        place: Place of service.
        diagnoses: Its diagnoses.
        lines: Its lines with their dates.
        unread: What was left out.
    """

    number: int
    patient: int
    payer: str
    place: str
    diagnoses: list[str] = field(default_factory=list)
    lines: list[tuple[BilledLine, date | None, str]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def read_claims(content: bytes, facts: Facts) -> DaySheet:
    """Read a file of professional claims.

    Args:
        content: The file.
        facts: The codes and payers that there are.

    Returns:
        A visit for each claim and day; patients are numbered, nothing else of them is kept.

    Raises:
        DocumentError: If it is no such file, an institutional claim, or cut short.
    """
    claims = list(_claims(read_segments(content, CLAIM)))
    visits: list[DayVisit] = []
    unread: list[Unread] = []
    for claim in claims:
        unread += claim.unread
        for day in dict.fromkeys(day for _, day, _ in claim.lines):
            lines = [line for line, on, _ in claim.lines if on == day]
            known = [line for line in lines if line.code in facts.codes]
            unread += [
                Unread(claim.number, f"{line.code[:10]}: expected {facts.codes.expected(line.code[:10])}")
                for line in lines
                if line.code not in facts.codes
            ]
            if known:
                place = next((place for _, on, place in claim.lines if on == day and place), claim.place)
                try:
                    visit = billed_visit(
                        known, facts, day=day, payer=claim.payer, place=place, diagnoses=claim.diagnoses
                    )
                except InputError as error:
                    unread.append(Unread(claim.number, "; ".join(map(str, error.problems))))
                    continue
                visits.append(as_day(visit, known, claim.number, claim.patient))
    return DaySheet(tuple(visits), tuple(unread), {}, kind="837P")


@dataclass(slots=True)
class _Told:
    """What the loops above a claim tell: whose it is and who pays.

    Args:
        people: Numbers of patients, in the order in which they come; who they are goes with this table.
        subscriber: What tells the subscriber apart.
        patient: What tells the patient apart, empty where that is the subscriber.
        payer: Key of the payer.
    """

    people: dict[tuple[str, ...], int] = field(default_factory=dict)
    subscriber: tuple[str, ...] = ()
    patient: tuple[str, ...] = ()
    payer: str = ""

    def take(self, segment: Segment) -> None:
        """Take what a segment tells."""
        if segment.name == "HL":
            self.patient = ()
            if segment[3] == SUBSCRIBER:
                self.subscriber, self.payer = (), ""
        elif segment.name == "SBR":
            self.payer = names("insurance").get(plain(segment[9]), "")
        elif segment.name == "NM1" and segment[1] == "IL":
            self.subscriber = (segment[9], segment[3], segment[4])
        elif segment.name == "NM1" and segment[1] == "QC":
            self.patient = (segment[3], segment[4])
        elif segment.name == "NM1" and segment[1] == "PR":
            self.payer = self.payer or read_payer(segment[3])

    def begin(self, segment: Segment) -> _Claim:
        """Begin a claim."""
        number = self.people.setdefault((*self.subscriber, *self.patient), len(self.people) + 1)
        return _Claim(segment.number, number, self.payer, segment.parts(5)[0])


def _claims(segments: Sequence[Segment]) -> Iterable[_Claim]:
    told = _Told()
    claim: _Claim | None = None
    for segment in segments:
        if segment.name in {"CLM", "HL", "SE"} and claim is not None:
            yield claim
            claim = None
        if segment.name == "CLM":
            claim = told.begin(segment)
        elif claim is None:
            # Within a claim such segments name another payer and its subscriber.
            told.take(segment)
        else:
            _take(claim, segment)


def _take(claim: _Claim, segment: Segment) -> None:
    """Take what a segment says of a claim."""
    if segment.name == "HI":
        for place in range(1, len(segment.elements) + 1):
            parts = segment.parts(place)
            if parts[0] in DIAGNOSES:
                claim.diagnoses += read_diagnoses(parts[1:2])
    elif segment.name == "SV1":
        parts = segment.parts(1)
        code = parts[1] if len(parts) > 1 else ""
        modifiers = tuple(part for part in parts[2:6] if re.fullmatch(r"[A-Z0-9]{2}", part))
        units = _units(segment[4])
        if segment[3] != "UN" or units is None:
            said = f"{code[:10]}: units {segment[4][:10]!r} in {segment[3][:2]!r}, expected whole units (UN)"
            claim.unread.append(Unread(segment.number, said))
            return
        line = BilledLine(code.upper(), modifiers, units, read_amount(segment[2]))
        claim.lines.append((line, None, segment[5]))
    elif segment.name == "DTP" and segment[1] == "472" and claim.lines:
        billed, _, where = claim.lines[-1]
        claim.lines[-1] = billed, read_day(segment[3]), where


def _units(text: str) -> int | None:
    return int(text.partition(".")[0]) if re.fullmatch(r"[0-9]{1,3}(\.0+)?", text) else None


def read_day(text: str) -> date | None:
    """Read a date, of a span its first day.

    >>> read_day("20260915-20260916"), read_day("2026")
    (datetime.date(2026, 9, 15), None)
    """
    found = re.match(r"(\d{4})(\d{2})(\d{2})(?!\d)", text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
