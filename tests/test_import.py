"""What importing the package costs."""

import subprocess
import sys

import pytest

HEAVY = ("streamlit", "altair", "pandas", "numpy")


@pytest.mark.parametrize(
    "module",
    [
        "ptcoding",
        "ptcoding.cli",
        "ptcoding.exchange.link",
        "ptcoding.exchange.record",
        "ptcoding.exchange.spreadsheet",
        "ptcoding.billing.whatif",
    ],
)
def test_import_loads_no_heavy_library(module: str) -> None:
    program = f"import sys, {module}; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
