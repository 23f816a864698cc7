"""Every field that takes text says how much, and the page takes no more."""

import ast

import pytest

from lessons.content.course import HERE
from lessons.screen.note.coach_answer import MOST_TYPED
from tests.pages.practicing import arrived
from tests.pages.screen import named, opened

FIELDS = {"text_input", "text_area", "chat_input"}


def calls():
    """Every call in the site's scripts that draws a field of text, with its place."""
    for file in sorted(HERE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FIELDS:
                yield f"{file.relative_to(HERE)}:{node.lineno}", node


def limited(call, tree_of_dicts):
    """Tell whether a call has a limit, itself or in a dictionary of the same file that it takes over."""
    names = {keyword.arg for keyword in call.keywords}
    return "max_chars" in names or (None in names and tree_of_dicts)


def test_every_field_of_text_has_a_limit():
    found = list(calls())
    # Home, glossary, sources, coach (3), course, visit (3), claim (2), drill, certificate, progress.
    assert len(found) >= 15
    without = []
    for place, call in found:
        source = (HERE / place.partition(":")[0]).read_text(encoding="utf-8")
        if not limited(call, '"max_chars":' in source):
            without.append(place)
    assert without == []


@pytest.mark.parametrize(("label", "longest"), [("The note", MOST_TYPED), ("The note of the visit before", MOST_TYPED)])
def test_a_note_sent_past_the_browsers_limit_is_cut_by_the_server(label, longest):
    app = arrived("note_coach")
    next(folded for folded in app.expander if folded.label == "Compare with the note of the visit before")
    app.session_state["coach_compare"] = True
    app.run()
    named(app.text_area, label).set_value("a" * (longest + 5_000)).run()
    assert not app.exception
    assert len(named(app.text_area, label).value) == longest


@pytest.mark.parametrize("page", ["home", "the_glossary", "sources", "my_progress", "build_a_session"])
def test_the_fields_of_a_page_have_their_limit_in_the_browser_too(page):
    app = opened(page)
    fields = [*app.text_input, *app.text_area]
    assert [field.label for field in fields if not field.proto.max_chars] == []
