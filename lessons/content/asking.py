"""The parts of a deck as a room asks and shows them, each taken from what the course already has."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

from lessons.content.bank import beliefs, contrasts, scenarios
from lessons.content.course import Case, cases, course, text
from lessons.content.plain import plain
from lessons.content.practice_bank import bank
from ptcoding.billing.count.allocation import allocate
from ptcoding.billing.visit.session import Session
from ptcoding.exchange.visit.visit import read_visit
from ptcoding.explanation.drill_words import question, story
from ptcoding.facts import facts
from ptcoding.facts.rule import CountingRule
from ptcoding.learning.bank.item import Item, Kind
from ptcoding.learning.question import drilled
from ptcoding.room.about import CHOICE, CODE, LETTERS, SEVERAL, WORDS, About, Option
from ptcoding.room.ask import Ask
from ptcoding.room.ask_choice import ChoiceAsk, OrderAsk
from ptcoding.room.ask_units import UnitsAsk
from ptcoding.room.deck import Step
from ptcoding.room.deck_file import session_of
from ptcoding.room.rows import named

TRUE_OR_NOT = (("true", "True"), ("false", "False"), ("depends", "It depends"))
COUNT = {"total": "How many units does each code get when the day's timed minutes are counted together?",
         "each": "How many units does each code get when each code is counted by itself?"}  # fmt: skip


def ask(step: Step) -> Ask:
    """Prepare a question.

    Args:
        step: A part of a deck that is voted on.

    Returns:
        The question.

    >>> ask(Step("belief", "M01")).right()
    'b'
    """
    prepare = {
        "item": _item, "drill": _drill, "belief": _belief, "contrast": _contrast, "scenario": _scenario,
        "case": _case, "order": _order, "choice": _choice, "visit": _visit,
    }  # fmt: skip
    return prepare[step.kind](step)


def shown(step: Step) -> About:
    """Prepare a part that is looked at.

    Args:
        step: A part of a deck that is not voted on.

    Returns:
        What it shows.
    """
    if step.kind == "note":
        note = bank().notes[step.key]
        return About(named("note", step.key), 1, note.title, notes=(note.text,))
    if step.kind == "lesson":
        # The rule in its few sentences: what a trainer talks to, and what a room can read from the back.
        said = text(step.key)["remember"].splitlines()
        ideas = tuple(plain(idea.removeprefix("- ")) for idea in said if idea.startswith("- "))
        return About(named("lesson", step.key), 1, course()[step.key].title, story=ideas)
    if step.kind == "figure":
        case = _case_of(step.key)
        visit = read_visit(dict(case.visit)).session
        return About(named("figure", step.key), 1, case.title, (plain(case.teaches),), bars=_bars(visit))
    return About(named("text", ""), 1, step.title, tuple(step.text.split("\n\n")))


def _item(step: Step) -> Ask:
    item = bank().of(step.key, step.edition or bank()[step.key].edition)
    notes = bank().notes_of(item)
    texts = tuple(note.text for note in notes)
    if not item.choices:
        visit, rule = Session.of(notes[0].minutes), facts().rule(item.rule)
        about = About(item.key, item.edition, item.question, notes=texts, why=(item.why,), source=item.source)
        return UnitsAsk(about, visit, rule, _codes(visit, rule))
    options = tuple(
        Option(LETTERS[place], choice.text, choice.right, choice.why) for place, choice in enumerate(item.choices)
    )
    about = About(item.key, item.edition, item.question, _claimed(item), texts, source=item.source)
    return ChoiceAsk(about, _kind_of(item), options, item.many)


def _kind_of(item: Item) -> str:
    if item.kind is Kind.WORDS:
        return WORDS
    if item.kind is Kind.CODE:
        return CODE
    return SEVERAL if item.many else CHOICE


def _claimed(item: Item) -> tuple[str, ...]:
    """Name the codes on the claim, unless they would give the answer away."""
    codes = dict.fromkeys(note.code for note in bank().notes_of(item) if note.code)
    silent = item.kind in {Kind.CODE, Kind.TIMES} or not codes
    return () if silent else (f"Code on the claim: {' and '.join(codes)}.",)


def _drill(step: Step) -> Ask:
    drill = drilled(step.seed, step.level, step.key, step.series).drill
    about = About(
        named("drill", step.key), step.series, question(drill), (story(drill),), bars=_bars(drill.visit),
        why=(drill.trap.teaches,), source=drill.counting.sources[0],
    )  # fmt: skip
    return UnitsAsk(about, drill.visit, drill.counting, _codes(drill.visit, drill.counting), drill)


def _belief(step: Step) -> Ask:
    belief = next(one for one in beliefs() if one.key == step.key)
    options = tuple(
        Option(
            LETTERS[place], text, verdict == belief.verdict, plain(belief.answer) if verdict == belief.verdict else ""
        )
        for place, (verdict, text) in enumerate(TRUE_OR_NOT)
    )
    about = About(
        named("belief", step.key), 1, "True, false, or does it depend?", (plain(belief.claim),),
        why=(plain(belief.reason),), source=belief.source,
    )  # fmt: skip
    return ChoiceAsk(about, CHOICE, options)


def _contrast(step: Step) -> Ask:
    contrast = next(one for one in contrasts() if one.slug == step.key)
    intent = contrast.intents[step.part - 1]
    codes = [one.code for one in contrast.intents if one.code]
    about = About(
        named("contrast", step.key), 1, f"{contrast.activity}. Which code does this line support?",
        notes=(intent.strong,), source=contrast.sources[0],
        why=tuple(plain(said) for said in (intent.who, intent.tells, intent.disputed) if said),
    )  # fmt: skip
    return _code_ask(about, codes, intent.code)


def _scenario(step: Step) -> Ask:
    scenario = next(one for one in scenarios() if one.slug == step.key)
    told = tuple(plain(scenario.patient[name]) for name in ("who", "deficit", "goal"))
    if not step.part:
        visit = read_visit(dict(scenario.visit)).session
        about, rule = _counting(named("scenario", step.key), step.rule, visit, told), facts().rule(step.rule)
        return UnitsAsk(about, visit, rule, _codes(visit, rule))
    done = scenario.interventions[step.part - 1]
    why = [f"{reading.code}: {plain(reading.why)}" for reading in done.readings]
    about = About(
        named("scenario", step.key), 1, f"{plain(done.what)}. {plain(done.intent)} Which code?", told,
        why=(*why, *([plain(done.disputed)] if done.disputed else [])), source=scenario.sources[0],
    )  # fmt: skip
    return _code_ask(about, [done.code, *(reading.code for reading in done.readings)], done.code)


def _case(step: Step) -> Ask:
    case = _case_of(step.key)
    visit = read_visit(dict(case.visit)).session
    about = _counting(named("case", step.key), step.rule, visit, (), (plain(case.teaches),))
    rule = facts().rule(step.rule)
    return UnitsAsk(about, visit, rule, _codes(visit, rule))


def _order(step: Step) -> Ask:
    keys = list(LETTERS[: len(step.parts)])
    mixed = list(range(len(step.parts)))
    # It follows from the text, so a room that reopens sees the same order.
    Random(step.text).shuffle(mixed)  # noqa: S311 - no secret: one order for every room
    if mixed == sorted(mixed):
        mixed.reverse()
    options = tuple(Option(keys[place], step.parts[part]) for place, part in enumerate(mixed))
    right = tuple(keys[mixed.index(part)] for part in range(len(step.parts)))
    return OrderAsk(About("order", 1, step.text, why=(plain(step.why),), source=step.source), options, right)


def _choice(step: Step) -> Ask:
    options = tuple(Option(LETTERS[place], text, place + 1 == step.part) for place, text in enumerate(step.parts))
    return ChoiceAsk(About("choice", 1, step.text, why=(plain(step.why),), source=step.source), CHOICE, options)


def _visit(step: Step) -> Ask:
    visit, rule = session_of(step.services, step.discipline), facts().rule(step.rule)
    about = _counting("visit", step.rule, visit, (step.text,), (plain(step.why),))
    return UnitsAsk(replace(about, source=step.source), visit, rule, _codes(visit, rule))


def _counting(item: str, rule: str, visit: Session, story_: Sequence[str], why: tuple[str, ...] = ()) -> About:
    counting = facts().rule(rule)
    said = (*story_, f"{counting.name}.")
    return About(item, 1, COUNT[counting.scope.value], said, bars=_bars(visit), why=why, source=counting.sources[0])


def _code_ask(about: About, codes: Iterable[str], right: str) -> ChoiceAsk:
    """Ask for one of some codes, in the order of their numbers; none is an answer too."""
    known = sorted({code for code in (*codes, right) if code})
    options = [Option(code, f"{code} {facts().codes[code].name}", code == right) for code in known]
    if not right:
        options.append(Option("none", "None of these", True))
    return ChoiceAsk(about, CODE, tuple(options))


def _codes(visit: Session, rule: CountingRule) -> tuple[Option, ...]:
    """List the codes that units are asked for, an add-on among them."""
    return tuple(Option(code, f"{code} {facts().codes[code].short}") for code in allocate(visit, rule).units)


def _bars(visit: Session) -> tuple[tuple[str, int], ...]:
    return tuple((service.code, service.minutes) for service in visit.services)


def _case_of(key: str) -> Case:
    lesson, _, name = key.partition("/")
    return next(case for case in cases(lesson) if case.key == name)
