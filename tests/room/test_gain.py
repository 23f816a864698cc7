"""What a group gained, and when the numbers are too few to say."""

import pytest

from ptcoding.room.gain import gain

BOTH, FOUND, LOST, NEITHER = (True, True), (False, True), (True, False), (False, False)


def test_nobody_twice_is_no_gain():
    assert gain([]) is None


def test_a_gain_has_the_interval_of_matched_pairs():
    # n = 20, b = 10, c = 2: change 8/20 = 0.4; error sqrt(12 - 64/20)/20 = sqrt(8.8)/20 = 0.14832; 1.96 of it 0.29071.
    came = gain([FOUND] * 10 + [LOST] * 2 + [BOTH] * 5 + [NEITHER] * 3)
    assert (came.people, came.before, came.after) == (20, 0.35, 0.75)
    assert came.low == pytest.approx(0.4 - 0.29071, abs=1e-5)
    assert came.high == pytest.approx(0.4 + 0.29071, abs=1e-5)
    assert came.says == "more"


@pytest.mark.parametrize(
    ("pairs", "says"),
    [
        ([FOUND] * 7, "too few to say"),
        # b = 8, c = 0, n = 8: the change is 1 and its error 0.
        ([FOUND] * 8, "more"),
        ([LOST] * 8, "less"),
        ([FOUND] * 4 + [LOST] * 4, "no change that stands out"),
        ([BOTH] * 30, "no change that stands out"),
    ],
)
def test_the_words_follow_from_the_interval(pairs, says):
    assert gain(pairs).says == says
