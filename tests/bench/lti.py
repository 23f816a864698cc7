"""Launch the site from a learning platform in a real browser, inside a frame: `python -m tests.bench.lti`.

The platform is played on `localhost`, the site runs on 127.0.0.1: for a browser two sites. A teacher chooses a lesson
for the course, a learner is launched into it, answers its questions, and the score arrives at the platform.
"""

import json
import os
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from playwright.sync_api import sync_playwright

from lessons.content.bank import items
from tests.bench.browser import QUIET
from tests.bench.server import CHECKOUT, our_command, serve
from tests.install_browser import find_chromium
from tests.server.lti.platform import CLAIM, GRADES, LEARNER, SCORE, pem, public, signed

LESSON, PATH = "minutes_and_the_table", "minutes-and-the-table"
PATIENCE, PAUSE = 60_000, 1_500
# As for whoever blocks third-party cookies: a frame of another site keeps nothing but a cookie of its own.
STRICT = "--test-third-party-cookie-phaseout"
STORAGE = "() => { try { sessionStorage.length; return true; } catch { return false; } }"


class Platform(BaseHTTPRequestHandler):
    """A platform: a course with a frame, its keys, its tokens, and its gradebook."""

    home: ClassVar[str] = ""
    site: ClassVar[str] = ""
    scores: ClassVar[list[dict[str, Any]]] = []
    chosen: ClassVar[list[dict[str, Any]]] = []

    def answer(self) -> None:
        """Answer whatever is asked."""
        parts = urlsplit(self.path)
        given = {name: values[0] for name, values in parse_qs(parts.query).items()}
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        pages = {"/course": self._course, "/edit": self._edit, "/auth": self._sign}
        if parts.path in pages:
            self._say(pages[parts.path](given), "text/html")
        elif parts.path == "/keys":
            self._say(json.dumps({"keys": [public("theirs", "k1")]}), "application/json")
        elif parts.path == "/token":
            self._say(json.dumps({"access_token": "right-1", "token_type": "Bearer"}), "application/json")
        elif parts.path == "/chosen":
            self._say(self._choose(parse_qs(body.decode())["JWT"][0]), "text/html")
        elif parts.path.startswith("/items/"):
            self.scores.append({"path": parts.path, "right": self.headers["Authorization"], **json.loads(body)})
            self._say("{}", "application/json")
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _course(self, _: dict[str, str]) -> str:
        return self._frame("learner", self.chosen[-1]["url"])

    def _edit(self, _: dict[str, str]) -> str:
        return self._frame("teacher", f"{self.site}/lti/launch")

    def _choose(self, token: str) -> str:
        """Read the answer as a platform does, with the key that the site publishes."""
        key = jwt.PyJWKClient(f"{self.site}/lti/keys").get_signing_key_from_jwt(token)
        said = jwt.decode(token, key, ["RS256"], audience=self.home, issuer="pt")
        self.chosen.extend(said["https://purl.imsglobal.org/spec/lti-dl/claim/content_items"])
        return "<h1>Added to the course</h1>"

    def _frame(self, hint: str, target: str) -> str:
        begin = {"iss": self.home, "login_hint": hint, "target_link_uri": target, "client_id": "pt"}
        return f"<iframe style='width:100%;height:1400px' src='{self.site}/lti/login?{urlencode(begin)}'></iframe>"

    def _sign(self, given: dict[str, str]) -> str:
        now = int(time.time())
        said = {
            "iss": self.home, "aud": "pt", "sub": LEARNER, "iat": now, "exp": now + 300, "nonce": given["nonce"],
            f"{CLAIM}deployment_id": "1", f"{CLAIM}version": "1.3.0",
        }  # fmt: skip
        said |= self._wanted() if given["login_hint"] == "teacher" else self._link(self.chosen[-1])
        fields = {"id_token": signed(said), "state": given["state"]}
        inputs = "".join(f"<input type='hidden' name='{name}' value='{value}'>" for name, value in fields.items())
        form = f"<form method='post' action='{given['redirect_uri']}'>{inputs}</form>"
        return f"{form}<script>document.forms[0].submit()</script>"

    def _link(self, chosen: dict[str, Any]) -> dict[str, Any]:
        return {
            f"{CLAIM}message_type": "LtiResourceLinkRequest", f"{CLAIM}target_link_uri": chosen["url"],
            f"{CLAIM}resource_link": {"id": "7"}, f"{CLAIM}custom": chosen["custom"],
            GRADES: {"scope": [SCORE], "lineitem": f"{self.home}/items/7"},
        }  # fmt: skip

    def _wanted(self) -> dict[str, Any]:
        return {
            f"{CLAIM}message_type": "LtiDeepLinkingRequest", f"{CLAIM}target_link_uri": f"{self.site}/lti/launch",
            "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings": {
                "deep_link_return_url": f"{self.home}/chosen", "accept_types": ["ltiResourceLink"],
                "accept_presentation_document_targets": ["iframe"], "accept_lineitem": True,
            },
        }  # fmt: skip

    def _say(self, text: str, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())


