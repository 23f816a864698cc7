"""Denials: read as they are typed, explained with the edits and limits of their very lines."""

from datetime import date

import pytest

from ptcoding.errors import InputError
from ptcoding.exchange.denial.answer import answer, as_record
from ptcoding.exchange.denial.typed import read_denial
from ptcoding.facts import facts

LIMIT = facts().sources["ncci-mue-2024"].short


def found(text, **more):
    return answer(read_denial(text, facts())[0], facts(), **more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CO-97 N130 97140", ("CO", "97", ("N130",), [("97140", (), 1)])),
        ("co97 n130 97140", ("CO", "97", ("N130",), [("97140", (), 1)])),
        ("CO 236, 97164 97535", ("CO", "236", (), [("97164", (), 1), ("97535", (), 1)])),
        ("N362 CO-151 97110 GP x9", ("CO", "151", ("N362",), [("97110", ("GP",), 9)])),
        ("CO-B7", ("CO", "B7", (), [])),
        ("CO-045", ("CO", "45", (), [])),
        ("MA130", ("", "", ("MA130",), [])),
        ("CO-4 97530 GO CO x2", ("CO", "4", (), [("97530", ("GO", "CO"), 2)])),
        ("PR–119", ("PR", "119", (), [])),
        ("97110 59 CO-97", ("CO", "97", (), [("97110", ("59",), 1)])),
    ],
)
def test_a_denial_is_read_as_it_is_typed(text, expected):
    (denied,) = read_denial(text, facts())
    lines = [(line.code, line.modifiers, line.units) for line in denied.lines]
    assert (denied.group, denied.reason, denied.remarks, lines) == expected


def test_several_reasons_are_several_denials():
    assert [(one.group, one.reason) for one in read_denial("CO-45 PR-2 97110", facts())] == [("CO", "45"), ("PR", "2")]


@pytest.mark.parametrize("text", ["", "hello", "97140", "x" * 3000])
def test_what_holds_no_reason_is_refused(text):
    with pytest.raises(InputError):
        read_denial(text, facts())


def test_the_edit_behind_a_denial_is_found_on_its_lines():
    # NCCI row of 97535 over 97164 with indicator 1, in force in July 2024.
    (said,) = found("CO-236 97164 97535", on=date(2024, 7, 1)).on_these
    assert "97164" in said
    assert "97535" in said


def test_a_pair_without_an_edit_is_said_to_have_none():
    assert any("no NCCI edit pairs them" in said for said in found("CO-97 97110 97140", on=date(2024, 7, 1)).on_these)


def test_units_above_the_limit_are_named():
    # 97110 has a limit of 8 a day (MUE of July 2024).
    said = found("CO-151 N362 97110 x9", on=date(2024, 7, 1)).on_these
    assert any("97110" in one and "9" in one for one in said)
    assert not found("CO-151 N362 97110 x2", on=date(2024, 7, 1)).on_these


def test_a_claim_that_was_never_judged_is_sent_anew():
    answered = found("CO-50 MA130")
    assert answered.next == "correct"
    assert any("never judged" in said for said in answered.warnings)


@pytest.mark.parametrize(
    ("text", "kind", "following"),
    [
        ("CO-97", "edit", "either"),
        ("CO-151", "limit", "either"),
        ("CO-4", "modifier", "correct"),
        ("CO-197", "authorization", "either"),
        ("CO-29", "timely", "appeal"),
        ("OA-18", "duplicate", "either"),
        ("CO-119", "frequency", "either"),
        ("CO-50", "necessity", "appeal"),
        ("CO-288", "plan", "either"),
        ("OA-22", "payer", "other_payer"),
        ("PR-1", "share", "patient"),
        ("CO-45", "fee", "none"),
        ("CO-16 M76", "diagnosis", "correct"),
        ("CO-96 N216", "coverage", "patient"),
    ],
)
def test_what_a_code_comes_down_to(text, kind, following):
    answered = found(text)
    assert (answered.kinds[0].key, answered.next) == (kind, following)


def test_a_code_that_was_not_read_is_said_to_be_unknown():
    answered = found("CO-998 N999")
    assert answered.unknown == ("998", "N999")
    assert answered.kinds == ()


