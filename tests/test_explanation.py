"""Sentences from the trace."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given

from ptcoding import AMA, CMS, Session, allocate, explain
from ptcoding.billing.claim.as_billed import as_billed_findings
from ptcoding.billing.claim.claim import Claim, claim
from ptcoding.billing.claim.diagnosis import diagnosis_findings
from ptcoding.billing.claim.disciplines import shared
from ptcoding.billing.claim.edits import unread_finding
from ptcoding.billing.claim.modifiers import conflicts
from ptcoding.billing.claim.supervision import supervision_findings
from ptcoding.billing.count.countable import countable
from ptcoding.billing.count.landscape import parting
from ptcoding.billing.pay.payment import difference_finding, price
from ptcoding.billing.pay.unitprice import ClaimedUnits
from ptcoding.billing.visit.circumstances import Circumstances
from ptcoding.billing.visit.clock import Interval
from ptcoding.billing.visit.session import Contact, Discipline, Giver, Service
from ptcoding.explanation import (
    cliff_sentence,
    counted,
    difference,
    listed,
    margin_sentences,
    message,
    nudge_sentences,
    parting_sentence,
)
from ptcoding.facts import facts
from ptcoding.facts.payer import DailyLimit, Payer, Span
from ptcoding.facts.rule import CountingRule
from ptcoding.facts.words import templates
from ptcoding.finding import Finding
from tests.strategies import TIMED, crowded_minutes, rules, sessions, timed_minutes
from tests.support.sentences import UNGRAMMATICAL, Recorder

A, B, C, D = "97110", "97112", "97140", "97530"
NOW = date(2026, 3, 2)
Minutes = dict[str, int]


@pytest.mark.parametrize(("number", "text"), [(0, "0 units"), (1, "1 unit"), (2, "2 units")])
def test_a_number_takes_its_noun(number: int, text: str) -> None:
    assert counted(number, "unit") == text


@pytest.mark.parametrize(("words", "text"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_words_are_joined_as_in_a_sentence(words: list[str], text: str) -> None:
    assert listed(words) == text


def test_thirty_three_and_seven_are_explained_under_medicare() -> None:
    assert [(sentence.text, sentence.source) for sentence in explain(allocate(Session.of({A: 33, C: 7}), CMS))] == [
        ("33 + 7 = **40 timed minutes**, and 38 to 52 minutes make **3 units**.", "cpm5-20.2"),
        ("97110 fills two whole quarter-hours: **2 units**, 3 minutes left over.", "cpm5-20.2"),
        (
            (
                "**1 unit** left to give. The larger leftover takes it: "
                "the 7 minutes of 97140, not the 3 minutes of 97110."
            ),
            "cpm5-20.2-ex3",
        ),
    ]


def test_thirty_three_and_seven_are_explained_code_by_code() -> None:
    assert [sentence.plain for sentence in explain(allocate(Session.of({A: 33, C: 7}), AMA))] == [
        "97110, counted alone: 33 minutes, and 23 to 37 make 2 units.",
        "97140, counted alone: 7 minutes are under 8. No unit, and its minutes don't help another code.",
        "2 + 0 = 2 units in all. Nothing is pooled.",
    ]


def test_a_tie_is_the_clinicians_choice() -> None:
    (*_, tie) = explain(allocate(Session.of({B: 20, A: 20}), CMS))
    assert tie.plain.startswith("97112 and 97110 have 5 minutes left over each, and 1 unit to share.")
    assert "The choice is the clinician's" in tie.plain
    assert tie.source == "cpm5-20.2-ex2"


@pytest.mark.parametrize("minutes", [13, 14])
def test_a_tie_of_twelve_codes_can_be_explained(minutes: int) -> None:
    """12 x 13 = 156 make 10 (143-157), 12 x 14 = 168 make 11 (158-172): either way twelve codes compete."""
    sentences = explain(allocate(Session.of(dict.fromkeys(TIMED, minutes)), CMS))
    assert "left over each" in sentences[-1].plain


@given(timed_minutes() | crowded_minutes(), rules())
def test_every_allocation_can_be_explained(minutes: Minutes, rule: CountingRule) -> None:
    allocation = allocate(Session.of(minutes), rule)
    sentences = [*explain(allocation), *margin_sentences(allocation)]
    assert len(explain(allocation)) == len(allocation.steps)
    for sentence in sentences:
        assert not UNGRAMMATICAL.search(sentence.plain), sentence.plain
        assert sentence.source in facts().sources


@given(timed_minutes(3), rules())
def test_every_nudge_can_be_explained(minutes: Minutes, rule: CountingRule) -> None:
    for sentence in nudge_sentences(allocate(Session.of(minutes), rule)):
        assert not UNGRAMMATICAL.search(sentence.plain), sentence.plain
        assert "add" not in sentence.plain


@given(sessions())
def test_every_finding_can_be_explained(session: Session) -> None:
    for finding in countable(session).findings:
        assert not UNGRAMMATICAL.search(message(finding)), message(finding)
        assert finding.source in facts().sources


@pytest.mark.parametrize("how", [{"by": Giver.AIDE}, {"contact": Contact.ALONE}, {"contact": Contact.WAITING}])
def test_one_minute_does_not_take_a_plural_verb(how: dict[str, Giver | Contact]) -> None:
    (finding,) = countable(Session((Service(A, 1, **how),))).findings
    assert " do not count" not in message(finding)


def test_an_aides_minutes_are_named_with_the_code() -> None:
    (finding,) = countable(Session((Service(A, 15, by=Giver.AIDE),))).findings
    assert message(finding).startswith("15 minutes of 97110 by an aide do not count.")


@pytest.mark.parametrize(
    ("minutes", "beginning"),
    [
        (
            {A: 33, C: 7},
            "Medicare gives **1 unit** more. It pools what each code has left over, 3 + 7 and so 10 minutes",
        ),
        ({A: 12, D: 10}, "The AMA rule gives **1 unit** more."),
        ({A: 18, C: 10}, "Medicare and the AMA rule both give **2 units**, to the same codes."),
        ({A: 7}, "Neither Medicare nor the AMA rule gives a unit."),
        ({"97161": 20}, "There are no timed minutes"),
    ],
)
def test_the_difference_between_the_rules_is_said_with_its_reason(minutes: Minutes, beginning: str) -> None:
    visit = Session.of(minutes)
    assert difference(allocate(visit, CMS), allocate(visit, AMA)).text.startswith(beginning)


@given(timed_minutes())
def test_rules_that_give_the_same_number_give_it_to_the_same_codes(minutes: Minutes) -> None:
    """As the sentence says: equally many leftovers win, and the winners are those of 8 minutes or more."""
    visit = Session.of(minutes)
    total, each = allocate(visit, CMS), allocate(visit, AMA)
    if total.timed_units == each.timed_units:
        assert dict(total.units) == dict(each.units)


def by(*given: tuple[str, int, Giver], on: date = NOW, **head: object) -> Session:
    """A visit of codes with minutes and givers."""
    return Session(tuple(Service(code, minutes, giver) for code, minutes, giver in given), on, **head)


def claims() -> Iterator[Claim]:
    """Claims that together meet every finding of a claim."""
    pt, pta, both = Giver.THERAPIST, Giver.ASSISTANT, Giver.TOGETHER
    stated = {A: ("KX", "GA", "GZ", "59")}
    yield claim(Session.of({A: 15}, None), CMS, Circumstances(stated=stated))
    yield claim(by((A, 15, pt), on=date(2026, 11, 22), payer="anthem"), CMS)
    yield claim(by((A, 15, pt), year_to_date=2480), CMS)
    yield claim(by((A, 15, pt), on=date(2018, 12, 31)), CMS)
    # 20 + 16 = 36 make 2, and the edit was in force to the end of 2019.
    edit = {"97116": ("59", "XU")}
    yield claim(by((D, 20, pt), ("97116", 16, pt), on=date(2019, 12, 31)), CMS, Circumstances(stated=edit))
    yield claim(by((C, 20, pt), ("97124", 16, pt), on=date(2024, 7, 1)), CMS)
    after = by(("97150", 20, pt), (A, 15, pt), on=date(2024, 7, 2))
    yield claim(after, CMS, Circumstances(stated={A: ("59",)}))
    yield claim(by((B, 75, pt), ("97010", 10, pt)), CMS)
    five = {A: ("59", "GX")}
    crowded = by(("97150", 20, pt), (A, 15, pta), on=date(2024, 7, 1), year_to_date=2330)
    yield claim(crowded, CMS, Circumstances(stated=five))
    for discipline in Discipline:
        yield claim(by((A, 30, pta), on=NOW, discipline=discipline), CMS)
    for therapist, assistant in ((7, 8), (8, 7), (14, 12), (14, 1), (15, 7), (13, 23), (15, 15), (7, 22)):
        for day in (date(2019, 12, 31), date(2021, 12, 31), NOW):
            yield claim(by((A, therapist, pt), (A, assistant, pta), on=day), CMS)
    yield claim(by(("97150", 10, pt), ("97150", 20, pta), ("97161", 20, pta), (A, 20, both)), CMS)
    yield claim(by((B, 20, pta), (A, 20, pt)), CMS)
    yield claim(by((A, 30, pta), on=date(2024, 12, 31)), CMS)
    yield claim(by((A, 30, pta)), CMS, Circumstances(setting="physician"))
    for diagnoses in (
        ("?",),
        ("M99.99",),
        ("M25.56",),
        ("S52.511",),
        ("S52.501D",),
        ("Z47.89", "S52.511A"),
        ("M62.81",),
    ):
        yield claim(Session.of({A: 15}, NOW), CMS, Circumstances(diagnoses=diagnoses))


def cards() -> Iterator[Payer]:
    """Cards made up here: no count, each kind of limit, the assistant's modifier with a first day and without."""
    contract = ("your-contract",)
    limits = [DailyLimit(4, contract, per) for per in Span]
    asked = replace(
        facts().payers["aetna"],
        limits=(*limits, DailyLimit(4, contract, minutes=60)),
        assistants="medicare",
        assistants_sources=contract,
    )
    yield from (asked, replace(asked, assistants_since=date(2020, 4, 16)))


