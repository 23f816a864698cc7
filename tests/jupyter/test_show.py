"""Visits, counts, claims and reviews as a notebook shows them."""

import subprocess
import sys
from datetime import date
from types import SimpleNamespace

import pytest

import ptcoding.jupyter
from ptcoding import AMA, CMS, Session, allocate, review
from ptcoding.billing.claim.claim import claim
from ptcoding.jupyter import SHOWN, load_ipython_extension, register
from ptcoding.jupyter import show as place
from ptcoding.jupyter.drawing import Drawing
from ptcoding.jupyter.show import shown
from ptcoding.jupyter.strip import Strip
from ptcoding.jupyter.work import Work

VISIT = Session.of({"97110": 33, "97140": 7}, date(2026, 3, 2))


def html(value: object) -> str:
    return shown(value)[-1]["text/html"]


def plain(value: object) -> str:
    return shown(value)[-1]["text/plain"]


def test_a_visit_shows_its_strip_under_both_rules_and_its_services() -> None:
    strip, _ = shown(VISIT)
    assert isinstance(strip, Strip)
    # 40 minutes together are three units; alone 33 are two and 7 none.
    assert repr(strip) == (
        "Minute strip. Medicare: 3 units, 97110 × 2 from 33 minutes, 97140 × 1 from 7 minutes. "
        "AMA: 2 units, 97110 × 2 from 33 minutes, 97140 × 0 from 7 minutes."
    )
    assert plain(VISIT).splitlines()[1] == "97140  Skilled hands-on treatment of joints and soft tissue  7  therapist"


def test_a_count_shows_its_units_and_the_steps_that_led_there() -> None:
    strip, _ = shown(allocate(VISIT, CMS))
    assert [counted.rule for counted in strip.counts] == [CMS]
    assert "33 + 7 = <b>40 timed minutes</b>, and 38 to 52 minutes make <b>3 units</b>." in html(allocate(VISIT, CMS))


def test_a_tie_is_shown_as_it_was_settled() -> None:
    tied = allocate(Session.of({"97112": 20, "97110": 20}), CMS).choose(["97110"])
    strip, _ = shown(tied)
    assert dict(strip.counts[0].units) == {"97112": 1, "97110": 2}


def test_a_visit_without_timed_minutes_has_no_strip() -> None:
    assert len(shown(Session.of({"97161": 30}))) == 1


def test_without_the_widget_the_chart_of_the_pages_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "find_spec", lambda _: None)
    chart, _ = shown(VISIT)
    assert isinstance(chart, Drawing)
    # JupyterLab draws the one, and whatever draws nothing prints the other.
    drawn = chart._repr_mimebundle_()
    assert "97140 × 1 from 7 minutes" in drawn["text/plain"]
    assert drawn["application/vnd.vegalite.v5+json"]["description"] == drawn["text/plain"]


def test_a_claim_shows_its_lines_and_every_finding_with_its_source() -> None:
    written = claim(VISIT, CMS)
    assert plain(written).splitlines()[:2] == ["97110  GP    2", "97140  GP    1"]
    assert html(written).count("<li>") == len(written.findings) > 0
    assert "<small>[" in html(written)


def test_a_review_shows_the_note_with_its_words_marked() -> None:
    found = review("R shoulder abduction with red band 3x10 to reach overhead shelf", "97110")
    assert '<mark title="dose">3x10</mark>' in html(found)
    assert "Write the minutes that were given" in html(found)
    assert plain(found).startswith("R shoulder abduction with red band 3x10 to reach overhead shelf\n")


def test_two_dollar_signs_are_no_formula() -> None:
    """JupyterLab reads what stands between them as LaTeX, but for what has this class."""
    marked = Work("Dollars").units("One", VISIT, CMS, {"97110": 2, "97140": 1})
    values = (claim(VISIT, CMS), review("$5 band, 2 sets; $6 band, 3 sets", "97110"), marked)
    assert [html(value).lstrip().startswith('<div class="mathjax_ignore">') for value in values] == [True] * 3


def test_nothing_that_was_typed_becomes_markup() -> None:
    found = review("<script>alert(1)</script> <img src=x onerror=y> R knee 3x10 & more", "97110")
    assert "<script" not in html(found)
    assert "<img" not in html(found)
    assert "&lt;script&gt;" in html(found)


def test_what_nobody_knows_is_refused() -> None:
    with pytest.raises(TypeError, match="int has no picture"):
        shown(3)


def test_a_drag_counts_again_and_what_no_hand_can_send_changes_nothing() -> None:
    strip = Strip(VISIT, [CMS, AMA])
    strip.minutes = {"at": [[1, 8]]}
    # 8 minutes of 97140 alone are a unit under the AMA rule too; 41 together stay three.
    assert [counted.timed_units for counted in strip.counts] == [3, 3]
    assert [rule[0] for rule in strip.data["now"]] == [3, 3]
    strip.minutes = {"at": [[1, -5]]}
    strip.minutes = {"at": "x"}
    assert strip.session.services[1].minutes == 8


def test_the_edge_between_two_codes_is_moved_where_the_total_is_kept() -> None:
    strip = Strip(VISIT)
    strip.keep = True
    assert list(strip.data["frames"]) == ["0"]
    assert len(strip.data["frames"]["0"]) == 41  # 0 to 40 of 97110


def test_everything_is_registered_by_the_place_where_it_stands() -> None:
    asked = []
    formatter = SimpleNamespace(for_type_by_name=lambda module, name, _: asked.append((module, name)))
    shell = SimpleNamespace(kernel=object(), display_formatter=SimpleNamespace(ipython_display_formatter=formatter))
    load_ipython_extension(shell)
    assert {name: module for module, name in asked} == dict(SHOWN)
    for name, module in SHOWN.items():
        assert getattr(sys.modules.get(module) or __import__(module, fromlist=[name]), name).__module__ == module


def test_a_terminal_keeps_its_own_way() -> None:
    assert not register(SimpleNamespace())


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Picture'"):
        _ = ptcoding.jupyter.Picture


def test_outside_a_notebook_nothing_of_it_is_loaded() -> None:
    program = (
        "import sys, ptcoding; ptcoding.Session; print([n for n in sys.modules if 'jupyter' in n or 'anywidget' in n])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
