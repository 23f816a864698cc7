"""What is listed that a code has no row for."""

from dataclasses import replace
from datetime import date

import pytest

from lessons.content.lacks import lacks, main
from ptcoding.facts import Facts, facts
from ptcoding.facts.code import CodeTable
from ptcoding.facts.edit import EditTable, Reading
from ptcoding.facts.limit import Adjudication, Limit, LimitTable
from ptcoding.facts.schedule import Rates

NEW = "97999"
BARE = {"intent": "", "work": "", "shows": (), "not_for": ""}
EVERYTHING = [
    "intent, work, shows or not_for",
    "a rate of 2026",
    "a unit limit",
    "a reading of its edits",
    "a color and a shape of its own",
    "an element that it asks for more or less than usual",
    "words that speak for it",
    "a comparison with another code",
    "an invented note that claims it",
]


@pytest.fixture
def known() -> Facts:
    """The facts with a code that was only just added, and the schedules up to 2026."""
    row = replace(facts().codes["97110"], code=NEW, **BARE)
    schedules = {year: schedule for year, schedule in facts().rates.schedules.items() if year <= 2026}
    return facts().replaced(
        codes=CodeTable([*facts().codes.values(), row]), rates=Rates(schedules, facts().rates.adjustments)
    )


def listed(code: str, known: Facts) -> list[str]:
    """What is lacking, without the file it would stand in."""
    return [line.partition(" (")[0] for line in lacks(code, known)]


def test_a_code_that_was_only_just_added_lacks_everything(known: Facts) -> None:
    assert listed(NEW, known) == EVERYTHING


def test_what_is_added_is_lacking_no_longer(known: Facts) -> None:
    source = {"sources": ("ncci-mue-2026",), "checked": date(2026, 11, 21), "standing": facts().codes["97110"].standing}
    days = {"since": date(2026, 7, 1), "until": date(2026, 12, 31)}
    limit = Limit(code=NEW, units=4, adjudication=Adjudication.CLINICAL, **days, **source)
    # Read beside another code only, which is a reading all the same.
    reading = Reading(codes=frozenset({"97110"}), beside=frozenset({NEW}), **days, **source)
    schedule = known.rates.schedules[2026]
    priced = replace(schedule, rvu={**schedule.rvu, NEW: schedule.rvu["97110"]})
    row = replace(known.codes["97110"], code=NEW)
    better = known.replaced(
        codes=CodeTable([row]),
        limits=LimitTable([limit]),
        edits=EditTable((), [reading]),
        rates=Rates({2026: priced}, known.rates.adjustments),
    )
    assert listed(NEW, better) == EVERYTHING[4:]


def test_a_published_amount_is_a_rate(known: Facts) -> None:
    schedule = replace(known.rates.schedules[2026], amounts={NEW: 30})
    assert "a rate of 2026" not in listed(NEW, known.replaced(rates=Rates({2026: schedule}, {})))


@pytest.mark.parametrize("code", ["97110", "97112", "97530", "97140"])
def test_the_four_codes_of_the_course_lack_nothing(code: str) -> None:
    assert lacks(code, facts()) == ()


def test_the_command_lists_what_each_code_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["97110"]) == 0
    assert capsys.readouterr().out == "97110: nothing\n"


def test_the_command_lists_every_code_when_none_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert [line[:5] for line in capsys.readouterr().out.splitlines()] == list(facts().codes)


def test_the_command_names_a_code_without_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["97110", "zz"]) == 2
    shown = capsys.readouterr()
    assert shown.err == "zz given, expected a code of facts/data/codes.toml\n"
    assert shown.out == "97110: nothing\n"
