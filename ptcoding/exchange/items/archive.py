"""Parts into a zip that has the same bytes every time."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

# The first day a zip can hold: the parts carry no time of their own.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Zip parts.

    Args:
        parts: Bytes by name; a name that ends in a slash is a folder.

    Returns:
        The zip.

    >>> zipped({"a": b"x"}) == zipped({"a": b"x"})
    True
    """
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()
