"""Ten visits to audit: units earned beside units billed, what was over and under, and what is to be paid back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.billing.visit.session import Session
from ptcoding.facts import facts
from ptcoding.facts.words import filled
from ptcoding.learning.drill.generate import Dice
from ptcoding.learning.task.task import Form, Kind, Part, Task

KEY, GROUP, TOPIC, RULE = "audit", "task_audit", "T44", "cms"
VISITS, RATE = 10, 30
CODES = ("97110", "97112", "97140", "97530", "97116")
MINUTES = (7, 8, 10, 12, 14, 15, 16, 18, 20, 22, 23, 25, 30)
# Of ten visits so many are billed over, and so many under, at most.
MOST_OVER, MOST_UNDER = 4, 2
SOURCES = ("cpm5-20.2", "fr-overpayments-2016")


@dataclass(frozen=True, slots=True)
class Audited:
    """One visit of an audit.

    Args:
        allocation: What its minutes earn.
        billed: Units billed, by code.
    """

    allocation: Allocation
    billed: Mapping[str, int]

    @property
    def earned(self) -> int:
        """Units earned."""
        return sum(self.allocation.units.values())

    @property
    def over(self) -> int:
        """Units billed beyond those earned, negative where fewer were billed."""
        return sum(self.billed.values()) - self.earned


def audit_visits(seed: int) -> tuple[Audited, ...]:
    """Draw the visits of an audit.

    Args:
        seed: What they are drawn from.

    Returns:
        Ten visits of two or three codes; some billed a unit over, some a unit under.
    """
    dice = Dice(f"audit {seed}")
    visits = []
    changes = [1] * (2 + dice.below(MOST_OVER - 1)) + [-1] * (1 + dice.below(MOST_UNDER))
    changes = dice.few([*changes, *[0] * (VISITS - len(changes))], VISITS)
    for change in changes:
        minutes = {code: dice.pick(MINUTES) for code in dice.few(CODES, 2 + dice.below(2))}
        allocation = allocate(Session.of(minutes), facts().rule(RULE))
        billed = {code: units for code, units in allocation.units.items() if units}
        # The unit too many stands on a code that is billed, the one too few is taken off the code with most.
        longest = max(billed, key=lambda code: (billed[code], code))
        billed[longest] += change
        visits.append(Audited(allocation, {code: units for code, units in billed.items() if units}))
    return tuple(visits)


def audit_task(seed: int) -> Task:
    """Draw an audit to be done.

    Args:
        seed: What it is drawn from.

    Returns:
        The task: units earned by each visit, the tally, and the repayment.

    >>> task = audit_task(1)
    >>> len(task.parts), task.seed
    (13, 1)
    """
    visits = audit_visits(seed)
    numbered = list(enumerate(visits, start=1))
    over, under = (sum(max(sign * one.over, 0) for one in visits) for sign in (1, -1))
    parts = [
        Part(
            f"v{number}",
            filled(GROUP, "earned", {"number": number}),
            Form.NUMBER,
            filled(GROUP, "earned_why", {"minutes": one.allocation.timed_minutes, "units": one.earned}),
            number=one.earned,
        )
        for number, one in numbered
    ]
    for key, sign, total in (("over", 1, over), ("under", -1, under)):
        which = [str(number) for number, one in numbered if sign * one.over > 0]
        why = filled(GROUP, f"{key}_why", {"visits": ", ".join(which) or filled(GROUP, "none", {})})
        parts.append(Part(key, filled(GROUP, key, {}), Form.NUMBER, why, number=total))
    back = filled(GROUP, "back_why", {"over": over, "rate": RATE})
    parts.append(Part("back", filled(GROUP, "back", {}), Form.NUMBER, back, number=over * RATE))
    told = "\n".join(_told(number, one) for number, one in numbered)
    scene = filled(GROUP, "scene", {"rate": RATE, "visits": told})
    return Task(KEY, Kind.AUDIT, filled(GROUP, "title", {}), scene, tuple(parts), SOURCES, TOPIC, seed)


def _told(number: int, one: Audited) -> str:
    services = ", ".join(f"{service.code} {service.minutes} min" for service in one.allocation.session.services)
    return filled(GROUP, "visit", {"number": number, "services": services, "billed": _units(one.billed)})


def _units(billed: Mapping[str, int]) -> str:
    lines: Sequence[str] = [f"{code} x{units}" for code, units in billed.items()]
    return ", ".join(lines)
