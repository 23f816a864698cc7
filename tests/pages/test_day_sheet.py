"""The page of day sheets, as Streamlit's own test runner sees it."""

import json
import re

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.pages.screen import metrics, named, opened


def table(app):
    (found,) = [one.value for one in app.markdown if one.value.startswith("| Visit | Minutes")]
    return found.splitlines()[2:]


def test_the_page_opens_on_a_counted_day():
    app = opened("day_sheet")
    assert not app.exception
    shown = metrics(app)
    # Patients A to F; A is billed 3 units for 35 minutes, which earn 2.
    assert (shown["Visits"], shown["Units over"], shown["Rows left out"]) == ("6", "1", "1")
    assert len(table(app)) == 6
    assert "1 over" in table(app)[0]
    assert any("3 units billed, 2 earned by 35 minutes" in one.value for one in app.error)


def test_only_what_is_to_fix_is_shown_where_that_is_asked():
    app = opened("day_sheet")
    named(app.button_group, "Show").set_value("To fix").run()
    assert not app.exception
    assert 0 < len(table(app)) < 6
    assert all("Right" not in row for row in table(app))


def test_pasted_lines_are_checked_as_billed():
    app = opened("day_sheet")
    named(app.text_area, "Or paste lines of a claim").set_value("9/15/2026\n97110 GP x2\n97140 GP 59").run()
    assert not app.exception
    assert "not known" in table(app)[0]
    assert any("nothing to bypass" in one.value for one in app.warning)


def test_lines_that_are_none_are_refused_in_words():
    app = opened("day_sheet")
    named(app.text_area, "Or paste lines of a claim").set_value("hello").run()
    assert not app.exception
    assert any("97110 GP 59" in one.value for one in app.error)


def test_a_visit_leads_to_its_session_and_its_claim():
    app = opened("day_sheet")
    (links,) = [one.value for one in app.markdown if "Open its claim" in one.value]
    assert "(claim?visit=97110.23~97140.12&date=2026-09-15&payer=medicare" in links


def test_each_therapists_day_is_summed_up():
    app = opened("day_sheet")
    app.session_state["day_therapists"] = True
    app.run()
    assert not app.exception
    (found,) = [one.value for one in app.markdown if one.value.startswith("| Day | One-on-one")]
    assert "Therapist 1, 09/15/2026" in found


def test_a_sheet_without_one_good_row_shows_the_reasons_and_no_filter():
    app = opened("day_sheet")
    named(app.file_uploader, "A day sheet or a claim file").upload(
        "day.csv", b"Date,CPT,Minutes\n9/15/2026,97110,abc\n"
    ).run()
    assert not app.exception
    assert any("No row of this file" in one.value for one in app.error)
    (reasons,) = [one for one in app.expander if one.label.startswith("Left out")]
    assert reasons.proto.expanded
    assert not app.button_group


STRANGE = b"Leistung,Dauer\n97110,23\n97140,12\n"


def browser_says(app, told):
    """Let the browser say what columns it remembers."""
    (asked,) = [one for one in app.get("bidi_component") if one.proto.component_name == "ptcoding.columns"]
    states = app._tree.get_widget_states()
    value = json.dumps([{"event": "told", "value": told}])
    states.widgets.append(WidgetState(id=_make_trigger_id(asked.proto.id, "events"), json_trigger_value=value))
    return app._run(states)


def asked_to_keep(app):
    (asked,) = [one for one in app.get("bidi_component") if one.proto.component_name == "ptcoding.columns"]
    return json.loads(asked.proto.json)[0]["kept"]


def test_a_header_that_is_not_understood_is_told_by_hand_and_remembered_without_its_words():
    app = opened("day_sheet")
    named(app.file_uploader, "A day sheet or a claim file").upload("day.csv", STRANGE).run()
    assert any("Date, CPT, Minutes" in one.value for one in app.error)
    named(app.selectbox, "Leistung (not recognized, left out)").set_value("code").run()
    named(app.selectbox, "Dauer (not recognized, left out)").set_value("minutes").run()
    assert not app.exception
    assert not app.error
    assert "97110 23, 97140 12" in table(app)[0]
    kept = asked_to_keep(app)
    assert sorted(kept.values()) == ["code", "minutes"]
    assert all(re.fullmatch("[0-9a-f]{16}", key) for key in kept)
    again = browser_says(opened("day_sheet"), {**kept, "Leistung": "code", "0" * 16: "no field"})
    assert asked_to_keep(again) is None
    named(again.file_uploader, "A day sheet or a claim file").upload("day.csv", STRANGE).run()
    assert "97110 23, 97140 12" in table(again)[0]
    again.session_state["day_columns"] = True
    again.run()
    named(again.button, "Forget all corrections").click().run()
    assert asked_to_keep(again) == {}
    assert again.error
