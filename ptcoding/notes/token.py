"""The words and figures of a note: the one way a text is cut, for clues, for the guard and for comparing notes.

Words are compared one by one, never as one regular expression, so that no text can make a search run away.
"""

import re
from typing import NamedTuple

LONGEST_SENTENCE = 100
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
# What begins with a figure is tried at figures alone, and the name of a month where one may begin.
_TOKEN = re.compile(
    rf"(?=\d)(?:(?P<date>\b\d{{4}}-\d\d?-\d\d?\b|\b\d\d?/\d\d?/\d{{2,4}}\b|\b\d\d?\s{_MONTH}\s\d{{4}}\b)"
    r"|(?P<grade>(?<![\d/])[0-5][+-]?\s?/\s?5(?![\d/]))"
    r"|(?P<bouts>\d{1,3}\s?[x×]\s?\d{1,4}(?:\.\d)?\s?(?:s|secs?|seconds?|min|mins|minutes?|m|met(?:er|re)s?|ft|feet)\b)"
    r"|(?P<dose>\d{1,3}\s?[x×]\s?\d{1,3}(?!\d|\.\d))"
    r"|(?P<load>\d{1,4}(?:\.\d{1,2})?[\s-]?(?:lbs?|pounds?|kg|kilos?|g|oz|ounces?|\#)(?![a-z]))"
    r"|(?P<degrees>\d{1,3}(?:\.\d)?\s?(?:°|degs?\b|degrees?\b))"
    r"|(?P<number>\d{1,9}(?:[.:]\d{1,9})?))"
    rf"|(?=[adfjmnos])(?P<month>\b{_MONTH}\s\d\d?(?:,\s?\d{{4}})?(?![\w×]))"
    r"|(?P<word>[^\W\d_]{1,40}(?:['\u2019][^\W\d_]{1,3})?\d{0,4})"
    r"|(?P<stop>[.!?\n])"
    r"|(?P<pause>[,:;()])",
    re.IGNORECASE,
)
# What the kinds of figures are called; a date may be written either way.
_CALLED = {kind: f"<{kind}>" for kind in _TOKEN.groupindex} | {"month": "<date>"}


class Token(NamedTuple):
    """One word or figure of a text; a tuple, because a long text has thousands.

    Args:
        word: The word in lower case, or the kind of figure in angle brackets.
        raw: What stands in the text, in lower case.
        start: Position of its first character.
        end: Position after its last character.
        sentence: Number of its sentence, from 0.
        part: Number of the part of a sentence, split at commas, colons, semicolons and brackets, counted on.
    """

    word: str
    raw: str
    start: int
    end: int
    sentence: int
    part: int


def tokens(text: str) -> tuple[Token, ...]:
    """Split a text into words and figures.

    Args:
        text: Any text.

    Returns:
        Its words and figures in order, without the marks between them. A sentence ends after 100 words at the latest.

    >>> [token.word for token in tokens("Sit-to-stand 3x10, quads 4-/5 on 3/2/26.")]
    ['sit', 'to', 'stand', '<dose>', 'quads', '<grade>', 'on', '<date>']
    >>> [token.word for token in tokens("SLR 3x10. Rows 3x1.5")]
    ['slr', '<dose>', 'rows', '<number>', 'x1', '<number>']
    """
    found: list[Token] = []
    sentence = part = length = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "stop" or length == LONGEST_SENTENCE:
            sentence, part, length = sentence + 1, part + 1, 0
        if kind == "stop":
            continue
        if kind == "pause":
            part += 1
        else:
            raw = match.group().lower().replace("\u2019", "'")
            length += 1
            found.append(Token(raw if kind == "word" else _CALLED[kind], raw, *match.span(), sentence, part))
    return tuple(found)
