"""A stand-in for `docker compose`: it knows its words and our services, and does what stands behind `exec` here."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import yaml

COMPOSE = yaml.safe_load((Path(__file__).resolve().parents[2] / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = tuple(COMPOSE["services"])
PORT = "PLAYED_PORT"


def main() -> int:
    """Do what the command line says.

    Returns:
        What the command behind `exec` returned, else 0.
    """
    parser = argparse.ArgumentParser(prog="docker", allow_abbrev=False)
    compose = parser.add_subparsers(required=True).add_parser("compose").add_subparsers(dest="word", required=True)
    words = {
        name: compose.add_parser(name, allow_abbrev=False) for name in ("up", "build", "ps", "logs", "start", "stop")
    }
    words["up"].add_argument("--build", action="store_true")
    words["up"].add_argument("--detach", action="store_true")
    words["build"].add_argument("--pull", action="store_true")
    words["logs"].add_argument("--since")
    for word in words.values():
        word.add_argument("services", nargs="*", choices=[*SERVICES, []])
    within = compose.add_parser("exec", allow_abbrev=False)
    within.add_argument("-T", action="store_true", required=True)
    within.add_argument("service", choices=SERVICES)
    within.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    if given.word != "exec":
        return 0
    command = [word.replace("localhost:8501", f"localhost:{os.environ[PORT]}") for word in given.command]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
