"""The settings of a site, read from the environment once and before it starts."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ptcoding.command.lti_settings import Lti, read_lti
from ptcoding.errors import InputError, Problem
from ptcoding.facts.own import VARIABLE as FACTS
from ptcoding.facts.own import read_own
from ptcoding.learning.store.engine import engine_for
from ptcoding.learning.store.failure import StoreError
from ptcoding.learning.store.place import VARIABLE as DATABASE
from ptcoding.learning.store.place import Place, place_of

BAD_SETTING = 2
ITEMS, DECKS = "PTCODING_ITEMS_DIR", "PTCODING_DECKS_DIR"
DOWNLOADS = "PTCODING_FACTS_FROM"
LEARNERS, FRAMED_BY = "PTCODING_LEARNERS", "PTCODING_FRAMED_BY"
METRICS, OPEN = "PTCODING_METRICS", "open"
# One process keeps up with so many at work; the README says how it was measured.
USUAL_LEARNERS, MOST_LEARNERS = 400, 100_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What whoever runs the site has chosen.

    Args:
        database: Where answers are kept.
        items: A folder with questions and notes of an instructor.
        facts: A folder with editions of the facts.
        downloads: A folder whose files the operator may take in from the page, on the machine itself alone.
        learners: The most learners that one process serves at a time.
        framed_by: Sites that may show this one in a frame.
        metrics: Whether everybody is told the numbers of visitors, memory and files.
        lti: The learning platforms that may launch the site, None where none may.
    """

    database: Place
    items: Path | None = None
    facts: Path | None = None
    downloads: Path | None = None
    learners: int = USUAL_LEARNERS
    framed_by: tuple[str, ...] = ()
    metrics: bool = False
    lti: Lti | None = None


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; nothing is opened.

    Args:
        environment: Variables of the process.

    Returns:
        The settings.

    Raises:
        InputError: If one of them cannot be right; all that is wrong is said at once.

    >>> read_settings({"PTCODING_LEARNERS": "many"})
    Traceback (most recent call last):
        ...
    ptcoding.errors.InputError: PTCODING_LEARNERS: 'many' given, expected a whole number from 1 to 100000
    """
    problems = list(_database_problems(environment))
    for name in (ITEMS, DECKS, FACTS, DOWNLOADS):
        problems += _folder_problems(name, environment.get(name, ""))
    problems += _deck_problems(environment.get(DECKS, ""))
    problems += _edition_problems(environment.get(FACTS, ""))
    learners = environment.get(LEARNERS, "").strip() or str(USUAL_LEARNERS)
    if not _is_count(learners):
        problems.append(Problem(LEARNERS, learners, f"a whole number from 1 to {MOST_LEARNERS}"))
    framed_by = tuple(environment.get(FRAMED_BY, "").split())
    for site in framed_by:
        if not _is_origin(site):
            expected = "sites such as https://lms.example.edu, with a space between two"
            problems.append(Problem(FRAMED_BY, site, expected))
    metrics = environment.get(METRICS, "").strip()
    if metrics not in {"", OPEN}:
        problems.append(Problem(METRICS, metrics, f"{OPEN}, or nothing"))
    lti = None
    try:
        lti = read_lti(environment)
    except InputError as error:
        problems += error.problems
    if problems:
        raise InputError(problems)
    return Settings(
        database=place_of(environment),
        items=_folder(environment, ITEMS),
        facts=_folder(environment, FACTS),
        downloads=_folder(environment, DOWNLOADS),
        learners=int(learners),
        framed_by=framed_by,
        metrics=metrics == OPEN,
        lti=lti,
    )


def _database_problems(environment: Mapping[str, str]) -> Iterator[Problem]:
    try:
        where = place_of(environment)
        engine_for(where, 1.0)
    except InputError as error:
        yield from error.problems
        return
    except StoreError:
        yield Problem(
            DATABASE,
            "postgresql://…",
            "its driver to be installed too: pip install '.[postgresql]' in the project's folder",
        )
        return
    try:
        is_folder = where.path is not None and where.path.is_dir()
    except OSError:
        yield Problem(DATABASE, f"sqlite:///{where.path}", "the name of a file; none may be so long")
        return
    if is_folder:
        yield Problem(DATABASE, f"sqlite:///{where.path}", "a file, and this is a folder")
    elif where.path is not None and not _can_be_made(where.path):
        yield Problem(DATABASE, f"sqlite:///{where.path}", "a file in a folder that can be written, or made")


def _can_be_made(path: Path) -> bool:
    """Tell whether a file can be written: itself, or the nearest folder above it that there is."""
    there = next(one for one in (path, *path.absolute().parents) if one.exists())
    return os.access(there, os.W_OK) and (there == path or there.is_dir())


def _folder_problems(name: str, given: str) -> Iterator[Problem]:
    if not given:
        return
    try:
        next(Path(given).iterdir(), None)
    except (OSError, ValueError):
        yield Problem(name, given, "a folder that can be read")


def _deck_problems(given: str) -> Iterator[Problem]:
    """Say that a folder has no deck: what is put there later is not seen before the next start."""
    try:
        has_none = bool(given) and Path(given).is_dir() and not any(Path(given).glob("*.toml"))
    except (OSError, ValueError):
        # That it cannot be read is said of every folder alike.
        return
    if has_none:
        yield Problem(DECKS, given, "a folder with decks, files that end in .toml")


def _edition_problems(given: str) -> Iterator[Problem]:
    """Say which files of the folder are no editions of the facts."""
    if given and "\0" not in given:
        try:
            read_own(Path(given))
        except InputError as error:
            yield from error.problems


def _folder(environment: Mapping[str, str], name: str) -> Path | None:
    return Path(environment[name]) if environment.get(name) else None


def _is_count(given: str) -> bool:
    return re.fullmatch(r"[0-9]{1,6}", given) is not None and 1 <= int(given) <= MOST_LEARNERS


def _is_origin(site: str) -> bool:
    """Tell whether a site may stand in a header: a scheme, a name and perhaps a port, and nothing besides."""
    try:
        parts = urlsplit(site)
        _ = parts.port
    except ValueError:
        return False
    plain = site.isascii() and not set(site) & set(";,'\"@")
    return (
        plain
        and parts.scheme in {"http", "https"}
        and site == f"{parts.scheme}://{parts.netloc}" != f"{parts.scheme}://"
    )
