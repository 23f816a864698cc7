"""What every sentence is held to, and a record of the templates that were used for them."""

import re
from collections.abc import Iterator, Mapping

# One unit and one minute take no plural, and no field is left open.
UNGRAMMATICAL = re.compile(r"(?<![\d.])1 (?:minutes|units|timed minutes)\b|[{}]")


class Recorder(Mapping[str, Mapping[str, str]]):
    """The templates, with a note of those that were asked for."""

    def __init__(self, groups: Mapping[str, Mapping[str, str]]) -> None:
        self.groups = groups
        self.used: set[tuple[str, str]] = set()

    def __getitem__(self, group: str) -> Mapping[str, str]:
        return RecordedGroup(group, self)

    def __iter__(self) -> Iterator[str]:
        return iter(self.groups)

    def __len__(self) -> int:
        return len(self.groups)


class RecordedGroup(Mapping[str, str]):
    """The templates of one group."""

    def __init__(self, name: str, recorder: Recorder) -> None:
        self.name, self.recorder = name, recorder

    def __getitem__(self, kind: str) -> str:
        self.recorder.used.add((self.name, kind))
        return self.recorder.groups[self.name][kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self.recorder.groups[self.name])

    def __len__(self) -> int:
        return len(self.recorder.groups[self.name])
