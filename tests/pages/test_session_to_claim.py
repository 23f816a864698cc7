"""What a visitor does on "From session to claim", and what the page answers."""

import gzip
import json
from datetime import date

import pytest

from lessons.content.course import cases
from tests.pages.screen import address, minutes, named, opened, said, switched

PAGE = "session_to_claim"
CASES = {case.key: case for case in cases(PAGE)}
DIAGNOSES = "Diagnoses (ICD-10-CM), most important first"
YEAR = "Allowed charges this year before the visit, in dollars"
GROUND = "97116 beside 97530: what made them separate?"
EDIT = {"visit": "97530.20~97116.16", "payer": "medicare", "date": "2019-12-31"}
RATE = {
    "negotiation_arrangement": "ffs",
    "name": "PT exercise",
    "billing_code_type": "CPT",
    "billing_code_type_version": "2026",
    "billing_code": "97110",
    "negotiated_rates": [
        {
            "provider_references": [17],
            "negotiated_prices": [
                {
                    "negotiated_type": "negotiated",
                    "negotiated_rate": 31.05,
                    "expiration_date": "9999-12-31",
                    "billing_class": "professional",
                    "service_code": ["11"],
                }
            ],
        }
    ],
}


def claimed(**query):
    return opened(PAGE, **query)


def started(key):
    app = claimed()
    return named(app.selectbox, "Start from").set_value(key).run()


def lines(app):
    """The cells of the claim lines, as they stand in the table."""
    (table,) = [element.value for element in app.markdown if element.value.startswith("| 24D")]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]]
    return [(row[0].replace("**", ""), *row[1:]) for row in rows]


def billed(app):
    return [(row[0], row[3]) for row in lines(app)]


def unfolded(app, *names):
    for name in names:
        app.session_state[f"claim_{name}"] = True
    return app.run()


def labels(app):
    return [element.label for element in app.selectbox]


# Examples


@pytest.mark.parametrize("key", CASES)
def test_an_example_shows_its_lines(key):
    app = started(key)
    assert not app.exception
    assert len(app.get("error")) == 0
    expected = [(" ".join([code, *on_line]), str(units)) for code, units, on_line in CASES[key].expected["lines"]]
    assert billed(app) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("knee-claim", [("97110 GP", "AB", "none", "2", "33"), ("97140 GP", "AB", "none", "1", "7")]),
        ("kx", [("97110 GP KX", "A", "none", "1", "15"), ("97530 GP KX", "A", "none", "1", "15")]),
        ("edit-2019", [("97530 GP", "A", "none", "1", "20"), ("97116 GP 59", "A", "none", "1", "16")]),
        ("edit-2020", [("97530 GP", "A", "none", "1", "20"), ("97116 GP", "A", "none", "1", "16")]),
        ("wrist", [("97535 GO", "A", "none", "2", "30")]),
    ],
)
def test_a_line_stands_as_on_the_form(key, expected):
    assert lines(started(key)) == expected


@pytest.mark.parametrize("key", CASES)
def test_the_link_of_an_example_opens_the_same_claim(key):
    first = started(key)
    second = claimed(**address(first))
    assert not second.exception
    one, other = ({**address(app), "ytd": float(address(app).get("ytd", 0))} for app in (first, second))
    assert (lines(second), other) == (lines(first), one)


@pytest.mark.parametrize("key", CASES)
def test_an_example_names_the_reason_of_every_modifier(key):
    app = started(key)
    for modifier in {modifier for _, _, on_line in CASES[key].expected["lines"] for modifier in on_line}:
        assert said(app, f"- **{modifier}**, ")


# Carried over


def test_the_visit_is_carried_over_from_build_a_session():
    """33 + 20 = 53, the first minute of 4 units: two and one whole, and the larger leftover is 5 against 3."""
    app = opened()
    minutes(app, 2).set_value(20.0).run()
    switched(app, PAGE)
    assert not app.exception
    assert billed(app) == [("97110 GP", "2"), ("97140 GP", "2")]
    assert named(app.selectbox, "Start from").value is None
    assert said(app, "97110 33 min; 97140 20 min.")


