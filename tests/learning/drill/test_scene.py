"""A drill is told of a place where its services can be given."""

import pytest

from ptcoding.explanation.drill_scene import scene_of, scenes
from ptcoding.explanation.drill_words import story
from ptcoding.facts import facts
from ptcoding.learning.drill.drill import all_series
from ptcoding.learning.drill.generate import drill

DRAWN = [drill(seed, level, None, series) for series in all_series() for seed in range(150) for level in (1, 2, 3)]
# What a limb alone is never treated with: walking for an arm, a wheelchair for a joint, a prosthesis for a whole limb.
IMPOSSIBLE = {
    "shoulder that will not reach": {"97116", "97542", "97761"},
    "fracture of the wrist": {"97116", "97542", "97761"},
    "stiff hand": {"97116", "97542", "97761"},
    "low back pain": {"97542", "97761"},
    "knee replacement": {"97542", "97761", "97035", "97024"},
    "ankle that gives way": {"97542", "97761", "97535"},
    "paraplegia": {"97116", "97761"},
    "stroke": {"97761"},
}


@pytest.mark.parametrize("words", IMPOSSIBLE)
def test_no_drill_pairs_a_service_with_a_place_where_nobody_gives_it(words: str) -> None:
    told = [drawn for drawn in DRAWN if words in story(drawn)]
    assert told
    assert not [drawn.seed for drawn in told if IMPOSSIBLE[words] & {one.code for one in drawn.visit.services}]


def test_every_drill_has_a_scene_of_its_own_kind() -> None:
    """The last one is for services that a later series may bring."""
    general = scenes()[-1]
    assert not general.codes
    assert [drawn.seed for drawn in DRAWN if scene_of(drawn) == general.words] == []


def test_every_scene_is_met() -> None:
    assert {scene_of(drawn) for drawn in DRAWN} == {scene.words for scene in scenes()[:-1]}


def test_a_scene_names_known_codes_only() -> None:
    assert {code for scene in scenes() for code in scene.codes} <= set(facts().codes)
