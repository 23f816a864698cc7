"""What importing the package costs."""

import subprocess
import sys

import pytest

HEAVY = (
    "streamlit",
    "sqlalchemy",
    "alembic",
    "altair",
    "pandas",
    "numpy",
    "ijson",
    "multiprocessing",
    "ptcoding.billing.claim.claim",
)


@pytest.mark.parametrize(
    "module",
    [
        "ptcoding",
        "ptcoding.command.main",
        "ptcoding.exchange.visit.link",
        "ptcoding.exchange.visit.visit",
        "ptcoding.exchange.visit.spreadsheet",
        "ptcoding.billing.count.whatif",
    ],
)
def test_import_loads_no_heavy_library(module: str) -> None:
    program = f"import sys, {module}; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
