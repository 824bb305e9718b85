"""ZIP archives of saved pages: each page is read out of the archive, nothing is written anywhere."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sayso.problems import Failure, problem
from sayso.read.folder import BESIDE, is_hidden
from sayso.read.source import HTML, TEXT, make_entry, make_source, one_line, too_large, unreadable
from sayso.record import Problem, Source, Told
from sayso.settings import Settings

LISTING = 200_000_000  # bytes of an archive's list of contents, which is read whole: some two million names
UNPACKED = 10_000_000_000  # bytes that an archive may unpack to, or so many times its own size
RATIO = 100  # news packs to a tenth
END, END_64 = b"PK\x05\x06", b"PK\x06\x06"
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError)


def read_zip(path: Path, settings: Settings) -> Iterator[Source | Problem]:
    """Yield the text and HTML files in the archive at *path*, sorted by name, one at a time.

    Archives within it are not opened. Yields S107 for a file above the limit, S117 where the archive or
    a file in it is damaged, packed strangely or locked, S118 where it holds no article, S127 for a bomb.
    """
    try:
        _check_listing(path)
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive, path)
            members = _members(archive)
            for member in members:
                yield _read(archive, member, str(path), settings)
        if not members:
            yield problem("S118", str(path), kind="archive")
    except Failure as failure:
        yield failure.problem
    except OSError as error:
        yield unreadable(path, error)
    except (*DAMAGE, struct.error, OverflowError) as error:
        yield problem("S117", str(path), reason=one_line(str(error), 200) or type(error).__name__)


def _check_listing(path: Path) -> None:
    """Raise Failure (S127) where the list of contents is too long to be held in memory."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 70_000))
        tail = file.read()
    listing = 0
    at, at_64 = tail.rfind(END), tail.rfind(END_64)
    if at >= 0 and len(tail) >= at + 16:
        (listing,) = struct.unpack_from("<L", tail, at + 12)
    if listing == 0xFFFFFFFF and at_64 >= 0 and len(tail) >= at_64 + 48:
        (listing,) = struct.unpack_from("<Q", tail, at_64 + 40)
    if min(listing, size) > LISTING:
        raise Failure(problem("S127", str(path), reason="its list of contents is too long"))


def _check_sizes(archive: zipfile.ZipFile, path: Path) -> None:
    """Raise Failure (S127) where *archive* says that it unpacks to far more than news does."""
    total = sum(member.file_size for member in archive.infolist())
    if total > UNPACKED and total > RATIO * path.stat().st_size:
        raise Failure(problem("S127", str(path), reason=f"it would unpack to {total} bytes"))


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files of *archive* that are called like articles; not what browsers keep beside a page."""
    found = sorted(filter(_is_article, archive.infolist()), key=lambda one: one.filename)
    pages = {str(PurePosixPath(one.filename).with_suffix("")) for one in found}
    beside = {f"{page}{BESIDE}" for page in pages}
    return [one for one in found if beside.isdisjoint(map(str, PurePosixPath(one.filename).parents))]


def _is_article(member: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(member.filename)
    named = name.suffix.lower() in TEXT | HTML
    return named and not member.is_dir() and not any(is_hidden(part) for part in name.parts if part != "..")


def _read(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str, settings: Settings
) -> Source | Problem:
    """Return the source in *member*, read no further than the limit."""
    name = one_line(member.filename)
    where = f"{path}#{name}"
    if member.file_size > settings.max_bytes:
        return too_large(where, member.file_size, settings)
    try:
        with archive.open(member) as file:
            data = file.read(settings.max_bytes + 1)
    except DAMAGE as error:
        return problem("S117", where, reason=one_line(str(error), 200) or type(error).__name__)
    if len(data) > settings.max_bytes:
        return too_large(where, None, settings)
    return make_entry(path, data, Told(PurePosixPath(name).stem), make_source(name, data).media, name)
