"""The same record with other numbers and other people: drawn from a seed, and graded by the engine as any other."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from ptcoding.billing.claim.claim import Claim, claim_of
from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.billing.visit.session import Service
from ptcoding.facts.words import filled
from ptcoding.learning.chart.record import Chart, CodedDay, Document, Passage, Swap
from ptcoding.learning.drill.generate import Dice

LARGEST = 999_999
# A service keeps at least these minutes, and gives or takes no more than those.
FEWEST, MOST_MOVED = 5, 9
PAIR = 2


def varied(chart: Chart, seed: int) -> Chart:
    """Draw a record anew: minutes move between two services of a day, and another person may have given one.

    The total of a day stays, so that nothing else in the record contradicts its note.

    Args:
        chart: The record as it is written.
        seed: What it is drawn from; 0 is the record as it is written.

    Returns:
        The record with its notes, words that decide and right claims.
    """
    if not seed:
        return chart
    papers = {one.key: one for one in chart.documents}
    days = []
    for day in chart.days:
        drawn, note = _day(day, papers[day.document], Dice(f"{chart.slug} {day.key} {seed}"))
        papers[day.document] = note
        days.append(drawn)
    return replace(chart, documents=tuple(papers[one.key] for one in chart.documents), days=tuple(days))


def movable(day: CodedDay, note: str) -> Mapping[str, str]:
    """Find the services of a day whose minutes can be written anew: by code, the words that give them.

    Args:
        day: The day.
        note: Its note.

    Returns:
        Timed codes with one service by one person, whose minutes stand in the note once and where they are looked for.
    """
    allocation = day.ways[0].allocation
    services = allocation.session.services
    times = Counter(service.code for service in services)
    said = {passage.code: passage.words for passage in day.passages}
    return {
        service.code: said[service.code]
        for service in services
        if times[service.code] == 1
        and service.code in said
        and allocation.session.facts.codes[service.code].timed
        and re.findall(r"[0-9]+", said[service.code]).count(str(service.minutes)) == 1
        and note.count(said[service.code]) == 1
    }


def _day(day: CodedDay, note: Document, dice: Dice) -> tuple[CodedDay, Document]:
    """Draw a day and its note."""
    swaps = [swap for swap in day.people if dice.below(2)]
    moved = _moved(day, note.text, dice)
    if not swaps and not moved:
        return day, note
    before = {service.code: service.minutes for service in day.ways[0].allocation.session.services}
    rewritten = {swap.words: swap.becomes for swap in swaps}
    for code, minutes in moved.items():
        words = movable(day, note.text)[code]
        said = rewritten.get(words, words)
        rewritten[words] = re.sub(rf"\b{before[code]}\b", str(minutes), said, count=1)
    text = note.text
    for words, becomes in rewritten.items():
        text = text.replace(words, becomes)
    drawn = replace(
        day,
        ways=tuple(_way(way, moved, swaps) for way in day.ways),
        passages=tuple(_passage(passage, rewritten, moved) for passage in day.passages),
    )
    return drawn, replace(note, text=text)


def _moved(day: CodedDay, note: str, dice: Dice) -> Mapping[str, int]:
    """Move minutes from one service to another; none where no two can be written anew."""
    minutes = {service.code: service.minutes for service in day.ways[0].allocation.session.services}
    codes = list(movable(day, note))
    pair = dice.few(codes, PAIR) if len(codes) >= PAIR else ()
    # Where one has nothing to give, the other may.
    for giver, taker in permutations(pair, PAIR):
        most = min(minutes[giver] - FEWEST, MOST_MOVED)
        if most > 0:
            given = 1 + dice.below(most)
            return {giver: minutes[giver] - given, taker: minutes[taker] + given}
    return {}


def _way(way: Claim, moved: Mapping[str, int], swaps: Sequence[Swap]) -> Claim:
    """Let the engine count and write the claim again."""
    session = way.allocation.session
    by = {place: swap.by for swap in swaps for place in swap.services}
    services = tuple(
        replace(service, minutes=moved.get(service.code, service.minutes), by=by.get(place, service.by))
        for place, service in enumerate(session.services)
    )
    return claim_of(_counted(way.allocation, services), way.circumstances)


def _counted(before: Allocation, services: Sequence[Service]) -> Allocation:
    return allocate(replace(before.session, services=tuple(services)), before.rule)


def _passage(passage: Passage, rewritten: Mapping[str, str], moved: Mapping[str, int]) -> Passage:
    """Let words that were rewritten say what is now true: the sentence of the author was about other numbers."""
    words = rewritten.get(passage.words, passage.words)
    if passage.words == words and passage.code not in moved:
        return passage
    kind = "varied" if passage.code in moved else "varied_people"
    said = {"code": passage.code, "words": words, "minutes": moved.get(passage.code, 0)}
    return Passage(passage.code, words, filled("chart", kind, said))
