"""What a learner does on the practice pages, and what is kept of it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from fsrs import Scheduler
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from lessons.content.practice_bank import bank
from lessons.screen.note.marked import note_on_screen
from lessons.screen.parts import literal
from lessons.screen.practice import keeper
from ptcoding.learning.bank.item import Item
from ptcoding.learning.memory.progress import Answer
from ptcoding.learning.store.store import Store
from tests.pages.screen import named, opened, switched


def arrived(page: str, browser: str = "", **query: str) -> AppTest:
    """Open a page by its address, as a new visitor.

    Args:
        page: Slug of the page.
        browser: The key that the visitor's browser keeps, empty where it keeps none.
        query: Parameters of the address.

    Returns:
        The app after its first run on that page, and a second one where the browser keeps a key.
    """
    app = opened()
    app.query_params.clear()
    app.query_params.update(query)
    switched(app, page)
    return told(app, browser) if browser else app


def told(app: AppTest, key: str = "", seat: str = "", works: bool = True) -> AppTest:
    """Let the browser say what it keeps.

    Args:
        app: The app.
        key: The key that it keeps.
        seat: The name that this tab had before it was loaded again.
        works: Whether it can keep anything.

    Returns:
        The same app after the run that follows.
    """
    (asked,) = [element for element in app.get("bidi_component") if element.proto.component_name == "ptcoding.device"]
    said = [{"event": "told", "value": {"key": key, "seat": seat, "works": works}}]
    # AppTest knows no component: it is spoken to as the browser does, through what its own fields are sent with.
    states = app._tree.get_widget_states()  # noqa: SLF001
    heard = WidgetState(id=_make_trigger_id(asked.proto.id, "events"), json_trigger_value=json.dumps(said))
    states.widgets.append(heard)
    return app._run(states)  # noqa: SLF001


def asked_of_browser(app: AppTest) -> dict[str, Any]:
    """Read what the page asks the browser to keep, and what it believes to be kept."""
    (asked,) = [element for element in app.get("bidi_component") if element.proto.component_name == "ptcoding.device"]
    (given,) = json.loads(asked.proto.json)
    return given


def key_of(app: AppTest) -> str:
    """Give the key that this visit keeps its answers under, empty where there is none."""
    return app.session_state.get(keeper.KEY, "")


def spoken(app: AppTest) -> str:
    """Give everything that the page says, as Markdown."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "error", "warning", "info", "success", "code")
    return "\n".join(element.value for kind in kinds for element in app.get(kind))


def verdicts(app: AppTest) -> list[str]:
    """Read the verdicts on the page, each in the color of what it says."""
    colors = {"success": "Right.", "error": "Not quite.", "info": "Not answered."}
    return [word for kind, word in colors.items() for said in app.get(kind) if said.value.startswith(f"**{word}**")]


def one(app: AppTest, name: str) -> str:
    """Read a parameter of the address."""
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


def asked(app: AppTest) -> Item:
    """Find the authored question that waits on the page, by its words, its notes and its choices."""
    said = spoken(app)
    offered = [option for radio in app.radio for option in radio.options] or [box.label for box in app.checkbox]
    (found,) = (
        item
        for item in bank().items
        if literal(item.question) in said
        and sorted(literal(choice.text) for choice in item.choices) == sorted(offered)
        and all(note_on_screen(bank().notes[note].text) in said for note in item.notes)
    )
    return found


def pick(app: AppTest, item: Item, right: bool = True) -> AppTest:
    """Fill in the fields of a question, rightly or wrongly, and do not check the answer yet."""
    if not item.choices:
        for code, units in item.expected.items():
            named(app.number_input, f"Units of {code}").set_value(units + (not right))
    elif item.many:
        rights = {literal(item.choices[place].text) for place in item.right}
        for box in app.checkbox:
            box.set_value((box.label in rights) is right)
    else:
        (radio,) = app.radio
        radio.set_value(next(place for place, choice in enumerate(item.choices) if choice.right is right))
    return app


def press(app: AppTest, label: str) -> AppTest:
    """Press a button by its words."""
    return named(app.button, label).click().run()


def kept(app: AppTest) -> tuple[Answer, ...]:
    """Read what the store holds of this visitor."""
    return keeper.store().answers(key_of(app)) if key_of(app) else ()


def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count from here on how often the answers are read, and how many of them a schedule is reckoned from."""
    times: Counter[str] = Counter()
    read, reckon = Store.answers, Scheduler.review_card

    def answers(store: Store, token: str) -> tuple[Answer, ...]:
        times["read"] += 1
        return read(store, token)

    def review(*given: Any) -> Any:
        times["reckoned"] += 1
        return reckon(*given)

    monkeypatch.setattr(Store, "answers", answers)
    monkeypatch.setattr(Scheduler, "review_card", review)
    return times


def bytes_of(file: Path) -> bytes:
    """Read all that lies in the folder of a database: its file, its journal and its shared memory."""
    if not file.parent.exists():
        return b""
    return b"".join(part.read_bytes() for part in sorted(file.parent.iterdir()))


def opens(app: AppTest, key: str) -> AppTest:
    """Open an expander by its key."""
    app.session_state[key] = True
    return app.run()


def downloaded(app: AppTest, label: str) -> Any:
    """Find a button that saves a file."""
    return named(app.get("download_button"), label)
