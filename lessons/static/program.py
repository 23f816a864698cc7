"""The app itself as the browser gets it: pages as text, which Streamlit reads, and all other code compiled."""

import re
from pathlib import Path

import ptcoding
from lessons.static.compiled import compiled
from lessons.static.tree import Tree, joined, read

ROOT = Path(__file__).parents[2]
# Streamlit reads these as text whenever it draws a page.
_SCRIPT = re.compile(r"lessons/(frame\.py|site/[^/]+\.py|course/[^/]+/page\.py)$")
# What only a server, a command or the build of this very site asks for.
_SKIPPED = re.compile(
    r"^lessons/(static/(?!__init__\.py$|node\.py$|inside/|lms/)|static/inside/stand_ins/|server/rooms/pages/)"
    r"|^ptcoding/(audit|command/serve|jupyter/page|serving)/|\.(md|toml)\.orig$"
)


def program(cache: Path) -> bytes:
    """Pack the app.

    Args:
        cache: A folder that stays from one build to the next.

    Returns:
        The archive.

    Raises:
        BuildError: If the code cannot be compiled.
    """
    whole = {name: content for name, content in _app().items() if not _SKIPPED.search(name)}
    scripts = {name: content for name, content in whole.items() if _SCRIPT.search(name)}
    rest = {name: content for name, content in whole.items() if name not in scripts}
    return joined({**scripts, **compiled(rest, cache, ".")})


def _app() -> Tree:
    files = {f"ptcoding/{name}": content for name, content in read(Path(ptcoding.__file__).parent).items()}
    for folder in ("lessons", "assets", ".streamlit"):
        files |= {f"{folder}/{name}": content for name, content in read(ROOT / folder).items()}
    return files
