"""The site, a lesson or an exam as a package for a learning platform."""

import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from lessons.content.aim import aim_of
from lessons.content.course import course
from lessons.content.standing import Aim, Asks
from lessons.static.lms.deck import DECK, build_deck
from lessons.static.lms.manifest import Kind, Unit, manifest
from lessons.static.lms.record import EXAM, LESSON, PAPER, SITE
from lessons.static.tree import packed, read

HERE = Path(__file__).parent
# Where a learner of the whole site begins: the opening page is for whoever comes by themselves.
BEGIN = "course"
Build = Callable[[Path, str, bool, Sequence[Path]], None]


def unit_of(aim: Aim) -> Unit:
    """Name what a package is about.

    Args:
        aim: What it asks for.

    Returns:
        The unit.

    >>> unit_of(Aim(Asks.LESSON, "minutes_and_the_table")).key
    'minutes-and-the-table'
    """
    if aim.asks is Asks.SITE:
        about = "Therapy minutes, units, claims and notes: every lesson, practice, and an exam."
        return Unit("course", course().title, about, scored=True)
    page = course()[aim.slug]
    key = page.path if aim.paper is None else f"{page.path}-{aim.paper.seed}-{aim.paper.length}-{aim.paper.pass_mark}"
    return Unit(key, page.title, page.objectives[0], scored=aim.asks is Asks.EXAM)


def asked_by(aim: Aim) -> str:
    """Name what a package asks for as the record names it.

    Args:
        aim: What it asks for.

    Returns:
        The key of the record.

    >>> asked_by(aim_of("exam?exam=4711.20.80"))
    'paper:4711.20.80.1.'
    """
    if aim.asks is Asks.SITE:
        return SITE
    if aim.asks is Asks.LESSON:
        return f"{LESSON}{aim.slug}"
    if aim.paper is None:
        return EXAM
    more = ",".join([*aim.paper.topics, *aim.paper.kinds])
    return f"{PAPER}{aim.paper.seed}.{aim.paper.length}.{aim.paper.pass_mark}.{aim.paper.edition}.{more}"


def scripts(kind: Kind, aim: Aim, folder: Path) -> tuple[Path, ...]:
    """Give the scripts that a package's pages begin with.

    Args:
        kind: The way in which it speaks to a platform.
        aim: What it asks for.
        folder: Where the one that names the aim is written.

    Returns:
        The scripts in their order.
    """
    named = folder / "aim.js"
    named.write_text(f"window.ptcodingAim = {json.dumps(asked_by(aim))};\n", encoding="utf-8")
    return (named, HERE / "platform.js", HERE / f"{kind.value}.js")


def build_package(out: Path, kind: Kind, address: str = "", build: Build | None = None) -> Path:
    """Build a package.

    Args:
        out: The folder that it goes to.
        kind: The way in which it speaks to a platform.
        address: What it asks for, as an address inside the site: a lesson, ``exam`` or ``exam?exam=4711.20.80``; empty
            for the whole site.
        build: Builds the site, the usual way where None is given.

    Returns:
        The package.

    Raises:
        DocumentError: If the site has no such page, or no such paper.
        BuildError: If the site cannot be built.
    """
    aim = aim_of(address)
    with tempfile.TemporaryDirectory() as made:
        site = Path(made) / "site"
        (build or _site)(site, address or BEGIN, True, scripts(kind, aim, Path(made)))
        files = read(site)
    unit = unit_of(aim)
    name, content = manifest(kind, unit, files)
    package = out / f"ptcoding-{unit.key}-{kind.value}.zip"
    out.mkdir(parents=True, exist_ok=True)
    package.write_bytes(packed({**files, name: content}))
    return package


def build_packages(out: Path, kinds: Iterable[Kind] = Kind, addresses: Iterable[str] = ("",)) -> tuple[Path, ...]:
    """Build several packages.

    Args:
        out: The folder that they go to.
        kinds: The ways in which they speak to a platform.
        addresses: What they ask for; ``deck:KEY`` is a deck of a room by itself.

    Returns:
        The packages.

    Raises:
        InputError: If there is no such page, paper or deck.
        BuildError: If the site cannot be built.
    """
    kinds = tuple(kinds)
    return tuple(
        build_deck(out, kind, address.removeprefix(DECK))
        if address.startswith(DECK)
        else build_package(out, kind, address)
        for address in addresses
        for kind in kinds
    )


def _site(out: Path, start: str, record: bool, own: Sequence[Path]) -> None:
    from lessons.static.site import build_site

    build_site(out, start, record=record, scripts=own)
