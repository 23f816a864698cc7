"""Whether learning platforms may launch this site. Nothing else of this folder is read where none may."""

import os
from functools import cache

from ptcoding.command.lti_settings import VARIABLE, Lti, read_lti

# Ties a launch to the browser that began it.
COOKIE = "ptcoding_lti"


def configured() -> Lti | None:
    """Give the platforms that may launch this site, None where none may; the file is read once."""
    name = os.environ.get(VARIABLE, "")
    return _read(name) if name else None


@cache
def _read(name: str) -> Lti | None:
    return read_lti({VARIABLE: name})
