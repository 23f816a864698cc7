"""The claim page with everything open: sound to axe and whole on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.screen import LOOKS

FOLDED = ("claim_more", "claim_people", "claim_segments", "claim_payment", "claim_own", "claim_needs", "claim_rate")


@pytest.mark.parametrize("look", LOOKS)
def test_every_part_of_a_claim_is_sound_and_fits_its_screen(visitor, look):
    screen = visitor(**LOOKS[look]).open("session_to_claim", query={"visit": "97110.33~97140.7", "rule": "cms"})
    for key in FOLDED:
        screen.unfold(key)
    expect(screen.page.get_by_test_id("stExpanderDetails")).not_to_have_count(0)
    screen.keep(f"session_to_claim-everything_open-{look}")
    assert screen.too_wide() == [0, 0]
    assert screen.outside() == []
    assert screen.violations() == []
