"""The kinds of rounds. Each brings about one fault and yields what was lost: it should yield nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from quality.faults import wal
from quality.faults.adding import adding
from quality.faults.bench import (
    CODE,
    PATIENCE,
    SAYSO,
    Bench,
    copied,
    finish,
    held,
    killed,
    losses,
    remove,
    resumed,
    start,
    unlike,
)
from sayso.ledger.schema import MIGRATIONS, migrate
from sayso.ledger.store import open_ledger
from sayso.ledger.verify import verify_ledger


def code(bench: Bench) -> Iterator[str]:
    """Kill a program that codes; the next round kills the one that goes on from there."""
    path = bench.place / "killed.ledger"
    before = held(path)
    said = killed(bench, "code", CODE, path, bench.articles)
    if path.exists():
        yield from losses(path, before, bench.reference, said)
        yield from resumed(bench, path)
        if held(path) == bench.reference:
            bench.note("ledgers that were finished in spite of it")
            remove(path)


def real(bench: Bench) -> Iterator[str]:
    """Kill ``sayso code -o`` itself, model and all; then let it finish, and compare with one never killed."""
    path, whole, folder = (bench.place / name for name in ("real.ledger", "whole.ledger", "ferry"))
    if not whole.exists():
        folder.mkdir()
        for number in range(20):
            text = f"Kenya accused Tanzania of striking ferry {number}. Police arrested {number + 2} sailors."
            (folder / f"{number}.txt").write_text(f"{text}\n\nA diplomat said that talks may fail.\n" * 3)
        finish(SAYSO, "code", folder, "-o", whole)
    reference, before = held(whole), held(path)
    killed(bench, "sayso code", SAYSO, "code", folder, "-o", path)
    if path.exists():
        yield from losses(path, before, reference)
        copy = copied(path, bench.place / "resumed.ledger")
        finish(SAYSO, "code", folder, "-o", copy)
        if held(copy) != reference:
            yield "the ledger differs when resumed by sayso code"
        if held(path) == reference:
            remove(path)


def export(bench: Bench) -> Iterator[str]:
    """Kill an export: the file is the old one or the new one, and the next export writes the new one."""
    ledger, file = bench.place / "undisturbed.ledger", bench.place / "export.jsonl"
    whole = bench.place / "whole.jsonl"
    if not whole.exists():
        finish(SAYSO, "export", ledger, whole, "--as", "json")
    old = bench.chance.choice([None, b"what stood there before\n"])
    file.unlink(missing_ok=True)
    if old is not None:
        file.write_bytes(old)
    killed(bench, "sayso export", SAYSO, "export", ledger, file, "--as", "json")
    if (file.read_bytes() if file.exists() else None) not in (old, whole.read_bytes()):
        yield "the exported file is neither the old one nor the new one"
    yield from losses(ledger, bench.reference, bench.reference)
    finish(SAYSO, "export", ledger, file, "--as", "json")
    if file.read_bytes() != whole.read_bytes():
        yield "the next export writes something else"


def backup(bench: Bench) -> Iterator[str]:
    """Kill a backup while a program writes to the ledger: the copy is the old one, or a whole one."""
    path, file = bench.place / "busy.ledger", bench.place / "backup.ledger"
    remove(path)
    with start(CODE, path, bench.articles) as writing:
        _wait_for(path, writing.poll)
        before = held(file)
        killed(bench, "sayso backup", SAYSO, "backup", path, file)
        writing.wait(timeout=PATIENCE)
    yield from losses(path, bench.reference, bench.reference)
    if file.exists():
        yield from losses(file, {}, bench.reference)
        bench.note("backups replaced" if held(file) != before else "backups untouched")
        remove(file) if bench.chance.random() < 0.2 else None


def small_disk(bench: Bench) -> Iterator[str]:
    """Let the disk be full somewhere: S303 is said, what was committed is there, and the next goes on."""
    path = bench.place / "small.ledger"
    size = bench.chance.randrange(1, (bench.place / "undisturbed.ledger").stat().st_size + 100_000)
    remove(path)
    with start((*CODE[:2], "small"), path, bench.articles, size) as running:
        out, _ = running.communicate(timeout=PATIENCE)
    failed = [line for line in out.splitlines() if line.startswith("failed")]
    if (running.returncode, failed) not in ((0, []), (3, ["failed S303"])):
        yield f"a full disk ({size} bytes) ended with {running.returncode}, {out[-200:]!r}"
    bench.note("disks full" if failed else "disks large enough")
    yield from losses(path, {}, bench.reference, out.splitlines())
    yield from resumed(bench, path)


def power(bench: Bench) -> Iterator[str]:
    """Cut the power: the log loses what was not yet on the disk, or has rubbish there."""
    path, copy = bench.place / "power.ledger", bench.place / "cut.ledger"
    remove(path)
    with start(CODE, path, bench.articles) as writing:
        _wait_for(path.with_name(f"{path.name}-wal"), writing.poll)
        made = path.read_bytes()
        time.sleep(bench.chance.uniform(0, 0.3 * bench.usual["code"]))
        os.kill(writing.pid, signal.SIGSTOP)
        copied(path, copy)
        writing.kill()
        out, _ = writing.communicate(timeout=PATIENCE)
    log = copy.with_name(f"{copy.name}-wal")
    if not log.exists():
        return
    bench.note("power cut before a checkpoint" if copy.read_bytes() == made else "power cut after one")
    first = 0 if copy.read_bytes() == made else wal.committed(log.read_bytes())
    durable = wal.cut(log, first, bench.chance)
    bench.note("power cut, all on the disk" if durable else "power cut, commits lost")
    said = [line for line in out.splitlines(keepends=True) if line.endswith("\n")] if durable else []
    yield from losses(copy, {}, bench.reference, said)
    yield from resumed(bench, copy)


def together(bench: Bench) -> Iterator[str]:
    """Let two write and three read at once, and kill one of the writers."""
    path = bench.place / "shared.ledger"
    remove(path)
    finish(CODE, path, _few(bench))
    readers = [start((*CODE[:2], "read"), path, bench.usual["code"]) for _ in range(3)]
    with start(CODE, path, bench.articles) as writing:
        killed(bench, "code", CODE, path, bench.articles)
        writing.communicate(timeout=PATIENCE)
    for reader in readers:
        out, _ = reader.communicate(timeout=PATIENCE)
        if reader.returncode or out != "whole\n":
            yield f"a reader left with {reader.returncode}: {out}"
    if writing.returncode:
        yield f"the other writer left with {writing.returncode}"
    with open_ledger(path) as ledger:
        yield from (f"damaged: {one.what}" for one in verify_ledger(ledger)[1])
        digests = {row[0] for row in ledger.read("SELECT digest FROM codings")}
        if digests != {row[4] for row in bench.reference["codings"]}:
            yield "two writers and an undisturbed run differ"


def _few(bench: Bench) -> Path:
    folder = bench.place / "few"
    if not folder.exists():
        folder.mkdir()
        for one in sorted(bench.articles.iterdir())[:3]:
            (folder / one.name).write_bytes(one.read_bytes())
    return folder


def migration(bench: Bench) -> Iterator[str]:
    """Kill the program that first opens a ledger of schema 1: the old version or the new is there, whole."""
    path, old = bench.place / "migrated.ledger", bench.place / "old.ledger"
    if not old.exists():
        _make_old(bench, old)
    copied(old, path)
    killed(bench, "sayso show", SAYSO, "show", path, "--runs")
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version not in (1, len(MIGRATIONS)):
        yield f"the migration stopped at schema {version}"
    bench.note(f"migrations {'done' if version > 1 else 'undone'}")
    yield from losses(path, bench.reference, bench.reference)


def _make_old(bench: Bench, old: Path) -> None:
    """Make a ledger of schema 1 with what the undisturbed one holds."""
    source = bench.place / "undisturbed.ledger"
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        migrate(connection, 1)
        connection.execute("COMMIT")
        connection.execute("ATTACH ? AS whole", (str(source),))
        for (name,) in connection.execute(
            "SELECT name FROM main.sqlite_master WHERE sql LIKE 'CREATE TABLE%STRICT'"
        ).fetchall():
            columns = ", ".join(
                f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({name})")
            )
            connection.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM whole.{name}")


def review(bench: Bench) -> Iterator[str]:
    """Kill a program that decides about rows; the next round kills the one that goes on from there."""
    path = bench.place / "reviewed.ledger"
    if not path.exists():
        copied(bench.place / "undisturbed.ledger", path)
    before = held(path)["decisions"]
    said = killed(bench, "review", ("-m", "quality.faults.child", "review"), path)
    yield from unlike(path, bench)
    after = held(path)["decisions"]
    if after[: len(before)] != before:
        yield "decisions that were there are lost"
    if len(after) not in (len(before) + len(said), len(before) + len(said) + 1):
        yield f"{len(said)} decisions were said to be kept, {len(after) - len(before)} are there"
    bench.note(f"reviews killed {'after' if said else 'before'} a decision")
    if bench.chance.random() < 0.3:
        remove(path)


def importing(bench: Bench) -> Iterator[str]:
    """Kill ``sayso import``: all events are there or none, and the next import brings them all."""
    path, file = bench.place / "imported.ledger", bench.place / "events.csv"
    if not file.exists():
        lines = (f"2019-{1 + number % 12:02}-01,KEN GOV,TZA,036,r{number}\n" for number in range(30_000))
        file.write_text("day,source,target,code,report\n" + "".join(lines))
    copied(bench.place / "undisturbed.ledger", path)
    killed(bench, "sayso import", SAYSO, "import", path, file)
    for again in (False, True):
        if again:
            finish(SAYSO, "import", path, file)
        yield from unlike(path, bench)
        count = len(held(path)["imported_events"])
        if count not in ((30_000,) if again else (0, 30_000)):
            yield f"{count} of 30,000 events were imported"
        bench.note(f"imports {'done' if count else 'undone'}") if not again else None


def _wait_for(path: Path, ended: Callable[[], int | None]) -> None:
    while not path.exists() and ended() is None:
        time.sleep(0.002)


class Kind(NamedTuple):
    """A kind of round, and how many of a hundred rounds are of it."""

    name: str
    share: int
    run: Callable[[Bench], Iterator[str]]


KINDS = (
    Kind("code", 18, code),
    Kind("real", 6, real),
    Kind("export", 12, export),
    Kind("backup", 8, backup),
    Kind("small disk", 8, small_disk),
    Kind("power", 10, power),
    Kind("together", 6, together),
    Kind("migration", 6, migration),
    Kind("review", 8, review),
    Kind("import", 8, importing),
    Kind("add", 10, adding),
)
