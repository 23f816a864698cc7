"""The site as a folder that opens by a double click: a browser then reads no file but scripts, so all is in scripts."""

import html
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from lessons.static import front, node
from lessons.static.site import CACHE, bundled, parts, settings_of, worker
from lessons.static.tree import Tree, write

# What cannot stand in a script's text as it is.
_AS = {b"\\": b"\\\\", b"'": b"\\'", b"\n": b"\\n", b"\r": b"\\r", b"\0": b"\\x00"}
_ESCAPED = re.compile(rb"[\\'\n\r\0]")


def build_stick(
    out: Path, start: str = "", record: bool = False, scripts: Sequence[Path] = (), cache: Path = CACHE
) -> None:
    """Build the site for a stick into a folder, which is emptied first.

    Args:
        out: The folder.
        start: The page that the site opens on, with parameters where wanted; the usual one if empty.
        record: Whether each run tells the page what became of the learner.
        scripts: Scripts that the page begins with.
        cache: A folder that stays from one build to the next.

    Raises:
        BuildError: If something that the build needs is missing or fails.
    """
    brought = parts(cache)
    shell = front.front_end()
    settings = settings_of(brought, start, record)
    packed = {**brought, "worker.js": worker(cache)}
    files = {name: content for name, content in shell.items() if not name.endswith((".js", ".html"))}
    files |= {f"py/{name}.js": _script(name, content) for name, content in packed.items()}
    files["front.js"] = _front(shell, cache)
    files |= {script.name: script.read_bytes() for script in scripts}
    files |= {name: (node.WEB / name).read_bytes() for name in ("bridge.js", "loading.css", "opened.js")}
    styles = sorted(name for name in files if name.endswith(".css") and name.startswith("static/"))
    before = [f"py/{name}.js" for name in sorted(packed)]
    files["index.html"] = "\n".join(
        [
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">',
            f"<title>{html.escape(settings['title'])}</title>",
            '<meta name="viewport" content="width=device-width, initial-scale=1, shrink-to-fit=no">',
            '<link rel="shortcut icon" href="./favicon.png">',
            *(f'<link rel="stylesheet" href="./{name}">' for name in styles),
            '<link rel="stylesheet" href="./loading.css">',
            f"</head><body><noscript>{html.escape(settings['words']['noscript'])}</noscript>",
            '<div id="ptcoding-loading" role="status"><strong></strong><p></p><progress></progress></div>',
            '<div id="root"></div>',
            *(f'<script src="./{name}" charset="windows-1252"></script>' for name in before),
            '<script src="./opened.js"></script>',
            front.head(settings, [script.name for script in scripts]),
            '<script src="./front.js"></script></body></html>\n',
        ]
    ).encode()
    if out.exists():
        shutil.rmtree(out)
    write(out, files)


def _front(shell: Tree, cache: Path) -> bytes:
    with TemporaryDirectory() as folder:
        write(Path(folder), shell)
        return bundled(Path(folder) / front.entry(shell), "front", cache)


def _script(name: str, content: bytes) -> bytes:
    """Write bytes as the text of a script that is read as windows-1252, in which each byte is one sign."""
    text = _ESCAPED.sub(lambda found: _AS[found[0]], content)
    return b"(window.ptcodingPacked ??= {})['%s'] = '%s';\n" % (name.encode(), text)
