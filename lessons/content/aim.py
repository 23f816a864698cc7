"""What an address inside the site asks of a learner whom a course sends there."""

from urllib.parse import parse_qsl, urlsplit

from lessons.content.course import course, topics
from lessons.content.standing import Aim, Asks
from ptcoding.errors import DocumentError, Problem
from ptcoding.learning.paper.challenge import PARAMETER, Challenge, read_challenge

LONGEST = 2000
_EXAM = "exam"


def aim_of(address: str) -> Aim:
    """Read what an address inside the site asks for.

    Args:
        address: A path and perhaps parameters, seen from the root: ``exam?exam=4711.20.80``; empty for the whole site.

    Returns:
        The aim.

    Raises:
        DocumentError: If there is no such page, or no such paper.

    >>> aim_of(""), aim_of("minutes-and-the-table").slug, aim_of("practice").asks
    (Aim(asks=<Asks.SITE: 'site'>, slug='', paper=None), 'minutes_and_the_table', <Asks.LOOK: 'look'>)
    """
    parts = urlsplit(address)
    path = parts.path.strip("/")
    if not path and not parts.query:
        return Aim(Asks.SITE)
    page = next((one for one in course().pages if one.path == path), None)
    if page is None or parts.netloc or len(address) > LONGEST:
        raise DocumentError([Problem("page", address[:LONGEST], "a page of this site such as exam")])
    if page.kind == "lesson":
        return Aim(Asks.LESSON, page.slug)
    if page.slug != _EXAM:
        return Aim(Asks.LOOK, page.slug)
    given = dict(parse_qsl(parts.query))
    return Aim(Asks.EXAM, page.slug, _paper(given) if PARAMETER in given else None)


def _paper(given: dict[str, str]) -> Challenge:
    # What papers are drawn from is read only where a course asks for one.
    from lessons.content.practice_bank import editions, pool

    return read_challenge(given, topics(), {question.kind for question in pool().askable}, editions())
