"""A learning platform, played: it signs launches with its own key, and answers what a tool asks of it."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlencode

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from lessons.server.lti.outside import AwayError, Sent
from ptcoding.command.lti_settings import Lti, Platform

SITE, HOME = "https://pt.example.org/app", "https://lms.example.edu"
SECRET = "known to us alone " * 3
LEARNER, LINK, ITEM = "learner-29", "link-7", f"{HOME}/items/7?type=1"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
OWN = Platform(HOME, "pt-coding", ("1", "2"), f"{HOME}/auth?x=1", f"{HOME}/keys", f"{HOME}/token")


@cache
def made(name: str) -> RSAPrivateKey:
    """Make a key once: `name` tells whose it is."""
    assert name
    return generate_private_key(65537, 2048)


def pem(name: str) -> str:
    """Write a key as a file would hold it."""
    return made(name).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def settings(*platforms: Platform) -> Lti:
    """The settings of a site that the platform may launch."""
    return Lti(SITE, pem("ours"), SECRET, platforms or (OWN,))


def public(name: str, key_id: str) -> dict[str, Any]:
    """A public key as a platform publishes it."""
    row: dict[str, Any] = jwt.algorithms.RSAAlgorithm.to_jwk(made(name).public_key(), as_dict=True)
    return {**row, "kid": key_id, "alg": "RS256", "use": "sig"}


def claims(launch: str, /, **changed: Any) -> dict[str, Any]:
    """What a platform says of a launch; a change of None leaves a claim out."""
    now = int(time.time())
    said = {
        "iss": HOME, "aud": "pt-coding", "sub": LEARNER, "iat": now, "exp": now + 300, "nonce": launch,
        f"{CLAIM}deployment_id": "1", f"{CLAIM}version": "1.3.0", f"{CLAIM}message_type": "LtiResourceLinkRequest",
        f"{CLAIM}target_link_uri": f"{SITE}/exam", f"{CLAIM}resource_link": {"id": LINK},
        GRADES: {"scope": [SCORE], "lineitem": ITEM},
        "name": "Pat Doe", "email": "pat@lms.example.edu",
    }  # fmt: skip
    named = {
        {"deployment": f"{CLAIM}deployment_id", "version": f"{CLAIM}version", "message": f"{CLAIM}message_type",
         "target": f"{CLAIM}target_link_uri", "link": f"{CLAIM}resource_link", "custom": f"{CLAIM}custom",
         "grades": GRADES}.get(name, name): value
        for name, value in changed.items()
    }  # fmt: skip
    return {name: value for name, value in {**said, **named}.items() if value is not None}


def signed(said: Mapping[str, Any], key: str = "theirs", key_id: str = "k1") -> str:
    """Sign what is said."""
    return jwt.encode(dict(said), made(key), "RS256", {"kid": key_id})


@dataclass
class Played:
    """Answers what a tool asks, and remembers it.

    Args:
        broken: Addresses that do not answer.
        keys: What is published.
        asked: Addresses that were asked, in order.
        rights: The requests for the right to send a score.
        scores: The scores that were taken: address and body.
    """

    broken: set[str] = field(default_factory=set)
    keys: list[dict[str, Any]] = field(default_factory=lambda: [public("theirs", "k1")])
    asked: list[str] = field(default_factory=list)
    rights: list[dict[str, Any]] = field(default_factory=list)
    scores: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def __call__(self, address: str, sent: Sent | None = None) -> dict[str, Any]:
        """Answer."""
        sent = sent or Sent()
        self.asked.append(address)
        if address in self.broken:
            raise AwayError("500")
        if address == OWN.keys:
            return {"keys": self.keys}
        head, body = dict(sent.headers or {}), (sent.body or b"").decode()
        if address == OWN.token:
            given = {name: values[0] for name, values in parse_qs(body).items()}
            # A platform checks the tool as the tool checks it: by the public key that it published.
            said = jwt.decode(given["client_assertion"], made("ours").public_key(), ["RS256"], audience=OWN.token)
            self.rights.append({**given, **said})
            return {"access_token": "right-1", "token_type": "Bearer"}
        assert head["Authorization"] == "Bearer right-1"
        assert head["Content-Type"] == "application/vnd.ims.lis.v1.score+json"
        self.scores.append((address, json.loads(body)))
        return {}


def form(**fields: str) -> str:
    """A form as a browser sends it."""
    return urlencode(fields)
