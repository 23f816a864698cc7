"""Nothing with an unknown or an unwanted license slips into the app, and the list of licenses is today's."""

import re
from email.message import Message

import pytest

from tests.licenses import LIST, licenses, stated

# Free to use, change and pass on with an app under the MIT license, as whole packages beside it.
WELCOME = {
    "0BSD", "3-Clause BSD License", "Apache License 2.0", "Apache Software License", "Apache-2.0", "BSD License",
    "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-3.0-only", "MIT", "MIT License", "MIT-CMU",
    "Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0", "PSF-2.0", "Python Software Foundation License", "Zlib",
    "GNU Lesser General Public License v3 (LGPLv3)",
}  # fmt: skip


def test_every_part_has_a_license_that_is_welcome():
    found = licenses()
    assert len(found) > 40
    parts = {name: re.split(r"; | AND | OR ", terms) for name, terms in found.items()}
    assert {name: unknown for name, words in parts.items() if (unknown := set(words) - WELCOME)} == {}


def test_the_list_says_what_the_packages_say():
    listed = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", LIST.read_text(encoding="utf-8"), flags=re.MULTILINE))
    found = licenses()
    assert {name: listed.get(name) for name in found} == found


@pytest.mark.parametrize(
    ("fields", "terms"),
    [
        ([("License-Expression", "MIT"), ("License", "other")], "MIT"),
        (
            [("Classifier", "License :: OSI Approved :: MIT License"), ("Classifier", "Topic :: Education")],
            "MIT License",
        ),
        ([("License", "ISC")], "ISC"),
        ([("License", "Copyright somebody\n\nPermission is granted")], "unknown"),
        ([], "unknown"),
    ],
)
def test_a_license_is_taken_from_where_it_is_stated(fields, terms):
    about = Message()
    for name, value in fields:
        about[name] = value
    assert stated(about) == terms
