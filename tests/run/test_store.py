"""A shard from an object store into one: over S3, as PyArrow speaks it, with a server of our own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import unquote

import pytest

from sayso.ledger.merge import merge
from sayso.ledger.parted.counting import parted_events
from sayso.ledger.store import open_ledger
from sayso.problems import Failure
from sayso.read.objects import Found, copied, name_of, objects_in
from sayso.run import serial, spread
from sayso.run.serial import code_sources
from sayso.run.spread import Done, Spreading
from sayso.settings import Settings

from . import stub
from .bucket import Server, serving
from .here import STAGES, Here
from .test_parallel import STORY, contents, files

pytest.importorskip("pyarrow", reason="PyArrow is not installed: pip install 'sayso[ray]'")
pytest.importorskip("duckdb")

ODD = ["a b.txt", "a%20b.txt", "a?b.txt", "a#b.txt", "a&b=c.txt", "[a].txt", "ü.txt"]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Return a store with two buckets, to which the environment points, as a user's would."""
    with serving("news", "coded") as server:
        said = {"ENDPOINT_URL": server.address, "DEFAULT_REGION": "us-east-1"}
        said |= {"ACCESS_KEY_ID": "me", "SECRET_ACCESS_KEY": "mine", "EC2_METADATA_DISABLED": "true"}
        for name, value in said.items():
            monkeypatch.setenv(f"AWS_{name}", value)
        monkeypatch.setattr(spread, "_stages", Here)
        monkeypatch.setattr(spread, "_cluster", lambda _: nullcontext(1))
        yield server


def run(names: list[str], folder: str) -> list[Done]:
    """Return what becomes of *names* with the stub for the stages, three articles a part."""
    return list(spread.spread(names, Settings(), folder, Spreading(1, 3, "", STAGES)))


def inputs(folder: Path) -> list[str]:
    """Write a table and some articles, one called so that its name has to be quoted; return their names."""
    made = files(folder, [STORY, STORY * 2])
    (folder / "010 and more.txt").write_text(STORY * 3)
    rows = [json.dumps({"id": f"row{number}", "text": STORY * number}) for number in range(5)]
    (folder / "020.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    return [*made, str(folder / "010 and more.txt"), str(folder / "020.jsonl.gz")]


def rows_of(path: Path, folder: str) -> dict[str, list[dict[str, object]]]:
    """Return every row of the ledger at *path*, with addresses as they are within *folder*."""
    with open_ledger(path) as ledger:
        found = contents(ledger)
    for row in [one for name in ("sources", "problems") for one in found[name]]:
        key = "address" if "address" in row else "where"
        row[key] = unquote(str(row[key])).removeprefix(folder)
    return found


def test_a_bucket_gives_the_ledger_of_a_folder(
    store: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From store to store, merged from there: row by row what one process makes of the same files on disk."""
    here = inputs(tmp_path / "in")
    store.files |= {f"news/2019/{Path(name).name}": Path(name).read_bytes() for name in here}
    found = run(["s3://news/2019/"], "s3://coded/2019")
    assert all(one.part for one in found)
    monkeypatch.setattr(serial, "process", stub.process_badly)
    with open_ledger(tmp_path / "one") as ledger:
        assert list(code_sources(here, Settings(), stub.RESOURCES, ledger))
    with open_ledger(tmp_path / "two") as ledger:
        (came,) = merge(ledger, ["s3://coded/2019/"])
        assert came.problems == ()
        assert len(list(ledger.read("SELECT * FROM finishes"))) == 1
    two = rows_of(tmp_path / "two", "s3://news/2019/")
    assert two == rows_of(tmp_path / "one", f"{tmp_path}/in/")
    assert two["events"]
    assert not [name for name in store.files if "_begun" in name]
    assert [one.known for one in run(["s3://news/2019/"], "s3://coded/2019")] == [True, True]
    assert len(parted_events("s3://coded/2019", "mentions").days) == len(two["events"])


def test_names_that_have_to_be_quoted_are_found_again(store: Server, tmp_path: Path) -> None:
    """What a listing names can be opened by its address, whatever signs are in the name."""
    store.files |= {f"news/odd/{name}": name.encode() for name in ODD}
    found = [one for one in objects_in("s3://news/odd/") if isinstance(one, Found)]
    read = [copied(one.address, tmp_path).read_bytes().decode() for one in found]
    assert sorted(read) == sorted(ODD)
    assert sorted(name_of(one.address) for one in found) == sorted(ODD)
    told = [one for one in objects_in("s3://news/odd?region=eu-west-1") if isinstance(one, Found)]
    assert [one.address for one in told] == [f"{one.address}?region=eu-west-1" for one in found]


def test_a_store_that_does_not_take_parts_is_told_at_once(store: Server, tmp_path: Path) -> None:
    """S721 and its address, before anything is coded: no bucket, no right, options in the address."""
    here = inputs(tmp_path / "in")
    for folder, reason in {
        "s3://other/2019": "Bucket 'other' not found",
        "s3://coded/2019?region=eu-west-1": "options behind",
    }.items():
        with pytest.raises(Failure, match=reason) as told:
            run(here, folder)
        assert (told.value.problem.code, told.value.problem.where) == ("S721", folder)
    store.broken = {"": (403, "AccessDenied")}
    for names, folder in ((here, "s3://coded/2019"), (["s3://news/"], str(tmp_path / "out"))):
        with pytest.raises(Failure, match=r"S721 s3://.*ACCESS_DENIED"):
            run(names, folder)
    assert store.files == {}


def test_what_a_store_does_not_give_is_read_another_time(store: Server, tmp_path: Path) -> None:
    """S723 names it, and the same command codes it; a file that nobody may read is a problem of its own."""
    for name in inputs(tmp_path / "in"):
        store.files[f"news/2019/{Path(name).name}"] = Path(name).read_bytes()
    names = [f"s3://news/2019/{name}" for name in ("000.txt", "020.jsonl.gz")]
    store.broken = {"news/2019/020": (400, "ExpiredToken"), "news/2019/000": (403, "AccessDenied")}
    found = run(["s3://news/2019/"], str(tmp_path / "out"))
    problems = [one for done in found for one in done.problems if one.code in ("S721", "S723")]
    assert [one.code for one in problems] == ["S721", "S723"]
    assert problems[0].where == names[0]
    assert names[1] in problems[1].what
    assert "cannot be read" in problems[1].what
    store.broken.clear()
    again = run(["s3://news/2019/"], str(tmp_path / "out"))
    assert [one.known for one in again] == [True, False, False]
    assert sum(one.articles + one.failed for one in again) == 5


def test_a_password_in_an_address_is_refused(store: Server) -> None:
    """It would stand in every row: the message does not show it either."""
    with pytest.raises(Failure, match=r"S721 s3://\.\.\.: ") as told:
        list(objects_in("s3://me:mine@news/2019"))
    assert "mine" not in str(told.value)