def claims_of_every_day() -> Iterator[Claim]:
    """Claims that together meet what is said of stated modifiers, telehealth and two encounters of a day."""
    pt = Giver.THERAPIST
    yield claim(by((D, 20, pt), ("97116", 16, pt), on=date(2019, 6, 30)), CMS, Circumstances(stated={D: ("59",)}))
    yield claim(by((D, 20, pt), ("97116", 16, pt), on=date(2019, 7, 1)), CMS, Circumstances(stated={D: ("59",)}))
    yield claim(by((C, 15, pt), (D, 15, pt), payer="anthem"), CMS, Circumstances(stated={D: ("59",)}))
    stated = {A: ("95", "25", "LT", "RT", "U1")}
    yield claim(by((A, 30, pt)), CMS, Circumstances(stated=stated))
    yield claim(by((A, 30, pt), on=date(2028, 1, 1)), CMS, Circumstances(stated={A: ("95",)}))
    yield claim(by((A, 30, pt)), CMS, Circumstances(place="10"))
    for payer in ("medicare", "uhc"):
        times = (Interval.parse("9:00-9:30"), Interval.parse("14:00-14:30"))
        yield claim(Session((Service.at(D, *times),), NOW, payer=payer), CMS)
    # 97550 is in no file of edits, so a pair with it was read on no day.
    unread = unread_finding([A, "97550", "97535"], NOW, {}, facts().edits)
    assert unread is not None
    message(unread)


