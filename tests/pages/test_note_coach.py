"""What a visitor does with the note coach, and what it says; nothing that is typed leaves the page."""

import logging
import re

import pytest

from lessons.content.practice_bank import bank
from lessons.screen.note import worked_out
from lessons.server.aside import AsideError
from ptcoding.notes.load import rubric
from ptcoding.notes.review import review
from tests.pages.practicing import arrived, bytes_of, opens, press, spoken
from tests.pages.screen import named

NOTE, BEFORE, CODE = "The note", "The note of the visit before", "Code on the claim"
EVERY, COMPARE = "coach_elements", "coach_compare"
NAMED = "Pt John Miller, DOB 03/04/1951. Knee ext 3x10."
WEAK = "Ther ex 25 min. Tolerated well. Continue POC."
BETTER = "Ther ex 25 min. SLR 3x10 with 2 lb, R knee. Quad strength 4-/5. Tolerated well. Continue POC."
SIGNS = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~:$&=@/])")
HOSTILE = {
    "markup": "**bold** _it_ `code` # head",
    "color and formula": "$x$ :red[x] :material/home:",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "emoji": "🦵🏽 leg 👍",
    "right to left": "\u202eabc שלום مرحبا",
    "link": "[press](javascript:alert(1))",
}


def typed(app, words, code=None):
    named(app.text_area, NOTE).set_value(words).run()
    if code is not None:
        named(app.selectbox, CODE).set_value(code).run()
    assert not app.exception
    return app


def written(words, code=None):
    return typed(arrived("note_coach"), words, code)


def headers(app):
    return [header.value for header in app.header]


def missing(app):
    """The names of what is missing, as the list says them."""
    lists = [element.value for element in app.markdown if element.value.startswith("- **")]
    return re.findall(r"^- \*\*(.+?)\.\*\*", lists[0], flags=re.MULTILINE) if lists else []


# What stands above the note.
BESIDE = ("Paste a line", ":small[**Often", ":green-badge", ":gray-badge")


def on_screen(app):
    """The note as it stands marked up, with its escapes and marks taken off."""
    shown = next(element.value for element in app.markdown if not element.value.startswith(BESIDE))
    bare = re.sub(r":(?:green|orange|red)-background\[((?:\\.|[^\]\\])*)\]", r"\1", shown)
    return SIGNS.sub(r"\1", bare).replace("\u2060", "")


def wall(app):
    """The elements of the wall: those that are shown, and those that are still to be filled in."""
    (line,) = [said.value for said in app.markdown if said.value.startswith((":green-badge", ":gray-badge"))]
    return tuple(line.count(f":{color}-badge[") for color in ("green", "gray"))


def test_it_opens_on_a_weak_note_whose_wall_fills_as_it_is_mended():
    app = arrived("note_coach")
    assert not app.exception
    assert named(app.text_area, NOTE).value == bank().notes["pt_balance_phrase"].text
    assert headers(app) == ["5 of 13 elements shown"]
    assert wall(app) == (5, 8)
    assert ":orange-background[" in spoken(app)
    # What was done is named with its dose: one element more, under the code that stands there.
    typed(app, bank().notes["pt_balance_phrase"].text.replace("CGA.", "CGA: tandem stance on foam 3x30 s."))
    assert wall(app)[0] > 5
    assert named(app.selectbox, CODE).value == "97112"


def test_another_note_in_its_place_has_no_code_until_one_is_chosen():
    app = typed(arrived("note_coach"), "R knee SLR 3x10, 2 lb, quad strength 4-/5.")
    assert named(app.selectbox, CODE).value is None
    assert named(app.selectbox, CODE).placeholder == "Not chosen"
    assert "Review this note" in [button.label for button in app.button]


