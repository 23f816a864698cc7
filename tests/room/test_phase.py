"""Where a room may go from where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.room.phase import MOVES, Phase, Standing, moved
from ptcoding.room.refusal import RefusedError

# A question, a part that is only looked at, a question.
ASKS = (True, False, True)


def after(*moves, asks=ASKS, rounds=None):
    standing = Standing()
    for move in moves:
        standing = moved(standing, move, asks, rounds or {})
    return standing


@pytest.mark.parametrize(
    ("moves", "phase", "step", "round_"),
    [
        ((), Phase.LOBBY, -1, 0),
        (("next",), Phase.READ, 0, 0),
        (("next", "vote"), Phase.VOTE, 0, 1),
        (("next", "vote", "vote"), Phase.VOTE, 0, 1),
        (("next", "vote", "close"), Phase.CLOSED, 0, 1),
        (("next", "vote", "close", "vote"), Phase.VOTE, 0, 1),
        (("next", "vote", "close", "discuss"), Phase.DISCUSS, 0, 1),
        (("next", "vote", "discuss", "revote"), Phase.REVOTE, 0, 2),
        (("next", "vote", "discuss", "revote", "close", "vote"), Phase.REVOTE, 0, 2),
        (("next", "vote", "revote", "revote"), Phase.REVOTE, 0, 2),
        (("next", "vote", "close", "results"), Phase.RESULTS, 0, 1),
        (("next", "vote", "results"), Phase.RESULTS, 0, 1),
        (("next", "results"), Phase.RESULTS, 0, 0),
        (("next", "vote", "results", "repeat"), Phase.REVOTE, 0, 2),
        (("next", "repeat"), Phase.VOTE, 0, 1),
        (("next", "next"), Phase.READ, 1, 0),
        (("next", "vote", "next"), Phase.READ, 1, 0),
        (("next", "next", "next", "back"), Phase.READ, 1, 0),
        (("next", "end"), Phase.ENDED, 0, 0),
        (("next", "vote", "end", "reopen"), Phase.CLOSED, 0, 1),
        (("next", "vote", "discuss", "end", "reopen"), Phase.DISCUSS, 0, 1),
    ],
)
def test_a_room_goes_where_its_host_moves_it(moves, phase, step, round_):
    standing = after(*moves)
    assert (standing.phase, standing.step, standing.round) == (phase, step, round_)


@pytest.mark.parametrize(
    ("moves", "kind"),
    [
        (("vote",), "no_question"),
        (("results",), "no_question"),
        (("back",), "first"),
        (("next", "back"), "first"),
        (("next", "next", "vote"), "no_question"),
        (("next", "next", "next", "next"), "last"),
        (("next", "close"), "move"),
        (("next", "revote"), "move"),
        (("next", "discuss"), "move"),
        (("next", "vote", "results", "revote"), "move"),
        (("next", "vote", "results", "discuss"), "move"),
        (("end", "next"), "is_ended"),
        (("next", "dance"), "unknown_move"),
    ],
)
def test_a_move_that_does_not_fit_is_refused(moves, kind):
    with pytest.raises(RefusedError) as refused:
        after(*moves)
    assert refused.value.kind == kind


def test_going_back_to_a_question_shows_no_result_by_itself():
    back = moved(Standing(Phase.READ, 1), "back", ASKS, {0: 2})
    assert (back.phase, back.step, back.round) == (Phase.CLOSED, 0, 2)


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=30))
def test_no_row_of_moves_leaves_the_deck_or_loses_a_round(moves):
    standing, rounds = Standing(), {}
    for move in moves:
        try:
            standing = moved(standing, move, ASKS, rounds)
        except RefusedError:
            continue
        if standing.phase.takes_votes:
            assert standing.round >= 1
            rounds[standing.step] = max(rounds.get(standing.step, 0), standing.round)
        assert -1 <= standing.step < len(ASKS)
        assert not standing.phase.takes_votes or ASKS[standing.step]
