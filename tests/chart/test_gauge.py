"""The gauge of the yearly threshold, as data."""

from datetime import date
from decimal import Decimal

from ptcoding.billing.claim.threshold import standing
from ptcoding.billing.pay.unitprice import ClaimedUnits
from ptcoding.billing.visit.session import Discipline
from ptcoding.chart import Chart, threshold_gauge
from ptcoding.chart.color import LIGHT
from ptcoding.facts import facts


def drawn(year_to_date: float) -> Chart:
    known = facts()
    hour = [ClaimedUnits("97110", 4)]
    found = standing(Discipline.PT, year_to_date, date(2026, 9, 15), hour, known.thresholds, known.rates)
    assert found is not None
    return threshold_gauge(found, Decimal(3000), LIGHT)


def rows(chart: Chart, layer: int) -> list[dict[str, object]]:
    found: list[dict[str, object]] = chart.spec["layer"][layer]["data"]["values"]
    return found


def test_the_visit_begins_where_the_year_stood() -> None:
    # 29.06 + 3 x 22.21 = 95.69.
    before, visit = (rows(drawn(2450), layer)[0] for layer in (0, 1))
    assert (before["x"], before["x2"]) == (0, 2450.0)
    assert (visit["x"], visit["x2"]) == (2450.0, 2545.69)


def test_threshold_and_review_are_marked_and_named() -> None:
    chart = drawn(0)
    assert [row["x"] for row in rows(chart, 2)] == [2480.0, 3000.0]
    assert [row["text"] for layer in (3, 4) for row in rows(chart, layer)][:2] == ["threshold $2,480", "review $3,000"]


def test_the_words_say_what_the_picture_shows() -> None:
    assert drawn(2450).alt == (
        "Charges of 2026 for PT and SLP together: $2,450.00 before + $95.69 this visit = $2,545.69. "
        "Threshold $2,480, medical review from $3,000."
    )
