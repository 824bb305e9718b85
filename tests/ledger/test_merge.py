"""Merging: several ledgers become the one that coding everything in one would have made."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.ledger import merge as merging
from sayso.ledger.decisions import Draft, decide, made, withdraw
from sayso.ledger.imports.bring import bring
from sayso.ledger.merge import Merged, merge
from sayso.ledger.schema import NAMES
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.trials import Ruling, add_ruling, lay_plan
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure, problem
from sayso.read.tables.table import Asked
from sayso.record import Run

from .support import ARREST, RUN, TEXT, coded, filled, other_run

TEXTS = [TEXT + "More of it.\n" * number for number in range(6)]
COPIED = set(
    "runs finishes articles sources readings codings problems sentences claims events predictions relations"
    " magnitudes spans reasons decisions imports imported_events plans verdicts".split()
)


def shard(path: Path, numbers: Sequence[int], run: Run, finished: bool = True) -> Path:
    """Return the path of a ledger in which *run* has coded some of the texts, and met a problem."""
    with open_ledger(path) as ledger:
        for number in numbers:
            ledger.add(coded(TEXTS[number], f"doc{number}"), run)
        ledger.add_problem(problem("S104", f"empty{max(numbers)}.txt"), run)
        if finished:
            ledger.finish(run)
    return path


def everything(ledger: Ledger, without: Sequence[str] = ("run_id",)) -> dict[str, list[dict[str, object]]]:
    """Return all rows of all tables but those of runs; columns *without* these."""
    return {
        name: [
            {column: row[column] for column in row.keys() if column not in without}  # noqa: SIM118 (a Row)
            for row in ledger.read(f"SELECT * FROM {name} ORDER BY number")
        ]
        for name in NAMES
        if name not in ("runs", "finishes")
    }


def currents(ledger: Ledger) -> list[tuple[object, ...]]:
    """Return which codings count."""
    return [tuple(row) for row in ledger.read("SELECT number, article, recipe FROM current ORDER BY number")]


def merged(path: Path, *shards: Path) -> list[Merged]:
    """Merge *shards* into the ledger at *path*, which has to be whole afterwards."""
    with open_ledger(path) as ledger:
        found = list(merge(ledger, shards))
        assert verify_ledger(ledger)[1] == ()
    return found


def test_shards_make_the_ledger_that_one_run_makes(tmp_path: Path) -> None:
    """Row by row, number by number, with a text that two of them hold, and again without adding anything."""
    whole = shard(tmp_path / "whole", [0, 1, 2], RUN)
    with open_ledger(whole) as one:
        for number in (2, 3, 4):
            one.add(coded(TEXTS[number], f"again{number}"), RUN)
        one.add_problem(problem("S104", "empty4.txt"), RUN)
        one.finish(other_run("run0000000000009"))
    first = shard(tmp_path / "a", [0, 1, 2], RUN)
    second = tmp_path / "b"
    with open_ledger(second) as two:
        for number in (2, 3, 4):
            two.add(coded(TEXTS[number], f"again{number}"), other_run("run0000000000002"))
        two.add_problem(problem("S104", "empty4.txt"), other_run("run0000000000002"))
        two.finish(other_run("run0000000000002"))
    found = merged(tmp_path / "my", first, second)
    assert [(one.taken, one.articles, one.problems) for one in found] == [(True, 3, ()), (True, 2, ())]
    with open_ledger(tmp_path / "my") as my, open_ledger(whole) as one:
        assert everything(my) == everything(one)
        assert currents(my) == currents(one)
        before = everything(my)
        assert {row["run_id"] for row in my.read("SELECT * FROM finishes")} == {RUN.id, "run0000000000002"}
        again = list(merge(my, [first, second]))
        assert [(one.articles, one.rows, one.decisions) for one in again] == [(0, 0, 0)] * 2
        assert everything(my) == before


def test_every_table_is_brought_over() -> None:
    """A new table has to be copied in ledger/shard.py too, and added here."""
    assert set(NAMES) == COPIED


@pytest.mark.sqlite
def test_a_shard_is_refused_and_the_others_are_not(tmp_path: Path) -> None:
    """Newer, damaged, altered, missing, no ledger, or the ledger itself: one problem each."""
    good = shard(tmp_path / "good", [5], RUN)
    newer, altered = (shard(tmp_path / name, [1], RUN) for name in ("newer", "altered"))
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 999")
    with sqlite3.connect(altered) as connection:
        connection.execute("DROP TRIGGER events_no_update")
        connection.execute("UPDATE events SET type = 'AID'")
    broken = tmp_path / "broken"
    data = bytearray(shard(tmp_path / "source", [2], RUN).read_bytes())
    data[4096 * 3 : 4096 * 60] = b"\x5a" * (4096 * 57)
    broken.write_bytes(data)
    (tmp_path / "text").write_text("no ledger at all\n" * 300)
    (tmp_path / "folder").mkdir()
    names = ["newer", "altered", "broken", "text", "folder", "missing", "my", "good"]
    found = merged(tmp_path / "my", *(tmp_path / name for name in names))
    codes = {Path(one.shard).name: [each.code for each in one.problems] for one in found}
    assert codes == {
        **{"newer": ["S301"], "altered": ["S305"], "broken": ["S305"], "text": ["S302"]},
        **{"folder": ["S724"], "missing": ["S304"], "my": ["S370"], "good": []},
    }
    with open_ledger(tmp_path / "my") as my:
        assert [row["address"] for row in my.read("SELECT address FROM sources")] == ["doc5.txt"]
    assert good.exists()


@pytest.mark.sqlite
def test_a_shard_that_contradicts_the_ledger_comes_in_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever verification overlooks, a constraint of the ledger undoes the whole shard (S370)."""
    bad = shard(tmp_path / "bad", [1, 2], RUN)
    with sqlite3.connect(bad) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute("DROP TRIGGER spans_no_update")
        connection.execute("UPDATE spans SET start = -1 WHERE number = (SELECT max(number) FROM spans)")
    monkeypatch.setattr(merging, "verify_ledger", lambda _: (0, ()))
    (found,) = merged(tmp_path / "my", bad)
    assert [one.code for one in found.problems] == ["S370"]
    with open_ledger(tmp_path / "my") as my:
        assert everything(my)["articles"] == []


