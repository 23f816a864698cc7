"""Runs notebooks in this process, or every one with nothing at hand but what the browser gets."""

import ast
import json
import sys
from collections.abc import Mapping
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from typing import Any

from lessons.static.lite.parts import parts
from lessons.static.lite.site import NOTEBOOKS

HERE = {str(file).split("/")[0].split(".")[0] for package in parts().values() for file in package.files or ()}
HERE |= {"msgspec", "ptcoding"} | sys.stdlib_module_names


class Only(PathFinder):
    """Finds what a browser has, and nothing else."""

    @classmethod
    def find_spec(cls, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Find a module, unless the browser has none of that name."""
        return PathFinder.find_spec(fullname, path, target) if fullname.partition(".")[0] in HERE else None


def cells_of(notebook: Path) -> Mapping[str, str]:
    """Read the code of a notebook, by the name of its cell."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return {cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"}


def run(notebook: Path) -> Mapping[str, str]:
    """Run the cells of a notebook, and give the last piece of HTML or of text that each shows."""
    names: dict[str, Any] = {}
    told = {}
    for name, source in cells_of(notebook).items():
        body = ast.parse(source)
        last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
        exec(compile(body, name, "exec"), names)  # noqa: S102 - our own cells, as Jupyter would
        told[name] = _shown(eval(compile(ast.Expression(last.value), name, "eval"), names)) if last else ""  # noqa: S307 - the same
    return told


def _shown(value: object) -> str:
    from ptcoding.jupyter.show import shown

    if shown.dispatch(type(value)) is not shown.dispatch(object):
        return str(shown(value)[-1]["text/html"])
    return "" if value is None or hasattr(value, "_repr_mimebundle_") else repr(value)


def main() -> None:
    """Run them all, and print how many exercises each has, and what else was loaded that no browser has."""
    sys.meta_path = [Only if finder is PathFinder else finder for finder in sys.meta_path]
    print(
        json.dumps({notebook.stem: list(run(notebook).values())[-1] for notebook in sorted(NOTEBOOKS.glob("*.ipynb"))})
    )


if __name__ == "__main__":
    main()
