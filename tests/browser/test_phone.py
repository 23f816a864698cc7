"""What holds on every page at the width of a phone, 390 pixels."""

import pytest

from lessons.content.course import course

# A table or a picture of any lesson may be too wide, so the phone sees them all.
PAGES = [lesson.slug for lesson in course().pages]


@pytest.mark.parametrize("slug", PAGES)
def test_a_page_on_a_phone_never_scrolls_sideways_and_keeps_every_control_within_reach(visitor, slug):
    screen = visitor(phone=True).open(slug)
    screen.keep(f"{slug}-phone")
    assert screen.too_wide() == [0, 0]
    assert screen.outside() == []
    assert screen.violations() == []
    assert screen.wordless() == []
