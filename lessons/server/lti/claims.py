"""What a platform signed, believed only where its signature and every claim that all messages have hold."""

from hmac import compare_digest
from typing import Any

import jwt

from lessons.server.lti.keys import ALGORITHM, Keyring
from lessons.server.lti.refusal import LaunchRefusedError
from ptcoding.command.lti_settings import Platform

# LTI 1.3 core, as 1EdTech publishes it: the names of claims are theirs.
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
VERSION = "1.3.0"
LEEWAY, LONGEST, LONGEST_ADDRESS = 60, 255, 2000
_KINDS = (
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.ImmatureSignatureError, "expired"),
    (jwt.InvalidIssuedAtError, "expired"),
    (jwt.InvalidAudienceError, "audience"),
    (jwt.InvalidIssuerError, "issuer"),
    (jwt.MissingRequiredClaimError, "unreadable"),
)


def read_claims(token: str, platform: Platform, nonce: str, keyring: Keyring) -> dict[str, Any]:
    """Read what a platform says, whatever it asks for.

    Args:
        token: What the platform signed, or whatever somebody sent as such.
        platform: The platform that the launch began with.
        nonce: The number that was given to it.
        keyring: The keys of platforms.

    Returns:
        The claims.

    Raises:
        LaunchRefusedError: If anything of it does not hold.
    """
    claims = _signed(token, platform, keyring)
    if not compare_digest(text(claims, "nonce").encode(), nonce.encode()):
        raise LaunchRefusedError("nonce")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != platform.client_id:
        raise LaunchRefusedError("audience")
    if claims.get("azp", platform.client_id) != platform.client_id:
        raise LaunchRefusedError("audience")
    if text(claims, f"{CLAIM}deployment_id") not in platform.deployments:
        raise LaunchRefusedError("deployment")
    if claims.get(f"{CLAIM}version") != VERSION:
        raise LaunchRefusedError("message")
    return claims


def group(claims: dict[str, Any], name: str) -> dict[str, Any]:
    """Give the claims below a name, none where there are none.

    Args:
        claims: The claims.
        name: The name.

    >>> group({"custom": {"page": "exam"}}, "custom"), group({"custom": 7}, "custom")
    ({'page': 'exam'}, {})
    """
    found = claims.get(name)
    return found if isinstance(found, dict) else {}


def text(claims: dict[str, Any], name: str, longest: int = LONGEST) -> str:
    """Give a claim that is a text.

    Args:
        claims: The claims.
        name: Its name.
        longest: The most characters that it may have.

    Returns:
        The text, empty where there is none.

    Raises:
        LaunchRefusedError: If it is no text, or a longer one.

    >>> text({"id": "7"}, "id"), text({}, "id")
    ('7', '')
    """
    found = claims.get(name, "")
    if not isinstance(found, str) or len(found) > longest:
        raise LaunchRefusedError("unreadable")
    return found


def _signed(token: str, platform: Platform, keyring: Keyring) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        # The word of a token is never asked how it wants to be checked.
        if header.get("alg") != ALGORITHM:
            raise LaunchRefusedError("signature")
        key = keyring.key(platform, str(header.get("kid", "")))
        claims: dict[str, Any] = jwt.decode(
            token, key, [ALGORITHM], audience=platform.client_id, issuer=platform.issuer, leeway=LEEWAY,
            options={"require": ["iss", "aud", "exp", "iat", "nonce"]},
        )  # fmt: skip
    except jwt.PyJWTError as error:
        kind = next((kind for known, kind in _KINDS if isinstance(error, known)), "signature")
        raise LaunchRefusedError(kind) from None
    return claims
