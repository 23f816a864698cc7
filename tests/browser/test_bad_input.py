"""What is wrong is said at its place, in words; nothing typed is lost, and nothing typed is ever run or rendered."""

import pytest
from playwright.sync_api import expect

LOST_LINK = "We couldn't read a visit from this link"
CUT_LINK = "Part of the link couldn't be read and was left out"
LOST_FILE = "The file was not loaded"
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "**bold** _it_ `code` ~~gone~~",
    ":red[x] :material/home: $x^2$ $$y$$",
    "[press](https://example.org) www.example.org",
    "# 1. - > | a | b |",
]


def as_shown(words):
    """An unseen joiner keeps an address from becoming a link."""
    return words.replace("://", ":\u2060//").replace("www.", "ww\u2060w.")


def expect_words_only(screen):
    expect(
        screen.page.get_by_test_id("stApp").locator("img[src=x], del, .katex, a[href*='example.org']")
    ).to_have_count(0)
    expect(screen.page.get_by_test_id("stMain").locator("em, blockquote, strong:text-is('bold')")).to_have_count(0)
    expect(screen.page.get_by_test_id("stMain").locator("script")).to_have_count(0)


@pytest.fixture
def screen(visitor):
    """A screen on which a dialog of the browser, such as a script's alert, is a complaint."""
    screen = visitor()

    def refuse(dialog):
        screen.complaints.append(f"a script ran: {dialog.message}")
        dialog.dismiss()

    screen.page.on("dialog", refuse)
    return screen


def test_minutes_that_cannot_be_are_refused_at_their_line_and_stay_as_typed(screen):
    screen.open()
    quoted = {"-5": "-5", "7.5": "7.5", "1441": "1441", "100000000000000000000": "a number of many digits"}
    for minutes, words in quoted.items():
        screen.minutes("97110", minutes)
        said = f"{words} does not fit. Needed: whole minutes from 0 to 1440"
        expect(screen.page.get_by_test_id("stAlert").filter(has_text=said)).to_be_visible()
        expect(screen.usual("97110")).to_have_value(minutes)
        expect(screen.usual("97140")).to_have_value("7")
        screen.minutes("97110", "20")
        expect(screen.page.get_by_text(said)).to_have_count(0)
        expect(screen.timed(27)).to_be_visible()


def test_a_code_whose_minutes_are_deleted_leaves_the_visit(screen):
    screen.open()
    screen.minutes("97110", "")
    expect(screen.timed(7)).to_be_visible()
    screen.expect_address(visit="97140.7", payer="medicare")


def test_more_minutes_than_a_day_has_are_refused_for_the_visit(screen):
    screen.open()
    screen.minutes("97110", "1440")
    expect(screen.page.get_by_text("at most 1440 minutes in one day")).to_be_visible()
    expect(screen.usual("97110")).to_have_value("1440")


CLOCKS = {
    "9:20-9:00": "9:20-9:00 does not fit. Needed: an end after the start 09:20",
    "lunch": "lunch does not fit. Needed: a start and an end, for example 9:00-9:20",
    "25:00-26:00": "25:00-26:00 does not fit. Needed: a clock time, for example 9:05 or 1:30 pm",
    "9:00-<b>x</b>": "9:00-<b>x</b> does not fit. Needed: a clock time, for example 9:05 or 1:30 pm",
}


def test_clock_times_that_cannot_be_are_refused_at_their_line_and_stay_as_typed(screen):
    screen.open()
    screen.details().click()
    screen.fill("Clock times in place of minutes, line 1", "8:00-8:20")
    expect(screen.field("Clock times, line 1")).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(screen.page.get_by_role("dialog")).to_have_count(0)
    screen.settle()
    for typed, said in CLOCKS.items():
        screen.fill("Clock times, line 1", typed)
        expect(screen.page.get_by_test_id("stAlert").filter(has_text=said)).to_be_visible()
        expect(screen.field("Clock times, line 1")).to_have_value(typed)
        expect_words_only(screen)
        screen.fill("Clock times, line 1", "9:00-9:20")
        expect(screen.page.get_by_text(said)).to_have_count(0)
        # 20 by the clock and 7 that were entered as minutes.
        expect(screen.timed(27)).to_be_visible()


def test_an_empty_visit_says_what_to_do_and_its_address_is_not_that_of_a_visit_gone(screen):
    screen.open(query={"visit": "97110.33", "rule": "cms"})
    screen.minutes("97110", "")
    said = "Nothing is entered yet. Type the minutes of a code, or choose an example."
    expect(screen.page.get_by_text(said)).to_be_visible()
    assert "visit" not in screen.address()
    screen.minutes("97530", "15")
    expect(screen.timed(15)).to_be_visible()


