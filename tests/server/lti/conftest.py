"""A place for what is kept."""

import pytest


@pytest.fixture
def address(tmp_path):
    """The address of a file that is not there yet."""
    return f"sqlite:///{tmp_path}/answers.sqlite3"
