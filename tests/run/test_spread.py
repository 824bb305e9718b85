"""Coding with Ray: what two workers write is the ledger of one process, and a lost worker loses nothing."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from sayso.ledger.merge import merge
from sayso.ledger.parted.folder import Folder
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure
from sayso.run import serial, spread
from sayso.run.serial import code_sources
from sayso.run.spread import Done, Spreading
from sayso.settings import Settings

from . import stub
from .here import STAGES, Here
from .test_parallel import STORY, contents, files

pytest.importorskip("ray.data", reason="Ray is not installed: pip install 'sayso[ray]'")
pytest.importorskip("duckdb")


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    """Start Ray with two workers, once for all tests."""
    import ray

    os.environ.update(RAY_USAGE_STATS_ENABLED="0", RAY_BACKEND_LOG_LEVEL="fatal")
    ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False)
    yield
    ray.shutdown()


def run(names: Sequence[str], folder: str | Path, jobs: int = 2) -> list[Done]:
    """Return what becomes of *names* with the stub for the stages, three articles a part."""
    return list(spread.spread(names, Settings(), str(folder), Spreading(jobs, 3, "", STAGES)))


def serially(names: Sequence[str], path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """Return the ledger that one process makes of *names*."""
    monkeypatch.setattr(serial, "process", stub.process_badly)
    ledger = open_ledger(path)
    assert list(code_sources(names, Settings(), stub.RESOURCES, ledger))
    return ledger


@pytest.fixture
def names(tmp_path: Path) -> list[str]:
    """Return articles in files, in a table and in a crawl, some of them alike; one ends its worker, once."""
    several = [STORY * (number % 4) for number in range(6)]
    folder = files(tmp_path / "in", [*several, f"killed {tmp_path / 'mark'}\n{STORY}"])
    rows = [json.dumps({"id": f"row{number}", "text": STORY * number}) for number in range(7)]
    table = tmp_path / "table.jsonl.gz"
    table.write_bytes(gzip.compress("\n".join(rows).encode()))
    page = f"<html><body><p>{STORY}</p><p>{STORY * 2}</p></body></html>"
    head = "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://lake.example/a\r\n"
    crawl = tmp_path / "crawl.warc"
    crawl.write_text(f"{head}Content-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n{page}\r\n\r\n")
    return [*folder, str(tmp_path / "missing.txt"), str(table), str(crawl), folder[1]]


def test_a_killed_worker_loses_nothing(
    names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Merged, the parts are row by row the serial ledger; a lost part is coded again, and nothing else is."""
    found = run(names, tmp_path / "out")
    assert (tmp_path / "mark").exists()
    assert [one for one in found if not one.part] == []
    with serially(names, tmp_path / "one", monkeypatch) as one, open_ledger(tmp_path / "two") as two:
        (came,) = merge(two, [tmp_path / "out"])
        assert came.problems == ()
        assert contents(two) == contents(one)
        assert contents(one)["events"]
        assert len(list(two.read("SELECT * FROM finishes"))) == 1
        assert verify_ledger(two)[1] == ()
    parts = sorted((tmp_path / "out").glob("run=*/part-*"))
    assert {path.name for path in parts} == {one.part for one in found}
    lost = parts[3]
    before = {path: path.read_bytes() for path in parts}
    lost.unlink()
    again = run(names, tmp_path / "out")
    assert [one.part for one in again if one.part] == [lost.name]
    assert sum(one.known for one in again) == len({path.name[:11] for path in parts}) - 1
    kept = {path: path.read_bytes() for path in parts if path != lost}
    assert kept == {path: data for path, data in before.items() if path != lost}


def test_what_ends_every_worker_is_told_and_the_rest_is_coded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S723 names the articles of the part that is missing; a fault of sayso tells what it was."""
    monkeypatch.setattr(spread, "_stages", Here)
    names = files(tmp_path / "in", [*[STORY] * 6, "fault\n" + STORY])
    noted = spread.begin

    def begun_before(folder: Folder, name: str) -> int:
        """Note what two workers that were lost had noted, for one part."""
        if name.startswith("part-000001-"):
            assert [noted(folder, name) for _ in range(2)] == [1, 2]
        return noted(folder, name)

    monkeypatch.setattr(spread, "begin", begun_before)
    found = run(names, f"file://{tmp_path}/out")
    assert [one.part[:11] for one in found if one.part] == ["part-000000"]
    lost, fault = [problem for one in found if not one.part for problem in one.problems]
    assert [lost.code, fault.code] == ["S723", "S723"]
    assert names[3] in lost.what
    assert "it has ended 2 workers" in lost.what
    assert "a fault of the stub" in fault.what
    assert [path.name for path in (tmp_path / "out").glob("run=*/*")] == [found[0].part]
    monkeypatch.setattr(spread, "begin", noted)
    Path(names[6]).write_text(STORY)
    again = run(names, f"file://{tmp_path}/out")
    assert [one.part[:11] for one in again if one.part] == ["part-000001", "part-000002"]
    assert [one.known for one in again] == [True, False, False]
    with open_ledger(tmp_path / "my") as ledger:
        (came,) = merge(ledger, [tmp_path / "out"])
        assert came.problems == ()
        assert len(contents(ledger)["readings"]) == 7


def test_without_ray_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """S720 names the library that is missing."""
    monkeypatch.setattr(spread, "find_spec", lambda _: None)
    with pytest.raises(Failure, match="S720"):
        run([], tmp_path / "out")


def test_ray_that_cannot_be_reached_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """S726, and nothing is written."""
    import ray

    def refuse(**_: object) -> None:
        raise ConnectionError("nobody answers at this address")

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", refuse)
    how = Spreading(2, 3, "10.0.0.1:6379", STAGES)
    with pytest.raises(Failure, match=r"S726 10\.0\.0\.1:6379: .*nobody answers"):
        list(spread.spread(files(tmp_path / "in", [STORY]), Settings(), str(tmp_path / "out"), how))
