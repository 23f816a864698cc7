"""What CONTRIBUTING says of adding something is done in a copy of the site, and the copy is asked."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("lessons", "ptcoding", "assets", ".streamlit")
LESSON, PAYER, CODE, TRAP, KIND = "a_lesson_more", "harbor-mutual", "97998", "long_visits", "who"

LESSON_FILES = {
    "lesson.toml": """
order = 25
path = "a-lesson-more"
title = "A lesson more"
icon = ":material/add:"
objectives = ["Say what was added."]
prerequisites = []
topics = ["T23"]
not_covered = "Everything else."
explore = "strip"
""",
    "page.py": f'''"""Lesson: one more."""

from lessons.screen.lesson.lesson_page import draw

draw("{LESSON}")
''',
    "text.md": "\n\n".join(
        f"## {section}\n\nWords of the lesson that was added."
        for section in ("opening", "answer", "example", "part: One", "part: Two", "part: Three", "remember")
    ),
    "asked.toml": """
[guess]
ask = "How many units?"
number = 2

[[task]]
case = "added"
do = "Take a unit away."
answer = { "0.minutes" = 22 }
units = { 97110 = 1 }
""",
    "cases.toml": """
# 23 to 37 minutes make 2, and one code counts alike under both rules.
[[case]]
key = "added"
title = "Thirty minutes"
teaches = "Thirty minutes make two units."
visit = { payer = "medicare", services = [{ code = "97110", minutes = 30 }] }
expected = { cms = { 97110 = 2 }, ama = { 97110 = 2 } }
source = "our-arithmetic"
""",
}

ITEM = """
[[item]]
key = "{key}"
kind = "{kind}"
topic = "T23"
difficulty = 1
question = "Was {key} added?"
source = "palmetto-97110"
written = 2026-11-29
{notes}
[[item.choice]]
text = "Yes."
right = true
why = "It was."
[[item.choice]]
text = "No."
right = false
why = "It was."
"""

# A count, an assistant's modifier from 2026 on, a plan of care, and two units a day.
PAYER_ROW = f"""
[[payer]]
key = "{PAYER}"
name = "Harbor Mutual (invented)"
rule = "ama"
says = "nobody: it is invented"
known = "Each code is counted alone."
unknown = ""
verify = "Everything."
assistants = "medicare"
assistants_since = 2026-01-01
assistants_sources = ["our-arithmetic"]
plan = "medicare"
source = ["our-arithmetic"]
checked = 2026-11-29
standing = "derived"

[[payer.limits]]
units = 2
sources = ["our-arithmetic"]
"""

CODE_ROW = f"""
[[code]]
code = "{CODE}"
name = "A service that was added"
short = "Added"
timed = true
modality = false
disciplines = ["PT"]
purpose = "To be counted."
source = ["our-arithmetic"]
checked = 2026-11-29
standing = "derived"
"""

TRAP_ROW = f"""
[[trap]]
key = "{TRAP}"
title = "A trap that was added"
teaches = "Counts what is long."
topics = ["T08"]

[[trap.shape]]
difficulty = 1
parts = [{{ code = "a", minutes = "91-97" }}]
rules = ["cms", "ama"]
against = ["every_eight"]
"""

# The edits that CONTRIBUTING lists for a kind of question.
KIND_STEPS = (
    ("ptcoding/learning/bank/item.py", '    SERIES = "series"\n', f'    SERIES = "series"\n    WHO = "{KIND}"\n'),
    ("ptcoding/learning/bank/meaning.py", "Kind.RECALL: (0, 0), ", "Kind.RECALL: (0, 0), Kind.WHO: (1, 2), "),
    (
        "ptcoding/learning/bank/meaning.py",
        "        Kind.MEND: _mend,\n",
        "        Kind.MEND: _mend,\n        Kind.WHO: _mend,\n",
    ),
    (
        "lessons/site/documentation_quiz.py",
        '    Kind.SERIES: "Next visit",\n',
        '    Kind.SERIES: "Next visit",\n    Kind.WHO: "Who treated",\n',
    ),
)

DRAWN = """
import json, sys
from ptcoding.learning.drill.drill import drill_table
from ptcoding.learning.drill.generate import drill
series, about = int(sys.argv[1]), sys.argv[2] or None
levels = (1,) if about else (1, 2, 3)
print(json.dumps([list(drill_table(series).traps), [
    [one.trap.key, one.rule, [[part.code, part.minutes] for part in one.visit.services]]
    for one in (drill(str(seed), level, about, series) for seed in range(12) for level in levels)
]]))
"""

PAGE = """
import json, sys
from streamlit.testing.v1 import AppTest
from lessons.content.course import course
from lessons.content.practice_bank import bank, closed_edition
slug, kind = sys.argv[1:]
app = AppTest.from_file("lessons/frame.py", default_timeout=30).run()
app = app.switch_page(course()[slug].page).run()
if kind:
    app.button_group(key="documentation_quiz_kinds").set_value([kind]).run()
print(json.dumps({
    "wrong": [one.message for one in app.exception],
    "titles": [one.value for one in app.title],
    "captions": [one.value for one in app.caption],
    "words": [one.value for one in app.markdown],
    "lessons": [lesson.slug for lesson in course().lessons],
    "items": [item.key for item in bank().items if item.key.startswith("added")],
    "edition": [item.key for item in closed_edition().items if item.key.startswith("added")],
}))
"""


def copied(folder: Path) -> Path:
    """A copy of the site in a folder of its own."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "app.py", folder)
    return folder