def test_the_choice_in_a_tie_is_carried_over():
    app = opened(visit="97112.20~97110.20", rule="cms")
    switched(app, PAGE)
    assert billed(app) == [("97112 GP", "1 or 2"), ("97110 GP", "1 or 2")]
    switched(app, "build_a_session")
    next(group for group in app.button_group if group.label.startswith("A tie")).set_value("97110").run()
    switched(app, PAGE)
    assert billed(app) == [("97112 GP", "1"), ("97110 GP", "2")]


def test_the_rule_is_carried_over():
    """Code by code, 33 make 2 and 7 none: 97140 is named and not on the claim."""
    app = opened(visit="97110.33~97140.7", rule="ama")
    switched(app, PAGE)
    assert billed(app) == [("97110 GP", "2"), ("97140, not on the claim", "0")]


def test_what_the_claim_needs_survives_a_look_at_another_page():
    app = claimed(**EDIT, mod="97116.59", dx="R26.89", ytd="2040")
    before = (lines(app), address(app))
    switched(app, "build_a_session")
    switched(app, "sources")
    switched(app, PAGE)
    assert not app.exception
    assert (lines(app), address(app)) == before


def test_another_payer_is_shown_no_modifier_of_medicares():
    app = claimed(visit="97110.30.assistant", payer="anthem", ytd="2480", date="2026-03-02")
    assert billed(app) == [("97110 GP", "2")]
    assert said(app, "KX and the edits are Medicare's")
    assert said(app, "We don't know how Anthem (several states) counts")


# The form


def test_the_date_decides_about_the_edit():
    app = claimed(**EDIT, mod="97116.59")
    assert billed(app) == [("97530 GP", "1"), ("97116 GP 59", "1")]
    named(app.date_input, "Date of service").set_value(date(2020, 1, 1)).run()
    assert not app.exception
    assert billed(app) == [("97530 GP", "1"), ("97116 GP", "1")]
    assert said(app, "The last one ended on December 31, 2019.")
    assert GROUND not in labels(app)
    named(app.date_input, "Date of service").set_value(date(2019, 12, 31)).run()
    assert GROUND in labels(app)


def test_the_years_charges_decide_about_kx():
    app = claimed(visit="97110.33", payer="medicare", date="2026-03-02")
    assert billed(app) == [("97110 GP", "2")]
    # Two units of 97110 add 29.06 + 22.21 = 51.27 dollars.
    named(app.number_input, YEAR).set_value(2428.73).run()
    assert billed(app) == [("97110 GP", "2")]
    assert said(app, "2,480.00, not above the 2026 threshold")
    named(app.number_input, YEAR).set_value(2428.74).run()
    assert billed(app) == [("97110 GP KX", "2")]
    named(app.number_input, YEAR).set_value(2480.0).run()
    assert billed(app) == [("97110 GP KX", "2")]
    named(app.date_input, "Date of service").set_value(date(2035, 1, 1)).run()
    assert billed(app) == [("97110 GP", "2")]
    assert said(app, "We can't say whether KX is needed in 2035")
    assert said(app, "when the data was last checked")


def test_the_plan_of_care_decides_about_the_first_modifier():
    app = claimed(visit="97535.30", payer="medicare", date="2026-03-02")
    assert billed(app) == [("97535 GP", "2")]
    next(group for group in app.button_group if group.label == "Plan of care").set_value("OT").run()
    assert billed(app) == [("97535 GO", "2")]


@pytest.mark.parametrize(
    ("typed", "pointers"),
    [("", "none"), ("M17.11", "A"), ("M17.11, m25.661", "AB"), ("M17.11;M25.661 M62.81, R26.2 R29.6", "ABCD")],
)
def test_the_diagnoses_decide_about_the_pointer(typed, pointers):
    app = claimed(visit="97110.33", date="2026-04-20")
    named(app.text_input, DIAGNOSES).set_value(typed).run()
    assert not app.exception
    assert [row[1] for row in lines(app)] == [pointers]


def test_a_diagnosis_is_looked_up():
    app = claimed(visit="97110.33", date="2026-04-20", dx="S52.501A")
    assert said(app, "S52.501A says that the injury is under active treatment.")
    named(app.text_input, DIAGNOSES).set_value("M17.1").run()
    assert said(app, "M17.1")
    assert said(app, "is a heading, not a billable code")


def test_the_ground_is_asked_for_only_where_an_edit_can_be_lifted():
    assert GROUND in labels(claimed(**EDIT))
    assert GROUND not in labels(claimed(**{**EDIT, "date": "2026-03-02"}))
    assert GROUND not in labels(claimed(visit="97530.20~97110.16", date="2019-12-31"))


