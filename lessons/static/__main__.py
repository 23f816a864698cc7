"""Build the site without a server: `python -m lessons.static`; with `--prepare`, bring only what the build needs."""

import argparse
import sys
from pathlib import Path

from lessons.static.node import BuildError
from lessons.static.site import build_site, parts
from lessons.static.stick import build_stick
from lessons.static.tree import packed, read, size


def main() -> int:
    """Build the site for a web server and for a stick, each as a folder and as a zip archive.

    Returns:
        0 when it is built, else 1.
    """
    parser = argparse.ArgumentParser(prog="python -m lessons.static", description="Build the site without a server.")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="the folder that the sites go to")
    parser.add_argument("--prepare", action="store_true", help="bring what the build needs, and build nothing")
    asked = parser.parse_args()
    try:
        if asked.prepare:
            parts()
            return 0
        for name, build in (("site", build_site), ("stick", build_stick)):
            folder = asked.out / name
            build(folder)
            archive = folder.with_suffix(".zip")
            archive.write_bytes(packed({f"ptcoding-{name}/{file}": content for file, content in read(folder).items()}))
            print(f"{folder}: {size(folder)}; {archive}: {archive.stat().st_size / 1e6:.1f} MB")
    except BuildError as error:
        print(f"static: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
