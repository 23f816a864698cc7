"""What npm brings, as `package-lock.json` pins it: Python for the browser, and a bundler."""

import shutil
import subprocess
from pathlib import Path

WEB = Path(__file__).parent / "web"
LOCK = ("package.json", "package-lock.json")
# A slow line to the registry; a browser's Python is 6.5 MB.
FETCH_LIMIT, RUN_LIMIT, LAST_WORDS = 600.0, 300.0, 1500


class BuildError(Exception):
    """The site could not be built; the message says what is missing or which program failed with which words."""


def fetched(cache: Path) -> Path:
    """Bring the packages of the lock into a folder, once.

    Args:
        cache: A folder that stays from one build to the next.

    Returns:
        The folder of the packages, ``node_modules``.

    Raises:
        BuildError: If Node or npm is missing, or the packages could not be had.
    """
    home = cache.resolve() / "npm"
    modules = home / "node_modules"
    given = [(WEB / name).read_bytes() for name in LOCK]
    stamp = home / "fetched"
    if stamp.exists() and stamp.read_bytes() == given[1]:
        return modules
    home.mkdir(parents=True, exist_ok=True)
    for name, content in zip(LOCK, given, strict=True):
        (home / name).write_bytes(content)
    # No script of a package runs: none of them needs to.
    run([tool("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], home, FETCH_LIMIT)
    stamp.write_bytes(given[1])
    return modules


def tool(name: str) -> str:
    """Find a program.

    Args:
        name: ``node`` or ``npm``.

    Returns:
        Its path.

    Raises:
        BuildError: If it is not installed.
    """
    found = shutil.which(name)
    if found is None:
        raise BuildError(f"{name} is missing: the site without a server is built with Node.js 20 or newer and npm")
    return found


def run(command: list[str], folder: Path, limit: float = RUN_LIMIT) -> None:
    """Run a program to its end.

    Args:
        command: The program and what it is told.
        folder: Where it runs.
        limit: Seconds that it may take.

    Raises:
        BuildError: If it fails; says which program and its last words.
    """
    said = Path(command[0]).name
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"{said} did not end within {limit:.0f} seconds") from error
    if done.returncode:
        raise BuildError(
            f"{said} {' '.join(command[1:3])} failed: {(done.stderr or done.stdout).strip()[-LAST_WORDS:]}"
        )
