"""A session holds so many files and no more."""

import asyncio
from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from lessons.server import uploads
from lessons.server.uploads import MOST_FILES, BoundedUploads
from tests.server.asking import ask, asked, finished, scope_of, served

PATH = "/_stcore/upload_file/{}/{}"


@pytest.fixture(autouse=True)
def storage(monkeypatch):
    held = {}
    runtime = SimpleNamespace(uploaded_file_mgr=SimpleNamespace(file_storage=held))
    monkeypatch.setattr(uploads, "get_instance", lambda: runtime)
    return held


def test_one_file_too_many_is_refused_and_another_visitor_is_not(storage):
    guard = BoundedUploads(served)
    storage["one"] = {str(number): b"" for number in range(MOST_FILES - 1)}
    assert ask(guard, PATH.format("one", "a"), method="PUT").status == 200
    storage["one"]["a"] = b""
    refused = ask(guard, PATH.format("one", "b"), method="PUT")
    assert refused.status == 413
    assert "Only 10 files" in refused.body
    assert ask(guard, f"/app{PATH.format('one', 'b')}", method="PUT").status == 413
    assert ask(guard, PATH.format("two", "b"), method="PUT").status == 200
    # What is taken away makes room, and can always be taken away.
    assert ask(guard, PATH.format("one", "b"), method="DELETE").status == 200
    del storage["one"]["a"]
    assert ask(guard, PATH.format("one", "b"), method="PUT").status == 200


def test_files_that_come_together_are_counted_together():
    async def slow(scope, receive, send):
        await asyncio.sleep(0.05)
        await served(scope, receive, send)

    async def crowd():
        guard = BoundedUploads(slow)
        paths = [PATH.format("one", number) for number in range(30)]
        answers = await asyncio.gather(*(asked(guard, scope_of(path, "http", "PUT", {})) for path in paths))
        return [answer.status for answer in answers], guard._coming

    statuses, coming = finished(crowd())
    # 30 at once, of which 10 may be held.
    assert (statuses.count(200), statuses.count(413)) == (10, 20)
    assert not coming


def test_the_files_that_the_installed_streamlit_holds_are_counted(monkeypatch):
    manager = MemoryUploadedFileManager("/upload")
    monkeypatch.setattr(uploads, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    assert uploads.held("one") == 0
    for number in range(3):
        manager.add_file("one", UploadedFileRec(str(number), "visit.csv", "text/csv", b""))
    assert uploads.held("one") == 3
