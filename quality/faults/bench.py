"""What every round needs: articles, the ledger of an undisturbed run, programs to kill, looking after."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sayso.ledger.schema import NAMES
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure

ROOT = Path(__file__).resolve().parents[2]
OF_A_RUN = {"runs", "finishes"}  # differ between a run that was resumed and one that was not
SAYSO = ("-c", "from sayso.show.cli.main import main; main()")
CODE = ("-m", "quality.faults.child", "code")
PATIENCE = 1200  # seconds: a program that takes long on a busy machine has lost nothing
BESIDE = ("", "-wal", "-journal")  # the files of a database that outlive a program

Contents = Mapping[str, Sequence[Sequence[object]]]


@dataclass
class Bench:
    """A place to work in: ``articles`` to code, and ``reference``, what an undisturbed run writes of them."""

    place: Path
    chance: random.Random
    articles: Path
    reference: Contents
    notes: dict[str, int] = field(default_factory=dict)
    usual: dict[str, float] = field(default_factory=dict)  # seconds that a kind of program lives

    def note(self, what: str) -> None:
        """Count that *what* happened, so that the report tells what the rounds have met."""
        self.notes[what] = self.notes.get(what, 0) + 1


def bench_in(place: Path, seed: int, articles: int = 60) -> Bench:
    """Return a bench in the folder *place* with so many invented *articles*."""
    folder = invented(place / "articles", articles)
    started = time.monotonic()
    finish(CODE, place / "undisturbed.ledger", folder)
    usual = {"code": time.monotonic() - started}
    with open_ledger(place / "undisturbed.ledger") as ledger:
        reference = contents(ledger)
    return Bench(place, random.Random(seed), folder, reference, usual=usual)


def invented(folder: Path, count: int) -> Path:
    """Return *folder* with *count* short articles in it, some alike, some empty, some long."""
    folder.mkdir(parents=True)
    for number in range(count):
        lines = (
            f"The minister spoke to reporters on day {number - number % 7} of the talks, and said that"
            f" party {line} would come to the next meeting."
            for line in range(number % 9 if number % 20 else 150)
        )
        (folder / f"{number:03}.txt").write_text("\n\n".join(lines))
    return folder


def start(command: Sequence[str], *arguments: object) -> subprocess.Popen[str]:
    """Start a program of ours."""
    whole = [sys.executable, *command, *(str(one) for one in arguments)]
    return subprocess.Popen(whole, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def finish(command: Sequence[str], *arguments: object) -> list[str]:
    """Run a program of ours undisturbed; return the lines it wrote. Raises RuntimeError where it fails."""
    with start(command, *arguments) as running:
        out, _ = running.communicate(timeout=PATIENCE)
    if running.returncode:
        raise RuntimeError(f"{command} {arguments} left with {running.returncode}: {out[-500:]}")
    return out.splitlines()


def killed(bench: Bench, name: str, command: Sequence[str], *arguments: object) -> list[str]:
    """Start a program, kill it at a random moment, and return the lines that it had written.

    How long those called *name* live is learnt from those that were done before the kill.
    """
    usual = bench.usual.setdefault(name, 1.0)
    began = time.monotonic()
    with start(command, *arguments) as running:
        with suppress(subprocess.TimeoutExpired):
            running.wait(bench.chance.uniform(0.2, 1.05) * usual)
        lived = time.monotonic() - began
        running.kill()
        out, _ = running.communicate(timeout=PATIENCE)
    done = running.returncode >= 0
    bench.usual[name] = lived if done else usual * 1.01
    bench.note(f"{name} {'done before the kill' if done else 'killed'}")
    return [line for line in out.splitlines(keepends=True) if line.endswith("\n")]


def contents(ledger: Ledger) -> Contents:
    """Return all that *ledger* holds, save which run it was that added it."""
    found = {}
    for name in NAMES:
        if name not in OF_A_RUN:
            rows = ledger.read(f"SELECT * FROM {name} ORDER BY number")
            found[name] = [tuple(row[one] for one in row.keys() if one != "run_id") for row in rows]  # noqa: SIM118
    return found


def losses(path: Path, earlier: Contents, reference: Contents, said: Sequence[str] = ()) -> Iterator[str]:
    """Yield what the ledger at *path* has lost of what it held *earlier* or was *said* to be committed in it.

    And what it holds that an undisturbed run does not, and what of it is damaged or half there.
    """
    try:
        with open_ledger(path) as ledger:
            yield from (f"damaged: {one.what}" for one in verify_ledger(ledger)[1])
            now = contents(ledger)
            known = {row[0] for row in ledger.read("SELECT address FROM sources")}
            known |= {row[0] for row in ledger.read('SELECT "where" FROM problems')}
    except Failure as failure:
        yield f"cannot be read: {failure.problem.what}"
        return
    for name, rows in now.items():
        if rows[: len(earlier.get(name, ()))] != list(earlier.get(name, ())):
            yield f"{name} lost rows that were there"
        if rows != reference[name][: len(rows)]:
            yield f"{name} holds rows that an undisturbed run does not write"
    committed = {line.split(maxsplit=1)[1].strip() for line in said if line.startswith(("coded ", "known "))}
    yield from (f"{one} was committed and is not there" for one in committed - known)


def resumed(bench: Bench, path: Path, command: Sequence[str] = CODE) -> Iterator[str]:
    """Yield how a copy of the ledger at *path* differs from an undisturbed run, once it was resumed."""
    copy = copied(path, bench.place / "resumed.ledger")
    finish(command, copy, bench.articles)
    with open_ledger(copy) as ledger:
        yield from (f"damaged when resumed: {one.what}" for one in verify_ledger(ledger)[1])
        now = contents(ledger)
    yield from (f"{name} differs when resumed" for name in now if now[name] != bench.reference[name])


def copied(path: Path, copy: Path) -> Path:
    """Return *copy*, where all files of the database at *path* now lie as well, and no others."""
    remove(copy)
    for suffix in BESIDE:
        if (one := path.with_name(path.name + suffix)).exists():
            shutil.copyfile(one, copy.with_name(copy.name + suffix))
    return copy


def remove(path: Path) -> None:
    """Remove all files of the database at *path*."""
    for suffix in (*BESIDE, "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def held(path: Path) -> Contents:
    """Return what the ledger at *path* holds, nothing where there is none."""
    if not path.exists():
        return {}
    with open_ledger(path) as ledger:
        return contents(ledger)


def unlike(path: Path, bench: Bench) -> Iterator[str]:
    """Yield what is damaged in the ledger at *path*, and what it has lost of what was coded."""
    with open_ledger(path, create=False) as ledger:
        yield from (f"damaged: {one.what}" for one in verify_ledger(ledger)[1])
    now = held(path)
    yield from (f"{name} differs" for name, rows in bench.reference.items() if rows and now[name] != rows)
