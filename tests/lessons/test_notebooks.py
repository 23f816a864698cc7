"""The notebooks run from top to bottom with the library as it is, and draw the same charts."""

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import altair as alt
import pytest

from lessons.content.course import HERE

NOTEBOOKS = sorted((HERE / "notebooks").glob("*.ipynb"))


def sources(notebook: Path) -> list[str]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def run(notebook: Path) -> list[object]:
    """Run the cells in one namespace; a cell that ends in an expression gives its value."""
    names: dict[str, object] = {}
    values = []
    for source in sources(notebook):
        *body, last = source.rsplit("\n", 1) if "\n" in source else ["", source]
        with redirect_stdout(StringIO()):
            exec(compile("\n".join(body), str(notebook), "exec"), names)  # noqa: S102 - our own cells, as Jupyter would
            values.append(eval(compile(last, str(notebook), "eval"), names))  # noqa: S307 - the same
    return values


def test_every_explorer_has_a_notebook() -> None:
    assert [notebook.stem for notebook in NOTEBOOKS] == ["build_a_session", "minutes_to_units", "session_to_claim"]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_a_notebook_holds_no_output_of_an_earlier_run(notebook: Path) -> None:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    assert not [cell for cell in cells if cell.get("outputs")]


def test_the_session_notebook_counts_the_manuals_third_example() -> None:
    units, chart, sentences = run(NOTEBOOKS[0])
    assert units == ({"97110": 2, "97140": 1}, {"97110": 2, "97140": 0})
    assert isinstance(chart, alt.LayerChart)
    assert len(sentences) == 3


def test_the_minutes_notebook_draws_the_staircase() -> None:
    units, chart, parted = run(NOTEBOOKS[1])
    assert units == (3, 2)
    assert isinstance(chart, alt.LayerChart)
    assert (parted.visits, parted.agree) == (900, 676)


def test_the_claim_notebook_writes_two_lines() -> None:
    lines, found = run(NOTEBOOKS[2])
    assert lines == [("97110", 2, ("GP",)), ("97140", 1, ("GP",))]
    assert found
