"""The site as a platform meets it."""

import html
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette

from lessons.server.lti.routes import Tool, lti_routes
from ptcoding.command.lti_settings import Lti
from ptcoding.learning.store.grades import GradeStore
from tests.server.asking import finished
from tests.server.lti.platform import HOME, SITE, Played, claims, form, signed
from tests.server.rooms.room import fetch

ROWS = {"learner": "SELECT * FROM ptcoding_learner", "grade": "SELECT * FROM ptcoding_grade"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
BEGIN = {"iss": HOME, "login_hint": "29", "target_link_uri": f"{SITE}/exam", "client_id": "pt-coding"}


class Site:
    """The site behind its addresses, and the platform that it is launched from."""

    def __init__(self, file: Path, lti: Lti) -> None:
        self.file, self.lti, self.platform = file, lti, Played()
        self.store = GradeStore(f"sqlite:///{file}")
        tool = Tool(lti, self.store, ["https://lms.example.edu"], self.platform)
        self.site = Starlette(routes=lti_routes(tool, "/app"))

    def ask(
        self, path: str, body: str = "", cookie: str = "", method: str = "POST", query: bytes = b""
    ) -> tuple[int, dict[str, str], str]:
        """Ask one of the addresses, and give the status, the headers and the text."""
        headers = {**FORM, **({"cookie": f"ptcoding_lti={cookie}"} if cookie else {})}
        status, head, content = finished(fetch(self.site, f"/app/lti/{path}", query, method, body, headers))
        return status, head, html.unescape(content.decode())

    def begin(self, cookie: str = "", **changed: str | None) -> tuple[Any, str]:
        """Begin a launch, and give where the browser is sent and the cookie it got."""
        given = {name: value for name, value in {**BEGIN, **changed}.items() if value is not None}
        status, head, said = self.ask("login", form(**given), cookie)
        if status != 303:
            return status, said
        kept = head["set-cookie"].partition(";")[0].partition("=")[2]
        return {name: value[0] for name, value in parse_qs(urlsplit(head["location"]).query).items()}, kept

    def launch(self, **changed: Any) -> tuple[int, dict[str, str], str]:
        """Launch as the platform would, but for what is changed."""
        asked, browser = self.begin()
        token = signed(claims(asked["nonce"], **changed))
        return self.ask("launch", form(id_token=token, state=asked["state"]), browser)

    def keys(self) -> list[dict[str, Any]]:
        """Our public keys."""
        found: list[dict[str, Any]] = json.loads(self.ask("keys", method="GET")[2])["keys"]
        return found

    def rows(self, table: str) -> list[Any]:
        """Read what is kept."""
        with closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(ROWS[table]).fetchall()
