"""Deep linking: a platform asks what to link to, whoever builds the course chooses, and the platform is told."""

import secrets
import time
from dataclasses import dataclass
from typing import Any

import jwt

from lessons.server.lti.claims import CLAIM, LONGEST_ADDRESS, VERSION, group, text
from lessons.server.lti.keys import ALGORITHM, own_name
from lessons.server.lti.offers import Offer
from lessons.server.lti.refusal import LaunchRefusedError
from ptcoding.command.lti_settings import Lti, Platform

# Deep Linking 2.0, as 1EdTech publishes it: the names of claims are theirs.
DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/"
REQUEST, RESPONSE, LINK = "LtiDeepLinkingRequest", "LtiDeepLinkingResponse", "ltiResourceLink"
# Canvas sends a signed token of its own as the data that goes back with the answer.
LONGEST_DATA, MINUTES_5 = 16_000, 300


@dataclass(frozen=True, slots=True)
class Choosing:
    """What a platform asks for.

    Args:
        deployment: Where in the platform this site was put.
        back: Where the answer goes.
        data: What goes back as it came.
        scored: Whether the platform makes a place for scores, which it may leave open.
    """

    deployment: str
    back: str
    data: str
    scored: bool


def choosing_of(claims: dict[str, Any], platform: Platform) -> Choosing:
    """Read what a platform asks for.

    Args:
        claims: What the platform signed.
        platform: The platform.

    Returns:
        What is to be chosen for it.

    Raises:
        LaunchRefusedError: If it takes no links, or wants the answer at an address that is not its own.
    """
    settings = group(claims, f"{DEEP}deep_linking_settings")
    back = text(settings, "deep_link_return_url", LONGEST_ADDRESS)
    takes = settings.get("accept_types")
    if not back or not isinstance(takes, list):
        raise LaunchRefusedError("unreadable")
    if LINK not in takes:
        raise LaunchRefusedError("accepts")
    if not platform.serves(back):
        raise LaunchRefusedError("back")
    data = text(settings, "data", LONGEST_DATA)
    scored = settings.get("accept_lineitem") is not False
    return Choosing(text(claims, f"{CLAIM}deployment_id"), back, data, scored)


def answer(lti: Lti, platform: Platform, choosing: Choosing, offer: Offer | None) -> str:
    """Write what a platform is told.

    Args:
        lti: The settings.
        platform: The platform.
        choosing: What it asked for.
        offer: What was chosen, None where nothing was.

    Returns:
        The answer, signed with our key and good for five minutes.
    """
    now = int(time.time())
    said = {
        "iss": platform.client_id,
        "aud": platform.issuer,
        "iat": now,
        "exp": now + MINUTES_5,
        "nonce": secrets.token_urlsafe(),
        f"{CLAIM}deployment_id": choosing.deployment,
        f"{CLAIM}message_type": RESPONSE,
        f"{CLAIM}version": VERSION,
        f"{DEEP}content_items": [_item(lti.site, offer, choosing.scored)] if offer else [],
    }
    if choosing.data:
        said[f"{DEEP}data"] = choosing.data
    return jwt.encode(said, lti.key, ALGORITHM, {"kid": own_name(lti.key)})


def _item(site: str, offer: Offer, scored: bool) -> dict[str, Any]:
    item: dict[str, Any] = {
        "type": LINK, "title": offer.title, "text": offer.about, "url": f"{site}/{offer.page}"
    }  # fmt: skip
    if offer.page:
        # A platform that opens every link by the tool's own address still names the page.
        item["custom"] = {"page": offer.page}
    if scored:
        item["lineItem"] = {"label": offer.title, "scoreMaximum": offer.most, "resourceId": offer.page or offer.name}
    return item
