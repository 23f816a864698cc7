"""Words of the course without their marks, for a page or a paper that reads no Markdown."""

import re

from lessons.content.wording import filled
from ptcoding.facts import facts

_CITED = re.compile(r"\s*\[\^[\w.-]+\]")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


def plain(words: str) -> str:
    r"""Fill numbers into words and take their marks out.

    Args:
        words: Markdown of the course.

    Returns:
        Text that is shown as it stands.

    >>> plain("From **{eight}** minutes on.[^cpm5-20.2]")
    'From 8 minutes on.'
    """
    text = filled(_CITED.sub("", words))
    return _LINK.sub(r"\1", text).replace("**", "").replace("\\$", "$").replace("`", "")


def named(source: str) -> str:
    """Name a source for a reader, with its address where it has one."""
    known = facts().sources[source]
    return " ".join(part for part in (known.short, known.url) if part)
