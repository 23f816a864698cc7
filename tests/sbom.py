"""``make sbom``: the parts of an environment in CycloneDX, and the app itself with its version at the head of them."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ptcoding import __version__

CHECKOUT = Path(__file__).resolve().parents[1]
WRITTEN = CHECKOUT / "dist" / "sbom.json"


def versioned(project: str) -> str:
    """Put the version into a project file that leaves it to the build: the tool that lists the parts reads no Python.

    Args:
        project: The project file.

    Returns:
        The same with the version.

    Raises:
        ValueError: If the version is not left to the build there.
    """
    whole, found = re.subn(r'^dynamic = \["version"\]$', f'version = "{__version__}"', project, flags=re.MULTILINE)
    if found != 1:
        raise ValueError("pyproject.toml does not leave the version, and nothing else, to the build")
    return whole


def list_parts(environment: Path, written: Path, *more: str) -> None:
    """List the parts of an environment.

    Args:
        environment: Its folder, or its Python.
        written: The file that is written.
        more: More options of the tool, which holds what it wrote against the format unless it is told not to.
    """
    written.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "pyproject.toml"
        project.write_text(versioned((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")), encoding="utf-8")
        options = ["--pyproject", project, "--output-reproducible", "--output-format", "JSON", "--output-file", written]
        command = [sys.executable, "-m", "cyclonedx_py", "environment", environment, *options, *more]
        subprocess.run(command, check=True)


def main(arguments: Sequence[str]) -> None:
    """List the parts of the environment that is named."""
    list_parts(Path(arguments[0]), WRITTEN)
    print(f"{WRITTEN.relative_to(CHECKOUT)} is written")


if __name__ == "__main__":
    main(sys.argv[1:])
