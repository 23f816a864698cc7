"""The pictures themselves: each puts its values on a board; so many of its last parts are held back in a frame."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ptcoding.chart.color import DARK_TEXT, LIGHT_TEXT, Ink
from ptcoding.chart.figure.board import ROW, WIDE, Board
from ptcoding.chart.template import Chart
from ptcoding.facts import facts
from ptcoding.facts.edit import State
from ptcoding.facts.schedule import cents

# Left of the cells stand the names of the rows.
NAMES = 30
GAP = 1.2


def grid(values: Mapping[str, Any], hidden: int, ink: Ink) -> Chart:
    """Draw rows against columns: ``columns``, and ``rows`` of a name and a word for each column.

    A cell that says "yes" is filled, "?" is dashed (nobody read it), anything else is pale.
    """
    columns, rows = values["columns"], _without_last(values["rows"], hidden)
    board, width = Board(ink), (WIDE - NAMES) / len(columns)
    for place, name in enumerate(columns):
        board.say(NAMES + (place + 0.5) * width, ROW / 2, name, middle=True)
    for number, (name, *cells) in enumerate(rows, start=1):
        top = number * ROW
        board.say(0, top + ROW / 2, name)
        for place, said in enumerate(cells):
            left = NAMES + place * width
            fill = {"yes": ink.total, "?": ink.paper}.get(said, ink.agree)
            board.box((left + GAP / 2, left + width - GAP / 2), (top + 3, top + ROW - 3), fill, dash=said == "?")
            color = _on(ink) if said == "yes" else ""
            board.say(left + width / 2, top + ROW / 2, "not read" if said == "?" else said, color, middle=True)
    said = "; ".join(f"{name}: {', '.join(map(_pair, zip(columns, cells, strict=True)))}" for name, *cells in rows)
    return board.chart((len(values["rows"]) + 1) * ROW, f"Table. {said}.")


def payers(values: Mapping[str, Any], hidden: int, ink: Ink) -> Chart:
    """Draw how payers count, as their cards say: ``payers``, each a short name and the key of its card."""
    known = facts().payers
    answers = {"cms": ("yes", "no"), "ama": ("no", "yes"), "": ("?", "?")}
    rows = [[name, *answers[known[key].rule]] for name, key in values["payers"]]
    return grid({"columns": ["Day's total", "Each code"], "rows": rows}, hidden, ink)


def axis(values: Mapping[str, Any], hidden: int, ink: Ink) -> Chart:
    """Draw clocks on one axis: ``last``, ``unit``, ``spans`` of name, start and end, ``points`` of name and places."""
    last, unit = values["last"], values["unit"]
    rows = [*(("span", row) for row in values.get("spans", [])), *(("point", row) for row in values.get("points", []))]
    board = Board(ink)

    def at(place: float) -> float:
        return NAMES + (WIDE - NAMES - 4) * float(place) / float(last)

    words = []
    for number, (kind, (name, *places)) in enumerate(_without_last(rows, hidden)):
        top = number * ROW * 1.3
        board.say(0, top + ROW / 2, name)
        if kind == "span":
            board.box((at(places[0]), at(places[1])), (top + 8, top + ROW - 8), ink.agree)
            board.say(at(places[1]) + 0.5, top + ROW / 2, str(places[1]))
            words.append(f"{name} from {unit} {places[0]} to {places[1]}")
            continue
        for place in places:
            board.box((at(place) - 0.6, at(place) + 0.6), (top + 8, top + ROW - 8), ink.total)
        board.say(at(places[-1]) + 1.5, top + ROW / 2, str(places[-1]))
        words.append(f"{name} at {unit} {', '.join(map(str, places))}")
    height = len(rows) * ROW * 1.3 + ROW
    board.line((NAMES, WIDE - 4), (height - ROW + 6, height - ROW + 6))
    for place in values.get("ticks", [0, last]):
        board.line((at(place), at(place)), (height - ROW + 6, height - ROW + 11))
        board.say(at(place), height - 12, f"{unit} {place}" if place in (0, 1) else str(place), middle=True)
    return board.chart(height, f"Time line. {'; '.join(words)}.")


def slots(values: Mapping[str, Any], hidden: int, ink: Ink) -> Chart:
    """Draw a line taken apart: ``parts`` of what stands there and what it is."""
    parts = values["parts"]
    board, width = Board(ink), WIDE / len(parts)
    shown = len(parts) - hidden
    for place, (said, name) in enumerate(parts):
        left = place * width
        fill = ink.total if place == shown - 1 else ink.agree if place < shown else ink.paper
        board.box((left + GAP / 2, left + width - GAP / 2), (6, ROW + 10), fill, dash=place >= shown)
        color = _on(ink) if place == shown - 1 else ""
        board.say(left + width / 2, ROW / 2 + 8, said, color, middle=True)
        if place < shown:
            board.say(left + width / 2, ROW * 1.5 + 8, name, middle=True)
    words = "; ".join(f"{said}, {name}" for said, name in parts[:shown])
    return board.chart(ROW * 2, f"A line taken apart. {words}.")


def bars(values: Mapping[str, Any], hidden: int, ink: Ink) -> Chart:
    """Draw bars: ``rows`` of a name and pairs of a part and its size, their ``unit``, a ``cut`` across them."""
    rows = _without_last(values["rows"], hidden)
    most = max(sum(size for _, size in parts) for _, *parts in values["rows"])
    return _stacked(rows, len(values["rows"]), most, values.get("unit", ""), values.get("cut"), ink)


def pay(values: Mapping[str, Any], hidden: int, ink: Ink) -> Chart:
    """Draw what each unit of a day is paid: ``codes``, the one that keeps its practice expense first, and ``date``.

    Dollars are the national ones of the schedule of that day.

    Raises:
        KeyError: If no schedule was read for that day.
    """
    on = date.fromisoformat(values["date"])
    schedule = facts().rates.on(on)
    if schedule is None:
        raise KeyError("date")
    share = facts().rates.adjustments["mppr"].share
    rows: list[Sequence[Any]] = []
    for place, code in enumerate(values["codes"]):
        value, factor = schedule.rvu[code], schedule.conversion_factor
        practice = value.practice * (share if place else Decimal(1))
        parts = (("work", value.work), ("practice", practice), ("malpractice", value.malpractice))
        rows.append([f"Unit {place + 1}, {code}", *((name, float(cents(size * factor))) for name, size in parts)])
    most = max(sum(size for _, size in parts) for _, *parts in rows)
    return _stacked(_without_last(rows, hidden), len(rows), most, "$", None, ink)


def gap(values: Mapping[str, Any], hidden: int, ink: Ink) -> Chart:
    """Draw note beside claim: ``heads``, and ``rows`` of what one says, what the other says, and whether they meet."""
    rows, heads = _without_last(values["rows"], hidden), values["heads"]
    board, half = Board(ink), 44
    for place, head in enumerate(heads):
        board.say(place * (WIDE - half), ROW / 2, head)
    for number, (left, right, meets) in enumerate(rows, start=1):
        top = number * ROW * 1.4
        middle = top + ROW / 2
        for place, said in enumerate((left, right)):
            start = place * (WIDE - half)
            board.box((start, start + half), (top, top + ROW), ink.agree if said else ink.paper, dash=not said)
            board.say(start + 1.5, middle, said or "nothing")
        if meets:
            board.line((half, WIDE - half), (middle, middle))
        else:
            board.say(WIDE / 2, middle, "≠", ink.each, middle=True)
    words = "; ".join(
        f"{left or 'nothing'} {'meets' if meets else 'does not meet'} {right or 'nothing'}"
        for left, right, meets in rows
    )
    return board.chart((len(values["rows"]) * 1.4 + 1.2) * ROW, f"{heads[0]} beside {heads[1]}. {words}.")


def series(values: Mapping[str, Any], hidden: int, ink: Ink) -> Chart:
    """Draw visits in a row: ``rows`` of a name and a value for each visit; equal values stay level."""
    rows = _without_last(values["rows"], hidden)
    board, tall = Board(ink), ROW * 2.2
    most = max(max(found) for _, *found in values["rows"])
    for number, (name, *found) in enumerate(rows):
        top = number * tall
        board.say(0, top + tall / 2, name)
        width = (WIDE - NAMES) / len(found)
        for place, value in enumerate(found):
            left = NAMES + place * width
            high = top + tall - 22 - (tall - 40) * value / most
            board.box(
                (left + 0.5, left + width - 0.5), (high, top + tall - 20), ink.total if value != found[0] else ink.agree
            )
            board.say(left + width / 2, top + tall - 10, str(value), middle=True)
    words = "; ".join(f"{name}: {', '.join(map(str, found))}" for name, *found in rows)
    return board.chart(len(values["rows"]) * tall, f"Visits in a row. {words}.")


def pairs(values: Mapping[str, Any], hidden: int, ink: Ink) -> Chart:
    """Draw which pairs of ``codes`` an edit joins on a ``date``, as the files say that were read."""
    codes, on = _without_last(values["codes"], hidden), date.fromisoformat(values["date"])
    board, count = Board(ink), len(values["codes"])
    width, words = (WIDE - 10) / count, []
    for place, code in enumerate(codes):
        board.say(0, (place + 1.5) * ROW, code)
        board.say(10 + (place + 0.5) * width, ROW / 2, code, middle=True)
        for before in range(place):
            ruling = facts().edits.between(codes[before], code, on)
            said = {State.ACTIVE: "edit", State.NONE: "none", State.UNCHECKED: "?"}[ruling.state]
            left, top = 10 + before * width, (place + 1) * ROW
            fill = {"edit": ink.each, "none": ink.agree}.get(said, ink.paper)
            board.box((left + 0.4, left + width - 0.4), (top + 3, top + ROW - 3), fill, dash=said == "?")
            indicator = f"edit {ruling.edit.indicator}" if ruling.edit and said == "edit" else said
            board.say(left + width / 2, top + ROW / 2, indicator, _on(ink) if said == "edit" else "", middle=True)
            words.append(f"{codes[before]} with {code} {indicator}")
    return board.chart((count + 1) * ROW, f"Pairs on {values['date']}. {'; '.join(words)}.")


def _stacked(rows: Sequence[Sequence[Any]], count: int, most: float, unit: str, cut: float | None, ink: Ink) -> Chart:
    """Draw bars whose parts lie one after the other."""
    board = Board(ink)
    fills = (ink.total, ink.agree, ink.each, ink.soft)
    scale = (WIDE - NAMES - 14) / most
    words = []
    for number, (name, *parts) in enumerate(rows):
        top, left = number * ROW * 1.3 + ROW, float(NAMES)
        board.say(0, top + ROW / 2, name)
        for place, (part, size) in enumerate(parts):
            end = left + size * scale
            board.box((left, end), (top + 4, top + ROW - 4), fills[place % len(fills)])
            if not number:
                board.say((left + end) / 2, ROW / 2 + 2, part, middle=True)
            left = end
        total = sum(size for _, size in parts)
        amount = f"${total:,.2f}" if unit == "$" else f"{total:g} {unit}"
        board.say(left + 1, top + ROW / 2, amount)
        words.append(f"{name}: {', '.join(f'{part} {size:g}' for part, size in parts)}, {amount} in all")
    height = count * ROW * 1.3 + ROW
    if cut is not None:
        board.line((NAMES + cut * scale, NAMES + cut * scale), (ROW - 6, height - 8))
    return board.chart(height, f"Bars. {'; '.join(words)}.")


def _without_last(rows: Sequence[Any], hidden: int) -> Sequence[Any]:
    return rows[: max(1, len(rows) - hidden)]


def _pair(both: tuple[str, str]) -> str:
    return f"{both[0]} {'not read' if both[1] == '?' else both[1]}"


def _on(ink: Ink) -> str:
    """Give the color of words on a strong fill: the fills of the dark theme are light."""
    return LIGHT_TEXT if ink.text == DARK_TEXT else DARK_TEXT
