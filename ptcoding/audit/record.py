"""A visit of a table as the record that the engine reads."""

from collections.abc import Mapping
from datetime import date
from typing import Any


def as_record(head: Mapping[str, Any], lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Write a visit of the table as the record of a visit.

    Args:
        head: Its row among the visits.
        lines: Its rows among the codes.

    Returns:
        The record.
    """
    services: list[dict[str, Any]] = []
    for line in lines:
        parts = [("assistant", line["assistant"]), ("therapist", line["minutes"] - line["assistant"])]
        if line["by"] not in {"assistant", "therapist"}:
            parts = [(line["by"], line["minutes"])]
        # An untimed code may have no minutes, and is a service all the same.
        given = [(by, minutes) for by, minutes in parts if minutes] or [(line["by"], 0)]
        services += [{"code": line["code"], "minutes": minutes, "by": by} for by, minutes in given]
    record: dict[str, Any] = {
        "services": services,
        "payer": head["payer"],
        "discipline": head["discipline"],
        "modifiers": {
            line["code"]: list(dict.fromkeys(line["modifiers"].split())) for line in lines if line["modifiers"].strip()
        },
        "diagnoses": head["diagnoses"].split(),
        "year_to_date": head["ytd"] or 0,
    }
    if isinstance(head["date"], date):
        record["date"] = head["date"].isoformat()
    return record
