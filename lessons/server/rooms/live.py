"""One room in this process: what is known of it, and who waits for it to change."""

import asyncio
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from lessons.content.asking import ask, shown
from lessons.server.rooms.result import Result
from ptcoding.facts.words import templates
from ptcoding.room.about import About, Marked
from ptcoding.room.ask import Ask
from ptcoding.room.phase import Phase
from ptcoding.room.room import Counted, Room

MOST_MARKED = 500


class Part:
    """A part of a room's deck, prepared once for everybody.

    Args:
        room: The room.
        place: Its position in the deck.
    """

    def __init__(self, room: Room, place: int) -> None:
        self.step = room.deck.steps[place]
        self.key = f"q{place + 1}"
        self._marked: dict[str, Marked] = {}

    @cached_property
    def ask(self) -> Ask | None:
        """The question, None where the part is only looked at."""
        return ask(self.step) if self.step.asks else None

    @cached_property
    def about(self) -> About:
        """What it shows."""
        return self.ask.about if self.ask is not None else shown(self.step)

    def known(self, answer: object) -> Marked | None:
        """Give an answer marked that was marked before: a room gives few different ones."""
        return self._marked.get(_told(answer))

    def mark(self, answer: object) -> Marked:
        """Mark an answer, and remember it.

        Args:
            answer: What was answered, as it came.

        Returns:
            It, marked.

        Raises:
            AssertionError: If the part asks nothing.
        """
        if self.ask is None:
            raise AssertionError(self.key)
        marked = self.ask.mark(answer)
        if len(self._marked) >= MOST_MARKED:
            self._marked.clear()
        self._marked[_told(answer)] = marked
        return marked


class Live:
    """A room, as this process knows it.

    Args:
        room: The room.
        counted: Who is in it and has answered.
        result: What became of the question, where results are shown.
    """

    def __init__(self, room: Room, counted: Counted, result: Result | None) -> None:
        self.listeners = 0
        self._parts: dict[int, Part] = {}
        self._changed = asyncio.Event()
        self.take(room, counted, result)

    def take(self, room: Room, counted: Counted, result: Result | None) -> None:
        """Take over what the store says, and wake who waits."""
        self.room, self.counted, self.result = room, counted, result
        self.state = self._state()
        self.told = json.dumps(self.state, separators=(",", ":"))
        before, self._changed = self._changed, asyncio.Event()
        before.set()

    async def change(self, seconds: float) -> bool:
        """Wait for a change.

        Returns:
            Whether there was one in so many seconds.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return False
        return True

    @property
    def part(self) -> Part | None:
        """The part that is on, None before the first."""
        place = self.room.standing.step
        if place < 0:
            return None
        return self.at(place)

    def at(self, place: int) -> Part:
        """Give a part of the deck."""
        if place not in self._parts:
            self._parts[place] = Part(self.room, place)
        return self._parts[place]

    def prepare(self) -> None:
        """Make every part ready, so that no move of the host waits for the bank to be read."""
        for place in range(len(self.room.deck.steps)):
            _ = self.at(place).about

    @property
    def said(self) -> str:
        """What the room does now, in words."""
        phase = self.room.standing.phase
        # A part that asks nothing has no vote to wait for.
        is_told = phase is Phase.READ and self.part is not None and not self.part.step.asks
        return templates()["room_phase"]["told" if is_told else phase.value]

    def _state(self) -> dict[str, Any]:
        """Write what everybody may know: before results neither a key nor a right answer is in it."""
        standing, part = self.room.standing, self.part
        is_on = part is not None and standing.phase is not Phase.ENDED
        state: dict[str, Any] = {
            "phase": standing.phase.value,
            "question": self._question(part) if part is not None and part.ask is not None and is_on else None,
            "round": standing.round,
            "seats": self.counted.seats,
            "answered": self.counted.answered,
            "version": self.room.version,
            "said": self.said,
            "title": self.room.deck.title,
            "part": standing.step + 1,
            "parts": len(self.room.deck.steps),
        }
        if part is not None and part.ask is None and is_on:
            state["shown"] = _shown(part.about)
        if self.result is not None:
            state["results"] = self.result.record()
        return state

    def _question(self, part: Part) -> Mapping[str, Any]:
        asked = part.ask
        if asked is None:
            raise AssertionError(part.key)
        return {
            "key": part.key,
            "kind": asked.kind,
            "choices": [{"key": option.key, "text": option.text} for option in asked.options],
            **_shown(part.about),
        }


def _told(answer: object) -> str:
    return json.dumps(answer, sort_keys=True)


def _shown(about: About) -> dict[str, Any]:
    return {
        "text": about.text,
        "story": list(about.story),
        "notes": list(about.notes),
        "minutes": [{"code": code, "minutes": minutes} for code, minutes in about.bars],
    }
