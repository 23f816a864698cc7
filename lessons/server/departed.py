"""The sessions of those who left, which Streamlit keeps for two minutes lest they come back."""

from collections.abc import Callable
from typing import Any

from streamlit.runtime import exists, get_instance


def let_go(enough: Callable[[], bool]) -> None:
    """End sessions of visitors who left, the longest gone first, until it is enough.

    Who comes back to one that has ended begins anew: this is for the moment when somebody else could not come in.
    To be called in the thread of the server's loop.

    Args:
        enough: Tells whether enough is free.
    """
    if not exists():
        return
    runtime = get_instance()
    # Streamlit gives no way to read or shorten its list of those who left, and drops nobody before the next one leaves.
    manager: Any = runtime._session_mgr  # noqa: SLF001 - reached for here alone; the test of 200 visits fails when it moves
    kept = manager._session_storage._cache  # noqa: SLF001 - the same
    for _, gone in kept.expire():
        gone.session.shutdown()
    for key in list(kept):
        if enough():
            return
        runtime.close_session(key)
