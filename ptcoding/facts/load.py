"""All facts as one value: every table of the data, of one edition, read once and handed down."""

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ptcoding.errors import Problem, UnknownKeyError
from ptcoding.facts.own import (
    Own,
    newest_list,
    own_folder,
    read_own,
    with_edits,
    with_limits,
    with_rates,
    with_release,
    with_sources,
)
from ptcoding.facts.read_claim import (
    read_diagnosis_groups,
    read_diagnosis_release,
    read_documentation,
    read_modifiers,
    read_telehealth,
    read_thresholds,
)
from ptcoding.facts.read_counting import read_codes, read_payers, read_rules
from ptcoding.facts.read_denials import read_denials
from ptcoding.facts.read_edits import read_edits, read_limits
from ptcoding.facts.read_money import read_rates
from ptcoding.facts.read_people import read_assistant_table, read_people, read_supervision
from ptcoding.facts.read_words import read_edition, read_figures, read_sources
from ptcoding.facts.rule import QUARTER, CountingRule, Scope, custom_rule
from ptcoding.facts.table import DATA

if TYPE_CHECKING:
    from ptcoding.facts.assistant import AssistantTable
    from ptcoding.facts.code import CodeTable
    from ptcoding.facts.denial import DenialTable
    from ptcoding.facts.diagnosis import Group, Release
    from ptcoding.facts.edit import EditTable
    from ptcoding.facts.limit import LimitTable
    from ptcoding.facts.modifier import Modifier, Threshold
    from ptcoding.facts.need import Need
    from ptcoding.facts.payer import Payer
    from ptcoding.facts.schedule import Rates
    from ptcoding.facts.setting import Person, Supervision
    from ptcoding.facts.source import Edition, Figure, Source
    from ptcoding.facts.telehealth import TelehealthTable


