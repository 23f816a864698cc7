"""Ways to ask a calculator: our own, a command, or an address."""

import http.client
import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from ptcoding.billing.claim.claim import claim_of
from ptcoding.conformance.score import NoAnswerError
from ptcoding.errors import DocumentError, InputError, Problem, cut, printable
from ptcoding.exchange.told.claim import claim_record
from ptcoding.exchange.told.units import units_record
from ptcoding.exchange.visit.visit import read_visit

SECONDS = 30
LARGEST_ANSWER = 2_000_000
LONGEST_REASON = 200


def own(visit: Mapping[str, Any]) -> object:
    """Answer with this package.

    Args:
        visit: The record of a visit.

    Returns:
        The units, the lines of the claim and the edits in force.

    Raises:
        NoAnswerError: If the record is no visit; with the words of the refusal.

    >>> own({"services": [{"code": "97110", "minutes": 23}]})["units"]
    {'97110': 2}
    """
    try:
        read = read_visit(visit)
    except InputError as error:
        raise NoAnswerError(_reason(str(error))) from error
    counted = read.counted()
    return {**claim_record(claim_of(counted, read.circumstances)), "units": units_record(counted)["units"]}


def by_command(words: Sequence[str]) -> Callable[[Mapping[str, Any]], object]:
    """Ask a command that takes a visit as JSON on standard input and prints its answer as JSON.

    Args:
        words: The command and what follows it; no shell reads it.

    Returns:
        A calculator; it raises a ``DocumentError`` where the command cannot be started, as no case would go better.
    """

    def ask(visit: Mapping[str, Any]) -> object:
        try:
            done = subprocess.run(
                list(words), input=json.dumps(dict(visit)), capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except OSError as error:
            raise DocumentError([Problem("command", words[0], "a command that can be started")]) from error
        except (ValueError, subprocess.TimeoutExpired) as error:
            raise NoAnswerError(_reason(str(error))) from error
        if done.returncode:
            raise NoAnswerError(_reason(f"exit code {done.returncode}: {done.stderr.strip()}"))
        return _read(done.stdout)

    return ask


def by_address(address: str) -> Callable[[Mapping[str, Any]], object]:
    """Ask an HTTP calculator that takes a visit as the JSON of a POST and answers with JSON.

    Args:
        address: Where it listens, ``http://`` or ``https://``.

    Returns:
        A calculator.

    Raises:
        DocumentError: If the address is of another kind.

    >>> by_address("file:///etc/hosts")
    Traceback (most recent call last):
    ptcoding.errors.DocumentError: url: 'file:///etc/hosts' given, expected an address such as http://127.0.0.1:8600/claim
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in {"http", "https"}:
        raise DocumentError([Problem("url", address, "an address such as http://127.0.0.1:8600/claim")])
    connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def ask(visit: Mapping[str, Any]) -> object:
        connection = connect(host, port, timeout=SECONDS)
        try:
            connection.request("POST", path, json.dumps(dict(visit)), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            body = answer.read(LARGEST_ANSWER)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoAnswerError(_reason(str(error))) from error
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise NoAnswerError(_reason(f"status {answer.status}"))
        return _read(body.decode("utf-8", "replace"))

    return ask


def _read(text: str) -> object:
    try:
        return json.loads(text[:LARGEST_ANSWER])
    except (ValueError, RecursionError) as error:
        raise NoAnswerError("no JSON") from error


def _reason(text: str) -> str:
    return printable(cut(text, LONGEST_REASON))
