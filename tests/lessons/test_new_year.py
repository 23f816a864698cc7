"""A row added for a new year changes no sentence that was written before it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
NEW = {
    "thresholds": """
[[threshold]]
year = 2999
amount = 7777
source = ["cms-therapy-page"]
checked = 2026-11-21
standing = "copy"
""",
    "limits": """
[[limit]]
codes = ["97110", "97112", "97116", "97140", "97161", "97530"]
units = 77
adjudication = "clinical"
since = 2999-01-01
until = 2999-12-31
source = ["ncci-mue-2026"]
checked = 2026-11-21
standing = "copy"
""",
    "assistant": """
[[term]]
key = "rate"
unit = "percent"
value = 77
since = 2999-01-01
text = "A rate that no law has set."
source = ["ssa-1834v"]
checked = 2026-11-21
standing = "copy"
""",
    "rates": """
[[schedule]]
year = 2999
release = "January 2999"
conversion_factor = 77.7777
outside_mppr = []
not_modelled = "Everything: no such release was read."
since = 2999-01-01
until = 2999-12-31
source = ["pfs-rvu-2026"]
checked = 2026-11-21
standing = "copy"

[schedule.rvu]
97110 = [7.7, 7.7, 7.7]
""",
}
# Reads the banks anew in a process of its own, and prints every sentence with its numbers filled in.
RENDER = """
import json
from lessons.content.bank import beliefs, code_cards, decision, glossary, items
from lessons.content.course import course, text
from lessons.content.wording import filled, numbers_of
from ptcoding.facts import facts

said = {}
for page in course().pages:
    said.update({f"{page.slug}: {name}": filled(part) for name, part in text(page.slug).items()})
    for item in items(page.slug):
        choices = " ".join(f"{choice.text} {choice.why}" for choice in item.choices)
        said[item.key] = filled(f"{item.question} {choices}")
for belief in beliefs():
    said[belief.key] = filled(f"{belief.claim} {belief.answer} {belief.reason}")
for term in glossary().values():
    said[f"term {term.slug}"] = filled(term.meaning)
for card in code_cards().values():
    said[f"card {card.code}"] = filled(f"{card.timing} {card.edits}")
for node in decision().values():
    said[f"node {node.key}"] = filled(" ".join(answer.get("reason", "") for answer in node.answers))
new = [numbers_of(2999).get(key) for key in ("kx", "mue_97110", "co_rate")]
print(json.dumps({"new": new, "schedules": sorted(facts().rates.schedules), "said": said}))
"""


def rendered(folder):
    """Every sentence of the course by its name, from the files of a folder."""
    done = subprocess.run(
        [sys.executable, "-c", RENDER], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """The sentences of today, and those of a copy of the files to which a new year was added."""
    folder = tmp_path_factory.mktemp("new_year")
    for name in ("lessons", "ptcoding"):
        shutil.copytree(CHECKOUT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    data = folder / "ptcoding" / "facts" / "data"
    # The rate of today ends with the year before the new one.
    rule = data / "assistant.toml"
    before, rate, after = rule.read_text(encoding="utf-8").partition('key = "rate"\n')
    rule.write_text(f"{before}{rate}until = 2026-12-31\n{after}", encoding="utf-8")
    for name, rows in NEW.items():
        with (data / f"{name}.toml").open("a", encoding="utf-8") as file:
            file.write(rows)
    return rendered(CHECKOUT), rendered(folder)


def test_the_copy_has_the_rows_of_the_new_year(texts):
    before, after = texts
    assert before["new"] == [None, None, "85%"]
    assert after["new"] == ["$7,777 in 2999", "77", "77%"]
    assert after["schedules"] == [*before["schedules"], 2999]


@pytest.mark.parametrize("said", [r"\$2,480 in 2026", "97110 it is 6.", "97112 4", "10%", "85%"])
def test_what_the_new_year_changes_is_told_in_the_course(texts, said):
    _, after = texts
    assert any(said in words for words in after["said"].values())


def test_no_sentence_says_another_number_when_a_year_is_added(texts):
    before, after = (rendering["said"] for rendering in texts)
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []


def test_no_sentence_names_the_new_year_beside_a_number_of_another(texts):
    _, after = texts
    assert [words for words in after["said"].values() if "2999" in words] == []
