"""The page of day sheets, as Streamlit's own test runner sees it."""

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
