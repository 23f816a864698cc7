"""The public keys of platforms, read when a launch names one that is not known, and our own for them."""

import base64
import hashlib
import json
import time
from collections.abc import Callable
from threading import Lock
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from lessons.server.lti.outside import Ask, AwayError
from lessons.server.lti.refusal import LaunchRefusedError
from ptcoding.command.lti_settings import Platform

ALGORITHM = "RS256"
# A platform that takes a key back is believed after an hour; a made-up name of a key asks it once a minute.
LASTS, BETWEEN = 3600.0, 60.0


class Keyring:
    """Holds the keys of every platform.

    Args:
        ask: Asks a platform.
        now: Tells the time in seconds.
    """

    def __init__(self, ask: Ask, now: Callable[[], float] = time.monotonic) -> None:
        self._ask, self._now = ask, now
        self._known: dict[str, tuple[float, dict[str, jwt.PyJWK]]] = {}
        self._lock = Lock()

    def key(self, platform: Platform, name: str) -> jwt.PyJWK:
        """Give a key of a platform.

        Args:
            platform: The platform.
            name: What a launch calls the key.

        Returns:
            The key.

        Raises:
            LaunchRefusedError: If the platform has no such key, or cannot be asked.
        """
        with self._lock:
            at, known = self._known.get(platform.keys, (float("-inf"), {}))
            age = self._now() - at
            if age > LASTS or (name not in known and age > BETWEEN):
                known = self._read(platform)
                self._known[platform.keys] = (self._now(), known)
        if name not in known:
            raise LaunchRefusedError("signature")
        return known[name]

    def _read(self, platform: Platform) -> dict[str, jwt.PyJWK]:
        try:
            rows = self._ask(platform.keys).get("keys")
        except AwayError as error:
            raise LaunchRefusedError("keys") from error
        known: dict[str, jwt.PyJWK] = {}
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and row.get("kty") == "RSA" and isinstance(row.get("kid"), str):
                try:
                    known[row["kid"]] = jwt.PyJWK(row, ALGORITHM)
                except (jwt.PyJWTError, ValueError):
                    # A key that cannot be read is one that signs nothing.
                    continue
        return known


def own_name(pem: str) -> str:
    """Give the name of our own key: its thumbprint, so that another key has another name.

    Args:
        pem: The private key.
    """
    return str(_own(pem)["kid"])


def own_keys(pem: str) -> dict[str, Any]:
    """Write our public key for platforms.

    Args:
        pem: The private key.

    Returns:
        A set of one key, with nothing private in it.
    """
    return {"keys": [_own(pem)]}


def _own(pem: str) -> dict[str, Any]:
    private = load_pem_private_key(pem.encode(), None)
    if not isinstance(private, RSAPrivateKey):
        raise TypeError(type(private).__name__)
    public: dict[str, Any] = jwt.algorithms.RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    plain = {"e": public["e"], "kty": "RSA", "n": public["n"]}
    return {**plain, "kid": _thumbprint(plain), "alg": ALGORITHM, "use": "sig"}


def _thumbprint(plain: dict[str, str]) -> str:
    """RFC 7638: the hash of the key's own members, in their order, without spaces."""
    digest = hashlib.sha256(json.dumps(plain, separators=(",", ":"), sort_keys=True).encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
