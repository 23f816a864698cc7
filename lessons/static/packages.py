"""The Python packages of the app as installed from the lock, less what a browser cannot run or never asks for."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lessons.static.node import BuildError
from lessons.static.tree import Tree, read

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
STAND_INS = HERE / "inside" / "stand_ins"
# What the app asks for and the browser does without, and why.
LEFT_OUT = {
    "altair": "draws in notebooks only",
    "certifi": "the browser has certificates of its own",
    "charset-normalizer": "comes with requests",
    "colorama": "there is no terminal",
    "greenlet": "has no build for the browser, and nothing here waits for a database",
    "h11": "there is no server to speak with",
    "httptools": "there is no server to speak with",
    "msgspec": "has no build for the browser; a stand-in reads the same rows",
    "numpy": "has no build for the browser; whole tables are read by the commands",
    "pandas": "has no build for the browser; whole tables are read by the commands",
    "pillow": "has no build for the browser; no picture is read",
    "pyarrow": "has no build for the browser; no table is sent as Arrow",
    "pydeck": "no map is drawn",
    "narwhals": "no table of any library is read",
    "requests": "nothing outside is asked",
    "rpds-py": "has no build for the browser; a stand-in is enough for what reads schemas",
    "tzdata": "every time is UTC",
    "urllib3": "nothing outside is asked",
    "uvicorn": "there is no server",
    "watchdog": "no file changes",
    "websockets": "there is no server",
}
# What the first page asks for; all others come while it is read.
FIRST = frozenset(
    {
        "anyio",
        "click",
        "itsdangerous",
        "packaging",
        "platformdirs",
        "protobuf",
        "python-multipart",
        "starlette",
        "streamlit",
        "typing-extensions",
    }
)
# Compiled parts and what only compilers, testers and editors read.
_SKIPPED = re.compile(
    r"(^|/)(tests?|testing|__pycache__|[a-z0-9_]+\.libs)/|\.(pyi|pyx|pxd|c|h|so|pyd|dylib)$|(^|/)py\.typed$"
    r"|\.dist-info/(?!METADATA$|entry_points\.txt$)"
    r"|^fontTools/(cu2qu|diff|merge|mtiLib|qu2cu|tfmLib|ufoLib|voltLib)/"
    r"|^streamlit/(static|hello|\.agents)/|^sqlalchemy/(orm|ext|dialects/(mssql|mysql|oracle))/|^alembic/templates/"
)


def packages() -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Read the code of every package that the app needs, and of what those need.

    Returns:
        The files as they lie in a folder of packages: of those that the first page asks for, and of the others.

    Raises:
        BuildError: If a package is not installed, or at another version than the lock says.
    """
    first, later = read(STAND_INS), dict[str, bytes]()
    for package in _installed():
        files = first if canonicalize_name(package.metadata["Name"]) in FIRST else later
        files |= {name: path.read_bytes() for name, path in _files(package)}
    return first, later


def modules(files: Tree) -> list[str]:
    """Name the modules that can be imported from files, by the first part of their names.

    Args:
        files: Files as they lie in a folder of packages.

    Returns:
        The names.

    >>> modules({"fpdf/output.py": b"", "six.py": b"", "six-1.dist-info/METADATA": b""})
    ['fpdf', 'six']
    """
    return sorted({name.partition("/")[0].removesuffix(".py") for name in files if name.endswith(".py")})


def locked() -> dict[str, str]:
    """Give the version of each package of the lock.

    Returns:
        The versions by name.
    """
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lines, flags=re.MULTILINE))


def _installed() -> list[Distribution]:
    versions, problems, found = locked(), [], dict[str, Distribution]()
    waiting = list(
        _wanted(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"])
    )
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            problems.append(f"{name} is not installed")
            continue
        if found[name].version != versions.get(name):
            problems.append(
                f"{name} {found[name].version} is installed, and the lock says {versions.get(name, 'nothing')}"
            )
        waiting.extend(_wanted(found[name].requires or ()))
    if problems:
        raise BuildError("; ".join(problems))
    return [found[name] for name in sorted(found)]


def _wanted(requirements: Iterable[str]) -> Iterator[str]:
    for requirement in map(Requirement, requirements):
        name = canonicalize_name(requirement.name)
        if name not in LEFT_OUT and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            yield name


def _files(package: Distribution) -> Iterator[tuple[str, Path]]:
    for file in package.files or ():
        name = file.as_posix()
        if not name.startswith("..") and not _SKIPPED.search(name):
            yield name, Path(str(package.locate_file(file)))
