"""A drill as a card: the scene, who pays, a row a service, and what is asked, each by itself."""

from dataclasses import dataclass

from ptcoding.billing.claim.threshold import group_of
from ptcoding.billing.visit.session import Contact, Giver, Service
from ptcoding.explanation.drill_words import edit_lines, has_assistant, scene
from ptcoding.facts.source import long_date
from ptcoding.facts.words import filled
from ptcoding.learning.drill.drill import Drill


@dataclass(frozen=True, slots=True)
class Row:
    """One service of a card.

    Args:
        code: Its code.
        name: The common short name of the code.
        minutes: Its minutes.
        who: Who gave it.
    """

    code: str
    name: str
    minutes: int
    who: str


@dataclass(frozen=True, slots=True)
class Card:
    """A drill, cut into what stands apart on a screen.

    Args:
        scene: Whose visit it is; invented, and said to be.
        payer: Who pays, and how.
        rows: The services.
        around: What else the visit says, a sentence each.
        asks: The question.
    """

    scene: str
    payer: str
    rows: tuple[Row, ...]
    around: tuple[str, ...]
    asks: str


def card(drill: Drill) -> Card:
    """Cut a drill into a card.

    Args:
        drill: The drill.

    Returns:
        The card.

    >>> from ptcoding.learning.question import drilled
    >>> shown = card(drilled(5000, 2, "leftover").drill)
    >>> [(row.code, row.name, row.minutes) for row in shown.rows], shown.payer
    ([('97140', 'Manual', 5), ('97110', 'TherEx', 33)], "Payer: rounds the day's total, as Medicare does")
    """
    visit = drill.visit
    around = []
    if visit.year_to_date:
        values = {"charges": f"{visit.year_to_date:,.2f}", "group": group_of(visit.discipline)}
        around.append(filled("drill_story", "charges", values))
    if drill.circumstances.stated:
        around += [*edit_lines(drill), filled("drill_story", "separate", {})]
    kind = "modifiers" if drill.modifiers else drill.counting.scope.value
    on = long_date(visit.date) if visit.date else ""
    return Card(
        filled("drill_card", "scene_dated" if on else "scene", {"visit": scene(drill), "on": on}),
        filled("drill_card", kind, {}),
        tuple(_row(service, drill) for service in visit.services),
        tuple(around),
        filled("drill_card", "lines" if drill.modifiers else "units", {}),
    )


def _row(service: Service, drill: Drill) -> Row:
    kind = service.by.value if service.contact is Contact.ONE_ON_ONE else service.contact.value
    if kind == Giver.THERAPIST.value and not has_assistant(drill):
        kind = "plain"
    name = drill.visit.facts.codes[service.code].short
    return Row(service.code, name, service.minutes, filled("drill_card", kind, {}))
