"""``sayso shard``, and what commands make of what it wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.invented import articles
from sayso.run.spread import PART
from sayso.show.cli.shard import shard as command
from tests.ledger.support import RUN

from .support import codes, sayso

pytest.importorskip("pyarrow", reason="PyArrow is not installed: pip install 'sayso[ray]'")
pytest.importorskip("duckdb")
pytest.importorskip("statsmodels.tsa.api")

from tests.ledger.test_parted import ledger_of, parted

CLAIM = """
claim = "The ferries will be struck more often."
pairs = [["{0}", "{1}"]]
quad = "material-conflict"
direction = "up"
exposed = "2018-01-01"
horizons = [12]
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a shard in parts of invented articles, and the ledger of the same."""
    folder = tmp_path_factory.mktemp("shard")
    some = list(articles(60))
    shard = parted(folder / "shard", [some[:20], some[20:45], some[45:]])
    return shard, ledger_of(folder / "whole", [(RUN, some, True)])


@pytest.fixture(scope="module")
def pair(both: tuple[Path, Path]) -> tuple[str, str]:
    """Return the two countries between which most happens."""
    result = sayso("series", both[1], "--unit", "year", "--json")
    rows = [json.loads(line) for line in result.out.splitlines()]
    totals: dict[tuple[str, str], int] = {}
    for row in rows:
        totals[row["source"], row["target"]] = totals.get((row["source"], row["target"]), 0) + row["n"]
    return max(totals, key=lambda one: min(totals[one], totals.get(one[::-1], 0)))


def test_counting_verbs_say_the_same(both: tuple[Path, Path], pair: tuple[str, str]) -> None:
    """Of the shard and of the ledger that it makes: the same numbers, at every level."""
    between = ("--pair", ":".join(pair))
    commands: list[tuple[Any, ...]] = [
        *(
            ("series", *between, "--unit", "month", "--level", one)
            for one in ("mentions", "reports", "stories")
        ),
        ("reciprocity", *between, "--lags", "1"),
        ("breaks", *between, "--unit", "quarter"),
        ("audit",),
        ("audit", "--against", both[1]),
    ]
    for name, *options in commands:
        of_shard, of_ledger = (sayso(name, one, *options, "--json") for one in both)
        assert of_ledger.out, of_ledger.err
        assert (of_shard.out, of_shard.code) == (of_ledger.out, of_ledger.code)


def test_power_says_the_same(both: tuple[Path, Path], pair: tuple[str, str]) -> None:
    """Which effects could be seen does not depend on where the events lie."""
    of_shard, of_ledger = (sayso("power", one, *pair, "--json") for one in both)
    assert of_ledger.out, of_ledger.err
    assert of_shard.out == of_ledger.out


def test_verdicts_are_the_same(both: tuple[Path, Path], pair: tuple[str, str], tmp_path: Path) -> None:
    """A claim is tested by a shard, and compared over a shard and its ledger."""
    claims = [tmp_path / f"{name}.toml" for name in ("shard", "ledger")]
    found = []
    for claim, data in zip(claims, both, strict=True):
        claim.write_text(CLAIM.format(*pair))
        result = sayso("test", claim, "--data", data, "--json")
        assert result.code == 0, result.err
        found.append(json.loads(result.out)["verdict"])
    assert found[0] == found[1]
    assert found[0]["tests"]
    result = sayso("compare", claims[0], *both, "--json")
    assert result.code == 0, result.err


def test_merge_takes_a_shard_in_parts(both: tuple[Path, Path], tmp_path: Path) -> None:
    """Beside ledgers; a part that is broken is told, and the exit code tells too."""
    shard, ledger = both
    result = sayso("merge", tmp_path / "my", shard, ledger)
    assert result.code == 0
    assert "2 of 2 shards are in" in result.err
    assert "60 articles" in result.err
    assert sayso("show", tmp_path / "my", "--json").out == sayso("show", ledger, "--json").out
    (tmp_path / "empty").mkdir()
    result = sayso("merge", tmp_path / "my", tmp_path / "empty")
    assert (result.code, codes(result.err)) == (3, ["S724"])


def test_a_folder_without_parts_is_no_data(tmp_path: Path) -> None:
    """S724, and the exit code of wrong usage."""
    result = sayso("series", tmp_path, "--pair", "USA:PAK")
    assert (result.code, codes(result.err)) == (2, ["S724"])


def test_shard_codes_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article: Path) -> None:
    """What is there is not coded again; inputs that cannot be coded are told."""
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'sayso[ray]'")
    from sayso.run import spread
    from tests.run.test_spread import Here

    def nobody(_: object) -> Iterator[int]:
        yield 1

    from contextlib import contextmanager

    monkeypatch.setattr(spread, "_stages", Here)
    monkeypatch.setattr(spread, "_cluster", contextmanager(nobody))
    out = tmp_path / "out"
    result = sayso("shard", article, tmp_path / "missing.txt", "-o", out, "--jobs", "2", "--part", "9")
    assert (result.code, codes(result.err)) == (3, ["S101"])
    assert "1 article coded" in result.err
    assert "in 1 part" in result.err
    result = sayso("shard", article, tmp_path / "missing.txt", "-o", out, "--part", "9")
    assert (result.code, result.out) == (0, "")
    assert "1 unit of inputs had been coded" in result.err
    result = sayso("merge", tmp_path / "my", out)
    assert result.code == 0
    sayso("code", article, "-o", tmp_path / "straight")
    shown = [sayso("show", tmp_path / name, "--json").out for name in ("my", "straight")]
    assert shown[0] == shown[1]
    assert shown[0]
    result = sayso("shard", "-", "-o", out)
    assert (result.code, codes(result.err)) == (2, ["S725"])


def test_the_command_cuts_as_the_library_does() -> None:
    """Parts of one size, so that each goes on with what the other began."""
    assert [one.default for one in command.params if one.name == "most"] == [PART]
