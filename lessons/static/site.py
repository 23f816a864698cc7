"""The site as a folder that any web server serves from any of its folders."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lessons.content.course import course, text
from lessons.static import front, node
from lessons.static.compiled import compiled
from lessons.static.library import library
from lessons.static.packages import modules, packages
from lessons.static.program import program
from lessons.static.tree import Tree, digest, joined, squeezed, stored, write

CACHE = Path(__file__).parents[2] / "build" / "static"
WASM, LIBRARY, PACKAGES, APP = "pyodide.asm.wasm.gz", "library.gz", "packages.gz", "app.gz"
# What the first page does without.
LATER = "later.gz"
# Milliseconds in which the first page is drawn, before anything else is asked for.
PAUSE = 4000


def build_site(
    out: Path, start: str = "", record: bool = False, scripts: Sequence[Path] = (), cache: Path = CACHE
) -> None:
    """Build the site into a folder, which is emptied first.

    Args:
        out: The folder.
        start: The page that the site opens on, with parameters where wanted (``drills?count=5``); empty for its own.
        record: Whether each run asks ``lessons.static.lms.record`` what became of the learner, and tells the page.
        scripts: Scripts that every page begins with; one can hear ``ptcoding:record`` on ``window``.
        cache: A folder that stays from one build to the next.

    Raises:
        BuildError: If something that the build needs is missing or fails.
    """
    brought = parts(cache)
    files = front.front_end()
    settings = settings_of(brought, start, record)
    own = [script.name for script in scripts]
    files |= {script.name: script.read_bytes() for script in scripts}
    for page in course().pages:
        if page.default:
            # The opening page stands at the root; links by its own name lead there.
            files[f"{page.path}/index.html"] = _to_the_root(page.title)
        else:
            files[f"{page.path}/index.html"] = front.page(files, settings, own, "../")
    files["index.html"] = front.page(files, settings, own)
    files |= {f"py/{name}": content for name, content in brought.items()}
    files["py/worker.js"] = worker(cache)
    files |= {name: (node.WEB / name).read_bytes() for name in ("bridge.js", "loading.css")}
    files["ahead.json"] = json.dumps(front.ahead(files), separators=(",", ":")).encode()
    if settings["offline"]:
        files["offline.js"] = _offline(files)
    if out.exists():
        shutil.rmtree(out)
    write(out, files)


def parts(cache: Path = CACHE) -> dict[str, bytes]:
    """Make what Python in the browser is given: itself, its library, the packages and the app.

    Args:
        cache: A folder that stays from one build to the next.

    Returns:
        The files by name.

    Raises:
        BuildError: If something is missing or fails.
    """
    core = node.fetched(cache) / "pyodide"
    wasm = {WASM: (core / WASM.removesuffix(".gz")).read_bytes()}
    first, later = (compiled(files, cache) for files in packages())
    return {
        # No web server is trusted to pack it.
        WASM: stored(cache, wasm, squeezed),
        LIBRARY: library(core, cache),
        PACKAGES: stored(cache, first, joined),
        LATER: stored(cache, later, joined),
        APP: program(cache),
    }


def worker(cache: Path = CACHE) -> bytes:
    """Bundle the worker.

    Args:
        cache: A folder that stays from one build to the next.

    Returns:
        A script that asks for no other.

    Raises:
        BuildError: If the bundler is missing or fails.
    """
    return bundled(node.WEB / "worker.js", "worker", cache)


def bundled(script: Path, kind: str, cache: Path = CACHE) -> bytes:
    """Put a script and all that it imports into one.

    Args:
        script: The script.
        kind: ``worker`` or ``front``.
        cache: A folder that stays from one build to the next.

    Returns:
        The script.

    Raises:
        BuildError: If the bundler is missing or fails.
    """
    modules, made = node.fetched(cache), cache.resolve() / f"{kind}.js"
    node.run([node.tool("node"), str(node.WEB / "bundle.mjs"), str(modules), str(script), str(made), kind], cache)
    return made.read_bytes()


def settings_of(brought: dict[str, bytes], start: str, record: bool) -> dict[str, Any]:
    """Write what the bridge is told.

    Args:
        brought: What Python is given.
        start: The page that the site opens on.
        record: Whether each run tells what became of the learner.

    Returns:
        The settings.
    """
    first = {name: content for name, content in brought.items() if name != LATER}
    return {
        "later": LATER,
        "modules": modules(packages()[1]),
        # A learning platform keeps its packages by its own rules.
        "offline": not record,
        "names": sorted(first),
        "pages": ["", *(page.path for page in course().pages)],
        "pause": PAUSE,
        "record": record,
        "size": sum(map(len, first.values())),
        "start": start,
        "title": course().title,
        "words": dict(text("static")),
    }


def _offline(files: Tree) -> bytes:
    # The page of an address is asked for by its folder.
    names = [name.removesuffix("index.html") for name in sorted(files)]
    built = json.dumps({"files": names, "version": digest(files)[:16]})
    return f"const BUILT = {built};\n".encode() + (node.WEB / "offline.js").read_bytes()


def _to_the_root(title: str) -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        '<script>location.replace("../" + location.search);</script></html>\n'
    ).encode()
