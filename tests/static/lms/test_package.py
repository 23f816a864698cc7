"""A package says of itself what its platform has to know, and every file of it is named."""

import zipfile
from xml.etree import ElementTree as ET

import pytest

from lessons.content.aim import aim_of
from lessons.static.lms.__main__ import main
from lessons.static.lms.manifest import Kind, Unit, manifest
from lessons.static.lms.package import asked_by, build_package, scripts, unit_of
from ptcoding.errors import DocumentError

UNIT = Unit("exam", "Exam & more", "Take it.", scored=True)
CP12, ADL12 = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}", "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
CP, ADL = "{http://www.imsglobal.org/xsd/imscp_v1p1}", "{http://www.adlnet.org/xsd/adlcp_v1p3}"
CMI5 = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
FILES = ("py/worker.js", "index.html", "a b.css")


@pytest.mark.parametrize(
    ("kind", "cp", "sco", "version"),
    [
        (Kind.SCORM_12, CP12, f"{ADL12}scormtype", "1.2"),
        (Kind.SCORM_2004, CP, f"{ADL}scormType", "2004 4th Edition"),
    ],
)
def test_a_manifest_names_its_version_one_unit_and_every_file(kind, cp, sco, version):
    name, written = manifest(kind, UNIT, FILES)
    root = ET.fromstring(written)
    assert name == "imsmanifest.xml"
    assert (root.tag, root.find(f"{cp}metadata/{cp}schemaversion").text) == (f"{cp}manifest", version)
    (item,) = root.iter(f"{cp}item")
    (resource,) = root.iter(f"{cp}resource")
    assert (item.get("identifierref"), item.find(f"{cp}title").text) == (resource.get("identifier"), "Exam & more")
    assert (resource.get(sco), resource.get("href"), resource.get("type")) == ("sco", "index.html", "webcontent")
    assert [file.get("href") for file in resource] == ["a b.css", "index.html", "py/worker.js"]
    assert root.find(f"{cp}organizations").get("default") == root.find(f"{cp}organizations/{cp}organization").get(
        "identifier"
    )


def test_a_scorm_2004_platform_is_told_that_the_unit_itself_says_what_was_reached():
    root = ET.fromstring(manifest(Kind.SCORM_2004, UNIT, FILES)[1])
    (controls,) = root.iter("{http://www.imsglobal.org/xsd/imsss}deliveryControls")
    assert controls.attrib == {"completionSetByContent": "true", "objectiveSetByContent": "true"}


@pytest.mark.parametrize(
    ("scored", "moves", "mastery"), [(True, "CompletedAndPassed", "0.8"), (False, "Completed", None)]
)
def test_a_cmi5_course_has_one_unit_and_says_when_it_is_done(scored, moves, mastery):
    name, written = manifest(Kind.CMI5, Unit("exam", "Exam", "Take it.", scored), FILES)
    root = ET.fromstring(written)
    assert (name, root.tag) == ("cmi5.xml", f"{CMI5}courseStructure")
    course, au = root
    assert (course.get("id"), au.get("id")) == ("urn:ptcoding:course:exam", "urn:ptcoding:unit:exam")
    assert (au.get("moveOn"), au.get("masteryScore"), au.get("launchMethod")) == (moves, mastery, "AnyWindow")
    assert [part.tag.removeprefix(CMI5) for part in au] == ["title", "description", "url"]
    assert au.find(f"{CMI5}url").text == "index.html"
    assert [text.attrib for text in au.iter(f"{CMI5}langstring")] == [{"lang": "en-US"}] * 2


@pytest.mark.parametrize(
    ("address", "key", "asked", "scored"),
    [
        ("", "course", "site", True),
        ("minutes-and-the-table", "minutes-and-the-table", "lesson:minutes_and_the_table", False),
        ("exam", "exam", "exam", True),
        ("exam?exam=4711.20.80&topics=T08~T09&edition=2", "exam-4711-20-80", "paper:4711.20.80.2.T08,T09", True),
    ],
)
def test_a_package_is_about_the_site_a_lesson_an_exam_or_a_paper(address, key, asked, scored):
    aim = aim_of(address)
    unit = unit_of(aim)
    assert (unit.key, unit.scored, asked_by(aim)) == (key, scored, asked)
    assert unit.title
    assert unit.about


def test_a_package_is_the_site_that_opens_on_its_page_with_its_scripts_and_a_manifest(tmp_path):
    built = []

    def build(out, start, record, own):
        built.append((start, record, [script.name for script in own]))
        out.mkdir()
        (out / "index.html").write_text("".join(script.read_text(encoding="utf-8") for script in own), encoding="utf-8")

    package = build_package(tmp_path, Kind.SCORM_12, "minutes-and-the-table", build)
    whole = build_package(tmp_path, Kind.CMI5, "", build)
    assert built == [
        ("minutes-and-the-table", True, ["aim.js", "platform.js", "scorm12.js"]),
        ("course", True, ["aim.js", "platform.js", "cmi5.js"]),
    ]
    assert package.name == "ptcoding-minutes-and-the-table-scorm12.zip"
    assert sorted(zipfile.ZipFile(whole).namelist()) == ["cmi5.xml", "index.html"]
    with zipfile.ZipFile(package) as read:
        assert sorted(read.namelist()) == ["imsmanifest.xml", "index.html"]
        assert read.read("index.html").decode().startswith('window.ptcodingAim = "lesson:minutes_and_the_table";')
    before = package.read_bytes()
    assert build_package(tmp_path, Kind.SCORM_12, "minutes-and-the-table", build).read_bytes() == before


def test_a_page_that_the_site_does_not_have_is_said(tmp_path, capsys):
    with pytest.raises(DocumentError):
        build_package(tmp_path, Kind.CMI5, "nowhere")
    assert main(["nowhere", "--out", str(tmp_path)]) == 2
    assert "lms: page: 'nowhere' given, expected a page of this site such as exam" in capsys.readouterr().err


def test_the_name_of_what_is_asked_for_ends_no_script(tmp_path):
    first, *_ = scripts(Kind.CMI5, aim_of(""), tmp_path)
    assert first.read_text() == 'window.ptcodingAim = "site";\n'
