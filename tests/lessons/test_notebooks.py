"""The notebooks run as they are handed out, and with right answers every exercise is marked right.

As they are handed out each runs in this process. With the answers of a good learner typed in, all run in one kernel
as well, as Jupyter runs them.
"""

import ast
import json
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import nbformat
import pytest
from nbclient import NotebookClient

from lessons.content.course import HERE, course
from lessons.content.notebooks import notebooks
from ptcoding.jupyter.work import Work

NOTEBOOKS = sorted((HERE / "notebooks").glob("*.ipynb"))
WIDGET = "application/vnd.jupyter.widget-view+json"
EMPTY = '"""\n"""'
SQUATS = (
    "Squat to lift a 10 lb laundry basket from floor to dryer x8, 15 min 1:1, so that she can do laundry alone. "
    "R quad 4-/5. CGA, cue to bring the basket close; back rounded in 5 of 8 lifts, then in 1 of 8."
)
KNEE = "97110, 16 min 1:1. R knee quad sets 2x10, SLR 2 lb 3x10."
BALANCE = (
    "97112, 15 min 1:1. R CVA, leans L. Feet together on foam 6 x 20 s: stepped out 4 of 6. Tactile cue at the L hip "
    "and VC 'weight into both heels': stepped out 1 of 6."
)
SHOULDER = (
    "97140, 12 min 1:1. R shoulder, stiff capsule after 3 wk in a sling: inferior glide grade III 3 x 45 s. Flexion "
    "96 deg, was 84 before; pain 3/10 after. Cannot reach the cabinet above the stove."
)
RECORD = "05/04/2026. Timed minutes 38, total treatment time 48 min, 97010 10 min. Signed: P. Example, PT, DPT"


def typed(**answers: object) -> list[tuple[str, str]]:
    """Answers in place of None, by code."""
    return [(f'"{code[1:]}": None', f'"{code[1:]}": {json.dumps(answer)}') for code, answer in answers.items()]


# By notebook and cell: what stands in place of what is handed out, and what a learner types there.
ANSWERS = {
    "count_the_minutes": {
        # 8 to 22 minutes are one unit, 23 to 37 two.
        "try-22": typed(_97110=1),
        "try-23": typed(_97110=2),
        # 47 minutes are three units: one whole block each, and the larger leftover, 9 over 8, takes the third.
        "try-24-23": typed(_97110=2, _97112=1),
        # 22 minutes together are one unit, for the longer service; alone each reaches 8.
        "try-12-10": typed(_97110=1, _97140=0),
        "try-12-10-ama": typed(_97110=1, _97140=1),
        # 40 minutes are three units, and the leftovers are equal.
        "try-tie": typed(_97112=1, _97110=2),
        # An evaluation is one unit however long; 10 timed minutes are one.
        "try-eval": typed(_97161=1, _97110=1),
    },
    "choose_the_code": {
        "try-rows": [("rows, None", 'rows, "97110"')],
        "try-shelf": [("shelf, None", 'shelf, "97530"')],
        "try-foam": [("foam, None", 'foam, "97112"')],
        "try-glide": [("glide, None", 'glide, "97140"')],
        "try-walk": [("walk, None", 'walk, "97116"')],
        "try-swallow": [("swallow, None", 'swallow, "92526"')],
        "try-squats": [(EMPTY, json.dumps(SQUATS))],
    },
    "write_the_note": {
        "try-dose": [(EMPTY, json.dumps(KNEE))],
        "try-skill": [(EMPTY, json.dumps(BALANCE))],
        "try-need": [(EMPTY, json.dumps(SHOULDER))],
        "try-record": [(EMPTY, json.dumps(RECORD))],
    },
    "bill_and_defend": {
        # A PT plan is GP, an SLP plan GN (Medicare Claims Processing Manual, chapter 5, section 20.1).
        "try-plan": typed(_97110="GP", _97140="GP"),
        "try-speech": typed(_92526="GN", _97129="GN", _97130="GN"),
        # $2,480 is the threshold of 2026 for PT and SLP together.
        "try-threshold": typed(_97110="GP KX", _97140="GP KX"),
        # The assistant gave the whole of 97530, and nothing of 97110.
        "try-assistant": typed(_97110="GP", _97530="GP CQ"),
        # The pair of 97530 and 97116 has no active edit in 2026.
        "try-edits": typed(_97530="GP", _97116="GP"),
    },
}


def of(name: str) -> Path:
    return HERE / "notebooks" / f"{name}.ipynb"


