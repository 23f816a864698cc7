"""The addresses that a learning platform knows: where a launch begins, where it ends, where is chosen, and our key."""

import asyncio
import re
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from lessons.content.addresses import LAUNCH
from lessons.content.standing import write_aim
from lessons.server.lti.choosing import REQUEST, Choosing, choosing_of
from lessons.server.lti.claims import CLAIM, read_claims
from lessons.server.lti.grades import sealed_for
from lessons.server.lti.keys import Keyring, own_keys
from lessons.server.lti.launch import Launch, inside, launch_of
from lessons.server.lti.outside import Ask, ask
from lessons.server.lti.picker import SECONDS as CHOOSING_SECONDS
from lessons.server.lti.picker import Picker
from lessons.server.lti.refusal import LaunchRefusedError
from lessons.server.lti.seal import learner_key, place_key, seal, unseal
from lessons.server.lti.setup import COOKIE
from lessons.server.lti.ticket import LONGEST_STAY, ticket, where_to
from lessons.server.rooms import gate
from lessons.server.rooms.paper import refused
from ptcoding.command.lti_settings import Lti, Platform
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.grades import Expected, GradeStore
from ptcoding.room.refusal import RefusedError

STATE, SECONDS = "state", 600
LARGEST, LONGEST_HINT, SEE_OTHER = 65_536, 4000, 303
_BROWSER = re.compile(r"[A-Za-z0-9_-]{43}")


