"""Files by their names, and the archives made of them: the same files make the same bytes."""

import gzip
import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

Tree = Mapping[str, bytes]
# The oldest day that a zip archive can name.
DAY = (1980, 1, 1, 0, 0, 0)


def packed(files: Tree) -> bytes:
    """Pack files into a zip archive in the order of their names, with one date for all.

    Args:
        files: What each name holds.

    Returns:
        The archive.

    >>> packed({"b": b"2", "a": b"1"}) == packed({"a": b"1", "b": b"2"})
    True
    """
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            pack.writestr(entry, files[name])
    return archive.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Read the files of a zip archive.

    Args:
        archive: The archive.

    Returns:
        What each name holds.

    >>> unpacked(packed({"folder/a": b"1"}))
    {'folder/a': b'1'}
    """
    with zipfile.ZipFile(BytesIO(archive)) as pack:
        return {name: pack.read(name) for name in pack.namelist() if not name.endswith("/")}


def joined(files: Tree) -> bytes:
    r"""Join files into one stream that a browser unpacks by itself: their names and sizes, and one file after another.

    Args:
        files: What each name holds.

    Returns:
        The stream, as a gzip file without a date.

    >>> gzip.decompress(joined({"b": b"2", "a": b"1"}))
    b'\x11\x00\x00\x00[["a",1],["b",1]]12'
    """
    names = sorted(files)
    index = json.dumps([[name, len(files[name])] for name in names], separators=(",", ":")).encode()
    whole = b"".join([len(index).to_bytes(4, "little"), index, *(files[name] for name in names)])
    return squeezed({"": whole})


def squeezed(files: Tree) -> bytes:
    """Compress the one file that there is, without a date, so that it is the same every time.

    Args:
        files: The file.

    Returns:
        The gzip file.

    >>> gzip.decompress(squeezed({"a": b"1"}))
    b'1'
    """
    (whole,) = files.values()
    return gzip.compress(whole, 9, mtime=0)


def digest(files: Tree) -> str:
    """Name files by what they hold.

    Args:
        files: What each name holds.

    Returns:
        A name that changes with any of them.

    >>> digest({"a": b"1"}) == digest({"a": b"2"})
    False
    """
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\n".encode())
    return total.hexdigest()


def read(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, compiled code and hidden rubbish left out.

    Args:
        folder: The folder.

    Returns:
        What each holds, by its name below the folder.
    """
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    }


def stored(cache: Path, files: Tree, make: Callable[[Tree], bytes]) -> bytes:
    """Make something of files once, and find it again as long as they stay the same.

    Args:
        cache: A folder that stays from one build to the next.
        files: What it is made of.
        make: Makes it; its name belongs to the name of what is kept.

    Returns:
        What was made.
    """
    kept = cache / "stored" / f"{digest(files)}-{make.__name__}"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_bytes(make(files))
        # Only what is whole gets the name.
        part.replace(kept)
    return kept.read_bytes()


def size(folder: Path) -> str:
    """Tell how large a folder is.

    Args:
        folder: The folder.

    Returns:
        Its megabytes and files in words.
    """
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return f"{sum(sizes) / 1e6:.1f} MB in {len(sizes)} files"


def write(folder: Path, files: Tree) -> None:
    """Write files below a folder.

    Args:
        folder: The folder; it is made where there is none.
        files: What each name holds.
    """
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
