"""What a package says of itself to the platform that takes it: a manifest for SCORM, a course structure for cmi5."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from xml.etree import ElementTree as ET

CP12, ADL12 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.adlnet.org/xsd/adlcp_rootv1p2"
CP, ADL = "http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3"
SEQUENCE = "http://www.imsglobal.org/xsd/imsss"
CMI5 = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
# The names of activities are ours, and lead nowhere.
NAMES = "urn:ptcoding:"
START, PASSING = "index.html", "0.8"


class Kind(StrEnum):
    """The ways in which a package speaks to a platform."""

    SCORM_12 = "scorm12"
    SCORM_2004 = "scorm2004"
    CMI5 = "cmi5"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a package is about.

    Args:
        key: Its name in files and identifiers.
        title: What the platform calls it.
        about: What it is for, one sentence.
        scored: Whether it is passed or failed, and not done alone.
    """

    key: str
    title: str
    about: str
    scored: bool


def manifest(kind: Kind, unit: Unit, files: Iterable[str]) -> tuple[str, bytes]:
    """Write what a package says of itself.

    Args:
        kind: The way in which it speaks to a platform.
        unit: What it is about.
        files: The names of its files.

    Returns:
        The name of the file, and its content.
    """
    if kind is Kind.CMI5:
        return "cmi5.xml", _written(_course(unit), {"": CMI5})
    if kind is Kind.SCORM_12:
        root = _package(CP12, ADL12, "scormtype", unit, files, "1.2")
        return "imsmanifest.xml", _written(root, {"": CP12, "adlcp": ADL12})
    root = _package(CP, ADL, "scormType", unit, files, "2004 4th Edition")
    for item in root.iter(f"{{{CP}}}item"):
        sequencing = ET.SubElement(item, f"{{{SEQUENCE}}}sequencing")
        # The unit itself says what was reached: a platform that only saw it opened shall not call it done.
        said = {"completionSetByContent": "true", "objectiveSetByContent": "true"}
        ET.SubElement(sequencing, f"{{{SEQUENCE}}}deliveryControls", said)
    return "imsmanifest.xml", _written(root, {"": CP, "adlcp": ADL, "imsss": SEQUENCE})


def _package(cp: str, adl: str, kind: str, unit: Unit, files: Iterable[str], version: str) -> ET.Element:
    root = ET.Element(f"{{{cp}}}manifest", {"identifier": f"ptcoding-{unit.key}", "version": "1"})
    about = ET.SubElement(root, f"{{{cp}}}metadata")
    ET.SubElement(about, f"{{{cp}}}schema").text = "ADL SCORM"
    ET.SubElement(about, f"{{{cp}}}schemaversion").text = version
    organizations = ET.SubElement(root, f"{{{cp}}}organizations", {"default": "course"})
    organization = ET.SubElement(organizations, f"{{{cp}}}organization", {"identifier": "course"})
    ET.SubElement(organization, f"{{{cp}}}title").text = unit.title
    named = {"identifier": "unit", "identifierref": "site", "isvisible": "true"}
    ET.SubElement(ET.SubElement(organization, f"{{{cp}}}item", named), f"{{{cp}}}title").text = unit.title
    resources = ET.SubElement(root, f"{{{cp}}}resources")
    named = {"identifier": "site", "type": "webcontent", f"{{{adl}}}{kind}": "sco", "href": START}
    resource = ET.SubElement(resources, f"{{{cp}}}resource", named)
    for file in sorted(files):
        ET.SubElement(resource, f"{{{cp}}}file", {"href": file})
    return root


def _course(unit: Unit) -> ET.Element:
    root = ET.Element(f"{{{CMI5}}}courseStructure")
    course = ET.SubElement(root, f"{{{CMI5}}}course", {"id": f"{NAMES}course:{unit.key}"})
    _words(course, unit)
    said = {"id": f"{NAMES}unit:{unit.key}", "launchMethod": "AnyWindow"}
    said |= {"masteryScore": PASSING, "moveOn": "CompletedAndPassed"} if unit.scored else {"moveOn": "Completed"}
    au = ET.SubElement(root, f"{{{CMI5}}}au", said)
    _words(au, unit)
    ET.SubElement(au, f"{{{CMI5}}}url").text = START
    return root


def _words(parent: ET.Element, unit: Unit) -> None:
    for name, words in (("title", unit.title), ("description", unit.about)):
        text = ET.SubElement(ET.SubElement(parent, f"{{{CMI5}}}{name}"), f"{{{CMI5}}}langstring", {"lang": "en-US"})
        text.text = words


def _written(root: ET.Element, names: dict[str, str]) -> bytes:
    for prefix, uri in names.items():
        ET.register_namespace(prefix, uri)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
