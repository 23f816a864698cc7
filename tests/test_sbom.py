"""The list of parts names the app and its version first."""

import json
import re
import sys

import pytest

from tests.sbom import CHECKOUT, list_parts, versioned


def test_the_list_is_of_the_app_in_its_version_and_of_its_parts(tmp_path):
    # `make sbom` has the tool check the format of its list: of all that the tests need, too, that takes half a minute.
    list_parts(sys.executable, tmp_path / "sbom.json", "--no-validate")
    said = json.loads((tmp_path / "sbom.json").read_text())
    written = (CHECKOUT / "ptcoding" / "__init__.py").read_text()
    (version,) = re.findall(r'^__version__ = "(.+)"$', written, flags=re.MULTILINE)
    app = said["metadata"]["component"]
    assert (app["name"], app["version"], app["type"]) == ("ptcoding", version, "application")
    assert {"streamlit", "msgspec"} <= {part["name"] for part in said["components"]}
    # Of the app's own parts, none is listed without a version.
    assert [part["name"] for part in said["components"] if not part.get("version")] == []


def test_a_project_file_that_names_its_version_itself_is_not_guessed_at():
    with pytest.raises(ValueError, match="to the build"):
        versioned('version = "1.0"\n')
