"""What a pasted link shows before anybody opens it: the name of the page and what it is for, on every page."""

from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lessons.content.course import Lesson, course

# The front end's page says this of itself, whatever page of the site it will draw.
UNNAMED = b"<title>Streamlit</title>"


def head(path: str) -> bytes:
    r"""Write the name and the purpose of a page for whoever shows a link.

    Args:
        path: The path of the request.

    Returns:
        HTML for the head of the page; the parameters of an address, which a visitor writes, are no part of it.

    >>> head("/below/fact-check")[:47]
    b'<title>Fact check \xc2\xb7 PT Coding Explorer</title>'
    """
    page = _page(path.rstrip("/").rpartition("/")[2])
    title, about = escape(f"{page.title} · {course().title}"), escape(" ".join(page.objectives))
    tags = [
        f"<title>{title}</title>",
        f'<meta name="description" content="{about}">',
        f'<meta property="og:title" content="{title}">',
        f'<meta property="og:description" content="{about}">',
        '<meta property="og:type" content="website">',
    ]
    return "".join(tags).encode()


def _page(last: str) -> Lesson:
    """Give the page of the last part of a path, the opening page where it is none."""
    pages = {page.path: page for page in course().pages}
    return pages.get(last) or next(page for page in course().pages if page.default)


class Preview:
    """Names the page in the front end's HTML, where that is served.

    Args:
        app: What is served.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun: Message | None = None
        body = b""

        async def sending(message: Message) -> None:
            nonlocal begun, body
            if message["type"] == "http.response.start" and _is_plain_html(message):
                begun = message
                return
            if begun is None or message["type"] != "http.response.body":
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            named = body.replace(UNNAMED, head(scope["path"]), 1)
            MutableHeaders(scope=begun)["content-length"] = str(len(named))
            await send(begun)
            await send({"type": "http.response.body", "body": named})

        await self._app(scope, receive, sending)


def _is_plain_html(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