@pytest.mark.parametrize("ground", ["59", "XE", "XS", "XP", "XU"])
def test_the_stated_ground_stands_on_the_code_that_is_denied(ground):
    app = claimed(**EDIT)
    assert billed(app) == [("97530 GP", "1"), ("97116 GP", "1")]
    named(app.selectbox, GROUND).set_value(ground).run()
    assert billed(app) == [("97530 GP", "1"), (f"97116 GP {ground}", "1")]
    assert address(app)["mod"] == f"97116.{ground}"
    named(app.selectbox, GROUND).set_value("").run()
    assert billed(app) == [("97530 GP", "1"), ("97116 GP", "1")]


def test_place_setting_notice_and_charge_follow_the_form():
    """2 x 60.50 = 121.00."""
    app = unfolded(claimed(visit="97110.30.assistant", payer="medicare", date="2026-03-02"), "more")
    named(app.selectbox, "Place of service").set_value("12").run()
    named(app.selectbox, "Setting").set_value("physician").run()
    named(app.selectbox, "Notice of non-coverage").set_value("GA").run()
    named(app.number_input, "Your charge for a unit of 97110, in dollars").set_value(60.5).run()
    assert not app.exception
    assert said(app, "24B Place **12**")
    assert said(app, "An assistant's services are not billable incident to")
    assert lines(app) == [("97110 GP CQ GA", "none", "121.00", "2", "30")]
    shown = address(app)
    assert (shown["pos"], shown["setting"], shown["mod"]) == ("12", "physician", "97110.GA")
    assert shown["charge"] in {"97110-60.5", "97110-60.50"}


# Links


def test_a_link_restores_the_whole_claim():
    app = claimed(**EDIT, mod="97116.XU", dx="R26.89~M62.81", ytd="2040", pos="22", charge="97530-50")
    assert lines(app) == [("97530 GP KX", "AB", "50.00", "1", "20"), ("97116 GP XU KX", "AB", "none", "1", "16")]
    assert said(app, "24A Date **12/31/2019**, 24B Place **22**")
    assert named(app.text_input, DIAGNOSES).value == "R26.89, M62.81"
    assert named(app.selectbox, GROUND).value == "XU"
    assert named(app.number_input, YEAR).value == 2040


def test_a_place_that_is_not_in_the_list_survives_a_link():
    """13 is assisted living: two digits, so it is taken, and must not turn into another place."""
    assert said(claimed(visit="97110.33", pos="13"), "24B Place **13**")


def test_a_notice_stated_for_one_code_stays_on_that_code():
    app = claimed(visit="97110.33~97140.7", payer="medicare", date="2026-03-02", mod="97110.GA")
    assert billed(app) == [("97110 GP GA", "2"), ("97140 GP", "1")]


def test_two_notices_of_a_link_are_both_kept():
    app = claimed(visit="97110.33", payer="medicare", date="2026-03-02", mod="97110.GX.GY")
    assert billed(app) == [("97110 GP GX GY", "2")]


def test_a_stated_kx_survives_a_link():
    app = claimed(visit="97110.33", payer="medicare", date="2026-03-02", mod="97110.KX")
    assert billed(app) == [("97110 GP KX", "2")]


@pytest.mark.parametrize(
    "query",
    [
        {"mod": "97110.ZZZ"},
        {"mod": "97110.KX.GA.GX.GY.59"},
        {"charge": "97110--1"},
        {"charge": "97110-NaN"},
        {"dx": "<script>"},
        {"dx": "~".join(["M17.11"] * 13)},
        {"pos": "x"},
        {"setting": "garage"},
    ],
    ids=" ".join,
)
def test_a_link_with_a_malformed_claim_shows_its_visit_and_says_what_was_left_out(query):
    app = opened(visit="97112.20", date="2026-03-02", **query)
    assert not app.exception
    assert len(app.error) == 1
    assert "Part of the link couldn't be read and was left out" in app.error[0].value
    switched(app, PAGE)
    assert not app.exception
    assert billed(app) == [("97112 GP", "1")]


