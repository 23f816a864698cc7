"""The package as others get it: what is in it, that it runs away from the checkout, and that the documents are true."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import ptcoding
from lessons.content.course import cases, course
from ptcoding.command import main as cli

CHECKOUT = Path(__file__).resolve().parents[1]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "SECURITY.md"]
VISIT = ["units", "97110=33", "97140=7"]


def run(*words, cwd=CHECKOUT, **variables):
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=cwd, env=os.environ | variables, capture_output=True, text=True, check=True
    ).stdout


def read(name):
    return (CHECKOUT / name).read_text(encoding="utf-8")


def project():
    return tomllib.loads(read("pyproject.toml"))["project"]


def files_below(folder):
    found = (path for path in (CHECKOUT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(CHECKOUT).as_posix() for path in found}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel built from the source archive, so that both are complete."""
    folder = tmp_path_factory.mktemp("dist")
    run("build", "--no-isolation", "--outdir", str(folder), str(CHECKOUT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("installed")
    run("pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(folder), str(wheel))
    # Were the checkout found instead, the tests below would show nothing.
    find = [sys.executable, "-c", "from ptcoding.command.main import app_file; print(app_file())"]
    away = os.environ | {"PYTHONPATH": str(folder)}
    found = subprocess.run(find, cwd=folder.parent, env=away, capture_output=True, text=True, check=True).stdout
    assert Path(found.strip()) == folder / "ptcoding_site" / "app.py"
    return folder


def test_the_wheel_holds_the_package_and_the_app_and_nothing_else(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    site = {"app.py", ".streamlit/config.toml"} | files_below("lessons") | files_below("assets")
    assert names == files_below("ptcoding") | {f"ptcoding_site/{name}" for name in site}


def test_the_wheel_brings_the_command_and_the_license(wheel):
    archive = zipfile.ZipFile(wheel)
    (entry,) = (name for name in archive.namelist() if name.endswith("/entry_points.txt"))
    assert "ptcoding = ptcoding.command.main:main" in archive.read(entry).decode()
    assert any(name.endswith("/LICENSE") for name in archive.namelist())


def test_an_editable_install_copies_no_package_and_no_lesson(tmp_path):
    build = "import sys; from hatchling.build import build_editable; build_editable(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=CHECKOUT, capture_output=True, check=True)
    (built,) = tmp_path.glob("*.whl")
    names = {name for name in zipfile.ZipFile(built).namelist() if ".dist-info/" not in name}
    assert names == {"_ptcoding.pth", "ptcoding_site/app.py"}


def test_the_installed_command_counts_units(installed, tmp_path):
    answer = json.loads(run("ptcoding", *VISIT, "--json", cwd=tmp_path, PYTHONPATH=str(installed)))
    assert answer["timed_units"] == 3
    assert answer["units"] == {"97110": 2, "97140": 1}


def test_the_version_stands_in_one_place_and_a_citation_follows_it(wheel):
    assert "version" in project()["dynamic"]
    assert wheel.name.startswith(f"ptcoding-{ptcoding.__version__}-")
    cited = dict(re.findall(r"^([a-z-]+): (.+)$", read("CITATION.cff"), flags=re.MULTILINE))
    assert cited["version"] == ptcoding.__version__


def test_the_changes_of_this_version_are_told():
    versions = re.findall(r"^## ([0-9.]+), ", read("CHANGELOG.md"), flags=re.MULTILINE)
    assert versions[0] == ptcoding.__version__


LOCKS = {
    "requirements.txt": [],
    "requirements-postgresql.txt": ["postgresql"],
    "requirements-test.txt": ["postgresql", "test"],
}
PIN = re.compile(r"([a-z0-9-]+)==([0-9][0-9a-z.]*)( ; [^\\]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n")


def pinned(lock):
    """The version of each package of a lock."""
    return {name: version for name, version, *_ in PIN.findall(read(lock))}


def named(requirements):
    return {re.match(r"[A-Za-z0-9-]+", requirement).group() for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_pins_with_hashes_and_names_no_place(lock):
    header, rest = read(lock).split("make lock\n", maxsplit=1)
    assert "://" not in header
    assert PIN.sub("", rest) == ""
    assert "streamlit" in pinned(lock)


@pytest.mark.parametrize(("lock", "extras"), LOCKS.items())
def test_a_lock_holds_every_dependency_it_is_for(lock, extras):
    wanted = named(project()["dependencies"])
    for extra in extras:
        wanted |= named(project()["optional-dependencies"][extra])
    assert wanted | {"hatchling"} <= pinned(lock).keys()


def test_the_locks_agree_on_every_version():
    everything = pinned("requirements-test.txt")
    assert pinned("requirements.txt").items() <= everything.items()
    assert pinned("requirements-postgresql.txt").items() <= everything.items()


def test_a_lock_made_on_one_system_serves_the_others():
    markers = {name: marker for name, _, marker, *_ in PIN.findall(read("requirements-test.txt"))}
    assert "sys_platform == 'win32'" in markers["colorama"]
    assert "sys_platform != 'darwin'" in markers["watchdog"]


def test_the_build_backend_is_the_one_that_is_locked():
    parsed = tomllib.loads(read("pyproject.toml"))
    assert parsed["build-system"]["requires"] == parsed["dependency-groups"]["build"]


def test_every_dependency_has_its_reason():
    reasons = set(re.findall(r"^- `([a-z0-9-]+)`:", read("CONTRIBUTING.md"), flags=re.MULTILINE))
    assert reasons == named(project()["dependencies"] + project()["optional-dependencies"]["test"])


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_command_of_a_document_exists(document):
    named = set(re.findall(r"\bmake ([a-z]+)", "\n".join(code_of(read(document)))))
    targets = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), flags=re.MULTILINE))
    assert named
    assert named <= targets


def code_of(markdown):
    """The blocks and the spans of code."""
    return re.findall(r"```.*?```|`[^`\n]+`", markdown, flags=re.DOTALL)


def test_the_commands_of_the_readme_print_what_it_shows(capsys):
    sessions = re.findall(r"```console\n(.*?)```", read("README.md"), flags=re.DOTALL)
    shown = [re.findall(r"^\$ ptcoding (.*)\n((?:(?!\$ ).*\n)*)", session, flags=re.MULTILINE) for session in sessions]
    pairs = [pair for session in shown for pair in session if pair[1].strip()]
    assert pairs
    for command, output in pairs:
        cli.main(shlex.split(command))
        assert capsys.readouterr().out.strip() == output.strip()


def test_the_readme_calls_pages_as_the_menu_does_and_examples_as_their_buttons():
    quoted = set(re.findall(r'"([^"\n]+)"', read("README.md").partition("## Try this first")[2]))
    menu = {page.title: page.short for page in course().pages if page.title != page.short}
    # On the page itself a button is called like this.
    assert quoted & menu.keys() == {"Write the claim"}
    assert {name for name in quoted if "20" in name} <= {case.short for case in cases("build_a_session")}


def test_nothing_says_to_install_the_project_from_a_registry_that_has_none():
    suffixes = {".md", ".toml", ".py", ".html", ".ipynb"}
    told = [CHECKOUT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
    for folder in ("assets", "lessons", "ptcoding"):
        told += [path for path in (CHECKOUT / folder).rglob("*") if path.suffix in suffixes]
    pattern = re.compile(r"ptcoding\[\w|install '?ptcoding\b")
    assert [path.name for path in told if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_the_readme_carries_the_notice_of_the_app():
    words = " ".join(read("lessons/site/text/notices.md").split("## cpt")[1].split("## ")[0].split())
    assert words in " ".join(read("README.md").split())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_a_document_links_to_exists(document):
    links = re.findall(r"\]\(([^)#]+)\)", read(document))
    assert [link for link in links if "://" not in link and not (CHECKOUT / link).exists()] == []
