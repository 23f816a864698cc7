"""Wheels for the browser: what is installed, less its compiled parts, and the lock that names them."""

import base64
import csv
import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import ptcoding
from lessons.static import compiled as compiler
from lessons.static.lite.parts import needs
from lessons.static.tree import Tree, packed, read, unpacked

# Compiled parts, and what only those who test the packages read.
_SKIPPED = re.compile(r"\.(so|pyd|dylib|pyc)$|(^|/)(tests|__pycache__)/|^\.\./|\.dist-info/(?!METADATA$)")
_WHEEL = b"Wheel-Version: 1.0\nGenerator: ptcoding\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
# What no notebook asks for, and what would ask for packages that have no build for the browser.
_NOT_OURS = re.compile(r"^ptcoding/(audit|command|room|serving)/")


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package for the browser.

    Args:
        name: Its name.
        version: Its version.
        needs: Names of the packages it needs.
        content: The archive.
    """

    name: str
    version: str
    needs: tuple[str, ...]
    content: bytes

    @property
    def file(self) -> str:
        """Name of its file.

        >>> Wheel("stack-data", "0.6.3", (), b"").file
        'stack_data-0.6.3-py3-none-any.whl'
        """
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"


def installed(name: str, package: Distribution) -> Wheel:
    """Pack an installed package.

    Args:
        name: Its name.
        package: The package.

    Returns:
        The wheel; where it had compiled parts, its plain ones take their place as it says itself.
    """
    files = {
        file.as_posix(): Path(str(package.locate_file(file))).read_bytes()
        for file in package.files or ()
        if not _SKIPPED.search(file.as_posix())
    }
    return _made(name, package.version, needs(package.requires or ()), files)


def given(archive: bytes, file: str) -> Wheel:
    """Take a wheel as it is.

    Args:
        archive: The wheel.
        file: Name of its file.

    Returns:
        The same, named in the lock's way.
    """
    name, version = file.split("-")[:2]
    return Wheel(name.replace("_", "-"), version, (), archive)


def stand_in(name: str, files: Tree) -> Wheel:
    """Pack a stand-in for a package that has no build for the browser.

    Args:
        name: The package.
        files: Its modules.

    Returns:
        The wheel, of version 0.
    """
    return _made(name, "0", (), files)


def our_own(roots: Iterable[str]) -> Wheel:
    """Pack the library.

    Args:
        roots: The packages that it needs here.

    Returns:
        The wheel.
    """
    home = Path(ptcoding.__file__).parent
    files = {f"ptcoding/{name}": content for name, content in read(home).items()}
    kept = {name: content for name, content in files.items() if not _NOT_OURS.search(name)}
    return _made("ptcoding", ptcoding.__version__, roots, kept)


def compiled(wheels: Iterable[Wheel], cache: Path) -> list[Wheel]:
    """Compile the code of wheels, as a browser would with every start; nothing is left of its text.

    Args:
        wheels: The wheels.
        cache: A folder that stays from one build to the next.

    Returns:
        The same wheels, compiled.

    Raises:
        BuildError: If the code cannot be compiled.
    """
    given_all, files = list(wheels), dict[str, dict[str, bytes]]()
    # All at once: the compiler takes seconds to begin.
    whole = {f"{one.name}/{name}": text for one in given_all for name, text in unpacked(one.content).items()}
    for name, content in compiler.compiled(whole, cache, ".").items():
        package, _, inner = name.partition("/")
        files.setdefault(package, {})[inner] = content
    return [_made(one.name, one.version, one.needs, files[one.name]) for one in given_all]


def lock(wheels: Iterable[Wheel], info: object) -> dict[str, Any]:
    """Write the lock that Pyodide reads: which file is which package, and which others it needs.

    Args:
        wheels: All of them.
        info: What npm's own lock says of its Python.

    Returns:
        The lock, ready for JSON.
    """
    return {"info": info, "packages": {wheel.name: _entry(wheel) for wheel in sorted(wheels, key=lambda one: one.name)}}


def _entry(wheel: Wheel) -> dict[str, Any]:
    return {
        "name": wheel.name,
        "version": wheel.version,
        "file_name": wheel.file,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.content).hexdigest(),
        "package_type": "package",
        "imports": _modules(wheel.content),
        "depends": sorted(wheel.needs),
        "unvendored_tests": False,
    }


def _modules(archive: bytes) -> list[str]:
    tops = {name.split("/")[0].split(".")[0] for name in unpacked(archive) if name.endswith((".py", ".pyc"))}
    return sorted(top for top in tops if top.isidentifier())


def _made(name: str, version: str, wants: Iterable[str], files: Tree) -> Wheel:
    about = f"{name.replace('-', '_')}-{version}.dist-info"
    told = next((content for file, content in files.items() if file.endswith(".dist-info/METADATA")), None)
    code = {file: content for file, content in files.items() if ".dist-info/" not in file}
    code[f"{about}/METADATA"] = told or f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
    code[f"{about}/WHEEL"] = _WHEEL
    code[f"{about}/RECORD"] = _record(code, f"{about}/RECORD")
    return Wheel(name, version, tuple(sorted(set(wants))), packed(code))


def _record(files: Tree, own: str) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    for file in sorted(files):
        total = base64.urlsafe_b64encode(hashlib.sha256(files[file]).digest()).rstrip(b"=").decode()
        rows.writerow([file, f"sha256={total}", len(files[file])])
    rows.writerow([own, "", ""])
    return text.getvalue().encode()
