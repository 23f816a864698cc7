"""Whether a server is there: without one the app runs in the visitor's browser, and some pages say what that costs."""

import os

# What `lessons/static/web/worker.js` sets.
VARIABLE = "PTCODING_IN_BROWSER"


def is_served() -> bool:
    """Tell whether a server runs the app, which other people and other devices can reach."""
    return not os.environ.get(VARIABLE)
