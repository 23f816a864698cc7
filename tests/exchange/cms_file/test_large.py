"""The largest of CMS's files is read fast and in little memory; the list of diagnoses reads as the package's does."""

import json
import re
import subprocess
import sys
import time
from datetime import date
from itertools import cycle, islice

import pytest

from ptcoding.billing.claim.tabular import of_lines, tabular
from ptcoding.command.main import main
from ptcoding.facts import Facts
from tests.exchange.cms_file import shapes

BYTES = 80_000_000
SECONDS, MEMORY = 20, 200
# Run apart: what a test run holds is no memory of the reader.
# getrusage would count what its parent held before it began.
MEASURED = """
import json, pathlib, re, sys
from ptcoding.command.main import main
code = main(["facts", "load", sys.argv[1]])
most = re.search(r"VmHWM:\\s+(\\d+) kB", pathlib.Path("/proc/self/status").read_text())
print(json.dumps([code, int(most[1])]))
"""


@pytest.mark.alone
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory of a process itself")
def test_eighty_megabytes_of_edits_take_little_time_and_memory(tmp_path):
    file, folder = tmp_path / "f4.txt", tmp_path / "facts"
    codes = [f"{number:05}" for number in range(90000, 99900)] + ["G0283"]
    rows = (
        f"{one}\t{two}\t\t20200101\t*\t1\tMisuse of column two code with column one code\r\n"
        for one in codes
        for two in islice(cycle(codes), 200)
    )
    with file.open("w", newline="") as out:
        out.write(shapes.PTP_HEAD)
        size = 0
        for row in rows:
            size += out.write(row)
            if size > BYTES:
                break
    assert file.stat().st_size > BYTES
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file)],
        env={"PTCODING_FACTS_DIR": str(folder), "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )
    took = time.perf_counter() - started
    code, most = json.loads(done.stdout.splitlines()[-1])
    print(f"{took:.1f} s, {most / 1024:.0f} MiB")
    assert code == 0
    assert took < SECONDS
    assert most / 1024 < MEMORY


def test_a_list_of_diagnoses_reads_as_the_one_that_is_prepared(tmp_path, monkeypatch):
    monkeypatch.setenv("PTCODING_FACTS_DIR", str(tmp_path / "facts"))
    book = tabular()
    lines = (
        f"{number:05} {code.replace('.', ''):7} {int(code not in book.children)} {title[:60]:60} {title}"
        for number, (code, title) in enumerate(book.titles.items(), start=1)
    )
    file = shapes.zipped(tmp_path / "a.zip", icd10cm_order_2027__txt="\n".join(lines), readme__txt="Read me.")
    assert main(["facts", "load", str(file)]) == 0
    known = Facts(own=tmp_path / "facts")
    assert (known.diagnosis_release.since, known.diagnosis_release.until) == (date(2026, 10, 1), date(2027, 9, 30))
    read = of_lines(known.diagnosis_list.lines)
    assert read.titles == book.titles
    assert read.children == book.children
    assert read.parents == book.parents
    # The list itself does not say which codes end in an extension; 33 more look like one, and of them
    # those of corneal transplants (T86.84) alone name a side, which is then not told.
    assert read.extended >= book.extended
    more = read.extended - book.extended
    assert len(more) == 33
    assert {
        code[:6] for code in more if re.search(r"\b(right|left|bilateral)\b", book.titles[code], re.IGNORECASE)
    } == {"T86.84"}