def test_the_code_that_more_words_carry_comes_first_among_close_ones():
    """Three words for the hands, eight exercises: the walk's own example, in which the hands were put first."""
    done = "Manual therapy: STM to R quad x 8 min, patellar glides. TherEx: SLR 3x10, SAQ 3x10, bridges 3x12, "
    app = written(f"{done}clamshells 2x15, step-ups 3x10, HS curls 3x10 for strength x 30 min.")
    (ranked,) = [said.value for said in app.markdown if said.value.startswith("1. **")]
    assert [line.split("**")[1] for line in ranked.splitlines()] == ["97110", "97140"]
    assert ranked.splitlines()[1].startswith("2. **97140**, 4 of ")


def test_a_full_note_has_marks_and_every_element():
    app = arrived("note_coach", note="pt_knee_line")
    assert not app.exception
    assert named(app.text_area, NOTE).value == bank().notes["pt_knee_line"].text
    assert named(app.selectbox, CODE).value == "97110"
    # The note shows all but the help of another person, which this code does not ask for.
    assert headers(app) == ["12 of 12 elements shown"]
    assert ":green-background[3x8]" in spoken(app)
    opens(app, EVERY)
    every = next(element.value for element in app.markdown if ":material/check: **" in element.value)
    assert len(every.splitlines()) == len(rubric()) == 15
    # The help of another person, and the two elements that only the day's record has.
    assert every.count(":material/close: **") == 3
    assert "**Date and signature**: asked of the day's record." in every


def test_a_full_list_is_never_shown_as_a_good_note():
    app = arrived("note_coach", note="pt_knee_line")
    assert "not how good the note is" in " ".join(caption.value for caption in app.caption)
    assert "What an auditor could still ask" in [one.value for one in app.subheader]
    questions = next(element.value for element in app.markdown if "Was it done, with this patient" in element.value)
    assert len(questions.splitlines()) == 4


def test_words_that_do_not_stand_have_no_count():
    # Nobody does 300 sets of 100 in 15 minutes.
    app = written(
        "R knee. Squats 300x100, 15 min, 1:1, needed for stairs at home. Tactile cues for alignment; kept knee over "
        "toes in 9 of 10 after cues. Up from 5 lb to 8 lb since last visit. Next: step-ups.",
        "97110",
    )
    assert headers(app) == ["The words are there, but the note doesn't hold up"]
    assert "300x100" in spoken(app)


def test_where_few_elements_are_there_the_count_says_enough():
    app = written("Note to self: write R knee, squats 3x10, 15 min, 1:1, cues for alignment.", "97110")
    assert headers(app) == ["0 of 12 elements shown"]
    assert "about how to write a note" in spoken(app)


def test_the_sentence_that_answered_the_advice_is_named():
    app = press(written("R knee. SLR 3x10.", "97110"), "Keep this version to compare")
    typed(app, "R knee. SLR 3x10. Kept reminding her not to roll the hip out.")
    assert "- Gained: **Skilled part**, answered by “Kept reminding her not to roll the hip out\\.”" in spoken(app)


def test_advice_stops_where_a_sentence_may_answer_it_and_the_sentence_is_quoted():
    app = written("Bridges 3x10. Got a full lift on the last five.", "97110")
    assert "The patient's response" not in missing(app)
    told = "- **The patient's response**: “Got a full lift on the last five"
    assert any(told in element.value for element in app.markdown)


def test_every_element_says_what_does_not_count_for_it_and_who_asks():
    app = opens(arrived("note_coach", note="pt_knee_line"), EVERY)
    every = next(element.value for element in app.markdown if ":material/check: **" in element.value).splitlines()
    (dose,) = [line for line in every if "**Dose**" in line]
    assert "“3x8”" in dose
    assert "Medicare's contractor names it for exercise" in dose
    (lacking,) = [line for line in every if "**Level of help**" in line]
    assert "not asked for by this code. **Counts:** " in lacking
    assert "**Does not count:** " in lacking


def test_the_code_on_the_claim_says_what_is_wrongly_put_under_it():
    app = arrived("note_coach", note="pt_knee_line")
    words = [line.value for line in app.markdown]
    assert any(said.startswith(":small[**Often billed under 97110 by mistake:** General fitness") for said in words)
    named(app.selectbox, CODE).set_value("97116").run()
    words = [line.value for line in app.markdown]
    assert any(
        said.startswith(":small[**Often billed under 97116 by mistake:** Walking for distance") for said in words
    )
    assert not any("97110:**" in said for said in words)