# The names by which the standard library finds what answers.
for method in ("GET", "POST"):
    setattr(Platform, f"do_{method}", Platform.answer)


def settings(folder: Path, home: str, site: str) -> Path:
    """Write the settings of the site, with its key and its secret."""
    (folder / "lti.pem").write_text(pem("ours"), encoding="utf-8")
    (folder / "lti.secret").write_text("known to us alone " * 3, encoding="utf-8")
    file = folder / "lti.toml"
    file.write_text(
        f'site = "{site}"\nkey = "lti.pem"\nsecret = "lti.secret"\n[[platform]]\nissuer = "{home}"\nclient_id = "pt"\n'
        f'deployments = ["1"]\nlogin = "{home}/auth"\nkeys = "{home}/keys"\ntoken = "{home}/token"\n',
        encoding="utf-8",
    )
    return file


def main() -> int:
    """Launch a learner.

    Returns:
        0 where the score arrived, else 1.
    """
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        server = ThreadingHTTPServer(("127.0.0.1", 0), Platform)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        Platform.home = f"http://localhost:{server.server_port}"

        def command(port: int) -> list[str]:
            Platform.site = f"http://127.0.0.1:{port}"
            settings(folder, Platform.home, Platform.site)
            return our_command(port)

        os.environ |= {
            "PTCODING_LTI": str(folder / "lti.toml"),
            "PTCODING_FRAMED_BY": Platform.home,
            "PTCODING_DATABASE_URL": f"sqlite:///{folder}/answers.sqlite3",
        }
        with serve(command, CHECKOUT):
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*QUIET, STRICT])
            page = browser.new_page(viewport={"width": 1280, "height": 1500})
            page.set_default_timeout(PATIENCE)
            page.goto(f"{Platform.home}/edit")
            unit = page.frame_locator("iframe")
            unit.locator(f"input[value={PATH}]").check()
            unit.get_by_role("button", name="Add it").click()
            unit.get_by_role("heading", name="Added to the course").wait_for()
            begun = time.monotonic()
            page.goto(f"{Platform.home}/course")
            unit.get_by_role("radio", name="Questions").wait_for()
            print(f"lesson shown in the platform's frame after {time.monotonic() - begun:.1f} s")
            # A click that meets a run under way is undone by its end.
            page.wait_for_timeout(PAUSE)
            unit.get_by_role("radio", name="Questions").click()
            for place, item in enumerate(items(LESSON)[:3]):
                page.wait_for_timeout(PAUSE)
                right = next(choice.text for choice in item.choices if choice.right)
                unit.get_by_role("radiogroup", name=item.question).get_by_text(right, exact=True).click()
                unit.get_by_test_id("stAlert").filter(has_text="Right.").nth(place).wait_for()
            unit.get_by_text("Your course has this score: 3 of 3.").wait_for()
            address = page.frames[-1].url
            # A frame that may keep nothing finds its learner by the address and the cookie of this browser.
            page.wait_for_timeout(PAUSE)
            page.frames[-1].evaluate("location.reload()")
            unit.get_by_text("Your course has this score: 3 of 3.").wait_for(state="detached")
            unit.get_by_text("Your course has this score: 3 of 3.").wait_for()
            works = page.frames[-1].evaluate(STORAGE)
            browser.close()
        server.shutdown()
        server.server_close()
    print(f"chosen for the course: {Platform.chosen}")
    print(f"address in the frame: {address.removeprefix(Platform.site).partition('launch=')[0]}")
    print(f"after a reload the score is there again; the frame may keep something: {works}")
    for score in Platform.scores:
        print(f"score that arrived: {score}")
    given = [(one["userId"], one["scoreGiven"], one["scoreMaximum"], one["path"]) for one in Platform.scores]
    most = [one["lineItem"]["scoreMaximum"] for one in Platform.chosen]
    return 0 if (given, most) == ([(LEARNER, 3, 3, "/items/7/scores")], [3]) else 1


if __name__ == "__main__":
    sys.exit(main())
