"""A score on its way to the course that waits for it."""

import http.server
import json
import threading
from dataclasses import replace

import pytest

from lessons.content.standing import Standing
from lessons.server.lti import grades, outside, seal
from lessons.server.lti.outside import LARGEST, AwayError, Sent, ask
from tests.learning.answering import said_of
from tests.server.lti.platform import HOME, ITEM, LEARNER, OWN, SCORE, Played, settings

DONE = Standing(True, True, 17, 20, 1, 1)
KEY = "k" * 32


def sealed(lti, scores=ITEM):
    return grades.sealed_for(lti, KEY, OWN, LEARNER, scores)


def test_a_score_is_sent_to_the_line_item_with_a_right_that_was_asked_for_with_our_key():
    lti, platform = settings(), Played()
    grades.send(lti, KEY, sealed(lti), DONE, platform)
    (right,) = platform.rights
    assert (right["grant_type"], right["scope"]) == ("client_credentials", SCORE)
    assert (right["iss"], right["sub"], right["aud"]) == ("pt-coding", "pt-coding", OWN.token)
    assert right["exp"] - right["iat"] == 60
    ((address, score),) = platform.scores
    # Below the path of the line item, before its parameters.
    assert address == f"{HOME}/items/7/scores?type=1"
    assert score.pop("timestamp").endswith("+00:00")
    assert score == {
        "userId": "learner-29", "scoreGiven": 17, "scoreMaximum": 20,
        "activityProgress": "Completed", "gradingProgress": "FullyGraded",
    }  # fmt: skip


def test_a_platform_may_name_another_audience():
    lti = settings(replace(OWN, audience="https://lms.example.edu/oauth2"))
    seen = []

    def asking(address, sent):
        seen.append((address, sent))
        raise AwayError("stop")

    assert said_of(lambda: grades.send(lti, KEY, sealed(lti), DONE, asking), AwayError) == "stop"
    ((address, sent),) = seen
    said = dict(part.split("=", 1) for part in sent.body.decode().split("&"))["client_assertion"]
    body = said.split(".")[1]
    assert json.loads(seal.base64.urlsafe_b64decode(body + "=="))["aud"] == "https://lms.example.edu/oauth2"
    assert address == OWN.token


@pytest.mark.parametrize(
    ("key", "scores", "platforms"),
    [
        ("j" * 32, ITEM, (OWN,)),
        (KEY, "https://evil.example/items/7", (OWN,)),
        (KEY, ITEM, (replace(OWN, client_id="another"),)),
    ],
)
def test_nothing_is_asked_of_anybody_where_the_seal_the_address_or_the_platform_is_another(key, scores, platforms):
    platform = Played()
    kept = sealed(settings(), scores)
    with pytest.raises(AwayError):
        grades.send(settings(*platforms), key, kept, DONE, platform)
    assert platform.asked == []


@pytest.mark.parametrize("broken", [OWN.token, f"{HOME}/items/7/scores?type=1"])
def test_a_platform_that_does_not_take_it_is_told_to_the_caller(broken):
    lti, platform = settings(), Played(broken={broken})
    with pytest.raises(AwayError):
        grades.send(lti, KEY, sealed(lti), DONE, platform)
    assert platform.scores == []


@pytest.mark.parametrize("right", [None, 7, "two\r\nlines", "ü"])
def test_a_right_that_is_none_is_not_sent_on(right):
    lti = settings()
    with pytest.raises(AwayError, match="no right"):
        grades.send(lti, KEY, sealed(lti), DONE, lambda *_: {"access_token": right})


class Strange(http.server.BaseHTTPRequestHandler):
    """Answers as no platform should."""

    def answer(self):
        where, value = {"/go": (302, "/keys"), "/keys": (200, "")}.get(self.path, (200, ""))
        bodies = {"/keys": b'{"keys": []}', "/large": b"[" * (LARGEST + 1), "/list": b"[]", "/text": b"hello"}
        self.send_response(503 if self.path == "/away" else where)
        if value:
            self.send_header("Location", value)
        self.end_headers()
        self.wfile.write(bodies.get(self.path, b""))

    def log_message(self, *_):
        pass


# The names by which the standard library finds what answers.
for method in ("GET", "POST"):
    setattr(Strange, f"do_{method}", Strange.answer)


@pytest.fixture(scope="module")
def strange():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Strange) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_what_comes_back_is_json_in_one_piece_from_the_address_itself(strange):
    assert ask(f"{strange}/keys") == {"keys": []}
    assert ask(f"{strange}/text", Sent(b"x")) == {}
    for path, why in {"/go": "302", "/away": "503", "/large": "200", "/list": "not JSON", "/text": "not JSON"}.items():
        assert said_of(lambda path=path: ask(strange + path), AwayError) == why


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://lms.example.edu/keys", "ftp://x/y", "https://a@b/"])
def test_no_other_kind_of_address_is_opened(address, monkeypatch):
    monkeypatch.setattr(outside, "build_opener", None)
    assert said_of(lambda: ask(address), AwayError) == "address"


def test_nobody_there_is_told_without_the_address():
    assert said_of(lambda: ask("http://127.0.0.1:9/keys"), AwayError) == "URLError"
