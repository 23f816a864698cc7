"""Therapy minutes, units, claims and notes, every step of the way shown and sourced.

>>> from ptcoding import AMA, CMS, Session, allocate
>>> visit = Session.of({"97110": 33, "97140": 7})
>>> medicare = allocate(visit, CMS)
>>> medicare.timed_minutes, medicare.timed_units, dict(medicare.units)
(40, 3, {'97110': 2, '97140': 1})
>>> dict(allocate(visit, AMA).units)
{'97110': 2, '97140': 0}
>>> allocate(Session.of({"97112": 20, "97110": 20}), CMS).alternatives
({'97112': 2, '97110': 1}, {'97112': 1, '97110': 2})
>>> from ptcoding import explain
>>> print(explain(medicare)[0].text)
33 + 7 = **40 timed minutes**, and 38 to 52 minutes make **3 units**.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ptcoding.billing.count.allocation import Allocation, allocate
    from ptcoding.billing.visit.session import Service, Session
    from ptcoding.errors import InputError
    from ptcoding.explanation import explain
    from ptcoding.facts.rule import CountingRule
    from ptcoding.finding import Finding
    from ptcoding.notes.intent import supports
    from ptcoding.notes.review import review

    CMS: CountingRule
    AMA: CountingRule

__version__ = "0.1.0"
__all__ = [
    "AMA",
    "CMS",
    "Allocation",
    "CountingRule",
    "Finding",
    "InputError",
    "Service",
    "Session",
    "allocate",
    "explain",
    "review",
    "supports",
]


def __getattr__(name: str) -> object:
    """Load what is asked for, and nothing before: who counts a visit waits for no note and no table of payers."""
    home = {
        "Allocation": "billing.count.allocation",
        "CountingRule": "facts.rule",
        "Finding": "finding",
        "InputError": "errors",
        "Service": "billing.visit.session",
        "Session": "billing.visit.session",
        "allocate": "billing.count.allocation",
        "explain": "explanation",
        "review": "notes.review",
        "supports": "notes.intent",
    }.get(name)
    if home is not None:
        return getattr(import_module(f"ptcoding.{home}"), name)
    if name in ("CMS", "AMA"):
        # Here and not above, where the function would take the name of its package.
        from ptcoding.facts import facts

        return facts().rule(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


if "IPython" in sys.modules:
    # In a notebook visits, counts, claims and reviews show themselves; elsewhere nothing more is loaded.
    import_module("ptcoding.jupyter").register(sys.modules["IPython"].get_ipython())
