"""A claim while it is written: what all its parts look at, and the lines as they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from ptcoding.billing.claim.assistant import Attribution, attribute
from ptcoding.billing.claim.threshold import Pool, Standing, standing
from ptcoding.billing.count.allocation import Allocation
from ptcoding.billing.pay.unitprice import ClaimedUnits
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import Session
from ptcoding.facts import Facts
from ptcoding.facts.payer import Payer, follows_medicare
from ptcoding.finding import Finding


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One service line.

    Args:
        code: Procedure code.
        units: Units billed.
        modifiers: Its modifiers; no payer-wide order is claimed.
        pointers: Letters of the diagnoses it points to.
        charge: Charge of the line in dollars, None where no charge was entered.
        minutes: Counted minutes of the code, 0 for untimed codes; of a pair, those behind its units.
        services: Positions of the services behind it.
    """

    code: str
    units: int
    modifiers: tuple[str, ...]
    pointers: str
    charge: Decimal | None
    minutes: int
    services: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that a finding of a claim may rest on.

    Args:
        allocation: The units of the visit.
        circumstances: What else the claim rests on.
        on: Date of service that was assumed or given.
        card: The payer, None where the visit names none of the cards.
        is_medicare: Whether Medicare's rules hold for the whole claim.
        billed: Codes with units, in the order of the visit.
        where: Positions of the services behind each of them.
        attributions: Which units carry the assistant's modifier.
        standing: Where the year's charges stand, None where that is not known or not asked.
        lines: The service lines, as far as they are written.
        stated: What is said of modifiers that the user stated.
    """

    allocation: Allocation
    circumstances: Circumstances
    on: date
    card: Payer | None
    is_medicare: bool
    billed: tuple[str, ...]
    where: Mapping[str, tuple[int, ...]]
    attributions: tuple[Attribution, ...]
    standing: Standing | None
    lines: tuple[ClaimLine, ...] = ()
    stated: tuple[Finding, ...] = ()

    @property
    def session(self) -> Session:
        """The visit."""
        return self.allocation.session

    @property
    def facts(self) -> Facts:
        """The facts that the visit was made with."""
        return self.allocation.session.facts

    def needs_kx(self, code: str) -> bool:
        """Tell whether the year's charges call for KX on the lines of a code."""
        # A notice for necessity says what KX denies: the biller's word on this line comes first.
        return self.standing is not None and code in self.standing.above and not self.is_denied(code)

    def is_denied(self, code: str) -> bool:
        """Tell whether the biller states a notice that Medicare is expected to find a code not necessary."""
        return "GA" in self.circumstances.stated.get(code, ())


def drafted(allocation: Allocation, circumstances: Circumstances, pool: Pool | None = None) -> Draft:
    """Begin a claim: settle its day, whose rules hold and what they call for.

    Args:
        allocation: The units of the visit.
        circumstances: What else the claim rests on.
        pool: The day's lines, where other disciplines treated too.

    Returns:
        The draft, without lines.
    """
    session = allocation.session
    facts = session.facts
    on = session.date or facts.edition.checked
    is_medicare = follows_medicare(session.payer, facts.payers)
    card = facts.payers.get(session.payer)
    with_assistants = is_medicare or (card is not None and card.asks_for_assistants(on))
    billed = tuple(code for code, units in allocation.units.items() if units)
    where = {
        code: tuple(
            place
            for place, service in enumerate(session.services)
            if facts.codes.base_of(service.code) == facts.codes.base_of(code)
        )
        for code in billed
    }
    return Draft(
        allocation=allocation,
        circumstances=circumstances,
        on=on,
        card=card,
        is_medicare=is_medicare,
        billed=billed,
        where=MappingProxyType(where),
        attributions=attribute(allocation, on, facts.assistants) if with_assistants else (),
        standing=_standing(allocation, on, pool) if is_medicare else None,
    )


def claimed_units(allocation: Allocation) -> tuple[ClaimedUnits, ...]:
    """Give the units of a visit by code, those without any left out."""
    return tuple(ClaimedUnits(code, units) for code, units in allocation.units.items() if units)


def _standing(allocation: Allocation, on: date, pool: Pool | None) -> Standing | None:
    """Add the visit to the charges of its year."""
    session, facts = allocation.session, allocation.session.facts
    lines = claimed_units(allocation)
    return standing(session.discipline, session.year_to_date, on, lines, facts.thresholds, facts.rates, pool)
