"""How the tests themselves are built."""

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MODULES = sorted(HERE.rglob("*.py"))


def imported(text: str) -> set[str]:
    """The names of all modules that a text imports, and of whatever it takes from one."""
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module or "", *(f"{node.module}.{name.name}" for name in node.names)}
    return names


def of_tests(names: set[str]) -> set[str]:
    """Those that are modules of tests."""
    return {
        name
        for name in names
        if name.startswith("tests.") and any(part.startswith("test_") for part in name.split("."))
    }


@pytest.mark.parametrize(
    "text", ["from tests.facts.test_rule import A", "import tests.test_errors", "from tests.facts import test_rule"]
)
def test_an_import_of_a_test_is_seen(text: str) -> None:
    assert of_tests(imported(text))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(HERE).as_posix())
def test_no_test_imports_a_test(module: Path) -> None:
    """What two of them need stands in `tests/support`: else one cannot change without the other."""
    assert of_tests(imported(module.read_text(encoding="utf-8"))) == set()


def test_no_page_has_a_doctest() -> None:
    """None would run there: to look for one means to draw the page, which the tests of the pages do."""
    pages = [page for place in ("course", "site") for page in (HERE.parent / "lessons" / place).rglob("*.py")]
    assert len(pages) > 30
    assert [page.name for page in pages if ">>> " in page.read_text(encoding="utf-8")] == []
