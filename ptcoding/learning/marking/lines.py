"""An answer in modifiers, marked line by line against the claim."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ptcoding.billing.claim.claim import Claim, claim_of
from ptcoding.billing.claim.draft import ClaimLine
from ptcoding.billing.claim.modifiers import BYPASS, PAIRED
from ptcoding.finding import Finding
from ptcoding.learning.marking.answer import Line, TypedModifiers, Verdict, read_modifiers

# Findings that say why a bypass does not belong, the most exact first.
ABOUT_EDITS = (
    *("bypass_twice", "edit_none", "edit_never", "edit_bypass", "nothing_to_bypass", "bypass_column2_only"),
    "bypass_unchecked",
)
# A claim that states KX says that it comes too early, or which of its lines pass the amount.
EXTRA_KX = ("kx_early", "kx_crossing")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a modifier belongs on the lines of a code, or does not.

    Args:
        kind: ``missing``, ``extra``, ``split`` where only the units of the lines differ, or ``no_line``.
        modifier: The modifier, empty where none is concerned.
        finding: What the claim says of it, None where the modifier's own rule says enough.
    """

    kind: str
    modifier: str
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class CodeMark:
    """The lines of one code, marked.

    Args:
        code: The code.
        right: Whether the lines are right, None where nothing was given.
        expected: The lines of the claim.
        given: The lines of the answer.
        reasons: What is missing or too much, and why.
        bypasses: Modifiers of which any one lifts the edit on the code, none where no edit is lifted.
    """

    code: str
    right: bool | None
    expected: tuple[ClaimLine, ...]
    given: tuple[Line, ...]
    reasons: tuple[Reason, ...]
    bypasses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinesGrade:
    """An answer in modifiers, marked.

    Args:
        verdict: Unanswered while a code with units has no line, else right or wrong.
        claim: The right claim.
        marks: One mark for each code.
    """

    verdict: Verdict
    claim: Claim
    marks: tuple[CodeMark, ...]


def grade_modifiers(written: Claim, typed: TypedModifiers) -> LinesGrade:
    """Mark the modifiers answered for the lines of a claim; their order on a line says nothing.

    Args:
        written: The right claim.
        typed: By code, modifiers as a list or as text; see ``read_modifiers``.

    Returns:
        The answer marked, with a reason for each modifier that is missing or too much.

    Raises:
        AnswerError: If a code is not of the visit or a modifier is unknown; carries every problem.

    >>> from datetime import date
    >>> from ptcoding import CMS, Session
    >>> from ptcoding.billing.claim.claim import claim
    >>> written = claim(Session.of({"97110": 33, "97140": 20}, date(2026, 3, 2)), CMS)
    >>> marked = grade_modifiers(written, {"97110": "GP", "97140": "GP 59"})
    >>> [(reason.kind, reason.modifier, reason.finding.kind) for mark in marked.marks for reason in mark.reasons]
    [('extra', '59', 'edit_none')]
    """
    given = read_modifiers(tuple(written.allocation.units), typed, written.allocation.session.facts.modifiers)
    marks = tuple(_mark(written, code, lines) for code, lines in given.items())
    answered = [mark.right for mark in marks]
    verdict = Verdict.UNANSWERED if None in answered else Verdict.RIGHT if all(answered) else Verdict.WRONG
    return LinesGrade(verdict, written, marks)


def accepted_bypasses(written: Claim, code: str) -> tuple[str, ...]:
    """Give the modifiers that lift the edit on a code: any one of them is right.

    Args:
        written: The claim.
        code: A code of it.

    Returns:
        What stands on its lines, 59, and what the edit's ground names; none where no edit is lifted.
    """
    standing = {modifier for line in written.lines if line.code == code for modifier in line.modifiers} & set(BYPASS)
    if not standing:
        return ()
    grounds = [str(one.values["modifiers"]) for one in written.findings if one.kind == "edit_bypass"]
    named = {modifier for modifier in BYPASS for ground in grounds if modifier in ground}
    return tuple(modifier for modifier in BYPASS if modifier in standing | named | {BYPASS[0]})


