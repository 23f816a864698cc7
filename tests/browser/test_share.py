"""A visit leaves the page and comes back the same: by link into another browser, by CSV and by JSON."""

import csv
import json
import re

import pytest
from playwright.sync_api import expect

ODD = "R knee, 50% ~ 🦵 #1 & 2+3 = é;\"'"
NOTICE = "# CPT is a registered trademark of the American Medical Association"


def describe(screen, line, region, given_by="", contact=""):
    """Fill what stands in the details of a line, and close them."""
    screen.details().click()
    if given_by:
        screen.choose(f"Given by, line {line}", given_by)
    if contact:
        screen.choose(f"Contact, line {line}", contact)
    screen.fill(f"Body region, line {line}", region)
    expect(screen.page.get_by_text(region)).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(screen.page.get_by_role("dialog")).to_have_count(0)


def build_tied_visit(screen):
    """Enter two codes of 20 minutes by the clock, one of them in two parts, and 15 minutes that do not count."""
    screen.open()
    screen.minutes("97530", "15")
    expect(screen.timed(55)).to_be_visible()
    for line, times in ((1, "9:00-9:20"), (2, "10:00-10:10, 10:20-10:30")):
        screen.details().click()
        screen.fill(f"Clock times in place of minutes, line {line}", times)
        expect(screen.field(f"Clock times, line {line}")).to_be_visible()
        screen.page.keyboard.press("Escape")
        expect(screen.page.get_by_role("dialog")).to_have_count(0)
    expect(screen.timed(55)).to_be_visible()
    describe(screen, 2, ODD, given_by="Assistant (PTA, OTA)")
    describe(screen, 3, "bed, transfer", given_by="Aide or technician", contact="Waiting or resting")
    expect(screen.timed(40)).to_be_visible()
    screen.choose("Who pays?", "Your own contract")
    expect(screen.choice("What is rounded")).to_have_value("The day's total")
    screen.fill("Minutes that earn a started unit", "5")
    expect(screen.page).to_have_url(re.compile("rule=total-5"))
    # 20 + 20 = 40: a quarter-hour each, and the leftovers 5 + 5 make one unit more, for either.
    screen.radio("97140").click()
    expect(screen.headline()).to_have_text("97110 × 1, 97140 × 2 and 97530 × 0")
    screen.expect_address(
        visit="97110.0900-0920~97140.1000-1010+1020-1030.assistant.@"
        + ODD.replace("%", "%25").replace("~", "%7E")
        + "~97530.15.aide.waiting.@bed, transfer",
        payer="custom",
        rule="total-5",
        tie="97140",
    )


def expect_tied_visit(screen):
    expect(screen.headline()).to_have_text("97110 × 1, 97140 × 2 and 97530 × 0")
    expect(screen.field("Clock times, line 1")).to_have_value("09:00-09:20")
    expect(screen.field("Clock times, line 2")).to_have_value("10:00-10:10, 10:20-10:30")
    expect(screen.usual("97530")).to_have_value("15")
    expect(screen.choice("Who pays?")).to_have_value("Your own contract")
    expect(screen.choice("What is rounded")).to_have_value("The day's total")
    expect(screen.field("Minutes that earn a started unit")).to_have_value("5")
    expect(screen.radio("97140")).to_be_checked()
    screen.details().click()
    expect(screen.choice("Given by, line 2")).to_have_value("Assistant (PTA, OTA)")
    expect(screen.choice("Contact, line 2")).to_have_value("One-on-one")
    expect(screen.field("Body region, line 2")).to_have_value(ODD)
    expect(screen.choice("Given by, line 3")).to_have_value("Aide or technician")
    expect(screen.choice("Contact, line 3")).to_have_value("Waiting or resting")
    expect(screen.field("Body region, line 3")).to_have_value("bed, transfer")
    screen.page.keyboard.press("Escape")


def test_the_same_visit_comes_back_in_another_browser_and_after_a_reload(visitor):
    author = visitor()
    build_tied_visit(author)
    before = author.address()
    shown = author.unfold("session_exchange").get_by_test_id("stCode").locator("code").inner_text()
    reader = visitor()
    reader.page.goto(shown)
    reader.settle()
    expect_tied_visit(reader)
    assert reader.address() == before
    author.page.bring_to_front()
    author.page.reload()
    author.settle()
    expect_tied_visit(author)
    assert author.address() == before


def test_the_date_and_the_plan_of_care_travel_in_the_link(visitor):
    author, reader = visitor(), visitor()
    author.open(query={"visit": "97110.33", "date": "2026-03-02", "discipline": "OT", "payer": "aetna"})
    author.expect_address(visit="97110.33", date="2026-03-02", discipline="OT", payer="aetna")
    reader.page.goto(author.page.url)
    reader.settle()
    expect(reader.choice("Who pays?")).to_have_value("Aetna")
    reader.details().click()
    expect(reader.radio("OT")).to_be_checked()


