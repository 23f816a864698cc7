"""A visit whole: its session, what its claim needs, how it is counted; and its record, with one way in and one out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.session import MOST_CODES, Session
from ptcoding.errors import DocumentError, Problem, UnknownKeyError, VisitError, quoted
from ptcoding.exchange.visit import circumstances as around
from ptcoding.exchange.visit import session as told
from ptcoding.exchange.visit.value import as_code, unknown_field
from ptcoding.facts import Facts
from ptcoding.facts import facts as default_facts
from ptcoding.facts.rule import CountingRule

FIELDS = (*told.FIELDS, "rule", "tie", "owners", *around.FIELDS)
# What our own exports add for the reader; taken as said, never read back.
IGNORED_FIELDS = ("notice", "results")


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything that is said of a visit.

    Args:
        session: Who did what, when, and for how long.
        circumstances: What the claim needs beyond it.
        rule: Key of the counting rule where one is named, a contract's own such as ``each-10`` too; else the payer's.
        tie: Codes that the clinician chose in a tie, empty while nothing was chosen.
        owners: Codes that have the minutes which several claim, one for each group of such minutes; empty likewise.
    """

    session: Session
    circumstances: Circumstances = field(default_factory=Circumstances)
    rule: str = ""
    tie: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()

    @property
    def counting(self) -> CountingRule | None:
        """The rule it is counted under: the one named, else the payer's, which may not be known; else Medicare's.

        >>> visit = read_visit({"payer": "custom", "rule": "each-10", "services": [{"code": "97110", "minutes": 24}]})
        >>> visit.counting, read_visit({**write_visit(visit), "payer": "aetna", "rule": ""}).counting
        (CountingRule('each-10', each, threshold=10), None)
        """
        facts = self.session.facts
        if self.rule:
            return facts.rule(self.rule)
        card = facts.payers.get(self.session.payer)
        if card is not None and not card.rule:
            return None
        return facts.rule(card.rule if card else "cms")

    def counted(self, rule: CountingRule | None = None) -> Allocation:
        """Count it, open minutes and the tie settled as they were chosen where the choice fits.

        Args:
            rule: A rule in place of its own; Medicare's stands in for one that is not known.

        Returns:
            The units.

        >>> services = [{"code": "97112", "minutes": 20}, {"code": "97110", "minutes": 20}]
        >>> dict(read_visit({"services": services, "tie": ["97110"]}).counted().units)
        {'97112': 1, '97110': 2}
        """
        allocation = allocate(self.session, rule or self.counting or self.session.facts.rule("cms"))
        groups = allocation.countable.open
        if self.owners and len(self.owners) == len(groups):
            fits = all(code in group.codes for code, group in zip(self.owners, groups, strict=True))
            allocation = allocation.give(self.owners) if fits else allocation
        tie = allocation.tie
        chosen = [code for code in self.tie if tie and code in tie.codes]
        return allocation.choose(chosen) if tie and len(chosen) == tie.units else allocation


def read_visit(record: object, facts: Facts | None = None) -> Visit:
    """Read a visit from its record, whatever form, file or link that was taken from.

    Args:
        record: Mapping of the fields of a visit, as JSON gives it.
        facts: The facts that it is read and billed by, the project's own where none are handed down.

    Returns:
        The visit.

    Raises:
        DocumentError: If it is no mapping.
        VisitError: If a value in it is malformed; carries every problem.

    >>> read_visit({"services": [{"code": "97110", "start": "9:00", "end": "9:20"}]}).session.services[0].minutes
    20
    """
    if not isinstance(record, Mapping):
        raise DocumentError([Problem("visit", quoted(record), "a visit: a group of fields with a list of services")])
    facts = facts or default_facts()
    problems = [unknown_field("", key, FIELDS) for key in record if key not in (*FIELDS, *IGNORED_FIELDS)]
    session = told.read_session(record, problems, facts)
    circumstances = around.read_circumstances(record, problems, facts)
    rule = _rule(record.get("rule", ""), problems, facts)
    tie, owners = (_codes(field, record.get(field, []), session, problems) for field in ("tie", "owners"))
    if len(set(tie)) < len(tie):
        problems.append(Problem("tie", ", ".join(tie[:MOST_CODES]), "each code once"))
    if session is None or problems:
        raise VisitError(problems)
    return Visit(session, circumstances, rule, tie, owners)


def write_visit(visit: Visit) -> dict[str, Any]:
    """Write a visit as its record.

    Args:
        visit: The visit.

    Returns:
        A record ready for JSON that reads back as the same visit; what is as usual is left out.

    >>> write_visit(Visit(Session.of({"97110": 20}), rule="ama"))
    {'discipline': 'PT', 'services': [{'code': '97110', 'minutes': 20}], 'rule': 'ama'}
    """
    record = told.write_session(visit.session)
    if visit.rule:
        record["rule"] = visit.rule
    if visit.tie:
        record["tie"] = list(visit.tie)
    if visit.owners:
        record["owners"] = list(visit.owners)
    return record | around.write_circumstances(visit.circumstances)


def _rule(given: object, problems: list[Problem], facts: Facts) -> str:
    if given == "":
        return ""
    try:
        return facts.rule(quoted(given)).key
    except UnknownKeyError as error:
        problems += error.problems
        return ""


def _codes(field: str, given: object, session: Session | None, problems: list[Problem]) -> tuple[str, ...]:
    """Read codes that were chosen; whether they fit shows only when the visit is counted."""
    if not isinstance(given, list):
        problems.append(Problem(field, quoted(given), "a list of the codes that were chosen"))
        return ()
    chosen = tuple(as_code(code) for code in given)
    codes = dict.fromkeys(service.code for service in session.services) if session else chosen
    expected = f"codes of the visit: {', '.join(codes)}"
    problems += [Problem(field, code, expected) for code in chosen if code not in codes]
    return chosen