@dataclass(frozen=True, eq=False)
class Facts:
    """Every table of one folder of data; each is read when it is first asked for, and then stays.

    Two values are the same only where they are one: a visit keeps the facts it was made with.

    Args:
        folder: The folder of data.
        own: A folder with editions that the site took in itself, laid over the data; None for none.

    >>> facts().edition.checked.isoformat()
    '2026-11-21'
    """

    folder: Path = DATA
    own: Path | None = None

    @cached_property
    def editions(self) -> "tuple[Own, ...]":
        """The editions that the site took in itself, the oldest first."""
        return read_own(self.own)

    @cached_property
    def edition(self) -> "Edition":
        """Which edition of the data this is, and when it was last checked as a whole."""
        return read_edition(self.folder)

    @cached_property
    def codes(self) -> "CodeTable":
        """Every procedure code.

        >>> facts().codes["97110"].timed, facts().codes["97150"].timed
        (True, False)
        """
        return read_codes(self.folder)

    @cached_property
    def rules(self) -> Mapping[str, CountingRule]:
        """Every counting rule by its key.

        >>> list(facts().rules)
        ['cms', 'ama', 'ceiling', 'full15']
        """
        return read_rules(self.folder)

    @cached_property
    def payers(self) -> "Mapping[str, Payer]":
        """Every payer card by its key.

        >>> facts().payers["medicare"].rule
        'cms'
        """
        return read_payers(self.folder)

    @cached_property
    def modifiers(self) -> "Mapping[str, Modifier]":
        """Every modifier by its code.

        >>> facts().modifiers["KX"].group
        'threshold'
        """
        return read_modifiers(self.folder)

    @cached_property
    def thresholds(self) -> "Mapping[int, Threshold]":
        """The yearly thresholds by year.

        >>> facts().thresholds[2026].amount
        2480
        """
        return read_thresholds(self.folder)

    @cached_property
    def telehealth(self) -> "TelehealthTable":
        """Telehealth by therapists under Medicare.

        >>> [row.until.isoformat() for row in facts().telehealth.permissions]
        ['2027-12-31']
        """
        return read_telehealth(self.folder)

    @cached_property
    def documentation(self) -> "tuple[Need, ...]":
        """What notes must contain, in order.

        >>> facts().documentation[0].key
        'date'
        """
        return read_documentation(self.folder)

    @cached_property
    def diagnosis_release(self) -> "Release":
        """Which list of diagnosis codes is looked up.

        >>> facts().diagnosis_release.until.isoformat()
        '2026-09-30'
        """
        return with_release(read_diagnosis_release(self.folder), self.editions)

    @cached_property
    def diagnosis_list(self) -> "Own | None":
        """The list of diagnosis codes that the site took in itself, None where the project's is as new."""
        return newest_list(read_diagnosis_release(self.folder), self.editions)

    @cached_property
    def diagnosis_groups(self) -> "tuple[Group, ...]":
        """Which diagnosis codes a rule treats alike."""
        return read_diagnosis_groups(self.folder)

    @cached_property
    def edits(self) -> "EditTable":
        """The NCCI edits, and what was read of them.

        >>> facts().edits.history("97110", "97140")[0].indicator
        9
        """
        return with_edits(read_edits(self.folder, self.codes), self.editions)

    @cached_property
    def limits(self) -> "LimitTable":
        """The medically unlikely edits.

        >>> [limit.units for limit in facts().limits.limits if limit.code == "97530"]
        [6, 6]
        """
        return with_limits(read_limits(self.folder), self.editions)

    @cached_property
    def denials(self) -> "DenialTable":
        """The codes of a remittance: why a line was cut or denied.

        >>> facts().denials.reasons["97"].kind
        'edit'
        """
        return read_denials(self.folder)

    @cached_property
    def rates(self) -> "Rates":
        """The national fee schedules and what may be taken off.

        >>> facts().rates.schedules[2026].conversion_factor
        Decimal('33.4009')
        """
        return with_rates(read_rates(self.folder), self.editions)

    @cached_property
    def assistants(self) -> "AssistantTable":
        """The rule on assistants.

        >>> [row.value for row in facts().assistants.terms if row.key == "share"]
        [10]
        """
        return read_assistant_table(self.folder)

    @cached_property
    def supervision(self) -> "Mapping[str, tuple[Supervision, ...]]":
        """What supervision of assistants Medicare asks, by setting.

        >>> list(facts().supervision)
        ['private', 'institution', 'physician']
        """
        return read_supervision(self.folder)

    @cached_property
    def people(self) -> "tuple[Person, ...]":
        """What people beside the therapist change.

        >>> [person.key for person in facts().people]
        ['together', 'student', 'aide']
        """
        return read_people(self.folder)

    @cached_property
    def sources(self) -> "Mapping[str, Source]":
        """Every source by its key.

        >>> facts().sources["cpm5-20.2"].publisher
        'CMS'
        """
        return with_sources(read_sources(self.folder), self.editions)

    @cached_property
    def figures(self) -> "tuple[Figure, ...]":
        """The single numbers that words of the course need.

        >>> [figure.key for figure in facts().figures]
        ['review', 'progress_days']
        """
        return read_figures(self.folder)

    def rule(self, key: str) -> CountingRule:
        """Look a counting rule up.

        Args:
            key: Its key, in any case; ``total-8`` or ``each-10`` name a rule by its scope and threshold.

        Returns:
            The rule.

        Raises:
            UnknownKeyError: If there is none of that key.

        >>> facts().rule("CMS").threshold, facts().rule("each-10").threshold
        (8, 10)
        """
        found = self.rules.get(key.lower())
        if found is not None:
            return found
        worded = re.fullmatch(r"(total|each)-(\d{1,2})", key.lower())
        if worded is None or not 1 <= int(worded[2]) <= QUARTER:
            expected = f"one of {', '.join(self.rules)}, or a contract's own such as total-8 or each-10"
            raise UnknownKeyError([Problem("rule", key, expected)])
        return custom_rule(Scope(worded[1]), int(worded[2]), self.edition.checked)

    def replaced(self, **tables: object) -> "Facts":
        """Make facts with some tables of one's own, for a preview of a year or a test of three rows.

        Args:
            tables: The tables by the name they have here.

        Returns:
            Facts with those tables, the others as they are.

        Raises:
            UnknownKeyError: If there is no table of that name.

        >>> facts().replaced(thresholds={}).thresholds
        {}
        """
        unknown = [name for name in tables if not isinstance(getattr(Facts, name, None), cached_property)]
        if unknown:
            raise UnknownKeyError([Problem("tables", name, "a table of the facts") for name in unknown])
        changed = copy(self)
        # What is read is kept beside the fields, which is where a table of one's own goes too.
        vars(changed).update(tables)
        return changed


@cache
def facts() -> Facts:
    """Give the facts of the project and of the site's own folder, read once: for the front door, commands and pages."""
    return Facts(own=own_folder())
