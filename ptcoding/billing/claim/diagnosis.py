"""Diagnosis codes: what a code says, and what a biller should know before it goes on a claim."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from types import MappingProxyType

from ptcoding.billing.claim.nearby import below, nearest, specific, with_titles
from ptcoding.billing.claim.tabular import encounter, side, tabular
from ptcoding.errors import InputError, Problem, quoted
from ptcoding.facts import Facts
from ptcoding.facts.diagnosis import Release
from ptcoding.facts.source import is_in_force
from ptcoding.finding import Finding, Severity

MOST_DIAGNOSES = 40
LONGEST_SHOWN = 20
EXPECTED = "a diagnosis code such as M25.561"
# In the list of April 2026 a digit stands second in every code but those of QA0.
_SHAPE = re.compile(r"[A-Z]([0-9][0-9A-Z]|[A-Z][0-9])(\.?[0-9A-Z]{1,4})?")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a diagnosis code says.

    Args:
        code: The code with its dot, in capitals.
        title: The official title, empty where the list does not have the code.
        valid: Whether the list has it, as a code or as a heading.
        billable: Whether it can stand on a claim.
        unspecified: Whether its title leaves something unspecified.
        laterality: ``right``, ``left`` or ``bilateral``; empty where the code has no side.
        encounter: ``initial``, ``subsequent`` or ``sequela``; empty where the code has no such seventh character.
        aftercare: Whether it is an aftercare code.
        injury: Whether it is an injury code.
        release: The list that was read.
    """

    code: str
    title: str
    valid: bool
    billable: bool
    unspecified: bool
    laterality: str
    encounter: str
    aftercare: bool
    injury: bool
    release: str


def look_up(code: str, facts: Facts) -> Diagnosis:
    """Look a diagnosis code up in the official list.

    Args:
        code: The code, with or without its dot, in any case.
        facts: The facts, for the list that was read and its groups.

    Returns:
        What it says; ``valid`` is False where the list does not have it.

    Raises:
        InputError: If it does not have the shape of a diagnosis code.

    >>> from ptcoding.facts import facts
    >>> look_up("s52511a", facts()).title
    'Displaced fracture of right radial styloid process, initial encounter for closed fracture'
    """
    if not isinstance(code, str) or (dotted := _dotted(code)) is None:
        raise InputError([Problem("diagnosis", quoted(code), EXPECTED)])
    book = tabular()
    title = book.titles.get(dotted, "")
    return Diagnosis(
        code=dotted,
        title=title,
        valid=bool(title),
        billable=bool(title) and dotted not in book.children,
        unspecified=re.search(r"\bunspecified\b", title, re.IGNORECASE) is not None,
        laterality=side(dotted),
        encounter=encounter(dotted),
        aftercare=_belongs(dotted, "aftercare", facts),
        injury=_belongs(dotted, "injury", facts),
        release=facts.diagnosis_release.name,
    )


def diagnosis_findings(codes: Sequence[str], on: Date | None, facts: Facts) -> tuple[Finding, ...]:
    """Say what a biller should know about the diagnoses of a visit.

    Args:
        codes: The codes in the order of the claim, as typed; blank ones are passed over.
        on: The date of service, None where it does not matter.
        facts: The facts, for the list that was read and its groups.

    Returns:
        The findings by code, then those on the codes together, and that people judge necessity.

    Raises:
        InputError: If there are more than 40 codes or one is no text.
    """
    typed = _typed(codes)
    shaped = [(line, look_up(code, facts)) for line, code in typed if _dotted(code) is not None]
    found = [_malformed(line, code) for line, code in typed if _dotted(code) is None]
    for line, diagnosis in shaped:
        found += _about(line, diagnosis)
    found += _together(shaped, facts)
    if shaped and on is not None and not is_in_force(facts.diagnosis_release, on):
        found.append(_outdated(on, facts.diagnosis_release))
    if shaped:
        found.append(_finding("diagnosis_judged", Severity.NOTE, shaped, "bpm15-220.2"))
    return tuple(found)


def _typed(codes: Sequence[str]) -> list[tuple[int, str]]:
    """Take the codes that are not blank, with their places."""
    typed = [(line, code) for line, code in enumerate(codes) if not isinstance(code, str) or code.strip()]
    if len(typed) > MOST_DIAGNOSES:
        raise InputError([Problem("diagnoses", f"{len(typed)} codes", f"at most {MOST_DIAGNOSES} codes")])
    strange = [(line, code) for line, code in typed if not isinstance(code, str)]
    if strange:
        raise InputError([Problem(f"diagnoses[{line}]", quoted(code), EXPECTED) for line, code in strange])
    return typed


