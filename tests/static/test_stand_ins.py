"""What stands in for compiled packages in the browser does what they do, as far as the app asks."""

import importlib.util
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal

import msgspec
import pytest
import rpds

from lessons.static.packages import STAND_INS
from ptcoding.facts.load import Facts
from ptcoding.facts.table import DATA


def stand_in(name, file):
    spec = importlib.util.spec_from_file_location(name, STAND_INS / file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ours = stand_in("ours_msgspec", "msgspec.py")
plain = stand_in("ours_rpds", "rpds/__init__.py")


class Side(Enum):
    LEFT = "l"
    NONE = ""


def test_every_row_of_the_facts_becomes_the_same(monkeypatch):
    usual, rows = msgspec.convert, 0

    def both(value, kind):
        nonlocal rows
        rows += 1
        read, same = usual(value, kind), ours.convert(value, kind)
        assert (same, repr(same)) == (read, repr(read))
        return read

    monkeypatch.setattr(msgspec, "convert", both)
    facts = Facts(DATA)
    for name in dir(Facts):
        if not name.startswith("_"):
            getattr(facts, name)
    # Every file has a row at least.
    assert rows > len(list(DATA.rglob("*.toml")))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2026-02-30", date),
        ("x", Decimal),
        (True, int),
        (1, str),
        ("1", int),
        (None, str),
        ("r", Side),
        ("third", Literal["first", "second"]),
        ([1, "2"], tuple[int, ...]),
        ([1], tuple[int, int]),
        ({"a": "b"}, dict[str, int]),
        ("ab", tuple[str, ...]),
        (1.5, int | None),
    ],
)
def test_what_one_refuses_the_other_refuses(value, kind):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(value, kind)
    with pytest.raises(ours.ValidationError):
        ours.convert(value, kind)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("", Side),
        (None, int | None),
        (["b", "a"], frozenset[str]),
        ([1, 2], tuple[int, int]),
        ({"a": ["2026-01-31"]}, dict[str, tuple[date, ...]]),
        (1, float),
        ("1.50", Decimal),
        (2.5, Decimal),
    ],
)
def test_what_one_reads_the_other_reads(value, kind):
    read, same = msgspec.convert(value, kind), ours.convert(value, kind)
    assert (same, type(same)) == (read, type(read))


def test_maps_sets_and_lists_change_by_making_another():
    for kind in (rpds, plain):
        first = kind.HashTrieMap.convert({"a": 1})
        assert dict(first.insert("b", 2).update({"c": 3}).remove("a").discard("x")) == {"b": 2, "c": 3}
        assert dict(first) == {"a": 1}
        members = kind.HashTrieSet(["a"]).insert("b").update(["c"]).remove("a").discard("x")
        assert set(members) == {"b", "c"}
        row = kind.List([1, 2]).push_front(0)
        assert (list(row), row.first, list(row.rest), list(row.drop_first())) == ([0, 1, 2], 0, [1, 2], [1, 2])
        with pytest.raises(KeyError):
            first.remove("x")
        with pytest.raises(KeyError):
            members.remove("x")
