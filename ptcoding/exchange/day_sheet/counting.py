"""The visits of a sheet counted and checked: earned beside billed units, and everything a claim would meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ptcoding.billing.claim.as_billed import as_billed_findings
from ptcoding.billing.claim.claim import Claim, claim_of
from ptcoding.billing.claim.modifiers import PLAN
from ptcoding.billing.count.allocation import Allocation
from ptcoding.exchange.day_sheet.sheet import DayVisit
from ptcoding.explanation import counted as in_words
from ptcoding.explanation import message
from ptcoding.explanation.billed import SOURCE, Compared, billed_sentence
from ptcoding.finding import Finding, Severity

BOTH = ("cms", "ama")
# What is said of the year's charges means nothing where a sheet does not tell them, and what is said of minutes means
# nothing where they were put in for the units.
_OF_THE_YEAR = "kx_"
_OF_MINUTES = ("overlap", "open_minutes", "left_over")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to know of a visit, ready to be shown.

    Args:
        kind: Which it is.
        severity: How much it matters.
        codes: The codes concerned.
        message: Its sentence.
        source: Key of its source.
    """

    kind: str
    severity: Severity
    codes: tuple[str, ...]
    message: str
    source: str


@dataclass(frozen=True, slots=True)
class CountedVisit:
    """A visit of a sheet, counted and checked.

    Args:
        day: The visit as it was read.
        claim: Its claim.
        units: Units by code as the payer counts, Medicare's count where that is not known; none where minutes are.
        by_rule: Units by code under each of the two rules.
        said: What is to be known, the most serious first.
        tied: Codes of which any may have the unit that is left, as the bill does not settle it; none where none may.
    """

    day: DayVisit
    claim: Claim
    units: Mapping[str, int]
    by_rule: Mapping[str, Mapping[str, int]]
    said: tuple[Said, ...]
    tied: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with it: no error and no warning."""
        return all(one.severity is Severity.NOTE for one in self.said)

    @property
    def difference(self) -> int | None:
        """Units billed beyond those earned; None without units or minutes, or where a row could not be read."""
        if not self.day.billed or self.day.assumed or self.day.lacking:
            return None
        return sum(self.day.billed.values()) - sum(self.units.get(code, 0) for code in self.day.billed)


def count_visit(day: DayVisit) -> CountedVisit:
    r"""Count a visit of a sheet and check its claim.

    Args:
        day: The visit.

    Returns:
        Its units under both rules and what is to be known.

    >>> from ptcoding.exchange.day_sheet.reading import read_day_sheet
    >>> from ptcoding.facts import facts
    >>> sheet = read_day_sheet(b"code,minutes,units\n97110,23,2\n97140,12,1\n", facts())
    >>> found = count_visit(sheet.visits[0])
    >>> dict(found.units), found.difference, found.said[0].message
    ({'97110': 1, '97140': 1}, 1, '3 units billed, 2 earned by 35 minutes. Bill 2, or find the minutes in the note.')
    """
    visit = day.visit
    facts = visit.session.facts
    counted = visit.counted()
    allocation = _as_billed(counted, day.billed)
    tied = allocation.tie.codes if allocation.tie is not None and allocation is counted else ()
    claim = claim_of(allocation, visit.circumstances)
    # A year of a clinic is counted here: what was counted once is not counted again.
    own = {counted.rule: counted}
    by_rule = {
        rule.key: _as_billed(own.get(rule) or visit.counted(rule), day.billed).units for rule in map(facts.rule, BOTH)
    }
    compared = _compared(day, allocation, by_rule)
    said = [Said(f"billed_{one.kind}", one.severity, one.codes, billed_sentence(one), SOURCE) for one in compared]
    said += [_said(one) for one in claim.findings if _belongs(one, day, claim)]
    said += [_said(one) for one in as_billed_findings(day.modified, claim) if not day.lacking]
    order = list(Severity)
    said.sort(key=lambda one: order.index(one.severity))
    is_known = not day.assumed and not day.lacking
    return CountedVisit(
        day, claim, allocation.units if is_known else {}, by_rule if is_known else {}, tuple(said), tied
    )


def _said(finding: Finding) -> Said:
    return Said(finding.kind, finding.severity, finding.codes, message(finding), finding.source)


def _belongs(finding: Finding, day: DayVisit, claim: Claim) -> bool:
    if finding.kind == "plan_twice" and not any(_names_two(on_line) for _, _, on_line in day.modified):
        # One of the two is the claim's own; the line as billed is told by itself.
        return not day.modified
    if finding.kind == "assistant_unneeded" and not claim.attributions:
        # Not known to be asked for is not known to be wrong.
        return False
    if finding.kind.startswith(_OF_THE_YEAR) and not day.visit.session.year_to_date:
        return False
    return not (day.assumed and finding.kind in _OF_MINUTES)


def _names_two(modifiers: Sequence[str]) -> bool:
    return len(set(PLAN.values()) & set(modifiers)) > 1


def _as_billed(allocation: Allocation, billed: Mapping[str, int]) -> Allocation:
    """Settle a tie as it was billed, where the sheet shows how and it is one of the ways."""
    tie = allocation.tie
    if tie is None or not billed:
        return allocation
    chosen = [code for code in tie.codes if billed.get(code, 0) > allocation.units[code] - _given(allocation, code)]
    return allocation.choose(chosen) if len(chosen) == tie.units else allocation


def _given(allocation: Allocation, code: str) -> int:
    """Tell whether a tied code has the unit of the tie as it stands."""
    least = min(units[code] for units in allocation.alternatives)
    return allocation.units[code] - least


def _compared(day: DayVisit, allocation: Allocation, by_rule: Mapping[str, Mapping[str, int]]) -> Sequence[Compared]:
    """Compare the units billed with those earned: timed codes in one sum, untimed ones by themselves."""
    if day.lacking:
        rows = MappingProxyType({"rows": ", ".join(map(str, day.lacking))})
        return [Compared("lacking", Severity.WARNING, tuple(allocation.units), rows)]
    if day.assumed:
        return [Compared("unknown", Severity.WARNING, tuple(day.billed))]
    if not day.billed:
        return []
    facts = allocation.session.facts
    pairs = {code: (day.billed.get(code, 0), allocation.units.get(code, 0)) for code in allocation.units}
    told = {code: pair for code, pair in pairs.items() if code in day.billed}
    timed = {code: pair for code, pair in pairs.items() if facts.codes[facts.codes.base_of(code)].timed}
    found = list(_of_timed(timed, allocation)) if any(code in day.billed for code in timed) else []
    for code, (billed, earned) in told.items():
        if code not in timed and billed != earned:
            kind, severity = ("code_over", Severity.ERROR) if billed > earned else ("code_under", Severity.WARNING)
            values = {"code": code, "billed": in_words(billed, "unit"), "earned": earned}
            found.append(Compared(kind, severity, (code,), MappingProxyType(values)))
    if not found:
        values = {"billed": in_words(sum(day.billed.values()), "unit")}
        values["minutes"] = in_words(allocation.timed_minutes, "timed minute")
        return [Compared("right", Severity.NOTE, tuple(day.billed), MappingProxyType(values))]
    return [*found, *_of_the_other_rule(day, allocation, by_rule)]


def _of_timed(timed: Mapping[str, tuple[int, int]], allocation: Allocation) -> Sequence[Compared]:
    billed, earned = (sum(pair[side] for pair in timed.values()) for side in (0, 1))
    values: dict[str, object] = {
        "billed": in_words(billed, "unit"),
        "earned": earned,
        "minutes": in_words(allocation.timed_minutes, "minute"),
        "more": earned - billed,
    }
    codes = tuple(code for code, (given, right) in timed.items() if given != right)
    if billed > earned:
        return [Compared("over", Severity.ERROR, codes, MappingProxyType(values))]
    if billed < earned:
        return [Compared("under", Severity.WARNING, codes, MappingProxyType(values))]
    ways = [{code: units.get(code, 0) for code in timed} for units in allocation.alternatives]
    if {code: given for code, (given, _) in timed.items()} in ways:
        return []
    lists = {
        side: ", ".join(f"{code} x {pair[place]}" for code, pair in timed.items())
        for place, side in enumerate(("billed", "earned"))
    }
    return [Compared("moved", Severity.WARNING, codes, MappingProxyType(lists))]


def _of_the_other_rule(
    day: DayVisit, allocation: Allocation, by_rule: Mapping[str, Mapping[str, int]]
) -> Sequence[Compared]:
    """Say when the units billed are what the other rule gives."""
    facts = allocation.session.facts
    for key, units in by_rule.items():
        if key != allocation.rule.key and all(day.billed.get(code, 0) == count for code, count in units.items()):
            values = {"other": facts.rule(key).name, "rule": allocation.rule.name}
            return [Compared("other_rule", Severity.NOTE, tuple(day.billed), MappingProxyType(values))]
    return []
