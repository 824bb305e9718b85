"""Every importer, and whole files of each kind for it: ``quality.fuzz`` breaks them, too.

Whatever a file is, it comes in, or is a numbered problem; the ledger is whole afterwards, and gives back what
came in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from quality.seeds import packed
from sayso.ledger.content import contents
from sayso.ledger.export import export
from sayso.ledger.imports.bring import bring
from sayso.ledger.imports.reviews import bring_reviews
from sayso.ledger.store import open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.ledger.watch.listfile import read as read_list
from sayso.problems import Failure
from sayso.read.source import make_source
from sayso.read.tables.table import NOTHING
from tests.ledger.support import filled
from tests.read.tables.support import ACLED, ARREST, ICEWS, POLECAT, UCDP, gdelt_line, lines

Check = Callable[[bytes], None]
Reader = tuple[Check, tuple[bytes, ...]]
CODER = {"Event ID": "8", "Event Date": "2019-03-26", "Event Type": "COERCE", "Actor Country": "TZA"}
RAID = {"event_id_cnty": "KEN1", "event_date": "26 March 2019", "event_type": "Battles", "actor1": "Police"}
CLASH = {"id": "4", "type_of_violence": "1", "side_a": "Government of Kenya", "date_start": "2019-03-26"}
KEDS = "date\tsource\ttarget\tcode\n990326\tKEN\tTZA\t173\n"
FOLLOWED = '[[follow]]\nname = "the lake"\npair = ["KEN", "TZA"]\ntype = "COERCE"\n'
BLANK, FILLED = "blank", "filled"


def of_import(name: str, ledger: str = BLANK, **said: object) -> Check:
    """Return what imports a file called *name* into a ledger and looks whether that is whole afterwards."""

    def check(data: bytes) -> None:
        with TemporaryDirectory() as folder:
            path = _file(Path(folder, name), data)
            with open_ledger(_file(Path(folder, "my.ledger"), _ledger(ledger))) as opened:
                try:
                    found = bring(opened, str(path), NOTHING._replace(**said))  # type: ignore[arg-type]
                except Failure:
                    return
                assert found.events or found.articles or found.problems or found.again
                assert verify_ledger(opened)[1] == ()
                assert all(held.article.text is not None for held in contents(opened))

    return check


def of_review(name: str) -> Check:
    """Return what takes a file of an annotation tool for a reviewer's decisions about its article."""

    def check(data: bytes) -> None:
        with TemporaryDirectory() as folder:
            path = _file(Path(folder, name), data)
            with open_ledger(_file(Path(folder, "my.ledger"), _ledger(FILLED))) as opened:
                try:
                    bring_reviews(opened, path, "Anna")
                except Failure:
                    return
                assert verify_ledger(opened)[1] == ()
                assert list(contents(opened.as_reviewed()))

    return check


def of_list(data: bytes) -> None:
    """See that a list of what somebody follows is read, or refused."""
    with suppress(Failure):
        read_list(make_source("list.toml", data), lambda name: name or None)


def importers() -> Mapping[str, Reader]:
    """Return every importer by name, with whole files of its kind."""
    tables = {
        "gdelt": (gdelt_line(actor1code="KEN", actor2code="TZA") * 3, gdelt_line(1, actor1code="KENGOV") * 2),
        "icews": (lines(ICEWS, [ARREST, ARREST]),),
        "polecat": (lines(POLECAT, [CODER, CODER]),),
        "acled": (lines(ACLED, [RAID], ","), lines(ACLED, [RAID], ";")),
        "ucdp": (lines(UCDP, [CLASH], ","),),
        "keds": (KEDS, KEDS.partition("\n")[2] * 3),
    }
    found: dict[str, Reader] = {
        name: (of_import("a.txt"), (*(one.encode() for one in some), packed(some[0].encode())))
        for name, some in tables.items()
    }
    columns = {"columns": {"day": "date", "source": "source", "code": "code"}, "codebook": "CAMEO"}
    found["tidy"] = (of_import("a.csv", **columns), (KEDS.encode(), KEDS.replace("\t", ",").encode()))
    for name in ("json", "labelstudio", "doccano", "plover"):
        found[f"{name} codings"] = (of_import("a.json"), (_exported(name),))
    for name in ("labelstudio", "doccano"):
        edited = _exported(name).replace(b"COERCE", b"ASSAULT").replace(b"certain", b"possible")
        found[f"{name} reviews"] = (of_review("a.json"), (_exported(name), edited))
    found["parquet"] = (of_import("a.parquet", **columns), (_parquet(),))
    found["list"] = (of_list, (FOLLOWED.encode(),))
    return found


@cache
def _ledger(kind: str) -> bytes:
    """Return the bytes of a ledger, blank or filled with an article."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "my.ledger")
        if kind == FILLED:
            filled(path)
        with open_ledger(path) as opened:
            opened.connection.execute("PRAGMA journal_mode = DELETE")
        return path.read_bytes()


@cache
def _exported(name: str) -> bytes:
    """Return a file of the hand-built article in the format called *name*."""
    with TemporaryDirectory() as folder:
        path, out = Path(folder, "my.ledger"), Path(folder, "out")
        path.write_bytes(_ledger(FILLED))
        with open_ledger(path) as opened:
            export(opened, out, name)
        return (out / "tasks.json" if out.is_dir() else out).read_bytes()


@cache
def _parquet() -> bytes:
    """Return a Parquet file of two events."""
    import duckdb

    with TemporaryDirectory() as folder:
        path = Path(folder, "a.parquet")
        rows = "(VALUES ('2019-03-26', 'KEN', 'TZA', '173'), ('2019-03-27', 'TZA', 'KEN', '036'))"
        duckdb.sql(
            f"COPY (SELECT * FROM {rows} AS t(date, source, target, code)) TO '{path}' (FORMAT parquet)"
        )
        return path.read_bytes()


def _file(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
