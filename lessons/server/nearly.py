"""An address that is nearly a page's leads there: the page's title, its file's name, capitals, a letter too many."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Match, Route
from starlette.types import Scope

from lessons.content.course import course

LONGEST, ALIKE = 60, 0.85


def nearest(typed: str) -> str | None:
    """Find the page that somebody may have meant.

    Args:
        typed: What stands in the address in a page's place.

    Returns:
        The path of the page, None where it is a page's own or near none.

    >>> nearest("Claim"), nearest("note_coach"), nearest("Day sheet"), nearest("claims"), nearest("claim")
    ('claim', 'note-coach', 'day-sheet', 'claim', None)
    >>> nearest("_stcore"), nearest("favicon.png"), nearest("wp-login")
    (None, None, None)
    """
    known = _names()
    # Streamlit's own addresses and files begin with an underscore or have a dot.
    if len(typed) > LONGEST or typed.startswith("_") or "." in typed or typed in known.values():
        return None
    close = get_close_matches(_folded(typed), known, 1, ALIKE)
    return known[close[0]] if close else None


def nearly(before: str) -> Route:
    """Give the route of addresses that are nearly a page's.

    Args:
        before: What the site's addresses begin with, ``/app`` for example.

    Returns:
        The route, which leaves every other address alone.
    """
    return _Nearly(f"{before}/{{name}}", _to_the_page)


class _Nearly(Route):
    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match what leads to a page, and nothing else: Streamlit's own addresses come after this one."""
        match, found = super().matches(scope)
        if match is not Match.NONE and nearest(found["path_params"]["name"]) is None:
            return Match.NONE, {}
        return match, found


@cache
def _names() -> Mapping[str, str]:
    """Give the path of every page by the names that it goes by."""
    pages = course().pages
    named = {_folded(name): page.path for page in pages for name in (page.slug, page.title, page.short)}
    return MappingProxyType({**named, **{_folded(page.path): page.path for page in pages}})


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


async def _to_the_page(request: Request) -> RedirectResponse:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{nearest(request.path_params['name'])}{query}")
