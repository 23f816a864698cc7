"""Packages that come later are there when something asks for one, are brought once, and hide nothing else."""

import gzip
import importlib
import importlib.util
import json
import sys

import pytest

from lessons.static.inside.later import Later
from lessons.static.tree import joined

FILES = {
    "ptcoding_late.py": b"from ptcoding_later.inner import VALUE\n",
    "ptcoding_later/__init__.py": b"",
    "ptcoding_later/inner.py": b"VALUE = 7\n",
}
NAMES = ("ptcoding_late", "ptcoding_later")


class Brought:
    """Brings an archive, and counts how often."""

    def __init__(self, *archives):
        self.archives, self.times = list(archives), 0

    def __call__(self):
        self.times += 1
        return self.archives.pop(0)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    yield tmp_path
    for name in [name for name in sys.modules if name.partition(".")[0] in NAMES]:
        del sys.modules[name]


def spread(folder):
    """Puts joined files into a folder as the worker does: the length of their list, the list, one after another."""

    def put(whole):
        end = 4 + int.from_bytes(whole[:4], "little")
        at = end
        for name, size in json.loads(whole[4:end]):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(whole[at : at + size])
            at += size

    return put


def watched(bring, folder):
    later = Later(NAMES, bring, spread(folder))
    later.watch()
    return later


def test_whoever_asks_for_a_module_waits_for_all_of_them_once(folder):
    bring = Brought(joined(FILES))
    watched(bring, folder)
    assert importlib.import_module("ptcoding_late").VALUE == 7
    assert importlib.import_module("ptcoding_later.inner").VALUE == 7
    assert bring.times == 1


def test_what_came_while_the_first_page_was_read_is_brought_no_more(folder):
    bring = Brought()
    later = watched(bring, folder)
    spread(folder)(gzip.decompress(joined(FILES)))
    later.arrived()
    assert importlib.import_module("ptcoding_late").VALUE == 7
    assert bring.times == 0


def test_what_a_web_server_unpacked_on_its_way_is_taken_as_it_is(folder):
    watched(Brought(gzip.decompress(joined(FILES))), folder)
    assert importlib.import_module("ptcoding_late").VALUE == 7


def test_a_module_of_another_name_and_a_part_of_a_package_are_not_asked_for(folder):
    bring = Brought()
    watched(bring, folder)
    assert importlib.util.find_spec("ptcoding_of_nobody") is None
    # As `import csv.ptcoding_late` would: the name is right, the place is another.
    assert sys.meta_path[-1].find_spec("ptcoding_late", [str(folder)]) is None
    assert bring.times == 0


def test_half_an_archive_is_told_and_brought_again(folder):
    whole = joined(FILES)
    bring = Brought(whole[: len(whole) // 2], whole)
    watched(bring, folder)
    with pytest.raises(EOFError):
        importlib.import_module("ptcoding_late")
    assert importlib.import_module("ptcoding_late").VALUE == 7
    assert bring.times == 2
