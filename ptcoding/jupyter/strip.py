"""The minute strip as a widget: the drawing of the page, which moves in a notebook too."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.billing.visit.session import Session
from ptcoding.chart.hand import SCRIPT, STYLE, hand, moved, with_minutes
from ptcoding.chart.strip import in_words
from ptcoding.facts.rule import CountingRule

HERE = Path(__file__).parent


class Strip(anywidget.AnyWidget):
    """A visit under the hand: drag the end of a code, and every rule counts again.

    Args:
        visit: The visit, or the count of one under a single rule.
        rules: The counting rules, top row first; Medicare's and the AMA's where none are given.

    >>> from ptcoding import Session
    >>> strip = Strip(Session.of({"97110": 33, "97140": 7}))
    >>> strip.minutes = {"at": [[0, 33], [1, 20]]}  # what a drag sends
    >>> strip.session.services[1].minutes, [counted.timed_units for counted in strip.counts]
    (20, [4, 3])
    """

    _esm = HERE / "strip.js"
    _css = STYLE.read_text(encoding="utf-8") + (HERE / "strip.css").read_text(encoding="utf-8")
    script = traitlets.Unicode(SCRIPT.read_text(encoding="utf-8")).tag(sync=True)
    data = traitlets.Dict().tag(sync=True)
    minutes = traitlets.Dict().tag(sync=True)
    keep = traitlets.Bool(default_value=False).tag(sync=True)

    def __init__(self, visit: Session | Allocation, rules: Sequence[CountingRule] | None = None) -> None:
        if isinstance(visit, Allocation):
            self.session = visit.session
            self.rules: tuple[CountingRule, ...] = (visit.rule,)
            self.counts: tuple[Allocation, ...] = (visit,)
        else:
            self.session = visit
            self.rules = tuple(rules or (visit.facts.rule(name) for name in ("CMS", "AMA")))
            self.counts = self._counted()
        super().__init__(data=hand(self.session, self.counts))

    def __repr__(self) -> str:
        return in_words(self.counts)

    @traitlets.observe("minutes", "keep")
    def _take(self, change: Any) -> None:
        """Count what was dragged; what no hand can have dragged changes nothing."""
        if change["name"] == "minutes":
            self.session = with_minutes(self.session, moved(change["new"]))
            self.counts = self._counted()
        self.data = hand(self.session, self.counts, keep_total=self.keep)

    def _counted(self) -> tuple[Allocation, ...]:
        return tuple(allocate(self.session, rule) for rule in self.rules)
