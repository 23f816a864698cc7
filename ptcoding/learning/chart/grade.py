"""A claim as a learner coded it, graded line by line against every way that can be defended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ptcoding.billing.claim.claim import POINTERS, Claim, claim_of
from ptcoding.billing.count.allocation import Allocation
from ptcoding.errors import AnswerError
from ptcoding.facts.words import filled
from ptcoding.learning.chart.record import CodedDay
from ptcoding.learning.marking.answer import NO_MODIFIER
from ptcoding.learning.marking.grade import Grade, grade_allocation
from ptcoding.learning.marking.lines import grade_modifiers

# From this share of the points on a day counts as coded.
BENCHMARK = 0.70
SOURCE = "cpm5-20.2"


@dataclass(frozen=True, slots=True)
class EnteredLine:
    """One line of a claim as a learner coded it.

    Args:
        code: The code.
        units: Its units.
        modifiers: Its modifiers.
        pointers: Letters of the diagnoses it points to.
    """

    code: str
    units: int
    modifiers: tuple[str, ...] = ()
    pointers: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """A claim as a learner coded it.

    Args:
        lines: Its lines.
        diagnoses: Its diagnoses, in order.
    """

    lines: tuple[EnteredLine, ...]
    diagnoses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that was judged.

    Args:
        part: code, units, modifiers, pointers, diagnosis or extra.
        code: The code or diagnosis concerned.
        right: Whether it is right.
        says: Why.
        source: Key of the source, empty where the record itself decides.
    """

    part: str
    code: str
    right: bool
    says: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """A claim graded.

    Args:
        marks: Everything that was judged, in the order of the claim.
        claim: The way that comes closest.
        wrong_rule: Name of the wrong rule that leads to the units, empty where none does.
    """

    marks: tuple[Mark, ...]
    claim: Claim
    wrong_rule: str

    @property
    def share(self) -> float:
        """The share of what was judged that is right."""
        return sum(mark.right for mark in self.marks) / len(self.marks)

    @property
    def percent(self) -> int:
        """The share in whole percent, never rounded up to the benchmark."""
        return 100 * sum(mark.right for mark in self.marks) // len(self.marks)

    @property
    def passed(self) -> bool:
        """Whether it reaches the benchmark."""
        return self.share >= BENCHMARK


def grade_day(day: CodedDay, entered: Entered) -> Graded:
    """Grade a claim against the way of coding the day that comes closest to it.

    Args:
        day: The day.
        entered: The claim as it was coded.

    Returns:
        Every mark, with reasons.
    """
    graded = [_graded(day, way, entered) for way in day.ways]
    best = max(graded, key=lambda one: one.share)
    if best.wrong_rule or all(mark.right for mark in best.marks if mark.part == "units"):
        return best
    # Beside the way that comes closest another may explain how the units came about.
    return replace(best, wrong_rule=next((one.wrong_rule for one in graded if one.wrong_rule), ""))


def _graded(day: CodedDay, way: Claim, entered: Entered) -> Graded:
    allocation = way.allocation
    billed: dict[str, int] = {}
    for line in entered.lines:
        billed[line.code] = billed.get(line.code, 0) + line.units
    of_visit = {code: str(billed.get(code, 0)) for code in allocation.units}
    units = grade_allocation(allocation, of_visit)
    # On a tie the answer's own choice is what it is held against: a code that may have the unit may also go without.
    right_codes = [code for code, count in units.nearest.items() if count]
    written = claim_of(units.allocation, way.circumstances) if units.is_choice else way
    marks = [mark for code in right_codes for mark in _of_code(day, written, units, code, entered)]
    marks += _extras(day, allocation, billed, right_codes)
    marks += _diagnoses(day, entered)
    wrong = units.diagnoses[0].name if units.diagnoses else ""
    return Graded(tuple(marks), written, wrong)


