"""One visit out of a file of any kind: our own CSV or JSON first, else a day sheet that holds a single visit."""

from ptcoding.errors import DocumentError, InputError, Problem
from ptcoding.exchange.day_sheet.grid import decoded
from ptcoding.exchange.day_sheet.reading import read_day_sheet
from ptcoding.exchange.day_sheet.workbook import is_workbook
from ptcoding.exchange.visit.spreadsheet import read_csv
from ptcoding.exchange.visit.visit import Visit
from ptcoding.exchange.x12.segments import is_x12
from ptcoding.facts import Facts


def read_one(content: bytes, facts: Facts) -> Visit:
    r"""Read the one visit of a file.

    Args:
        content: The file.
        facts: The facts to read it by.

    Returns:
        The visit.

    Raises:
        InputError: If it holds none, more than one, or rows that had to be left out.

    >>> from ptcoding.facts import facts
    >>> read_one(b"CPT,Min\n97110-GP,0:23\n", facts()).session.services
    (Service('97110', 23),)
    """
    first: InputError | None = None
    starts_as_text = not is_workbook(content) and not is_x12(content) and not content.lstrip().startswith((b"{", b"["))
    if starts_as_text:
        try:
            return read_csv(decoded(content)[0])
        except InputError as error:
            first = error
    try:
        sheet = read_day_sheet(content, facts)
    except InputError as error:
        raise first or error from error
    if len(sheet.visits) == 1 and not sheet.unread:
        return sheet.visits[0].visit
    if sheet.unread and len(sheet.visits) <= 1:
        raise first or DocumentError([Problem(f"row {one.row}", "", one.reason) for one in sheet.unread])
    expected = "one visit; the page Day sheet and the command `ptcoding day` read all of a file"
    raise DocumentError([Problem("file", f"{len(sheet.visits)} visits", expected)])
