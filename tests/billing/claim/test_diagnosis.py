"""Diagnosis codes: official titles, what a code says, and the findings on a visit's codes."""

import subprocess
import sys
from contextlib import suppress
from datetime import date
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptcoding.billing.claim.diagnosis import Diagnosis, diagnosis_findings, look_up
from ptcoding.billing.claim.tabular import tabular
from ptcoding.errors import InputError
from ptcoding.explanation import message
from ptcoding.facts import facts
from ptcoding.finding import Finding, Severity
from tests.strategies import hostile_text

IN_FORCE = date(2026, 9, 30)
JUDGED = "diagnosis_judged"
HEALING = "subsequent encounter for closed fracture with routine healing"


def kinds(*codes: str, on: date | None = None) -> list[str]:
    return [finding.kind for finding in diagnosis_findings(codes, on, facts()) if finding.kind != JUDGED]


def the(kind: str, *codes: str) -> Finding:
    return next(finding for finding in diagnosis_findings(codes, None, facts()) if finding.kind == kind)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("S52.501A", "Unspecified fracture of the lower end of right radius, initial encounter for closed fracture"),
        ("S52.511A", "Displaced fracture of right radial styloid process, initial encounter for closed fracture"),
        (
            "S52.501D",
            f"Unspecified fracture of the lower end of right radius, {HEALING}",
        ),
        (
            "S52.511D",
            f"Displaced fracture of right radial styloid process, {HEALING}",
        ),
        ("S52.514A", "Nondisplaced fracture of right radial styloid process, initial encounter for closed fracture"),
        ("M62.81", "Muscle weakness (generalized)"),
        ("Z96.651", "Presence of right artificial knee joint"),
        ("Z96.652", "Presence of left artificial knee joint"),
        ("Z96.653", "Presence of artificial knee joint, bilateral"),
        ("Z96.641", "Presence of right artificial hip joint"),
        ("Z47.1", "Aftercare following joint replacement surgery"),
        ("Z47.89", "Encounter for other orthopedic aftercare"),
        ("M25.561", "Pain in right knee"),
        ("M25.511", "Pain in right shoulder"),
        ("M25.531", "Pain in right wrist"),
        ("M25.661", "Stiffness of right knee, not elsewhere classified"),
        ("M25.611", "Stiffness of right shoulder, not elsewhere classified"),
        ("M25.631", "Stiffness of right wrist, not elsewhere classified"),
        ("M54.50", "Low back pain, unspecified"),
        ("M54.59", "Other low back pain"),
        ("M54.2", "Cervicalgia"),
        ("M54.16", "Radiculopathy, lumbar region"),
        ("M17.11", "Unilateral primary osteoarthritis, right knee"),
        ("M16.11", "Unilateral primary osteoarthritis, right hip"),
        ("M75.01", "Adhesive capsulitis of right shoulder"),
        ("M75.41", "Impingement syndrome of right shoulder"),
        ("M75.101", "Unspecified rotator cuff tear or rupture of right shoulder, not specified as traumatic"),
        ("S83.511D", "Sprain of anterior cruciate ligament of right knee, subsequent encounter"),
        ("S93.401D", "Sprain of unspecified ligament of right ankle, subsequent encounter"),
        ("R26.2", "Difficulty in walking, not elsewhere classified"),
        ("R26.81", "Unsteadiness on feet"),
        ("R26.89", "Other abnormalities of gait and mobility"),
        ("R29.6", "Repeated falls"),
        ("R27.8", "Other lack of coordination"),
        ("I69.351", "Hemiplegia and hemiparesis following cerebral infarction affecting right dominant side"),
        ("G20.A1", "Parkinson's disease without dyskinesia, without mention of fluctuations"),
        ("M24.561", "Contracture, right knee"),
        ("M77.11", "Lateral epicondylitis, right elbow"),
        ("M72.2", "Plantar fascial fibromatosis"),
        ("M76.61", "Achilles tendinitis, right leg"),
        ("G56.01", "Carpal tunnel syndrome, right upper limb"),
    ],
)
def test_official_title_of_a_billable_code(code: str, title: str) -> None:
    found = look_up(code, facts())
    assert (found.title, found.valid, found.billable) == (title, True, True)


