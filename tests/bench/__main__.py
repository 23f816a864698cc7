"""Run the whole bench: `python -m tests.bench`, or with `--quick` for a shorter one."""

import argparse
import asyncio
import gc
import signal
import sys

from tests.bench import coach, crowd, learners, longest, notes, surface
from tests.bench.browser import watch
from tests.bench.drag import drag
from tests.bench.learner import Page
from tests.bench.scenarios import QUICK, Counts, Tally, play
from tests.bench.server import CHECKOUT, Command, our_command, serve, serve_reference
from tests.bench.speed import measure
from tests.bench.table import Row, render

PLAY_LIMIT = 900.0


def bench_pages(counts: Counts, command: Command = our_command) -> list[Row]:
    """Serve both pages, and play every scenario on them.

    Args:
        counts: How much of everything to do.
        command: Gives the command line that serves our app on a port.

    Returns:
        The lines of the scenarios.
    """
    with serve(command, CHECKOUT) as our_port, serve_reference() as reference_port:
        pages = (
            Page("ours", our_port, "number_input", "97110"),
            Page("reference", reference_port, "slider", "Minutes"),
        )
        others = (
            Page("From session to claim", our_port, "number_input", "Allowed charges", "claim"),
            Page("Documentation quiz", our_port, "button_group", "Kinds", "quiz"),
            Page("Note coach", our_port, "text_area", "The note", "note-coach"),
        )
        # What is loaded by now stays: without it the learners' own collections stay short.
        gc.freeze()
        lesson = Page("lesson", our_port, "", "", "exercise-or-activity?step=see")
        rows = asyncio.run(asyncio.wait_for(play(pages, counts, others), PLAY_LIMIT))
        rows += [*watch(pages, counts.visits), *watch((lesson, pages[1]), counts.visits, "A lesson in Chromium")]
        return [*rows, *drag(pages[0])]


def main() -> int:
    """Run the bench, and print its table.

    Returns:
        0 when every goal is met, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Time our page beside an ordinary one.")
    parser.add_argument("--quick", action="store_true", help="do less of everything, for a first look")
    # Without this a polite request to end would leave both servers running.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    quick = parser.parse_args().quick
    counts = QUICK if quick else Counts()
    rows = measure(counts.repeats) + notes.rows(notes.labeled(None)) + coach.rows() + surface.rows()
    rows += crowd.measure() + bench_pages(counts)
    if not quick:
        rows += longest.measure(Tally()) + learners.measure()
    print(render(rows))
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
