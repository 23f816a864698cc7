"""Foreign words and citations as Markdown. No screen is drawn here."""

import re

from ptcoding.facts import facts

JOINER = "\u2060"
# Even where characters are escaped, the front end makes addresses links, "->" an arrow, `:material_home:` or `:smile:`
# a picture; an unseen joiner keeps each apart.
_APART = re.compile(
    r"(?<=:)(?=//)|(?<=ww)(?=w\.)|(?=@)|(?<=[-<>~])(?=[-=>])|(?<=:)(?=[a-z+-][\w+-]{0,60}:)", re.IGNORECASE
)
# Control characters, half characters, and marks that turn the direction of whatever follows.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_SIGN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&=@/])")


def literal(words: str) -> str:
    r"""Make typed or foreign text safe inside Markdown and labels: shown as it is, never as markup.

    Args:
        words: Any text.

    Returns:
        The text with every character that Markdown might read escaped, and a replacement character where one would not
        be seen or would turn what follows.

    >>> literal("*R knee* :red[x] $y$")
    '\\*R knee\\* \\:red\\[x\\] \\$y\\$'
    """
    apart = _APART.sub(JOINER, _UNFIT.sub("\ufffd", " ".join(words.split())))
    return _SIGN.sub(r"\\\1", apart)


def cite(key: str) -> str:
    """Write a citation as Markdown, linked where the document has an address.

    Args:
        key: Key of the source.

    Returns:
        Its short name in small letters.
    """
    source = facts().sources[key]
    name = source.short.replace("[", "(").replace("]", ")")
    return f":small[[{name}]({source.url})]" if source.url else f":small[{name}]"
