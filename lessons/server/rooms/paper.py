"""Pages of a room: plain HTML from our own templates, every value escaped, no script but one named by its hash."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from ptcoding.room.refusal import NOT_FOUND

HERE = Path(__file__).with_name("pages")


@cache
def _pages() -> Environment:
    # Every template is HTML, so every value is escaped, whatever its file is called.
    return Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


@cache
def _inside(*names: str) -> str:
    """Give the hash of a script or of styles for the policy, as the template puts them into the page."""
    text = "".join(_pages().get_template(name).render() for name in names)
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page(
    name: str, script: str, values: dict[str, Any], status: int = 200, styles: tuple[str, ...] = ("style.css",)
) -> HTMLResponse:
    """Write a page.

    Args:
        name: Its template.
        script: Its script, empty for none.
        values: What it is filled with.
        status: Its status.
        styles: Its styles, in the order in which the template has them.

    Returns:
        The page, with a policy that lets nothing from elsewhere in.
    """
    html = _pages().get_template(name).render(values)
    own = _inside(script) if script else "'none'"
    policy = (
        f"default-src 'none'; style-src {_inside(*styles)}; script-src {own}; connect-src 'self'; img-src data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    )
    return HTMLResponse(html, status, {"Content-Security-Policy": policy, "Cache-Control": "no-store"})


def refused(
    base: str, said: str, status: int = 200, title: str = "", *, asks: bool = False, frames: Sequence[str] = ()
) -> HTMLResponse:
    """Write the page of somebody who got no further, with a way on.

    Args:
        base: What the site's addresses begin with.
        said: Why.
        status: Its status.
        title: What stands above, by the status where nothing is given.
        asks: Whether the code of a room is asked for.
        frames: Sites that may show it in a frame.

    Returns:
        The page.
    """
    title = title or ("Not taken" if status != NOT_FOUND else "No such room" if asks else "Not found")
    answer = page("refused.html", "", {"title": title, "said": said, "base": base, "asks": asks}, status)
    policy = answer.headers["Content-Security-Policy"]
    answer.headers["Content-Security-Policy"] = " ".join([policy, *frames])
    return answer
