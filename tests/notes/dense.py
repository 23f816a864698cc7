"""Long texts that hold more of what the coach looks for than any note, to show that none of them takes long."""

import numpy as np

from ptcoding.notes.load import listed

LENGTH = 20_000
# More than six words each, most of them: what is shorter and said over and over is not read to its end.
SAID = (
    "R knee 3x10 1:1 min A cues for stairs 15 min. ",
    "was 5 now 6 up from 7 ",
    "Goal: walk 200 ft in 4 wks. ",
    "97110 15 min 1 unit, 97140 15 min 1 unit. ",
    "was min A, now SBA; up from 3/5 to 4/5. ",
    "no pain, no squats, not done; denies. Next visit: add squats. ",
    "needled the quads, calf, then STM to scalenes. ",
)


def repeated(said: str) -> str:
    """Say something over and over.

    Args:
        said: What is said.

    Returns:
        A text as long as a note may be.
    """
    return (said * (LENGTH // len(said) + 1))[:LENGTH]


def thrown(seed: int) -> str:
    """Throw words together that mean something to the coach.

    Args:
        seed: What the dice are started with.

    Returns:
        A text as long as a note may be.
    """
    dice = np.random.default_rng(seed)
    lists = [" ".join(listed(name)) for name in ("region", "symptom", "deficit", "life", "daily")]
    words = " ".join([*lists, *SAID * 20]).replace("*", "").split()
    return " ".join(f"{word}{'.' * (at % 9 == 0)}" for at, word in enumerate(dice.choice(words, LENGTH // 4)))[:LENGTH]


DENSE = (*map(repeated, SAID), thrown(1), thrown(2))
