"""The two pages of deep linking: what can be chosen, and the way back to the platform with what was."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.responses import Response

from lessons.content.course import text
from lessons.content.standing import USUAL_LENGTH, USUAL_MARK
from lessons.server.lti.choosing import Choosing, answer
from lessons.server.lti.offers import PAPER, exams, lessons, offer_of
from lessons.server.lti.refusal import LaunchRefusedError
from lessons.server.lti.seal import seal, unseal
from lessons.server.rooms.paper import Around, page
from ptcoding.command.lti_settings import Lti, Platform, is_address
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.grades import GradeStore

PAGES = Path(__file__).with_name("pages")
PURPOSE, SECONDS = "choosing", 3600
# The lengths that the site itself offers.
LENGTHS = (10, USUAL_LENGTH, 40)
SCORED = "yes"


class Picker:
    """Asks what a course is to link to.

    Args:
        lti: The settings.
        store: Keeps which answers were given.
        framed_by: Sites that may show the pages in a frame.
    """

    def __init__(self, lti: Lti, store: GradeStore, framed_by: Sequence[str] = ()) -> None:
        self._lti, self._store, self._framed_by = lti, store, framed_by

    def ask(self, platform: Platform, choosing: Choosing, browser: str) -> Response:
        """Show what can be chosen.

        Args:
            platform: The platform that asks.
            choosing: What it asks for.
            browser: What the browser's cookie says.

        Returns:
            The page. Its form holds what was asked, sealed, so that nothing is kept for it.
        """
        asked = {**asdict(choosing), "scored": SCORED if choosing.scored else ""}
        named = {"issuer": platform.issuer, "client": platform.client_id}
        sealed = seal(
            self._lti.secret, PURPOSE, {**asked, **named, "browser": browser, "once": secrets.token_urlsafe()}
        )
        values = {
            "words": text("lti"), "action": f"{self._lti.site}/lti/choose", "choosing": sealed, "exams": exams(),
            "lessons": lessons(), "paper": PAPER, "lengths": LENGTHS, "length": USUAL_LENGTH, "mark": USUAL_MARK,
        }  # fmt: skip
        return page("choose.html", "", values, around=Around(PAGES, frames=self._framed_by))

    async def choose(self, given: dict[str, str], browser: str) -> Response:
        """Send what was chosen back to the platform.

        Args:
            given: The form.
            browser: What the browser's cookie says.

        Returns:
            A page that carries the answer to the platform, and to no other place.

        Raises:
            LaunchRefusedError: If it is no answer to what a platform asked in this browser, or a second one.
        """
        opened = unseal(self._lti.secret, PURPOSE, given.get("choosing", ""), SECONDS)
        if opened is None:
            raise LaunchRefusedError("state")
        if not secrets.compare_digest(browser.encode(), opened["browser"].encode()):
            raise LaunchRefusedError("cookie")
        choosing = Choosing(opened["deployment"], opened["back"], opened["data"], opened["scored"] == SCORED)
        platform = self._platform(opened["issuer"], opened["client"], choosing)
        offer = None if "leave" in given else offer_of(given.get("page", ""), given)
        try:
            until = datetime.now(UTC) + timedelta(seconds=2 * SECONDS)
            is_first = await asyncio.to_thread(self._store.use, f"chosen {opened['once']}", until)
        except StoreError as error:
            raise LaunchRefusedError("store") from error
        if not is_first:
            raise LaunchRefusedError("used")
        values = {
            "words": text("lti"), "offer": offer, "back": choosing.back,
            "answer": answer(self._lti, platform, choosing, offer),
        }  # fmt: skip
        # A platform may lead the answer on from one of its addresses to another, which browsers hold against this, too.
        forms = sorted(filter(is_address, platform.origins))
        around = Around(PAGES, forms, self._framed_by)
        return page("back.html", "back.js", values, around=around)

    def _platform(self, issuer: str, client: str, choosing: Choosing) -> Platform:
        """Find the platform that asked, as long as the settings still have it, the deployment and the address."""
        known = [one for one in self._lti.platforms if (one.issuer, one.client_id) == (issuer, client)]
        if len(known) != 1:
            raise LaunchRefusedError("platform")
        if choosing.deployment not in known[0].deployments:
            raise LaunchRefusedError("deployment")
        if not known[0].serves(choosing.back):
            raise LaunchRefusedError("back")
        return known[0]
