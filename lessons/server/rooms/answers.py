"""The fields of a form put together to an answer, as a program would send it."""

from collections.abc import Mapping, Sequence

from ptcoding.room.about import MODIFIERS, ORDER, UNITS


def of_form(kind: str, fields: Mapping[str, Sequence[str]]) -> object:
    """Put the fields of a form together.

    Args:
        kind: Kind of the question.
        fields: Texts by the name of the field.

    Returns:
        The answer: keys of choices, units or places by key, or units and modifiers.

    >>> of_form("units", {"u.97110": ["2"], "round": ["1"]}), of_form("choice", {"a": ["b"]})
    ({'97110': '2'}, ['b'])
    """

    def with_prefix(prefix: str) -> dict[str, str]:
        return {name.removeprefix(prefix): texts[0] for name, texts in fields.items() if name.startswith(prefix)}

    if kind == UNITS:
        return with_prefix("u.")
    if kind == MODIFIERS:
        return {"units": with_prefix("u."), "modifiers": with_prefix("m.")}
    return with_prefix("o.") if kind == ORDER else list(fields.get("a", []))
