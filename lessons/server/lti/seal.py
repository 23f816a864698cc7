"""What this site seals for itself: nobody else can read it, change it or make one."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken

from ptcoding.command.lti_settings import Platform

# 24 bytes are 32 characters in a link, as for every learner.
_KEY_BYTES = 24


def seal(secret: str, purpose: str, values: Mapping[str, str]) -> str:
    """Seal short values.

    Args:
        secret: What only this site knows.
        purpose: What they are for: what is sealed for one thing cannot be opened for another.
        values: The values.

    Returns:
        Text that may stand in an address.
    """
    return _box(secret, purpose).encrypt(json.dumps(dict(values)).encode()).decode()


def unseal(secret: str, purpose: str, text: str, seconds: int | None = None) -> dict[str, str] | None:
    """Open what was sealed.

    Args:
        secret: What only this site knows.
        purpose: What it is for.
        text: The sealed text, or whatever somebody sent as one.
        seconds: How old it may be, None for any age.

    Returns:
        The values, None where it was not sealed here, for something else, or too long ago.

    >>> text = seal("x" * 32, "state", {"nonce": "1"})
    >>> unseal("x" * 32, "state", text), unseal("x" * 32, "ticket", text), unseal("y" * 32, "state", text)
    ({'nonce': '1'}, None, None)
    """
    try:
        opened = _box(secret, purpose).decrypt(text.encode(), seconds)
    except (InvalidToken, ValueError):
        return None
    values: dict[str, str] = json.loads(opened)
    return values


def learner_key(secret: str, platform: Platform, subject: str) -> str:
    """Give the key of a learner whom a platform names: always the same one, so that nothing of the name is kept.

    Args:
        secret: What only this site knows.
        platform: The platform.
        subject: What it calls the learner.

    Returns:
        The secret part of the learner's link.
    """
    return base64.urlsafe_b64encode(_named(secret, platform, "learner", subject)[:_KEY_BYTES]).decode()


def place_key(secret: str, platform: Platform, link: str) -> str:
    """Give the name under which a place in a course is kept.

    Args:
        secret: What only this site knows.
        platform: The platform.
        link: What it calls the place.

    Returns:
        64 hexadecimal characters that do not lead back to it.
    """
    return _named(secret, platform, "place", link).hex()


def _named(secret: str, platform: Platform, kind: str, name: str) -> bytes:
    """Stand for a name of a platform's, the same every time, so that the name itself is not kept."""
    said = json.dumps([platform.issuer, platform.client_id, name])
    return hmac.new(secret.encode(), f"{kind} {said}".encode(), hashlib.sha256).digest()


def _box(secret: str, purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hmac.new(secret.encode(), f"seal {purpose}".encode(), "sha256").digest()))
