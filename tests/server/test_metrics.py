"""The numbers of the process are nobody's business but of whoever runs the site."""

import http.client
import json

import pytest

from lessons.server.metrics import ClosedMetrics
from tests.bench.server import CHECKOUT, HOST, our_command, serve
from tests.server.asking import ask, served

PLACES = ("/_stcore/metrics", "/_stcore/metrics/", "/app/_stcore/metrics", "/metrics", "/metrics/", "/app/metrics")


@pytest.mark.parametrize("path", PLACES)
def test_they_are_not_told_unless_they_were_opened(path):
    assert ask(ClosedMetrics(served, is_open=False), path).status == 404
    assert ask(ClosedMetrics(served, is_open=False), path, method="OPTIONS").status == 404
    assert ask(ClosedMetrics(served, is_open=True), path).body == "the page"


@pytest.mark.parametrize("path", ["/", "/my-metrics", "/health", "/_stcore/health", "/_stcore/metrics-of-units"])
def test_every_other_page_is_served(path):
    assert ask(ClosedMetrics(served, is_open=False), path).body == "the page"


@pytest.mark.parametrize(
    ("chosen", "status", "said"),
    [("", 404, ("Not Found", "Not Found")), ("open", 200, ("# EOF", "ptcoding_learners 0"))],
)
def test_the_server_itself_tells_them_only_where_it_was_chosen(monkeypatch, tmp_path, chosen, status, said):
    monkeypatch.setenv("PTCODING_DATABASE_URL", f"sqlite:///{tmp_path}/answers.sqlite3")
    monkeypatch.setenv("PTCODING_METRICS", chosen)
    with serve(our_command, CHECKOUT) as port:
        for path, words in zip(("/_stcore/metrics", "/metrics"), said, strict=True):
            answer, body = answered(port, path)
            assert (answer, words in body) == (status, True)
        # Its health it tells everybody, whether or not anything was kept yet.
        answer, body = answered(port, "/health")
        assert (answer, json.loads(body)["database"]) == (200, "ok")


def answered(port, path):
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body
