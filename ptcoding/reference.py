"""The one place where the data files are read."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.billing.codes import Code, CodeTable, NotModelled
from ptcoding.billing.payer import Payer
from ptcoding.billing.rule import QUARTER, Authority, CountingRule, Scope, custom_rule
from ptcoding.errors import Problem, UnknownKeyError
from ptcoding.source import Figure, Source
from ptcoding.table import DATA, Row, read_folder, read_table, rows_of

if TYPE_CHECKING:
    # What a claim needs is read only when one is written: counting alone should import quickly.
    from ptcoding.billing.assistant_rule import AssistantTable
    from ptcoding.billing.documentation import Need
    from ptcoding.billing.edits import EditTable
    from ptcoding.billing.limit import LimitTable
    from ptcoding.billing.modifiers import Modifier, Threshold
    from ptcoding.billing.rates import Rates
    from ptcoding.billing.supervision import Person, Supervision
    from ptcoding.billing.tabular import Group, Release


@cache
def sources() -> Mapping[str, Source]:
    """Read every source by its key.

    >>> sources()["cpm5-20.2"].publisher
    'CMS'
    """
    rows = [row for document in read_folder("sources") for row in rows_of(document, "source")]
    return MappingProxyType({row["key"]: Source(**row) for row in rows})


@cache
def codes() -> CodeTable:
    """Read every procedure code.

    >>> codes()["97110"].timed, codes()["97150"].timed
    (True, False)
    """
    document = read_table("codes")
    rows = [
        Code(**{**row, "disciplines": tuple(row["disciplines"]), "shows": tuple(row.get("shows", ()))})
        for row in rows_of(document, "code")
    ]
    return CodeTable(rows, [NotModelled(**row) for row in rows_of(document, "not_modelled")])


@cache
def rules() -> Mapping[str, CountingRule]:
    """Read every counting rule by its key.

    >>> list(rules())
    ['cms', 'ama', 'ceiling', 'full15']
    """
    return MappingProxyType({row["key"]: _rule(row) for row in rows_of(read_table("rules"), "rule")})


def _rule(row: Row) -> CountingRule:
    return CountingRule(
        **{
            "since": None,
            "until": None,
            **row,
            "scope": Scope(row["scope"]),
            "authority": Authority(row["authority"]),
            "also_called": tuple(row["also_called"]),
        }
    )


@cache
def payers() -> Mapping[str, Payer]:
    """Read every payer card by its key.

    >>> payers()["medicare"].rule
    'cms'
    """
    rows = rows_of(read_table("payers"), "payer")
    return MappingProxyType({row["key"]: Payer(**{"since": None, "until": None, **row}) for row in rows})


@cache
def modifiers() -> "Mapping[str, Modifier]":
    """Read every modifier by its code.

    >>> modifiers()["KX"].group
    'threshold'
    """
    from ptcoding.billing.modifiers import Modifier

    rows = rows_of(read_table("modifiers"), "modifier")
    return MappingProxyType({row["code"]: Modifier(**{"since": None, "until": None, **row}) for row in rows})


@cache
def thresholds() -> "Mapping[int, Threshold]":
    """Read the yearly thresholds by year.

    >>> thresholds()[2026].amount
    2480
    """
    from ptcoding.billing.modifiers import Threshold

    return MappingProxyType({row["year"]: Threshold(**row) for row in rows_of(read_table("thresholds"), "threshold")})


@cache
def figures() -> tuple[Figure, ...]:
    """Read the single numbers that words of the course need.

    >>> [figure.key for figure in figures()]
    ['review', 'progress_days']
    """
    return tuple(Figure(**row) for row in rows_of(read_table("figures"), "figure"))


@cache
def documentation() -> "tuple[Need, ...]":
    """Read what notes must contain, in order.

    >>> documentation()[0].key
    'date'
    """
    from ptcoding.billing.documentation import Need

    return tuple(Need(**row) for row in rows_of(read_table("documentation"), "need"))


@cache
def rates() -> "Rates":
    """Read the national fee schedules and what may be taken off.

    >>> rates().schedules[2026].conversion_factor
    Decimal('33.4009')
    """
    from decimal import Decimal

    from ptcoding.billing.rates import Adjustment, Parts, Rates, Schedule

    document = tomllib.loads((DATA / "rates.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    schedules = {
        row["year"]: Schedule(
            **{
                **row,
                "rvu": MappingProxyType({code: Parts(*values) for code, values in row["rvu"].items()}),
                "amounts": MappingProxyType(row.get("amounts", {})),
                "outside_mppr": frozenset(row["outside_mppr"]),
            }
        )
        for row in rows_of(document, "schedule")
    }
    adjustments = {
        row["key"]: Adjustment(**{"since": None, "until": None, **row}) for row in rows_of(document, "adjustment")
    }
    return Rates(MappingProxyType(schedules), MappingProxyType(adjustments))


@cache
def edits() -> "EditTable":
    """Read the NCCI edits, and what was read of them.

    >>> edits().history("97110", "97140")[0].indicator
    9
    """
    from ptcoding.billing.edit import Edit, Ground, Reading
    from ptcoding.billing.edits import EditTable

    document = read_table("edits")
    undated = {"indicator": None, "effective": None, "deleted": None}
    rows = [
        Edit(**{**undated, **row, "column1": first, "column2": second})
        for row in rows_of(document, "edit")
        for first in row["column1"]
        for second in row["column2"]
    ]
    readings = [
        Reading(**{**row, "codes": frozenset(row["codes"]), "beside": frozenset(row.get("beside", row["codes"]))})
        for row in rows_of(document, "reading")
    ]
    grounds = []
    for row in rows_of(document, "ground"):
        timed = [code.code for code in codes().values() if code.timed] if row.pop("timed", False) else None
        one, two = (row.get(column, timed) for column in ("column1", "column2"))
        columns = {"column1": one and frozenset(one), "column2": two and frozenset(two)}
        grounds.append(Ground(**{**row, **columns}))
    return EditTable(rows, readings, document["believed"], grounds, document["not_modelled"])


@cache
def limits() -> "LimitTable":
    """Read the medically unlikely edits.

    >>> [limit.units for limit in limits().limits if limit.code == "97530"]
    [6, 6]
    """
    from ptcoding.billing.limit import Adjudication, Limit, LimitTable

    document = read_table("limits")
    rows = [
        Limit(code, **{**row, "adjudication": Adjudication(row.get("adjudication", ""))})
        for row in rows_of(document, "limit")
        for code in row.pop("codes")
    ]
    return LimitTable(rows, document["not_modelled"])


@cache
def assistant_table() -> "AssistantTable":
    """Read the rule on assistants.

    >>> [row.value for row in assistant_table().terms if row.key == "share"]
    [10]
    """
    from ptcoding.billing.assistant_rule import AssistantTable, Barred, Term

    document = read_table("assistant")
    return AssistantTable(
        tuple(Term(**{"since": None, "until": None, **row}) for row in rows_of(document, "term")),
        tuple(Barred(**{**row, "codes": tuple(row["codes"])}) for row in rows_of(document, "barred")),
    )


@cache
def supervision() -> "Mapping[str, tuple[Supervision, ...]]":
    """Read what supervision of assistants Medicare asks, by setting.

    >>> list(supervision())
    ['private', 'institution', 'physician']
    """
    from ptcoding.billing.supervision import Level, Supervision

    settings: dict[str, tuple[Supervision, ...]] = {}
    for row in rows_of(read_table("supervision"), "supervision"):
        read = Supervision(**{"since": None, "until": None, **row, "level": Level(row["level"])})
        settings[read.setting] = (*settings.get(read.setting, ()), read)
    return MappingProxyType(settings)


@cache
def people() -> "tuple[Person, ...]":
    """Read what people beside the therapist change.

    >>> [person.key for person in people()]
    ['together', 'student', 'aide']
    """
    from ptcoding.billing.supervision import Person

    return tuple(Person(**row) for row in rows_of(read_table("supervision"), "person"))


@cache
def diagnosis_release() -> "Release":
    """Read which list of diagnosis codes is looked up.

    >>> diagnosis_release().until.isoformat()
    '2026-09-30'
    """
    from ptcoding.billing.tabular import Release

    return Release(**rows_of({"release": [read_table("diagnosis")["release"]]}, "release")[0])


@cache
def diagnosis_groups() -> "tuple[Group, ...]":
    """Read which diagnosis codes a rule treats alike."""
    from ptcoding.billing.tabular import Group

    return tuple(Group(**row) for row in rows_of(read_table("diagnosis"), "group"))


@cache
def templates() -> Mapping[str, Mapping[str, str]]:
    """Read the sentences of the explanations, by group and key."""
    groups: dict[str, dict[str, str]] = {}
    for document in read_folder("words"):
        for group, rows in document.items():
            if isinstance(rows, dict):
                groups.setdefault(group, {}).update(rows)
    return MappingProxyType({group: MappingProxyType(rows) for group, rows in groups.items()})


def find_rule(key: str) -> CountingRule:
    """Look a counting rule up.

    Args:
        key: Its key, in any case; ``total-8`` or ``each-10`` name a rule by its scope and threshold.

    Returns:
        The rule.

    Raises:
        UnknownKeyError: If there is none of that key.

    >>> find_rule("CMS").threshold, find_rule("each-10").threshold
    (8, 10)
    """
    found = rules().get(key.lower())
    if found is not None:
        return found
    worded = re.fullmatch(r"(total|each)-(\d{1,2})", key.lower())
    if worded is None or not 1 <= int(worded[2]) <= QUARTER:
        expected = f"one of {', '.join(rules())}, or a contract's own such as total-8 or each-10"
        raise UnknownKeyError([Problem("rule", key, expected)])
    return custom_rule(Scope(worded[1]), int(worded[2]), rules()["cms"].checked)


@cache
def citations() -> Mapping[str, tuple[str, ...]]:
    """Collect what rests on each source, in words, by key of the source.

    >>> citations()["cpm5-20.2"][0]
    "rule “Medicare: the day's total”"
    """
    from ptcoding.notes.tables import cited as of_notes

    resting: list[tuple[str, Iterable[str]]] = [
        *((f"rule “{rule.name}”", rule.sources) for rule in rules().values()),
        *((f"payer {payer.name}", payer.sources) for payer in payers().values()),
        *((f"code {code.code}", code.sources) for code in (*codes().values(), *codes().not_modelled)),
        *((f"modifier {modifier.code}", modifier.sources) for modifier in modifiers().values()),
        *((f"threshold of {threshold.year}", threshold.sources) for threshold in thresholds().values()),
        *(("numbers of the course", figure.sources) for figure in figures()),
        *(("what the note must contain", need.sources) for need in documentation()),
        *(("NCCI edits", row.sources) for row in (*edits().edits, *edits().readings)),
        *(("when a modifier may lift an edit", ground.sources) for ground in edits().grounds),
        *(("unit limits of a day", limit.sources) for limit in limits().limits),
        *((f"amounts of {schedule.year}", schedule.sources) for schedule in rates().schedules.values()),
        *(("shares paid in place of the whole", share.sources) for share in rates().adjustments.values()),
        *((f"rule on assistants: {term.key.replace('_', ' ')}", term.sources) for term in assistant_table().terms),
        *((f"{barred.key}: not an assistant's", barred.sources) for barred in assistant_table().barred),
        *((f"supervision: {row.name}", row.sources) for rows in supervision().values() for row in rows),
        *((f"who treated: {person.key}", person.sources) for person in people()),
        ("titles of diagnosis codes", diagnosis_release().sources),
        *((f"{group.key} diagnoses", group.sources) for group in diagnosis_groups()),
        *(
            (f"wrong rule: {row['name']}", row["sources"])
            for row in rows_of(read_table("misconceptions"), "misconception")
        ),
        *of_notes(),
        *((row["what"], row["sources"]) for name in ("words", "notes") for row in _cited(name)),
    ]
    cited: dict[str, list[str]] = {}
    for what, keys in resting:
        for key in keys:
            if what not in cited.setdefault(key, []):
                cited[key].append(what)
    return MappingProxyType({key: tuple(said) for key, said in cited.items()})


def _cited(folder: str) -> list[Row]:
    """Read what the files of a folder say they rest on as a whole."""
    return [row for document in read_folder(folder) for row in rows_of(document, "cited")]
