"""The notebooks of the course, one for each stage, as one file to hand out."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lessons.content.course import HERE

FOLDER = HERE / "notebooks"


def notebooks() -> bytes:
    """Pack every notebook into one ZIP file.

    Returns:
        The file.

    >>> from zipfile import ZipFile
    >>> ZipFile(BytesIO(notebooks())).namelist()[0]
    'bill_and_defend.ipynb'
    """
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file in sorted(FOLDER.glob("*.ipynb")):
            archive.write(file, file.name)
    return packed.getvalue()
