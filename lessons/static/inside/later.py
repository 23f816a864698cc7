"""Packages that the first page does without: they come while it is read, or at once where something asks for one."""

import importlib
import sys
import zipfile
from collections.abc import Callable, Iterable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from io import BytesIO
from types import ModuleType


class Later:
    """Finds the modules of packages that have not come yet.

    Args:
        names: The modules, by the first part of their names.
        bring: Brings the archive of the packages, and waits for it.
        folder: Where packages lie.
    """

    def __init__(self, names: Iterable[str], bring: Callable[[], bytes], folder: str) -> None:
        self._names = frozenset(names)
        self._bring, self._folder = bring, folder
        self._is_there = False

    def watch(self) -> None:
        """Be asked for modules that are not there."""
        sys.meta_path.append(self)

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module where it is one of these and has not come yet.

        Args:
            name: Its whole name.
            path: Where its package lies, None for a package.
            target: Left to Python.

        Returns:
            Where it is, None where it is none of these.
        """
        if self._is_there or path is not None or name not in self._names:
            return None
        self.take(self._bring())
        return PathFinder.find_spec(name, path, target)

    def take(self, archive: bytes) -> None:
        """Put the packages where they belong, once.

        Args:
            archive: The packages.
        """
        if self._is_there:
            return
        with zipfile.ZipFile(BytesIO(archive)) as packed:
            packed.extractall(self._folder)  # it was made with this very site
        # Not before: where a line broke and half an archive came, whoever asks next has it brought again.
        self._is_there = True
        importlib.invalidate_caches()
