"""Learning platforms, played around a package's scripts: a SCORM run-time, and a record store for cmi5."""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Page, Route

from lessons.static import node
from lessons.static.lms.manifest import Kind
from lessons.static.lms.package import HERE

WEB = Path(__file__).parent / "web"
HOME = "http://lms.test"
UNIT = f"{HOME}/course/7/unit/"
LESSON = "lesson:minutes_and_the_table"
ACTOR = {"objectType": "Agent", "account": {"homePage": HOME, "name": "29"}}
ACTIVITY, REGISTRATION = f"{HOME}/activity/7", "11111111-1111-4111-8111-111111111111"
RIGHT, NOTHING = "cmlnaHQ=", 204


def scorm_again(kind: Kind, cache: Path) -> str:
    """Give the run-time that a platform would have, as npm's lock names it.

    Args:
        kind: SCORM 1.2 or 2004.
        cache: A folder that stays from one run to the next.

    Returns:
        Its script.
    """
    home = cache.resolve() / "scorm-again"
    file = home / "node_modules" / "scorm-again" / "dist" / f"{kind.value}.min.js"
    if not file.exists():
        home.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            (home / name).write_bytes((WEB / name).read_bytes())
        node.run([node.tool("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], home)
    return file.read_text(encoding="utf-8")


def unit_page(kind: Kind, aim: str = LESSON, base: str = UNIT) -> str:
    """Write the page of a unit as a package has it, without what draws the site."""
    scripts = [f"window.ptcodingAim = {json.dumps(aim)};"]
    scripts += [(HERE / name).read_text(encoding="utf-8") for name in ("platform.js", f"{kind.value}.js")]
    whole = "".join(f"<script>{script}</script>" for script in scripts)
    head = f'<base href="{base}"><title>Unit</title>{whole}'
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body></body></html>'


def record(**changed: Any) -> dict[str, Any]:
    """What the site tells of a learner who is through with the lesson, but for what is changed."""
    told = {
        "completion": True, "success": True, "progress": 1.0, "location": "minutes-and-the-table?step=try",
        "score": {"raw": 3, "min": 0, "max": 3, "scaled": 1.0},
        "interactions": [
            {"id": "one.1", "type": "choice", "learner_response": ["b"], "correct": ["b"], "result": "correct",
             "time": "2026-03-02T09:00:00.000+00:00", "topic": "T08"},
            {"id": "drill:cliff.2", "type": "fill-in", "learner_response": ["97110=2 97140=1"], "correct": [],
             "result": "incorrect", "time": "2026-03-02T09:01:30.250+00:00", "topic": "T08"},
        ],
    }  # fmt: skip
    return {LESSON: {**told, **changed}}


def tell(page: Page, told: Mapping[str, Any]) -> None:
    """Tell the unit, as the bridge does after a run of the page."""
    page.frames[-1].evaluate("told => dispatchEvent(new CustomEvent('ptcoding:record', {detail: told}))", told)


@dataclass
class Scorm:
    """A platform with a run-time of scorm-again around the unit.

    Args:
        page: The browser's page.
        kind: SCORM 1.2 or 2004.
        script: The run-time.
        files: The files of a unit that has its own, by name.
    """

    page: Page
    kind: Kind
    script: str
    files: Mapping[str, str] = field(default_factory=dict)

    def launch(self, kept: Mapping[str, Any] | None = None) -> None:
        """Open the unit in a frame, two windows below the run-time, with what was kept of the learner."""
        name, api = ("API", "Scorm12API") if self.kind is Kind.SCORM_12 else ("API_1484_11", "Scorm2004API")
        begin = (
            f"window.{name} = window.api = new {api}({{logLevel: 5}}); api.loadFromJSON({json.dumps(kept or {})}, '');"
        )
        pages = {
            f"{HOME}/": f"<script>{self.script}</script><script>{begin}</script><iframe src='/player'></iframe>",
            f"{HOME}/player": f"<iframe src='{UNIT}index.html'></iframe>",
        }

        def answer(route: Route) -> None:
            name = route.request.url.removeprefix(UNIT).partition("?")[0] or "index.html"
            body = pages.get(route.request.url) or self.files.get(name) or unit_page(self.kind)
            route.fulfill(body=body, content_type="text/javascript" if name.endswith(".js") else "text/html")

        self.page.unroute_all()
        self.page.route("**/*", answer)
        self.page.goto(f"{HOME}/", wait_until="load")

    def values(self, names: Sequence[str]) -> list[str]:
        """Read values as the platform has them: `learner.status` and so on below `cmi`."""
        read = "names => names.map(name => String(name.split('.').reduce((at, part) => at[part], api.cmi)))"
        found: list[str] = self.page.evaluate(read, list(names))
        return found

    def kept(self) -> dict[str, Any]:
        """What the platform would give to the next launch."""
        kept: dict[str, Any] = self.page.evaluate("JSON.parse(api.renderCMIToJSONString())")["cmi"]
        return kept

    def leave(self) -> bool:
        """Close the unit; tells whether it said goodbye."""
        self.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
        self.page.wait_for_function("api.isTerminated()")
        return True


class _Asked(BaseHTTPRequestHandler):
    """One request to a platform of cmi5, whose page may be gone before it is answered."""

    store: "Store"

    def answer(self) -> None:
        """Answer it."""
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        status, content = self.store.serve(self, parts.path, query, json.loads(body or b"null"))
        kind = "text/html" if isinstance(content, str) else "application/json"
        if isinstance(content, Path):
            kind, raw = guess_type(content.name)[0] or "application/octet-stream", content.read_bytes()
        else:
            raw = (content if isinstance(content, str) else json.dumps(content)).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", "0" if status == NOTHING else str(len(raw)))
        self.end_headers()
        if status != NOTHING:
            self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


# The names by which the standard library finds what answers.
for method in ("GET", "POST", "PUT"):
    setattr(_Asked, f"do_{method}", _Asked.answer)


@dataclass
class Store:
    """A record store that a cmi5 platform has.

    Args:
        launch: What the platform says of the launch.
        statements: What was sent, in order.
        states: The documents that the unit keeps.
        refused: Requests without the right to write.
        asked: Other documents that were asked for.
        rights: Rights to write that are left to be given.
        site: The folder of a unit that has its own files, None for the scripts alone.
    """

    launch: dict[str, Any] = field(default_factory=dict)
    statements: list[dict[str, Any]] = field(default_factory=list)
    states: dict[str, Any] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    rights: list[str] = field(default_factory=lambda: [RIGHT])
    site: Path | None = None

    @contextmanager
    def open(self, page: Page) -> Iterator[str]:
        """Launch the unit.

        Yields:
            The address of the platform, which answers meanwhile.
        """
        asked = type("Asked", (_Asked,), {"store": self})
        with ThreadingHTTPServer(("127.0.0.1", 0), asked) as server:
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            home = f"http://127.0.0.1:{server.server_port}"
            told = {
                "endpoint": f"{home}/lrs", "fetch": f"{home}/right", "actor": json.dumps(ACTOR),
                "registration": REGISTRATION, "activityId": ACTIVITY,
            }  # fmt: skip
            page.goto(f"{home}/unit/index.html?{urlencode(told)}", wait_until="load")
            yield home
            server.shutdown()

    def serve(self, asked: BaseHTTPRequestHandler, path: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        """Answer a request with a status and a body."""
        if path == "/right":
            given = {"auth-token": self.rights.pop()} if self.rights else {"error-code": "1", "error-text": "used"}
            return 200, given
        if not path.startswith("/lrs/"):
            return self._page(path.removeprefix("/unit/"))
        if asked.headers["Authorization"] != f"Basic {RIGHT}" or not asked.headers["X-Experience-API-Version"]:
            self.refused.append(path)
            return 401, {}
        return self._kept(asked.command, path.removeprefix("/lrs/"), query, body)

    def _page(self, name: str) -> tuple[int, Any]:
        if self.site is None:
            return 200, unit_page(Kind.CMI5, base="./")
        file = self.site / name
        file = file / "index.html" if file.is_dir() else file
        return (200, file) if file.is_file() else (404, {})

    def _kept(self, command: str, what: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        if what == "statements":
            sent = body if isinstance(body, list) else [body] if body["id"] == query["statementId"] else []
            self.statements += sent
            return (200, [one["id"] for one in sent]) if command == "POST" else (NOTHING, {})
        if what != "activities/state":
            self.asked.append(what)
            return 404, {}
        if (query["activityId"], query["registration"]) != (ACTIVITY, REGISTRATION):
            return 400, {}
        if command == "PUT":
            self.states[query["stateId"]] = body
            return NOTHING, {}
        known = {**self.states, "LMS.LaunchData": self.launch}
        return (200, known[query["stateId"]]) if query["stateId"] in known else (404, {})

    def verbs(self) -> list[str]:
        """The verbs of what was sent, in order."""
        return [one["verb"]["display"]["en-US"] for one in self.statements]
