"""Both places that progress may be kept in."""

import pytest

from ptcoding.learning.store.store import Store


@pytest.fixture
def store(address):
    with Store(address) as opened:
        yield opened
