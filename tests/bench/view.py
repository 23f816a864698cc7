"""What a browser would hold of a page: its widgets, the messages it keeps, and how the last run went."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.bench.widgets import first_state, turns


@dataclass
class Widget:
    """A widget on the page, with the value the browser has for it."""

    state: WidgetState
    fragment: str
    run: int


@dataclass
class Cached:
    """A large message the browser keeps, so that the server need only name it."""

    delta: Delta
    age: int = 0


@dataclass
class Run:
    """What came back for one request."""

    fragments: Sequence[str] = ()
    hashes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    started: bool = False


class View:
    """One visitor's view of a page, kept up to date message by message."""

    def __init__(self, kind: str, label: str) -> None:
        """Start with an empty page.

        Args:
            kind: The type of the widget to look out for.
            label: A part of its label.
        """
        self.kind = kind
        self.label = label
        self.widgets: dict[str, Widget] = {}
        self.cached: dict[str, Cached] = {}
        self.script = ""
        self.target = ""
        self.turns: list[WidgetState] = []
        self._oldest = 2
        self._runs = 0

    def begin(self) -> Run:
        """Get ready for the answer to a request.

        Returns:
            The run, as yet empty.
        """
        self._runs += 1
        return Run()

    def take(self, run: Run, data: bytes) -> bool:
        """Take in one message.

        Args:
            run: The run under way, which is added to.
            data: The message as received.

        Returns:
            Whether the run has ended with it.
        """
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "delta":
            run.hashes.append(message.hash)
            self._place(run, message.delta)
            if message.metadata.cacheable:
                self.cached[message.hash] = Cached(message.delta)
        elif kind == "ref_hash":
            run.hashes.append(message.ref_hash)
            self.cached[message.ref_hash].age = 0
            self._place(run, self.cached[message.ref_hash].delta)
        elif kind == "new_session":
            run.started = True
            run.fragments = list(message.metadata.run.fragment_ids)
            self.script = message.new_session.page_script_hash
            self._oldest = message.new_session.config.max_cached_message_age
        elif kind == "navigation":
            self.script = message.navigation.page_script_hash
        elif kind == "page_not_found":
            run.errors.append("page not found")
        elif kind == "session_event" and message.session_event.HasField("script_compilation_exception"):
            run.errors.append(message.session_event.script_compilation_exception.message)
        elif kind == "script_finished" and run.started:
            # The compile error itself only follows after the end of the run.
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                run.errors.append("compile error")
            return bool(message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)
        return False

    def end(self, run: Run) -> None:
        """Drop the widgets the run has taken off the page, and the messages a browser would no longer keep.

        Args:
            run: The run that has ended.
        """
        for name, widget in list(self.widgets.items()):
            if widget.run < self._runs and (not run.fragments or widget.fragment in run.fragments):
                del self.widgets[name]
        for name, cached in list(self.cached.items()):
            if not run.fragments or cached.delta.fragment_id in run.fragments:
                cached.age += 1
                if cached.age > self._oldest:
                    del self.cached[name]

    def _place(self, run: Run, delta: Delta) -> None:
        """Note what a delta puts on the page, if it is a widget or an error.

        Args:
            run: The run under way, which is added to.
            delta: The delta.
        """
        if delta.WhichOneof("type") != "new_element":
            return
        element = delta.new_element
        kind = element.WhichOneof("type") or ""
        if kind == "exception":
            run.errors.append(f"{element.exception.type}: {element.exception.message}")
        widget = getattr(element, kind, None)
        held = self.widgets.get(getattr(widget, "id", ""))
        # A browser keeps its own value of a widget until the server sets another.
        kept = held.state if held is not None and not widget.set_value else first_state(element)
        if kept is None:
            return
        self.widgets[kept.id] = Widget(kept, delta.fragment_id, self._runs)
        if not self.target and kind == self.kind and self.label in widget.label:
            self.target = kept.id
            self.turns = turns(element)