def test_every_invented_note_can_be_picked_and_brings_its_code():
    app = arrived("note_coach")
    for key, note in bank().notes.items():
        named(app.selectbox, "Pick an invented note").set_value(key).run()
        assert not app.exception, key
        assert named(app.text_area, NOTE).value == note.text
        assert named(app.selectbox, CODE).value == (note.code or None)
        assert len(headers(app)) == 1


def test_a_name_and_a_birth_date_are_warned_of_before_anything_else():
    app = written(NAMED)
    (warning,) = app.error
    assert warning.value.startswith("This looks as if it names a person.")
    assert [kind in warning.value for kind in ("name: John Miller", "birth date: 03")] == [True, True]
    elements = list(app.main)
    places = [place for place, element in enumerate(elements) if element.type in {"error", "header"}]
    assert elements[places[0]].type == "error"


def test_a_note_without_a_person_raises_no_warning():
    assert not written(BETTER).error


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_typed_is_shown_as_it_is(kind):
    app = written(HOSTILE[kind])
    # A mark that turns the direction of all that follows is seen, not obeyed.
    assert on_screen(app) == HOSTILE[kind].replace("\u202e", "\ufffd")
    # Whatever sign Markdown might read stands escaped: without the escapes none of them is left.
    shown = next(element.value for element in app.markdown if not element.value.startswith(BESIDE))
    bare = re.sub(r":(?:green|orange)-background\[((?:\\.|[^\]\\])*)\]", r"\1", shown)
    assert not re.search(r"[`*_<>$\[\]#:]", re.sub(r"\\.", "", bare))


def test_what_is_typed_is_shown_as_it_is_in_every_list():
    name = "Ther ex 25 min. <b>SLR</b> $x$ 3x10. :red[x] Tolerated well."
    app = opens(written(name, "97110"), EVERY)
    assert not re.search(r"(?<!\\)(?:<b>|:red\[|\$x)", spoken(app))


@pytest.mark.parametrize(
    ("words", "said"),
    [("a" * 20_001, "at most 20,000 characters, 20,001 given"), ("knee\0 3x10", r"without the control character")],
)
def test_a_note_that_cannot_be_read_is_said_and_stays_in_the_field(words, said):
    app = written(words)
    (error,) = app.error
    assert said in error.value
    assert len(error.value) < 300
    assert headers(app) == []
    assert named(app.text_area, NOTE).value == words


def test_the_longest_note_is_read():
    assert len(headers(written(("SLR 3x10. " * 2000)[:20_000]))) == 1


@pytest.mark.parametrize("words", ["", "   \n\t "])
def test_an_empty_note_says_where_the_review_will_stand(words):
    app = written(words)
    assert headers(app) == []
    assert [info.value for info in app.info] == ["The review appears here once there is a note."]


def test_a_version_that_was_kept_shows_what_was_gained_and_lost():
    app = press(written(WEAK, "97110"), "Keep this version to compare")
    assert "Nothing it looks for has changed yet." in spoken(app)
    typed(app, BETTER)
    gained = spoken(app)
    for name in ("Named exercise, technique or task", "Dose", "Body part", "Measurement"):
        assert f"- Gained: **{name}**" in gained
    assert "- Lost:" not in gained
    typed(app, "SLR 3x10 with 2 lb, R knee.")
    changed = spoken(app)
    assert "- Gained: **Dose**" in changed
    assert "- Lost: **Treatment minutes**" in changed


def test_another_invented_note_is_not_compared_with_the_version_of_the_one_before():
    app = press(arrived("note_coach"), "Keep this version to compare")
    assert "Nothing it looks for has changed yet." in spoken(app)
    other = next(key for key in bank().notes if key != app.session_state["coach_example"])
    named(app.selectbox, "Pick an invented note").set_value(other).run()
    changed = spoken(app)
    assert "Nothing it looks for has changed yet." not in changed
    assert "- Gained:" not in changed
    assert "- Lost:" not in changed