def findings_of_notices_and_days() -> Iterator[Finding]:
    """Findings on notices, telehealth, several disciplines of a day, and prices before a release."""
    for code, stated in ((A, "GA"), (A, "GZ"), ("20560", ""), ("20560", "GX"), ("20560", "GX GA")):
        for charges in (0, 2480):
            visit = Session((Service(code, 15),), NOW, payer="medicare", year_to_date=charges)
            yield from claim(visit, CMS, Circumstances(stated={code: tuple(stated.split())})).findings
    whole, late = Interval.parse("9:00-9:30"), Interval.parse("9:15-9:45")
    for one, other, plan in (
        (Service(A, 20), Service(D, 20), Discipline.OT),
        (Service(A, 15), Service("92507", 15), Discipline.SLP),
        (Service.at(A, whole), Service.at(D, late), Discipline.OT),
        (Service.at(A, whole), Service.at("92507", late), Discipline.SLP),
    ):
        both = [
            Session((one,), NOW, Discipline.PT, "medicare", 2480),
            Session((other,), NOW, plan, "medicare", 100),
        ]
        yield from shared([(allocate(visit, CMS), Circumstances()) for visit in both]).findings
    for on in (date(2019, 1, 1), NOW, date(2028, 1, 3)):
        for code in (A, "92507", "97010"):
            visit = Session((Service(code, 15),), on, payer="medicare")
            yield from claim(visit, CMS, Circumstances(place="10", stated={code: ("95",)})).findings
    yield from claim(Session((Service("97550", 30, contact=Contact.GROUP),), NOW), CMS).findings
    yield from claim(Session((Service("97150", 26), Service("97150", 3, by=Giver.ASSISTANT)), NOW), CMS).findings
    yield from claim(Session((Service(A, 15),), NOW), CMS, Circumstances(diagnoses=("M17.11", "M25.561"))).findings
    yield from price([ClaimedUnits(A, 1)], 2026, facts().rates, on=date(2026, 6, 30)).findings


