"""What a package says of itself holds against the schema of its kind, and every name in it leads to something."""

import zipfile
from xml.etree import ElementTree as ET

import pytest

from lessons.static.lms.deck import build_deck
from lessons.static.lms.manifest import Kind, Unit, manifest
from lessons.static.lms.package import build_package
from tests.bench.server import CHECKOUT
from tests.static.lms.schemas import complaints

CACHE = CHECKOUT / "build"
UNIT = Unit("exam", "Exam & more", "Take it.", scored=True)
FILES = ("py/worker.js", "index.html", "a b.css")
MANIFESTS = {Kind.SCORM_12: "imsmanifest.xml", Kind.SCORM_2004: "imsmanifest.xml", Kind.CMI5: "cmi5.xml"}
# What each kind must not say, and a word of the schema's complaint.
BROKEN = {
    Kind.SCORM_12: (
        (b'adlcp:scormtype="sco"', b'adlcp:scormtype="unit"', "scormtype"),
        (b'identifier="unit"', b'identifier="two words"', "identifier"),
        (b'identifier="site"', b'identifier="unit"', "identifier"),
        (b'isvisible="true"', b'isvisible="maybe"', "isvisible"),
        (b"<organizations", b"<resources /><organizations", "resources"),
    ),
    Kind.SCORM_2004: (
        (b'adlcp:scormType="sco"', b'adlcp:scormType="unit"', "scormType"),
        (b'identifier="unit"', b'identifier="two words"', "identifier"),
        (b'completionSetByContent="true"', b'completionSetByContent="yes"', "completionSetByContent"),
        (b"imsss:deliveryControls", b"imsss:controls", "controls"),
        (b"<metadata>", b"<organizations /><metadata>", "metadata"),
    ),
    Kind.CMI5: (
        (b'id="urn:ptcoding:unit:exam"', b'id="exam"', "au"),
        (b'moveOn="CompletedAndPassed"', b'moveOn="Done"', "au"),
        (b'masteryScore="0.8"', b'masteryScore="80"', "au"),
        (b"index.html", b"", "anyURI"),
        (b'lang="en-US"', b'lang="en_US"', "lang"),
    ),
}


def build(out, start, record, own):
    """A site of a few files."""
    assert record
    for name in ("index.html", "exam/index.html", "py/worker.js", *(script.name for script in own)):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(start, encoding="utf-8")


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("address", ["minutes-and-the-table", "exam?exam=4711.20.80&edition=2", "deck"])
def test_every_kind_of_package_holds_against_its_schema_and_has_what_it_names(kind, address, tmp_path):
    if address == "deck":
        package = build_deck(tmp_path, kind, "units_and_codes_45")
    else:
        package = build_package(tmp_path, kind, address, build)
    with zipfile.ZipFile(package) as read:
        names, written = set(read.namelist()) - {MANIFESTS[kind]}, read.read(MANIFESTS[kind])
    assert complaints(kind, written, CACHE) == []
    root = ET.fromstring(written)
    if kind is Kind.CMI5:
        (start,) = root.iter(f"{{{root.tag[1:].partition('}')[0]}}}url")
        assert start.text in names
    else:
        # No file twice, none left out, none that is not there.
        assert sorted(one.get("href") for one in root.iter() if one.tag.endswith("}file")) == sorted(names)
        started = [one.get("href") for one in root.iter() if one.tag.endswith("}resource")]
        assert (len(started), started[0] in names) == (1, True)


@pytest.mark.parametrize(("kind", "right", "wrong", "about"), [(kind, *row) for kind in Kind for row in BROKEN[kind]])
def test_the_schema_of_each_kind_complains_of_what_is_wrong(kind, right, wrong, about):
    _, written = manifest(kind, UNIT, FILES)
    assert written.count(right) >= 1
    (said, *_) = complaints(kind, written.replace(right, wrong, 1), CACHE)
    assert about in said
