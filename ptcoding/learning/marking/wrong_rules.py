"""Wrong ways of counting, each a small function from a visit to the units that it gives.

None of these is an answer: the answer comes from ``allocate`` alone. A wrong rule says what somebody who believes it
would write down, so that an answer can be recognized. Where the belief leaves something open, it gives every reading.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from ptcoding.billing.count.allocation import Units
from ptcoding.learning.marking import wrong_counts, wrong_hands, wrong_minutes
from ptcoding.learning.marking.seen import Seen

WrongRule = Callable[[Seen], Iterable[Units]]

WRONG_RULES: Mapping[str, WrongRule] = MappingProxyType(
    {
        rule.__name__: rule
        for rule in (
            wrong_minutes.assistant_left_out,
            wrong_minutes.uncounted_counted,
            wrong_minutes.stretches_apart,
            wrong_minutes.untimed_pooled,
            wrong_minutes.untimed_as_timed,
            wrong_minutes.untimed_by_minutes,
            wrong_minutes.untimed_needs_eight,
            wrong_minutes.untimed_left_out,
            wrong_hands.tie_both,
            wrong_hands.tie_neither,
            wrong_counts.each_alone,
            wrong_counts.pooled_total,
            wrong_minutes.small_dropped,
            wrong_hands.all_to_longest,
            wrong_hands.rest_to_longest,
            wrong_hands.every_code_first,
            wrong_hands.rest_to_last,
            wrong_hands.rest_to_first,
            wrong_hands.rest_to_dearest,
            wrong_counts.small_leftovers_dropped,
            wrong_counts.floor_total,
            wrong_counts.floor_each,
            wrong_counts.ceiling_total,
            wrong_counts.ceiling_each,
            wrong_counts.bonus_unit,
            wrong_counts.one_each,
            wrong_counts.every_eight,
            wrong_counts.after_eight,
            wrong_counts.before_eight,
        )
    }
)
