"""Encodings, and what is no text at all."""

from __future__ import annotations

import codecs

import pytest

from sayso.problems import Failure
from sayso.read.decode import decode
from sayso.read.sources import make_source
from tests.read.support import STORY, kinds, read, refused

CURLY = "\u201cThe truce is dead,\u201d the caf\u00e9\u2019s owner said on Monday.\r\nHe left.\r\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "windows-1252"),
    ],
)
def test_encodings(mark: bytes, encoding: str) -> None:
    """The text is the same in every encoding, and the byte-order mark is no part of it."""
    assert read(mark + CURLY.encode(encoding)).text == CURLY


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "rot13", "undefined", "no-such-thing"])
def test_declared_by_a_page(label: str) -> None:
    """A page's declaration is followed; latin-1, and what is no encoding, stand for windows-1252."""
    page = f"<html><head><meta charset={label}></head><body><p>\u201c{STORY}\u201d</p></body></html>"
    words = [words for _, words in kinds(read(page.encode("windows-1252"), "page.html"))]
    assert words == [f"\u201c{STORY}\u201d"]


def test_declared_cyrillic_letters() -> None:
    """A declared encoding that nobody would guess is used."""
    page = f'<html><head><meta charset="koi8-r"></head><body><p>{STORY} \u041c\u0438\u0440.</p></body></html>'
    assert "\u041c\u0438\u0440." in read(page.encode("koi8-r"), "page.html").text


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04rest",
        b"\x89PNG\r\n\x1a\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        b"{\\rtf1 The talks failed.}",
        b"The talks\x00 failed.",
        bytes(range(1, 9)) * 20,
    ],
)
def test_binary(data: bytes) -> None:
    """S103: what holds no text is refused."""
    assert refused(data) == "S103"


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + " \n".encode("utf-16-le")]
)
def test_empty(data: bytes) -> None:
    """S104: nothing, or only white space, is refused."""
    assert refused(data) == "S104"


def test_pdf() -> None:
    """S105: a PDF is refused, whatever it is called."""
    assert refused(b"%PDF-1.7\n%\xe2\xe3") == "S105"


@pytest.mark.parametrize(
    ("data", "address"),
    [
        (codecs.BOM_UTF8 + b"The talks failed \xff.", "story.txt"),
        (codecs.BOM_UTF16_LE + b"T\x00h", "story.txt"),
        (b'<html><head><meta charset="utf-8"></head><body><p>caf\xe9 </p></body></html>', "page.html"),
    ],
)
def test_not_in_the_declared_encoding(data: bytes, address: str) -> None:
    """S106: bytes that do not fit the encoding that the source declares are refused."""
    assert refused(data, address) == "S106"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    """UTF-16 is told by the zeros beside its letters where no mark tells it; other zeros are binary data."""
    text = "The minister met the mayor \u2013 \u201cnow\u201d.\r\n"
    assert decode(make_source("a.txt", text.encode(encoding))) == text
    for data in (b"\x00\x01" * 500, bytes(range(256)) * 20):
        with pytest.raises(Failure, match="S103"):
            decode(make_source("a.txt", data))


@pytest.mark.parametrize(
    "data", [codecs.BOM_UTF8 + b"a\x00b", codecs.BOM_UTF16_LE + "a\x00b".encode("utf-16-le")]
)
def test_no_text_holds_a_nul(data: bytes) -> None:
    """NUL becomes U+FFFD, wherever it stands: databases end a text there."""
    assert decode(make_source("a.txt", data)) == "a\ufffdb"
    assert decode(make_source("a.txt", b"a" * 9_000 + b"\x00")).endswith("a\ufffd")
