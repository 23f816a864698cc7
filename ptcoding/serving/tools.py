"""The same answers as tools of the Model Context Protocol, for an assistant that writes notes or bills."""

import json
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import anyio
import mcp_types as types
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from starlette.concurrency import run_in_threadpool

import ptcoding
from ptcoding.errors import InputError
from ptcoding.exchange.visit.schema import visit_schema
from ptcoding.serving.answers import QUESTIONS
from ptcoding.serving.openapi import note_schema

_SAID: Mapping[str, str] = MappingProxyType(
    {
        "units": "Count the billable units of a US outpatient therapy visit, with every step and its source.",
        "claim": "Write the claim lines of a therapy visit: units, modifiers, NCCI edits and findings with sources.",
        "note": "Review a therapy note: what it shows, what is missing, and what a reviewer would object to.",
    }
)
_TERMS = (
    "Training material, no billing advice. Repeat the steps and the sources with the result. "
    "With alternatives, the clinician chooses."
)


def server() -> Server[dict[str, Any]]:
    """Make the server: a tool for each question, read only.

    Returns:
        A server that any transport of the SDK runs.

    >>> server().name
    'ptcoding'
    """
    return Server(
        "ptcoding",
        version=ptcoding.__version__,
        instructions=_TERMS,
        on_list_tools=_listed,
        on_call_tool=_called,
    )


def run_over_stdio() -> None:
    """Serve one client over standard input and output until it closes them."""
    anyio.run(_over_stdio)


async def _over_stdio() -> None:
    serving = server()
    async with stdio_server() as (read, write):
        await serving.run(read, write, serving.create_initialization_options())


async def _listed(
    _: ServerRequestContext[dict[str, Any]], __: types.PaginatedRequestParams | None
) -> types.ListToolsResult:
    reads = types.ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    tools = [
        types.Tool(
            name=name,
            description=_SAID[name],
            input_schema=note_schema() if name == "note" else visit_schema(),
            annotations=reads,
        )
        for name in QUESTIONS
    ]
    return types.ListToolsResult(tools=tools)


async def _called(_: ServerRequestContext[dict[str, Any]], asked: types.CallToolRequestParams) -> types.CallToolResult:
    answer = QUESTIONS.get(asked.name)
    if answer is None:
        return _text(f"{asked.name!r} given, expected one of {', '.join(QUESTIONS)}", is_error=True)
    try:
        told = await run_in_threadpool(partial(answer, json.dumps(asked.arguments or {})))
    except InputError as error:
        return _text(str(error), is_error=True)
    return _text(json.dumps(told), told)


def _text(text: str, told: dict[str, object] | None = None, *, is_error: bool = False) -> types.CallToolResult:
    # An older client reads the text alone.
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)], structured_content=told, is_error=is_error
    )
