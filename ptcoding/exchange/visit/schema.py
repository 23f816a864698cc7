"""The JSON schema of a visit, made from what the reader takes.

It says what can be said of a visit by shape alone, so a new code, payer or modifier leaves it as it is. Whether a code
is known, a day exists or minutes agree with clock times is for the reader to say. What the reader takes fits it.

``python -m ptcoding.exchange.visit.schema > assets/schemas/visit.schema.json`` writes the file; a test holds the two
together.
"""

import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from ptcoding.billing.visit.circumstances import MOST_DIAGNOSES, MOST_MODIFIERS
from ptcoding.billing.visit.clock import MINUTES_PER_DAY
from ptcoding.billing.visit.session import LONGEST_REGION, MOST_CODES, MOST_SERVICES, Contact, Discipline, Giver
from ptcoding.exchange.day_sheet.names import names
from ptcoding.exchange.visit.circumstances import LONGEST_DIAGNOSIS, MOST_CHARGE

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
_BETWEEN = r"[\s/-]+"


def visit_schema() -> Schema:
    """Make the schema.

    Returns:
        A schema in the dialect of 2020-12.

    >>> visit_schema()["required"], visit_schema()["properties"]["services"]["maxItems"]
    (['services'], 40)
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A therapy visit",
        "description": "What PT Coding Explorer saves and opens. What is left out is as usual.",
        "type": "object",
        "required": ["services"],
        "additionalProperties": False,
        "properties": _session() | _counting() | _claim() | _ours(),
        "$defs": {"service": _service(), "code": _code()},
    }


def several_schema() -> Schema:
    """Make the schema of several visits of one day, a discipline each.

    Returns:
        A schema in the dialect of 2020-12.

    >>> several_schema()["properties"]["visits"]["maxItems"]
    3
    """
    one = visit_schema()
    shared = {key: one.pop(key) for key in ("$schema", "$defs")}
    visits = {"type": "array", "minItems": 2, "maxItems": len(Discipline), "items": one}
    return {
        "$schema": shared["$schema"],
        "title": "Visits of one day, a discipline each",
        "type": "object",
        "required": ["visits"],
        "additionalProperties": False,
        "properties": {"visits": _told("The visits, in the order of the day.", visits)},
        "$defs": shared["$defs"],
    }


def _session() -> Schema:
    day = {"anyOf": [{"type": "null"}, {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}]}
    services = {"type": "array", "minItems": 1, "maxItems": MOST_SERVICES, "items": {"$ref": "#/$defs/service"}}
    return {
        "date": _told("Day of service, YYYY-MM-DD.", day),
        "discipline": _told("Whose plan of care: PT where nothing is said.", _one_of(Discipline)),
        "payer": _told("Key of a payer's card, or custom for a contract of your own.", TEXT),
        "year_to_date": _told("Dollars allowed so far this year.", {"type": "number", "minimum": 0}),
        "services": _told(f"The services, in order; at most {MOST_CODES} different codes.", services),
    }


def _counting() -> Schema:
    owners = {"type": "array", "items": {"$ref": "#/$defs/code"}}
    tie = {"type": "array", "maxItems": MOST_CODES, "items": {"$ref": "#/$defs/code"}, "uniqueItems": True}
    return {
        "rule": _told("Key of the counting rule, or a contract's own such as each-10; else the payer's.", TEXT),
        "tie": _told("Codes chosen where several have the same claim to a unit.", tie),
        "owners": _told("Codes that have the minutes which several claim, one for each group of them.", owners),
    }


def _claim() -> Schema:
    diagnosis = {
        "type": "string",
        "pattern": f"^[A-Za-z]([0-9]|[A-Za-z][0-9])[A-Za-z0-9.]{{0,{LONGEST_DIAGNOSIS - 1}}}$",
    }
    modifier = {"anyOf": [{"type": "string", "pattern": "^[A-Za-z0-9]{2}$"}, {"type": "integer"}]}
    dollars = {"type": "number", "minimum": 0, "maximum": MOST_CHARGE}
    amount = {"anyOf": [dollars, {"type": "string", "pattern": "[0-9]"}]}
    return {
        "place": _told("Place of service: 11 where nothing is said.", {"type": "string", "pattern": "^[0-9]{2}$"}),
        "setting": _told("Whose supervision rules hold: private where nothing is said.", TEXT),
        "diagnoses": _told(
            "ICD-10-CM codes, the most important first.",
            {"type": "array", "maxItems": MOST_DIAGNOSES, "items": diagnosis},
        ),
        "modifiers": _told(
            "Modifiers that you state yourself, by code.",
            _by_code({"type": "array", "maxItems": MOST_MODIFIERS, "items": modifier}),
        ),
        "charges": _told("What you charge for a unit, in dollars and cents, by code.", _by_code(amount)),
    }


def _ours() -> Schema:
    return {field: _told("Written by our exports, never read back.", {}) for field in ("notice", "results")}


def _service() -> Schema:
    minutes = {"type": ["integer", "null"], "minimum": 0, "maximum": MINUTES_PER_DAY}
    clock = {"type": ["string", "null"]}
    return {
        "type": "object",
        "required": ["code"],
        "additionalProperties": False,
        "properties": {
            "code": {"$ref": "#/$defs/code"},
            "minutes": _told("Whole minutes; clock times may stand in their place.", minutes),
            "start": _told("A clock time, with end.", clock),
            "end": _told("A clock time after the start.", clock),
            "times": _told("Several stretches, such as 9:00-9:10, 9:20-9:33.", TEXT),
            "by": _told("Who gave it: therapist where nothing is said.", _one_of(Giver)),
            "contact": _told("How the time was spent.", {"anyOf": [{"type": "null"}, _one_of(Contact)]}),
            "one_on_one": _told("false in place of contact alone.", {"type": "boolean"}),
            "group": _told("true in place of contact group.", {"type": "boolean"}),
            "region": _told("Body region, shown as it stands.", {**TEXT, "maxLength": LONGEST_REGION}),
        },
        "anyOf": [
            {"required": ["minutes"], "properties": {"minutes": {"type": "integer"}}},
            {"required": ["times"], "properties": {"times": {"pattern": "[0-9]"}}},
            {"required": ["start", "end"], "properties": {"start": TEXT, "end": TEXT}},
        ],
    }


def _code() -> Schema:
    shape = {"type": "string", "pattern": r"^\s*[A-Za-z0-9][0-9]{3}[A-Za-z0-9]\s*$"}
    named = "|".join(_BETWEEN.join("".join(map(_any_case, word)) for word in name.split()) for name in names("code"))
    name = {"type": "string", "pattern": rf"^[\s/-]*({named})[\s/-]*$", "examples": ["TherEx", "manual therapy"]}
    number = {"type": "integer", "minimum": 0}
    return _told("Number of a procedure code, or a clinic's name for it.", {"anyOf": [shape, number, name]})


def _by_code(said: Schema) -> Schema:
    return {"type": "object", "propertyNames": {"$ref": "#/$defs/code"}, "additionalProperties": said}


def _one_of(words: Iterable[StrEnum]) -> Schema:
    """A word of a kind; capitals and spaces around it do not matter."""
    either = "|".join("".join(_any_case(sign) for sign in word.value) for word in words)
    return {"type": "string", "pattern": rf"^\s*({either})\s*$", "examples": [word.value for word in words]}


def _any_case(sign: str) -> str:
    return f"[{sign.upper()}{sign.lower()}]" if sign.isalpha() else sign


def _told(meaning: str, schema: Schema) -> Schema:
    return {"description": meaning, **schema}


def main() -> None:
    """Print the schema of a visit, or with ``visits`` that of several of one day."""
    made = several_schema() if sys.argv[1:] == ["visits"] else visit_schema()
    print(json.dumps(made, indent=2))


if __name__ == "__main__":
    main()
