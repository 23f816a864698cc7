"""Pages of a room: plain HTML from our own templates, every value escaped, no script but one named by its hash."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from ptcoding.room.refusal import NOT_FOUND

HERE = Path(__file__).with_name("pages")


@dataclass(frozen=True, slots=True)
class Around:
    """Where the files of a page are, and what of other sites it may meet.

    Args:
        folder: Where its template and its script are.
        forms: Where its forms may go.
        frames: Sites that may show it in a frame.
    """

    folder: Path = HERE
    forms: Sequence[str] = ("'self'",)
    frames: Sequence[str] = ()


ROOMS = Around()


@cache
def _pages(folder: Path) -> Environment:
    # Every template is HTML, so every value is escaped, whatever its file is called.
    loader = FileSystemLoader([folder, HERE])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)


@cache
def _inside(folder: Path, *names: str) -> str:
    """Give the hash of a script or of styles for the policy, as the template puts them into the page."""
    text = "".join(_pages(folder).get_template(name).render() for name in names)
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page(
    name: str,
    script: str,
    values: dict[str, Any],
    status: int = 200,
    styles: tuple[str, ...] = ("style.css",),
    around: Around = ROOMS,
) -> HTMLResponse:
    """Write a page.

    Args:
        name: Its template.
        script: Its script, empty for none.
        values: What it is filled with.
        status: Its status.
        styles: Its styles, in the order in which the template has them.
        around: Where its files are, and what of other sites it may meet.

    Returns:
        The page, with a policy that lets nothing from elsewhere in.
    """
    html = _pages(around.folder).get_template(name).render(values)
    own = _inside(around.folder, script) if script else "'none'"
    framed_by = " ".join(("'self'", *around.frames))
    policy = (
        f"default-src 'none'; style-src {_inside(around.folder, *styles)}; script-src {own}; connect-src 'self'; "
        f"img-src data:; form-action {' '.join(around.forms)}; base-uri 'none'; "
        f"frame-ancestors {framed_by}"
    )
    return HTMLResponse(html, status, {"Content-Security-Policy": policy, "Cache-Control": "no-store"})


def refused(
    base: str,
    said: str,
    status: int = 200,
    title: str = "",
    *,
    asks: bool = False,
    room: str = "",
    frames: Sequence[str] = (),
) -> HTMLResponse:
    """Write the page of somebody who got no further, with a way on.

    Args:
        base: What the site's addresses begin with.
        said: Why.
        status: Its status.
        title: What stands above, by the status where nothing is given.
        asks: Whether the code of a room is asked for.
        room: The address of the room to go back to, empty for none.
        frames: Sites that may show it in a frame.

    Returns:
        The page.
    """
    title = title or ("Not taken" if status != NOT_FOUND else "No such room" if asks else "Not found")
    values = {"title": title, "said": said, "base": base, "asks": asks, "room": room}
    return page("refused.html", "", values, status, around=Around(frames=frames))