def cells(notebook: Path) -> dict[str, str]:
    """The code of a notebook, by the name of its cell."""
    read = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return {cell["id"]: "".join(cell["source"]) for cell in read if cell["cell_type"] == "code"}


def answered(notebook: Path) -> dict[str, str]:
    """The same code with the answers typed in."""
    found = cells(notebook)
    for name, changes in ANSWERS[notebook.stem].items():
        for given, answer in changes:
            assert given in found[name]
            found[name] = found[name].replace(given, answer)
    return found


def run(sources: dict[str, str]) -> dict[str, object]:
    """Run cells in one namespace; a cell that ends in an expression gives its value."""
    names: dict[str, object] = {}
    values = {}
    for name, source in sources.items():
        body = ast.parse(source)
        last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
        exec(compile(body, name, "exec"), names)  # noqa: S102 - our own cells, as Jupyter would
        if isinstance(last, ast.Expr):
            values[name] = eval(compile(ast.Expression(last.value), name, "eval"), names)  # noqa: S307 - the same
    return values


@cache
def executed() -> dict[str, nbformat.NotebookNode]:
    """Run all notebooks in a kernel, the answers typed in, and give the cells by notebook and name."""
    books = {notebook.stem: nbformat.read(notebook, as_version=4) for notebook in NOTEBOOKS}
    whole = nbformat.v4.new_notebook()
    for name, book in books.items():
        right = answered(of(name))
        for cell in book.cells:
            cell.source = right.get(cell.id, cell.source)
            cell.id = f"{name}-{cell.id}"
            whole.cells.append(cell)
    done = NotebookClient(whole, timeout=120, kernel_name="python3", resources={"metadata": {"path": HERE.parent}})
    return {cell.id: cell for cell in done.execute().cells}


def outputs(name: str, cell: str) -> list[nbformat.NotebookNode]:
    return executed()[f"{name}-{cell}"].outputs


def test_every_stage_of_the_course_has_a_notebook() -> None:
    assert len(NOTEBOOKS) == len(course().stages)
    assert {notebook.stem for notebook in NOTEBOOKS} == set(ANSWERS)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_a_notebook_holds_no_output_of_an_earlier_run(notebook: Path) -> None:
    read = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    assert not [cell for cell in read if cell.get("outputs")]
    nbformat.validate(nbformat.read(notebook, as_version=4))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_as_handed_out_it_runs_and_no_exercise_is_answered(notebook: Path) -> None:
    values = run(cells(notebook))
    work = values["score"]
    assert isinstance(work, Work)
    assert len(work.marked) == len(ANSWERS[notebook.stem])
    assert {one.verdict.value for one in work.marked.values()} == {"unanswered"}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_with_right_answers_every_exercise_is_right(notebook: Path) -> None:
    work = run(answered(notebook))["score"]
    assert isinstance(work, Work)
    assert [marked for marked in work.marked.values() if marked.verdict.value != "right"] == []


def test_they_are_handed_out_together_as_they_stand() -> None:
    with ZipFile(BytesIO(notebooks())) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            notebook.name: notebook.read_bytes() for notebook in NOTEBOOKS
        }


def test_the_notebooks_say_what_they_show() -> None:
    values = run(cells(of("count_the_minutes")))
    assert (values["parting"].visits, values["parting"].agree) == (900, 676)
    assert run(cells(of("write_the_note")))["compare"] == "100% alike"
    assert run(cells(of("choose_the_code")))["squats"] == "97110"


@pytest.mark.parametrize("name", ANSWERS)
def test_in_a_kernel_every_exercise_shows_that_it_is_right(name: str) -> None:
    asked = len(ANSWERS[name])
    (tally,) = outputs(name, "score")
    assert f"{asked} of {asked} right" in tally.data["text/html"]
    for cell in ANSWERS[name]:
        (marked,) = outputs(name, cell)
        assert marked.data["text/plain"].splitlines()[0].endswith(": Right")


def test_in_a_kernel_a_visit_is_a_strip_under_the_hand_a_review_is_marked_and_a_claim_has_its_lines() -> None:
    strip, services = outputs("count_the_minutes", "visit")
    assert WIDGET in strip.data
    assert "Skilled hands-on treatment" in services.data["text/html"]
    assert WIDGET in outputs("count_the_minutes", "count")[0].data
    assert "<mark" in outputs("write_the_note", "good")[0].data["text/html"]
    assert "<td" in outputs("bill_and_defend", "claim")[0].data["text/html"]
