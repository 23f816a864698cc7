"""Audit a table of visits beside plain pandas: times and peak memory, each way in a process of its own.

Run it by itself: ``python -m tests.bench.audit``, with the number of visits where it is not a million.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from tests.bench.server import CHECKOUT
from tests.bench.table import Row, render

VISITS = 1_000_000
CODES = ("97110", "97112", "97140", "97530")
MEGABYTE = 1024


def drawn(visits: int, file: Path) -> None:
    """Write lines of visits of two codes each.

    Args:
        visits: How many visits.
        file: Where to, as Parquet.
    """
    dice = np.random.default_rng(1)
    lines = pd.DataFrame(
        {
            "visit": np.repeat(np.arange(visits), 2),
            "date": np.repeat(np.array(["2026-03-02", "2026-09-15"])[dice.integers(0, 2, visits)], 2),
            "payer": np.repeat(np.array(["medicare", "aetna"])[dice.integers(0, 2, visits)], 2),
            "code": np.array(CODES)[(dice.integers(0, 2, (visits, 2)) + np.array([0, 2])).ravel()],
            "minutes": dice.integers(5, 46, visits * 2),
            "units": dice.integers(1, 4, visits * 2),
        }
    )
    lines.to_parquet(file, index=False)


def by_pandas(file: Path) -> Mapping[str, int]:
    """Count the units of the day of each visit as somebody does without us: the total alone, no code's share.

    Args:
        file: The lines.

    Returns:
        Sums over all visits.
    """
    lines = pd.read_parquet(file)
    visits = lines.groupby("visit").agg(minutes=("minutes", "sum"), billed=("units", "sum"))
    # From 8 minutes on each 15 are a unit: 8 to 22 are one, 23 to 37 two.
    earned = (visits["minutes"] + 7) // 15
    return {"cms": int(earned.sum()), "billed": int(visits["billed"].sum())}


def units(file: Path) -> Mapping[str, int]:
    """Count the units of every code of every visit under both rules.

    Args:
        file: The lines.

    Returns:
        Sums over all visits.
    """
    from ptcoding.audit.table import read_lines
    from ptcoding.audit.units import count_table
    from ptcoding.facts import facts

    codes = count_table(read_lines(file, facts()), facts()).codes
    return {"cms": int(codes["cms"].sum()), "billed": int(codes["billed"].sum())}


def findings(file: Path) -> Mapping[str, int]:
    """Audit every visit in full: units, claim and findings.

    Args:
        file: The lines.

    Returns:
        Sums over all visits.
    """
    from ptcoding.audit.run import audit_lines
    from ptcoding.audit.table import read_lines
    from ptcoding.facts import facts

    visits = audit_lines(read_lines(file, facts()), facts())[0]
    return {"cms": int(visits["cms"].sum()), "billed": int(visits["billed"].sum())}


WAYS: Mapping[str, Callable[[Path], Mapping[str, int]]] = {"pandas": by_pandas, "units": units, "findings": findings}


def timed(way: str, file: Path) -> tuple[float, float, str]:
    """Run one way in a process of its own.

    Args:
        way: Which.
        file: The lines.

    Returns:
        Seconds, peak megabytes, and the sums as text.
    """
    command = [sys.executable, "-m", "tests.bench.audit", way, str(file)]
    said = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout.split(maxsplit=2)
    return float(said[0]), float(said[1]), said[2].strip()


def rows(visits: int) -> list[Row]:
    """Measure all ways on the same lines.

    Args:
        visits: How many visits.

    Returns:
        A line for each; the sums of all have to agree.
    """
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "lines.parquet"
        drawn(visits, file)
        found = {way: timed(way, file) for way in WAYS}
    seconds, memory, sums = found["pandas"]
    lines = []
    for way, goal, limit in (
        ("units", "< 2 s a million", visits / 500_000),
        ("findings", ">= 5,000 a second", visits / 5_000),
    ):
        took, peak, counted = found[way]
        title = f"{visits:,} visits, {way}"
        lines.append(
            Row(
                title,
                f"{took:.1f} s, {peak:.0f} MB, {visits / took:,.0f}/s",
                f"pandas {seconds:.1f} s, {memory:.0f} MB",
                f"{took / seconds:.1f}",
                goal,
                took < limit and counted == sums,
            )
        )
    return lines


def main() -> int:
    """Measure, or do one of the ways where it is named.

    Returns:
        0 where every goal is met.
    """
    if len(sys.argv) > 1 and sys.argv[1] in WAYS:
        start = time.perf_counter()
        sums = WAYS[sys.argv[1]](Path(sys.argv[2]))
        took = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
        sys.stdout.write(f"{took} {peak} {sums}\n")
        return 0
    found = rows(int(sys.argv[1]) if len(sys.argv) > 1 else VISITS)
    sys.stdout.write(render(found))
    return 0 if all(row.met for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
