"""Files, folders and standard input."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from sayso.problems import Failure
from sayso.read.sources import find_sources, make_source, named_file
from sayso.record import Problem, Source
from sayso.settings import Settings

SMALL = Settings(max_bytes=10)


def found(*names: object, settings: Settings = SMALL, stdin: io.BytesIO | None = None) -> list[str]:
    """Return the data, or the problem's code, of each source that *names* stand for."""
    sources = find_sources([str(name) for name in names], settings, stdin)
    return [one.code if isinstance(one, Problem) else one.data.decode() for one in sources]


def test_folder(tmp_path: Path) -> None:
    """A folder's articles come sorted, with those below it; hidden files and other kinds are passed over."""
    for name in ("b.txt", "a.HTML", "sub/c.md", ".hidden.txt", ".git/d.txt", "picture.png", "notes.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert found(tmp_path) == ["a.HTML", "b.txt", "sub/c.md"]


def test_any_file_by_name(tmp_path: Path) -> None:
    """A file that is named is read whatever it is called."""
    (tmp_path / "story").write_text("x")
    assert found(tmp_path / "story") == ["x"]


def test_one_file_by_name(tmp_path: Path) -> None:
    """A file that is no article is read as it is; S101, S112: what is not there, or a folder, is raised."""
    (tmp_path / "list.yaml").write_text("x")
    assert named_file(str(tmp_path / "list.yaml")).data == b"x"
    for name, code in (("missing.yaml", "S101"), ("", "S112")):
        with pytest.raises(Failure, match=code):
            named_file(str(tmp_path / name))


@pytest.mark.parametrize("name", ["missing.txt", "missing.txt/below", "a\0b"])
def test_missing(tmp_path: Path, name: str) -> None:
    """S101: a path that leads nowhere is a problem, and the others go on."""
    (tmp_path / "a.txt").write_text("a")
    assert found(tmp_path / name, tmp_path / "a.txt") == ["S101", "a"]


def test_broken_link(tmp_path: Path) -> None:
    """S101: a link in a folder that leads nowhere is a problem, and the others go on."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b.txt").write_text("b")
    assert found(tmp_path) == ["S101", "b"]


def test_nothing_in_folder(tmp_path: Path) -> None:
    """S102: a folder without articles is a problem."""
    (tmp_path / "picture.png").write_bytes(b"x")
    assert found(tmp_path) == ["S102"]


def test_too_large(tmp_path: Path) -> None:
    """S107: a file, or standard input, above the limit is a problem; one at the limit is not."""
    (tmp_path / "a.txt").write_text("x" * 11)
    (tmp_path / "b.txt").write_text("x" * 10)
    assert found(tmp_path) == ["S107", "x" * 10]
    assert found("-", stdin=io.BytesIO(b"x" * 11)) == ["S107"]


def test_name_that_the_system_refuses() -> None:
    """S112: what the system refuses to open is a problem with the system's reason."""
    [problem] = find_sources(["a" * 5000], SMALL)
    assert isinstance(problem, Problem)
    assert problem.code == "S112"
    assert "too long" in problem.what


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_forbidden(tmp_path: Path) -> None:
    """S112: a file and a folder without permission are problems, and the others go on."""
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "closed").mkdir(mode=0)
    assert found(tmp_path) == ["S112", "b", "S112"]


def test_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """S112: a folder that cannot be listed is a problem."""

    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    assert found(tmp_path) == ["S112"]


def test_standard_input() -> None:
    """A dash stands for standard input; HTML is told by its first characters."""
    [source] = find_sources(["-"], Settings(), io.BytesIO(b"<!DOCTYPE html><p>x"))
    assert isinstance(source, Source)
    assert (source.address, source.media) == ("-", "text/html")


def test_lazy(tmp_path: Path) -> None:
    """Sources are read one at a time, when they are asked for."""
    (tmp_path / "a.txt").write_text("a")
    sources = find_sources([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], SMALL)
    next(sources)
    (tmp_path / "b.txt").write_text("late")
    assert [one.data for one in sources if isinstance(one, Source)] == [b"late"]


@pytest.mark.parametrize(
    ("address", "data", "given", "media"),
    [
        ("a.txt", b"<html>", "", "text/plain"),
        ("a.htm", b"text", "", "text/html"),
        ("a", b"\n<html>", "", "text/html"),
        ("a", b"text", "", "text/plain"),
        ("https://example.org/a.html?page=2", b"text", "", "text/html"),
        ("https://example.org/a", b"<div>", "text/html", "text/html"),
        ("https://example.org/a.html", b"text", "text/plain", "text/plain"),
    ],
)
def test_media(address: str, data: bytes, given: str, media: str) -> None:
    """HTML is told by what the server says, by the name, or by the first characters."""
    assert make_source(address, data, given).media == media
