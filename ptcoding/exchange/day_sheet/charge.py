"""What one unit of a code is charged, from lines that charge several at once."""

from collections.abc import Iterable
from decimal import Decimal


def unit_charges(lines: Iterable[tuple[str, int | None, Decimal | None]]) -> dict[str, str]:
    """Give the charge of a unit where a line's charge divides evenly, and the lines of a code agree.

    Args:
        lines: The code, the units and the charge of each line; units and charge are None where nothing was said.

    Returns:
        Dollars of a unit by code, as they are written; a code whose lines disagree is left out.

    >>> unit_charges([("97110", 2, Decimal(120)), ("97110", 1, Decimal(60)), ("97140", 3, Decimal(100))])
    {'97110': '60.00'}
    """
    charges: dict[str, set[str]] = {}
    for code, units, charge in lines:
        if charge is not None and units:
            each = charge / units
            charges.setdefault(code, set()).add(f"{each:.2f}" if each == round(each, 2) else "")
    return {code: next(iter(said)) for code, said in charges.items() if len(said) == 1 and "" not in said}
