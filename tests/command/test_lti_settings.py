"""The learning platforms of the settings: read before the start, and what cannot be right is said without a secret."""

import pytest

from ptcoding.command import lti_settings
from ptcoding.command.lti_settings import Lti, Platform, read_lti
from ptcoding.command.settings import read_settings
from ptcoding.errors import InputError
from tests.server.lti.platform import pem

SECRET = "never to be shown " * 3
PLATFORM = """
[[platform]]
issuer = "https://lms.example.edu"
client_id = "pt"
deployments = ["1"]
login = "https://lms.example.edu/auth"
keys = "https://lms.example.edu/keys"
token = "http://127.0.0.1:8000/token"
"""
RIGHT = f'site = "https://pt.example.org/app/"\nkey = "lti.pem"\nsecret = "lti.secret"\n{PLATFORM}'


@pytest.fixture
def written(tmp_path):
    """Writes the file, with a key and a secret beside it."""

    def write(text=RIGHT):
        file = tmp_path / "lti.toml"
        file.write_text(text, encoding="utf-8")
        (tmp_path / "lti.pem").write_text(pem("ours"))
        (tmp_path / "lti.secret").write_text(f"{SECRET}\n")
        return {"PTCODING_LTI": str(file)}

    return write


def refused(environment):
    with pytest.raises(InputError) as caught:
        read_lti(environment)
    return str(caught.value)


def test_a_file_that_is_right_is_read(written):
    home, here = "https://lms.example.edu", "http://127.0.0.1:8000"
    platform = Platform(home, "pt", ("1",), f"{home}/auth", f"{home}/keys", f"{here}/token")
    found = read_lti(written())
    assert found == Lti("https://pt.example.org/app", pem("ours"), SECRET.strip(), (platform,))
    assert read_settings(written()).lti == found
    assert SECRET not in repr(found)
    assert "PRIVATE" not in repr(found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('site = "https://pt.example.org/app/"', 'site = "http://pt.example.org"', "site: 'http://pt.example.org'"),
        ('site = "https://pt.example.org/app/"', 'site = "https://me:secret@pt.example.org"', "begins with https://"),
        ('key = "lti.pem"', 'key = "none.pem"', "key: 'none.pem' given, expected a file that can be read"),
        ('key = "lti.pem"', 'key = "lti.secret"', "an RSA private key in PEM without a password, of at least 2048"),
        ('secret = "lti.secret"', "", "PTCODING_LTI: secret: ''"),
        ('secret = "lti.secret"', 'secret = "lti.secret"\nsecrets = 1', "one of key, platform, secret, site"),
        (PLATFORM, "", "at least one [[platform]]"),
        ('issuer = "https://lms.example.edu"', "issuer = 7", "platform 1, issuer"),
        ('deployments = ["1"]', "deployments = []", 'a list such as ["1"]'),
        ('deployments = ["1"]', 'deployments = "1"', 'a list such as ["1"]'),
        ('"https://lms.example.edu/keys"', '"http://lms.example.edu/keys"', "platform 1, keys"),
        ('deployments = ["1"]', 'deployments = ["1"]\naudience = 7', "platform 1, audience"),
        ('deployments = ["1"]', 'deployments = ["1"]\nservices = ["x"]', "platform 1, services"),
        ('deployments = ["1"]', 'deployments = ["1"]\nname = "x"', "platform 1, name"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said_without_the_secret(written, old, new, said):
    assert old in RIGHT
    message = refused(written(RIGHT.replace(old, new)))
    assert said in message
    assert SECRET not in message


def test_all_that_is_wrong_is_said_at_once(written):
    with pytest.raises(InputError) as caught:
        read_settings({**written("x = 1\n[[platform]]"), "PTCODING_LEARNERS": "many"})
    fields = {problem.field.removeprefix("PTCODING_LTI: ") for problem in caught.value.problems}
    assert {"PTCODING_LEARNERS", "x", "site", "key", "secret", "platform 1, issuer", "platform 1, token"} <= fields


def test_a_short_secret_and_a_small_key_are_refused(written, tmp_path):
    environment = written()
    (tmp_path / "lti.secret").write_text("x" * 31)
    assert "at least 32 characters" in refused(environment)
    assert "xxxx" not in refused(environment)


@pytest.mark.parametrize("text", ["[", "\0"])
def test_a_file_that_is_none_is_refused(written, tmp_path, text):
    assert "a TOML file that can be read" in refused(written(text))
    assert "a TOML file that can be read" in refused({"PTCODING_LTI": str(tmp_path / "none")})


def test_without_its_packages_the_start_says_what_to_install(written, monkeypatch):
    monkeypatch.setattr(lti_settings, "find_spec", lambda name: None if name == "jwt" else name)
    assert refused(written()).endswith("its packages to be installed too: pip install '.[lti]' in the project's folder")
