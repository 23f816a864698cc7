"""What the pages need: no library of tables, which a small machine would wait and pay memory for."""

import subprocess
import sys
from pathlib import Path

from ptcoding.learning.store.place import VARIABLE

CHECKOUT = Path(__file__).resolve().parents[2]
# Streamlit names numpy to see that a picture is none of its tables: an empty module will do, and nothing else is found.
PROGRAM = """
import sys
from importlib.abc import MetaPathFinder
from types import ModuleType

asked = []

class Closed(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"altair", "pandas", "polars", "pyarrow", "simple_icd_10_cm"}:
            # Streamlit goes on without them in some places, where a server would have loaded them.
            asked.append(name)
            raise ModuleNotFoundError(name)

sys.modules["numpy"] = ModuleType("numpy")
sys.meta_path.insert(0, Closed())

from streamlit.testing.v1 import AppTest
from lessons.content.course import course

app = AppTest.from_file("lessons/frame.py", default_timeout=60).run()
for page in course().pages:
    raised = [error.value for error in app.switch_page(page.page).run().exception]
    print(page.slug, raised or asked or "drawn")
    asked.clear()
"""


def test_every_page_is_drawn_without_a_library_of_tables(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path / 'answers.sqlite3'}")
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    shown = done.stdout.splitlines()
    assert len(shown) > 30
    assert [line for line in shown if not line.endswith(" drawn")] == []
