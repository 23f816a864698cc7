"""Two successive notes: how alike they are, what moved, what an auditor would mark."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.facts import facts
from ptcoding.facts.words import templates
from ptcoding.notes.clone import compare, sentence
from ptcoding.notes.figures import LONGEST_NOTE, words
from tests.bench.coach import copied, sets

FIRST = (
    "3/2/26. R knee: SLR 3x10 with 2 lb, red band side steps 2x15 ft. Flexion 95 degrees, pain 3/10. "
    "Min A on the step. Tolerated well, no complaints. Goal: stairs at home. 15 min."
)


MOVED = (
    "3/4/26. 15 min. Goal: stairs at home. Min A on the step. Flexion 95 degrees, pain 3/10. Tolerated well, no"
    " complaints. R knee: SLR 3x10 with 2 lb, red band side steps 2x15 ft."
)
REWORDED = (
    "3/4/26. Right knee work today: 3x10 SLR using 2 lb, then side steps 2x15 ft, red band. Pain was 3/10 and flexion "
    "95 degrees. Needed min A on the step. Handled well, no complaints. Aim is stairs at home. 15 min."
)
HALF = (
    "3/4/26. R knee: SLR 3x10 with 2 lb, red band side steps 2x15 ft. Flexion 95 degrees, pain 3/10. Knee let go on"
    " the third stair, caught by the rail; cued to look ahead and it held."
)
FORWARD = (
    "3/4/26. R knee: SLR 3x12 with 3 lb, green band side steps 2x20 ft. Flexion 102 degrees, pain 2/10. CGA on the"
    " step. Third stair without the rail for the first time. Goal: stairs at home. 18 min."
)


def kinds(first: str, second: str) -> list[str]:
    return [finding.kind for finding in compare(first, second).findings]


def test_identical_notes_are_wholly_alike() -> None:
    found = compare(FIRST, FIRST)
    assert found.share == 1.0
    assert [finding.kind for finding in found.findings] == ["identical"]
    assert found.changes == ()
    assert {one.share for one in found.sentences} == {1.0}


@pytest.mark.parametrize("second", [FIRST.upper(), FIRST.replace(" ", "  \n"), f"\n{FIRST}\t"])
def test_case_and_blanks_do_not_count(second: str) -> None:
    assert compare(FIRST, second).share == 1.0
    assert kinds(FIRST, second) == ["identical"]


def test_a_new_date_on_an_old_note_is_named() -> None:
    second = FIRST.replace("3/2/26", "3/4/26")
    found = compare(FIRST, second)
    assert 0.95 < found.share < 1
    assert [sentence(one) for one in found.findings] == [
        "Only the date differs (3/2/26 to 3/4/26). A new date on an old note is what a reviewer means by cloned."
    ]


def test_a_date_that_was_added_is_named_too() -> None:
    assert kinds("SLR 3x10 for quads", "2026-03-04 SLR 3x10 for quads") == ["only_date"]


def test_figures_and_levels_that_moved_are_paired() -> None:
    second = (
        FIRST.replace("3/2/26", "3/4/26")
        .replace("3x10", "3x12")
        .replace("2 lb", "3 lb")
        .replace("red", "green")
        .replace("95", "102")
        .replace("3/10", "2/10")
        .replace("Min A", "CGA")
        .replace("15 min", "18 min")
    )
    assert [(change.kind, change.before, change.after) for change in compare(FIRST, second).changes] == [
        ("date", "3/2/26", "3/4/26"),
        ("dose", "3x10", "3x12"),
        ("dose", "2", "3"),
        ("dose", "red", "green"),
        ("measure", "95", "102"),
        ("measure", "3/10", "2/10"),
        ("level", "min", "cga"),
        ("minutes", "15", "18"),
    ]


def test_a_note_that_only_changes_its_minutes_is_nearly_identical() -> None:
    second = FIRST.replace("3/2/26", "3/4/26").replace("15 min", "16 min")
    assert kinds(FIRST, second) == ["near", "measures", "dose", "response"]


def test_what_was_repeated_is_told_with_its_words() -> None:
    second = FIRST.replace("3/2/26", "3/4/26").replace("15 min", "16 min")
    told = {one.kind: sentence(one) for one in compare(FIRST, second).findings}
    assert "(95, 3/10)" in told["measures"]
    assert "(3x10, 2, red" in told["dose"]
    assert "“Tolerated well, no complaints”" in told["response"]


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ("95 degrees", "99 degrees", "measures"),
        ("3x10", "3x12", "dose"),
        ("Tolerated well, no complaints", "Pain rose to 5/10 in set 3 and fell at rest", "response"),
    ],
)
def test_what_changed_is_not_called_repeated(old: str, new: str, gone: str) -> None:
    assert gone in kinds(FIRST, FIRST.replace("15 min", "16 min"))
    assert gone not in kinds(FIRST, FIRST.replace("15 min", "16 min").replace(old, new))


def test_unrelated_notes_are_hardly_alike_and_nothing_is_marked() -> None:
    other = (
        "Left hand: paraffin dip, six layers, skin checked. Jar opened with a rubber mat, two of three tries unaided."
    )
    found = compare(FIRST, other)
    assert found.share < 0.15
    assert found.findings == ()


def test_a_sentence_that_moved_is_unchanged_all_the_same() -> None:
    found = compare("One leg stance 9 s. Gait 30 m with cane.", "Gait 30 m with cane. One leg stance 9 s.")
    assert [one.share for one in found.sentences] == [1.0, 1.0]
    assert [span.text for span in found.unchanged] == ["Gait 30 m with cane", "One leg stance 9 s"]


def test_unchanged_words_are_marked_in_the_second_note() -> None:
    found = compare("Cue to keep the knee over the toe in set 1.", "Cue to keep the knee over the heel in set 2.")
    assert [span.text for span in found.unchanged] == ["Cue to keep the knee over the"]
    # Nine of eleven words are kept.
    assert [one.share for one in found.sentences] == [0.818]
    assert found.share == 0.818


@pytest.mark.parametrize(("second", "kind"), [(MOVED, "reordered"), (REWORDED, "reworded"), (HALF, "half")])
def test_a_copy_in_disguise_is_found(second: str, kind: str) -> None:
    assert kind in kinds(FIRST, second)


def test_a_note_that_moved_forward_is_no_copy_in_disguise() -> None:
    assert set(kinds(FIRST, FORWARD)) & {"identical", "near", "reordered", "reworded", "half"} == set()


@pytest.mark.parametrize(
    ("first", "second", "share"), [("", "", 1.0), ("", FIRST, 0.0), (FIRST, "", 0.0), (".", "!", 1.0)]
)
def test_an_empty_note_marks_nothing(first: str, second: str, share: float) -> None:
    found = compare(first, second)
    assert found.share == share
    assert found.findings == ()


def test_15_minutes_are_no_minimal_help() -> None:
    assert [word.kind for word in words("15 min")] == ["minutes", "word"]
    assert [word.kind for word in words("Min A")] == ["level", "word"]
    assert [word.kind for word in words("CGA")] == ["level"]


def test_every_finding_has_its_sentence_and_every_sentence_its_finding() -> None:
    near = FIRST.replace("15 min", "16 min")
    pairs = [(FIRST, FIRST), (FIRST, FIRST.replace("3/2/26", "3/4/26")), (FIRST, near), (FIRST, MOVED)]
    pairs += [(FIRST, REWORDED), (FIRST, HALF)]
    found = [finding for first, second in pairs for finding in compare(first, second).findings]
    assert {finding.kind for finding in found} == set(templates()["likeness"])
    assert all(sentence(finding).endswith(".") for finding in found)
    assert {finding.source for finding in found} <= set(facts().sources)


@pytest.mark.alone
@pytest.mark.parametrize("text", ["a b " * 5000, "3x10. " * 3300, "word" * 5000, "12/12/2026 " * 1800])
def test_the_longest_notes_are_compared_in_time(text: str) -> None:
    start = time.perf_counter()
    compare(text, text[::-1])
    assert time.perf_counter() - start < 3


def test_what_lies_beyond_the_limit_is_not_read() -> None:
    assert compare("a " * LONGEST_NOTE, "a " * (LONGEST_NOTE + 500)).share == 1.0


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_are_compared(first: str, second: str) -> None:
    found = compare(first, second)
    assert 0 <= found.share <= 1
    assert compare(first, first).share == 1.0
    assert all(0 <= one.share <= 1 for one in found.sentences)
    spans = [*found.unchanged, *(one.span for one in found.sentences), *(change.span for change in found.changes)]
    assert not [span for span in spans if second[span.start : span.end] != span.text]
    assert all(sentence(finding).endswith(".") for finding in found.findings)


@given(st.text(max_size=120), st.text(max_size=120))
def test_likeness_is_the_same_either_way(first: str, second: str) -> None:
    assert compare(first, second).share == compare(second, first).share


SKILL = "The unique skills of a therapist are needed to grade the task, cue the sequence and keep him safe."


@pytest.mark.parametrize("pairs", sets("copies"))
def test_our_own_pairs_are_told_apart(pairs) -> None:
    # Each set was read once before anything was mended for it; what that first reading gave stands beside it.
    score = copied(pairs["pair"])
    assert (score.missed, score.extra) == (0, 0)


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        # The same numbers, joined in other ways: 11 of 20 is 11/20, 4 bouts of 30 is 4x30.
        (
            "Practiced naming foods, 11 of 20 correct with phonemic cues; 4 bouts of 30 sec.",
            "Naming of foods practiced: 11/20 correct given phonemic cueing, 4x30 sec.",
            ["reworded"],
        ),
        # One dose more is progress, however much else stays; and in a few words sameness is chance.
        ("SLR 3x12, heel raise 2x10, cue hip level, pain low.", "SLR 3x12, 2 lb, heel raise 2x10, cue hip level.", []),
        ("Rows 3x12.", "Did rows 3x12.", []),
        # A goal keeps its figures by right; the rest of the visit is another.
        ("Goal: stairs with one rail by 4/30. Sat 4 min.", "Goal: stairs with one rail by 4/30. Walked 40 ft.", []),
        # Long sentences of skill and need that stand again are half of the note.
        (
            f"Socks on with aid. {SKILL}",
            f"Cooked an egg. {SKILL}",
            ["half"],
        ),
    ],
)
def test_what_is_kept_by_right_and_what_is_not(first, second, kind) -> None:
    disguised = ("near", "reordered", "reworded", "half", "measures")
    assert [found for found in kinds(first, second) if found in disguised] == kind


def test_a_dose_at_the_end_of_a_sentence_is_a_dose() -> None:
    (moved,) = compare("SLR 3x10.", "SLR 3x12.").changes
    assert (moved.kind, moved.before, moved.after) == ("dose", "3x10", "3x12")


def test_a_short_note_under_a_new_date_is_near_and_not_moved():
    # Without its date, 6 of 7 words stand as they stood: SLR went from 3x10 to 3x12.
    before, after = (
        f"{day}\nR knee SLR {dose}, 15 min, 1:1." for day, dose in (("03/02/2026", "3x10"), ("03/04/2026", "3x12"))
    )
    (found,) = compare(before, after).findings
    assert (found.kind, found.values["share"]) == ("near", 85)
    assert sentence(found).startswith("Dates aside, 85 percent")


def test_a_range_without_its_unit_is_a_measure() -> None:
    (moved,) = compare("Knee AROM 0-90", "Knee AROM 0-91").changes
    assert (moved.kind, moved.before, moved.after) == ("measure", "90", "91")
