"""A database for every test of a page, which nothing has been written to."""

import secrets

import pytest
from streamlit.components.v2 import manifest_scanner

from lessons.screen.practice import keeper
from ptcoding.learning.store.place import VARIABLE

DRAWN = 4711


@pytest.fixture(scope="session", autouse=True)
def packages_searched_once():
    """Lets Streamlit search the installed packages for components once: each opening would, for most of its time."""
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


@pytest.fixture(autouse=True)
def database(tmp_path, monkeypatch):
    """Gives the file that the answers of one test are kept in; it is there once something was answered."""
    file = tmp_path / "progress" / "answers.sqlite3"
    monkeypatch.setenv(VARIABLE, f"sqlite:///{file}")
    keeper.store.clear()
    yield file
    keeper.store().close()
    keeper.store.clear()


@pytest.fixture(autouse=True)
def one_draw(monkeypatch):
    """Draws the same series, paper and visit in every run: what a test meets shall not be left to chance."""
    monkeypatch.setattr(secrets, "randbelow", lambda limit: DRAWN % limit)
