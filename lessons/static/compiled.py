"""Python code compiled by the very Python that will run it, and kept by what it was made of."""

import hashlib
import re
from pathlib import Path

from lessons.static import node
from lessons.static.tree import Tree, packed, unpacked

COMPILER = node.WEB / "compile.mjs"


def compiled(files: Tree, cache: Path, plain: str = "") -> dict[str, bytes]:
    """Compile every module, beside which nothing is left of its text.

    Args:
        files: Modules and what lies beside them.
        cache: A folder that stays from one build to the next.
        plain: A regular expression of modules that keep their docstrings and assertions; the others lose both.

    Returns:
        The files, compiled where they are code.

    Raises:
        BuildError: If Node or a package is missing, or the code cannot be compiled.
    """
    tools = b"".join(file.read_bytes() for file in (COMPILER, node.WEB / "package-lock.json"))
    keeps = re.compile(plain) if plain else None
    made, given = dict[str, bytes](), dict[str, bytes]()
    kept = dict[str, Path]()
    for name, content in files.items():
        if not name.endswith(".py"):
            made[name] = content
            continue
        # What is shown where an error is traced is the module's own name, so that belongs to it.
        level = "0" if keeps and keeps.match(name) else "2"
        total = hashlib.sha256(b"\0".join((tools, name.encode(), level.encode(), content))).hexdigest()
        kept[name] = cache.resolve() / "compiled" / total[:2] / f"{total}.pyc"
        given[f"{level}/{name}"] = content
    # All or none: what is written of a module can depend on what was compiled before it.
    if not all(file.exists() for file in kept.values()):
        for name, code in _run(given, cache).items():
            target = kept[name.partition("/")[2].removesuffix("c")]
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(".part")
            part.write_bytes(code)
            # Only what is whole gets the name.
            part.replace(target)
    return made | {f"{name}c": file.read_bytes() for name, file in kept.items()}


def _run(files: Tree, cache: Path) -> dict[str, bytes]:
    core, given, made = node.fetched(cache) / "pyodide", cache.resolve() / "given.zip", cache.resolve() / "made.zip"
    given.write_bytes(packed(files))
    node.run([node.tool("node"), *map(str, (COMPILER, core, given, made))], cache)
    return unpacked(made.read_bytes())
