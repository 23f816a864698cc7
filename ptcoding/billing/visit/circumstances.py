"""The circumstances of a visit: what its claim needs to know beyond the session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

# The places of a claim form: modifiers on a line, diagnoses on a claim.
MOST_MODIFIERS = 4
MOST_DIAGNOSES = 12


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a claim needs to know beyond the session.

    Args:
        place: Place of service code, two digits.
        setting: Key of the setting, for supervision.
        diagnoses: ICD-10-CM codes in order of importance.
        stated: Modifiers that the user states for a code: grounds for a bypass, notices.
        charges: The biller's own charge per unit, by code.
    """

    place: str = "11"
    setting: str = "private"
    diagnoses: tuple[str, ...] = ()
    stated: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    charges: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