@pytest.mark.parametrize(
    ("modifier", "told"), [("95", "95 stays on 97110 as stated"), ("U1", "We have no description of it")]
)
def test_a_modifier_of_a_link_stays_on_its_line_and_is_spoken_of(modifier, told):
    app = claimed(visit="97110.33", date="2026-03-02", mod=f"97110.{modifier}")
    assert not app.exception
    assert billed(app) == [(f"97110 GP {modifier}", "2")]
    assert said(app, told)


# Bad input


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>x", r"\<b\>x"),
        ("M17.11, 5", "Diagnosis 2"),
        (" ".join(["M17.11"] * 13), "13 codes"),
        ("[a](b)", r"\[a\]\(b\)"),
        ("😀", "😀"),
    ],
)
def test_a_malformed_diagnosis_is_named_and_stays_as_typed(typed, shown):
    app = claimed(visit="97110.33", payer="medicare", date="2026-04-20", dx="M17.11")
    named(app.text_input, DIAGNOSES).set_value(typed).run()
    assert not app.exception
    (error,) = app.error
    assert shown in error.value
    assert named(app.text_input, DIAGNOSES).value == typed
    assert not [element for element in app.markdown if element.value.startswith("| 24D")]
    assert address(app)["dx"] == "M17.11"
    named(app.text_input, DIAGNOSES).set_value("M62.81").run()
    assert len(app.error) == 0
    assert address(app)["dx"] == "M62.81"


def test_a_code_with_no_such_diagnosis_is_a_finding_and_the_claim_stands():
    app = claimed(visit="97110.33", date="2026-04-20", dx="Q9Z.ZZZ")
    assert said(app, "Q9Z.ZZZ is not a code of the ICD-10-CM release of April 1, 2026.")
    assert len(lines(app)) == 1


@pytest.mark.parametrize("charges", [-1.0, -0.01])
def test_charges_below_zero_are_named_and_stay_as_typed(charges):
    app = claimed(visit="97110.33", payer="medicare", date="2026-03-02")
    named(app.number_input, YEAR).set_value(charges).run()
    assert not app.exception
    (error,) = app.error
    assert "an amount in dollars of 0 or more" in error.value
    assert named(app.number_input, YEAR).value == charges
    named(app.number_input, YEAR).set_value(0.0).run()
    assert billed(app) == [("97110 GP", "2")]


@pytest.mark.parametrize("charge", [-1.0, 100_000.01, 1e15])
def test_a_charge_that_cannot_be_is_named_and_stays_as_typed(charge):
    app = unfolded(claimed(visit="97110.33", payer="medicare", date="2026-03-02"), "more")
    label = "Your charge for a unit of 97110, in dollars"
    named(app.number_input, label).set_value(charge).run()
    assert not app.exception
    (error,) = app.error
    assert "dollars and cents from 0 to 100000" in error.value
    assert named(app.number_input, label).value == charge
    named(app.number_input, label).set_value(None).run()
    assert len(app.error) == 0


def test_a_visit_that_cannot_be_read_is_said_and_nothing_is_lost():
    app = opened()
    minutes(app, 1).set_value(-5.0).run()
    switched(app, PAGE)
    assert not app.exception
    assert len(app.error) == 1
    assert said(app, "You'll see the claim as soon as you fix what is marked.")
    switched(app, "build_a_session")
    assert minutes(app, 1).value == -5.0


def test_emptying_the_visit_leaves_the_page_whole():
    app = claimed(visit="97110.7", rule="cms")
    assert not app.exception
    assert billed(app) == [("97110, not on the claim", "0")]


# What is folded away


def test_the_segments_stand_beside_the_lines():
    app = unfolded(claimed(visit="97110.33~97140.7", payer="medicare", date="2026-03-02", dx="M17.11"), "segments")
    assert not app.exception
    (code,) = [element.value for element in app.code if "SV1" in element.value]
    assert code.split() == [
        "LX*1~",
        "SV1*HC:97110:GP**UN*2*11**1~",
        "DTP*472*D8*20260302~",
        "LX*2~",
        "SV1*HC:97140:GP**UN*1*11**1~",
        "DTP*472*D8*20260302~",
    ]
    assert "Missing from these lines: the charge of 97110, the charge of 97140." in app.warning[-1].value


def test_no_date_is_made_up_for_the_segments():
    app = unfolded(claimed(visit="97110.33", payer="medicare", charge="97110-60"), "segments")
    (code,) = [element.value for element in app.code if "SV1" in element.value]
    assert code.split() == ["LX*1~", "SV1*HC:97110:GP*120.00*UN*2*11~"]
    assert "Missing from these lines: the date of service." in app.warning[-1].value


