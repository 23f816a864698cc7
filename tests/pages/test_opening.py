"""A visit that comes onto the screen leaves nothing of the one before, by whatever way it comes."""

import json

from tests.pages.screen import address, headlines, named, opened, said, start, switched

# Twenty minutes each are a tie for the third unit; GX is stated for a code, the rest of the year's charges call for KX.
BEFORE = {
    "visit": "97112.20~97110.20",
    "tie": "97110",
    "date": "2026-03-02",
    "payer": "medicare",
    "discipline": "OT",
    "ytd": "2480",
    "pos": "31",
    "setting": "institution",
    "dx": "M25.561",
    "mod": "97110.GY",
    "charge": "97112-60",
}
USUAL = {"place": "11", "setting": "private", "diagnoses": "", "notice": "", "date": None, "year": 0, "for": "cms"}
UPLOADED = {
    "services": [{"code": "97112", "minutes": 25}],
    "date": "2026-05-04",
    "payer": "aetna",
    "place": "22",
    "diagnoses": ["S83.511A"],
    "modifiers": {"97112": ["GX"]},
    "charges": {"97112": 55},
}


def before(page="build_a_session"):
    """A page after a visit of which nothing is as usual."""
    app = opened("session_to_claim", **BEFORE)
    app.session_state["claim_notice"] = "GX"
    app.session_state["claim_more"] = True
    app.run()
    assert shown(app) == {
        "place": "31",
        "setting": "institution",
        "diagnoses": "M25.561",
        "notice": "GX",
        "date": "2026-03-02",
        "year": 2480,
        "for": "medicare",
    }
    assert extras(app) == {
        "claim_stated_97110": ["GY"],
        "claim_charge_97112": 60.0,
        "session_tie_1_of_97112_97110": "97110",
    }
    return app if page == "session_to_claim" else switched(app, page)


def shown(app):
    state = app.session_state
    return {
        "place": state["claim_place"],
        "setting": state["claim_setting"],
        "diagnoses": state["claim_diagnoses"],
        "notice": state["claim_notice"],
        "date": str(state["session_date"]) if state["session_date"] else None,
        "year": state["session_year_to_date"],
        "for": state["session_counted_for"],
    }


def extras(app):
    """What is said of single codes, where something is said."""
    prefixes = ("claim_ground_", "claim_stated_", "claim_charge_", "claim_own_", "session_tie_")
    return {key: said for key, said in app.session_state.items() if key.startswith(prefixes) and said}


def services(app):
    """Code and minutes of each line of the form."""
    state = app.session_state
    lines = [(state[f"session_code_{row}"], state[f"session_minutes_{row}"]) for row in state["session_rows"]]
    return [(code, spent) for code, spent in lines if spent is not None]


def uploaded(app, name, content):
    app.session_state["session_exchange"] = True
    app.run()
    return app.file_uploader[0].set_value((name, content.encode(), "text/plain")).run()


def test_a_link_opens_with_all_that_it_says():
    app = before()
    assert services(app) == [("97112", 20.0), ("97110", 20.0)]
    assert headlines(app) == ["97112 × 1 and 97110 × 2"]
    assert app.session_state["session_discipline"] == "OT"


def test_an_uploaded_visit_in_json_brings_its_own_claim():
    app = uploaded(before(), "visit.json", json.dumps(UPLOADED))
    assert not app.exception
    assert services(app) == [("97112", 25.0)]
    changed = {"place": "22", "diagnoses": "S83.511A", "date": "2026-05-04", "for": "aetna"}
    assert shown(app) == {**USUAL, **changed}
    assert extras(app) == {"claim_stated_97112": ["GX"], "claim_charge_97112": 55.0}
    assert app.session_state["session_discipline"] == "PT"


def test_an_uploaded_visit_with_a_malformed_claim_changes_nothing():
    app = uploaded(before(), "visit.json", json.dumps({**UPLOADED, "diagnoses": ["?"], "place": "x"}))
    (refusal,) = [error.value for error in app.error]
    assert "Diagnosis 1" in refusal
    assert "Place of service" in refusal
    assert services(app) == [("97112", 20.0), ("97110", 20.0)]
    assert shown(app)["diagnoses"] == "M25.561"


def test_an_uploaded_table_brings_no_claim_of_the_visit_before():
    app = uploaded(before(), "visit.csv", "code,minutes\n97112,25\n97110,20\n")
    assert not app.exception
    assert services(app) == [("97112", 25.0), ("97110", 20.0)]
    assert (shown(app), extras(app)) == (USUAL, {})


def test_pasted_rows_bring_no_claim_of_the_visit_before():
    app = before()
    app.session_state["session_exchange"] = True
    app.run()
    # The same tie again: the choice made for the visit before is not carried into it.
    named(app.text_area, "Or paste rows from a spreadsheet: code, minutes").set_value("97112\t20\n97110\t20")
    named(app.button, "Load pasted rows").click().run()
    assert not app.exception
    assert headlines(app) == ["97112 × 2 and 97110 × 1"]
    assert (shown(app), extras(app)) == (USUAL, {})


def test_an_example_of_the_session_brings_no_claim_of_the_visit_before():
    app = before()
    start(app).set_value("manual-3").run()
    assert services(app) == [("97110", 33.0), ("97140", 7.0)]
    assert (shown(app), extras(app)) == ({**USUAL, "for": "medicare"}, {})
    assert start(app).value == "manual-3"