def _mark(written: Claim, code: str, given: tuple[Line, ...] | None) -> CodeMark:
    expected = tuple(line for line in written.lines if line.code == code)
    if not expected:
        missed = (Reason("no_line", "", None),) if given else ()
        return CodeMark(code, not given, expected, given or (), missed)
    alike = accepted_bypasses(written, code)
    if given is None:
        return CodeMark(code, None, expected, (), (), alike)
    right = _same(expected, given, alike)
    reasons = () if right else tuple(_reasons(written, code, expected, given))
    return CodeMark(code, right, expected, given, reasons, alike)


def _same(expected: Sequence[ClaimLine], given: Sequence[Line], alike: Sequence[str]) -> bool:
    """Compare lines whatever their order; units only where they were said or where there are several lines."""
    if len(expected) == len(given) == 1 and given[0].units is None:
        return _plain(given[0].modifiers, alike) == _plain(expected[0].modifiers, alike)
    wanted = [(line.units, sorted(_plain(line.modifiers, alike))) for line in expected]
    return sorted(wanted) == sorted((line.units or 0, sorted(_plain(line.modifiers, alike))) for line in given)


def _plain(said: Iterable[str], alike: Sequence[str]) -> frozenset[str]:
    """Write a single accepted bypass as 59, so that any of them compares equal."""
    named = frozenset(said)
    lifting = named & set(alike)
    return named - lifting | {BYPASS[0]} if len(lifting) == 1 else named


def _reasons(written: Claim, code: str, expected: Sequence[ClaimLine], given: Sequence[Line]) -> Iterable[Reason]:
    """Say what is missing and what is too much on the lines of a code."""
    alike = accepted_bypasses(written, code)
    wanted = {modifier for line in expected for modifier in _plain(line.modifiers, alike)}
    said = {modifier for line in given for modifier in _plain(line.modifiers, alike)}
    for modifier in (known for known in written.allocation.session.facts.modifiers if known in wanted - said):
        yield Reason("missing", modifier, _called_for(written, code, modifier))
    for modifier in (known for known in written.allocation.session.facts.modifiers if known in said - wanted):
        yield Reason("extra", modifier, _against(written, code, modifier, said))
    if wanted == said:
        yield Reason("split", "", _about_assistant(written.findings, code))


def _called_for(written: Claim, code: str, modifier: str) -> Finding | None:
    """Find what the claim says about a modifier that belongs on a code."""
    if modifier in PAIRED:
        return _about_assistant(written.findings, code)
    if modifier == "KX":
        return _first(written.findings, ("kx_needed", "kx_crossing"))
    return _first(written.findings, ("edit_bypass",), code) if modifier in BYPASS else None


def _against(written: Claim, code: str, modifier: str, said: set[str]) -> Finding | None:
    """State the modifiers of an answer on the claim and find what it then says about one of them."""
    stated = MappingProxyType({code: tuple(sorted(said))})
    tried = claim_of(written.allocation, replace(written.circumstances, stated=stated)).findings
    if modifier in BYPASS:
        return _first(tried, ABOUT_EDITS, code)
    if modifier in PAIRED:
        about = _about_assistant(written.findings, code)
        return about or _naming(tried, code, modifier)
    return _first(tried, EXTRA_KX) if modifier == "KX" else _naming(tried, code, modifier)


def _about_assistant(findings: Iterable[Finding], code: str) -> Finding | None:
    """Find what a claim says about the assistant's part in a code."""
    general = ("assistant_payment", "assistant_choice", "assistant_unneeded", "assistant_alone")
    about = (one for one in findings if one.kind.startswith("assistant_") and one.kind not in general)
    return next((one for one in about if code in one.codes), None)


def _first(findings: Sequence[Finding], kinds: Sequence[str], code: str = "") -> Finding | None:
    about = [one for one in findings if not code or code in one.codes]
    return next((one for kind in kinds for one in about if one.kind == kind), None)


def _naming(findings: Iterable[Finding], code: str, modifier: str) -> Finding | None:
    """Find what speaks of a modifier on a code."""
    for finding in findings:
        values: Mapping[str, object] = finding.values
        named = (str(values.get("modifier", "")), *str(values.get("modifiers", "")).split(" and "))
        if code in finding.codes and modifier in named:
            return finding
    return None