@pytest.mark.parametrize(
    ("visit", "day", "total"),
    [
        # 29.29 first and 22.30 later.
        ("97110.30", "2024-08-05", "51.59"),
        ("97110.15", "2026-08-03", "29.06"),
    ],
)
def test_the_payment_is_worked_out_for_the_year_of_the_visit(visit, day, total):
    app = unfolded(claimed(visit=visit, payer="medicare", date=day), "payment")
    assert not app.exception
    assert said(app, "An illustration from national amounts")
    (sum_of_all,) = [element.value for element in app.markdown if "Allowed in all" in element.value]
    assert f"{total}.**" in sum_of_all


def test_the_difference_between_the_rules_is_told_with_what_decides():
    app = unfolded(claimed(visit="97110.33~97140.7", payer="medicare", date="2024-08-05"), "payment")
    assert said(app, "Under AMA")
    assert said(app, "The minutes and the note decide which count is right")


def test_an_own_rate_takes_the_place_of_the_national_amount():
    """2 x 50 = 100."""
    app = unfolded(claimed(visit="97110.30", payer="medicare", date="2024-08-05"), "payment", "own")
    named(app.number_input, "Your rate for a unit of 97110, in dollars").set_value(50.0).run()
    assert not app.exception
    assert said(app, "100.00")
    named(app.number_input, "Your rate for a unit of 97110, in dollars").set_value(-50.0).run()
    assert not app.exception
    assert len(app.error) == 1


def test_a_visit_of_a_year_without_amounts_is_not_priced_by_another_year_unasked():
    app = unfolded(claimed(**EDIT), "payment")
    assert not app.exception
    assert said(app, "We have no amounts for 2019")
    assert not said(app, "Allowed in all")


@pytest.mark.parametrize(("day", "known"), [("2026-12-31", True), ("2027-01-01", False)])
def test_from_new_year_on_amounts_are_not_known_and_the_proposal_is_named_as_one(day, known):
    app = unfolded(claimed(visit="97110.15", payer="medicare", date=day), "payment")
    assert not app.exception
    assert said(app, "Allowed in all") is known
    assert said(app, "We read only a proposal") is not known
    assert said(app, "proposed 32.8409 dollars") is not known


@pytest.mark.parametrize(("day", "early"), [("2026-06-30", True), ("2026-07-01", False)])
def test_a_visit_before_the_release_that_was_read_says_so(day, early):
    app = unfolded(claimed(visit="97110.15", payer="medicare", date=day), "payment")
    assert said(app, "we didn't read the relative values of its own release") is early


def test_the_needs_of_the_note_are_those_of_the_lines():
    app = unfolded(claimed(visit="97110.33~97140.7", payer="medicare", date="2026-03-02"), "needs")
    assert not app.exception
    assert said(app, "Total timed minutes (40) and total treatment minutes (40)")
    assert said(app, "at least once in every ten treatment days")
    assert said(app, "**97140**")
    assert not said(app, "Why care above the yearly threshold is necessary")
    named(app.number_input, YEAR).set_value(2480.0).run()
    assert said(app, "Why care above the yearly threshold is necessary")


def test_who_gave_which_unit_is_reasoned():
    app = unfolded(started("assistant"), "people")
    assert not app.exception
    assert said(app, "From 8 minutes of the therapist's own, the unit goes without CQ.")


# Another discipline on the same day


def beside(link, **query):
    app = unfolded(claimed(payer="medicare", date="2026-09-15", **query), "day")
    return named(app.text_input, "Share link of the other visit").set_value(link).run()


def test_another_discipline_of_the_day_is_a_claim_beside_this_one():
    """Together 35.07 + 25.05 + 2 x 22.21 = 104.54."""
    other = "http://localhost/claim?visit=97530.30&discipline=OT&payer=medicare&date=2026-09-15"
    app = beside(other, visit="97110.30")
    assert not app.exception
    assert said(app, "| OT | **97530** GO | 2 |")
    assert said(app, "Allowed for the day: $104.54")