def added(folder: Path, file: str, row: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as there:
        there.write(row)


def told(folder: Path, *arguments: str, **environment: str) -> str:
    """What the code of a folder prints."""
    ran = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy to which a lesson, a payer, a code and a trap were added, each where CONTRIBUTING says."""
    folder = copied(tmp_path_factory.mktemp("grown"))
    lesson = folder / "lessons" / "course" / LESSON
    lesson.mkdir()
    for name, text in LESSON_FILES.items():
        (lesson / name).write_text(text, encoding="utf-8")
    (lesson / "items.toml").write_text(ITEM.format(key="added-1", kind="recall", notes=""), encoding="utf-8")
    data = "ptcoding/facts/data"
    for name, row in (("payers", PAYER_ROW), ("codes", CODE_ROW), ("drills/series_3", TRAP_ROW)):
        added(folder, f"{data}/{name}.toml", row)
    return folder


def test_a_lesson_is_a_folder_and_nothing_else(site: Path) -> None:
    """The second lesson has order 20, the third 30."""
    seen = json.loads(told(site, "-c", PAGE, LESSON, ""))
    assert (seen["wrong"], seen["titles"]) == ([], ["A lesson more"])
    assert seen["lessons"].index(LESSON) == 2
    assert f"Lesson 3 of {len(seen['lessons'])}, about 3 minutes." in seen["captions"]
    assert "Words of the lesson that was added." in seen["words"]
    # Asked at once in the review and the quiz; papers wait for the next edition.
    assert (seen["items"], seen["edition"]) == (["added-1"], [])


CLAIMED = """
import json, sys
from ptcoding.command.main import main
for file in sys.argv[1:]:
    main(["claim", file, "--json"])
"""


def visit(folder: Path, on: str) -> str:
    services = [{"code": code, "minutes": minutes} for code, minutes in (("97110", 12), ("97530", 10), ("97112", 9))]
    services[0]["by"] = "assistant"
    file = folder / f"{on}.json"
    file.write_text(
        json.dumps({"date": on, "discipline": "PT", "payer": PAYER, "services": services}), encoding="utf-8"
    )
    return str(file)


def test_a_claim_obeys_the_card_of_a_payer_that_was_added(site: Path, tmp_path: Path) -> None:
    """12, 10 and 9 reach eight each: three units, where the 31 minutes together would make two."""
    days = (visit(tmp_path, "2025-12-31"), visit(tmp_path, "2026-01-01"))
    before, after = documents(told(site, "-c", CLAIMED, *days))
    for found, assisted in ((before, []), (after, ["97110"])):
        assert (found["payer"], found["rule"]) == (PAYER, "ama")
        lines = {line["code"]: line for line in found["lines"]}
        assert {code: line["units"] for code, line in lines.items()} == {"97110": 1, "97530": 1, "97112": 1}
        assert all("GP" in line["modifiers"] for line in lines.values())
        # The card asks for the assistant's modifier from the first of January on.
        assert [code for code, line in lines.items() if "CQ" in line["modifiers"]] == assisted
        # Three units, and the card has two a day.
        over = [finding for finding in found["findings"] if finding["kind"] == "payer_limit"]
        assert [set(finding["codes"]) for finding in over] == [{"97110", "97530", "97112"}]


def documents(printed: str) -> list[dict[str, Any]]:
    """The JSON documents that stand one after the other."""
    reader, found = json.JSONDecoder(), []
    while printed := printed.lstrip():
        read, end = reader.raw_decode(printed)
        found.append(read)
        printed = printed[end:]
    return found


def test_a_code_that_was_added_is_counted(site: Path) -> None:
    """23 to 37 minutes make two units."""
    found = json.loads(told(site, "-m", "ptcoding", "units", f"{CODE}=23", "--rule", "cms", "--json"))
    assert (found["timed_units"], found["units"]) == (2, {CODE: 2})


def test_what_a_code_lacks_is_listed(site: Path) -> None:
    said = told(site, "-m", "lessons.content.lacks", CODE)
    assert said.startswith(f"{CODE}: ")
    for file in ("rates.toml", "limits.toml", "edits.toml", "color.py", "rubric.toml", "intent.toml", "library/notes"):
        assert file in said


def test_a_trap_is_drawn_in_its_series_and_changes_no_earlier_one(site: Path) -> None:
    traps, drawn = json.loads(told(site, "-c", DRAWN, "3", TRAP))
    assert traps[-1] == TRAP
    # One part of 91 to 97 minutes, every time.
    assert [(key, len(parts), 91 <= parts[0][1] <= 97) for key, _, parts in drawn] == [(TRAP, 1, True)] * 12
    first = told(site, "-c", DRAWN, "1", "")
    assert TRAP not in first
    assert first == told(ROOT, "-c", DRAWN, "1", "")


def test_a_kind_of_question_is_checked_and_asked(tmp_path: Path) -> None:
    folder, own = copied(tmp_path / "site"), tmp_path / "own"
    (own / "items").mkdir(parents=True)
    item = own / "items" / "own.toml"
    for file, old, new in KIND_STEPS:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, file
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    shown = 'notes = ["pt_knee_line"]'
    item.write_text(ITEM.format(key="added-2", kind=KIND, notes=f'{shown}\nelement = "dosage"'), encoding="utf-8")
    told(folder, "-m", "ptcoding", "items", "check", str(own))
    seen = json.loads(told(folder, "-c", PAGE, "documentation_quiz", KIND, PTCODING_ITEMS_DIR=str(own)))
    assert (seen["wrong"], seen["items"]) == ([], ["added-2"])
    assert "Question 1 of 1" in seen["captions"]
    assert r"**Was added\-2 added?**" in seen["words"]
    # What the kind claims is held against the item.
    item.write_text(ITEM.format(key="added-2", kind=KIND, notes=shown), encoding="utf-8")
    with pytest.raises(AssertionError, match="added-2: element"):
        told(folder, "-m", "ptcoding", "items", "check", str(own))
