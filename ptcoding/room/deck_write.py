"""A deck written as the file that a reader takes again."""

import json
import re
from collections.abc import Mapping
from typing import Any

HEAD = ("title", "minutes", "audience", "objectives")
LONGEST_NAME = 50


def write_deck(values: Mapping[str, Any]) -> str:
    r"""Write a deck.

    Args:
        values: Title, minutes, audience, objectives, and the parts under ``step``; what the reader would not take is
            written as it stands, so that the reader says what is wrong with it.

    Returns:
        TOML.

    >>> print(write_deck({"title": "Mine", "minutes": 3, "step": [{"kind": "belief", "key": "M01", "minutes": 3}]}))
    title = "Mine"
    minutes = 3
    <BLANKLINE>
    [[step]]
    kind = "belief"
    key = "M01"
    minutes = 3
    <BLANKLINE>
    """
    lines = [_line(name, values[name]) for name in HEAD if name in values]
    steps = values.get("step")
    for step in steps if isinstance(steps, list) else []:
        lines += ["", "[[step]]"]
        lines += [_line(name, value) for name, value in step.items()] if isinstance(step, dict) else []
    return "\n".join([*lines, ""])


def name_of(title: str) -> str:
    """Name the file of a deck after its title.

    >>> name_of("Units & codes: 20 minutes"), name_of("!")
    ('units_codes_20_minutes', 'deck')
    """
    return "_".join(re.findall(r"[a-z0-9]+", title.lower()))[:LONGEST_NAME].strip("_") or "deck"


def _line(name: str, value: object) -> str:
    """Write one field; a text of JSON is a text of TOML."""
    key = name if re.fullmatch(r"[a-z_]+", name) else _quoted(name)
    kept = value if isinstance(value, (str, int, list)) and not isinstance(value, bool) else str(value)
    if isinstance(kept, list):
        kept = [one if isinstance(one, (str, int)) else str(one) for one in kept]
    return f"{key} = {_quoted(kept)}"


def _quoted(value: object) -> str:
    """Write a value as JSON does, which is TOML but for half a character and the delete sign."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
    return text.replace("\x7f", "\\u007f")
