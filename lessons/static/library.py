"""Python's own library, compiled: as it comes, a browser would compile each module anew at every start."""

import re
from pathlib import Path

from lessons.static.compiled import compiled
from lessons.static.tree import joined, stored, unpacked

# Tools of whoever writes or mends programs, and networks that a browser has not.
_SKIPPED = re.compile(
    r"(_pyrepl|wsgiref|xmlrpc)/|(__hello__|antigravity|bdb|compileall|cProfile|ftplib|imaplib|mailbox"
    r"|modulefinder|pdb|pickletools|poplib|profile|pstats|pty|py_compile|pyclbr|pydoc|rlcompleter|smtplib|symtable"
    r"|tabnanny|this|trace|zipapp)\.py$|__phello__/"
).match
# Pyodide reads what it says of its own functions.
_WHOLE = "_?pyodide/"


def library(core: Path, cache: Path) -> bytes:
    """Compile the library and join it.

    Args:
        core: The folder of Python for the browser.
        cache: A folder that stays from one build to the next.

    Returns:
        The modules, as `joined` joins them.

    Raises:
        BuildError: If the code cannot be compiled.
    """
    files = unpacked((core / "python_stdlib.zip").read_bytes())
    code = {name: content for name, content in files.items() if name.endswith(".py") and not _SKIPPED(name)}
    made = compiled(code, cache, _WHOLE)
    return stored(cache, made, joined)