def test_a_body_region_is_shown_as_it_was_typed_and_never_as_markup(screen):
    screen.open()
    for key in ("session_lines", "session_exchange"):
        screen.unfold(key)
    for words in HOSTILE:
        screen.details().click()
        screen.fill("Body region, line 1", words)
        expect(screen.page.get_by_text(f"97110: {as_shown(words)}", exact=True)).to_be_visible()
        screen.page.keyboard.press("Escape")
        expect(screen.page.get_by_role("dialog")).to_have_count(0)
        screen.settle()
        expect_words_only(screen)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"visit": "97110.-5~99999.x"}, "Line 1, minutes: -5 does not fit. Needed: whole minutes from 0 to 1440"),
        ({"visit": "97110.-5~99999.x"}, "Line 2, code: 99999 does not fit"),
        ({"visit": "<script>alert(1)</script>"}, "Line 1, code: <SCRIPT>ALERT(1)</SCRIPT> does not fit"),
        ({"visit": "x" * 5000}, "XXXX… does not fit. Needed:"),
        ({"visit": "97110.0920-0900"}, "an end after the start 09:20"),
    ],
)
def test_a_broken_or_hostile_link_is_refused_in_words_beside_a_worked_example(screen, query, said):
    screen.open(query=query)
    refusal = screen.page.get_by_test_id("stAlert").filter(has_text=LOST_LINK)
    expect(refusal).to_contain_text(as_shown(said))
    assert len(refusal.inner_text()) < 1000
    expect(screen.timed(40)).to_be_visible()
    expect_words_only(screen)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"payer": "<img src=x onerror=alert(1)>"}, "Payer: <img src=x onerror=alert(1)> does not fit"),
        ({"rule": ":red[x] $x$ **bold**"}, "Rule: :red[x] $x$ **bold** does not fit"),
        ({"date": "[press](https://example.org)"}, "Date: [press](https://example.org) does not fit"),
        ({"ytd": "-1"}, "-1 does not fit. Needed: an amount"),
    ],
)
def test_a_hostile_part_of_a_link_is_left_out_in_words_beside_its_visit(screen, query, said):
    screen.open(query={"visit": "97110.33", **query})
    expect(screen.page.get_by_test_id("stAlert").filter(has_text=CUT_LINK)).to_contain_text(as_shown(said))
    expect(screen.timed(33)).to_be_visible()
    expect_words_only(screen)


@pytest.mark.parametrize("tie", ["<b>x</b>", "97112~97110~97112", "97530"])
def test_a_choice_that_does_not_fit_the_tie_is_left_open(screen, tie):
    screen.open(query={"visit": "97112.20~97110.20", "rule": "cms", "tie": tie})
    expect(screen.radio("97112")).not_to_be_checked()
    expect(screen.radio("97110")).not_to_be_checked()
    screen.expect_address(visit="97112.20~97110.20", rule="cms")


FILES = [
    (
        "columns.csv",
        b"patient,note\n1,2\n",
        "Header: patient, note does not fit. Needed: the columns code and minutes",
    ),
    ("formula.csv", b"code,minutes\n=1+1,33\n", "Line 1, code: =1+1 does not fit"),
    ("command.csv", b"code,minutes\n97110,=cmd|'/c calc'!A1\n", "Line 1, minutes: =cmd|'/c calc'!A1 does not fit"),
    ("empty.csv", b"", "Needed: the columns code and minutes"),
    ("binary.csv", bytes(range(256)), "File: a file that is no text does not fit"),
    ("broken.json", b'{"services": [', "Needed: a visit in JSON"),
    ("binary.json", b"\x00\xff\xfe" * 30, "File: a file that is no text does not fit"),
    ("deep.json", b"[" * 100_000, "Needed: a visit in JSON"),
    ("list.json", b"[]", "Needed: a visit"),
    ("**bold** :red[x].json", b'{"services": 1}', "**bold** :red[x].json"),
    (
        "words.json",
        b'{"services": [{"code": "<img src=x onerror=alert(1)>", "minutes": 5}]}',
        "<IMG SRC=X ONERROR=",
    ),
]


def test_a_wrong_file_is_refused_in_words_and_the_visit_stays(screen):
    screen.open(query={"visit": "97110.20.@right knee~97140.20", "rule": "ama"})
    before = screen.address()
    body = screen.unfold("session_exchange")
    for name, content, said in FILES:
        body.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
        refusal = body.get_by_test_id("stAlert").filter(has_text=said)
        expect(refusal).to_contain_text("not loaded; your visit hasn't changed")
        expect(screen.usual("97110")).to_have_value("20")
        assert screen.address() == before
        expect_words_only(screen)


def test_a_file_past_the_limit_is_refused_before_it_is_sent(screen):
    screen.open()
    body = screen.unfold("session_exchange")
    huge = {"name": "huge.csv", "mimeType": "text/csv", "buffer": b"code,minutes\n" + b"97110,20\n" * 200_000}
    body.locator("input[type=file]").set_input_files(huge)
    expect(body.get_by_text("File must be 1.0MB or smaller")).to_be_attached()
    expect(screen.timed(40)).to_be_visible()


def test_a_file_under_the_limit_with_too_many_rows_is_refused(screen):
    screen.open()
    body = screen.unfold("session_exchange")
    many = {"name": "many.csv", "mimeType": "text/csv", "buffer": b"code,minutes\n" + b"97110,20\n" * 20_000}
    body.locator("input[type=file]").set_input_files(many)
    expect(body.get_by_test_id("stAlert")).to_contain_text(
        "20000 rows does not fit. Needed: at most 40 services in a visit"
    )
    expect(screen.timed(40)).to_be_visible()