def test_deadlines_are_those_of_the_payer():
    assert any("120 days" in row.time for row in found("CO-50").deadlines)
    assert any("65 days" in row.time for row in found("CO-50", payer="uhc").deadlines)
    assert found("CO-50", payer="highmark").deadlines == ()


def test_the_record_has_what_is_relied_on():
    record = as_record(found("CO-97 N130 97140"), facts())
    assert {"group", "reason", "remark", "codes", "meaning", "causes", "check", "next", "source"} <= set(record)
    assert (record["group"], record["reason"], record["remark"], record["codes"]) == ("CO", "97", ["N130"], ["97140"])


def test_the_tables_are_as_large_as_promised_and_hold_together():
    table = facts().denials
    assert len(table.reasons) >= 40
    assert len(table.remarks) >= 40
    kinds = {row.kind for row in (*table.reasons.values(), *table.remarks.values())}
    assert kinds == set(table.kinds)
    assert {remark for row in table.reasons.values() for remark in row.beside} <= set(table.remarks)
    assert {payer for row in table.deadlines for payer in row.payers} <= set(facts().payers)
    for row in (*table.reasons.values(), *table.remarks.values(), *table.kinds.values(), *table.deadlines):
        assert set(row.sources) <= set(facts().sources)
        best = min(row_standing(facts().sources[key].standing) for key in row.sources)
        assert row_standing(row.standing) >= best


def row_standing(standing):
    return ["primary", "copy", "secondary", "derived"].index(standing.value)


def test_the_lines_are_looked_at_for_each_likely_cause():
    looked = {look.kind: look for look in found("CO-97 N130 97140 GP KX x9", on=date(2024, 7, 1)).looks}
    assert len(looked) == 8
    # Of the pairs of 97140 in the file of July 2024: 97012 has indicator 1, 97124 indicator 0, 97110 none in force.
    edit = looked["edit"].says
    assert "97012" in edit.split("no modifier helps with")[0]
    assert "97124" in edit.split("no modifier helps with")[1]
    assert "97110" not in edit
    # The limit of 97140 is 6 a day in the file of July 2024.
    assert (looked["limit"].fits, looked["limit"].says) == (True, "97140: 9 units, and 6 a day is the limit.")
    assert looked["modifier"].fits is False
    # One calendar year after July 1, 2024.
    assert "July 1, 2025" in looked["timely"].says
    assert looked["frequency"].says.startswith("KX is there")


def test_partners_on_the_claim_and_lines_that_stand_twice_are_named():
    looked = {look.kind: look for look in found("CO-97 97140 97124 97140", on=date(2024, 7, 1)).looks}
    assert looked["edit"].fits
    assert "97140 is on this claim with 97124" in looked["edit"].says
    assert (looked["duplicate"].fits, looked["modifier"].fits) == (True, None)
    (modifier,) = [look for look in found("CO-4 97110 CQ").looks if look.kind == "modifier"]
    assert modifier.fits


def test_a_payer_with_its_own_rules_is_not_held_to_medicares():
    looked = {look.kind: look.says for look in found("CO-97 97140", payer="aetna").looks}
    assert "one calendar year" not in looked["timely"]
    assert "KX" not in looked["frequency"]


def test_a_denial_without_lines_is_not_looked_at():
    assert found("CO-97 N130").looks == ()


def test_the_record_has_what_the_lines_show():
    looked = as_record(found("CO-97 97110 GP x9", on=date(2024, 7, 1)), facts())["lines"]
    # 97110 has a limit of 6 a day in the file of July 2024.
    assert {
        "kind": "limit",
        "fits": True,
        "says": "97110: 9 units, and 6 a day is the limit.",
        "source": LIMIT,
    } in looked


def test_without_a_day_a_pair_nobody_knows_of_is_not_said_to_be_unchecked():
    # 97164 with 97535 has an edit in the file of July 2024; 97110 with 97140 has none in force.
    known = found("CO-236 97164 x1, 97535 x1")
    assert any("97164" in line for line in known.on_these)
    unknown = found("CO-236 97110 x1, 97140 x1")
    assert not any("don't cover" in line for line in unknown.on_these)