def test_the_displaced_styloid_fracture_is_511_and_not_501() -> None:
    assert "styloid" not in look_up("S52.501A", facts()).title
    assert look_up("S52.501A", facts()).unspecified
    assert look_up("S52.511A", facts()).title.startswith("Displaced fracture of right radial styloid")
    assert not look_up("S52.511A", facts()).unspecified


@pytest.mark.parametrize("typed", ["M25.561", "M25561", "m25.561", "m25561", " M25.561 ", "M25.561\n"])
def test_a_code_may_be_typed_without_dot_and_in_any_case(typed: str) -> None:
    assert look_up(typed, facts()) == look_up("M25.561", facts())
    assert look_up(typed, facts()).code == "M25.561"


@pytest.mark.parametrize(
    ("code", "side"),
    [
        ("M25.561", "right"),
        ("M25.562", "left"),
        ("Z96.653", "bilateral"),
        ("S52.511D", "right"),
        ("I69.351", "right"),
        ("M17.11", "right"),
        ("M17.0", "bilateral"),
        ("M25.569", ""),
        ("M54.2", ""),
        ("M62.81", ""),
        ("I50.1", ""),  # the left ventricle is no side of the body
    ],
)
def test_side_of_a_code(code: str, side: str) -> None:
    assert look_up(code, facts()).laterality == side


@pytest.mark.parametrize(
    ("code", "encounter"),
    [
        ("S52.501A", "initial"),
        ("S52.501D", "subsequent"),
        ("S52.501S", "sequela"),
        ("S52.501G", "subsequent"),
        ("S93.401A", "initial"),
        ("M25.561", ""),
        ("Z47.1", ""),
        ("S52.501", ""),
        ("I69.351", ""),
    ],
)
def test_encounter_of_a_code(code: str, encounter: str) -> None:
    assert look_up(code, facts()).encounter == encounter


@pytest.mark.parametrize(
    ("code", "aftercare", "injury"),
    [
        ("Z41.1", False, False),
        ("Z42.1", True, False),
        ("Z47.1", True, False),
        ("Z49.01", True, False),
        ("Z51.0", True, False),
        ("Z96.651", False, False),
        ("R99", False, False),
        ("S00.00XA", False, True),
        ("T34.90XA", False, True),
        ("T36.0X1A", False, False),
        ("M80.00XA", False, False),
    ],
)
def test_aftercare_and_injury(code: str, aftercare: bool, injury: bool) -> None:
    found = look_up(code, facts())
    assert (found.aftercare, found.injury) == (aftercare, injury)


@pytest.mark.parametrize(
    "code",
    ["", " ", "x" * 300, "S52.501A" * 40, "<b>M25</b>", "💥", "M", "M2", "1", "19", "S00-S09", "M25.", "M25.56123",
     "M 25.561", "M25..561", ".M25", "2M5", "QAA", "QAA.01", "МＭ25", "M٢٥.561", "\x00", "\ud800"],
)  # fmt: skip
def test_what_has_not_the_shape_of_a_code_is_refused(code: str) -> None:
    with pytest.raises(InputError) as error:
        look_up(code, facts())
    assert error.value.problems[0].field == "diagnosis"
    assert len(str(error.value)) < 200


@pytest.mark.parametrize("value", [None, 7, True, b"M25.561", ["M25.561"]])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(InputError):
        look_up(value, facts())
    with pytest.raises(InputError, match=r"diagnoses\[1\]"):
        diagnosis_findings(["M54.2", value], None, facts())


def test_a_code_that_the_list_does_not_have_is_not_valid() -> None:
    assert look_up("M25.569X", facts()) == Diagnosis(
        "M25.569X", "", False, False, False, "", "", False, False, facts().diagnosis_release.name
    )


def test_parkinsons_disease_alone_is_no_longer_billable() -> None:
    found = look_up("G20", facts())
    assert (found.valid, found.billable) == (True, False)
    finding = the("diagnosis_not_billable", "G20")
    assert finding.severity is Severity.ERROR
    assert "G20.A1 (Parkinson's disease without dyskinesia, without mention of fluctuations)" in message(finding)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("X99.ZZZ", "nearest heading is X99, Assault by sharp object"),
        ("M25.568", "nearest heading is M25.56, Pain in knee; the list has M25.561 (Pain in right knee)"),
        ("M54.51X", "nearest heading is M54.51, Vertebrogenic low back pain"),
        ("S52.501X", "S52.501D (Unspecified fracture of the lower end of right radius, subsequent encounter"),
    ],
)
def test_an_invalid_code_is_told_what_stands_nearest(code: str, words: str) -> None:
    finding = the("diagnosis_not_valid", code)
    assert finding.severity is Severity.ERROR
    assert words in message(finding)


