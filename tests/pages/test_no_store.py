"""Pages that keep no answer do not ask where answers are kept."""

import pytest

from lessons import warm
from lessons.content.course import course
from lessons.screen.practice import keeper
from ptcoding.learning.store.place import VARIABLE
from tests.pages.screen import opened

STORING = {"practice", "documentation_quiz", "unit_drills", "mixed_review", "exam", "my_progress"}


@pytest.mark.parametrize("page", [page.slug for page in course().pages if page.slug not in STORING])
def test_a_page_that_keeps_no_answer_needs_no_database(page, monkeypatch):
    for warmed in (warm.warm_up_notes, warm.warm_up_practice):
        warmed.clear()
    monkeypatch.setenv(VARIABLE, "mysql://x")
    assert not opened(page).exception
    monkeypatch.undo()
    keeper.store.clear()
