"""From bytes to text: byte-order marks, declared and detected encodings, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from sayso.problems import Failure, problem
from sayso.record import Source

MARKS = (  # the longest first: UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
KINDS = (
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich-text document"),
)
WIDE = (0.7, 0.05)  # shares of zeros: in one half of the bytes more, in the other fewer
TELLING = 16  # bytes; fewer tell nothing ("0" and a NUL are as good as UTF-16)
CHARSET = re.compile(
    rb"""(?:<meta[^>]{0,200}charset|<\?xml[^>]{0,200}encoding)\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,40})""",
    re.IGNORECASE,
)


def decode(source: Source) -> str:
    """Return the text of *source*, its byte-order mark left out, U+FFFD for every NUL.

    Raises Failure: S103 for binary data, S104 for nothing, S105 for a PDF, S106
    for bytes that are not in the encoding that the source declares.
    """
    data = source.data
    if not data.strip():
        raise Failure(problem("S104", source.address))
    if data.lstrip()[:5] == b"%PDF-":
        raise Failure(problem("S105", source.address))
    return _decoded(source).replace("\x00", "\ufffd")  # databases end a text there


def _decoded(source: Source) -> str:
    """Return the text of *source* in the encoding that it is marked with, declares or seems to have."""
    data = source.data
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(source, data[len(mark) :], encoding)
    wide = _unmarked(data[:8192])
    if wide:
        return _strict(source, data, wide)
    _refuse_binary(source)
    return _narrow(source)


def _unmarked(sample: bytes) -> str | None:
    """Return which UTF-16 the *sample* is in, told by the zeros beside its letters, or None where it is not.

    Some programs of Windows save it without a byte-order mark.
    """
    if len(sample) < TELLING:
        return None
    half = len(sample) // 2
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    for encoding, empty, full in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if empty > WIDE[0] and full < WIDE[1]:
            text = sample[: half * 2].decode(encoding, "replace")
            return encoding if sum(map(_is_text, text)) > 0.95 * len(text) else None
    return None


def _is_text(char: str) -> bool:
    return char.isprintable() or char in "\t\n\r\f"


def _narrow(source: Source) -> str:
    """Return the text of *source* in an encoding that keeps ASCII. Raises Failure (S106)."""
    data = source.data
    declared = CHARSET.search(data[:4096]) if source.media == "text/html" else None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared is not None:
            return _strict(source, data, _known(declared[1].decode("ascii")))
        return _guess(source, error)


def _refuse_binary(source: Source) -> None:
    """Raise Failure (S103) where *source* holds something else than text."""
    for magic, media in KINDS:
        if source.data.startswith(magic):
            raise Failure(problem("S103", source.address, media=media))
    sample = source.data[:8192]
    if b"\x00" in sample or sum(byte < 9 or 13 < byte < 32 for byte in sample) > len(sample) // 20:
        raise Failure(problem("S103", source.address, media="control characters"))


def _strict(source: Source, data: bytes, encoding: str) -> str:
    """Return *data* decoded, or raise Failure (S106) naming the first byte that does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        offset = getattr(error, "start", 0)
        raise Failure(problem("S106", source.address, encoding=encoding, offset=offset)) from error


def _known(label: str) -> str:
    """Return the encoding that a page means by *label*; windows-1252 where it means none that Python has.

    As in browsers, latin-1 and ASCII stand for windows-1252, whose quotation marks they lack.
    """
    try:
        name = codecs.lookup(label).name
        b"a".decode(name)  # refuses codecs that are no encodings of text, such as rot13
    except (LookupError, UnicodeError):
        return "windows-1252"
    return "windows-1252" if name in ("ascii", "iso8859-1") else name


def _guess(source: Source, error: UnicodeDecodeError) -> str:
    """Return the text in the encoding that fits best: windows-1252 unless another is much likelier."""
    from charset_normalizer import from_bytes

    best = from_bytes(source.data[:200_000]).best()
    encodings = ["windows-1252"] if best is None else [best.encoding, "windows-1252"]
    if best is not None and best.language in ("English", "Unknown"):
        encodings.reverse()
    for encoding in encodings:
        try:
            return source.data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Failure(problem("S106", source.address, encoding="utf-8", offset=error.start)) from error