def _of_code(day: CodedDay, way: Claim, units: Grade, code: str, entered: Entered) -> Iterator[Mark]:
    """Judge the lines of a code that belongs on the claim."""
    lines = [line for line in entered.lines if line.code == code]
    says = next((passage.says for passage in day.passages if passage.code == code), "")
    yield Mark("code", code, bool(lines), says)
    right = units.nearest[code]
    given = sum(line.units for line in lines)
    earned: dict[str, int | str] = {
        "code": code,
        "right": right,
        "given": given,
        "minutes": units.allocation.minutes_of(code),
    }
    yield Mark("units", code, given == right, filled("chart", _units_kind(given == right, earned), earned), SOURCE)
    yield _modifiers(way, code, lines)
    yield _pointers(code, lines, len(entered.diagnoses))


def _pointers(code: str, lines: Sequence[EnteredLine], diagnoses: int) -> Mark:
    """Judge where the lines of a code point, and name the letters that stand for no diagnosis."""
    letters = POINTERS[:diagnoses]
    beyond = sorted({letter for line in lines for letter in line.pointers} - set(letters))
    points = bool(lines) and not beyond and all(line.pointers for line in lines)
    kind = "pointed" if points else "pointed_beyond" if beyond else "not_pointed"
    told = f"{diagnoses or 'no'} diagnos{'i' if diagnoses == 1 else 'e'}s"
    said = {"code": code, "letters": ", ".join(beyond), "told": told}
    return Mark("pointers", code, points, filled("chart", kind, said))


def _units_kind(is_right: bool, earned: Mapping[str, int | str]) -> str:
    kind = "units_right" if is_right else "units_wrong"
    return kind if earned["minutes"] else f"{kind}_untimed"


def _modifiers(way: Claim, code: str, lines: Sequence[EnteredLine]) -> Mark:
    """Judge the modifiers of a code, with the reason of the first that is missing or too many."""
    expected = [line for line in way.lines if line.code == code]
    # Units are judged by themselves; here they only tell several lines of one code apart.
    split = len(expected) > 1 or len(lines) > 1
    words = [f"{line.units if split else ''} {' '.join(line.modifiers) or NO_MODIFIER}".strip() for line in lines]
    kind, is_right = "modifiers_wrong", False
    try:
        marked = grade_modifiers(way, {code: " / ".join(words)}).marks if lines else ()
        is_right = any(mark.code == code and mark.right for mark in marked)
    except AnswerError:
        # What is no modifier at all is wrong like any other, and is named.
        kind = "modifiers_unknown"
    said = {
        "code": code,
        "expected": " / ".join(f"{line.units} x {code} {' '.join(line.modifiers)}" for line in expected),
        "unknown": ", ".join(_unknown(way, lines)),
    }
    return Mark("modifiers", code, is_right, filled("chart", "modifiers_right" if is_right else kind, said))


def _unknown(way: Claim, lines: Sequence[EnteredLine]) -> list[str]:
    known = way.allocation.session.facts.modifiers
    return list(dict.fromkeys(word for line in lines for word in line.modifiers if word not in known))


def _extras(
    day: CodedDay, allocation: Allocation, billed: Mapping[str, int], right_codes: Sequence[str]
) -> Iterator[Mark]:
    """Judge codes that do not belong on the claim."""
    for code, count in billed.items():
        if code not in right_codes and count:
            known = day.traps.get(code) or filled(
                "chart", "no_unit" if code in allocation.units else "no_words", {"code": code}
            )
            yield Mark("extra", code, False, known)


def _diagnoses(day: CodedDay, entered: Entered) -> Iterator[Mark]:
    """Judge the diagnoses: each that is needed, the one that stands first, and each that nothing supports."""
    accepted: set[str] = set()
    for row in day.diagnoses:
        fits = {row.code, *row.also}
        accepted |= fits
        yield Mark("diagnosis", row.code, bool(fits & set(entered.diagnoses)), row.says)
        if row.first:
            is_first = bool(entered.diagnoses) and entered.diagnoses[0] in fits
            yield Mark("first", row.code, is_first, filled("chart", "first", {"code": row.code}))
    for code in entered.diagnoses:
        if code not in accepted:
            yield Mark("extra", code, False, filled("chart", "no_diagnosis", {"code": code}))
