"""Visits whose units a source prints or a line of arithmetic gives, for every test that counts."""

import pytest

# Our own letters for the codes of the manual's examples.
A, B, C = "97110", "97112", "97140"

# The manual's table, units and first minute, carried on past two hours in the same steps of fifteen.
FIRST_MINUTES = (
    (1, 8), (2, 23), (3, 38), (4, 53), (5, 68), (6, 83), (7, 98), (8, 113),
    (9, 128), (10, 143), (11, 158), (12, 173), (13, 188), (14, 203), (15, 218), (16, 233),
)  # fmt: skip

# Claims manual, chapter 5, section 20.2.C: the five numbered examples.
MANUAL = [
    pytest.param({B: 24, A: 23}, {B: 2, A: 1}, {B: 2, A: 2}, id="example-1"),
    pytest.param({B: 20, A: 20}, {B: 2, A: 1}, {B: 1, A: 1}, id="example-2"),
    pytest.param({A: 33, C: 7}, {A: 2, C: 1}, {A: 2, C: 0}, id="example-3"),
    pytest.param(
        {A: 18, C: 13, "97116": 10, "97035": 8},
        {A: 1, C: 1, "97116": 1, "97035": 0},
        {A: 1, C: 1, "97116": 1, "97035": 1},
        id="example-4",
    ),
    pytest.param({B: 7, A: 7, C: 7}, {B: 1, A: 0, C: 0}, {B: 0, A: 0, C: 0}, id="example-5"),
]

# Minutes of both codes, total units under Medicare and under the midpoint rule.
CONTRAST = [
    ((24, 23), 3, 4),  # 47 is in 38-52; 2 + 2
    ((33, 7), 3, 2),  # 40 is in 38-52; 2 + 0
    ((7, 7, 7), 1, 0),  # 21 is in 8-22; 0 + 0 + 0
    ((12, 10), 1, 2),  # 22 is in 8-22; 1 + 1
    ((8, 8, 8, 8), 2, 4),  # 32 is in 23-37; 1 + 1 + 1 + 1
    ((18, 10), 2, 2),  # 28 is in 23-37; 1 + 1
    ((20, 20), 3, 2),  # 40 is in 38-52; 1 + 1
]
