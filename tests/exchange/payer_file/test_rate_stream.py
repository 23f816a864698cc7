"""A packed file of fifty megabytes, read in little memory."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.rate_rows import row

MEGABYTE = 2**20
PEAK = Path("/proc/self/clear_refs")
# The child lets the system forget its peak, reads, and prints by how many kilobytes its memory grew.
READER = """
import re, sys
from pathlib import Path
from ptcoding.exchange.payer_file.rate_file import read_rates

def said(name):
    return int(re.search(name + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

with open(sys.argv[1], "rb") as file:
    Path("/proc/self/clear_refs").write_text("5")
    before = said("VmRSS")
    found = read_rates(file, {"97110"})
print(said("VmHWM") - before, len(found.of("97110")), found.of("97110")[0].left_out, found.passed_over)
"""


@pytest.mark.alone
@pytest.mark.skipif(not PEAK.exists(), reason="only Linux tells the peak of a process")
def test_fifty_megabytes_are_read_in_ten(tmp_path):
    path = tmp_path / "rates.json.gz"
    wanted, other = row("97110"), row("99999")
    for one, entries in ((wanted, 60_000), (other, 1_000)):
        one["negotiated_rates"] = one["negotiated_rates"] * entries
    parts = [json.dumps(one).encode() for one in (wanted, other)]
    size = 0
    with gzip.open(path, "wb", compresslevel=1) as file:
        size += file.write(b'{"provider_references": [], "in_network": [' + parts[0])
        others = 0
        while size < 50 * MEGABYTE:
            size += file.write(b"," + parts[1])
            others += 1
        file.write(b"]}")
    read = subprocess.run([sys.executable, "-c", READER, path], capture_output=True, text=True, check=True)
    grown, rows, left_out, passed_over = map(int, read.stdout.split())
    assert (rows, left_out, passed_over) == (1, 59_800, others - 20)
    assert grown < 10 * 1024
