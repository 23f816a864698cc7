"""The API: what the commands answer, over HTTP; it reads, keeps nothing, and writes no log of what it was asked."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ptcoding.errors import InputError, Problem, at_most_ten, cut, printable
from ptcoding.serving.answers import QUESTIONS
from ptcoding.serving.openapi import description

# A visit is 200,000 characters at most and a note less; a character may take four bytes.
LARGEST_BODY = 800_000
SECONDS = 10.0
MOST_WAITING = 32
AT_ONCE = 2
LONGEST_VALUE = 60
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def api() -> Starlette:
    """Make the application.

    Returns:
        An ASGI application.

    >>> [route.path for route in api().routes]
    ['/units', '/claim', '/note', '/openapi.json', '/health']
    """
    turn = _Turn()
    asked = [Route(f"/{name}", _asked(answer, turn), methods=["POST"]) for name, answer in QUESTIONS.items()]
    told = [Route("/openapi.json", _openapi), Route("/health", _health)]
    return Starlette(routes=[*asked, *told], exception_handlers={404: _nowhere, 405: _other_method})


class _Turn:
    """Who is answered now, and how many wait: a crowd is refused instead of kept."""

    def __init__(self) -> None:
        self.now = asyncio.Semaphore(AT_ONCE)
        self.here = 0


def _asked(answer: Callable[[str], dict[str, object]], turn: _Turn) -> Callable[[Request], Awaitable[Response]]:
    async def respond(request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _refused(415, Problem("Content-Type", request.headers.get("content-type", ""), "application/json"))
        if turn.here >= MOST_WAITING:
            return _refused(503, Problem("requests", str(turn.here), f"at most {MOST_WAITING} at a time: try again"))
        turn.here += 1
        try:
            text = await _body(request)
            if isinstance(text, Response):
                return text
            async with turn.now:
                return JSONResponse(await run_in_threadpool(answer, text), headers=_HEADERS)
        except InputError as error:
            return _refused(422, *error.problems)
        finally:
            turn.here -= 1

    return respond


async def _body(request: Request) -> str | Response:
    """Read a body, no more of it and no longer than a visit or a note needs; else say what is wrong with it."""
    body = bytearray()
    try:
        async with asyncio.timeout(SECONDS):
            async for piece in request.stream():
                body += piece
                if len(body) > LARGEST_BODY:
                    return _refused(413, Problem("body", "more", f"at most {LARGEST_BODY:,} bytes"))
        return body.decode()
    except TimeoutError:
        return _refused(400, Problem("body", "not whole", f"all of it within {SECONDS:g} seconds"))
    except (UnicodeDecodeError, ClientDisconnect):
        return _refused(400, Problem("body", "not readable", "JSON in UTF-8"))


def _refused(status: int, *problems: Problem) -> Response:
    # The first ten, as the commands say them, and no value whole: an answer repeats no document.
    told = [
        {"field": printable(one.field), "value": printable(cut(one.value, LONGEST_VALUE)), "expected": one.expected}
        for one in problems[:10]
    ]
    said = {"problems": told, "message": "; ".join(at_most_ten(problems))}
    return JSONResponse(said, status, headers=_HEADERS)


async def _nowhere(request: Request, _: Exception) -> Response:
    paths = (*(f"/{name}" for name in QUESTIONS), "/openapi.json", "/health")
    return _refused(404, Problem("path", request.url.path, f"one of {', '.join(paths)}"))


async def _other_method(request: Request, error: Exception) -> Response:
    allowed = (getattr(error, "headers", None) or {}).get("Allow", "POST")
    refused = _refused(405, Problem("method", request.method, allowed))
    refused.headers["Allow"] = allowed
    return refused


async def _openapi(_: Request) -> Response:
    return JSONResponse(description(), headers=_HEADERS)


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"}, headers=_HEADERS)
