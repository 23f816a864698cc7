"""A bank as a file that Moodle's question bank imports: Moodle XML."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ptcoding.exchange.items.asked import Asked, all_asked, export_sentence, literal, share
from ptcoding.learning.bank.bank import Bank


def to_moodle(bank: Bank, notices: Sequence[str]) -> bytes:
    """Write a bank as Moodle XML.

    Args:
        bank: The items and their notes.
        notices: What the description of the category says: whose the codes are, and that this is no advice.

    Returns:
        The file. The same bank gives the same bytes.

    Raises:
        InputError: If the bank has no item.
    """
    quiz = Element("quiz")
    category = SubElement(quiz, "question", type="category")
    _text(category, "category", f"$course$/top/{export_sentence('name')}")
    _text(category, "info", _paragraphs(notices), format="html")
    for asked in all_asked(bank):
        _question(quiz, asked)
    indent(quiz)
    written: bytes = tostring(quiz, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _question(quiz: Element, asked: Asked) -> None:
    item = asked.item
    question = SubElement(quiz, "question", type="multichoice" if item.choices else "shortanswer")
    _text(question, "name", item.key)
    _text(question, "questiontext", asked.html, format="html")
    _text(question, "generalfeedback", _paragraphs([item.why, asked.source]), format="html")
    settings = {"defaultgrade": "1", "penalty": "0.3333333", "hidden": "0", "idnumber": item.key}
    if item.choices:
        settings |= {"single": str(not item.many).lower(), "shuffleanswers": "true", "answernumbering": "ABCD"}
    for name, value in settings.items():
        SubElement(question, name).text = value
    if item.choices:
        _choices(question, asked)
    else:
        _entries(question, asked)
    tags = SubElement(question, "tags")
    for tag in (item.topic, item.kind.value, f"difficulty {item.difficulty}"):
        _text(tags, "tag", tag)


def _choices(question: Element, asked: Asked) -> None:
    """Write the choices; of several right ones each earns its share, and a wrong one costs all."""
    item = asked.item
    for choice in item.choices:
        earned = share(len(item.right)) if choice.right else "-100" if item.many else "0"
        answer = _text(question, "answer", literal(choice.text), fraction=earned, format="html")
        _text(answer, "feedback", _paragraphs([choice.why]), format="html")


def _entries(question: Element, asked: Asked) -> None:
    """Write every right entry, then what stands for all others."""
    SubElement(question, "usecase").text = "0"
    for entry, earned in (*((entry, "100") for entry in asked.accepted), ("*", "0")):
        _text(question, "answer", entry, fraction=earned, format="moodle_auto_format")


def _text(parent: Element, name: str, words: str, **attributes: str) -> Element:
    """Add an element whose words stand in a ``text`` of their own, as Moodle has it."""
    added = SubElement(parent, name, attributes)
    SubElement(added, "text").text = words
    return added


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{literal(line)}</p>" for line in lines if line)
