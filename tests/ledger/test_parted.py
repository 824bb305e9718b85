"""Shards in parts: they come into a ledger as they were coded or are refused; and they are counted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from benchmarks.invented import articles
from sayso.ledger.merge import merge
from sayso.ledger.parted.columns import row_of, row_of_problems
from sayso.ledger.parted.counting import parted_events
from sayso.ledger.parted.folder import folder_of, names_in, put, write_part
from sayso.ledger.parted.names import FINISHED, digest_of, part_name, run_folder, whole_units
from sayso.ledger.store import open_ledger
from sayso.ledger.tables import own_events
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure, problem
from sayso.record import Coded, Run

from .support import RUN, coded, other_run
from .test_merge import currents, everything

pytest.importorskip("pyarrow", reason="PyArrow is not installed: pip install 'sayso[ray]'")
pytest.importorskip("duckdb")

EMPTY = problem("S104", "empty.txt")
LATER = other_run("run0000000000002", "0.2.0")


def parted(folder: Path, parts: Sequence[Sequence[Coded]], run: Run = RUN, finished: bool = True) -> Path:
    """Return *folder*, in which *run* has written *parts*, each with a problem at its end."""
    root = folder_of(str(folder))
    place = root.within(run_folder(run, names_in(root)))
    for number, some in enumerate(parts):
        rows = [*(row_of(one, run) for one in some), row_of_problems((EMPTY,), run)]
        name = f"part-{number:06}-0000-last-{digest_of([(number,)])}.parquet"
        write_part(place, name, rows, json.dumps(asdict(run)))
    if finished:
        names = [one for one in names_in(place) if part_name(one)]
        put(place, FINISHED, json.dumps({"run": asdict(run), "parts": names}).encode())
    return folder


def ledger_of(path: Path, runs: Sequence[tuple[Run, Sequence[Coded], bool]]) -> Path:
    """Return the path of a ledger in which each run has coded some articles, and finished or not."""
    with open_ledger(path) as ledger:
        for run, some, finished in runs:
            for one in some:
                ledger.add(one, run)
                ledger.add_problem(EMPTY, run)
            if finished:
                ledger.finish(run)
    return path


def parts_of(folder: Path) -> list[Path]:
    """Return the parts in *folder*."""
    return sorted(folder.glob("run=*/part-*"))


@pytest.fixture
def some() -> list[Coded]:
    """Return invented articles, and one with rows of every kind, twice under different names."""
    return [*articles(9), coded(), coded(doc_id="again")]


def test_parts_make_the_ledger_that_one_run_makes(tmp_path: Path, some: list[Coded]) -> None:
    """Row by row, number by number, with the run and its end; and again without adding anything."""
    whole = ledger_of(tmp_path / "whole", [(RUN, some, True)])
    shard = parted(tmp_path / "shard", [some[:4], some[4:10], some[10:]])
    with open_ledger(tmp_path / "my") as my, open_ledger(whole) as one:
        (came,) = merge(my, [shard])
        assert (came.taken, came.articles, came.problems) == (True, 10, ())
        assert everything(my, ()) == everything(one, ())
        assert currents(my) == currents(one)
        assert [row["id"] for row in my.read("SELECT id FROM runs")] == [RUN.id]
        assert [row["codings"] for row in my.read("SELECT codings FROM finishes")] == [10]
        assert verify_ledger(my)[1] == ()
        before = everything(my)
        assert next(merge(my, [shard]))[2:6] == (0, 0, 0, 0)
        assert everything(my) == before


def test_a_part_that_was_altered_is_refused(tmp_path: Path, some: list[Coded]) -> None:
    """S722 for a row, a text, a quotation, a broken file, a run that is not told, and a part that is gone."""
    shard = parted(tmp_path / "shard", [[one] for one in some[:7]])
    _, row, text, quote, broken, silent, gone = parts_of(shard)
    rows = {path: row_of(one, RUN) for path, one in zip(parts_of(shard), some, strict=False)}
    rows[row]["events"][0]["type"] = "AID"
    rows[text]["text"] += "More."
    rows[quote]["text"] = rows[quote]["text"].replace("accused", "praised")
    whole = folder_of(str(row.parent))
    for path in (row, text, quote):
        write_part(whole, path.name, [rows[path]], json.dumps(asdict(RUN)))
    write_part(whole, silent.name, [rows[silent]], "[]")
    broken.write_bytes(broken.read_bytes()[:-100])
    gone.unlink()
    with open_ledger(tmp_path / "my") as my:
        (came,) = merge(my, [shard])
        assert [one.code for one in came.problems] == ["S722"] * 6
        where = [Path(one.where).name for one in came.problems]
        assert where == [one.name for one in (row, text, quote, broken, silent, gone)]
        assert (came.taken, came.articles) == (True, 1)
        assert list(my.read("SELECT 1 FROM finishes")) == []
        assert verify_ledger(my)[1] == ()


@pytest.mark.parametrize("finished", [True, False])
def test_a_later_version_counts_once_it_has_finished(
    tmp_path: Path, some: list[Coded], finished: bool
) -> None:
    """In the ledger and in the parts the same codings count, and so the same events are counted."""
    later = [one for one in articles(9, seed=1) if int(one.article.doc_id[-1]) % 2]
    later = [coded_again(one) for one in later]
    shard = parted(tmp_path / "shard", [some[:5], some[5:]])
    parted(shard, [later], LATER, finished)
    whole = ledger_of(tmp_path / "whole", [(RUN, some, True), (LATER, later, finished)])
    with open_ledger(tmp_path / "my") as my, open_ledger(whole) as one:
        (came,) = merge(my, [shard])
        assert came.recoded == len(later)
        assert currents(my) == currents(one)
        same(shard, tmp_path / "my")


def coded_again(one: Coded) -> Coded:
    """Return *one* as a version codes it that finds half of the events."""
    return Coded(one.article, one.annotation, one.claims, one.events[::2])


def same(shard: Path | str, ledger: Path) -> None:
    """See that *shard* and *ledger* hold the same events to count."""
    with open_ledger(ledger) as opened:
        for level in ("mentions", "reports", "stories"):
            expected, found = own_events(opened, level), parted_events(str(shard), level)
            for column in ("days", "sources", "targets", "codes", "reports", "stories"):
                assert np.array_equal(
                    getattr(found, column), getattr(expected, column), equal_nan=column == "days"
                )
            assert len(found.days)


def test_the_same_events_are_counted(tmp_path: Path, some: list[Coded]) -> None:
    """Of a folder, of a run, of a pattern, of a store, and of some of the parts."""
    shard = parted(tmp_path / "a [shard]", [some[:4], some[4:10], some[10:]])
    whole = ledger_of(tmp_path / "whole", [(RUN, some, True)])
    same(shard, whole)
    same(parts_of(shard)[0].parent, whole)
    same(f"file://{shard}", whole)
    moved = Path(shutil.move(shard, tmp_path / "shard"))
    same(f"{moved}/run=*/part-*.parquet", whole)
    less = ledger_of(tmp_path / "less", [(RUN, some[:4], False)])
    same(parts_of(moved)[0], less)
    same(f"{moved}/*/part-000000*", less)


def test_a_folder_without_parts_is_told(tmp_path: Path) -> None:
    """S724 for an empty folder, and for one of something else."""
    (tmp_path / "run=other").mkdir()
    (tmp_path / "part.parquet").write_bytes(b"nothing")
    with pytest.raises(Failure, match="S724"):
        parted_events(str(tmp_path))
    with open_ledger(tmp_path / "my") as my:
        (came,) = merge(my, [tmp_path])
        assert [one.code for one in came.problems] == ["S724"]
        assert not came.taken


def test_a_unit_is_whole_when_all_its_parts_are() -> None:
    """From the first to the last, of the same inputs."""
    names = [f"part-000001-000{n}{'-last' * (n == 2)}-aaaaaaaaaaaa.parquet" for n in range(3)]
    assert whole_units([*names, "_finished.json", ".part-x"]) == {(1, "a" * 12)}
    for absent in names:
        assert whole_units(one for one in names if one != absent) == set()
    assert part_name("part-1.parquet") is None
    assert [str(part_name(one)) for one in names] == names