def test_an_example_of_the_claim_brings_its_own_claim():
    app = before("session_to_claim")
    named(app.selectbox, "Start from").set_value("knee-claim").run()
    changed = {"diagnoses": "M17.11, M25.661", "date": "2026-05-04", "year": 640, "for": "medicare"}
    assert (shown(app), extras(app)) == ({**USUAL, **changed}, {})
    assert named(app.selectbox, "Start from").value == "knee-claim"


def test_a_scenario_brings_its_own_claim():
    app = before("compare_codes")
    app.session_state["compare_how"] = "A patient"
    app.run()
    named(app.selectbox, "Patient").set_value("achilles_repair").run()
    named(app.button, "Open this visit").click().run()
    assert not app.exception
    changed = {"diagnoses": "S86.012D, M25.672", "date": "2026-07-13", "for": "anthem"}
    assert (shown(app), extras(app)) == ({**USUAL, **changed}, {})


def test_the_map_of_two_codes_brings_no_claim_of_the_visit_before():
    app = before("minutes_to_units")
    named(app.button, "Open as a visit").click().run()
    assert not app.exception
    assert services(app) == [("97110", 33.0), ("97140", 7.0)]
    assert (shown(app), extras(app)) == (USUAL, {})


def test_a_lesson_brings_its_own_claim():
    app = before("edits_and_limits")
    app.session_state["edits_and_limits_step"] = "try"
    app.session_state["edits_and_limits_case"] = "no-edit"
    app.run()
    named(app.button, "Open it on the claim page").click().run()
    assert not app.exception
    assert services(app) == [("97110", 23.0), ("97140", 15.0)]
    changed = {"diagnoses": "M75.01, M25.611", "date": "2026-08-04", "year": 720, "for": "medicare"}
    # The example states a 59 that nobody needs.
    assert (shown(app), extras(app)) == ({**USUAL, **changed}, {"claim_ground_97140": "59"})


def test_a_visit_from_elsewhere_is_no_example():
    app = switched(opened(), "minutes_to_units")
    named(app.button, "Open as a visit").click().run()
    assert app.session_state["session_preset"] is None


def test_rates_of_ones_own_go_with_the_visit_that_they_were_entered_for():
    app = before("session_to_claim")
    app.session_state["claim_own_97110"] = 31.0
    named(app.selectbox, "Start from").set_value("knee-claim").run()
    assert extras(app) == {}


def test_a_saved_visit_of_a_contract_of_ones_own_opens_with_its_own_rule():
    """20 code by code are one quarter-hour and 5 minutes, which earn a unit in one contract and none in the other."""
    app = opened(visit="97110.20", payer="custom", rule="each-6")
    assert headlines(app) == ["97110 × 1"]
    contract = {"services": [{"code": "97110", "minutes": 20}], "payer": "custom", "rule": "each-5"}
    uploaded(app, "visit.json", json.dumps(contract))
    assert not app.exception
    assert (shown(app)["for"], headlines(app)) == ("custom", ["97110 × 2"])
    assert address(app) == {"visit": "97110.20", "payer": "custom", "rule": "each-5"}


def test_a_saved_visit_brings_its_rule_and_its_choice_in_a_tie():
    app = opened(visit="97110.33", rule="ama")
    record = {"services": [{"code": "97112", "minutes": 20}, {"code": "97110", "minutes": 20}]}
    uploaded(app, "visit.json", json.dumps({**record, "rule": "cms", "tie": ["97110"]}))
    assert headlines(app) == ["97112 × 1 and 97110 × 2"]
    assert address(app) == {"visit": "97112.20~97110.20", "rule": "cms", "tie": "97110"}


def test_an_uploaded_table_brings_its_own_claim():
    table = "code,minutes,payer,place,diagnoses,modifiers,charges\n97112,25,aetna,22,S83.511A,GX,55\n"
    app = uploaded(before(), "visit.csv", table)
    assert not app.exception
    assert shown(app) == {**USUAL, "place": "22", "diagnoses": "S83.511A", "for": "aetna"}
    assert extras(app) == {"claim_stated_97112": ["GX"], "claim_charge_97112": 55.0}


def test_the_address_of_the_session_carries_its_claim():
    app = before()
    assert address(app) == {**BEFORE, "mod": "97112.GX~97110.GY.GX"}


def test_a_claim_that_cannot_be_read_does_not_stop_the_count_and_is_said_to_be_left_out():
    app = opened("session_to_claim", visit="97110.33", rule="cms", dx="M17.11")
    named(app.text_input, "Diagnoses (ICD-10-CM), most important first").set_value("?").run()
    switched(app, "build_a_session")
    app.session_state["session_exchange"] = True
    app.run()
    assert not app.exception
    assert headlines(app) == ["97110 × 2"]
    assert said(app, "isn't in the link or the files")
    assert address(app) == {"visit": "97110.33", "rule": "cms"}
    switched(app, "session_to_claim")
    named(app.text_input, "Diagnoses (ICD-10-CM), most important first").set_value("M17.11").run()
    switched(app, "build_a_session")
    assert not said(app, "isn't in the link or the files")
    assert address(app) == {"visit": "97110.33", "rule": "cms", "dx": "M17.11"}


def test_a_contract_of_ones_own_goes_with_its_visit():
    app = opened(visit="97110.20", payer="custom", rule="each-5")
    uploaded(app, "visit.json", json.dumps(UPLOADED))
    named(app.selectbox, "Who pays?").set_value("custom").run()
    assert named(app.number_input, "Minutes that earn a started unit").value == 8
