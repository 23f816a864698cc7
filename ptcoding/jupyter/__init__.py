"""Visits, counts, claims and reviews in a notebook: they show themselves there, and exercises are marked.

The domain knows nothing of notebooks: how a value is shown is registered here, by its name, and what draws it is loaded
when something is drawn.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ptcoding.jupyter.strip import Strip
    from ptcoding.jupyter.work import Marked, Work

__all__ = ["Marked", "Strip", "Work", "load_ipython_extension", "register"]

_HOMES = {"Marked": "work", "Strip": "strip", "Work": "work"}
# What shows itself, by the module it stands in.
SHOWN = {
    "Session": "ptcoding.billing.visit.session",
    "Allocation": "ptcoding.billing.count.allocation",
    "Claim": "ptcoding.billing.claim.claim",
    "Review": "ptcoding.notes.review",
    "Marked": "ptcoding.jupyter.work",
    "Work": "ptcoding.jupyter.work",
}


def register(shell: Any) -> bool:
    """Let the values of the library show themselves in a notebook.

    Args:
        shell: What IPython calls its shell, None where there is none.

    Returns:
        Whether it is a notebook's; in a terminal nothing is changed.

    >>> register(None)
    False
    """
    if getattr(shell, "kernel", None) is None:
        return False
    for name, module in SHOWN.items():
        shell.display_formatter.ipython_display_formatter.for_type_by_name(module, name, _show)
    return True


def load_ipython_extension(shell: Any) -> None:
    """Register everything after ``%load_ext ptcoding.jupyter``, where the library was loaded before the notebook."""
    register(shell)


def _show(value: object) -> None:
    from ptcoding.jupyter.show import show

    show(value)


def __getattr__(name: str) -> object:
    """Load what is asked for, and nothing before: a widget brings a library of its own."""
    if name in _HOMES:
        return getattr(import_module(f"ptcoding.jupyter.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
