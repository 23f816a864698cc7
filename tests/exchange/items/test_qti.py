"""The QTI package as an importer opens it: manifest, quiz, items, right answers and feedback."""

import builtins
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from lessons.content.practice_bank import bank as practice_bank
from ptcoding.errors import InputError
from ptcoding.exchange.items.qti import to_qti
from ptcoding.learning.bank.bank import Bank
from tests.exchange.sample_bank import NOTICES, TEXT, bank, plain, shown

Q = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
CP = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
CANVAS = "{http://canvas.instructure.com/xsd/cccv1p0}"


def opened(raw):
    archive = zipfile.ZipFile(BytesIO(raw))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def items_in(raw):
    """Items by title, through the manifest, as an importer finds them."""
    parts = opened(raw)
    manifest = fromstring(parts["imsmanifest.xml"])
    quiz, meta = manifest.findall(f"{CP}resources/{CP}resource")
    assert quiz.get("type") == "imsqti_xmlv1p2"
    assert quiz.find(f"{CP}dependency").get("identifierref") == meta.get("identifier")
    root = fromstring(parts[quiz.find(f"{CP}file").get("href")])
    found = root.findall(f".//{Q}item")
    assert len({item.get("ident") for item in found}) == len(found)
    return {item.get("title"): item for item in found}


def kind(item):
    fields = {
        row.findtext(f"{Q}fieldlabel"): row.findtext(f"{Q}fieldentry") for row in item.iter(f"{Q}qtimetadatafield")
    }
    return fields["question_type"]


def offered(item):
    """Texts of the choices by id."""
    return {
        label.get("ident"): shown(label.findtext(f".//{Q}mattext"))
        for label in item.iter(f"{Q}response_label")
        if len(label)
    }


def right(item):
    """What the scoring accepts, and what it refuses beside it."""
    (scored,) = (row for row in item.iter(f"{Q}respcondition") if row.find(f"{Q}setvar") is not None)
    assert scored.findtext(f"{Q}setvar") == "100"
    refused = [equal.text for no in scored.iter(f"{Q}not") for equal in no.iter(f"{Q}varequal")]
    return [equal.text for equal in scored.iter(f"{Q}varequal") if equal.text not in refused], refused


def feedback(item):
    return {row.get("ident"): shown(row.findtext(f".//{Q}mattext")) for row in item.iter(f"{Q}itemfeedback")}


@pytest.fixture(scope="module")
def items():
    return items_in(to_qti(bank(), NOTICES))


def test_every_item_is_a_question(items):
    assert list(items) == [item.key for item in bank().items]
    assert [kind(item) for item in items.values()] == [
        "multiple_choice_question",
        "multiple_answers_question",
        "multiple_choice_question",
        "multiple_choice_question",
        "multiple_choice_question",
        "short_answer_question",
        "short_answer_question",
    ]


@pytest.mark.parametrize("key", [item.key for item in bank().items])
def test_texts_are_shown_as_they_stand(items, key):
    item, written = bank()[key], items[key]
    asked = shown(written.findtext(f"{Q}presentation/{Q}material/{Q}mattext"))
    assert plain(item.question) in asked
    assert all(plain(f"{TEXT} {name}") in asked for name in item.notes)
    assert list(offered(written).values()) == [plain(choice.text) for choice in item.choices]
    assert plain(item.why) in feedback(written)["general_fb"]


@pytest.mark.parametrize("key", [item.key for item in bank().items if item.choices])
def test_right_choices_score_and_every_choice_says_why(items, key):
    item, written = bank()[key], items[key]
    texts, told = offered(written), feedback(written)
    accepted, refused = right(written)
    assert [texts[ident] for ident in accepted] == [plain(choice.text) for choice in item.choices if choice.right]
    wrong = [plain(choice.text) for choice in item.choices if not choice.right]
    assert [texts[ident] for ident in refused] == (wrong if item.many else [])
    assert [told[f"{ident}_fb"] for ident in texts] == [plain(choice.why) for choice in item.choices]


def test_units_are_entered_in_a_row(items):
    assert right(items["times"])[0] == ["2, 1", "2,1", "2 1"]
    assert right(items["tie"])[0] == ["2, 1", "2,1", "2 1", "1, 2", "1,2", "1 2"]


def test_two_questions_in_the_same_words_stay_two(items):
    first, again = (
        shown(items[key].findtext(f"{Q}presentation/{Q}material/{Q}mattext")) for key in ("recall", "recall-again")
    )
    assert again == f"{first} (2)"


def test_the_notices_stand_in_the_description_of_the_quiz():
    (meta,) = (raw for name, raw in opened(to_qti(bank(), NOTICES)).items() if name.endswith("assessment_meta.xml"))
    assert shown(fromstring(meta).findtext(f"{CANVAS}description")) == " ".join(NOTICES)


def test_nothing_is_run_and_no_file_is_read_or_written(monkeypatch):
    """The texts hold a block of code that asks to be run, and a picture that names a file."""
    to_qti(bank(), NOTICES)

    def refused(*_arguments, **_named):
        raise AssertionError

    for place, name in ((subprocess, "run"), (subprocess, "Popen"), (builtins, "open"), (Path, "open")):
        monkeypatch.setattr(place, name, refused)
    assert to_qti(bank(), NOTICES)


def test_the_same_bank_gives_the_same_bytes():
    assert to_qti(bank(), NOTICES) == to_qti(bank(), NOTICES)


def test_the_manifest_is_of_the_day_of_the_latest_item():
    assert b"<imsmd:dateTime>2026-11-21<" in opened(to_qti(bank(), NOTICES))["imsmanifest.xml"]


def test_an_empty_bank_is_refused():
    with pytest.raises(InputError, match="at least one item"):
        to_qti(Bank((), {}, ()), NOTICES)


def test_the_whole_bank_is_written():
    assert list(items_in(to_qti(practice_bank(), NOTICES))) == [item.key for item in practice_bank().items]
