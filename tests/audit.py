"""``make audit``: ask pip-audit about every locked package, and never call a package safe that nobody looked up."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

CLEAN, WEAK, UNSEEN = 0, 1, 3
LOCK = Path(__file__).resolve().parents[1] / "requirements-test.txt"


def main(services: Sequence[str] = ("pypi", "osv")) -> int:
    """Audit the lock with the first service that answers.

    Args:
        services: What pip-audit may ask, in order.

    Returns:
        0 where every package was looked up and none has a known weakness, 1 where one has, 3 where some could not be
        looked up.
    """
    told = (UNSEEN, "")
    for service in services:
        told = verdict(service, _ask(service))
        if told[0] != UNSEEN:
            break
        sys.stderr.write(f"{told[1]}\n")
    sys.stdout.write(
        f"{told[1] if told[0] != UNSEEN else 'Nothing is known about these packages: no service answered.'}\n"
    )
    return told[0]


def verdict(service: str, report: str) -> tuple[int, str]:
    """Say what a report of pip-audit means.

    Args:
        service: Who was asked.
        report: Its report in JSON, empty where it ended without one.

    Returns:
        The exit code, and the words.

    >>> verdict("osv", "")
    (3, 'osv: no answer. It could not be reached, or did not understand.')
    >>> verdict("pypi", '{"dependencies": [{"name": "click", "skip_reason": "not found"}]}')
    (3, 'pypi: 1 of 1 packages were not looked up: click (not found)')
    """
    if not report.strip():
        return UNSEEN, f"{service}: no answer. It could not be reached, or did not understand."
    packages = json.loads(report)["dependencies"]
    weak = [f"{row['name']} {row['version']}: {entry['id']}" for row in packages for entry in row.get("vulns", ())]
    unseen = [row for row in packages if "skip_reason" in row]
    missed = ""
    if unseen or not packages:
        first = f": {unseen[0]['name']} ({unseen[0]['skip_reason']})" if unseen else ""
        missed = f"{service}: {len(unseen)} of {len(packages)} packages were not looked up{first}"
    if weak:
        return WEAK, "\n".join([f"{service}: {len(weak)} known weaknesses", *weak, *filter(None, [missed])])
    if missed:
        return UNSEEN, missed
    return CLEAN, f"{service}: {len(packages)} packages looked up, no known weakness"


def _ask(service: str) -> str:
    """Run pip-audit; its words on what went wrong go to the terminal as one line."""
    command = ["--requirement", str(LOCK), "--require-hashes", "--disable-pip", "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", *command, "--vulnerability-service", service, "--progress-spinner", "off"],
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.strip():
        sys.stderr.write(f"{done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'no words'}\n")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
