"""``sayso diff``: the same gives the same, and what differs is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.ledger.store import open_ledger

from .support import codes, rows_of, sayso

LIST = "- id: police\n  code: KEN COP\n  names: Tanzania\n"


@pytest.fixture(scope="module")
def other(article: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of the article, coded with a list of actors that makes a difference."""
    folder = tmp_path_factory.mktemp("other")
    (folder / "mine.yaml").write_text(LIST)
    assert sayso("code", article, "--actors", folder / "mine.yaml", "-o", folder / "my.ledger").code == 0
    return folder / "my.ledger"


def test_coding_twice_gives_the_same_digests(ledger: Path, article: Path, tmp_path: Path) -> None:
    """The same article, version and settings give the same rows, byte for byte, and diff finds nothing."""
    again = tmp_path / "again.ledger"
    sayso("code", article, "-o", again)
    with open_ledger(ledger) as one, open_ledger(again) as two:
        digests = [[row[0] for row in each.read("SELECT digest FROM codings")] for each in (one, two)]
    assert digests[0] == digests[1] != []
    result = sayso("diff", ledger, again)
    assert (result.code, result.out, result.err) == (0, "", "1 article compared: nothing differs.\n")


def test_what_differs_is_told_with_its_cause(ledger: Path, other: Path) -> None:
    """The list of actors is the cause, and the row that it brought stands beside that of sayso."""
    result = sayso("diff", ledger, other)
    assert result.code == 1
    assert "why: settings: actors is" in result.out
    assert "actor_row: countries/TZA#names" in result.out
    assert "mine/police" in result.out
    assert "1 of 1 article differ" in result.err


def test_differences_as_json(ledger: Path, other: Path) -> None:
    """One object an article has causes, rows and fields."""
    result = sayso("diff", ledger, other, "--json")
    (found,) = map(json.loads, result.out.splitlines())
    assert [one["what"] for one in found["causes"]] == ["settings: actors"]
    assert {"name", "a", "b", "by_a", "by_b"} == set(found["rows"][0]["fields"][0])


def test_runs_are_compared(ledger: Path, article: Path, other: Path, tmp_path: Path) -> None:
    """Two runs of one ledger differ as two ledgers do."""
    both = tmp_path / "both.ledger"
    sayso("code", article, "-o", both)
    sayso("code", article, "--actors", other.with_name("mine.yaml"), "-o", both)
    runs = [row["id"][:8] for row in rows_of(sayso("show", both, "--runs").out)]
    result = sayso("diff", both, "--runs", *runs)
    assert (result.code, result.out) == (1, sayso("diff", ledger, other).out)
    assert list(codes(sayso("diff", both, "--runs", "zz", runs[0]).err)) == ["S323"]


@pytest.mark.parametrize(
    "more", [(), ("x.ledger", "--runs", "a", "b"), ("--runs", "a", "b", "--versions", "a", "b")]
)
def test_two_sides_are_needed(ledger: Path, more: tuple[str, ...]) -> None:
    """None or too many are wrong usage."""
    result = sayso("diff", ledger, *more)
    assert result.code == 2
    assert "Give a second ledger" in result.err