@pytest.mark.parametrize("kind", ["CSV", "JSON"])
def test_a_saved_visit_loads_again_over_another_example(screen, tmp_path, kind):
    visit = f"97110.0900-0920~97140.20.assistant.group.@{ODD.replace('%', '%25').replace('~', '%7E')}"
    screen.open(query={"visit": visit, "date": "2026-03-02", "discipline": "OT", "payer": "medicare"})
    before = screen.address()
    body = screen.unfold("session_exchange")
    with screen.page.expect_download() as waiting:
        body.get_by_role("button", name=f"Save as {kind}").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    screen.choose("Start from", "8 + 8 + 8 + 8")
    expect(screen.timed(32)).to_be_visible()
    body.locator("input[type=file]").set_input_files(saved)
    expect(screen.field("Clock times, line 1")).to_have_value("09:00-09:20")
    expect(screen.choice("Code, line 3")).to_have_count(0)
    screen.expect_address(visit=visit, date="2026-03-02", discipline="OT", payer="medicare")
    assert screen.address() == before


def test_a_visit_under_a_contract_of_ones_own_is_still_under_it_after_saving_and_loading(screen, tmp_path):
    screen.open(query={"visit": "97110.33~97140.7", "payer": "custom", "rule": "total-5"})
    body = screen.unfold("session_exchange")
    with screen.page.expect_download() as waiting:
        body.get_by_role("button", name="Save as JSON").click()
    saved = tmp_path / "visit.json"
    waiting.value.save_as(saved)
    body.locator("input[type=file]").set_input_files(saved)
    expect(body.get_by_text("visit.json")).to_be_visible()
    expect(screen.choice("Who pays?")).to_have_value("Your own contract")
    screen.expect_address(visit="97110.33~97140.7", payer="custom", rule="total-5")
    screen.choose("Start from", "12 + 10 minutes")
    expect(screen.timed(22)).to_be_visible()


def test_a_loaded_visit_that_names_no_payer_leaves_the_rule_as_it_was_chosen(screen, tmp_path):
    screen.open(query={"visit": "97110.12~97140.10", "rule": "ama"})
    body = screen.unfold("session_exchange")
    saved = tmp_path / "visit.json"
    saved.write_text(json.dumps({"services": [{"code": "97110", "minutes": 9}]}), encoding="utf-8")
    body.locator("input[type=file]").set_input_files(saved)
    expect(screen.timed(9)).to_be_visible()
    screen.expect_address(visit="97110.9", rule="ama")


def test_the_csv_holds_the_units_of_both_rules_and_ends_with_the_notice(screen, tmp_path):
    screen.open(query={"visit": "97110.33.@=1+1~97140.7", "rule": "cms"})
    with screen.page.expect_download() as waiting:
        screen.unfold("session_exchange").get_by_role("button", name="Save as CSV").click()
    saved = tmp_path / "visit.csv"
    waiting.value.save_as(saved)
    rows = list(csv.reader(saved.read_text(encoding="utf-8").splitlines()))
    header, first, second, last = rows
    cells = dict(zip(header, first, strict=True))
    assert [cells[column] for column in ("code", "minutes", "by", "region")] == ["97110", "33", "therapist", "'=1+1"]
    assert [cells[column] for column in ("units_cms", "units_ama")] == ["2", "2"]
    assert second[-2:] == ["1", "0"]
    assert last[0].startswith(NOTICE)


def test_the_json_holds_the_notice_and_what_follows_from_the_visit(screen, tmp_path):
    screen.open(query={"visit": "97110.33~97140.7", "payer": "medicare"})
    with screen.page.expect_download() as waiting:
        screen.unfold("session_exchange").get_by_role("button", name="Save as JSON").click()
    saved = tmp_path / "visit.json"
    waiting.value.save_as(saved)
    record = json.loads(saved.read_text(encoding="utf-8"))
    assert record["services"] == [{"code": "97110", "minutes": 33}, {"code": "97140", "minutes": 7}]
    assert record["results"] == {"cms": {"97110": 2, "97140": 1}, "ama": {"97110": 2, "97140": 0}}
    assert record["notice"].startswith(NOTICE.removeprefix("# "))


def test_one_press_of_back_leads_from_the_claim_to_the_count(screen):
    screen.open("build_a_session", {"visit": "97110.33~97140.7", "payer": "medicare"})
    screen.settle()
    before = screen.page.evaluate("history.length")
    screen.press("Write the claim")
    expect(screen.page.get_by_role("heading", name="Write the claim")).to_be_visible()
    screen.settle()
    screen.expect_address(visit="97110.33~97140.7", payer="medicare")
    assert screen.page.evaluate("history.length") == before + 1
    screen.page.go_back()
    expect(screen.page.get_by_role("heading", name="How many units can you bill?")).to_be_visible()
