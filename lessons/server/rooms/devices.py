"""Which devices host a room just now: a second one is told of the first, not refused."""

import time
from collections.abc import Callable

# A host's page looks at least so often.
GONE = 15.0
MOST_DEVICES, LONGEST = 20, 40


class Devices:
    """Remembers for a while who looked as a host.

    Args:
        now: Tells the time in seconds.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seen: dict[int, dict[str, float]] = {}

    def others(self, room: int, device: str) -> int:
        """Note that a device looked, and tell how many others did of late.

        Args:
            room: Number of the room.
            device: What the device calls itself, empty where it says nothing.

        Returns:
            How many other devices host the room.

        >>> devices = Devices(lambda: 0.0)
        >>> devices.others(1, "desk"), devices.others(1, "phone"), devices.others(2, "desk")
        (0, 1, 0)
        """
        now = self._now()
        recent = {name: at for name, at in self._seen.get(room, {}).items() if now - at < GONE}
        if device and len(recent) < MOST_DEVICES:
            recent[device[:LONGEST]] = now
        self._seen[room] = recent
        return len(recent.keys() - {device[:LONGEST]})
