"""Words of the course with their numbers, citations and terms filled in from the data."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from ptcoding import CMS
from ptcoding.facts import facts

_PLACE = re.compile(r"\{(\w+)\}")
_CITE = re.compile(r"\[\^([\w.-]+)\]")
_TERM = re.compile(r"\[([^\]]+)\]\(glossary:([\w-]+)\)")
MOST_SPANS = 12


@cache
def numbers() -> Mapping[str, str]:
    """Give every number that words may ask for, by its placeholder.

    >>> numbers()["eight"], numbers()["span_1"], numbers()["kx_2026"]
    ('8', '8 to 22', '$2,480')
    """
    last = max(facts().thresholds)
    known = {
        "eight": str(CMS.threshold),
        "quarter": str(CMS.unit_minutes),
        "kx_year": str(last),
        "checked": f"{CMS.checked:%d %B %Y}".lstrip("0"),
        **{f"kx_{year}": f"${row.amount:,}" for year, row in facts().thresholds.items()},
        **{f"span_{units}": "{} to {}".format(*CMS.span(units)) for units in range(MOST_SPANS + 1)},
        **{f"mue_{limit.code}": str(limit.units) for limit in facts().limits.limits},
        **{figure.key: figure.value for figure in facts().figures},
    }
    terms = facts().assistants.on(date(last, 1, 1))
    known["co_share"] = f"{terms['share'].value}%"
    known["co_rate"] = f"{terms['rate'].value}%"
    return MappingProxyType(known)


def filled(words: str) -> str:
    """Fill numbers, citations and links to the glossary into Markdown of the course.

    Args:
        words: Markdown with ``{placeholder}``, ``[^source]`` and ``[term](glossary:slug)``.

    Returns:
        Markdown to be shown.

    Raises:
        KeyError: If a placeholder or a source is unknown; the tests read every text.

    >>> filled("From {eight} minutes on.")
    'From 8 minutes on.'
    """
    # A dollar sign opens a formula in Markdown, and two of them in one paragraph would swallow what lies between.
    words = _PLACE.sub(lambda found: numbers()[found[1]].replace("$", r"\$"), words)
    words = _CITE.sub(lambda found: f" {_cited(found[1])}", words)
    # Every page lies beside the glossary, wherever a proxy has put the site.
    return _TERM.sub(lambda found: f"[{found[1]}](glossary?term={found[2]})", words)


def cited(words: str) -> tuple[str, ...]:
    """List the sources that a text cites, in order.

    >>> cited("So it is.[^cpm5-20.2]")
    ('cpm5-20.2',)
    """
    return tuple(dict.fromkeys(_CITE.findall(words)))


def terms(words: str) -> tuple[str, ...]:
    """List the terms that a text links to, in order."""
    return tuple(dict.fromkeys(slug for _, slug in _TERM.findall(words)))


def _cited(key: str) -> str:
    source = facts().sources[key]
    return f":small[[{source.short}]({source.url})]" if source.url else f":small[{source.short}]"
