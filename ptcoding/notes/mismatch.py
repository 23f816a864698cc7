"""Where the words of a note speak for another code than the one that it claims."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING

from ptcoding.facts.code import CodeTable
from ptcoding.notes.flag import Flag
from ptcoding.notes.load import fit_rule, flag_sources
from ptcoding.notes.needling import FEW, MANY
from ptcoding.notes.proof import UNMISTAKEN_WAYS

if TYPE_CHECKING:
    from ptcoding.notes.intent import Support


def timed(code: str | None, codes: CodeTable) -> bool:
    """Tell whether a code is counted in minutes.

    Args:
        code: The code, None where there is none.
        codes: The codes known.

    Returns:
        Whether it is.
    """
    return code is not None and code in codes and codes[code].timed


def wrong_intent(code: str | None, supported: "tuple[Support, ...]", codes: CodeTable) -> Iterable[Flag]:
    """Flag words that support another code than the one claimed, where the words of that code are read at all.

    Args:
        code: The code claimed, None where there is none.
        supported: The codes that the words support, best first.
        codes: The codes known.

    Yields:
        A flag where more than one clue speaks for the other code and none of its own for the one claimed.
    """
    from ptcoding.notes.intent import reads

    rule = fit_rule()
    if code is None or not reads(code) or not supported or supported[0].code in (code, codes.base_of(code)):
        return
    mine = next((support for support in supported if support.code in (code, codes.base_of(code))), None)
    own = mine.score if mine else 0.0
    # How many muscles were needled tells its two codes apart, not the words, which both have.
    needled = {code, supported[0].code} == {FEW, MANY}
    if not needled and (supported[0].ways < UNMISTAKEN_WAYS or (mine and _apart(mine, supported[0]))):
        return
    # The codes of one thing, as of a splint made, fitted and checked, are told apart by the day and not by its words.
    if any({code, supported[0].code} <= set(kin) for kin in rule.kin) and (own or len(supported) > 1):
        return
    # A modality without its own clock may have been given beside the service, in the same note.
    if own >= rule.beside and timed(code, codes) and not timed(supported[0].code, codes):
        return
    if supported[0].score >= rule.least and own < rule.share * supported[0].score:
        values = MappingProxyType({"code": code, "other": supported[0].code})
        yield Flag("wrong_intent", flag_sources()["wrong_intent"], next(iter(supported[0].spans), None), values)


def _apart(mine: "Support", other: "Support") -> bool:
    """Tell whether the code claimed has words of its own, which do not speak for the other one as well."""
    if not mine.spans:
        return False
    return any(all(one.end <= two.start or one.start >= two.end for two in other.spans) for one in mine.spans)
