"""ZIP archives of saved pages."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from sayso.read import archive
from sayso.read.article import read_article
from sayso.read.sources import find_sources
from sayso.record import Problem, Source
from sayso.settings import Settings

LIMIT = 100_000


def packed(path: Path, **files: bytes | str) -> Path:
    """Return *path*, an archive of *files* by name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return path


def found(path: Path) -> list[tuple[str, str]]:
    """Return the name and the words, or the problem's code, of each article in the archive at *path*."""
    sources = find_sources([str(path)], Settings(max_bytes=LIMIT))
    return [
        (one.where, one.code) if isinstance(one, Problem) else (one.address, one.data.decode())
        for one in sources
    ]


def test_pages(tmp_path: Path) -> None:
    """Texts and pages are read in order; what is hidden, beside a page or no text is passed over."""
    path = tmp_path / "pages.zip"
    files = {
        "news/b.txt": "b",
        "news/2023-03-14 a.html": "a",
        "news/2023-03-14 a_files/frame.html": "x",
        "../../c.txt": "c",
        "__MACOSX/._d.txt": "x",
        ".e.txt": "x",
        "inner.zip": "x",
        "g.png": "x",
    }
    packed(path, **files)
    assert found(path) == [
        (f"{path}#../../c.txt", "c"),
        (f"{path}#news/2023-03-14 a.html", "a"),
        (f"{path}#news/b.txt", "b"),
    ]
    assert list(tmp_path.iterdir()) == [path]


def test_the_day_in_a_name(tmp_path: Path) -> None:
    """A page's own name tells its day, that of the archive does not."""
    words = "The two ministers met on an island, said a fisherman who had seen the boats arrive there."
    path = packed(tmp_path / "2020-01-01.zip", **{"2023-03-14 a.txt": words, "b.txt": words})
    articles = [
        read_article(one, Settings())[0]
        for one in find_sources([str(path)], Settings())
        if isinstance(one, Source)
    ]
    assert [(one.doc_id, one.published.date) for one in articles if one] == [
        ("2023-03-14 a", "2023-03-14"),
        ("b", None),
    ]


def test_too_large(tmp_path: Path) -> None:
    """S107: a file above the limit is left out, whether its header says so or not."""
    path = packed(tmp_path / "a.zip", **{"a.txt": "x" * (LIMIT + 1), "b.txt": "b"})
    assert [one[1] for one in found(path)] == ["S107", "b"]
    data = path.read_bytes().replace(struct.pack("<L", LIMIT + 1), struct.pack("<L", 10))
    path.write_bytes(data)
    assert found(path)[0][1] in ("S107", "S117")


def test_locked(tmp_path: Path) -> None:
    """S117: a file that needs a password is a problem, and the others are read."""
    path = packed(tmp_path / "a.zip", **{"a.txt": "a", "b.txt": "b"})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    path.write_bytes(data)
    assert [one[1] for one in found(path)] == ["S117", "b"]


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06", b"no archive" * 10, b"PK\x03\x04" + bytes(50)])
def test_damaged(tmp_path: Path, data: bytes) -> None:
    """S117: what is no archive is a problem."""
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert [one[1] for one in found(path)] == ["S117"]


def test_nothing_in_it(tmp_path: Path) -> None:
    """S118, S101: an archive without articles, and one that is not there."""
    assert [one[1] for one in found(packed(tmp_path / "a.zip", **{"a.png": "x"}))] == ["S118"]
    assert [one[1] for one in found(tmp_path / "none.zip")] == ["S101"]


def test_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """S127: what would unpack to far more than texts do is not opened, nor an endless list of contents."""
    path = packed(tmp_path / "a.zip", **{f"{number}.txt": bytes(90_000) for number in range(20)})
    monkeypatch.setattr(archive, "UNPACKED", 1_000_000)
    assert [one[1] for one in found(path)] == ["S127"]
    monkeypatch.setattr(archive, "UNPACKED", 10_000_000)
    monkeypatch.setattr(archive, "LISTING", 100)
    assert [one[1] for one in found(path)] == ["S127"]
