"""What a platform says of a launch, believed only where its signature and every claim hold."""

from dataclasses import dataclass
from hmac import compare_digest
from typing import Any

import jwt

from lessons.content.aim import aim_of
from lessons.content.standing import Aim
from lessons.server.lti.keys import ALGORITHM, Keyring
from lessons.server.lti.refusal import LaunchRefusedError
from ptcoding.command.lti_settings import Platform
from ptcoding.errors import InputError

# LTI 1.3 core, and Assignment and Grade Services 2.0, as 1EdTech publishes both: the names of claims are theirs.
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
VERSION, LINK_REQUEST = "1.3.0", "LtiResourceLinkRequest"
LEEWAY, LONGEST, LONGEST_ADDRESS = 60, 255, 2000
_KINDS = (
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.ImmatureSignatureError, "expired"),
    (jwt.InvalidIssuedAtError, "expired"),
    (jwt.InvalidAudienceError, "audience"),
    (jwt.InvalidIssuerError, "issuer"),
    (jwt.MissingRequiredClaimError, "unreadable"),
)


@dataclass(frozen=True, slots=True)
class Launch:
    """What a launch asks for.

    Args:
        subject: What the platform calls the learner, empty where it does not say who it is.
        link: What it calls the place in the course.
        page: Address of the page inside the site, empty for the whole site.
        aim: What it asks for.
        scores: Where a score is sent, empty where none is wanted.
    """

    subject: str
    link: str
    page: str
    aim: Aim
    scores: str


def read_launch(token: str, platform: Platform, nonce: str, keyring: Keyring, site: str) -> Launch:
    """Read a launch.

    Args:
        token: What the platform signed, or whatever somebody sent as such.
        platform: The platform that the launch began with.
        nonce: The number that was given to it.
        keyring: The keys of platforms.
        site: The address of this site.

    Returns:
        The launch.

    Raises:
        LaunchRefusedError: If anything of it does not hold.
    """
    claims = _signed(token, platform, keyring)
    if not compare_digest(_text(claims, "nonce").encode(), nonce.encode()):
        raise LaunchRefusedError("nonce")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != platform.client_id:
        raise LaunchRefusedError("audience")
    if claims.get("azp", platform.client_id) != platform.client_id:
        raise LaunchRefusedError("audience")
    if _text(claims, f"{CLAIM}deployment_id") not in platform.deployments:
        raise LaunchRefusedError("deployment")
    if claims.get(f"{CLAIM}version") != VERSION or claims.get(f"{CLAIM}message_type") != LINK_REQUEST:
        raise LaunchRefusedError("message")
    link = _text(_group(claims, f"{CLAIM}resource_link"), "id")
    if not link:
        raise LaunchRefusedError("unreadable")
    page = _text(_group(claims, f"{CLAIM}custom"), "page") or inside(_text(claims, f"{CLAIM}target_link_uri"), site)
    page = page.strip().strip("/")
    try:
        aim = aim_of(page)
    except InputError as error:
        raise LaunchRefusedError("page") from error
    return Launch(_text(claims, "sub"), link, page, aim, _scores(_group(claims, GRADES), platform))


def inside(target: str, site: str) -> str:
    """Give an address of this site as seen from its root.

    Args:
        target: The whole address.
        site: The address of this site.

    Returns:
        Path and parameters; empty for the root, and for the launch itself, which names no page.

    Raises:
        LaunchRefusedError: If it is no address of this site.

    >>> inside("https://pt.example/app/exam?exam=4711.20.80", "https://pt.example/app")
    'exam?exam=4711.20.80'
    """
    if target != site and not target.startswith(f"{site}/"):
        raise LaunchRefusedError("target")
    rest = target.removeprefix(site).lstrip("/")
    return "" if rest.partition("?")[0].rstrip("/") in {"lti", "lti/launch", "lti/login"} else rest


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


def _scores(endpoint: dict[str, Any], platform: Platform) -> str:
    """Read where a score is sent, empty where the platform wants none or lets us send none."""
    scopes, address = endpoint.get("scope"), endpoint.get("lineitem")
    if not isinstance(scopes, list) or SCORE not in scopes or not isinstance(address, str) or not address:
        return ""
    if len(address) > LONGEST_ADDRESS or not platform.serves(address):
        raise LaunchRefusedError("service")
    return address


def _group(claims: dict[str, Any], name: str) -> dict[str, Any]:
    found = claims.get(name)
    return found if isinstance(found, dict) else {}


def _text(claims: dict[str, Any], name: str) -> str:
    found = claims.get(name, "")
    longest = LONGEST_ADDRESS if name.endswith("uri") else LONGEST
    if not isinstance(found, str) or len(found) > longest:
        raise LaunchRefusedError("unreadable")
    return found
