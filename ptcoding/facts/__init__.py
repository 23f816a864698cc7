"""The facts: codes, rules, payers and all other tables of the data, dated and cited."""

from ptcoding.facts.load import Facts, facts

__all__ = ["Facts", "facts"]
