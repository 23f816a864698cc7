"""Attack every reader: `python -m tests.attack`, 100,000 inputs in five minutes at most."""

import argparse
import sys
import time

from tests.attack.fuzz import attack

INPUTS, SECONDS, SEED = 100_000, 300.0, 20261121
MOST_SHOWN = 20


def main() -> int:
    """Attack, and print what came of it.

    Returns:
        0 when every reader bore every input, else 1; 1 too where the time was up before all were tried.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description="Throw hostile inputs at every reader.")
    parser.add_argument("--inputs", type=int, default=INPUTS, help=f"how many inputs (default {INPUTS})")
    parser.add_argument("--seed", type=int, default=SEED, help="what is drawn; the same seed is the same attack")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="when to stop at the latest")
    given = parser.parse_args()
    start = time.monotonic()
    outcome = attack(given.inputs, given.seed, start + given.seconds)
    for reader, tried in outcome.tried.items():
        slowest = outcome.slowest[reader] * 1000
        print(f"{reader:<12} {tried:>7,} inputs, {outcome.refused[reader]:>7,} refused, slowest {slowest:>5.0f} ms")
    tried = outcome.tried.total()
    print(f"{tried:,} inputs in {time.monotonic() - start:.0f} s, {len(outcome.failures)} failures")
    print("\n".join(outcome.failures[:MOST_SHOWN]))
    if tried < given.inputs:
        print(f"the time was up before all {given.inputs:,} were tried: --seconds gives more")
    return 1 if outcome.failures or tried < given.inputs else 0


if __name__ == "__main__":
    sys.exit(main())
