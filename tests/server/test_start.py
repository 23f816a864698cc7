"""What the launcher puts up, and what a failing page tells."""

import asyncio
import logging
import resource
import sys

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.requests import Request
from streamlit import error_util
from streamlit.testing.v1 import AppTest

from lessons.server import start
from lessons.server.start import guards, lifespan, routes
from lessons.server.trouble import NoValues
from ptcoding.command.settings import read_settings
from tests.server.asking import ask, finished, served
from tests.server.rooms.room import fetch


def test_every_request_passes_every_guard_and_a_refusal_has_its_headers():
    site = served
    for guard in reversed(guards(read_settings({"PTCODING_LEARNERS": "7"}))):
        site = guard.cls(site, *guard.args, **guard.kwargs)
    refused = ask(site, host="evil.example")
    assert (refused.status, refused.headers["x-content-type-options"]) == (421, "nosniff")
    assert ask(site, host="localhost").body == "the page"


@pytest.mark.parametrize(("base", "path"), [("", "/session"), ("/app/", "/app/session")])
def test_the_opening_page_has_an_address_by_its_name(monkeypatch, base, path):
    monkeypatch.setattr(st, "get_option", lambda _: base)
    route, *rooms = routes()
    assert route.path == path
    before = path.removesuffix("/session")
    assert {"/r/{code}", "/r/{code}/answer", "/d/{deck}/{place}"} <= {one.path.removeprefix(before) for one in rooms}


def test_who_asks_for_the_opening_page_by_its_name_keeps_the_visit():
    def sent_to(query):
        scope = {"type": "http", "path": "/session", "query_string": query, "headers": [], "server": ("host", 80)}
        return finished(start._to_the_root(Request(scope))).headers["location"]

    # Relative, so that it holds behind any proxy.
    assert sent_to(b"visit=97110.33~97140.7") == "./?visit=97110.33~97140.7"
    assert sent_to(b"") == "./"


@pytest.mark.parametrize(
    ("base", "path", "there"),
    [
        ("", "/Claim", "./claim?visit=97110.33"),
        ("/app/", "/app/note_coach", "./note-coach?visit=97110.33"),
        ("", "/claim", None),
        ("", "/_stcore", None),
        ("", "/health", None),
        ("/app/", "/Claim", None),
    ],
)
def test_an_address_that_is_nearly_a_pages_leads_there_and_takes_the_visit_along(monkeypatch, base, path, there):
    monkeypatch.setattr(st, "get_option", lambda _: base)
    site = Starlette(routes=[route for route in routes() if "health" not in route.path])
    status, head, _ = finished(fetch(site, path, b"visit=97110.33"))
    assert (status, head.get("location")) == ((307, there) if there else (404, None))


def test_the_start_raises_the_limit_and_the_stop_leaves_nothing_behind(monkeypatch):
    raised = []
    monkeypatch.setattr(start, "raise_limit", lambda: raised.append(resource.getrlimit(resource.RLIMIT_NOFILE)))
    log = logging.getLogger("streamlit.error_util")
    before = list(log.filters)

    async def live():
        async with lifespan(None):
            assert asyncio.get_running_loop().get_exception_handler() is not None
            return list(log.filters)

    assert len(finished(live())) == len(before) + 1
    assert log.filters == before
    assert len(raised) == 1


def test_an_error_in_the_log_says_where_it_was_and_nothing_that_a_visitor_sent():
    try:
        {}["what a visitor typed"]
    except KeyError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "Uncaught app execution", None, sys.exc_info())
    assert NoValues().filter(record)
    said = logging.Formatter().format(record)
    assert "test_start.py" in said
    assert "KeyError" in said
    # The line of code is shown, the value is not: here both are the same words, once.
    assert said.count("what a visitor typed") == 1


def test_the_filter_hangs_where_streamlit_logs_what_a_page_did_not_catch():
    assert error_util._LOGGER is logging.getLogger("streamlit.error_util")


def test_a_visitor_reads_that_the_page_failed_and_not_why():
    def page():
        import streamlit as st

        from lessons.server.trouble import tell

        st.session_state.told = tell(ValueError("what a visitor typed"))

    app = AppTest.from_function(page).run()
    assert app.session_state.told
    (said,) = app.error
    assert said.value.startswith("This page couldn't be displayed")