def test_an_invalid_category_has_nothing_near() -> None:
    assert message(the("diagnosis_not_valid", "U99")).endswith("release of April 1, 2026.")


def test_a_missing_seventh_character_is_said() -> None:
    said = message(the("diagnosis_seventh", "S93.401"))
    assert "lacks its seventh character: S93.401D" in said


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("M25.569", ["M25.561", "M25.562"]),
        ("M54.50", ["M54.51"]),
        ("M75.101", ["M75.111", "M75.121"]),
        ("S93.401D", ["S93.411D", "S93.421D", "S93.431D", "and"]),
        ("R26.9", ["R26.0", "R26.1"]),
    ],
)
def test_an_unspecified_code_is_told_of_up_to_three_specific_ones(code: str, named: list[str]) -> None:
    finding = the("diagnosis_unspecified", code)
    assert finding.severity is Severity.NOTE
    assert [part.split()[0] for part in str(finding.values["near"]).split("; ")] == named


def test_specific_codes_keep_the_side_and_the_seventh_character() -> None:
    near = str(the("diagnosis_unspecified", "S52.501A").values["near"])
    codes = [part.split(" (")[0] for part in near.split("; ") if part.startswith("S52")]
    assert len(codes) == 3
    assert {look_up(code, facts()).laterality for code in codes} == {"right"}
    assert {code[-1] for code in codes} == {"A"}


@pytest.mark.parametrize("code", ["M25.561", "M54.2", "S52.511D", "T14.90XD"])
def test_no_specific_code_is_named_where_none_is_near(code: str) -> None:
    assert "diagnosis_unspecified" not in kinds(code)


@pytest.mark.parametrize("codes", [("Z47.1", "S72.141D"), ("S72.141D", "Z47.89")])
def test_aftercare_beside_an_injury_is_a_warning(codes: tuple[str, str]) -> None:
    finding = the("diagnosis_aftercare", *codes)
    assert (finding.severity, finding.codes, finding.lines) == (Severity.WARNING, codes, (0, 1))
    assert finding.source == "icd10-injury-aftercare"


@pytest.mark.parametrize("codes", [("Z47.1", "Z96.651"), ("Z47.1",), ("S72.141D",), ("Z96.651", "S72.141D")])
def test_aftercare_without_an_injury_is_none(codes: tuple[str, ...]) -> None:
    assert "diagnosis_aftercare" not in kinds(*codes)


def test_rehabilitation_of_a_healing_fracture_is_normally_a_subsequent_encounter() -> None:
    finding = the("diagnosis_active", "S52.511A")
    assert finding.severity is Severity.NOTE
    assert "S52.511D" in message(finding)
    assert "diagnosis_active" not in kinds("S52.511D")


def test_an_open_fracture_under_active_treatment_is_noticed_too() -> None:
    assert "diagnosis_active" in kinds("S52.511B")


def test_weakness_alone_says_little() -> None:
    assert kinds("M62.81") == ["diagnosis_vague"]
    assert kinds("M62.81", "M25.561") == []


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
        (date(2026, 9, 30), False),
        (date(2026, 10, 1), True),
        (None, False),
    ],
)
def test_a_date_outside_the_release_is_said(on: date | None, said: bool) -> None:
    assert ("diagnosis_release" in kinds("M25.561", on=on)) is said


def test_days_are_written_as_people_write_them() -> None:
    found = diagnosis_findings(["M25.561"], date(2026, 11, 2), facts())
    (said,) = [message(one) for one in found if one.kind == "diagnosis_release"]
    assert "for services from April 1, 2026 to September 30, 2026. For November 2, 2026" in said


@pytest.mark.parametrize(
    ("codes", "signs", "others"),
    [
        (("M75.01", "M25.611"), "M25.611", "M75.01"),
        (("G35.A", "R26.81", "R53.83"), "R26.81 and R53.83", "G35.A"),
        (("R29.6", "S52.511D"), "R29.6", "S52.511D"),
    ],
)
def test_a_sign_beside_a_disease_is_pointed_out(codes: tuple[str, ...], signs: str, others: str) -> None:
    (note,) = (one for one in diagnosis_findings(codes, None, facts()) if one.kind == "diagnosis_sign")
    assert (note.severity, note.values["signs"], note.values["others"]) == (Severity.NOTE, signs, others)
    assert "guideline I.B.5" in message(note)


