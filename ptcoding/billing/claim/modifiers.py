"""Modifiers of a claim line: what each says, and which a visit calls for."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ptcoding.billing.visit.session import Discipline
from ptcoding.facts.modifier import Modifier
from ptcoding.finding import Finding, Severity

PLAN = MappingProxyType({Discipline.PT: "GP", Discipline.OT: "GO", Discipline.SLP: "GN"})
BYPASS = ("59", "XE", "XS", "XP", "XU")
NOTICES = ("GA", "GX", "GY", "GZ")
# The assistant's modifier must stand with the one of the same plan.
PAIRED = MappingProxyType({"CQ": "GP", "CO": "GO"})
# Of each of these groups a line has one.
ALONE = ("telehealth", "repeat", "purpose", "side")


def conflicts(code: str, modifiers: Sequence[str], lines: tuple[int, ...]) -> list[Finding]:
    """Find modifiers of one line that cannot stand together.

    Args:
        code: Procedure code of the line.
        modifiers: Its modifiers.
        lines: Positions of the services behind it.

    Returns:
        A finding for each conflict.
    """
    on_line = set(modifiers)
    found = []
    plans = sorted(on_line & set(PLAN.values()))
    if len(plans) > 1:
        found.append(("plan_twice", "cpm5-20.1", {"modifiers": " and ".join(plans)}))
    found += [
        ("assistant_alone", "cpm5-20.1", {"modifier": assistant, "plan": plan})
        for assistant, plan in PAIRED.items()
        if assistant in on_line and plan not in on_line
    ]
    if {"KX", "GA"} <= on_line:
        found.append(("kx_with_ga", "ngs-notice", {}))
    notices = sorted(on_line & {"GA", "GY", "GZ"})
    if len(notices) > 1:
        found.append(("notice_twice", "rcmguide-notice", {"modifiers": " and ".join(notices)}))
    elif "GX" in on_line and on_line & {"GA", "GZ"}:
        found.append(("notice_twice", "xifin-notice", {"modifiers": " and ".join((*notices, "GX"))}))
    if "59" in on_line and on_line & set(BYPASS[1:]):
        found.append(("bypass_twice", "nccipm-1e", {"modifier": min(on_line & set(BYPASS[1:]))}))
    return [
        Finding(kind, Severity.ERROR, (code,), lines, source, MappingProxyType({"code": code, **values}))
        for kind, source, values in found
    ]


def contradictions(
    code: str, modifiers: Sequence[str], lines: tuple[int, ...], known: Mapping[str, Modifier]
) -> list[Finding]:
    """Find modifiers of one line that answer the same question in two ways, such as left and right.

    Args:
        code: Procedure code of the line.
        modifiers: Its modifiers.
        lines: Positions of the services behind it.
        known: The modifiers that are described.

    Returns:
        A finding for each question.

    >>> from ptcoding.facts import facts
    >>> [found.values["modifiers"] for found in contradictions("29240", ("GP", "RT", "LT"), (), facts().modifiers)]
    ['LT and RT']
    """
    found = []
    for group in ALONE:
        twice = sorted(one for one in set(modifiers) if one in known and known[one].group == group)
        if len(twice) > 1:
            values = MappingProxyType({"code": code, "modifiers": " and ".join(twice)})
            found.append(Finding("stated_twice", Severity.ERROR, (code,), lines, known[twice[0]].sources[0], values))
    return found
