"""Both places that progress may be kept in."""

from itertools import count

import pytest

from ptcoding.learning.store.store import Store
from tests.learning.postgres import address_of, started


@pytest.fixture(scope="session")
def new_database():
    """Makes empty databases on a real server, which the first of them starts."""
    with started() as server:
        numbers = count(1)
        yield lambda: address_of(server, f"progress{next(numbers)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of an empty place: a file that is not there yet, or a new database of the server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/progress/answers.sqlite3"
    return request.getfixturevalue("new_database")()


@pytest.fixture
def store(address):
    with Store(address) as opened:
        yield opened
