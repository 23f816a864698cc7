"""The sources, and what rests on each of them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from ptcoding.facts.read_claim import diagnosis_groups, diagnosis_release, documentation, modifiers, thresholds
from ptcoding.facts.read_counting import codes, payers, rules
from ptcoding.facts.read_edits import edits, limits
from ptcoding.facts.read_money import rates
from ptcoding.facts.read_people import assistant_table, people, supervision
from ptcoding.facts.source import Source
from ptcoding.facts.table import read_folder, read_table, rows_of
from ptcoding.facts.words import figures

# What rests on a source, in words, and the keys of all the sources it rests on.
Resting = Iterator[tuple[str, Iterable[str]]]


@cache
def sources() -> Mapping[str, Source]:
    """Read every source by its key.

    >>> sources()["cpm5-20.2"].publisher
    'CMS'
    """
    rows = [row for document in read_folder("sources") for row in rows_of(document, "source")]
    return MappingProxyType({row["key"]: Source(**row) for row in rows})


@cache
def citations() -> Mapping[str, tuple[str, ...]]:
    """Collect what rests on each source, in words, by key of the source.

    >>> citations()["cpm5-20.2"][0]
    "rule “Medicare: the day's total”"
    """
    cited: dict[str, dict[str, None]] = {}
    for collected in (_of_counting, _of_claims, _of_edits, _of_money, _of_people, _of_diagnoses, _of_practice):
        for what, keys in collected():
            for key in keys:
                cited.setdefault(key, {})[what] = None
    return MappingProxyType({key: tuple(said) for key, said in cited.items()})


def _of_counting() -> Resting:
    yield from ((f"rule “{rule.name}”", rule.sources) for rule in rules().values())
    yield from ((f"payer {payer.name}", payer.sources) for payer in payers().values())
    yield from ((f"code {code.code}", code.sources) for code in codes().values())
    yield from ((f"code {code.code}", code.sources) for code in codes().not_modelled)


def _of_claims() -> Resting:
    yield from ((f"modifier {modifier.code}", modifier.sources) for modifier in modifiers().values())
    yield from ((f"threshold of {threshold.year}", threshold.sources) for threshold in thresholds().values())
    yield from (("numbers of the course", figure.sources) for figure in figures())
    yield from (("what the note must contain", need.sources) for need in documentation())


def _of_edits() -> Resting:
    yield from (("NCCI edits", row.sources) for row in (*edits().edits, *edits().readings))
    yield from (("when a modifier may lift an edit", ground.sources) for ground in edits().grounds)
    yield from (("unit limits of a day", limit.sources) for limit in limits().limits)


def _of_money() -> Resting:
    yield from ((f"amounts of {schedule.year}", schedule.sources) for schedule in rates().schedules.values())
    yield from (("shares paid in place of the whole", share.sources) for share in rates().adjustments.values())


def _of_people() -> Resting:
    table = assistant_table()
    yield from ((f"rule on assistants: {term.key.replace('_', ' ')}", term.sources) for term in table.terms)
    yield from ((f"{barred.key}: not an assistant's", barred.sources) for barred in table.barred)
    yield from ((f"supervision: {row.name}", row.sources) for rows in supervision().values() for row in rows)
    yield from ((f"who treated: {person.key}", person.sources) for person in people())


def _of_diagnoses() -> Resting:
    yield "titles of diagnosis codes", diagnosis_release().sources
    yield from ((f"{group.key} diagnoses", group.sources) for group in diagnosis_groups())


def _of_practice() -> Resting:
    """Collect the tables of practice, and what files of words and notes say they rest on as a whole."""
    from ptcoding.notes.tables import cited as of_notes

    wrong = rows_of(read_table("misconceptions"), "misconception")
    yield from ((f"wrong rule: {row['name']}", row["sources"]) for row in wrong)
    yield from of_notes()
    documents = [*read_folder("words"), *read_folder("notes")]
    yield from ((row["what"], row["sources"]) for document in documents for row in rows_of(document, "cited"))