@pytest.mark.parametrize(
    "link",
    ["<b>x</b>", "http://localhost/claim?visit=97530.30&payer=medicare&date=2026-09-15", "http://localhost/?a=1"],
)
def test_a_link_that_is_no_other_discipline_is_refused(link):
    app = beside(link, visit="97110.30")
    assert not app.exception
    assert app.error
    assert not said(app, "Allowed for the day")


# A negotiated rate


def pasted(text):
    app = unfolded(claimed(visit="97110.33"), "rate")
    return named(app.text_area, "In-network rows, as JSON, at most 50,000 characters").set_value(text).run()


def test_a_negotiated_rate_is_read_field_by_field():
    app = pasted(json.dumps(RATE))
    assert not app.exception
    assert len(app.error) == 0
    (table,) = [element.value for element in app.markdown if element.value.startswith("| Field")]
    plain = table.replace("\\", "")
    assert "| billing_code | 97110 | The code the price is for. |" in plain
    assert "**Group 1, price 1**" in plain
    assert "\n| negotiated_rate | $31.05 | " in plain
    assert "The agreement has no end date." in plain
    assert "The price is for a professional claim, as a private practice sends." in plain


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "null", "97110", '{"a": 1}', '{"billing_code": "97110", "negotiated_rates": 5}', "[" * 5000],
    ids=lambda text: text[:20],
)
def test_a_row_that_cannot_be_read_is_said_and_stays_as_pasted(text):
    app = pasted(text)
    assert not app.exception
    assert len(app.error) == 1
    assert named(app.text_area, "In-network rows, as JSON, at most 50,000 characters").value == text
    assert len(lines(app)) == 1


def other(code, **price):
    """The row of another code, or with another price."""
    (entry,) = RATE["negotiated_rates"]
    prices = [{**entry["negotiated_prices"][0], **price}]
    return {**RATE, "billing_code": code, "negotiated_rates": [{**entry, "negotiated_prices": prices}]}


def prices(app):
    """The cells of the prices, as they stand in the table."""
    (said,) = [element.value for element in app.markdown if element.value.startswith("| Price")]
    table = said.split("\n\n")[0].replace("\\", "")
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]]


def test_several_rows_are_offered_by_their_code_and_the_claims_stands_first():
    app = pasted(json.dumps({"in_network": [other("97140", negotiated_rate=40), RATE]}))
    chooser = named(app.selectbox, "Code")
    assert [choice[:5] for choice in chooser.options] == ["97110", "97140"]
    # 33 minutes are 2 units, at $31.05 each.
    assert prices(app)[0][:3] == ["$31.05", "$62.10", "17"]
    chooser.set_value("97140").run()
    assert not app.exception
    assert [row[:2] for row in prices(app)] == [["$40.00", "17"]]


# 2 units of 97110 of 2024: $29.29 whole and $22.30 with half of its practice expense.
def test_medicares_amounts_stand_beside_a_rate():
    app = unfolded(claimed(visit="97110.33", date="2024-07-01"), "rate")
    named(app.text_area, "In-network rows, as JSON, at most 50,000 characters").set_value(json.dumps(RATE)).run()
    assert said(app, "Medicare's national amounts of 2024 for the 2 units of 97110 on this claim come to \\$51.59")


def test_a_rate_that_had_expired_on_the_day_of_the_visit_is_said():
    row = json.dumps(other("97110", expiration_date="2024-12-31"))
    for day, expired in (("2024-12-31", False), ("2025-01-01", True)):
        app = unfolded(claimed(visit="97110.33", date=day), "rate")
        named(app.text_area, "In-network rows, as JSON, at most 50,000 characters").set_value(row).run()
        assert ("The agreement expired on December 31, 2024" in prices(app)[0][-1]) is expired
        # 33 minutes are 2 units, at $31.05 each.
        assert prices(app)[0][:2] == (["$31.05, expired", "expired"] if expired else ["$31.05", "$62.10"])


def test_prices_of_one_group_alone_are_shown():
    (entry,) = RATE["negotiated_rates"]
    entries = [entry, {**entry, "provider_references": [88]}]
    app = pasted(json.dumps({**RATE, "negotiated_rates": entries}))
    assert [row[2] for row in prices(app)] == ["17", "88"]
    chosen = named(app.text_input, "Only for a group, tax number, payer or plan")
    chosen.set_value("88").run()
    assert [row[2] for row in prices(app)] == ["88"]
    chosen.set_value("**5**").run()
    assert not app.exception
    assert "one that has a price in what was read" in app.error[0].value
    assert not [element for element in app.markdown if element.value.startswith("| Price")]


