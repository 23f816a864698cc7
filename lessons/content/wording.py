"""Words of the course with their numbers, citations and terms filled in from the data."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from lessons.content.addresses import TERM
from ptcoding import CMS
from ptcoding.facts import facts

_PLACE = re.compile(r"\{(\w+)(?::(\d{4}))?\}")
_CITE = re.compile(r"\[\^([\w.-]+)\]")
_TERM = re.compile(r"\[([^\]]+)\]\(glossary:([\w-]+)\)")
MOST_SPANS = 12


@cache
def numbers() -> Mapping[str, str]:
    """Give every number that stands whatever the year, by its placeholder.

    >>> numbers()["eight"], numbers()["span_1"]
    ('8', '8 to 22')
    """
    return MappingProxyType(
        {
            "eight": str(CMS.threshold),
            "quarter": str(CMS.unit_minutes),
            **{f"span_{units}": "{} to {}".format(*CMS.span(units)) for units in range(MOST_SPANS + 1)},
            **{figure.key: figure.value for figure in facts().figures},
        }
    )


@cache
def numbers_of(year: int) -> Mapping[str, str]:
    """Give every number that changes with the years, as it stands in one of them.

    Words name the year of such a number, so that a row added for a later year changes no sentence written before. A
    yearly amount carries its year, since words beside it would otherwise have to repeat it.

    Args:
        year: The year.

    Returns:
        The numbers by their placeholder; what was not read for the year is left out.

    >>> numbers_of(2026)["kx"], numbers_of(2026)["co_rate"], "kx" in numbers_of(1999)
    ('$2,480 in 2026', '85%', False)
    """
    known = {}
    if year in facts().thresholds:
        known["kx"] = f"${facts().thresholds[year].amount:,} in {year}"
    read = [limit for limit in facts().limits.limits if limit.since.year <= year <= limit.until.year]
    known.update({f"mue_{limit.code}": str(limit.units) for limit in sorted(read, key=lambda limit: limit.until)})
    # Where a term changed within the year, the one that it ends with.
    terms = facts().assistants.on(date(year, 12, 31))
    known.update({f"co_{key}": f"{terms[key].value}%" for key in ("share", "rate") if key in terms})
    return MappingProxyType(known)


def filled(words: str) -> str:
    """Fill numbers, citations and links to the glossary into Markdown of the course.

    Args:
        words: Markdown with ``{placeholder}``, ``{placeholder:year}``, ``[^source]`` and ``[term](glossary:slug)``.

    Returns:
        Markdown to be shown.

    Raises:
        KeyError: If a placeholder, its year or a source is unknown; the tests read every text.

    >>> filled("From {eight} minutes on.")
    'From 8 minutes on.'
    """
    # A dollar sign opens a formula in Markdown, and two of them in one paragraph would swallow what lies between.
    words = _PLACE.sub(lambda found: _number(*found.groups()).replace("$", r"\$"), words)
    words = _CITE.sub(lambda found: f" {_cited(found[1])}", words)
    # Every page lies beside the glossary, wherever a proxy has put the site.
    return _TERM.sub(lambda found: f"[{found[1]}](glossary?{TERM}={found[2]})", words)


def cited(words: str) -> tuple[str, ...]:
    """List the sources that a text cites, in order.

    >>> cited("So it is.[^cpm5-20.2]")
    ('cpm5-20.2',)
    """
    return tuple(dict.fromkeys(_CITE.findall(words)))


def terms(words: str) -> tuple[str, ...]:
    """List the terms that a text links to, in order."""
    return tuple(dict.fromkeys(slug for _, slug in _TERM.findall(words)))


def _number(name: str, year: str | None) -> str:
    return numbers()[name] if year is None else numbers_of(int(year))[name]


def _cited(key: str) -> str:
    source = facts().sources[key]
    return f":small[[{source.short}]({source.url})]" if source.url else f":small[{source.short}]"
