"""The description of the API, for programs that read one."""

from typing import Any

import ptcoding
from ptcoding.exchange.visit.schema import several_schema, visit_schema
from ptcoding.notes.review import LONGEST_NOTE

Schema = dict[str, Any]
_JSON = "application/json"


def description() -> Schema:
    """Describe the API.

    Returns:
        An OpenAPI 3.1 document.

    >>> sorted(description()["paths"])
    ['/claim', '/health', '/note', '/openapi.json', '/units']
    """
    one, day = visit_schema(), several_schema()
    shared = one.pop("$defs") | {"visit": one, "visits": day, "note": note_schema(), "problems": _problems()}
    for schema in (one, day):
        schema.pop("$schema")
    day.pop("$defs")
    day["properties"]["visits"]["items"] = {"$ref": "#/$defs/visit"}
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "PT Coding Explorer",
            "version": ptcoding.__version__,
            "description": "Units, claims and notes, every step with its source. Nothing is kept. No billing advice.",
        },
        "paths": {
            "/units": _asked("Units of a visit, with steps and sources.", {"$ref": "#/$defs/visit"}),
            "/claim": _asked(
                "Claim lines, findings and NCCI edits of a visit, or of the visits of several disciplines of one day.",
                {"anyOf": [{"$ref": "#/$defs/visit"}, {"$ref": "#/$defs/visits"}]},
            ),
            "/note": _asked("What a note shows, and what a reviewer would object to.", {"$ref": "#/$defs/note"}),
            "/openapi.json": {"get": _answers("This document.")},
            "/health": {"get": _answers("Whether the server answers.")},
        },
        "components": {"schemas": shared},
    }
    located: Schema = _located(document)
    return located


def note_schema() -> Schema:
    """Say how a note is asked about.

    Returns:
        A JSON schema.

    >>> note_schema()["required"]
    ['note']
    """
    return {
        "type": "object",
        "required": ["note"],
        "additionalProperties": False,
        "properties": {
            "note": {"type": "string", "minLength": 1, "maxLength": LONGEST_NOTE},
            "code": {"type": "string", "description": "The code that the note claims."},
        },
    }


def _asked(summary: str, schema: Schema) -> Schema:
    refusals = {
        "400": "The body is no UTF-8, or did not come in time.",
        "413": "The body is too large.",
        "415": "The body is not said to be JSON.",
        "422": "Something in it cannot be read: every problem, with what was expected.",
        "503": "Too many requests are waiting.",
    }
    problems = {_JSON: {"schema": {"$ref": "#/$defs/problems"}}}
    refused = {status: {"description": said, "content": problems} for status, said in refusals.items()}
    body = {"required": True, "content": {_JSON: {"schema": schema}}}
    answered = _answers(summary)
    return {"post": {**answered, "requestBody": body, "responses": answered["responses"] | refused}}


def _answers(summary: str) -> Schema:
    said = {"description": "The answer.", "content": {_JSON: {"schema": {"type": "object"}}}}
    return {"summary": summary, "responses": {"200": said}}


def _problems() -> Schema:
    fields = {name: {"type": "string"} for name in ("field", "value", "expected")}
    one = {"type": "object", "required": list(fields), "properties": fields}
    return {"type": "object", "required": ["problems"], "properties": {"problems": {"type": "array", "items": one}}}


def _located(value: Any) -> Any:
    """Point every reference to where OpenAPI keeps its schemas."""
    if isinstance(value, dict):
        return {key: _located(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_located(held) for held in value]
    return value.replace("#/$defs/", "#/components/schemas/") if isinstance(value, str) else value
