"""The site answers to its own names only, and lets no page of another site connect."""

import pytest
import streamlit as st

from lessons.server.host import KnownHost, is_known
from tests.server.asking import ask, served


@pytest.fixture(autouse=True)
def settings(monkeypatch):
    chosen = {"server.allowedHosts": [], "server.corsAllowedOrigins": [], "server.enableCORS": True}
    monkeypatch.setattr(st, "get_option", chosen.__getitem__)
    return chosen


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8501", "LOCALHOST.", "127.0.0.1:8501", "192.168.1.20", "[::1]:8501", "[fe80::1]"]
)
def test_this_machine_and_a_number_need_no_permission(host):
    assert ask(KnownHost(served), host=host).body == "the page"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1.evil.example", "me@localhost", "",
        "localhost:port", "localhost/path", "localhost:99999", "[::1", "1.2.3", "localhost?x", "notlocalhost",
    ],
)  # fmt: skip
def test_any_other_name_is_refused_and_not_repeated(host):
    answer = ask(KnownHost(served), host=host)
    assert answer.status == 421
    assert "server.allowedHosts" in answer.body
    assert "evil" not in answer.body
    assert ask(KnownHost(served), kind="websocket", host=host, origin=f"http://{host}").closed == 1008


def test_a_request_without_a_name_is_refused():
    assert ask(KnownHost(served)).status == 421


def test_a_name_that_was_allowed_is_served(settings):
    settings["server.allowedHosts"] = ["pt.example.org"]
    assert ask(KnownHost(served), host="pt.example.org:443").status == 200
    assert ask(KnownHost(served), host="x.pt.example.org").status == 421
    assert ask(KnownHost(served), kind="websocket", host="pt.example.org", origin="https://pt.example.org").closed == 0


def test_a_star_holds_for_what_is_below_and_for_nothing_else():
    assert is_known("a.example.org", ["*.example.org"])
    assert not is_known("example.org", ["*.example.org"])
    assert not is_known("badexample.org", ["*.example.org"])
    assert is_known("anything.example", ["*"])


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example", "http://[::1"])
def test_a_page_of_another_site_cannot_connect(origin):
    answer = ask(KnownHost(served), kind="websocket", host="127.0.0.1:8501", origin=origin)
    assert answer.closed == 1008


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8501", "https://127.0.0.1:8501", "http://localhost:3000"])
def test_its_own_pages_and_those_of_this_machine_connect(origin):
    assert ask(KnownHost(served), kind="websocket", host="127.0.0.1:8501", origin=origin).closed == 0


def test_an_origin_that_was_allowed_connects(settings):
    settings["server.corsAllowedOrigins"] = ["https://other.example"]
    assert ask(KnownHost(served), kind="websocket", host="127.0.0.1", origin="https://other.example").closed == 0
    settings["server.enableCORS"] = False
    assert ask(KnownHost(served), kind="websocket", host="127.0.0.1", origin="https://evil.example").closed == 0


def test_no_refusal_asks_an_address_outside(monkeypatch):
    # Streamlit's own check asks for the address of this machine before it refuses.
    from streamlit import net_util

    asked = []
    monkeypatch.setattr(net_util, "get_external_ip", lambda: asked.append(1))
    ask(KnownHost(served), kind="websocket", host="127.0.0.1:8501", origin="https://evil.example")
    assert asked == []
