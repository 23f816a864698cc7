"""The result of an exam as a page to print, with what it proves and what it does not."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from ptcoding.exchange.certificate.personname import PrintedName, in_latin, printed_name
from ptcoding.facts.words import templates
from ptcoding.learning.paper.challenge import PARAMETER, write_challenge
from ptcoding.learning.paper.exam import Result

if TYPE_CHECKING:
    # The library is loaded when somebody asks for a page, not by whoever imports this.
    from fpdf import FPDF

TYPEFACE = "Helvetica"
MARGIN, LINE = 22, 6
# Widths of the columns in parts: the topic, then three numbers.
COLUMNS = (64, 12, 12, 12)
ACCENT, TEXT, RULE = (11, 110, 110), (20, 24, 22), (150, 146, 138)


def certificate(result: Result, name: str, day: date, topics: Mapping[str, str]) -> bytes:
    """Write the page.

    The same result, name and day give the same bytes.

    Args:
        result: The result of the exam.
        name: What the learner typed as their name; printed as text, and kept nowhere.
        day: The day the exam was finished.
        topics: Names of the topics by key.

    Returns:
        A PDF of one page, or more where there are many topics.
    """
    from fpdf import FPDF

    page = FPDF(format="letter")
    page.set_creation_date(datetime.combine(day, time(12), UTC))
    page.set_lang("en-US")
    words = templates()["certificate"]
    title = words["title" if result.passed else "record"]
    page.set_title(title)
    page.set_margin(MARGIN)
    page.set_auto_page_break(auto=True, margin=MARGIN)
    page.add_page()
    page.set_text_color(*ACCENT)
    _write(page, title, 26, "B")
    page.set_text_color(*TEXT)
    _write(page, words["opening"], 12)
    typed = printed_name(name)
    _name(page, typed)
    for sentence in _sentences(result, day):
        _write(page, sentence, 12)
    page.ln(LINE)
    _breakdown(page, result, topics)
    page.ln(LINE)
    for sentence in _notices(result, typed):
        _write(page, sentence, 9)
    return bytes(page.output())


def _write(page: "FPDF", text: str, size: int, style: str = "") -> None:
    page.set_font(TYPEFACE, style, size)
    page.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
    page.ln(size * 0.2)


def _name(page: "FPDF", name: PrintedName) -> None:
    if name.text:
        _write(page, name.text, 20, "B")
        return
    page.ln(2 * LINE)
    page.line(page.l_margin, page.y, page.w / 2, page.y)
    _write(page, templates()["certificate"]["unnamed"], 9)


def _sentences(result: Result, day: date) -> list[str]:
    words = templates()["certificate"]
    said = [words["taken"].format(score=result.score, of=result.of, day=f"{day:%B} {day.day}, {day.year}")]
    if result.answered < result.of:
        said.append(words["unanswered"].format(left=result.of - result.answered))
    reached = words["passed" if result.passed else "missed"]
    said.append(reached.format(pass_mark=result.challenge.pass_mark, share=_percent(result.score, result.of)))
    return said


def _percent(right: int, of: int) -> int:
    """Round down: 79.9 percent shall not look like a passing score of 80."""
    return 100 * right // of if of else 0


def _breakdown(page: "FPDF", result: Result, topics: Mapping[str, str]) -> None:
    words = templates()["certificate"]
    page.set_font(TYPEFACE, "", 10)
    page.set_draw_color(*RULE)
    align = ("LEFT", "RIGHT", "RIGHT", "RIGHT")
    with page.table(col_widths=COLUMNS, text_align=align, line_height=LINE, borders_layout="HORIZONTAL_LINES") as table:
        table.row([words[key] for key in ("topic", "right", "asked", "percent")])
        for part in result.parts:
            name = in_latin(topics.get(part.topic, part.topic)) or part.topic
            table.row([name, str(part.right), str(part.of), str(_percent(part.right, part.of))])


def _notices(result: Result, name: PrintedName) -> list[str]:
    words = templates()["certificate"]
    kinds = [*(["marks"] if name.plain else []), *(["byhand"] if name.lacking else []), "typed", "standing", "cpt"]
    drawn = words["paper"].format(paper=write_challenge(result.challenge)[PARAMETER])
    return [drawn, *(words[kind] for kind in kinds)]
