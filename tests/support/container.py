"""The lines of the Dockerfile, tried in a plain folder: no image is built, and every line is done all the same."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")


def lines(text: str) -> list[tuple[str, str]]:
    """Read a Dockerfile.

    Args:
        text: The file; no line of ours goes on in the next.

    Returns:
        The word and the rest of each line, in order.
    """
    kept = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in kept)]


@dataclass
class Plain:
    """A folder that stands for the file system of a container.

    Args:
        root: The folder.
    """

    root: Path
    place: Path = field(init=False)
    environment: dict[str, str] = field(init=False)
    healthy: list[str] = field(init=False, default_factory=list)
    command: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.place = self.root
        # What the base image brings: Python, and a shell beside it.
        self.environment = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}

    def do(self, word: str, rest: str) -> None:
        """Do one line; USER and EXPOSE are told to a machine that is not there.

        Args:
            word: What is to be done.
            rest: With what.

        Raises:
            ValueError: If the word is unknown here.
            CalledProcessError: If a command failed.
        """
        if word == "FROM":
            # Files stay where they are: the last stage copies them from its own folder to itself.
            self._begin()
        elif word == "ENV":
            self._set(rest)
        elif word == "WORKDIR":
            self.place = self._here(rest)
            self.place.mkdir(parents=True, exist_ok=True)
        elif word == "COPY":
            self._copy(shlex.split(rest))
        elif word == "RUN":
            self.run(["sh", "-c", self._moved(rest)])
        elif word == "HEALTHCHECK":
            self.healthy = json.loads(rest.partition(" CMD ")[2])
        elif word == "CMD":
            self.command = json.loads(rest)
        elif word not in {"USER", "EXPOSE"}:
            raise ValueError(word)

    def run(self, words: list[str]) -> None:
        """Run a command where the lines have come to, with their variables alone."""
        subprocess.run(words, cwd=self.place, env=self.environment, capture_output=True, text=True, check=True)

    def lend_packages(self, environment: Path) -> None:
        """Let an environment find the packages that this test runs with, so that none is fetched once more.

        Args:
            environment: Folder of the environment.
        """
        (site,) = environment.glob("lib/python*/site-packages")
        (site / "lent.pth").write_text(sysconfig.get_path("purelib"))

    def written(self) -> dict[str, int]:
        """Tell when each file was written last."""
        return {path.as_posix(): path.stat().st_mtime_ns for path in self.root.rglob("*") if path.is_file()}

    def _set(self, rest: str) -> None:
        for word in shlex.split(rest):
            name, _, value = word.partition("=")
            filled = re.sub(r"\$(\w+)", lambda found: self.environment[found[1]], value)
            self.environment[name] = self._moved(filled) if name in {"HOME", "PATH"} else filled

    def _copy(self, words: list[str]) -> None:
        if words[0].startswith("--from="):
            assert words[1] == words[2]
            return
        *names, target = words
        for name in names:
            source = CHECKOUT / name
            if source.is_dir():
                shutil.copytree(source, self.place / target, ignore=LEFT_OUT)
            else:
                shutil.copy(source, self.place / target)

    def _here(self, path: str) -> Path:
        return self.root / path.lstrip("/")

    def _moved(self, text: str) -> str:
        """Put the container's own folders below ours."""
        return re.sub(r"(?<![\w.])/(?=opt/|tmp\b|build\b)", f"{self.root}/", text)
