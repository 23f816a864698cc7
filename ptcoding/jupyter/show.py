"""What a notebook shows of a visit, a count, a claim, a review and a marked exercise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import singledispatch
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from ptcoding.billing.claim.claim import Claim
from ptcoding.billing.count.allocation import Allocation, allocate
from ptcoding.billing.visit.session import Session
from ptcoding.explanation import Sentence, explain, message
from ptcoding.facts.words import templates
from ptcoding.jupyter.page import filled
from ptcoding.jupyter.work import Marked, Work
from ptcoding.notes.advice import flag_sentence
from ptcoding.notes.load import rubric
from ptcoding.notes.review import FIT, Review

MOST_CODES = 3


def show(value: object) -> None:
    """Show a value in the notebook, in the order of its parts.

    Args:
        value: A visit, a count, a claim, a review, a marked answer, or the exercises of a notebook.
    """
    from IPython.display import display

    for part in shown(value):
        raw = isinstance(part, Mapping)
        display(part, raw=raw)  # type: ignore[no-untyped-call] # IPython says nothing of its types


@singledispatch
def shown(value: object) -> list[Any]:
    """Give what is shown of a value.

    Args:
        value: The value.

    Returns:
        Widgets, charts, and pieces of HTML each with its words as text, from the top down.

    Raises:
        TypeError: If nothing is known of how to show it.
    """
    raise TypeError(f"{type(value).__name__} has no picture")


@shown.register
def _session(session: Session) -> list[Any]:
    codes, said = session.facts.codes, templates()["notebook"]
    rows = [(service.code, codes[service.code].name, service.minutes, service.by.value) for service in session.services]
    head = [said[name] for name in ("code", "service", "minutes", "by")]
    counts = [allocate(session, session.facts.rule(name)) for name in ("CMS", "AMA")]
    return [*_picture(session, counts), _table("", head, rows, ())]


@shown.register
def _allocation(counted: Allocation) -> list[Any]:
    said = templates()["notebook"]
    rows = [(code, counted.minutes_of(code) or "", units) for code, units in counted.units.items()]
    head = [said[name] for name in ("code", "minutes", "units")]
    return [*_picture(counted, [counted]), _table(counted.rule.short, head, rows, explain(counted))]


@shown.register
def _claim(written: Claim) -> list[Any]:
    said = templates()["notebook"]
    rows = [(line.code, ", ".join(line.modifiers), line.pointers, line.units) for line in written.lines]
    head = [said[name] for name in ("code", "modifiers", "pointers", "units")]
    found = [Sentence(f"**{one.severity.value.capitalize()}.** {message(one)}", one.source) for one in written.findings]
    return [_table("", head, rows, found)]


@shown.register
def _review(found: Review) -> list[Any]:
    said = templates()["notebook"]
    marks = {
        span: rubric()[key].name for key, one in found.elements.items() if key != FIT for span in one.spans if span.text
    }
    codes = [Sentence(_supported(one.code, (span.text for span in one.spans)), "") for one in found.supports]
    lists = (
        (said["objections"], [Sentence(flag_sentence(flag), flag.source) for flag in found.flags]),
        (said["missing"], [Sentence(f"**{rubric()[one.element].name}.** {one.text}", one.source) for one in found.add]),
        (said["supports"], codes[:MOST_CODES]),
    )
    told = [(title, own) for title, own in lists if own]
    places = [(span.start, span.end, name) for span, name in marks.items()]
    html = filled("note", pieces=list(_pieces(found.text, places)), lists=told)
    plain = [found.text, *(f"{title}: {one.plain}" for title, own in told for one in own)]
    return [_both(html, plain)]


@shown.register
def _marked(marked: Marked) -> list[Any]:
    verdict = f"{marked.exercise}: {templates()['notebook'][marked.verdict.value]}"
    html = filled("marked", verdict=verdict, said=marked.said)
    return [_both(html, [verdict, *(one.plain for one in marked.said)])]


@shown.register
def _work(work: Work) -> list[Any]:
    said = templates()["notebook"]
    rows = [(one.exercise, said[one.verdict.value]) for one in work.marked.values()]
    title = said["tally"].format(title=work.title, right=work.right, asked=len(work.marked))
    return [_table(title, [said["exercise"], said["answer"]], rows, ())]


def _picture(visit: Session | Allocation, counts: list[Allocation]) -> list[Any]:
    """Draw the strip: under the hand where widgets are at hand, else as the chart of the pages."""
    if not any(counted.shares for counted in counts):
        return []
    if find_spec("anywidget") is not None:
        from ptcoding.jupyter.strip import Strip

        return [Strip(visit)]
    from ptcoding.chart.color import LIGHT
    from ptcoding.chart.strip import strip
    from ptcoding.jupyter.drawing import drawing

    return [drawing(strip(counts, LIGHT), LIGHT)]


def _table(
    title: str, head: list[str], rows: Sequence[tuple[object, ...]], said: Iterable[Sentence]
) -> Mapping[str, str]:
    sentences = list(said)
    html = filled("table", title=title, head=head, rows=rows, said=sentences)
    plain = [title, *("  ".join(map(str, row)) for row in rows), *(one.plain for one in sentences)]
    return _both(html, [line for line in plain if line])


def _both(html: str, plain: list[str]) -> Mapping[str, str]:
    return {"text/html": html, "text/plain": "\n".join(plain)}


def _supported(code: str, words: Iterable[str]) -> str:
    quoted = "; ".join(f"“{' '.join(one.split())}”" for one in words)
    return templates()["notebook"]["supported"].format(code=code, words=quoted)


def _pieces(text: str, places: list[tuple[int, int, str]]) -> Iterator[tuple[str, str]]:
    """Cut a note where marks begin and end; where several lie on the same words, all their names are given."""
    edges = sorted({0, len(text), *(edge for start, end, _ in places for edge in (start, end))})
    for left, right in pairwise(edges):
        names = dict.fromkeys(name for start, end, name in places if start <= left and right <= end)
        yield ", ".join(names), text[left:right]
