"""Time as a ratio within one run: a busy or a slow machine changes both sides alike."""

import gc
import json
import time
from collections.abc import Callable

RUNS = 7
# Twice the text may take twice the time; what is quadratic takes four times.
MOST_GROWTH = 3


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Take the processor time of the fastest of several runs.

    Args:
        work: What is timed.
        runs: How often.

    Returns:
        Seconds.
    """
    taken = []
    # A collection walks all that the other tests left behind, and falls on the longer side.
    gc.disable()
    try:
        for _ in range(runs):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(taken)


def growth(read: Callable[[str], object], text: str) -> float:
    """Tell how much longer a whole text takes than its first half.

    Args:
        read: What reads it.
        text: The whole text.

    Returns:
        The ratio of the times.
    """
    half = text[: len(text) // 2]
    return seconds(lambda: read(text)) / seconds(lambda: read(half))


def in_yardsticks(work: Callable[[], object]) -> float:
    """Tell how long something takes, in times of writing 10,000 numbers as JSON.

    Args:
        work: What is timed.

    Returns:
        The ratio of the times.
    """
    numbers = list(range(10_000))
    return seconds(work) / seconds(lambda: json.dumps(numbers))
