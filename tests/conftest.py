"""What every test shares."""

import os
import tempfile
from itertools import count

import pytest
from hypothesis import HealthCheck, settings

from ptcoding.facts.own import VARIABLE as FACTS_FOLDER
from ptcoding.learning.store.place import VARIABLE
from tests.learning.postgres import address_of, started

# Nothing is written beside the tests, and a slow machine is no failure. Every run draws the same examples, so that a
# change is judged by itself; whoever wants new ones asks for them: pytest --hypothesis-profile=search.
COMMON = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", COMMON, max_examples=50, derandomize=True)
settings.register_profile("search", COMMON, max_examples=1_000)
settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    """Give every process of a run a database of its own: no answer of a test reaches the user's own."""
    folder = tempfile.TemporaryDirectory(prefix="ptcoding-tests-")
    os.environ[VARIABLE] = f"sqlite:///{folder.name}/progress.sqlite3"
    # Nor do editions of the facts that this user took in reach a test.
    os.environ[FACTS_FOLDER] = folder.name
    config.add_cleanup(folder.cleanup)


@pytest.fixture(scope="session")
def postgresql():
    """A real server, which the first test that asks for it starts."""
    with started() as server:
        yield server


@pytest.fixture(scope="session")
def new_database(postgresql):
    """Makes empty databases on it."""
    numbers = count(1)
    return lambda: address_of(postgresql, f"progress{next(numbers)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of an empty place: a file that is not there yet, or a new database of the server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/progress/answers.sqlite3"
    return request.getfixturevalue("new_database")()
