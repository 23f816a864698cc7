"""What ``make audit`` makes of a report: a package that nobody looked up is never called safe."""

import json

import pytest

from tests import audit

SEEN = {"name": "click", "version": "8.5.1", "vulns": []}
WEAK = {"name": "pillow", "version": "13.0.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["13.0.1"]}]}
UNSEEN = {"name": "altair", "skip_reason": "Dependency not found"}


def report(*packages):
    return json.dumps({"dependencies": packages, "fixes": []})


@pytest.mark.parametrize(
    ("packages", "code", "words"),
    [
        ((SEEN, SEEN), 0, "2 packages looked up, no known weakness"),
        ((SEEN, WEAK), 1, "pillow 13.0.0: PYSEC-2026-1"),
        ((UNSEEN, WEAK), 1, "1 of 2 packages were not looked up"),
        ((SEEN, UNSEEN), 3, "1 of 2 packages were not looked up: altair (Dependency not found)"),
        ((), 3, "0 of 0 packages were not looked up"),
    ],
)
def test_a_report_is_clean_only_when_every_package_was_looked_up(packages, code, words):
    told, said = audit.verdict("osv", report(*packages))
    assert told == code
    assert words in said


def test_no_answer_from_any_service_ends_with_three(monkeypatch, capsys):
    answers = {"pypi": report(UNSEEN), "osv": ""}
    monkeypatch.setattr(audit, "_ask", answers.get)
    assert audit.main() == 3
    printed = capsys.readouterr()
    assert printed.out == "Nothing is known about these packages: no service answered.\n"
    assert "pypi: 1 of 1" in printed.err
    assert "osv: no answer" in printed.err


def test_the_second_service_is_asked_when_the_first_does_not_know(monkeypatch, capsys):
    answers = {"pypi": report(UNSEEN), "osv": report(SEEN)}
    monkeypatch.setattr(audit, "_ask", answers.get)
    assert audit.main() == 0
    assert capsys.readouterr().out == "osv: 1 packages looked up, no known weakness\n"
