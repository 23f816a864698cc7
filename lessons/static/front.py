"""Streamlit's own front end, less the parts of it that no page asks for, and a page for every address."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit

from lessons.static.tree import Tree, read

FRONT_END = Path(streamlit.__file__).parent / "static"
# Parts for elements that no page draws, by the beginning of their names; what only they ask for goes with them.
LEFT_OUT = re.compile(
    r"(DeckGlJson|ECharts|GraphViz|Plotly)Chart\.|(Audio|Camera|Chat)Input\.|DataFrame\.|ColorPicker\.|SourceSerif"
    r"|cytoscape\.|elk-|wavesurfer\.|manifest\.json$"
    # Of Mermaid's pictures the site draws a flow chart.
    r"|(?!flow)[A-Za-z0-9]+Diagram-|diagram-|mindmap-|kanban-|timeline-"
)
# Parts that most pages draw, by the beginning of their names; what they import comes with them.
FIRST = re.compile(
    r"(ArrowVegaLiteChart|BidiComponent|Button|ButtonGroup|Checkbox|DynamicIcon|Icon|LinkButton|Metric|NumberInput|PageLink"
    r"|Radio|Selectbox|StreamlitMarkdown|Tooltip|embed)\."
)
_NAMED = re.compile(r"""[/"'`(]([A-Za-z0-9_.@-]{1,80}\.(?:js|css|woff2?|ttf|gif|png|svg|jpg|mp3))\b""")
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", flags=re.DOTALL)


def front_end() -> dict[str, bytes]:
    """Read the parts of the front end that the pages can ask for.

    Returns:
        Its files as they lie beside its page.
    """
    files = read(FRONT_END)
    parts = {name.rpartition("/")[2]: name for name in files}
    kept: set[str] = set()
    waiting = ["index.html", *(name for name in files if "/" not in name)]
    while waiting:
        name = waiting.pop()
        if name in kept or LEFT_OUT.match(name.rpartition("/")[2]):
            continue
        kept.add(name)
        if name.endswith((".html", ".js", ".css")):
            asked = _NAMED.findall(files[name].decode("utf-8"))
            waiting += [parts[part] for part in asked if part in parts]
    return {name: files[name] for name in sorted(kept)}


def ahead(files: Tree) -> dict[str, list[str]]:
    """Name the scripts that the front end asks for where it draws something, for them to be brought before.

    Args:
        files: The front end.

    Returns:
        The ``first`` that are needed, and the ``others``.
    """
    first, others = list[str](), list[str]()
    for name in sorted(files):
        if name.endswith(".js") and name.startswith("static/"):
            (first if FIRST.match(name.rpartition("/")[2]) else others).append(name)
    return {"first": first, "others": others}


def entry(files: Tree) -> str:
    """Name the script that the page begins with.

    Args:
        files: The front end.

    Returns:
        Its name.
    """
    found = re.findall(r'<script type="module"[^>]* src="\./([^"]+)"', files["index.html"].decode("utf-8"))
    return str(found[0])


def page(files: Tree, settings: Mapping[str, Any], scripts: Sequence[str] = (), base: str = "") -> bytes:
    """Write the page of an address for a web server.

    Args:
        files: The front end.
        settings: What the bridge is told.
        scripts: Scripts of the site's own, which begin before the bridge.
        base: The way from the address up to the root of the site, empty for the root itself.

    Returns:
        The page.
    """
    whole = files["index.html"].decode("utf-8")
    whole = _NOSCRIPT.sub(f"<noscript>{html.escape(settings['words']['noscript'])}</noscript>", whole)
    whole = re.sub(r"<!--.*?-->\s*", "", whole, flags=re.DOTALL)
    whole = re.sub(r'<link rel="service-desc"[^>]*>\s*', "", whole)
    whole = whole.replace("<title>Streamlit</title>", f"<title>{html.escape(settings['title'])}</title>")
    if base:
        whole = whole.replace("<head>", f'<head>\n    <base href="{base}" />', 1)
    return whole.replace('<script type="module"', f'{head(settings, scripts)}\n    <script type="module"', 1).encode()


def head(settings: Mapping[str, Any], scripts: Sequence[str]) -> str:
    """Write what the head of every page has before the front end.

    Args:
        settings: What the bridge is told.
        scripts: Scripts of the site's own.

    Returns:
        The elements.
    """
    told = html.escape(json.dumps(settings, sort_keys=True), quote=True)
    own = "".join(f'<script src="./{html.escape(name)}"></script>\n    ' for name in scripts)
    style = '<link rel="stylesheet" href="./loading.css" />'
    return f'{style}\n    {own}<script src="./bridge.js" data-settings="{told}"></script>'
