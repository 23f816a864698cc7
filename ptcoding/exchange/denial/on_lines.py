"""What the lines of a denial show of each likely cause: the edit, the limit, the modifier and the rest."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ptcoding.billing.claim.modifiers import PLAN
from ptcoding.exchange.claim_lines.lines import BilledLine
from ptcoding.exchange.denial.typed import Denied
from ptcoding.facts import Facts
from ptcoding.facts.edit import BYPASS, NEVER
from ptcoding.facts.payer import follows_medicare
from ptcoding.facts.source import long_date
from ptcoding.facts.words import filled

GROUP = "denial_line"
MOST_PARTNERS = 12
_TIMELY, _PLAN_MODIFIERS, _PLAN, _THRESHOLD = "fcso-timely", "cpm5-20.1", "bpm15-220.1", "cpm5-10.3"


@dataclass(frozen=True, slots=True)
class Look:
    """What the lines show of one likely cause.

    Args:
        kind: Key of the kind of denial.
        fits: Whether the lines speak for it; None where a claim cannot show it.
        says: What they show.
        source: Key of the source, empty where none is needed.
    """

    kind: str
    fits: bool | None
    says: str
    source: str = ""


def looks(denied: Denied, facts: Facts, payer: str, on: date | None) -> tuple[Look, ...]:
    """Look at the lines for every likely cause.

    Args:
        denied: What the remittance says.
        facts: The edits, limits and cards that there are.
        payer: Key of the payer, empty where none is told.
        on: Date of service, None where it is not told.

    Returns:
        One look or more for each cause; none where the denial names no line.

    >>> from ptcoding.exchange.denial.typed import read_denial
    >>> from ptcoding.facts import facts
    >>> found = looks(read_denial("CO-97 N130 97140", facts())[0], facts(), "", date(2024, 7, 1))
    >>> [look.kind for look in found]
    ['edit', 'limit', 'modifier', 'plan', 'authorization', 'timely', 'duplicate', 'frequency']
    >>> "97012" in found[0].says and "97124" in found[0].says, found[1].says
    (True, '97140: 1 unit, and 6 a day is the limit. Units are not the reason.')
    """
    if not denied.lines:
        return ()
    case = _Case(denied, facts, payer, on or denied.on)
    return tuple(look for ask in _ASKED for look in ask(case))


@dataclass(frozen=True, slots=True)
class _Case:
    """The lines, and by what they are looked at."""

    denied: Denied
    facts: Facts
    payer: str
    on: date | None

    @property
    def day(self) -> date:
        """The day asked for; without one, the last for which a limit was read."""
        return self.on or max(row.until for row in self.facts.limits.limits)

    @property
    def claim(self) -> Sequence[BilledLine]:
        """Every line of the claim, as far as they are told."""
        return (*self.denied.lines, *self.denied.beside)


def _say(kind: str, values: Mapping[str, object]) -> str:
    return filled(GROUP, kind, values)


def _edit(case: _Case) -> Iterator[Look]:
    """Name the partner codes of each line: those on the claim, else those to look for."""
    on_claim, told = {line.code for line in case.claim}, set[str]()
    when = f"for {long_date(case.on)} or the nearest day we read" if case.on else "as we last read each pair"
    for code in dict.fromkeys(line.code for line in case.denied.lines):
        pairs = dict(_partners(code, case))
        here = [other for other in pairs if other in on_claim]
        if here and told >= {code, *here}:
            continue
        told |= {code, *here} if here else set()
        said: dict[str, object] = {"code": code, "when": when, "here": ", ".join(here)}
        for name, indicator in (("bypass", BYPASS), ("never", NEVER)):
            codes = [other for other, found in pairs.items() if found == indicator]
            said[name] = ", ".join(codes[:MOST_PARTNERS]) or "none"
        kind = "edit_here" if here else "edit_elsewhere" if pairs else "edit_none"
        if kind == "edit_elsewhere" and len(set(pairs.values())) == 1:
            kind += "_bypass" if BYPASS in pairs.values() else "_never"
        yield Look("edit", True if here else None if pairs else False, _say(kind, said), "nccipm-1e")


def _partners(code: str, case: _Case) -> Iterator[tuple[str, int | None]]:
    """Give the therapy codes that an edit pairs with a code, each with the indicator of the day or the nearest read."""
    for edit in case.facts.edits.edits:
        if code in (edit.column1, edit.column2):
            other = edit.column2 if edit.column1 == code else edit.column1
            found = case.facts.edits.between(code, other, case.day).edit
            if other in case.facts.codes and found is not None:
                yield other, found.indicator


def _limit(case: _Case) -> Iterator[Look]:
    for code in dict.fromkeys(line.code for line in case.denied.lines):
        units = sum(line.units for line in case.claim if line.code == code)
        row = case.facts.limits.nearest(code, case.day)
        said = {"code": code, "units": f"{units} unit{'' if units == 1 else 's'}", "most": row.units if row else 0}
        if row is None:
            yield Look("limit", None, _say("limit_unread", said))
        else:
            over = units > row.units
            yield Look("limit", over, _say("limit_over" if over else "limit_within", said), row.sources[0])


def _modifier(case: _Case) -> Iterator[Look]:
    if case.payer and case.payer in case.facts.payers and case.facts.payers[case.payer].plan != "medicare":
        yield Look("modifier", None, _say("modifier_unknown", {}))
        return
    lines = [line for line in case.denied.lines if line.code in case.facts.codes]
    if not lines:
        # Whether a code that is not counted here is therapy at all is not known.
        return
    without = [line.code for line in lines if not set(line.modifiers) & set(PLAN.values())]
    kind = "modifier_missing" if without else "modifier_there"
    codes = ", ".join(dict.fromkeys(without or [line.code for line in lines]))
    # Where no modifier was typed at all the line may have had some.
    is_told = any(line.modifiers for line in case.denied.lines)
    fits = bool(without) if is_told else None
    yield Look("modifier", fits, _say(kind, {"codes": codes}), _PLAN_MODIFIERS)


def _plan(case: _Case) -> Iterator[Look]:
    yield Look("plan", None, _say("plan", {"on": _day(case)}), _PLAN)


def _authorization(case: _Case) -> Iterator[Look]:
    yield Look("authorization", None, _say("authorization", {"on": _day(case)}))


def _timely(case: _Case) -> Iterator[Look]:
    if not follows_medicare(case.payer, case.facts.payers):
        yield Look("timely", None, _say("timely_other", {}))
    elif case.on is None:
        yield Look("timely", None, _say("timely_undated", {}), _TIMELY)
    else:
        # One calendar year after: of February 29 the year after has only the 28th.
        leap = (case.on.month, case.on.day) == (2, 29)
        last = case.on.replace(year=case.on.year + 1, day=28 if leap else case.on.day)
        said = {"on": long_date(case.on), "last": long_date(last)}
        yield Look("timely", None, _say("timely", said), _TIMELY)


def _duplicate(case: _Case) -> Iterator[Look]:
    codes = [line.code for line in case.claim]
    twice = [code for code in dict.fromkeys(codes) if codes.count(code) > 1]
    said = {"codes": ", ".join(twice), "on": _day(case)}
    yield Look("duplicate", True if twice else None, _say("duplicate_here" if twice else "duplicate_elsewhere", said))


def _frequency(case: _Case) -> Iterator[Look]:
    if follows_medicare(case.payer, case.facts.payers):
        lines = [line for line in case.denied.lines if line.code in case.facts.codes]
        if not lines:
            return
        without = list(dict.fromkeys(line.code for line in lines if "KX" not in line.modifiers))
        kind = "frequency_no_kx" if without else "frequency_kx"
        yield Look("frequency", None, _say(kind, {"codes": ", ".join(without)}), _THRESHOLD)
    else:
        yield Look("frequency", None, _say("frequency_other", {}))


def _day(case: _Case) -> str:
    return long_date(case.on) if case.on else "the date of service"


_ASKED: tuple[Callable[[_Case], Iterator[Look]], ...] = (
    _edit,
    _limit,
    _modifier,
    _plan,
    _authorization,
    _timely,
    _duplicate,
    _frequency,
)