def findings_of_claims() -> Iterator[Finding]:
    """Findings of claims, of modifiers that only a caller can put on a line, and of the payment."""
    for written in (*claims(), *claims_of_every_day()):
        yield from written.findings
    yield from findings_of_notices_and_days()
    yield from claim(Session.of({A: 15}, NOW), CMS, Circumstances(stated={A: ("CQ",)})).findings
    yield from claim(Session.of({A: 15}, date(2014, 12, 31)), CMS, Circumstances(stated={A: ("XU",)})).findings
    # 10.00 of room, in a year with a fee schedule and in one without.
    yield from claim(Session((Service(A, 15),), NOW, year_to_date=2470), CMS).findings
    yield from claim(Session((Service(A, 15),), date(2023, 6, 1), year_to_date=2220), CMS).findings
    mistyped = Session((Service(A, 1000),), NOW, year_to_date=200_000)
    yield from claim(mistyped, CMS, Circumstances(charges={A: Decimal(6000)})).findings
    # An edition that a site took in itself; the tables themselves stay as they are.
    own = SimpleNamespace(
        kind="ptp", since=NOW, until=NOW, name="Edits of a quarter", source=facts().sources["ncci-ptp-2024"]
    )
    known = facts()
    held = known.replaced(
        editions=(own,), edits=known.edits, limits=known.limits, rates=known.rates,
        diagnosis_release=known.diagnosis_release, diagnosis_list=known.diagnosis_list, sources=known.sources,
    )  # fmt: skip
    yield from claim(Session((Service(A, 15),), NOW, facts=held), CMS).findings
    for card in cards():
        held = facts().replaced(payers={card.key: card})
        yield from claim(Session((Service(A, 75, by=Giver.ASSISTANT),), NOW, payer=card.key, facts=held), CMS).findings
    yield from claim(Session((Service(A, 15),), date(1999, 12, 31)), CMS).findings
    shared_code = claim(by((A, 15, Giver.THERAPIST), (A, 15, Giver.ASSISTANT)), CMS)
    for modifiers in ((), ("GO",), ("GP", "CQ")):
        yield from as_billed_findings([(A, 2, modifiers)], shared_code)
    yield from conflicts(A, ("GP", "GO", "59", "XU"), ())
    yield from conflicts(A, ("CQ",), ())
    yield from diagnosis_findings(["M17.11"], date(2026, 10, 1), facts())
    yield from supervision_findings(by((A, 20, Giver.STUDENT), (C, 20, Giver.AIDE)), "private", NOW)
    claimed = [ClaimedUnits(A, 2, 1), ClaimedUnits("97010", 1), ClaimedUnits(C, 1)]
    paid = price(claimed, 2026, facts().rates, own={C: 50})
    schedules = {year: replace(row, amounts={A: Decimal(29)}, rvu={}) for year, row in facts().rates.schedules.items()}
    whole = price([ClaimedUnits(A, 1)], 2026, replace(facts().rates, schedules=schedules))
    yield from (*paid.findings, *whole.findings)
    yield from (difference_finding(paid, whole), difference_finding(paid, paid))


