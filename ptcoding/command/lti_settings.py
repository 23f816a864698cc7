"""The learning platforms that may launch this site by LTI 1.3, read from a file once and before it starts."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ptcoding.errors import InputError, Problem, quoted

VARIABLE = "PTCODING_LTI"
SHORTEST_SECRET, LEAST_BITS, LARGEST_FILE = 32, 2048, 65_536
NEEDED = ("jwt", "cryptography")
_HERE = {"localhost", "127.0.0.1", "::1"}
_TOP = {"site", "key", "secret", "platform"}
_ADDRESSES = ("login", "keys", "token")
_FIELDS = {"issuer", "client_id", "deployments", *_ADDRESSES, "audience", "services"}
_ADDRESS = "an address that begins with https://"


@dataclass(frozen=True, slots=True)
class Platform:
    """A learning platform, as it names itself and where it answers.

    Args:
        issuer: Its name in what it signs.
        client_id: The name that it gave this site.
        deployments: Where in it this site was put.
        login: Where a browser is sent to be recognized.
        keys: Where its public keys are.
        token: Where the right to send a score is asked for.
        audience: Whom that request is for, where it is not the address that it is sent to.
        services: Further origins that scores and answers may be sent to, such as ``https://school.example.edu``.
    """

    issuer: str
    client_id: str
    deployments: tuple[str, ...]
    login: str
    keys: str
    token: str
    audience: str = ""
    services: tuple[str, ...] = ()

    @property
    def origins(self) -> frozenset[str]:
        """The origins that are the platform's own."""
        return frozenset(map(origin, (self.issuer, self.login, self.keys, self.token, *self.services)))

    def serves(self, address: str) -> bool:
        """Tell whether an address is the platform's own, so that a score or an answer may be sent there.

        Args:
            address: The address.

        >>> own = Platform("https://lms.example", "pt", ("1",), *["https://lms.example/x"] * 3)
        >>> own.serves("https://lms.example/item/7"), own.serves("https://lms.example.evil.example/item/7")
        (True, False)
        """
        return is_address(address) and origin(address) in self.origins


@dataclass(frozen=True, slots=True)
class Lti:
    """What launches need.

    Args:
        site: The address of this site as browsers see it, without a slash at its end.
        key: Our private key as PEM.
        secret: What only this site knows: learners' keys follow from it.
        platforms: The platforms that may launch it.
    """

    site: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    platforms: tuple[Platform, ...]


def read_lti(environment: Mapping[str, str]) -> Lti | None:
    """Read which platforms may launch the site.

    Args:
        environment: Variables of the process; ``PTCODING_LTI`` names the file.

    Returns:
        The platforms and our key, None where no file is named.

    Raises:
        InputError: If the file cannot be right; all that is wrong is said at once, and no secret is repeated.

    >>> read_lti({}) is None
    True
    """
    name = environment.get(VARIABLE, "").strip()
    if not name:
        return None
    if not all(find_spec(module) for module in NEEDED):
        raise InputError(
            [Problem(VARIABLE, name, "its packages to be installed too: pip install '.[lti]' in the project's folder")]
        )
    try:
        file = Path(name)
        document = tomllib.loads(_text(file))
    except (OSError, ValueError):
        raise InputError([Problem(VARIABLE, name, "a TOML file that can be read")]) from None
    problems = [Problem(f"{VARIABLE}: {field}", "a field", f"one of {', '.join(sorted(_TOP))}") for field in
                sorted(document.keys() - _TOP)]  # fmt: skip
    site = str(document.get("site", "")).rstrip("/")
    if not is_address(site) or "?" in site or "#" in site:
        problems.append(Problem(f"{VARIABLE}: site", quoted(site), _ADDRESS))
    key = _beside(file, document, "key", problems)
    problems += _key_problems(key)
    secret = _beside(file, document, "secret", problems).strip()
    if secret and len(secret) < SHORTEST_SECRET:
        problems.append(Problem(f"{VARIABLE}: secret", "a short one", f"at least {SHORTEST_SECRET} characters"))
    rows = document.get("platform", [])
    if not isinstance(rows, list) or not rows:
        problems.append(Problem(f"{VARIABLE}: platform", "none", "at least one [[platform]]"))
        rows = []
    for place, row in enumerate(rows, start=1):
        problems += _platform_problems(f"{VARIABLE}: platform {place}", row)
    if problems:
        raise InputError(problems)
    platforms = tuple(
        Platform(**{**row, **{name: tuple(row.get(name, ())) for name in ("deployments", "services")}}) for row in rows
    )
    return Lti(site, key, secret, platforms)


def is_address(given: str) -> bool:
    """Tell whether something is an address that may be asked: encrypted, or on this very machine.

    Args:
        given: The address.

    >>> is_address("https://lms.example/x"), is_address("http://lms.example/x"), is_address("http://127.0.0.1:8000/x")
    (True, False, True)
    """
    try:
        parts = urlsplit(given)
        _ = parts.port
    except ValueError:
        return False
    plain = given.isascii() and given.isprintable() and not set(given) & set(" \\\"'<>") and "@" not in parts.netloc
    return bool(
        plain and parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE))
    )


def origin(address: str) -> str:
    """Give the scheme, name and port of an address.

    Args:
        address: The address.

    >>> origin("https://LMS.example:443/x?y")
    'https://lms.example:443'
    """
    parts = urlsplit(address)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    return f"{parts.scheme}://{(parts.hostname or '').lower()}:{port}"


def _text(file: Path) -> str:
    with file.open("rb") as opened:
        raw = opened.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise ValueError(file)
    return raw.decode()


def _beside(file: Path, document: Mapping[str, Any], name: str, problems: list[Problem]) -> str:
    """Read a file that the settings name, seen from where they stand."""
    given = document.get(name)
    with suppress(OSError, ValueError):
        if isinstance(given, str) and given:
            return _text(file.parent / given)
    problems.append(Problem(f"{VARIABLE}: {name}", quoted(given or ""), "a file that can be read"))
    return ""


def _key_problems(key: str) -> Iterator[Problem]:
    if not key:
        return
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        loaded = load_pem_private_key(key.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        loaded = None
    if not isinstance(loaded, RSAPrivateKey) or loaded.key_size < LEAST_BITS:
        expected = f"an RSA private key in PEM without a password, of at least {LEAST_BITS} bits"
        yield Problem(f"{VARIABLE}: key", "another file", expected)


def _platform_problems(where: str, row: object) -> Iterator[Problem]:
    if not isinstance(row, dict):
        yield Problem(where, "no table", "[[platform]]")
        return
    for name in sorted(row.keys() - _FIELDS):
        yield Problem(f"{where}, {name}", "a field", f"one of {', '.join(sorted(_FIELDS))}")
    for name in ("issuer", "client_id"):
        if not isinstance(row.get(name), str) or not row[name]:
            yield Problem(f"{where}, {name}", quoted(row.get(name, "")), "what the platform gives for it")
    for name in _ADDRESSES:
        if not isinstance(row.get(name), str) or not is_address(row[name]):
            yield Problem(f"{where}, {name}", quoted(row.get(name, "")), _ADDRESS)
    if not isinstance(row.get("audience", ""), str):
        yield Problem(f"{where}, audience", "no text", "what the platform gives for it, or nothing")
    if not _texts(row.get("deployments")) or not row["deployments"]:
        yield Problem(f"{where}, deployments", "none", 'a list such as ["1"]')
    services = row.get("services", [])
    if not _texts(services) or not all(is_address(one) for one in services):
        yield Problem(f"{where}, services", "something else", f"a list, each {_ADDRESS}")


def _texts(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(one, str) for one in given)
