"""Minutes to units, without a browser."""

import pytest

from tests.pages.screen import headlines, metrics, named, opened, said, switched


def test_the_page_opens_on_a_complete_example():
    app = opened("minutes_to_units")
    assert not app.exception
    # 33 + 7 = 40, and 38 to 52 make 3; alone 33 is 2 and 7 none.
    assert metrics(app)["Units, Medicare"] == "3"
    assert metrics(app)["Units, AMA"] == "2"


@pytest.mark.parametrize(
    ("first", "second", "medicare", "ama"),
    [
        (7, 0, "0", "0"),
        (8, 0, "1", "1"),
        (22, 0, "1", "1"),
        (23, 0, "2", "2"),
        (8, 8, "1", "2"),  # 16 is one unit, 8 and 8 are two
        (24, 23, "3", "4"),  # the manual's first example
        (120, 60, "12", "12"),
    ],
)
def test_the_numbers_follow_both_sliders(first, second, medicare, ama):
    app = opened("minutes_to_units")
    app.slider(key="minutes_first").set_value(first)
    app.slider(key="minutes_second").set_value(second).run()
    assert not app.exception
    assert (metrics(app)["Units, Medicare"], metrics(app)["Units, AMA"]) == (medicare, ama)


def test_one_code_alone_is_said_to_be_the_same_under_both_rules():
    app = opened("minutes_to_units")
    assert not said(app, "With a single timed code both staircases are the same")
    app.slider(key="minutes_second").set_value(0).run()
    assert said(app, "With a single timed code both staircases are the same")


@pytest.mark.parametrize("codes", [1, 2, 3, 4])
def test_how_often_counts_every_number_of_codes(codes):
    app = opened("minutes_to_units")
    app.button_group(key="minutes_codes").set_value(codes).run()
    assert not app.exception
    longest = next(slider for slider in app.slider if slider.label == "Most minutes per code")
    longest.set_value(10).run()
    # Every code has 1 to 10 minutes: 10 visits for one code, 100 for two, 1,000, 10,000.
    assert said(app, f"{10**codes:,} visits")


def test_the_table_can_be_as_long_as_a_day():
    app = opened("minutes_to_units")
    named(app.number_input, "Up to how many units").set_value(96).run()
    # 96 units end at 96 x 15 + 7 = 1447 and begin 14 before.
    assert said(app, "| 96 | 1433 to 1447 |")
    assert said(app, "| 8 | 113 to 127 |")


def test_the_minutes_survive_a_look_at_another_page():
    app = opened("minutes_to_units")
    app.slider(key="minutes_first").set_value(50).run()
    switched(app, "sources")
    switched(app, "minutes_to_units")
    assert app.slider(key="minutes_first").value == 50


def test_the_minutes_open_as_a_visit():
    app = opened("minutes_to_units")
    app.slider(key="minutes_first").set_value(24)
    app.slider(key="minutes_second").set_value(23).run()
    app.button(key="minutes_open").click().run()
    assert not app.exception
    # 47 minutes are 3 units: one quarter-hour each, then 9 against 8.
    assert headlines(app) == ["97110 × 2 and 97140 × 1"]


def test_no_minutes_at_all_open_no_visit():
    app = opened("minutes_to_units")
    app.slider(key="minutes_first").set_value(0)
    app.slider(key="minutes_second").set_value(0).run()
    assert not app.exception
    app.button(key="minutes_open").click().run()
    assert not app.exception
    assert metrics(app)["Units, Medicare"] == "0"
