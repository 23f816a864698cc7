"""What a pasted link shows before anybody opens it: the name of the page and what it is for, on every page."""

from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lessons.content.course import Lesson, course
from lessons.server.root import SCRIPT

# The front end's page says this of itself, whatever page of the site it will draw.
UNNAMED = b"<title>Streamlit</title>"
ROOT = f"<script>{SCRIPT}</script>".encode()


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
    """Names the page in the front end's HTML, where that is served, and says where its server is.

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
        if _may_be_a_page(scope["path"]):
            # What is packed cannot be named: every browser, and whatever shows a link, takes packed pages too.
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
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
            named = body.replace(UNNAMED, head(scope["path"]) + ROOT, 1)
            MutableHeaders(scope=begun)["content-length"] = str(len(named))
            await send(begun)
            await send({"type": "http.response.body", "body": named})

        await self._app(scope, receive, sending)


def _may_be_a_page(path: str) -> bool:
    """Tell whether the front end may draw a page at a path; files have a dot, and rooms have pages of their own."""
    return "." not in path.rpartition("/")[2] and not any(part in path for part in ("/_stcore/", "/r/", "/d/"))


def _is_plain_html(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
