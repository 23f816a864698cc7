"""Words and data in development: a change of a file of theirs is shown as a change of the code is."""

import sys
from pathlib import Path
from types import ModuleType

# What `make dev` sets; nothing is followed on a site that serves learners.
VARIABLE = "PTCODING_DEV"
ROOT = Path(__file__).parent.parent
FOLDERS = ("lessons", "ptcoding/facts/data")
ENDINGS = (".md", ".toml")


def follow_files() -> None:
    """Make every file of words and data known as a module of its own, which holds nothing.

    Streamlit watches the file of each module of the app. When one changes it forgets all of these modules, and with
    them whatever they have read and kept, and runs every open session anew. So one rule serves code, words and data,
    and no reader has to know that its file may change.
    """
    for folder in FOLDERS:
        for file in (ROOT / folder).rglob("*"):
            # A slash stands in no name of a module, so none can be taken for one of these.
            name = file.relative_to(ROOT).as_posix()
            if file.suffix in ENDINGS and name not in sys.modules:
                module = ModuleType(name)
                module.__file__ = str(file)
                sys.modules[name] = module
