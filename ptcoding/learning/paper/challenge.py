"""What settles an exam, and how it is sent to a whole room as a link."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ptcoding.errors import DocumentError, InputError, Problem, quoted

LARGEST_SEED = 999_999
MOST_QUESTIONS = 100
LONGEST_MINUTES = 240
LONGEST_LIST = 2_000
PARAMETER, EDITION = "exam", "edition"
# Links of before there were editions are of this one.
FIRST = "1"
_EDITION = re.compile(r"[0-9]{1,4}(\.[0-9a-f]{8})?", re.ASCII)
_NUMBERS = re.compile(r"[0-9]{1,6}\.[0-9]{1,3}\.[0-9]{1,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Challenge:
    """What settles a paper, and when it is passed.

    Args:
        seed: From 0 to 999,999; the same seed is the same paper.
        length: How many questions, from 1 to 100.
        pass_mark: Percent of the questions that must be right, from 1 to 100.
        topics: Keys of the topics asked about, all of them where none is named.
        kinds: Kinds of question asked, all of them where none is named.
        minutes: A limit of time, 0 for none.
        edition: Name of the edition of the bank that it is drawn from.

    Raises:
        InputError: If a number is out of range, or no edition can have that name; carries every problem.
    """

    seed: int
    length: int = 20
    pass_mark: int = 80
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    minutes: int = 0
    edition: str = FIRST

    def __post_init__(self) -> None:
        ranges = (
            ("seed", self.seed, 0, LARGEST_SEED),
            ("length", self.length, 1, MOST_QUESTIONS),
            ("passing score", self.pass_mark, 1, 100),
            ("minutes", self.minutes, 0, LONGEST_MINUTES),
        )
        problems = [
            Problem(field, str(value), f"a whole number from {low} to {high}")
            for field, value, low, high in ranges
            if not low <= value <= high
        ]
        if not _EDITION.fullmatch(self.edition):
            problems.append(Problem(EDITION, quoted(self.edition), f"the name of an edition such as {FIRST}"))
        if problems:
            raise InputError(problems)


def write_challenge(challenge: Challenge) -> dict[str, str]:
    """Write a challenge as query parameters.

    Args:
        challenge: The challenge.

    Returns:
        Parameters that read back as the same challenge.

    >>> write_challenge(Challenge(4711, 20, 80, ("T08", "T09")))
    {'exam': '4711.20.80', 'topics': 'T08~T09', 'edition': '1'}
    """
    parameters = {PARAMETER: f"{challenge.seed}.{challenge.length}.{challenge.pass_mark}"}
    for name, keys in (("topics", challenge.topics), ("kinds", challenge.kinds)):
        if keys:
            parameters[name] = "~".join(keys)
    if challenge.minutes:
        parameters["minutes"] = str(challenge.minutes)
    return {**parameters, EDITION: challenge.edition}


def read_challenge(
    parameters: Mapping[str, str],
    topics: Collection[str],
    kinds: Collection[str],
    editions: Collection[str] = (FIRST,),
) -> Challenge:
    """Read a challenge from query parameters.

    Args:
        parameters: Query parameters; those that are not of a challenge are left alone.
        topics: The topics there are.
        kinds: The kinds of question there are.
        editions: Names of the editions there are.

    Returns:
        The challenge: of the first edition where no edition is named, as in links of before there were any.

    Raises:
        DocumentError: If it is none; carries every problem.

    >>> read_challenge({"exam": "4711.20.80"}, [], []) == Challenge(4711, 20, 80)
    True
    """
    problems: list[Problem] = []
    numbers = parameters.get(PARAMETER, "")
    if not _NUMBERS.fullmatch(numbers):
        problems.append(Problem(PARAMETER, numbers, "seed, length and passing score such as 4711.20.80"))
        numbers = "0.1.1"
    minutes = parameters.get("minutes", "0")
    if not re.fullmatch(r"[0-9]{1,3}", minutes):
        problems.append(Problem("minutes", minutes, f"a whole number from 0 to {LONGEST_MINUTES}"))
        minutes = "0"
    edition = parameters.get(EDITION, FIRST)
    if edition not in editions:
        problems.append(Problem(EDITION, edition, f"{' or '.join(editions)}, which this site has"))
        edition = FIRST
    lists = [_listed(parameters, name, known, problems) for name, known in (("topics", topics), ("kinds", kinds))]
    seed, length, pass_mark = (int(number) for number in numbers.split("."))
    try:
        challenge = Challenge(seed, length, pass_mark, lists[0], lists[1], int(minutes), edition)
    except InputError as error:
        raise DocumentError([*problems, *error.problems]) from error
    if problems:
        raise DocumentError(problems)
    return challenge


def _listed(
    parameters: Mapping[str, str], name: str, known: Collection[str], problems: list[Problem]
) -> tuple[str, ...]:
    """Read a list of keys, refusing those that are not known."""
    text = parameters.get(name, "")
    if len(text) > LONGEST_LIST:
        problems.append(Problem(name, text, f"at most {LONGEST_LIST} characters"))
        return ()
    keys = list(dict.fromkeys(text.split("~"))) if text else []
    expected = f"keys of {name} such as {next(iter(known), '')}"
    problems += [Problem(name, key, expected) for key in keys if key not in known]
    return tuple(key for key in keys if key in known)
