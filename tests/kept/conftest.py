"""A real server beside the files."""

from tests.learning.conftest import new_database

__all__ = ["new_database"]