@pytest.mark.parametrize(
    "codes",
    [("R29.6", "R26.81"), ("M25.561",), ("Z47.1", "Z96.651", "M25.661"), ("M62.81", "R26.89"), ("M17.11", "M16.11")],
)
def test_a_sign_without_a_disease_beside_it_is_not(codes: tuple[str, ...]) -> None:
    assert "diagnosis_sign" not in [one.kind for one in diagnosis_findings(codes, None, facts())]


def test_people_judge_necessity() -> None:
    said = diagnosis_findings(["M25.561", "M25.661"], IN_FORCE, facts())
    assert [finding.kind for finding in said] == [JUDGED]
    assert "judged by people" in message(said[0])


def test_no_code_has_no_finding() -> None:
    assert diagnosis_findings([], None, facts()) == diagnosis_findings(["", "  "], None, facts()) == ()


# The package's list of April 2026 has these; every other code has a digit second.
@pytest.mark.parametrize(("code", "billable"), [("QA0.0101", True), ("qa00142", True), ("QA0.014", False)])
def test_a_code_with_a_letter_second_is_looked_up(code: str, billable: bool) -> None:
    found = look_up(code, facts())
    assert (found.valid, found.billable) == (True, billable)
    assert "diagnosis_malformed" not in {one.kind for one in diagnosis_findings([code], None, facts())}


def test_a_malformed_code_is_a_finding_on_its_line_and_stops_no_other() -> None:
    found = diagnosis_findings(["<script>alert(1)</script>", "G20", "💥", "x" * 300], None, facts())
    assert [(one.kind, one.lines) for one in found if one.kind != JUDGED] == [
        ("diagnosis_malformed", (0,)),
        ("diagnosis_malformed", (2,)),
        ("diagnosis_malformed", (3,)),
        ("diagnosis_not_billable", (1,)),
    ]
    assert all(len(message(one)) < 400 for one in found)


@pytest.mark.parametrize("count", [40, 41])
def test_more_codes_than_a_visit_can_have_are_refused(count: int) -> None:
    if count == 40:
        assert diagnosis_findings(["M54.2"] * count, None, facts())
    else:
        with pytest.raises(InputError, match="at most 40 codes"):
            diagnosis_findings(["M54.2"] * count, None, facts())


shaped = st.from_regex(r"[A-Za-z][0-9][0-9A-Za-z]\.?[0-9A-Za-z]{0,4}", fullmatch=True)


@given(st.lists(hostile_text() | shaped, max_size=5))
def test_any_text_is_looked_up_or_refused(codes: list[str]) -> None:
    for code in codes:
        with suppress(InputError):
            found = look_up(code, facts())
            assert found.valid is bool(found.title)
    for finding in diagnosis_findings(codes, IN_FORCE, facts()):
        assert message(finding)
        assert finding.source in facts().sources


@given(st.sampled_from(sorted(tabular().titles)))
def test_every_code_of_the_list_can_be_looked_up(code: str) -> None:
    found = look_up(code.lower().replace(".", ""), facts())
    assert (found.code, found.title) == (code, tabular().titles[code])
    assert "diagnosis_not_valid" not in kinds(code)


def test_the_release_named_is_the_one_the_package_carries() -> None:
    assert version("simple-icd-10-cm") == facts().diagnosis_release.package


@pytest.mark.parametrize("row", [facts().diagnosis_release, *facts().diagnosis_groups])
def test_every_row_cites_a_source_of_the_data(row: object) -> None:
    assert row.sources
    assert set(row.sources) <= set(facts().sources)


def test_a_look_up_needs_no_package_and_keeps_little() -> None:
    program = (
        "import sys, gc; sys.modules['simple_icd_10_cm'] = None\n"
        "from ptcoding.billing.claim.diagnosis import look_up\n"
        "from ptcoding.facts import facts\n"
        "print(look_up('M54.2', facts()).title); gc.collect()\n"
        "print(len(gc.get_objects()) < 50_000)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["Cervicalgia", "True"]
