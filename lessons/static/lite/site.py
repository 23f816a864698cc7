"""The notebooks as a folder that any web server serves from any of its folders."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from lessons.content.course import HERE
from lessons.static import node
from lessons.static.lite.parts import ROOTS, parts
from lessons.static.lite.wheels import Wheel, compiled, given, installed, lock, our_own, stand_in
from lessons.static.packages import STAND_INS
from lessons.static.site import CACHE
from lessons.static.tree import Tree, read, write

LITE = Path(__file__).parent
NOTEBOOKS = HERE / "notebooks"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
PLUGIN = f"{KERNEL}:kernel"
# The kernel's own packages lie among the files of its page.
KERNEL_WHEELS = Path(sys.prefix) / "share" / "jupyter" / "labextensions" / KERNEL / "static" / "pypi"
FROM_KERNEL = ("ipykernel", "piplite", "pyodide_kernel")
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
# The list of notebooks, and a notebook; no laboratory, console or editor.
APPS = ("notebooks", "tree")
# The first day that a zip archive can name, so that two builds are the same.
EPOCH = 315_532_800
# These notebooks are short: every cell stands on the page, so that the browser's own search finds it.
OVERRIDES = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}
DAY = "1980-01-01T00:00:00Z"


def build_lite(out: Path, cache: Path = CACHE) -> None:
    """Build the notebooks' site into a folder, which is emptied first.

    Args:
        out: The folder.
        cache: A folder that stays from one build to the next.

    Raises:
        BuildError: If something that the build needs is missing or fails.
    """
    core = node.fetched(cache) / "pyodide"
    home = cache.resolve() / "lite"
    shutil.rmtree(home, ignore_errors=True)
    wheels = compiled(all_wheels(), cache)
    info = json.loads((core / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    files = {f"static/pyodide/{name}": (core / name).read_bytes() for name in CORE}
    files |= {f"static/pyodide/{wheel.file}": wheel.content for wheel in wheels}
    files["static/pyodide/pyodide-lock.json"] = json.dumps(lock(wheels, info)).encode()
    files["overrides.json"] = json.dumps(OVERRIDES).encode()
    files["jupyter-lite.json"] = json.dumps(settings(wheels)).encode()
    write(home / "source", files)
    # It sets the time of everything beside its output too, so that gets a folder of its own.
    made = home / "made" / "site"
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", ".", "--output-dir", str(made)]
    command += ["--no-sourcemaps", "--no-unused-shared-packages", "--no-libarchive", "--source-date-epoch", str(EPOCH)]
    command += [f"--apps={app}" for app in APPS]
    node.run(command, home / "source")
    # JupyterLite would list the notebooks with a whole server of Jupyter's; the list is short.
    notebooks = {file.name: file.read_bytes() for file in sorted(NOTEBOOKS.glob("*.ipynb"))}
    write(made, {f"files/{name}": content for name, content in notebooks.items()})
    write(made, {"api/contents/all.json": json.dumps(listing(notebooks)).encode()})
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(made, out)


def listing(notebooks: Tree) -> dict[str, Any]:
    """List the notebooks as Jupyter's contents interface does.

    Args:
        notebooks: What each holds, by its file name.

    Returns:
        The folder and what is in it, ready for JSON.

    >>> listing({"a.ipynb": b"12"})["content"][0]["size"]
    2
    """
    same = {"content": None, "created": DAY, "format": None, "last_modified": DAY, "mimetype": None, "writable": True}
    rows = [
        {**same, "name": name, "path": name, "size": len(content), "type": "notebook"}
        for name, content in notebooks.items()
    ]
    return {**same, "name": "", "path": "", "size": None, "type": "directory", "format": "json", "content": rows}


def all_wheels() -> list[Wheel]:
    """Make every wheel that the notebooks need.

    Returns:
        The wheels.

    Raises:
        BuildError: If a package is not installed.
    """
    made = [installed(name, package) for name, package in parts().items()]
    for name in FROM_KERNEL:
        (file,) = KERNEL_WHEELS.glob(f"{name}-*.whl")
        made.append(given(file.read_bytes(), file.name))
    made += [
        stand_in("msgspec", {"msgspec.py": (STAND_INS / "msgspec.py").read_bytes()}),
        stand_in("micropip", read(LITE / "stand_ins")),
    ]
    # JupyterLite would look for it elsewhere; of this one IPython finds no module, and does without.
    made.append(stand_in("jedi", {}))
    return [*made, our_own([*ROOTS, "msgspec"])]


def settings(wheels: list[Wheel]) -> dict[str, Any]:
    """Write what the page is told.

    Args:
        wheels: All wheels: Python starts with them, so that nothing is looked for later.

    Returns:
        The settings, ready for JSON.
    """
    kernel = {
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": sorted(wheel.name for wheel in wheels)},
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "PT Coding notebooks",
            "appUrl": "./tree",
            "contentsAllJsonFile": "all.json",
            "litePluginSettings": {PLUGIN: kernel},
        },
    }