class Tool:
    """Takes launches.

    Args:
        lti: The settings.
        store: Where learners and the scores that are waited for are kept.
        framed_by: Sites that may show a refusal in a frame.
        asking: Asks a platform.
    """

    def __init__(self, lti: Lti, store: GradeStore, framed_by: Sequence[str] = (), asking: Ask = ask) -> None:
        self._lti, self._store, self._framed_by = lti, store, framed_by
        self._keyring = Keyring(asking)
        self._picker = Picker(lti, store, framed_by)

    async def login(self, request: Request) -> Response:
        """Send a browser to the platform that says it may begin a launch, and to no other place."""
        try:
            given = await _given(request)
            platform = self._platform(given)
            inside(given.get("target_link_uri", ""), self._lti.site)
        except LaunchRefusedError as error:
            return self._said(error)
        browser = request.cookies.get(COOKIE, "")
        browser = browser if _BROWSER.fullmatch(browser) else secrets.token_urlsafe(32)
        nonce = secrets.token_urlsafe()
        begun = {"issuer": platform.issuer, "client": platform.client_id, "nonce": nonce, "browser": browser}
        asked = {
            "scope": "openid",
            "response_type": "id_token",
            "response_mode": "form_post",
            "prompt": "none",
            "client_id": platform.client_id,
            "redirect_uri": f"{self._lti.site}/lti/launch",
            "login_hint": given.get("login_hint", "")[:LONGEST_HINT],
            "state": seal(self._lti.secret, STATE, begun),
            "nonce": nonce,
        }
        if "lti_message_hint" in given:
            asked["lti_message_hint"] = given["lti_message_hint"][:LONGEST_HINT]
        joint = "&" if urlsplit(platform.login).query else "?"
        answer = RedirectResponse(f"{platform.login}{joint}{urlencode(asked)}", SEE_OTHER)
        answer.headers["Set-Cookie"] = self._cookie(browser, SECONDS)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    async def launch(self, request: Request) -> Response:
        """Take a launch: lead its learner to the page that the course names, or ask what the course is to link to."""
        try:
            given = await _given(request)
            begun = self._begun(given, request.cookies.get(COOKIE, ""))
            platform = self._platform({"iss": begun["issuer"], "client_id": begun["client"]})
            taking = (given.get("id_token", ""), platform, begun["nonce"])
            launch, token = await asyncio.to_thread(self._take, *taking)
        except LaunchRefusedError as error:
            return self._said(error)
        if isinstance(launch, Choosing):
            asked = self._picker.ask(platform, launch, begun["browser"])
            # Whoever reads what there is takes longer than a launch does.
            asked.headers["Set-Cookie"] = self._cookie(begun["browser"], CHOOSING_SECONDS)
            return asked
        path, _, query = launch.page.partition("?")
        carried = dict(parse_qsl(query))
        if token and where_to(path).takes_launches:
            carried[LAUNCH] = ticket(self._lti, token, begun["browser"])
        there = f"{self._lti.site}/{where_to(path).path}"
        answer = RedirectResponse(f"{there}?{urlencode(carried, safe='~')}" if carried else there, SEE_OTHER)
        answer.headers["Set-Cookie"] = self._cookie(begun["browser"], LONGEST_STAY)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    async def choose(self, request: Request) -> Response:
        """Send what was chosen for a course back to its platform."""
        try:
            return await self._picker.choose(await _given(request), request.cookies.get(COOKIE, ""))
        except LaunchRefusedError as error:
            return self._said(error)

    async def keys(self, _: Request) -> Response:
        """Give our public key, which shows a platform that a score comes from here."""
        return JSONResponse(own_keys(self._lti.key), headers={"Cache-Control": "max-age=3600"})

    def _begun(self, given: dict[str, str], browser: str) -> dict[str, str]:
        """Read how a launch began, where it began in this browser and the platform has not broken it off."""
        begun = unseal(self._lti.secret, STATE, given.get("state", ""), SECONDS)
        if begun is None:
            raise LaunchRefusedError("state")
        if not secrets.compare_digest(browser.encode(), begun["browser"].encode()):
            raise LaunchRefusedError("cookie")
        if "error" in given:
            raise LaunchRefusedError("said")
        return begun

    def _platform(self, given: dict[str, str]) -> Platform:
        """Find the platform that a launch names; one that runs several schools is told apart by our name there."""
        known = [one for one in self._lti.platforms if one.issuer == given.get("iss")]
        if "client_id" in given:
            known = [one for one in known if one.client_id == given["client_id"]]
        if "lti_deployment_id" in given:
            known = [one for one in known if given["lti_deployment_id"] in one.deployments]
        if len(known) != 1:
            raise LaunchRefusedError("platform")
        return known[0]

    def _take(self, id_token: str, platform: Platform, nonce: str) -> tuple[Launch | Choosing, str]:
        """Read what the platform asks for and use it up; gives the learner's key, empty where there is no learner."""
        claims = read_claims(id_token, platform, nonce, self._keyring)
        is_choosing = claims.get(f"{CLAIM}message_type") == REQUEST
        asked = choosing_of(claims, platform) if is_choosing else launch_of(claims, platform, self._lti.site)
        return asked, self._keep(platform, asked, nonce)

    def _keep(self, platform: Platform, launch: Launch | Choosing, nonce: str) -> str:
        """Use the launch up, and keep who waits for a score; a launch without a learner begins nothing."""
        try:
            if not self._store.use(f"launch {nonce}", datetime.now(UTC) + timedelta(seconds=2 * SECONDS)):
                raise LaunchRefusedError("used")
            if isinstance(launch, Choosing) or not launch.subject:
                return ""
            token = learner_key(self._lti.secret, platform, launch.subject)
            expected: tuple[Expected, ...] = ()
            if launch.scores:
                sealed = sealed_for(self._lti, token, platform, launch.subject, launch.scores)
                expected = (
                    Expected(place_key(self._lti.secret, platform, launch.link), write_aim(launch.aim), sealed),
                )
            self._store.arrive(token, expected)
        except StoreError as error:
            raise LaunchRefusedError("store") from error
        return token

    def _cookie(self, browser: str, seconds: int) -> str:
        """Write the cookie. A platform shows this site in a frame, where a browser keeps no other kind of it."""
        path = urlsplit(self._lti.site).path or "/"
        return f"{COOKIE}={browser}; Path={path}; Max-Age={seconds}; HttpOnly; Secure; SameSite=None; Partitioned"

    def _said(self, error: LaunchRefusedError) -> Response:
        return refused(self._lti.site, str(error), error.status, "This didn't open", frames=self._framed_by)


def lti_routes(tool: Tool, base: str = "") -> list[BaseRoute]:
    """Give the addresses that a platform knows.

    Args:
        tool: Takes the launches.
        base: What the site's addresses begin with, ``/app`` for example.

    Returns:
        The routes.
    """
    return [
        Route(f"{base}/lti/login", tool.login, methods=["GET", "POST"]),
        Route(f"{base}/lti/launch", tool.launch, methods=["POST"]),
        Route(f"{base}/lti/choose", tool.choose, methods=["POST"]),
        Route(f"{base}/lti/keys", tool.keys),
    ]


async def _given(request: Request) -> dict[str, str]:
    """Read what a browser carried here from a platform: of several values of a name the first."""
    if request.method == "GET":
        return {name: request.query_params.getlist(name)[0] for name in request.query_params}
    try:
        fields, is_form = await gate.body(request, LARGEST)
    except RefusedError as error:
        raise LaunchRefusedError("unreadable") from error
    if not is_form:
        raise LaunchRefusedError("unreadable")
    return {name: values[0] for name, values in fields.items()}
