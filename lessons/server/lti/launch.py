"""What a launch of a learner asks for."""

from dataclasses import dataclass
from typing import Any

from lessons.content.aim import aim_of
from lessons.content.standing import Aim
from lessons.server.lti.claims import CLAIM, LONGEST_ADDRESS, group, text
from lessons.server.lti.refusal import LaunchRefusedError
from ptcoding.command.lti_settings import Platform
from ptcoding.errors import InputError

# Assignment and Grade Services 2.0, as 1EdTech publishes it: the names of claims are theirs.
GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
LINK_REQUEST = "LtiResourceLinkRequest"


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


def launch_of(claims: dict[str, Any], platform: Platform, site: str) -> Launch:
    """Read a launch of a learner.

    Args:
        claims: What the platform signed.
        platform: The platform.
        site: The address of this site.

    Returns:
        The launch.

    Raises:
        LaunchRefusedError: If it asks for what there is not.
    """
    if claims.get(f"{CLAIM}message_type") != LINK_REQUEST:
        raise LaunchRefusedError("message")
    link = text(group(claims, f"{CLAIM}resource_link"), "id")
    if not link:
        raise LaunchRefusedError("unreadable")
    named = text(group(claims, f"{CLAIM}custom"), "page")
    page = named or inside(text(claims, f"{CLAIM}target_link_uri", LONGEST_ADDRESS), site)
    page = page.strip().strip("/")
    try:
        aim = aim_of(page)
    except InputError as error:
        raise LaunchRefusedError("page") from error
    return Launch(text(claims, "sub"), link, page, aim, _scores(group(claims, GRADES), platform))


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


def _scores(endpoint: dict[str, Any], platform: Platform) -> str:
    """Read where a score is sent, empty where the platform wants none or lets us send none."""
    scopes, address = endpoint.get("scope"), endpoint.get("lineitem")
    if not isinstance(scopes, list) or SCORE not in scopes or not isinstance(address, str) or not address:
        return ""
    if len(address) > LONGEST_ADDRESS or not platform.serves(address):
        raise LaunchRefusedError("service")
    return address
