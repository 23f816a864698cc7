"""Packages that the first page does without: they come while it is read, or at once where something asks for one."""

import gzip
import importlib
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

GZIP = b"\x1f\x8b"


class Later:
    """Finds the modules of packages that have not come yet.

    Args:
        names: The modules, by the first part of their names.
        bring: Brings the packages, joined and compressed, and waits for them.
        put: Puts joined packages where they belong.
    """

    def __init__(self, names: Iterable[str], bring: Callable[[], bytes], put: Callable[[bytes], None]) -> None:
        self._names = frozenset(names)
        self._bring, self._put = bring, put
        self._is_there = False

    @property
    def is_there(self) -> bool:
        """Whether the packages have come."""
        return self._is_there

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
        content = self._bring()
        # A web server may have sent it unpacked.
        self._put(gzip.decompress(content) if content[:2] == GZIP else content)
        self.arrived()
        return PathFinder.find_spec(name, path, target)

    def arrived(self) -> None:
        """Know that the packages are where they belong."""
        self._is_there = True
        importlib.invalidate_caches()
