"""Small pieces of HTML from our own templates, every value escaped."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ptcoding.facts import facts
from ptcoding.facts.source import Source

HERE = Path(__file__).with_name("page")


def filled(name: str, **values: Any) -> str:
    """Fill a template.

    Args:
        name: The template, without its ending.
        values: What it is filled with.

    Returns:
        A piece of HTML.

    >>> "&lt;b&gt;" in filled("note", **{"pieces": [("", "<b>")], "lists": []})
    True
    """
    return _templates().get_template(f"{name}.html").render(values)


def sourced(key: str) -> Source | None:
    """Give the source that a sentence names.

    Args:
        key: Its key, empty where the sentence names none.

    Returns:
        The source, None where there is none.
    """
    return facts().sources[key] if key else None


def pieces(text: str) -> list[tuple[bool, str]]:
    """Cut a sentence at its bold marks.

    Args:
        text: The sentence.

    Returns:
        Its pieces, each with whether it is bold.

    >>> pieces("33 + 7 = **40 minutes**.")
    [(False, '33 + 7 = '), (True, '40 minutes'), (False, '.')]
    """
    return [(place % 2 == 1, piece) for place, piece in enumerate(text.split("**"))]


@cache
def _templates() -> Environment:
    # Every template is HTML, so every value is escaped, whatever its file is called.
    made = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {"pieces": pieces, "sourced": sourced}
    return made
