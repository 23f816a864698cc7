"""Rows of a plan's in-network file, invented."""

from typing import Any


def row(code: str, rate: object = 28.5, **more: object) -> dict[str, Any]:
    """Write the row of a code, with one price."""
    price = {
        "negotiated_type": "negotiated",
        "negotiated_rate": rate,
        "expiration_date": "9999-12-31",
        "billing_class": "professional",
        "service_code": ["11"],
        "setting": "outpatient",
    }
    return {
        "negotiation_arrangement": "ffs",
        "name": "Exercise",
        "billing_code_type": "CPT",
        "billing_code_type_version": "2026",
        "billing_code": code,
        "description": "Exercise",
        "negotiated_rates": [{"provider_references": [847], "negotiated_prices": [price | more]}],
    }


def plan(*rows: object) -> dict[str, Any]:
    """Write a plan's file around rows."""
    return {"reporting_entity_name": "Test plan", "version": "2.0.0", "provider_references": [], "in_network": [*rows]}
