"""A file that a learner asked for is there when their browser comes for it, whoever else is at work."""

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from lessons.server import downloads
from lessons.server.downloads import KeptFiles, keep_files


@pytest.fixture
def storage():
    return MemoryMediaFileStorage("/media")


def written(manager, data=b"units"):
    """Have a file written as a button does when it is pressed, and give its name."""
    file = manager.add_deferred(lambda: data, "text/csv", "1.2.3", "day.csv")
    return manager.execute_deferred(file).rpartition("/")[2]


def others_work(manager):
    """Two other pages are drawn, each of which clears up."""
    manager.remove_orphaned_files()
    manager.remove_orphaned_files()


def test_streamlit_alone_deletes_it_before_the_browser_comes(storage):
    """Where this no longer holds, `lessons/server/downloads.py` is not needed any more."""
    manager = MediaFileManager(storage)
    name = written(manager)
    others_work(manager)
    with pytest.raises(MediaFileStorageError):
        storage.get_file(name)


def test_it_stays_for_ten_seconds_and_no_longer(storage, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(downloads, "KeptFiles", lambda kept: KeptFiles(kept, lambda: now[0]))
    manager = MediaFileManager(storage)
    keep_files(manager)
    name = written(manager)
    others_work(manager)
    now[0] += 9.9
    written(manager, b"other units")
    others_work(manager)
    assert storage.get_file(name).content == b"units"
    now[0] += 0.2
    written(manager, b"more units")
    others_work(manager)
    with pytest.raises(MediaFileStorageError):
        storage.get_file(name)


def test_a_file_that_is_written_again_before_its_time_stays(storage):
    now = [100.0]
    kept = KeptFiles(storage, lambda: now[0])
    kinds = downloads.MediaFileKind.DOWNLOADABLE
    file = kept.load_and_get_id(b"units", "text/csv", kinds, "day.csv")
    kept.delete_file(file)
    # What it holds and is called make its name, so this is the same file.
    assert kept.load_and_get_id(b"units", "text/csv", kinds, "day.csv") == file
    now[0] += 11
    kept.delete_file("another")
    assert storage.get_file(kept.get_url(file).rpartition("/")[2]).content == b"units"
