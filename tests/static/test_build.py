"""What the build is made of: packages of the lock, npm's lock with hashes, the front end that the pages ask for."""

import json
import re
import shutil
from importlib.metadata import version

import pytest

from lessons.content.course import course
from lessons.static import front, node, packages, site

PAGE = b"""<html><head><title>Streamlit</title><link rel="service-desc" href="./_stcore/agent/openapi.json" />
<script type="module" crossorigin src="./static/js/index.AbC-1_.js"></script></head>
<body><noscript><p>Old words</p></noscript></body></html>"""


def test_what_is_left_out_is_a_package_of_the_lock():
    # colorama and the two below come with other systems, or with packages that an operator adds.
    assert packages.LEFT_OUT.keys() - packages.locked().keys() == {"colorama", "greenlet", "httptools"}


def test_the_packages_are_the_installed_ones_without_compiled_parts():
    first, later = packages.packages()
    files = first | later
    assert not first.keys() & later.keys()
    assert files["streamlit/version.py"]
    assert f"streamlit-{version('streamlit')}.dist-info/METADATA" in files
    assert {name for name in files if name.endswith((".so", ".pyd", ".pyi", ".c", ".js", ".html"))} == set()
    assert {"msgspec.py", "rpds/__init__.py"} <= files.keys()


def test_another_version_than_the_locked_one_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "locked", lambda: {"alembic": "0.1"})
    with pytest.raises(node.BuildError, match=r"alembic [0-9.]+ is installed, and the lock says 0\.1; "):
        packages.packages()


def test_without_node_the_build_says_what_it_needs(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(node.BuildError, match="npm is missing: the site without a server is built"):
        node.fetched(tmp_path)


def test_a_program_that_fails_is_quoted(tmp_path):
    with pytest.raises(node.BuildError, match=r"node -e throw(?s:.*) failed: (?s:.*)no such part"):
        node.run([node.tool("node"), "-e", "throw Error('no such part')"], tmp_path)


def test_every_package_of_npm_has_a_hash_and_names_no_place():
    lock = json.loads((node.WEB / "package-lock.json").read_text(encoding="utf-8"))
    listed = {name: row for name, row in lock["packages"].items() if name}
    assert all(row["integrity"].startswith("sha512-") for row in listed.values())
    assert "resolved" not in json.dumps(lock)
    assert listed["node_modules/pyodide"]["version"] == "314.0.7"
    wanted = json.loads((node.WEB / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert lock["packages"][""]["dependencies"] == wanted


def test_the_page_of_an_address_asks_for_the_bridge_before_the_front_end():
    settings = site.settings_of({"app.gz": b"12345"}, 'drills?a="1"', record=True)
    page = front.page({"index.html": PAGE}, settings, ["lms.js"], "../").decode()
    assert page.index('href="../"') < page.index("lms.js") < page.index("bridge.js") < page.index("index.AbC-1_.js")
    assert "service-desc" not in page
    assert "Old words" not in page
    assert "<title>PT Coding Explorer</title>" in page
    told = re.search(r'data-settings="([^"]*)"', page)[1].replace("&quot;", '"')
    assert {**json.loads(told), "modules": [], "words": {}} == {
        "later": "later.gz",
        "modules": [],
        "names": ["app.gz"],
        "offline": False,
        "pages": ["", *(page.path for page in course().pages)],
        "pause": 4000,
        "record": True,
        "size": 5,
        "start": 'drills?a="1"',
        "title": "PT Coding Explorer",
        "words": {},
    }


def test_parts_of_the_front_end_that_no_page_asks_for_are_left_out():
    files = front.front_end()
    assert front.entry(files) in files
    assert {name for name in files if "Plotly" in name or "DeckGl" in name} == set()
    assert any("VegaLiteChart" in name for name in files)
    assert any("Mermaid" in name for name in files)


def test_every_script_of_the_front_end_comes_ahead_once_and_those_of_most_pages_first():
    files = front.front_end()
    parts = front.ahead(files)
    assert sorted(parts["first"] + parts["others"]) == [name for name in files if name.endswith(".js")]
    assert {name.rpartition("/")[2].partition(".")[0] for name in parts["first"]} >= {
        "ArrowVegaLiteChart",
        "NumberInput",
        "embed",
    }
    assert any("MermaidChart" in name for name in parts["others"])