def test_a_file_that_is_refused_leaves_no_prices_of_the_one_before_it():
    app = unfolded(claimed(visit="97110.33"), "rate")
    app.file_uploader[0].set_value(("rates.json", json.dumps(RATE).encode(), "application/json")).run()
    assert prices(app)[0][0] == "$31.05"
    app.file_uploader[0].set_value(("rates.xlsx", b"PK\x03\x04", "application/zip")).run()
    assert "a zip archive or an Excel workbook" in app.error[0].value
    assert not [element for element in app.markdown if element.value.startswith("| Price")]


def test_a_share_of_charges_is_never_multiplied():
    app = pasted(json.dumps(other("97110", negotiated_type="percentage", negotiated_rate=65)))
    assert prices(app)[0][:2] == ["65 %", "not known"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_file_of_negotiated_rates_is_read(pack):
    app = unfolded(claimed(visit="97110.33"), "rate")
    data = pack(json.dumps({"in_network": [RATE, other("97140")]}).encode())
    app.file_uploader[0].set_value(("rates.json.gz", data, "application/gzip")).run()
    assert not app.exception
    assert prices(app)[0][0] == "$31.05"


def test_a_file_of_negotiated_rates_that_is_cut_off_is_said():
    app = unfolded(claimed(visit="97110.33"), "rate")
    data = gzip.compress(json.dumps(RATE).encode())[:-12]
    app.file_uploader[0].set_value(("rates.json.gz", data, "application/gzip")).run()
    assert not app.exception
    assert "damaged or cut off" in app.error[0].value
    assert len(lines(app)) == 1


def test_a_field_that_is_wrong_is_called_as_a_biller_calls_it():
    app = pasted(json.dumps([other("97140", negotiated_rate="?"), RATE]))
    said = app.warning[-1].value.replace("\\", "")
    assert said == "- Row 1, group 1, price 1, price: ? does not fit. Needed: a number from 0 to 1,000,000,000"


def test_a_row_of_negotiated_rates_that_is_wrong_does_not_hide_the_others():
    app = pasted(json.dumps([other("97140", negotiated_rate="?"), RATE]))
    assert "price" in app.warning[-1].value
    assert prices(app)[0][0] == "$31.05"


def test_markup_in_a_row_stays_text():
    app = pasted(json.dumps({**RATE, "name": "<img src=x> **bold** | cell"}))
    (table,) = [element.value for element in app.markdown if element.value.startswith("| Field")]
    assert r"\<img src\=x\> \*\*bold\*\* \| cell" in table


def test_an_open_tie_is_decided_on_the_claim():
    """20 + 20 = 40 are three units: one quarter-hour each, and the third for either code."""
    app = claimed(visit="97110.20~97140.20", payer="medicare", date="2026-03-02", dx="M25.561")
    assert billed(app) == [("97110 GP", "1 or 2"), ("97140 GP", "1 or 2")]
    assert "to decide" in app.warning[0].value
    next(group for group in app.button_group if group.label.startswith("A tie")).set_value("97140").run()
    assert billed(app) == [("97110 GP", "1"), ("97140 GP", "2")]
    assert address(app)["tie"] == "97140"
    assert not said(app, "The clinician decides")


def test_the_verdict_counts_what_is_to_fix_before_all_else():
    app = claimed(visit="97110.30.assistant", payer="medicare", date="2026-03-02", setting="physician")
    (verdict,) = [error.value for error in app.error if error.value.startswith("**Not ready:**")]
    assert "1 to fix" in verdict


def test_a_modifier_that_is_not_described_here_can_be_typed_as_a_link_can_bring_it():
    app = unfolded(claimed(visit="97110.33", payer="medicare", date="2026-03-02"), "more")
    assert named(app.multiselect, "Other modifiers you state for 97110").proto.accept_new_options


def test_a_ground_that_nothing_asks_for_can_be_taken_back():
    app = claimed(visit="97110.33~97140.15", payer="medicare", date="2026-03-02", mod="97140.59")
    assert address(app)["mod"] == "97140.59"
    named(app.selectbox, "97140: what made it separate?").set_value("").run()
    assert not app.exception
    assert "mod" not in address(app)
