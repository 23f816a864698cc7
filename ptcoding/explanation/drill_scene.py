"""Whom the visit of a drill is for: only somebody to whom its services can be given."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from ptcoding.billing.visit.session import Discipline
from ptcoding.facts.table import read_table
from ptcoding.learning.drill.drill import Drill


@dataclass(frozen=True, slots=True)
class Scene:
    """A condition that a visit is told of.

    Args:
        words: How the sentence ends.
        codes: The services that can be given then, empty where any can.
        disciplines: Who treats it.
    """

    words: str
    codes: frozenset[str]
    disciplines: frozenset[Discipline]

    def fits(self, drill: Drill) -> bool:
        """Whether every service of a drill can be given then."""
        given = {service.code for service in drill.visit.services}
        return drill.visit.discipline in self.disciplines and given <= self.codes


@cache
def scenes() -> tuple[Scene, ...]:
    """Read the scenes in order.

    >>> scenes()[-1].codes
    frozenset()
    """
    return tuple(map(_scene, read_table("words/scenes")["scene"]))


def scene_of(drill: Drill) -> str:
    """Choose the scene of a drill: always the same one of those that fit.

    Args:
        drill: The drill.

    Returns:
        How its sentence ends.

    >>> from ptcoding.learning.drill.generate import drill
    >>> scene_of(drill(7, 2, "tie"))  # 97116 with 97535 and 97032
    'a below-knee amputation, with a first prosthesis'
    """
    fitting = [scene for scene in scenes() if scene.fits(drill)] or [scene for scene in scenes() if not scene.codes]
    return fitting[drill.scene % len(fitting)].words


def _scene(row: dict[str, Any]) -> Scene:
    treated_by = map(Discipline, row.get("disciplines", list(Discipline)))
    return Scene(row["words"], frozenset(row.get("codes", ())), frozenset(treated_by))
