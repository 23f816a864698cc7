"""``make mutate``: small wrong changes to the code, one at a time, and how many of them the tests notice."""

import json
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHANGED = ROOT / "mutants"
ALL = "all"
# How mutmut notes what became of a change: the tests failed, one ended itself, or they took far too long.
KILLED, SLOW = (1, 3), (36, 24, -24, 152, 255)
SURVIVED, UNTESTED = 0, 33


def main(size: str = "200", seed: str = "1") -> int:
    """Make the changes of a sample, run the tests on each, and print the score with what survived.

    Args:
        size: How many changes, or ``all``.
        seed: What the sample is drawn from.

    Returns:
        0.
    """
    # Asked for nothing that exists, mutmut writes every change and times the tests, then complains; it has no other
    # way to say what there is.
    _mutmut("none of these")
    names = sorted(_results())
    if not names:
        sys.stderr.write("mutmut wrote no change; `python -m mutmut run` says why.\n")
        return 1
    chosen = names if size == ALL else sample(names, int(size), int(seed))
    _mutmut(*chosen)
    found = {name: code for name, code in _results().items() if name in chosen}
    sys.stdout.write("\n".join(report(found)) + "\n")
    return 0


def sample(names: Sequence[str], size: int, seed: int) -> list[str]:
    """Draw changes evenly over the modules, so that a long module does not stand for all.

    Args:
        names: Every change, by its name.
        size: How many to draw.
        seed: What they are drawn from.

    Returns:
        Their names.

    >>> sample(["a.x_f__mutmut_1", "a.x_f__mutmut_2", "a.x_f__mutmut_3", "b.x_g__mutmut_1"], 2, 1)[1]
    'b.x_g__mutmut_1'
    """
    drawn = random.Random(seed)  # noqa: S311 - a sample that anyone can draw again
    modules: dict[str, list[str]] = {}
    for name in sorted(names):
        modules.setdefault(_module(name), []).append(name)
    for held in modules.values():
        drawn.shuffle(held)
    return [name for turn in zip_longest(*modules.values()) for name in turn if name][:size]


def report(found: Mapping[str, int | None]) -> list[str]:
    """Say what became of changes.

    Args:
        found: What mutmut noted, by name of the change.

    Returns:
        Lines: a score for each module and for all, then the changes that nothing noticed.

    >>> report({"a.x_f__mutmut_1": 1, "a.x_f__mutmut_2": 0, "b.x_g__mutmut_1": 36, "b.x_g__mutmut_2": 33})
    ['1 of 2 (50.0%) a', '1 of 2 (50.0%) b', '2 of 4 (50.0%) in all', 'survived: a.x_f__mutmut_2',
     'no test: b.x_g__mutmut_2', 'taken for noticed, its tests ran out of time: b.x_g__mutmut_1']
    """
    modules = sorted({_module(name) for name in found})
    scores = [_score([code for name, code in found.items() if _module(name) == module], module) for module in modules]
    left = [f"survived: {name}" for name, code in found.items() if code == SURVIVED]
    left += [f"no test: {name}" for name, code in found.items() if code == UNTESTED]
    left += [f"taken for noticed, its tests ran out of time: {name}" for name, code in found.items() if code in SLOW]
    known = {*KILLED, *SLOW, SURVIVED, UNTESTED}
    left += [f"not judged ({code}): {name}" for name, code in found.items() if code not in known]
    return [*scores, _score(list(found.values()), "in all"), *left]


def _score(codes: Sequence[int | None], of: str) -> str:
    noticed = sum(code in {*KILLED, *SLOW} for code in codes)
    return f"{noticed} of {len(codes)} ({100 * noticed / len(codes):.1f}%) {of}"


def _module(name: str) -> str:
    return name.rpartition(".")[0]


def _results() -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for file in sorted(CHANGED.rglob("*.meta")):
        found |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def _mutmut(*names: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *names],
        cwd=ROOT,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
