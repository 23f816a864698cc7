"""Build the notebooks' site: `python -m lessons.static.lite`."""

import sys
from pathlib import Path

from lessons.static.lite.site import build_lite
from lessons.static.node import BuildError


def main(out: Path = Path("dist/lite")) -> int:
    """Build it.

    Args:
        out: The folder that it goes to.

    Returns:
        0 when it is built, else 1.
    """
    try:
        build_lite(out)
    except BuildError as error:
        print(f"lite: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
