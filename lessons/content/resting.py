"""What of the facts, the words and the patterns rests on each source."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from ptcoding.facts import facts
from ptcoding.facts.table import read_folder, read_table, rows_of
from ptcoding.notes.load import cited as of_notes

# What rests on a source, in words, and the keys of all the sources it rests on.
Resting = Iterator[tuple[str, Iterable[str]]]


@cache
def citations() -> Mapping[str, tuple[str, ...]]:
    """Collect what rests on each source, in words, by key of the source.

    >>> citations()["cpm5-20.2"][0]
    "rule “Medicare: the day's total”"
    """
    cited: dict[str, dict[str, None]] = {}
    for collected in (
        _of_counting,
        _of_claims,
        _of_edits,
        _of_money,
        _of_people,
        _of_diagnoses,
        _of_denials,
        _of_practice,
    ):
        for what, keys in collected():
            for key in keys:
                cited.setdefault(key, {})[what] = None
    return MappingProxyType({key: tuple(said) for key, said in cited.items()})


def _of_counting() -> Resting:
    yield from ((f"rule “{rule.name}”", rule.sources) for rule in facts().rules.values())
    yield from ((f"payer {payer.name}", payer.sources) for payer in facts().payers.values())
    yield from ((f"code {code.code}", code.sources) for code in facts().codes.values())
    yield from ((f"code {code.code}", code.sources) for code in facts().codes.not_modelled)
    yield from ((f"spans of {span.code}", span.sources) for span in facts().codes.spans.values())


def _of_claims() -> Resting:
    yield from ((f"modifier {modifier.code}", modifier.sources) for modifier in facts().modifiers.values())
    table = facts().telehealth
    yield from (("telehealth by therapists", row.sources) for row in (*table.permissions, *table.lists))
    yield from ((f"threshold of {threshold.year}", threshold.sources) for threshold in facts().thresholds.values())
    yield from (("numbers of the course", figure.sources) for figure in facts().figures)
    yield from (("what the note must contain", need.sources) for need in facts().documentation)


def _of_edits() -> Resting:
    yield from (("NCCI edits", row.sources) for row in (*facts().edits.edits, *facts().edits.readings))
    yield from (("when a modifier may lift an edit", ground.sources) for ground in facts().edits.grounds)
    yield from (("unit limits of a day", limit.sources) for limit in facts().limits.limits)


def _of_money() -> Resting:
    for schedule in facts().rates.schedules.values():
        yield f"amounts of {schedule.year}", schedule.sources
        yield from ((f"conversion factor of early {schedule.year}", row.sources) for row in schedule.earlier)
    yield from (("shares paid in place of the whole", share.sources) for share in facts().rates.adjustments.values())
    yield from ((f"proposed for {row.year}", row.sources) for row in facts().rates.proposals.values())


def _of_people() -> Resting:
    table = facts().assistants
    yield from ((f"rule on assistants: {term.key.replace('_', ' ')}", term.sources) for term in table.terms)
    yield from ((f"{barred.key}: not an assistant's", barred.sources) for barred in table.barred)
    yield from ((f"supervision: {row.name}", row.sources) for rows in facts().supervision.values() for row in rows)
    yield from ((f"who treated: {person.key}", person.sources) for person in facts().people)


def _of_diagnoses() -> Resting:
    yield "titles of diagnosis codes", facts().diagnosis_release.sources
    yield from ((f"{group.key} diagnoses", group.sources) for group in facts().diagnosis_groups)


def _of_denials() -> Resting:
    table = facts().denials
    yield from (("reason codes of a remittance", row.sources) for row in table.reasons.values())
    yield from (("remark codes of a remittance", row.sources) for row in table.remarks.values())
    yield from ((f"denials: {row.name.lower()}", row.sources) for row in table.kinds.values())
    yield from (("deadlines of appeals and claims", row.sources) for row in table.deadlines)


def _of_practice() -> Resting:
    """Collect the tables of practice, and what files of words and notes say they rest on as a whole."""
    wrong = rows_of(read_table("misconceptions"), "misconception")
    yield from ((f"wrong rule: {row['name']}", row["sources"]) for row in wrong)
    yield from of_notes()
    documents = [*read_folder("words"), *read_folder("notes")]
    yield from ((row["what"], row["sources"]) for document in documents for row in rows_of(document, "cited"))