def _dotted(code: str) -> str | None:
    """Write a code with its dot and in capitals, None where it has no such shape."""
    text = code.strip().upper()
    if _SHAPE.fullmatch(text) is None or not text.isascii():
        return None
    plain = text.replace(".", "")
    return plain if len(plain) == 3 else f"{plain[:3]}.{plain[3:]}"  # noqa: PLR2004 - a category has three characters


def _belongs(code: str, key: str, facts: Facts) -> bool:
    return any(group.holds(code) for group in facts.diagnosis_groups if group.key == key)


def _malformed(line: int, code: str) -> Finding:
    text = quoted(" ".join(code.split()))
    text = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
    shown = MappingProxyType({"code": text})
    return Finding("diagnosis_malformed", Severity.ERROR, (), (line,), "icd10cm-april-2026", shown)


def _about(line: int, diagnosis: Diagnosis) -> Iterable[Finding]:
    """Say what concerns one code alone."""
    one, book = [(line, diagnosis)], tabular()
    if not diagnosis.valid:
        values = {"release": diagnosis.release, "near": nearest(diagnosis.code)}
        yield _finding("diagnosis_not_valid", Severity.ERROR, one, "icd10cm-april-2026", **values)
    elif not diagnosis.billable:
        seventh = book.children[diagnosis.code][0] in book.extended
        kind = "diagnosis_seventh" if seventh else "diagnosis_not_billable"
        near = with_titles(below(diagnosis.code))
        yield _finding(kind, Severity.ERROR, one, "icd10cm-april-2026", near=near)
    elif diagnosis.unspecified and (better := specific(diagnosis.code)):
        yield _finding("diagnosis_unspecified", Severity.NOTE, one, "icd10cm-april-2026", near=with_titles(better))
    if diagnosis.injury and diagnosis.billable and diagnosis.encounter == "initial":
        yield from _active(line, diagnosis)


def _active(line: int, diagnosis: Diagnosis) -> Iterable[Finding]:
    """Say that an injury is coded as under active treatment, where the list has the code for healing."""
    book = tabular()
    stem = book.children[book.parents[diagnosis.code]]
    healing = [code for code in stem if encounter(code) == "subsequent"]
    if healing:
        near = with_titles(healing[:1])
        yield _finding("diagnosis_active", Severity.NOTE, [(line, diagnosis)], "icd10-seventh-character", near=near)


def _together(shaped: Sequence[tuple[int, Diagnosis]], facts: Facts) -> Iterable[Finding]:
    """Say what concerns the codes of a visit together."""
    aftercare = [(line, one) for line, one in shaped if one.aftercare and one.valid]
    injuries = [(line, one) for line, one in shaped if one.injury and one.valid]
    if aftercare and injuries:
        said = {
            key: ", ".join(one.code for _, one in some)
            for key, some in (("aftercare", aftercare), ("injury", injuries))
        }
        together = sorted([*aftercare, *injuries], key=lambda pair: pair[0])
        yield _finding("diagnosis_aftercare", Severity.WARNING, together, "icd10-injury-aftercare", **said)
    signs = [(line, one) for line, one in shaped if one.valid and _belongs(one.code, "sign", facts)]
    named = [one.code for _, one in shaped if one.valid and not _is_no_disease(one.code, facts)]
    if signs and named:
        about = {"signs": " and ".join(one.code for _, one in signs), "others": " and ".join(dict.fromkeys(named))}
        yield _finding("diagnosis_sign", Severity.NOTE, signs, "icd10-signs", **about)
    if shaped and all(_belongs(one.code, "vague", facts) for _, one in shaped):
        yield _finding("diagnosis_vague", Severity.NOTE, shaped, "m62-81-guide")


def _is_no_disease(code: str, facts: Facts) -> bool:
    return any(_belongs(code, key, facts) for key in ("sign", "status", "vague"))


def _outdated(on: Date, release: Release) -> Finding:
    values = {"release": release.name, "since": release.since, "until": release.until, "date": on}
    return Finding("diagnosis_release", Severity.WARNING, (), (), "icd10cm-october", MappingProxyType(values))


def _finding(
    kind: str, severity: Severity, about: Sequence[tuple[int, Diagnosis]], source: str, **values: object
) -> Finding:
    first = about[0][1]
    return Finding(
        kind,
        severity,
        tuple(dict.fromkeys(one.code for _, one in about)),
        tuple(line for line, _ in about),
        source,
        MappingProxyType({"code": first.code, "title": first.title, **values}),
    )
