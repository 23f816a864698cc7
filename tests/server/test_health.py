"""Whoever watches the site is told whether it can keep answers, and nothing of a person."""

import asyncio
import re
import sqlite3
from contextlib import closing

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

import ptcoding
from lessons.server import health as watched
from lessons.server import trouble
from lessons.server.counters import Counters, Event
from lessons.server.health import Health
from lessons.server.start import routes
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.place import place
from ptcoding.learning.store.store import Store
from tests.bench.server import free_port
from tests.server.asking import finished
from tests.server.rooms.room import fetch


def told(health, path="/health", times=1):
    """What is answered when so many ask at once."""
    site = Starlette(routes=[Route("/health", health.health), Route("/metrics", health.numbers)])

    async def ask():
        return await asyncio.gather(*(fetch(site, path) for _ in range(times)))

    status, headers, body = finished(ask())[0]
    health.close()
    assert headers["cache-control"] == "no-store"
    return status, body.decode()


def health_of(address, counters=None):
    return Health(place(address), counters or Counters())


def said(status, database):
    return f'{{"status":"{status}","version":"{ptcoding.__version__}","database":"{database}"}}'


def test_a_database_that_answers_is_healthy(address):
    with Store(address) as store:
        store.enroll()
    assert told(health_of(address)) == (200, said("ok", "ok"))


def test_a_place_where_nothing_was_kept_yet_is_healthy(address):
    assert told(health_of(address)) == (200, said("ok", "ok"))


def test_a_server_that_does_not_answer_is_not():
    nobody = f"postgresql://ptcoding@127.0.0.1:{free_port()}/answers"
    assert told(health_of(nobody)) == (503, said("down", "down"))


def test_a_file_that_is_no_database_is_not(tmp_path):
    path = tmp_path / "answers.sqlite3"
    path.write_bytes(b"a page of something else, and no database" * 100)
    assert told(health_of(f"sqlite:///{path}")) == (503, said("down", "damaged"))


def test_a_newer_site_has_changed_the_file(tmp_path):
    path = tmp_path / "answers.sqlite3"
    with Store(f"sqlite:///{path}") as store:
        store.enroll()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE ptcoding_about SET version = version + 1")
        connection.commit()
    assert told(health_of(f"sqlite:///{path}")) == (503, said("down", "newer"))


def test_the_database_is_asked_once_a_second_however_many_want_to_know(monkeypatch):
    asked, now = [], [100.0]

    class Pulse:
        def __init__(self, where):
            pass

        def close(self):
            pass

        def feel(self):
            asked.append(now[0])
            if len(asked) > 1:
                raise StoreError("locked", seconds="2")

    monkeypatch.setattr(watched, "Pulse", Pulse)
    health = Health(place("sqlite:////nowhere/answers.sqlite3"), Counters(), lambda: now[0])
    assert told(health, times=20)[0] == 200
    now[0] += 0.9
    assert told(health)[0] == 200
    assert asked == [100.0]
    now[0] += 0.2
    assert told(health) == (503, said("down", "locked"))


def test_the_numbers_are_as_a_monitoring_system_reads_them_and_name_nobody(monkeypatch):
    counters = Counters()
    for event, times in ((Event.ARRIVED, 5), (Event.LEFT, 3), (Event.TURNED_AWAY, 2), (Event.BROKE, 1)):
        for _ in range(times):
            counters.count(event)
    monkeypatch.setattr(watched, "open_files", lambda: 40)
    status, body = told(health_of("sqlite:////nowhere/answers.sqlite3", counters), "/metrics")
    assert status == 200
    assert dict(re.findall(r"^(ptcoding_\w+) (\d+)$", body, flags=re.MULTILINE)) == {
        "ptcoding_database_up": "1",
        "ptcoding_learners": "2",
        "ptcoding_learners_total": "5",
        "ptcoding_turned_away_total": "2",
        "ptcoding_phones": "0",
        "ptcoding_broken_pages_total": "1",
        "ptcoding_open_files": "40",
    }
    assert f'ptcoding_info{{version="{ptcoding.__version__}"}} 1\n' in body
    types = dict(re.findall(r"^# TYPE (\S+) (\S+)$", body, flags=re.MULTILINE))
    assert (types["ptcoding_learners"], types["ptcoding_learners_total"]) == ("gauge", "counter")


def test_a_page_that_broke_is_counted(monkeypatch):
    counters = Counters()
    monkeypatch.setattr(trouble, "counters", lambda: counters)
    monkeypatch.setattr(trouble.st, "get_option", lambda _: "full")
    trouble.tell(ValueError())
    assert counters.of(Event.BROKE) == 1


@pytest.mark.parametrize(("base", "places"), [("", ["/health"]), ("pt", ["/health", "/pt/health"])])
def test_health_is_told_at_the_root_too_where_the_site_stands_below_a_path(monkeypatch, base, places):
    monkeypatch.setattr("streamlit.get_option", lambda _: base)
    assert [route.path for route in routes() if route.path.endswith("/health")] == places
