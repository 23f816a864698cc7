"""A denial as it is typed: group and reason, remarks, and the lines it is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ptcoding.errors import DocumentError, Problem
from ptcoding.exchange.claim_lines.lines import BilledLine
from ptcoding.facts import Facts

LONGEST = 2_000
MOST_LINES = 50
EXPECTED = "a reason such as CO-97, with remarks such as N130 and codes such as 97140 where there are any"
_GROUPS = "CO|PR|OA|PI|CR"
_REASON = re.compile(rf"({_GROUPS})[\s:]*-?\s*([0-9]{{1,3}}|[A-Z][0-9]{{1,2}})")
_REMARK = re.compile(r"(?:MA|M|N)[0-9]{1,3}")
_CODED = re.compile(r"([0-9]{5}|[A-Z][0-9]{4}|[0-9]{4}[FTU])(?:X([0-9]{1,2}))?")
_UNITS = re.compile(r"X([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Denied:
    """What a remittance says of a line.

    Args:
        group: Who bears the amount, empty where it is not told.
        reason: The reason code, empty where only remarks are told.
        remarks: Remark codes.
        lines: The lines it is about.
        amount: Dollars, as written; empty where none are told.
        beside: The other lines of the same claim.
        on: Date of service, None where it is not told.
    """

    group: str
    reason: str
    remarks: tuple[str, ...] = ()
    lines: tuple[BilledLine, ...] = ()
    amount: str = ""
    beside: tuple[BilledLine, ...] = ()
    on: date | None = None


def read_denial(text: str, facts: Facts) -> tuple[Denied, ...]:
    """Read a denial as somebody types or copies it.

    Args:
        text: ``CO-97 N130 97140``; several reasons, remarks and lines may stand in it, in any order.
        facts: The codes of a remittance that there are.

    Returns:
        One denial for each reason; the lines belong to all of them.

    Raises:
        DocumentError: If no reason and no remark stands in it.

    >>> from ptcoding.facts import facts
    >>> found = read_denial("co97 n130 97140 gp 59 x2", facts())
    >>> found[0].reason, found[0].remarks, found[0].lines
    ('97', ('N130',), (BilledLine(code='97140', modifiers=('GP', '59'), units=2, charge=None),))
    """
    if len(text) > LONGEST:
        raise DocumentError([Problem("denial", f"{len(text):,} characters", f"at most {LONGEST:,} characters")])
    said = text.upper().replace("\u2013", "-").replace("\u2212", "-")
    denials: list[Denied] = []
    lines: list[BilledLine] = []
    before: list[str] = []
    place, is_line = 0, False
    words = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)?")
    while found := words.search(said, place):
        reason = _REASON.match(said, found.start())
        # CO after a code is an assistant's modifier, unless a number of a reason follows it.
        known = (
            reason is not None
            and _whole(said, reason.end())
            and (not is_line or "-" in reason[0] or _is(reason, facts))
        )
        if reason is not None and known:
            denials.append(Denied(reason[1], _plain(reason[2])))
            place, is_line = reason.end(), False
            continue
        place = found.end()
        is_line = _word(found[0], denials, lines, before, is_line, facts)
    if before and denials:
        denials[0] = replace(denials[0], remarks=(*before, *denials[0].remarks))
    elif before:
        denials = [Denied("", "", tuple(before))]
    if not denials:
        raise DocumentError([Problem("denial", text.strip() or "nothing", EXPECTED)])
    return tuple(replace(denial, lines=tuple(lines[:MOST_LINES])) for denial in denials)


def _is(reason: re.Match[str], facts: Facts) -> bool:
    return _plain(reason[2]) in facts.denials.reasons and reason[0][len(reason[1]) :].strip() == reason[2]


def _whole(said: str, end: int) -> bool:
    """Tell whether a word ends here: 97 is a reason, and 97140 is none."""
    return end == len(said) or not said[end].isalnum()


def _plain(reason: str) -> str:
    return reason.lstrip("0") or "0"


def _word(
    word: str, denials: list[Denied], lines: list[BilledLine], before: list[str], is_line: bool, facts: Facts
) -> bool:
    """Take one word; say whether the words after it may belong to a line."""
    if _REMARK.fullmatch(word):
        if denials:
            denials[-1] = replace(denials[-1], remarks=tuple(dict.fromkeys((*denials[-1].remarks, word))))
        else:
            before.append(word)
        return False
    for part in word.split("-"):
        units = _UNITS.fullmatch(part)
        if coded := _CODED.fullmatch(part):
            lines.append(BilledLine(coded[1], units=int(coded[2] or 1)))
            is_line = True
        elif units and is_line:
            lines[-1] = replace(lines[-1], units=int(units[1]))
        elif is_line and re.fullmatch(r"[A-Z0-9]{2}", part) and (part in facts.modifiers or not part.isalpha()):
            lines[-1] = replace(lines[-1], modifiers=(*lines[-1].modifiers, part))
        elif not is_line and part in facts.denials.reasons and part.isdigit():
            denials.append(Denied("", part))
    return is_line


def codes_of(lines: Sequence[BilledLine]) -> tuple[str, ...]:
    """Give the codes of lines, each once."""
    return tuple(dict.fromkeys(line.code for line in lines))
