"""``make licenses``: the license of every part of the app, as each package states it."""

import re
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
LIST = CHECKOUT / "assets" / "licenses.md"
# Packages whose metadata say nothing: read in the license file of the project on November 29, 2026.
READ: Mapping[str, str] = {"text2qti": "BSD-3-Clause"}
UNKNOWN = "unknown"
HEAD = """# Licenses

What the app is built from, with the license that each package states. `make licenses` writes this list anew.
The app itself is under the [MIT license](../LICENSE). CPT is a registered trademark of the American Medical
Association; see the notice in the README.

| Package | License |
|---|---|
"""


def licenses(lock: Path = CHECKOUT / "requirements.txt") -> dict[str, str]:
    """Read the license of each package of a lock that is installed here.

    Args:
        lock: The lock.

    Returns:
        License by package; ``unknown`` where it states none.
    """
    names = re.findall(r"^([a-z0-9-]+)==", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    installed = {re.sub(r"[-_.]+", "-", found.name).lower(): found for found in metadata.distributions()}
    return {name: READ.get(name) or stated(installed[name].metadata) for name in names if name in installed}


def stated(about: metadata.PackageMetadata) -> str:
    """Take the license out of the metadata of a package.

    Args:
        about: The metadata.

    Returns:
        The expression, else the classifiers, else the short name; ``unknown`` where there is none of them.
    """
    marks = [mark.rpartition(" :: ")[2] for mark in about.get_all("Classifier", []) if mark.startswith("License :: ")]
    said = about.get("License", "")
    # Some put the whole text of their license there.
    short = said if said and "\n" not in said else ""
    return about.get("License-Expression") or "; ".join(marks) or short or UNKNOWN


def page(rows: Mapping[str, str]) -> str:
    """Write the list.

    Args:
        rows: License by package.

    Returns:
        Markdown.
    """
    return HEAD + "".join(f"| {name} | {terms} |\n" for name, terms in rows.items())


if __name__ == "__main__":
    LIST.write_text(page(licenses()), encoding="utf-8")
    sys.stdout.write(f"{LIST.relative_to(CHECKOUT)} is written\n")
