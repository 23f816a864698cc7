"""What the notebooks' site is built of, looked at without building it and without a browser."""

import hashlib
import json
import re
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

from lessons.static.lite.parts import LEFT_OUT, needs
from lessons.static.lite.site import FROM_KERNEL, NOTEBOOKS, all_wheels, listing, settings
from lessons.static.lite.wheels import lock


def test_the_lock_names_every_wheel_that_python_starts_with_and_all_that_they_need() -> None:
    wheels = all_wheels()
    locked = lock(wheels, {})["packages"]
    (kernel,) = settings(wheels)["jupyter-config-data"]["litePluginSettings"].values()
    # JupyterLite asks an index for what of its own kernel is not among them.
    asked = {"ipykernel", "comm", "pyodide-kernel", "jedi", "ipython", "micropip", "piplite"}
    assert asked <= set(kernel["loadPyodideOptions"]["packages"]) == set(locked)
    assert kernel["disablePyPIFallback"] is True
    assert {need for one in locked.values() for need in one["depends"]} <= set(locked)
    for wheel in wheels:
        assert locked[wheel.name]["sha256"] == hashlib.sha256(wheel.content).hexdigest()
        names = ZipFile(BytesIO(wheel.content)).namelist()
        assert not [name for name in names if re.search(r"\.(so|pyd|pyc)$|__pycache__", name)]
        assert sum(name.endswith(".dist-info/RECORD") for name in names) == 1
    assert locked["ptcoding"]["imports"] == ["ptcoding"]
    assert [wheel.content for wheel in all_wheels()] == [wheel.content for wheel in wheels]
    assert set(LEFT_OUT) & set(locked) == {"jedi"}
    assert locked["jedi"]["imports"] == []
    assert {name.replace("_", "-") for name in FROM_KERNEL} < set(locked)


def test_a_need_counts_where_the_browsers_python_has_it() -> None:
    said = [
        "a",
        "b; sys_platform == 'linux'",
        "c; sys_platform == 'emscripten'",
        "d; extra == 'x'",
        "e; python_version < '3.12'",
    ]
    assert list(needs(said)) == ["a", "c"]


def test_every_notebook_is_listed_as_jupyter_lists_it() -> None:
    held = {file.name: file.read_bytes() for file in NOTEBOOKS.glob("*.ipynb")}
    told = listing(held)
    assert {row["path"]: row["size"] for row in told["content"]} == {name: len(text) for name, text in held.items()}
    assert (told["type"], told["path"], {row["type"] for row in told["content"]}) == ("directory", "", {"notebook"})


def test_the_notebooks_ask_for_nothing_that_the_browser_has_not() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.static.in_the_browser"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-600:]
    scores = json.loads(done.stdout.splitlines()[-1])
    asked = {name: re.search(r"0 of (\d+) right", told) for name, told in scores.items()}
    # As many exercises as each notebook has.
    assert {name: found and int(found[1]) for name, found in asked.items()} == {
        "bill_and_defend": 5,
        "choose_the_code": 7,
        "count_the_minutes": 7,
        "write_the_note": 4,
    }
