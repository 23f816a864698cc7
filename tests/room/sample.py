"""A small deck with every kind of part that a test needs."""

from ptcoding.room.deck import Deck, Step

VISIT, CHOICE, TEXT = 0, 1, 2
DECK = Deck(
    "sample", "A sample", 9, "PT", ("See it.",),
    (
        Step("case", "build_a_session/manual-3", 5, "Expect 3 and 0.", ("Why?",), rule="cms"),
        Step("belief", "M08", 3),
        Step("text", minutes=1, title="The end", text="That was it."),
    ),
)  # fmt: skip
