"""A file that was written for a learner stays until they have fetched it, also while others work.

Streamlit deletes a file that a button writes on request as soon as two other pages were drawn, which on a busy site is
sooner than the learner's browser can ask for it.
"""

import time
from collections.abc import Callable

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorage

# Longer than an answer takes over a bad connection; what a busy process writes meanwhile is a few megabytes.
KEPT = 10.0


class KeptFiles(MediaFileStorage):
    """Deletes files a while after it was told to.

    The manager of files holds its own lock while it asks for anything here.

    Args:
        storage: Where files are.
        now: Tells the time in seconds.
    """

    def __init__(self, storage: MediaFileStorage, now: Callable[[], float] = time.monotonic) -> None:
        self._storage = storage
        self._now = now
        # Every file waits equally long, so the first is the next to go.
        self._due: dict[str, float] = {}

    def load_and_get_id(
        self, path_or_data: str | bytes, mimetype: str, kind: MediaFileKind, filename: str | None = None
    ) -> str:
        """Take a file in; one that was to be deleted and comes again stays."""
        file = self._storage.load_and_get_id(path_or_data, mimetype, kind, filename)
        self._due.pop(file, None)
        return file

    def get_url(self, file_id: str) -> str:
        """Give the address of a file."""
        return self._storage.get_url(file_id)

    def delete_file(self, file_id: str) -> None:
        """Delete a file later, and those whose time is over now."""
        self._due.setdefault(file_id, self._now() + KEPT)
        for file, due in list(self._due.items()):
            if due > self._now():
                break
            del self._due[file]
            self._storage.delete_file(file)


def keep_files(manager: MediaFileManager) -> None:
    """Have a manager of files keep what was fetched too late for it.

    Args:
        manager: The manager.
    """
    # It takes its storage from Streamlit alone, and has no setting for how long a file stays.
    manager._storage = KeptFiles(manager._storage)  # noqa: SLF001 - a test tells when it is no more
