"""Build packages for learning platforms: `python -m lessons.static.lms [--kind scorm12] [PAGE | deck:KEY ...]`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from lessons.static.lms.manifest import Kind
from lessons.static.lms.package import build_packages
from lessons.static.node import BuildError
from ptcoding.errors import InputError


def main(given: Sequence[str] | None = None) -> int:
    """Build what is asked for.

    Args:
        given: What stands after the command.

    Returns:
        0 when it is built, 1 when it is not, 2 where there is no such page.
    """
    parser = argparse.ArgumentParser(prog="lessons.static.lms", description=__doc__)
    parser.add_argument("pages", nargs="*", default=[""], help="lessons, exam, exam?exam=4711.20.80 or deck:KEY")
    parser.add_argument("--kind", action="append", choices=[kind.value for kind in Kind], help="all three if left out")
    parser.add_argument("--out", type=Path, default=Path("dist/lms"), help="the folder, dist/lms if left out")
    chosen = parser.parse_args(given)
    try:
        for package in build_packages(chosen.out, map(Kind, chosen.kind or Kind), chosen.pages):
            print(package)
    except InputError as error:
        print(f"lms: {error}", file=sys.stderr)
        return 2
    except BuildError as error:
        print(f"lms: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