def test_the_fit_of_code_and_intent_marks_no_words():
    """The words that speak for the code are no proof of anything else, and mostly a whole line."""
    app = written("Squats to build quadriceps strength.", "97110")
    assert review("Squats to build quadriceps strength.", "97110").elements["code_intent_fit"].spans
    shown = next(element.value for element in app.markdown if "quadriceps" in element.value)
    marked = re.findall(r":green-background\[((?:\\.|[^\]\\])*)\]", shown)
    assert "quadriceps" in " ".join(marked)


def test_an_earlier_note_that_is_the_same_is_wholly_alike():
    app = opens(written(BETTER, "97110"), COMPARE)
    named(app.text_area, BEFORE).set_value(BETTER).run()
    assert not app.exception
    assert [(metric.label, metric.value) for metric in app.metric] == [("Alike", "100%")]
    named(app.text_area, BEFORE).set_value("Gait trained on grass, two falls avoided; spouse taught guarding.").run()
    assert int(app.metric[0].value.rstrip("%")) < 50


def test_the_earlier_note_is_shown_and_quoted_literally_too():
    hostile = "**bold** <b>x</b> $y$ :red[z] SLR 3x10 today and again."
    app = opens(written(hostile), COMPARE)
    named(app.text_area, BEFORE).set_value(hostile).run()
    assert not app.exception
    assert not re.search(r"(?<!\\)(?:\*\*bold|<b>|:red\[|\$y)", spoken(app))


def test_another_code_asks_for_other_things():
    app = written(WEAK, "97110")
    exercise = missing(app)
    assert "Dose" in exercise
    typed(app, WEAK, "97140")
    assert missing(app) != exercise
    assert headers(app) != ["12 of 12 elements shown"]


