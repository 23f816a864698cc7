"""A code that is none of therapy, on a denial."""

from ptcoding.exchange.denial.answer import answer
from ptcoding.exchange.denial.typed import read_denial
from ptcoding.facts import facts


def test_of_a_code_that_is_not_known_nothing_is_missed():
    found = answer(read_denial("CO-97 99999", facts())[0], facts())
    assert found.warnings[0] == "99999: not among the therapy codes here. Check the number."
    assert {"modifier", "frequency"}.isdisjoint(look.kind for look in found.looks)


def test_a_known_code_beside_it_is_looked_at_alone():
    found = answer(read_denial("CO-97 99999 97140", facts())[0], facts())
    (modifier,) = [look.says for look in found.looks if look.kind == "modifier"]
    assert modifier.startswith("97140: GP, GO or GN isn't among")
