"""Colors that everyone can tell apart and read."""

from itertools import combinations

import pytest

from ptcoding.chart.color import DARK, LIGHT, Ink, mark
from ptcoding.facts import facts

DRAWN = ("97110", "97112", "97530", "97140", "97116", "97035", "97535", "97113", "97124")


def luminance(color: str) -> float:
    """Relative luminance as the accessibility guidelines define it."""
    channels = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("code", [*DRAWN, "97542"])
def test_text_on_a_code_can_be_read(code: str) -> None:
    assert contrast(mark(code).fill, mark(code).text) >= 4.5


@pytest.mark.parametrize(("first", "second"), list(combinations(DRAWN, 2)))
def test_two_codes_never_share_a_color_or_a_shape(first: str, second: str) -> None:
    assert mark(first).fill != mark(second).fill
    assert mark(first).shape != mark(second).shape
    assert mark(first).sign != mark(second).sign


@pytest.mark.parametrize(
    ("code", "fill"), [("97110", "#0072B2"), ("97112", "#E69F00"), ("97530", "#009E73"), ("97140", "#CC79A7")]
)
def test_core_codes_have_the_okabe_ito_colors(code: str, fill: str) -> None:
    assert mark(code).fill == fill


def test_every_code_of_the_table_is_drawn() -> None:
    assert all(mark(code).shape for code in facts().codes)


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("color", ["text", "soft", "total", "each"])
def test_what_is_written_in_a_color_can_be_read_on_the_page(ink: Ink, color: str) -> None:
    assert contrast(getattr(ink, color), ink.paper) >= 4.5