def test_a_ledger_that_cannot_be_written_ends_it(tmp_path: Path) -> None:
    """S303 is the ledger's fault, not a shard's."""
    one = shard(tmp_path / "a", [0], RUN)
    filled(tmp_path / "my", coded())
    with open_ledger(tmp_path / "my", read_only=True) as my, pytest.raises(Failure, match="S303"):
        list(merge(my, [one]))


def test_runs_that_were_cut_short_stay_so(tmp_path: Path) -> None:
    """What an unfinished run of a shard coded counts only where there is nothing else, as it does there."""
    old = other_run("old0000000000001", "0.0.9")
    base = shard(tmp_path / "my", [0, 1], old)
    short = shard(tmp_path / "short", [0], RUN, finished=False)
    with open_ledger(base) as my:
        before = currents(my)
        (found,) = merge(my, [short])
        assert found.recoded == 1
        assert currents(my) == before
        # a finished shard of the same version cannot finish what the other left undone
        list(merge(my, [shard(tmp_path / "other", [1], other_run("run0000000000003"))]))
        assert currents(my) == before
        # one that did it again can
        list(merge(my, [shard(tmp_path / "again", [0, 1], other_run("run0000000000004"))]))
        assert {row[2] for row in currents(my)} != {row[2] for row in before}
        assert verify_ledger(my)[1] == ()


def test_decisions_come_over_where_they_fit(tmp_path: Path) -> None:
    """In a new chain, with their times and what they take back; not behind a later one by the same person."""
    one, two = (shard(tmp_path / name, [0], RUN) for name in ("a", "b"))
    with open_ledger(one) as first:
        decide(first, Draft(ARREST.id, "accept", "Anna", note="as seen"))
        number = decide(first, Draft(ARREST.id, "reject", "Anna")).number
        withdraw(first, number, "Anna")
        decide(first, Draft(ARREST.id, "reject", "Berta"))
    with open_ledger(two) as second:
        decide(second, Draft(ARREST.id, "unsure", "Berta"))
    results = merged(tmp_path / "my", one, two)
    assert [each.decisions for each in results] == [4, 1]
    with open_ledger(tmp_path / "my") as my, open_ledger(one) as first:
        kept, before = list(made(my)), list(made(first))
        assert [(each.reviewer, each.verdict, each.decided, each.note) for each in kept[:4]] == [
            (each.reviewer, each.verdict, each.decided, each.note) for each in before
        ]
        assert [each.withdraws for each in kept] == [None, None, 2, None, None]
        assert [each.decisions for each in merge(my, [one, two])] == [0, 0]
    (late, early) = merged(tmp_path / "other", two, one)
    assert (late.decisions, early.decisions) == (1, 3)
    assert [each.code for each in early.problems] == ["S371"]
    assert "number 4" in early.problems[0].what


def test_rows_that_differ_are_told(tmp_path: Path) -> None:
    """The same text and recipe with other rows: the ledger's stay (S372)."""
    from dataclasses import replace

    one, two = tmp_path / "a", tmp_path / "b"
    filled(one, coded())
    other = coded()
    filled(two, replace(other, relations=()))
    found = merged(tmp_path / "my", one, two)
    assert [[each.code for each in result.problems] for result in found] == [[], ["S372"]]


def test_events_of_other_coders_come_over(tmp_path: Path) -> None:
    """An import with its events, behind those of another, once."""
    paths = []
    for name in ("a", "b"):
        table = tmp_path / f"{name}.csv"
        table.write_text(
            f"date,source,target,code\n2023-03-14,KEN,TZA,112\n2023-03-1{len(paths)},UGA,{name},190\n"
        )
        with open_ledger(tmp_path / name) as ledger:
            _import(ledger, table)
        paths.append(tmp_path / name)
    merged(tmp_path / "my", *paths, paths[0])
    with open_ledger(tmp_path / "my") as my:
        assert [row["first"] for row in my.read("SELECT first FROM imports ORDER BY number")] == [1, 3]
        assert len(list(my.read("SELECT 1 FROM imported_events"))) == 4


def test_plans_and_verdicts_come_over(tmp_path: Path) -> None:
    """Each once, with the time at which it was laid down."""
    one, two = (filled(tmp_path / name, coded()) for name in ("a", "b"))
    with open_ledger(one) as first, open_ledger(two) as second:
        laid = [lay_plan(ledger, "{}", (None, "that it falls"), "0.1.0") for ledger in (first, second)]
        add_ruling(first, Ruling("cannot tell", "{}", "Anna", plan=laid[0].digest))
    merged(tmp_path / "my", one, two)
    with open_ledger(tmp_path / "my") as my:
        assert [(row["digest"], row["laid"]) for row in my.read("SELECT * FROM plans")] == [laid[0][:2]]
        assert [row["verdict"] for row in my.read("SELECT verdict FROM verdicts")] == ["cannot tell"]


def _import(ledger: Ledger, table: Path) -> None:
    """Import *table*, which has to work."""
    assert bring(ledger, str(table), Asked(codebook="CAMEO")).events == 2
