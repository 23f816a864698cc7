"""The ``units`` command: the units of a visit, with every step and its source."""

import argparse
import json
from collections.abc import Sequence

from ptcoding.billing.count.allocation import Allocation
from ptcoding.command.visit_given import is_link, typed
from ptcoding.exchange.told.units import told_of, units_record
from ptcoding.exchange.visit.link import read_address
from ptcoding.explanation import counted, explain, message
from ptcoding.facts import facts


def add_units(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes.

    Args:
        parser: Its parser.
    """
    parser.add_argument(
        "services",
        nargs="+",
        metavar="CODE=MINUTES",
        help="97110=33, or with clock times 97110=9:00-9:33; or one share link of the app",
    )
    parser.add_argument(
        "--rule", default="", help=f"counting rule: {', '.join(facts().rules)} (default: a link's, else cms)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run_units(given: argparse.Namespace) -> int:
    """Count a visit.

    Args:
        given: What the command line says.

    Returns:
        The exit code.

    Raises:
        InputError: If it is no visit, or there is no such rule.
    """
    services: Sequence[str] = given.services
    visit = read_address(services[0]) if is_link(services[0]) and len(services) == 1 else typed(services)
    allocation = visit.counted(facts().rule(given.rule) if given.rule else None)
    print(json.dumps(units_record(allocation), indent=2) if given.json else _as_text(allocation))
    return 0


def _as_text(allocation: Allocation) -> str:
    minutes = counted(allocation.timed_minutes, "timed minute")
    units = counted(allocation.timed_units, "timed unit")
    lines = [
        f"{allocation.rule.name}: {minutes}, {units}",
        "",
    ]
    lines += [f"  {code}  {units}" for code, units in allocation.units.items()]
    lines.append("")
    lines += [
        f"{number}. {sentence.plain}  [{facts().sources[sentence.source].short}]"
        for number, sentence in enumerate(explain(allocation), start=1)
    ]
    lines += [f"!  {message(finding)}  [{facts().sources[finding.source].short}]" for finding in told_of(allocation)]
    return "\n".join(lines)
