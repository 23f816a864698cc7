"""The facts as the data files hold them, each table read once.

Counting needs its own tables alone, so the classes of a claim are imported where such a table is read: an import of
``ptcoding`` stays quick.
"""

from ptcoding.facts.cited import citations, sources
from ptcoding.facts.read_claim import diagnosis_groups, diagnosis_release, documentation, modifiers, thresholds
from ptcoding.facts.read_counting import codes, find_rule, payers, rules
from ptcoding.facts.read_edits import edits, limits
from ptcoding.facts.read_money import rates
from ptcoding.facts.read_people import assistant_table, people, supervision
from ptcoding.facts.words import figures, filled, templates

__all__ = [
    "assistant_table",
    "citations",
    "codes",
    "diagnosis_groups",
    "diagnosis_release",
    "documentation",
    "edits",
    "figures",
    "filled",
    "find_rule",
    "limits",
    "modifiers",
    "payers",
    "people",
    "rates",
    "rules",
    "sources",
    "supervision",
    "templates",
    "thresholds",
]
