"""A whole patient record to code: documents, days, and every way of coding a day that can be defended."""

from collections.abc import Mapping
from dataclasses import dataclass

from ptcoding.billing.claim.claim import Claim
from ptcoding.billing.visit.session import Giver


@dataclass(frozen=True, slots=True)
class Document:
    """One paper of a record.

    Args:
        key: Its name in the record.
        title: What stands above it.
        kind: intake, evaluation, note, schedule, authorization or remittance.
        text: Its words.
    """

    key: str
    title: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a note that decide a line.

    Args:
        code: The code that they decide.
        words: The words, as they stand in the document of the day.
        says: What they say about it.
    """

    code: str
    words: str
    says: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A diagnosis of a day.

    Args:
        code: The one the record names.
        first: Whether it, or one of the others, has to stand first.
        also: Others that can be defended in its place.
        says: Why.
    """

    code: str
    first: bool
    also: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Swap:
    """Another person who may have given a part of a day, where a record is drawn anew.

    Args:
        words: The words of the note that say who, as they stand.
        becomes: What stands in their place.
        services: Positions of the services they are about.
        by: Who gave them then.
    """

    words: str
    becomes: str
    services: tuple[int, ...]
    by: Giver


@dataclass(frozen=True, slots=True)
class CodedDay:
    """One date of service to be coded.

    Args:
        key: Its name in the record.
        document: The document that is its note.
        ways: The claims that can be defended, most often one; a tie within one is a choice of its own.
        passages: The words that decide.
        traps: Codes that look right and are not, with the reason.
        diagnoses: The diagnoses.
        people: Who may have given a part of it instead.
    """

    key: str
    document: str
    ways: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    traps: Mapping[str, str]
    diagnoses: tuple[Accepted, ...]
    people: tuple[Swap, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A record.

    Args:
        slug: Name of its folder.
        title: What a list prints.
        who: The invented patient.
        discipline: The plan of care.
        payer: Key of the payer.
        minutes: How long a coder of some practice takes.
        sources: Keys of the sources of its answers.
        documents: Its papers, in order.
        days: Its dates of service.
    """

    slug: str
    title: str
    who: str
    discipline: str
    payer: str
    minutes: int
    sources: tuple[str, ...]
    documents: tuple[Document, ...]
    days: tuple[CodedDay, ...]