@pytest.mark.parametrize(
    "group",
    ["step", "span", "finding", "difference", "margin", "nudge", "cliff", "parting", "threshold", "payer_limit"],
)
def test_every_template_is_used(group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder(templates())
    monkeypatch.setattr("ptcoding.facts.words.templates", lambda: recorder)
    for minutes in (
        {A: 33, C: 7}, {A: 40}, {A: 4, C: 3}, {A: 7}, {A: 30, C: 20}, {A: 27, B: 27, C: 16}, {A: 12, D: 10},
        {A: 14, B: 14, C: 2}, {A: 38}, {A: 16}, {A: 14, B: 14}, {A: 20, B: 20}, {A: 8, B: 8, C: 8}, {A: 14, B: 4, C: 3},
        {A: 31, C: 7}, {A: 21, B: 20}, {A: 18, C: 10}, {"97161": 20}, {A: 23}, {A: 22}, {A: 8}, {A: 46, B: 3, C: 1},
        {"97129": 30}, {"97129": 20, A: 20}, {"97550": 29}, {"97550": 30}, {"97550": 45},
        {"90912": 7, A: 7}, {"97130": 15},
    ):  # fmt: skip
        visit = Session.of(minutes)
        both = [allocate(visit, rule) for rule in (CMS, AMA)]
        for allocation in both:
            explain(allocation)
            for finding in allocation.findings:
                message(finding)
            margin_sentences(allocation)
            nudge_sentences(allocation)
        difference(*both)
    for service in (
        *(Service(A, 5, by=giver) for giver in Giver),
        *(Service(A, 5, contact=contact) for contact in Contact),
        Service("97165", 20),
        Service("97010", 10),
    ):
        for finding in countable(Session((service,))).findings:
            message(finding)
    nine, later = Interval.parse("9:00-9:20"), Interval.parse("9:10-9:30")
    twice = Session(tuple(Service.at(code, time) for code in (A, C, "97010") for time in (nine, later)))
    explain(allocate(twice, CMS))
    beside = Session((Service.at(A, nine), Service.at("97161", later)))
    for finding in (*countable(twice).findings, *countable(beside).findings):
        message(finding)
    for began, following in ((None, None), (None, 8), (8, None), (8, 23)):
        cliff_sentence(CMS, 10, began, following)
    for finding in findings_of_claims():
        message(finding)
    for codes in (1, 2):
        parting_sentence(parting(codes, 8, CMS, AMA), codes, 8)
    used = {kind for name, kind in recorder.used if name == group}
    assert used == set(templates()[group])


@pytest.mark.parametrize(
    ("at", "began", "following", "text"),
    [
        (
            22,
            8,
            23,
            "**Medicare:** this step began at 8 minutes (14 minutes ago) and the next begins at 23 minutes, 1 minute",
        ),
        (
            0,
            None,
            8,
            "**Medicare:** not yet at the first step, which begins at 8 minutes, 8 minutes further on.",
        ),
        (60, 53, None, "**Medicare:** this step began at 53 minutes (7 minutes ago);"),
        (5, None, None, "**Medicare:** the picture shows no step."),
    ],
)
def test_the_distance_to_both_cliffs_is_said(at: int, began: int | None, following: int | None, text: str) -> None:
    assert cliff_sentence(CMS, at, began, following).text.startswith(text)


def test_how_often_the_rules_part_is_said() -> None:
    """The 64 pairs of up to 8 minutes as counted by hand: 35 agree, 28 and 1 do not."""
    assert parting_sentence(parting(2, 8, CMS, AMA), 2, 8).text == (
        "Of 64 visits with two timed codes of 1 to 8 minutes, the rules agree on 35. "
        "Medicare gives more to 28, the AMA rule to 1."
    )


def test_findings_of_another_plan_of_care_name_who_bills_the_code() -> None:
    (finding,) = countable(Session((Service("97165", 20),), discipline=Discipline.PT, payer="custom")).findings
    assert message(finding) == "97165 is billed by OT, and this is a visit under a PT plan of care."


def test_a_contract_of_the_readers_own_is_cited_as_such() -> None:
    sentence = explain(allocate(Session.of({A: 20}), facts().rule("total-10")))[0]
    assert sentence.source == "your-contract"
