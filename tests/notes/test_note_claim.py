"""A note beside what its claim bills. Every note here is invented."""

import pytest

from ptcoding.billing.count.allocation import allocate
from ptcoding.billing.visit.session import Session
from ptcoding.explanation.note_claim import against, said
from ptcoding.facts import facts
from ptcoding.facts.words import templates

# 33 + 7 = 40 minutes are three units: two of 97110, one of 97140.
BILLED = allocate(Session.of({"97110": 33, "97140": 7}), facts().rule("cms"))
HONEST = (
    "97110 33 min, 2 units: R knee SLR 3x10 for quad strength. 97140 7 min, 1 unit: patella glides gr III. "
    "Total timed 40 min, total treatment 40 min."
)


def kinds(text):
    return [found.kind for found in against(text, BILLED)]


def test_a_note_that_says_what_is_billed_is_borne_out():
    assert kinds(HONEST) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "values"),
    [
        ("33 min", "30 min", "minutes", {"code": "97110", "note": 30, "claim": 33}),
        ("2 units", "3 units", "units", {"code": "97110", "note": 3, "claim": 2}),
        ("timed 40", "timed 38", "timed", {"note": 38, "claim": 40}),
        ("treatment 40", "treatment 39", "total", {"note": 39, "claim": 40}),
        ("patella glides gr III", "done", "wording", {"code": "97140"}),
        (", total treatment 40 min", "", "no_total", {"which": "treatment"}),
        ("97140 7 min, 1 unit:", "97116 7 min, 1 unit:", "unbilled", {"code": "97116"}),
    ],
)
def test_where_the_note_and_the_claim_disagree_it_is_told(old, new, kind, values):
    assert old in HONEST
    told = {found.kind: dict(found.values) for found in against(HONEST.replace(old, new), BILLED)}
    assert told[kind] == values


def test_more_treatment_minutes_than_lines_are_untimed_ones():
    assert kinds(HONEST.replace("treatment 40", "treatment 55")) == []


def test_a_code_that_the_note_never_names_is_a_remark_only():
    told = {found.kind: found.severity.value for found in against("R knee SLR 3x10.", BILLED)}
    assert told["no_minutes"] == "note"


def test_every_sentence_has_its_finding_and_its_source():
    texts = ["R knee SLR 3x10. Gait training with cane, heel strike cued, step length.", HONEST.replace("33", "30")]
    texts += [HONEST.replace("2 units", "1 unit"), HONEST.replace("timed 40", "timed 4")]
    texts += [HONEST.replace("treatment 40", "treatment 4"), HONEST.replace("97140", "97116")]
    found = [finding for text in texts for finding in against(text, BILLED)]
    assert {finding.kind for finding in found} == set(templates()["note_claim"])
    assert all(said(finding).endswith(".") for finding in found)
    assert {finding.source for finding in found} <= set(facts().sources)
