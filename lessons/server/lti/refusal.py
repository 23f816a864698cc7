"""Why a launch goes no further, in words for whoever clicked a link in their course."""

from ptcoding.facts.words import filled

BAD, FORBIDDEN, AWAY = 400, 403, 503
_STATUS = {"keys": AWAY, "store": AWAY, "unreadable": BAD, "target": BAD, "page": BAD, "message": BAD, "accepts": BAD}


class LaunchRefusedError(Exception):
    """Raised when a launch is not taken; nothing is kept of it then.

    Args:
        kind: Which refusal; its sentence stands in the words.

    >>> LaunchRefusedError("keys").status, LaunchRefusedError("nonce").status
    (503, 403)
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.status = _STATUS.get(kind, FORBIDDEN)
        super().__init__(filled("lti_refused", kind, {}))
