"""The API: the same JSON as the commands, within limits, and silent about what it was asked."""

import asyncio
import io
import json
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from typing import Any

import jsonschema
import pytest
from starlette.types import Message

from ptcoding.command.main import main
from ptcoding.errors import Problem
from ptcoding.serving import api as module
from ptcoding.serving.api import LARGEST_BODY, api
from tests.server.asking import Answer, finished, scope_of

VISIT = {
    "date": "2019-12-31",
    "payer": "medicare",
    "services": [{"code": "97530", "minutes": 20}, {"code": "97140", "minutes": 20}],
}
NOTE = "S: Pt reports knee pain. O: Squats 3x10 with verbal cues, 15 min 97110. A: tolerated well. P: continue."


async def asked(path: str, pieces: list[bytes], kind: str, method: str = "POST", app: Any = None) -> Answer:
    answer, left = Answer(), list(pieces)

    async def receive() -> Message:
        if not left:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left) or pieces[-1] == b""}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        elif message["type"] == "http.response.body":
            answer.body += message["body"].decode()

    await (app or api())(scope_of(path, "http", method, {"content-type": kind}), receive, send)
    return answer


def ask(path: str, body: object = "", kind: str = "application/json", method: str = "POST") -> Answer:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return finished(asked(path, [sent], kind, method))


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> Mapping[str, Any]:
    assert main(words) == 0
    return json.loads(capsys.readouterr().out)


def test_units_are_those_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """20 + 20 = 40 minutes are 3 units: a tie."""
    visit = {"services": [{"code": "97110", "minutes": 20}, {"code": "97140", "minutes": 20}]}
    answer = ask("/units", visit)
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    told = json.loads(answer.body)
    assert told["alternatives"] == [{"97110": 2, "97140": 1}, {"97110": 1, "97140": 2}]
    assert told == printed(capsys, "units", "97110=20", "97140=20", "--json")


def test_a_claim_is_that_of_the_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.loads(ask("/claim", VISIT).body)
    # 97140 over 97530 until December 31, 2019.
    assert told["edits"] == [{"column1": "97140", "column2": "97530", "indicator": 1}]
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(VISIT)))
    assert told == printed(capsys, "claim", "-", "--json")


def test_the_claims_of_a_day_come_together() -> None:
    speech = {
        "date": "2019-12-31",
        "payer": "medicare",
        "discipline": "SLP",
        "services": [{"code": "92507", "minutes": 30}],
    }
    told = json.loads(ask("/claim", {"visits": [VISIT, speech]}).body)
    assert [one["discipline"] for one in told["claims"]] == ["PT", "SLP"]


def test_a_note_is_reviewed_as_by_the_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = json.loads(ask("/note", {"note": NOTE, "code": "97110"}).body)
    assert told["elements"]["dosage"]["present"] is True
    monkeypatch.setattr(sys, "stdin", io.StringIO(NOTE))
    assert told == printed(capsys, "note", "-", "--code", "97110", "--json")


@pytest.mark.parametrize(
    ("path", "body", "fields"),
    [
        ("/units", {"services": [{"code": "97110", "minutes": -1}]}, ["services[0].minutes"]),
        ("/units", {"services": [{"code": "1", "minutes": 5}], "payer": "x"}, ["payer", "services[0].code"]),
        ("/units", {"services": [{"code": "97110", "minutes": 1}] * 41}, ["services"]),
        ("/units", [], ["visit"]),
        ("/units", b"{", ["visit"]),
        ("/units", b"[" * 100_000, ["visit"]),
        ("/claim", {"visits": [VISIT] * 2}, None),
        ("/claim", {"visits": 3}, ["visits"]),
        ("/note", {"note": 3}, ["note"]),
        ("/note", {"note": " "}, ["note"]),
        ("/note", {"note": "x", "codes": "97110"}, ["codes"]),
        ("/note", {"note": "x" * 100_001}, ["note"]),
        ("/note", b"[1]", ["note"]),
        ("/note", b"{", ["note"]),
        ("/note", b'{"note": "x", "note": "y"}', ["note"]),
        ("/units", b'{"services": [{"code": "97110", "minutes": 8, "minutes": 80}]}', ["minutes"]),
        ("/claim", b'{"visits": [], "visits": []}', ["visits"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(path: str, body: object, fields: list[str] | None) -> None:
    answer = ask(path, body)
    told = json.loads(answer.body)
    assert answer.status == 422
    assert len(answer.body) < 5_000
    assert fields is None or [one["field"] for one in told["problems"]] == fields
    assert told["message"]


@pytest.mark.parametrize(
    ("path", "body", "kind", "method", "status"),
    [
        ("/units", VISIT, "text/plain", "POST", 415),
        ("/units", b"\xff", "application/json", "POST", 400),
        ("/units", b" " * (LARGEST_BODY + 1), "application/json", "POST", 413),
        ("/units", VISIT, "application/json", "GET", 405),
        ("/facts", VISIT, "application/json", "POST", 404),
        ("/health", b"", "", "POST", 405),
    ],
)
def test_a_request_of_another_kind_is_refused(path: str, body: object, kind: str, method: str, status: int) -> None:
    answer = ask(path, body, kind, method)
    told = json.loads(answer.body)
    assert answer.status == status
    assert (told["message"], len(told["problems"])) == (str(Problem(*told["problems"][0].values())), 1)
    assert (status == 405) == ("allow" in answer.headers)


def test_a_body_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.05)
    answer = finished(asked("/units", [b"{", b""], "application/json"))
    assert (answer.status, json.loads(answer.body)["problems"][0]["value"]) == (400, "not whole")


def test_a_crowd_is_refused_and_nobody_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 2)
    body = json.dumps({"services": [{"code": "97110", "minutes": 23}]}).encode()

    async def crowd() -> list[int]:
        app = api()
        first = await asyncio.gather(*(asked("/units", [body], "application/json", app=app) for _ in range(3)))
        after = await asked("/units", [body], "application/json", app=app)
        return [answer.status for answer in (*first, after)]

    assert finished(crowd()) == [200, 200, 503, 200]


def test_the_description_fits_what_is_sent_and_names_no_lost_part() -> None:
    document = json.loads(ask("/openapi.json", method="GET").body)
    assert document["openapi"] == "3.1.0"
    assert json.loads(ask("/health", method="GET").body) == {"status": "ok"}
    body = document["paths"]["/units"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    schema = {"components": document["components"], **body}
    jsonschema.Draft202012Validator(schema).validate(VISIT)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({"services": []})
    note = document["paths"]["/note"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator({"components": document["components"], **note}).validate({"note": NOTE})
    assert "#/$defs" not in json.dumps(document)


def test_a_server_answers_until_it_is_ended_and_prints_nothing_of_a_visit() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ptcoding", "serve", "--api", "--address", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            assert server.stdout.readline() == f"http://127.0.0.1:{port}/openapi.json\n"
            body = json.dumps({"services": [{"code": "97110", "minutes": 23}]}).encode()
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/units", body, {"Content-Type": "application/json"}
            )
            with urllib.request.urlopen(request, timeout=30) as answer:
                assert json.load(answer)["units"] == {"97110": 2}
            assert main(["conformance", "run", "--group", "published", "--url", f"http://127.0.0.1:{port}/claim"]) == 0
            # The port is taken now.
            assert main(["serve", "--api", "--address", "127.0.0.1", "--port", str(port)]) == 2
        finally:
            server.terminate()
            out, said = server.communicate(timeout=30)
    assert "97110" not in out + said
