"""Build the site without a server: `python -m lessons.static`."""

import sys
from pathlib import Path

from lessons.static.node import BuildError
from lessons.static.site import build_site
from lessons.static.stick import build_stick


def main(out: Path = Path("dist")) -> int:
    """Build it.

    Args:
        out: The folder that the sites go to.

    Returns:
        0 when it is built, else 1.
    """
    try:
        build_site(out / "site")
        build_stick(out / "stick")
    except BuildError as error:
        print(f"static: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
