"""Find nginx and Caddy for the tests behind a proxy; as a script, unpack Debian's where there are none."""

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.support.installing import apt_get, run, succeeds

PROXIES = ("nginx", "caddy")
# Debian's packages start a server for everybody when they are installed; unpacked here they only lie there.
FOLDER = Path(__file__).resolve().parents[1] / "build" / "proxies"
ANSWER_LIMIT = 20.0


def find_proxy(name: str) -> str | None:
    """Find a proxy that runs.

    Args:
        name: ``nginx`` or ``caddy``.

    Returns:
        The path of the one named in the environment (``PTCODING_NGINX``), else of the system's, else of the one that
        was unpacked here; None where none of them runs.
    """
    named = os.environ.get(f"PTCODING_{name.upper()}")
    own = (str(FOLDER / "usr" / place) for place in ("bin", "sbin"))
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", *own])
    path = named or shutil.which(name, path=places)
    # nginx knows no word, Caddy no letter.
    return path if path and succeeds([path, "-v" if name == "nginx" else "version"]) else None


def unpack(names: Sequence[str]) -> bool:
    """Download Debian's packages, and unpack them without installing them.

    Args:
        names: The packages.

    Returns:
        Whether that could be done.
    """
    apt = apt_get()
    if not apt or shutil.which("dpkg-deb") is None or not succeeds([*apt, "update"]):
        return False
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if not succeeds(["apt-get", "-qq", "download", *names], folder):
            return False
        packages = list(Path(folder).glob("*.deb"))
        return bool(packages) and all(succeeds(["dpkg-deb", "--extract", str(one), str(FOLDER)]) for one in packages)


def main() -> int:
    """Make sure that there are both.

    Returns:
        0 when there are, else 1.
    """
    missing = [name for name in PROXIES if find_proxy(name) is None]
    if missing:
        unpack(missing)
    for name in PROXIES:
        path = find_proxy(name)
        if path is None:
            print(
                f"No {name} found, and none could be unpacked: install one, or name it in PTCODING_{name.upper()}.",
                file=sys.stderr,
            )
            return 1
        said = run([path, "-v" if name == "nginx" else "version"], ANSWER_LIMIT)
        print(f"Proxy: {path} ({(said.stdout or said.stderr).strip() if said else ''})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
