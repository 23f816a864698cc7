"""Small files in the shape of CMS's own: numbers that were made up, and no descriptor."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

COPYRIGHT = "CPT only copyright 2026 American Medical Association.  All rights reserved."
PTP_HEAD = (
    f"{COPYRIGHT}\r\nColumn1/Column2 Edits\r\n"
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n"
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n"
    "\t\t\t\t*=no data\t1=allowed\t\r\n\t\t\t\t\t9=not applicable\t\r\n"
)
# The second pair is not in the project's data as an edit; the injection and the biopsy are no codes of therapy.
PTP_ROWS = (
    ("10021", "10004", "", "20200101", "*", "1", "Misuse of column two code with column one code"),
    ("97530", "97116", "", "20200101", "20261231", "1", "Mutually exclusive procedures"),
    ("97110", "97140", "", "20270101", "*", "1", "Standards of medical / surgical practice"),
    ("G0283", "97032", "", "20200101", "*", "0", "Misuse of column two code with column one code"),
)
MUE_HEAD = (
    '"Current Procedural Terminology (CPT) codes, descriptions and other data only are copyright 2026 AMA.",,,\r\n'
    '"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n'
)
MUE_ROWS = (
    "0001U,1,2 Date of Service Edit: Policy,Code Descriptor / CPT Instruction\r\n"
    "97110,5,3 Date of Service Edit: Clinical,Clinical: Data\r\n"
    "97161,1,2 Date of Service Edit: Policy,CMS Policy\r\n"
)
_BLANK = "," * 31
RVU_HEAD = (
    f",,2027 National Physician Fee Schedule Relative Value File January Release{_BLANK[2:]}\r\n"
    f",,CPT codes and descriptions only are copyright 2026 American Medical Association.{_BLANK[2:]}\r\n"
    ",,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,"
    "CO-,TEAM,PRIC,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT\r\n"
    "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,"
    "SURG,SURG,SURG,SURG,IND,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT\r\n"
)


def rvu_row(code: str, status: str, values: tuple[str, str, str], reduction: str, modifier: str = "") -> str:
    """Write a row of the fee schedule: work, practice expense and malpractice, and the reduction's indicator."""
    work, practice, malpractice = values
    values_both_places = f"{work},{practice},,{practice},,{malpractice}"
    return (
        f"{code},{modifier},SECRET,{status},,{values_both_places},0.00,0.00,7,XXX,0.00,0.00,0.00,{reduction},0,0,0,0,9,,40.0000,"
        "09,0,99,0.00,0.00,0.00\r\n"
    )


def rvu_line(code: str, status: str, values: tuple[str, str, str], reduction: str, modifier: str = "") -> str:
    """Write the same row in fixed columns, each field as wide as in a line of the release of October 2025."""
    work, practice, malpractice = values
    return (
        f"{code}{modifier:2}{'SECRET':50}{status} {work:>6}{practice:>7}  {practice:>7}  {malpractice:>6}"
        f"{'0.00':>7}{'0.00':>6}7XXX.00.00.00{reduction}0009{'':13}40.0000 090 99      0.00   0.00   0.00\r\n"
    )


RVU_ROWS = (
    rvu_row("10021", "A", ("1.03", "2.00", "0.10"), "2")
    + rvu_row("97110", "A", ("0.50", "0.40", "0.10"), "5")
    + rvu_row("20560", "A", ("0.30", "0.40", "0.10"), "0")
    + rvu_row("97010", "B", ("0.06", "0.10", "0.01"), "9")
    + rvu_row("97110", "A", ("9.00", "9.00", "9.00"), "5", modifier="26")
)


def ptp_text(rows: Sequence[Sequence[str]] = PTP_ROWS, sign: str = "\t", head: str = PTP_HEAD) -> str:
    """Write a file of edits."""
    return head + "".join(sign.join(row) + "\r\n" for row in rows)


def zipped(path: Path, **members: str) -> Path:
    """Write a zip; two underscores of a name stand for its dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), text)
    return path


def sheet(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write an Excel sheet with inline and shared texts, the least that Excel would open."""
    shared = sorted({cell for row in rows for cell in row if cell})
    texts = "".join(f"<si><t>{text.replace('&', '&amp;')}</t></si>" for text in shared)
    letters = "ABCDEFGH"
    lines = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{letters[place]}{number}" t="s"><v>{shared.index(cell)}</v></c>'
            for place, cell in enumerate(row)
            if cell
        )
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return zipped(
        path,
        **{
            "[Content_Types].xml": "<Types/>",
            "xl/sharedStrings.xml": f"<sst {space}>{texts}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{lines}</sheetData></worksheet>",
        },
    )
