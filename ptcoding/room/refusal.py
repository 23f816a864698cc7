"""What a room does not do, said in words: a vote out of time, a move that does not fit, a code that leads nowhere."""

from ptcoding.facts.words import filled

NOT_FOUND, FORBIDDEN, CONFLICT, TOO_LARGE, TOO_MANY, UNREADABLE = 404, 403, 409, 413, 429, 400
_STATUS = {
    "no_room": NOT_FOUND,
    "no_page": NOT_FOUND,
    "no_seat": FORBIDDEN,
    "not_host": FORBIDDEN,
    "other_site": FORBIDDEN,
    "full": CONFLICT,
    "too_large": TOO_LARGE,
    "too_many": TOO_MANY,
    "unreadable": UNREADABLE,
    "answer": UNREADABLE,
    "nothing_given": UNREADABLE,
    "hands": UNREADABLE,
    "unknown_move": UNREADABLE,
}


class RefusedError(Exception):
    """Raised when a room refuses what was asked of it; nothing is changed then.

    Args:
        kind: Which refusal; its sentence stands in the words.
        values: What the sentence is filled with.

    >>> refused = RefusedError("no_room")
    >>> refused.status, str(refused)
    (404, 'There is no room with this code. Check the code on the wall.')
    """

    def __init__(self, kind: str, **values: object) -> None:
        self.kind = kind
        self.status = _STATUS.get(kind, CONFLICT)
        super().__init__(filled("room_refused", kind, values))
