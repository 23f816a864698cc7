"""A session: one patient, one date of service, one discipline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from enum import StrEnum

from ptcoding.billing.visit.clock import MINUTES_PER_DAY, Interval
from ptcoding.errors import Problem, VisitError, quoted
from ptcoding.facts import Facts
from ptcoding.facts import facts as default_facts
from ptcoding.facts.code import CodeTable

MOST_SERVICES = 40
# The alternatives of a tie grow with the number of codes: twelve tied codes already have 924.
MOST_CODES = 12
LONGEST_REGION = 60
AMOUNT = "an amount in dollars of 0 or more"
WHOLE_MINUTES = f"whole minutes from 0 to {MINUTES_PER_DAY}"


class Giver(StrEnum):
    """Who gave the service."""

    THERAPIST = "therapist"
    ASSISTANT = "assistant"
    TOGETHER = "together"
    AIDE = "aide"
    STUDENT = "student"


class Contact(StrEnum):
    """How the minutes were spent with the patient."""

    ONE_ON_ONE = "one-on-one"
    GROUP = "group"
    ALONE = "alone"
    WAITING = "waiting"
    PAPERWORK = "paperwork"


class Discipline(StrEnum):
    """Under which plan of care the visit is given."""

    PT = "PT"
    OT = "OT"
    SLP = "SLP"


@dataclass(frozen=True, slots=True)
class Service:
    """Minutes of one code in a session.

    Args:
        code: The procedure code.
        minutes: Whole minutes; what the clock times add up to where those are given.
        by: Who gave it.
        contact: How the minutes were spent.
        region: Body region, free text.
        intervals: Clock times, empty when only minutes are known.

    >>> Service("97110", 20)
    Service('97110', 20)
    """

    code: str
    minutes: int
    by: Giver = Giver.THERAPIST
    contact: Contact = Contact.ONE_ON_ONE
    region: str = ""
    intervals: tuple[Interval, ...] = ()

    @classmethod
    def at(cls, code: str, *intervals: Interval, by: Giver = Giver.THERAPIST) -> "Service":
        """Make a service from clock times alone.

        >>> Service.at("97110", Interval.parse("9:00-9:20")).minutes
        20
        """
        return cls(code, sum(interval.minutes for interval in intervals), by, intervals=intervals)

    def __repr__(self) -> str:
        said = [repr(self.code), str(self.minutes)]
        said += [f"by={self.by.value!r}"] * (self.by is not Giver.THERAPIST)
        said += [f"contact={self.contact.value!r}"] * (self.contact is not Contact.ONE_ON_ONE)
        said += [f"region={self.region!r}"] * bool(self.region)
        said += [f"intervals={self.intervals!r}"] * bool(self.intervals)
        return f"Service({', '.join(said)})"

    def problems(self, where: str, table: CodeTable) -> Iterable[Problem]:
        """Find what is malformed in this service.

        Args:
            where: How the service is called in a message.
            table: The codes that are known.

        Returns:
            One problem for each malformed field.
        """
        if self.code not in table:
            yield Problem(f"{where}.code", self.code, table.expected(self.code))
        whole = isinstance(self.minutes, int) and not isinstance(self.minutes, bool)
        if not whole or not 0 <= self.minutes <= MINUTES_PER_DAY:
            yield Problem(f"{where}.minutes", quoted(self.minutes), WHOLE_MINUTES)
        elif self.intervals and self.minutes != sum(interval.minutes for interval in self.intervals):
            yield Problem(f"{where}.minutes", quoted(self.minutes), "the minutes that the clock times add up to")
        if any(not 0 <= interval.start < interval.end < MINUTES_PER_DAY for interval in self.intervals):
            times = ", ".join(f"{interval.start} to {interval.end}" for interval in self.intervals)
            yield Problem(f"{where}.times", times, "starts and ends within one day, each end after its start")
        if len(self.region) > LONGEST_REGION or not self.region.isprintable():
            yield Problem(f"{where}.region", self.region, f"plain text of at most {LONGEST_REGION} characters")


@dataclass(frozen=True, slots=True)
class Session:
    """One patient, one date of service, one discipline, and the services given.

    Args:
        services: What was done, in the order entered.
        date: Date of service, None when it does not matter.
        discipline: The plan of care.
        payer: Key of the payer, may be empty.
        year_to_date: Allowed charges of the year before this visit, in dollars.
        facts: The facts that it is read and billed by, the project's own where none are handed down.

    Raises:
        VisitError: If anything is malformed; carries every problem.

    >>> Session.of({"97110": 33, "97140": 7}).services
    (Service('97110', 33), Service('97140', 7))
    """

    services: tuple[Service, ...]
    date: Date | None = None
    discipline: Discipline = Discipline.PT
    payer: str = ""
    year_to_date: float = 0.0
    facts: Facts = field(default_factory=default_facts, repr=False, compare=False)

    def __post_init__(self) -> None:
        problems = list(self._problems())
        if problems:
            raise VisitError(problems)

    @classmethod
    def of(cls, minutes: Mapping[str, int], date: Date | None = None, facts: Facts | None = None) -> "Session":
        """Make a session from minutes per code, all one-on-one by the therapist.

        Args:
            minutes: Whole minutes by code.
            date: Date of service, if it matters.
            facts: The codes that there are, the project's own where none are handed down.

        Returns:
            The session.

        Raises:
            VisitError: If a code is unknown or minutes are malformed.

        >>> Session.of({"97110": -5})
        Traceback (most recent call last):
        ptcoding.errors.VisitError: services[0].minutes: '-5' given, expected whole minutes from 0 to 1440
        """
        services = tuple(Service(code, spent) for code, spent in minutes.items())
        return cls(services, date, facts=facts or default_facts())

    def _problems(self) -> Iterable[Problem]:
        if not self.services:
            yield Problem("services", "", "at least one service")
        if len(self.services) > MOST_SERVICES:
            yield Problem("services", str(len(self.services)), f"at most {MOST_SERVICES} services in a visit")
            return
        for position, service in enumerate(self.services):
            yield from service.problems(f"services[{position}]", self.facts.codes)
        distinct = {service.code for service in self.services}
        if len(distinct) > MOST_CODES:
            yield Problem("services", f"{len(distinct)} codes", f"at most {MOST_CODES} different codes in a visit")
        whole = [service.minutes for service in self.services if isinstance(service.minutes, int)]
        possible = sum(minutes for minutes in whole if 0 <= minutes <= MINUTES_PER_DAY)
        if possible > MINUTES_PER_DAY:
            yield Problem("services", f"{possible} minutes", f"at most {MINUTES_PER_DAY} minutes in one day")
        if not 0 <= self.year_to_date < float("inf"):
            yield Problem("year_to_date", quoted(self.year_to_date), AMOUNT)