def test_what_is_typed_stands_nowhere_but_on_the_page(database, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    app = press(written(f"{NAMED} Zanzibarquux knee.", "97110"), "Keep this version to compare")
    opens(opens(app, EVERY), COMPARE)
    named(app.text_area, BEFORE).set_value("Zanzibarquux before").run()
    # An answer on another page writes to the store; what was typed here does not go with it.
    for name, value in (("seed", 5), ("level", 2), ("about", "leftover")):
        app.session_state[f"unit_drills_{name}"] = value
    app.switch_page("site/unit_drills.py").run()
    for field in app.number_input:
        field.set_value(1)
    press(app, "Check the answer")
    assert not app.exception
    assert database.exists()
    heard = caplog.text + "".join(capfd.readouterr()) + str(app.query_params)
    for word in ("Zanzibarquux", "Miller", "03/04/1951"):
        assert word not in heard
        assert word.encode() not in bytes_of(database)


def test_the_note_is_still_there_after_a_visit_to_another_page():
    app = written(BETTER, "97530")
    app.switch_page("site/practice.py").run()
    app.switch_page("site/note_coach.py").run()
    assert named(app.text_area, NOTE).value == BETTER
    assert named(app.selectbox, CODE).value == "97530"


def test_a_paste_of_several_notes_length_is_told_and_never_praised_as_the_note_before():
    app = written("a" * 28_000)
    (error,) = app.error
    assert "at most 20,000 characters, 28,000 given" in error.value


def test_a_long_note_that_cannot_be_read_now_is_told_so_and_stays(monkeypatch):
    class Busy:
        def ask(self, *_):
            raise AsideError("others came first")

    monkeypatch.setattr(worked_out, "aside", Busy)
    app = written(WEAK * 100)
    assert [warning.value.split(" because")[0] for warning in app.warning] == [
        "This long note couldn't be read just now"
    ]
    assert headers(app) == []
    named(opens(app, COMPARE).text_area, BEFORE).set_value(BETTER).run()
    assert len(app.warning) == 2
    assert named(app.text_area, NOTE).value == WEAK * 100
    assert headers(typed(app, BETTER))


def test_a_long_note_is_told_like_a_short_one():
    # 30 characters and 22 or more for each of 200 sentences are above 4,430: more than what is read at once. The loads
    # differ, because what is said over and over is not read each time.
    app = written("Ther ex 25 min. SLR 3x10 with " + "".join(f"{load} lb. Tolerated well. " for load in range(200)))
    assert headers(app)[0].endswith("elements shown")
    # 200 times "Tolerated well" are 200 objections, of which ten are written out; the label is told by what follows it.
    assert any(element.value.endswith("\n- and 190 more") for element in app.markdown)


ROW = "3/2/26 SLR 3x10, pain 4/10.\n3/4/26 SLR 3x12, pain 4/10.\n3/6/26 SLR 3x12 with <b>2 lb</b>, pain 3/10."


def test_several_notes_are_drawn_as_a_row_with_what_moved():
    app = opens(written(BETTER), "coach_visits")
    named(app.text_area, "The notes, one after the other").set_value(ROW).run()
    assert not app.exception
    said = [element.value for element in app.markdown]
    assert [one for one in said if one.startswith("**Visit ")] == [
        "**Visit 1** 3\\/2\\/26",
        "**Visit 2** 3\\/4\\/26",
        "**Visit 3** 3\\/6\\/26",
    ]
    assert "- 3x10 → 3x12" in said
    assert "No sentence is repeated in most of these notes." in said
    assert not re.search(r"(?<!\\)<b>", spoken(app))


def test_a_file_that_begins_with_the_newest_note_is_shown_in_the_order_of_the_visits():
    app = opens(written(BETTER), "coach_visits")
    newest_first = "\n".join(reversed(ROW.split("\n")))
    app.file_uploader[0].set_value(("notes.txt", newest_first.encode("utf-16"), "text/plain")).run()
    assert not app.exception
    said = [element.value for element in app.markdown if element.value.startswith("**Visit ")]
    assert said[0] == "**Visit 1** 3\\/2\\/26"
    assert any(caption.value.startswith("The file starts with the newest note.") for caption in app.caption)


def test_a_file_that_holds_no_notes_is_told_in_one_line():
    app = opens(written(BETTER), "coach_visits")
    app.file_uploader[0].set_value(("notes.txt", b"%PDF-1.7", "text/plain")).run()
    assert "Word document" in app.error[-1].value


def test_one_note_makes_no_row():
    app = opens(written(BETTER), "coach_visits")
    named(app.text_area, "The notes, one after the other").set_value("SLR 3x10.").run()
    assert [info.value for info in app.info][-1].startswith("Only one note was found.")


def test_a_note_is_compared_with_the_claim_it_came_from_and_leads_back():
    app = arrived("session_to_claim")
    assert "Compare with the note" in [link.label for link in app.get("page_link")]
    app.switch_page("site/note_coach.py").run()
    opens(app, "coach_billed")
    assert not app.exception
    assert "**Billed:**" in spoken(app)
    assert "Back to the claim" in [link.label for link in app.get("page_link")]


def test_whoever_comes_from_the_claim_finds_the_comparison_open():
    app = arrived("session_to_claim")
    (link,) = [link for link in app.get("page_link") if link.label == "Compare with the note"]
    assert link.proto.query_string == "beside=claim"
    app.query_params["beside"] = "claim"
    app.switch_page("site/note_coach.py").run()
    assert "**Billed:**" in spoken(app)


def test_dates_of_service_may_stay_in_but_a_birth_date_may_not():
    app = written("Seen 03/04/2026, DOB 04/02/1951.")
    assert "date: 03" in app.error[0].value
    named(app.toggle, "Dates of service may stay in").set_value(True).run()
    assert "date: 03" not in app.error[0].value
    assert "birth date: 04" in app.error[0].value


def test_a_code_whose_words_are_not_read_is_said_to_be_so():
    app = written("Bedside swallow evaluation, 30 min.", "97110")
    assert "are not read here" not in spoken(app)
    # A note's own code counts as the one claimed.
    typed(app, "92610, bedside evaluation of swallowing, 30 min.")
    named(app.selectbox, CODE).set_value(None).run()
    assert "are not read here" in spoken(app)
