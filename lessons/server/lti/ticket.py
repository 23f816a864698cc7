"""The way of a launched learner from the launch to the page: once, within a minute, in the same browser.

A frame of another site may be let keep nothing but a cookie of its own. There a second ticket stays in the address,
which opens the record after a reload as long as that cookie lasts, in that browser alone.
"""

import secrets
from datetime import UTC, datetime, timedelta

from lessons.content.addresses import ADDRESSES, LAUNCH, LESSONS
from lessons.content.course import Lesson, course
from lessons.server.lti.seal import seal, unseal
from ptcoding.command.lti_settings import Lti
from ptcoding.learning.store.grades import GradeStore

PURPOSE, SECONDS = "ticket", 60
# A shift, or an evening.
STAYING, LONGEST_STAY = "staying", 4 * 3600
# Where a launch of the whole site begins: the opening page is for whoever comes by themselves.
START = "the_course"


class Where:
    """The page that a path leads to.

    Args:
        page: The page.
    """

    def __init__(self, page: Lesson) -> None:
        takers = next(one.pages for one in ADDRESSES if one.name == LAUNCH)
        self.path = page.path
        self.takes_launches = page.slug in takers or (page.kind == "lesson" and LESSONS in takers)


def where_to(path: str) -> Where:
    """Find the page of a path.

    Args:
        path: The path, empty for the whole site.

    Returns:
        The page.

    >>> where_to("").path, where_to("exam").takes_launches, where_to("glossary").takes_launches
    ('course', True, False)
    """
    pages = {page.path: page for page in course().pages}
    return Where(pages.get(path) or course()[START])


def ticket(lti: Lti, token: str, browser: str) -> str:
    """Write a ticket.

    Args:
        lti: The settings.
        token: The learner's key.
        browser: What the browser's cookie says.

    Returns:
        Text for an address, from which the key cannot be read.
    """
    return seal(lti.secret, PURPOSE, {"token": token, "browser": browser, "once": secrets.token_urlsafe()})


def redeem(lti: Lti, store: GradeStore, given: str, browser: str) -> str:
    """Take a ticket.

    Args:
        lti: The settings.
        store: Keeps which tickets were taken.
        given: The ticket, or whatever an address held.
        browser: What the browser's cookie says.

    Returns:
        The learner's key, empty where the ticket is none, too old, another browser's, or was taken before.

    Raises:
        StoreError: If nothing can be kept.
    """
    opened = unseal(lti.secret, PURPOSE, given, SECONDS)
    if opened is None or not secrets.compare_digest(opened["browser"].encode(), browser.encode()):
        return ""
    until = datetime.now(UTC) + timedelta(seconds=2 * SECONDS)
    return opened["token"] if store.use(f"ticket {opened['once']}", until) else ""


def staying(lti: Lti, token: str, browser: str) -> str:
    """Write a ticket that may be shown again.

    Args:
        lti: The settings.
        token: The learner's key.
        browser: What the browser's cookie says.

    Returns:
        Text for an address, empty where the browser has no cookie that would tie it to this browser.
    """
    return seal(lti.secret, STAYING, {"token": token, "browser": browser}) if browser else ""


def shown_again(lti: Lti, given: str, browser: str) -> str:
    """Read a ticket that may be shown again.

    Args:
        lti: The settings.
        given: The ticket, or whatever an address held.
        browser: What the browser's cookie says.

    Returns:
        The learner's key, empty where the ticket is none, too old or another browser's.
    """
    opened = unseal(lti.secret, STAYING, given, LONGEST_STAY)
    if opened is None or not secrets.compare_digest(opened["browser"].encode(), browser.encode()):
        return ""
    return opened["token"]
