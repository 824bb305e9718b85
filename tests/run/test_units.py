"""Units and chunks: the same inputs are cut in the same way, and nothing is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.problems import Failure
from sayso.read.sources import find_sources
from sayso.record import Problem, Source
from sayso.run.units import Chunk, chunks, units
from sayso.settings import Settings

STORY = "The ministers of the two countries met on Monday and said that they would meet again.\n"


@pytest.fixture
def names(tmp_path: Path) -> list[str]:
    """Return a folder of five articles and a table of seven, an article, and a name that nothing has."""
    folder = tmp_path / "in"
    (folder / "later").mkdir(parents=True)
    for number in range(5):
        (folder / f"{number}.txt").write_text(STORY * (number + 1))
    rows = [json.dumps({"id": f"row{number}", "text": STORY * (9 + number)}) for number in range(7)]
    (folder / "later" / "table.jsonl").write_text("\n".join(rows))
    (tmp_path / "last.txt").write_text(STORY * 30)
    return [str(folder), str(tmp_path / "missing.txt"), str(tmp_path / "last.txt")]


def cut(names: list[str], most: int = 3) -> list[Chunk]:
    """Return the chunks that *names* are cut into."""
    settings = Settings()
    return [chunk for unit in units(names, most) for chunk in chunks(unit, settings, most)]


def test_the_order_is_that_of_one_machine(names: list[str]) -> None:
    """All inputs, in their order, and the names of the parts in the order of the alphabet."""
    found = cut(names)
    together = [one for chunk in found for one in chunk.items]
    assert together == list(find_sources(names, Settings()))
    assert [type(one) for one in together[-2:]] == [Problem, Source]
    parts = [str(chunk.part) for chunk in found]
    assert parts == sorted(parts)
    assert [len(chunk.items) for chunk in found] == [3, 2, 3, 3, 1, 2]
    assert [chunk.part.last for chunk in found] == [True, True, False, False, True, True]


def test_the_same_inputs_are_cut_in_the_same_way(names: list[str]) -> None:
    """Only the unit that holds a file that was changed is called otherwise; another size changes all."""
    before = [str(chunk.part) for chunk in cut(names)]
    assert [str(chunk.part) for chunk in cut(names)] == before
    Path(names[2]).write_text(STORY * 31)
    after = [str(chunk.part) for chunk in cut(names)]
    assert after[:-1] == before[:-1]
    assert after[-1] != before[-1]
    assert not set(before) & {str(chunk.part) for chunk in cut(names, most=2)}


def test_large_articles_make_small_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No chunk holds more bytes than are allowed, save one article alone."""
    monkeypatch.setattr("sayso.run.units.BYTES", 1000)
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text("x" * (300 if number else 2000))
    assert [len(chunk.items) for chunk in cut([str(tmp_path)], most=100)] == [1, 3, 2]


def test_standard_input_is_refused() -> None:
    """S725: no other process can read it."""
    with pytest.raises(Failure, match="S725"):
        list(units(["-"], 3))


def test_a_store_is_read_like_a_folder(names: list[str]) -> None:
    """By its address, file by file; what is found bears the address and not that of the copy."""
    pytest.importorskip("pyarrow")
    address = f"file://{names[0]}"
    here = [one for chunk in cut(names[:1]) for one in chunk.items]
    there = [one for chunk in cut([address]) for one in chunk.items]
    assert [one.address for one in there if isinstance(one, Source)] == [
        f"file://{one.address}" for one in here if isinstance(one, Source)
    ]
    assert [one.sha256 for one in there if isinstance(one, Source)] == [
        one.sha256 for one in here if isinstance(one, Source)
    ]
    missing = [one for chunk in cut([f"{address}/nothing.txt"]) for one in chunk.items]
    assert [one.code for one in missing if isinstance(one, Problem)] == ["S101"]


def test_a_store_that_nobody_can_open_is_told(tmp_path: Path) -> None:
    """S721: neither PyArrow nor fsspec knows such addresses."""
    pytest.importorskip("pyarrow")
    with pytest.raises(Failure, match="S721"):
        list(units(["nobody://has/this"], 3))
