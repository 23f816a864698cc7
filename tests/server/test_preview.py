"""What a pasted link shows: the name and the purpose of its page."""

import pytest
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse

from lessons.server.preview import Preview, head
from tests.server.asking import ask

INDEX = "<html><head><title>Streamlit</title></head><body></body></html>"


async def front_end(scope, receive, send):
    await HTMLResponse(INDEX)(scope, receive, send)


async def script(scope, receive, send):
    await PlainTextResponse(INDEX)(scope, receive, send)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "Count a visit"),
        ("/fact-check", "Fact check"),
        ("/below/claim", "Write the claim"),
        ("/nothing", "Count a"),
    ],
)
def test_the_page_is_named_in_the_head_of_the_front_end(path, title):
    answer = ask(Preview(front_end), path)
    assert f"<title>{title}" in answer.body
    assert "<title>Streamlit</title>" not in answer.body
    assert 'property="og:description"' in answer.body
    # The one script that the policy lets in beside the front end's own.
    assert answer.body.count("<script>window.__streamlit={BACKEND_BASE_URL") == 1
    assert int(answer.headers["content-length"]) == len(answer.body.encode())


async def packing(scope, receive, send):
    await GZipMiddleware(front_end, minimum_size=1)(scope, receive, send)


def test_a_page_is_named_for_those_too_who_take_it_packed():
    answer = ask(Preview(packing), "/fact-check", accept_encoding="gzip, deflate, br")
    assert "<title>Fact check" in answer.body


def test_what_is_no_page_stays_as_it_is():
    assert ask(Preview(script), "/fact-check").body == INDEX


def test_what_stands_in_a_path_is_never_markup():
    assert b"<script>" not in head("/<script>alert(1)</script>")
