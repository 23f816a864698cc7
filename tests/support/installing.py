"""What the tests need from the system, found or installed without a question."""

import os
import shutil
import subprocess

INSTALL_LIMIT = 600.0


def apt_get() -> list[str]:
    """Give the words that begin a command of Debian's package manager, none where it may not be used."""
    if shutil.which("apt-get") is None:
        return []
    if os.geteuid() == 0:
        return ["apt-get", "-qq"]
    if shutil.which("sudo") is None or not succeeds(["sudo", "-n", "true"]):
        return []
    return ["sudo", "-n", "apt-get", "-qq"]


def succeeds(command: list[str], folder: str | None = None) -> bool:
    """Run a command, and tell whether it ended well.

    Args:
        command: The command.
        folder: The folder to run it in.

    Returns:
        Whether it did; not where it cannot run or takes too long.
    """
    answer = run(command, INSTALL_LIMIT, folder)
    return answer is not None and answer.returncode == 0


def run(command: list[str], limit: float, folder: str | None = None) -> subprocess.CompletedProcess[str] | None:
    """Run a command without questions.

    Args:
        command: The command.
        limit: Seconds that it may take.
        folder: The folder to run it in.

    Returns:
        What became of it, None where it cannot run or takes too long.
    """
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(
            command,
            env=quiet,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=limit,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
