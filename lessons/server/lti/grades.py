"""A score on its way back to the course that waits for it."""

import json
import secrets
import time
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit, urlunsplit

import jwt

from lessons.content.standing import Standing
from lessons.server.lti.keys import ALGORITHM, own_name
from lessons.server.lti.launch import SCORE
from lessons.server.lti.outside import Ask, AwayError, Sent, ask
from lessons.server.lti.seal import seal, unseal
from ptcoding.command.lti_settings import Lti, Platform

# RFC 7523: how a program shows that it is the one that a key belongs to.
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
KIND = "application/vnd.ims.lis.v1.score+json"
MINUTE = 60


def sealed_for(lti: Lti, token: str, platform: Platform, subject: str, scores: str) -> str:
    """Seal who a score is sent for, so that only the learner's own key opens it.

    Args:
        lti: The settings.
        token: The learner's key.
        platform: The platform.
        subject: What it calls the learner.
        scores: Where it takes scores.

    Returns:
        What is kept.
    """
    values = {"issuer": platform.issuer, "client": platform.client_id, "subject": subject, "scores": scores}
    return seal(lti.secret, f"grade {token}", values)


def send(lti: Lti, token: str, sealed: str, found: Standing, asking: Ask = ask) -> None:
    """Send a score.

    Args:
        lti: The settings.
        token: The learner's key.
        sealed: What was kept when the learner arrived.
        found: How far the learner is.
        asking: Asks a platform.

    Raises:
        AwayError: If the platform did not take it, or is no more in the settings. Sending it again is safe.
    """
    opened = unseal(lti.secret, f"grade {token}", sealed)
    known = ((one.issuer, one.client_id) for one in lti.platforms)
    if opened is None or (opened["issuer"], opened["client"]) not in known:
        raise AwayError("platform")
    platform = next(one for one in lti.platforms if (one.issuer, one.client_id) == (opened["issuer"], opened["client"]))
    if not platform.serves(opened["scores"]):
        raise AwayError("address")
    right = _may_send(lti, platform, asking)
    score = {
        "userId": opened["subject"],
        "scoreGiven": found.right,
        "scoreMaximum": found.of,
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
    }
    head = {"Authorization": f"Bearer {right}", "Content-Type": KIND}
    asking(_scores_of(opened["scores"]), Sent(json.dumps(score).encode(), head))


def _may_send(lti: Lti, platform: Platform, asking: Ask) -> str:
    """Ask the platform for the right to send a score; only the address of the settings is ever asked."""
    now = int(time.time())
    said = {
        "iss": platform.client_id,
        "sub": platform.client_id,
        "aud": platform.audience or platform.token,
        "iat": now,
        "exp": now + MINUTE,
        "jti": secrets.token_urlsafe(),
    }
    fields = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION,
        "client_assertion": jwt.encode(said, lti.key, ALGORITHM, {"kid": own_name(lti.key)}),
        "scope": SCORE,
    }
    head = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    right = asking(platform.token, Sent(urlencode(fields).encode(), head)).get("access_token")
    if not isinstance(right, str) or not right.isascii() or not right.isprintable():
        raise AwayError("no right")
    return right


def _scores_of(item: str) -> str:
    """Give where the scores of a line item go: below its path, before its parameters."""
    parts = urlsplit(item)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/scores"))
