"""Learning platforms, played around a package's scripts: a SCORM run-time, and a record store for cmi5."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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


def unit_page(kind: Kind, aim: str = LESSON) -> str:
    """Write the page of a unit as a package has it, without what draws the site."""
    scripts = [f"window.ptcodingAim = {json.dumps(aim)};"]
    scripts += [(HERE / name).read_text(encoding="utf-8") for name in ("platform.js", f"{kind.value}.js")]
    whole = "".join(f"<script>{script}</script>" for script in scripts)
    head = f'<base href="{UNIT}"><title>Unit</title>{whole}'
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


@dataclass
class Store:
    """A record store that a cmi5 platform has.

    Args:
        launch: What the platform says of the launch.
        statements: What was sent, in order.
        states: The documents that the unit keeps.
        refused: Requests without the right to write.
        asked: Other documents that were asked for.
    """

    launch: dict[str, Any] = field(default_factory=dict)
    statements: list[dict[str, Any]] = field(default_factory=list)
    states: dict[str, Any] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, page: Page) -> None:
        """Launch the unit."""
        rights = iter(["cmlnaHQ="])

        def answer(route: Route) -> None:
            request = route.request
            parts = urlsplit(request.url)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/right":
                body = (
                    {"auth-token": right} if (right := next(rights, "")) else {"error-code": "1", "error-text": "used"}
                )
                route.fulfill(json=body)
            elif not parts.path.startswith("/lrs/"):
                route.fulfill(body=unit_page(Kind.CMI5), content_type="text/html")
            elif request.headers.get("authorization") != "Basic cmlnaHQ=":
                self.refused.append(request.url)
                route.fulfill(status=401)
            else:
                self._serve(route, parts.path.removeprefix("/lrs/"), query)

        page.route("**/*", answer)
        told = {
            "endpoint": f"{HOME}/lrs", "fetch": f"{HOME}/right", "actor": json.dumps(ACTOR),
            "registration": REGISTRATION, "activityId": ACTIVITY,
        }  # fmt: skip
        page.goto("about:blank")
        with page.expect_request(lambda request: "/statements" in request.url):
            page.goto(f"{UNIT}index.html?{urlencode(told)}", wait_until="load")

    def _serve(self, route: Route, path: str, query: dict[str, str]) -> None:
        request = route.request
        assert request.headers["x-experience-api-version"] == "1.0.3"
        if path == "statements":
            sent = json.loads(request.post_data or "{}")
            assert sent["id"] == query["statementId"]
            self.statements.append(sent)
            route.fulfill(status=204)
        elif path == "activities/state":
            assert (query["activityId"], query["registration"]) == (ACTIVITY, REGISTRATION)
            if request.method == "PUT":
                self.states[query["stateId"]] = json.loads(request.post_data or "{}")
                route.fulfill(status=204)
            elif query["stateId"] == "LMS.LaunchData":
                route.fulfill(json=self.launch)
            elif query["stateId"] in self.states:
                route.fulfill(json=self.states[query["stateId"]])
            else:
                route.fulfill(status=404)
        else:
            self.asked.append(path)
            route.fulfill(status=404)

    def verbs(self) -> list[str]:
        """The verbs of what was sent, in order."""
        return [one["verb"]["display"]["en-US"] for one in self.statements]
