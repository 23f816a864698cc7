"""What happens once, before the first visitor: settings are read, limits raised, guards put up."""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route
from streamlit import runtime

from lessons.content.course import course
from lessons.server.counters import counters
from lessons.server.downloads import keep_files
from lessons.server.full import FullHouse
from lessons.server.headers import SecurityHeaders
from lessons.server.health import HEALTH, NUMBERS, health, tell_health, tell_numbers
from lessons.server.host import KnownHost
from lessons.server.limits import Flood, raise_limit
from lessons.server.lti.setup import configured
from lessons.server.metrics import ClosedMetrics
from lessons.server.nearly import nearly
from lessons.server.preview import Preview
from lessons.server.rooms.hub import hub
from lessons.server.rooms.routes import room_routes
from lessons.server.trouble import NoValues
from lessons.server.uploads import BoundedUploads
from ptcoding.command.settings import BAD_SETTING, Settings, read_settings
from ptcoding.errors import InputError
from ptcoding.learning.store.grades import GradeStore


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings of the site, or end the process with one sentence.

    Args:
        environment: Variables of the process.

    Returns:
        The settings.
    """
    try:
        return read_settings(environment)
    except InputError as error:
        print(f"ptcoding: {error}", file=sys.stderr)
        sys.exit(BAD_SETTING)


def guards(chosen: Settings) -> list[Middleware]:
    """Give what every request passes before Streamlit sees it, outermost first.

    Args:
        chosen: The settings.

    Returns:
        The guards.
    """
    return [
        Middleware(SecurityHeaders, framed_by=chosen.framed_by),
        Middleware(KnownHost),
        Middleware(ClosedMetrics, is_open=chosen.metrics),
        Middleware(FullHouse, learners=chosen.learners, counters=counters()),
        Middleware(BoundedUploads),
        Middleware(Preview),
    ]


def routes() -> list[BaseRoute]:
    """Give the addresses that Streamlit does not know: the opening page by its own name, rooms, health and numbers."""
    opening = next(lesson.path for lesson in course().pages if lesson.default)
    base = st.get_option("server.baseUrlPath").strip("/")
    before = f"/{base}" if base else ""
    # What watches the process speaks to it without the proxy, and need not know the path that it is served below.
    watched = [
        Route(f"{place}{path}", told)
        for place in sorted({"", before})
        for path, told in ((HEALTH, tell_health), (NUMBERS, tell_numbers))
    ]
    return [
        Route(f"{before}/{opening}", _to_the_root),
        *room_routes(hub, before),
        *watched,
        *_launches(before),
        nearly(before),
    ]


def _launches(before: str) -> list[BaseRoute]:
    """Give the addresses for learning platforms; where there is none, its packages may be missing."""
    lti = configured()
    if lti is None:
        return []
    from lessons.server.lti.routes import Tool, lti_routes

    chosen = read_settings(os.environ)
    return lti_routes(Tool(lti, GradeStore(chosen.database), chosen.framed_by), before)


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Raise the limits before the first visitor, and keep the log short and free of what visitors send.

    Yields:
        Nothing; the site is served meanwhile.
    """
    raise_limit()
    asyncio.get_running_loop().set_exception_handler(Flood())
    if runtime.exists():
        keep_files(runtime.get_instance().media_file_mgr)
    quiet = NoValues()
    errors = logging.getLogger("streamlit.error_util")
    errors.addFilter(quiet)
    try:
        async with hub().running():
            yield
    finally:
        errors.removeFilter(quiet)
        health().close()


async def _to_the_root(request: Request) -> RedirectResponse:
    return RedirectResponse(f"./?{request.url.query}" if request.url.query else "./")
