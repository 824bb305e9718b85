"""Folders: however large, and whatever lies in them."""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path

import pytest

from sayso.read import folder
from sayso.read.folder import walk
from sayso.read.sources import find_sources
from sayso.record import Problem
from sayso.settings import Settings


def named(path: Path) -> list[str]:
    """Return what is found under *path*, by name, or the code of its problem."""
    return [one.code if isinstance(one, Problem) else one.relative_to(path).as_posix() for one in walk(path)]


def test_what_is_left_out(tmp_path: Path) -> None:
    """Hidden and temporary files, and what a browser keeps beside a page, are left out."""
    names = [
        *("a.txt", "~b.txt", "#c.txt", ".d.txt", "e.txt~", "f.txt.part", "__MACOSX/g.txt"),
        *(
            "Talks.html",
            "Talks_files/ad.html",
            "Other_files/h.html",
            "crawl.warc.gz",
            "i.jsonl",
            "j.csv",
            "k.zip",
        ),
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert named(tmp_path) == ["Talks.html", "a.txt", "crawl.warc.gz", "i.jsonl", "Other_files/h.html"]


def test_links_in_circles(tmp_path: Path) -> None:
    """S112: folders that contain themselves end, and a link to itself is a problem."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("b")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "c.txt").symlink_to(tmp_path / "c.txt")
    found = [
        one.code if isinstance(one, Problem) else "b" for one in find_sources([str(tmp_path)], Settings())
    ]
    assert found == ["S112", "b"]


def test_a_huge_folder_is_gone_through_lazily(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are looked at one by one, in their order, as they are asked for."""
    looked: list[str] = []
    real = folder.is_article
    for number in range(2000):
        (tmp_path / f"{number:05}.txt").touch()

    def look(name: str) -> bool:
        looked.append(name)
        return real(name)

    monkeypatch.setattr(folder, "is_article", look)
    began = time.monotonic()
    assert len(list(islice(walk(tmp_path), 10))) == 10
    assert looked == [f"{number:05}.txt" for number in range(10)]
    assert time.monotonic() - began < 1
