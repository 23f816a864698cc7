"""Where a room stands, and how a move of its host changes that: pure, nothing is stored or sent here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from ptcoding.room.refusal import RefusedError


class Phase(StrEnum):
    """What a room does at the moment."""

    LOBBY = "lobby"
    READ = "read"
    VOTE = "vote"
    CLOSED = "closed"
    DISCUSS = "discuss"
    REVOTE = "revote"
    RESULTS = "results"
    ENDED = "ended"

    @property
    def takes_votes(self) -> bool:
        """Whether an answer is taken now."""
        return self in {Phase.VOTE, Phase.REVOTE}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a room stands.

    Args:
        phase: What it does.
        step: Position in its deck from 0, -1 before the first part.
        round: The vote on this question that is open or was the last, from 1; 0 before the first.
        left: What it did before it was ended, to be taken up again.
    """

    phase: Phase = Phase.LOBBY
    step: int = -1
    round: int = 0
    left: Phase = Phase.LOBBY


def moved(standing: Standing, move: str, asks: Sequence[bool], rounds: Mapping[int, int]) -> Standing:
    """Make a move.

    Args:
        standing: Where the room stands.
        move: What its host wants.
        asks: Of each part of the deck, whether it is a question.
        rounds: How many votes were begun on each part, by its position.

    Returns:
        Where it stands afterward; as before where the move asks for what is already so.

    Raises:
        RefusedError: If the move does not fit.

    >>> start = moved(Standing(), "next", [True], {})
    >>> start.phase.value, moved(start, "vote", [True], {}).phase.value
    ('read', 'vote')
    """
    if move not in MOVES:
        raise RefusedError("unknown_move", moves=", ".join(MOVES))
    if standing.phase is Phase.ENDED and move not in {"reopen", "end"}:
        raise RefusedError("is_ended")
    return MOVES[move](standing, asks, rounds)


def forward(standing: Standing, asks: Sequence[bool]) -> tuple[str, ...]:
    """List the moves that fit, the usual one first: what a presenter's clicker does.

    Args:
        standing: Where the room stands.
        asks: Of each part of the deck, whether it is a question.

    Returns:
        Names of moves.

    >>> forward(Standing(Phase.VOTE, 0, 1), [True, True])
    ('close', 'results', 'next', 'end')
    """
    is_last, is_question = standing.step + 1 >= len(asks), standing.step >= 0 and asks[standing.step]
    first: tuple[str, ...]
    if standing.phase is Phase.ENDED:
        return ("reopen",)
    if not is_question:
        first = ()
    elif standing.phase is Phase.CLOSED and standing.round > 1:
        first = ("results", "vote", "discuss", "revote")
    else:
        first = _FORWARD.get(standing.phase, ())
    onward = () if is_last else ("next",)
    again = ("repeat",) if standing.phase is Phase.RESULTS else ()
    return (*first, *onward, *again, *(("back",) if standing.step > 0 else ()), "end")


_FORWARD: Mapping[Phase, tuple[str, ...]] = MappingProxyType(
    {
        Phase.READ: ("vote", "results"),
        Phase.VOTE: ("close", "results"),
        Phase.CLOSED: ("discuss", "results", "vote", "revote"),
        Phase.DISCUSS: ("revote", "results"),
        Phase.REVOTE: ("close", "results"),
    }
)


def _next(standing: Standing, asks: Sequence[bool], rounds: Mapping[int, int]) -> Standing:
    if standing.step + 1 >= len(asks):
        raise RefusedError("last")
    return _at(standing.step + 1, asks, rounds)


def _back(standing: Standing, asks: Sequence[bool], rounds: Mapping[int, int]) -> Standing:
    if standing.step <= 0:
        raise RefusedError("first")
    return _at(standing.step - 1, asks, rounds)


def _at(step: int, asks: Sequence[bool], rounds: Mapping[int, int]) -> Standing:
    """Come to a part: one that was voted on shows no result before the host says so."""
    voted = rounds.get(step, 0)
    return Standing(Phase.CLOSED if voted and asks[step] else Phase.READ, step, voted)


def _vote(standing: Standing, asks: Sequence[bool], _: Mapping[int, int]) -> Standing:
    """Open the first vote, or open the last one again: who has answered may change their mind."""
    _question(standing, asks)
    if standing.phase.takes_votes:
        return standing
    if standing.phase not in {Phase.READ, Phase.CLOSED}:
        raise RefusedError("move")
    first = standing.round <= 1
    return replace(standing, phase=Phase.VOTE if first else Phase.REVOTE, round=max(1, standing.round))


def _revote(standing: Standing, asks: Sequence[bool], _: Mapping[int, int]) -> Standing:
    _question(standing, asks)
    if standing.phase is Phase.REVOTE:
        return standing
    if not standing.round or standing.phase is Phase.RESULTS:
        # Who has seen the result would not vote again but copy it; asking anew is another move.
        raise RefusedError("move")
    return replace(standing, phase=Phase.REVOTE, round=standing.round + 1)


def _repeat(standing: Standing, asks: Sequence[bool], _: Mapping[int, int]) -> Standing:
    """Ask a question again after its result."""
    _question(standing, asks)
    return replace(standing, phase=Phase.REVOTE if standing.round else Phase.VOTE, round=standing.round + 1)


def _close(standing: Standing, asks: Sequence[bool], _: Mapping[int, int]) -> Standing:
    _question(standing, asks)
    if not (standing.phase.takes_votes or standing.phase in {Phase.CLOSED, Phase.DISCUSS}):
        raise RefusedError("move")
    return replace(standing, phase=Phase.CLOSED)


def _discuss(standing: Standing, asks: Sequence[bool], _: Mapping[int, int]) -> Standing:
    _question(standing, asks)
    if standing.phase in {Phase.READ, Phase.RESULTS}:
        raise RefusedError("move")
    return replace(standing, phase=Phase.DISCUSS)


def _results(standing: Standing, asks: Sequence[bool], _: Mapping[int, int]) -> Standing:
    _question(standing, asks)
    return replace(standing, phase=Phase.RESULTS)


def _end(standing: Standing, _: Sequence[bool], __: Mapping[int, int]) -> Standing:
    if standing.phase is Phase.ENDED:
        return standing
    return replace(standing, phase=Phase.ENDED, left=standing.phase)


def _reopen(standing: Standing, _: Sequence[bool], __: Mapping[int, int]) -> Standing:
    """Take an ended room up again; a vote that was open then is closed, as nobody could see it."""
    if standing.phase is not Phase.ENDED:
        return standing
    left = Phase.CLOSED if standing.left.takes_votes else standing.left
    return replace(standing, phase=left, left=Phase.LOBBY)


def _question(standing: Standing, asks: Sequence[bool]) -> None:
    if standing.phase is Phase.LOBBY or not asks[standing.step]:
        raise RefusedError("no_question")


MOVES: Mapping[str, Callable[[Standing, Sequence[bool], Mapping[int, int]], Standing]] = MappingProxyType(
    {
        "next": _next,
        "vote": _vote,
        "close": _close,
        "discuss": _discuss,
        "revote": _revote,
        "results": _results,
        "end": _end,
        "back": _back,
        "repeat": _repeat,
        "reopen": _reopen,
    }
)
