"""The short form of the attack; ``make attack`` does a hundred thousand inputs and more."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attack.fuzz import LONGEST_MESSAGE, attack, met_by
from tests.attack.grammar import GRAMMARS
from tests.attack.readers import READERS, refusal
from tests.strategies import hostile_text, json_values


def test_no_reader_fails_hangs_or_talks_without_end():
    outcome = attack(25 * len(READERS), 97110)
    assert outcome.failures == []
    assert outcome.tried == dict.fromkeys(READERS, 25)
    # What is drawn is near enough to the real thing: of every grammar some is read.
    assert [reader for reader in GRAMMARS if outcome.refused[reader] == outcome.tried[reader]] == []


def test_the_same_seed_is_the_same_attack():
    first, second = (attack(2 * len(READERS), 7) for _ in range(2))
    assert (first.tried, first.refused) == (second.tried, second.refused)


@given(st.sampled_from(sorted(READERS)), hostile_text() | json_values().map(str))
@settings(max_examples=200)
def test_no_text_at_all_makes_a_reader_fail(reader, text):
    met = met_by(reader, text)
    assert met is None or isinstance(met, refusal(reader))
    assert len(str(met)) <= LONGEST_MESSAGE
