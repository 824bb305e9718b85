"""``sayso series``, ``reciprocity``, ``breaks`` and ``audit``, as a shell runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest

from sayso.ledger.decisions import Draft, decide
from sayso.ledger.store import open_ledger
from tests.analyse.simulated import events
from tests.ledger.support import filled, monthly

from .support import codes, sayso

pytest.importorskip("statsmodels.tsa.api")  # it looks at standard input while it is loaded
NAMES = {"AAA": "USA", "BBB": "PAK", "CCC": "IND", "DDD": "CHN"}


def written(path: Path, rows: list[tuple[str, ...]]) -> Path:
    """Write *rows* of day, source, target and code to *path*."""
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("day", "source", "target", "code"), *rows])
    return path


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of simulated events of two years, in codes of CAMEO."""
    found = events(np.random.default_rng(1), 104, rate=1)
    columns = (found.days.tolist(), found.sources.tolist(), found.targets.tolist(), found.codes.tolist())
    rows = [(day.isoformat(), NAMES[a], NAMES[b], code) for day, a, b, code in zip(*columns, strict=True)]
    return written(tmp_path_factory.mktemp("events") / "events.csv", rows)


def asked(*names: object) -> list[dict[str, object]]:
    """Return the JSON objects that a command prints."""
    result = sayso(*names, "--json")
    assert result.code == 0, result.err
    return [json.loads(line) for line in result.out.splitlines()]


def test_a_series_is_whole_in_every_format(table: Path) -> None:
    """CSV and JSON hold the same numbers, a line for each period of both directions."""
    command = ("series", table, "--codebook", "CAMEO", "--pair", "USA:PAK", "--unit", "week")
    rows = asked(*command)
    lines = list(csv.DictReader(io.StringIO(sayso(*command, "--csv").out)))
    assert len(rows) == len(lines) == 2 * 104
    assert [str(row["n"]) for row in rows] == [line["n"] for line in lines]
    assert {row["scale"] for row in rows} == {"goldstein-keds (KEDS 1)"}
    assert rows[0]["version"].startswith("sayso ")  # type: ignore[attr-defined]


def test_a_ledger_of_imports_alone_says_how_they_are_counted(table: Path, tmp_path: Path) -> None:
    """S601 names ``--import`` where a ledger has no event of its own."""
    ledger = tmp_path / "imports.ledger"
    assert sayso("import", ledger, table, "--codebook", "CAMEO").code == 0
    result = sayso("series", ledger)
    assert result.code == 3
    assert "S601  Nothing can be counted: there is no event." in result.err
    assert "--import N" in result.err
    assert sayso("series", ledger, "--import", 1).code == 0


@pytest.mark.parametrize(("command", "code"), [("series", 1), ("breaks", 1), ("reciprocity", 3)])
def test_a_mistyped_party_is_told(table: Path, command: str, code: int) -> None:
    """Zeros are not given without a word: the party is named, and the one that may be meant."""
    result = sayso(command, table, "--codebook", "CAMEO", "--pair", "USA:PKA")
    assert result.code == code  # nobody answers a series of zeros: there is nothing to give
    assert "S605  No event has PKA as a party; perhaps PAK is meant." in result.err


def test_the_table_says_what_it_is_of(table: Path) -> None:
    """Above a table stand measure, scale, level, days and rows; under it each period with its denominator."""
    result = sayso("series", table, "--codebook", "CAMEO", "--pair", "USA:PAK", "--measure", "tone")
    heading = result.out.splitlines()[:2]
    assert "tone of all events by month; scale goldstein-keds (KEDS 1)" in heading[0]
    assert "mentions by month, 1990-01-02 to" in heading[1]
    assert "period\tn\ttone\tshare\tothers\tmentions\treports\tstories" in result.out


def test_a_safeguard_turned_off_is_written_down(table: Path) -> None:
    """Who lets repeats count finds it above the numbers."""
    result = sayso("series", table, "--codebook", "CAMEO", "--dedupe", "none", "--mirrors", "drop")
    assert (
        "Not as by default: repeats of one act on one day all count; mirrored events are left out."
        in result.out
    )


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("series", ("--dedupe", "none"), "repeats of one act on one day all count"),
        ("series", ("--domestic", "keep"), "events within one country count"),
        ("breaks", ("--mirrors", "drop"), "mirrored events are left out"),
        ("reciprocity", ("--dedupe", "none", "--unit", "week"), "repeats of one act on one day all count"),
        ("reciprocity", ("--unit", "week"), "asked by week alone"),
        ("reciprocity", ("--lags", "2", "--unit", "week"), "lags up to 2 only"),
        ("reciprocity", ("--correction", "none", "--unit", "week"), "not corrected"),
        ("reciprocity", ("--alpha", "0.2", "--unit", "week"), "the level is 0.2"),
    ],
)
def test_programs_read_which_safeguards_are_off(
    table: Path, command: str, options: tuple[str, ...], words: str
) -> None:
    """Each that is turned off stands in the JSON, and above the table."""
    arguments = (command, table, "--codebook", "CAMEO", "--pair", "USA:PAK", *options)
    first = json.loads(sayso(*arguments, "--json").out.splitlines()[0])
    assert words in str(first["off"])
    assert words in sayso(*arguments).out


@pytest.mark.parametrize(
    "command",
    [
        ("series", "--pair", "KEN:TZA", "--csv"),
        ("series", "--pair", "KEN:TZA", "--json"),
        ("reciprocity", "--pair", "KEN:TZA", "--unit", "month", "--json"),
        ("breaks", "--pair", "KEN:TZA"),
        ("audit",),
        ("power", "KEN", "TZA", "--horizon", "3"),
    ],
)
def test_events_are_read_as_they_stand(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Rejected ones are left out, and it says how many; with --as-coded all is as it was without review."""
    own = filled(tmp_path / "own.ledger", monthly())
    name, *options = command
    before = sayso(name, own, *options)
    assert (codes(before.err), sayso(name, own, *options, "--as-coded")) == ([], before)
    with open_ledger(own) as opened:
        for month in (0, 4, 9, 13):
            decide(opened, Draft(f"e0{month:014d}", "reject", "Anna"))
    after = sayso(name, own, *options)
    assert (after.code, codes(after.err)) == (before.code, ["S606"])
    assert "as reviewers rejected them: 4." in after.err
    assert after.out != before.out
    assert sayso(name, own, *options, "--as-coded") == before


def test_without_a_pair_the_pairs_are_listed(table: Path) -> None:
    """The busiest pair comes first; several have to have enough events."""
    pairs = asked("series", table, "--codebook", "CAMEO")
    assert (pairs[0]["source"], pairs[0]["target"]) == ("IND", "CHN")
    assert len(asked("series", table, "--codebook", "CAMEO", "--least", pairs[0]["n"])) == 1


@pytest.mark.parametrize(
    ("options", "code", "exit_code"),
    [
        (("--from", "1950-01-01", "--to", "1950-12-31"), "S601", 3),
        (("--scale", "plover"), "S602", 2),
        (("--scale", "celsius"), "S602", 2),
        (("--all", "--figure", "x.tiff"), "S628", 2),
    ],
)
def test_what_cannot_be_counted_says_why(
    table: Path, options: tuple[str, ...], code: str, exit_code: int
) -> None:
    """Days without events, scales that do not fit and figures of no format are numbered problems."""
    result = sayso("series", table, "--codebook", "CAMEO", *options)
    assert code in result.err
    assert result.code == exit_code
    assert result.out == ""


def test_a_class_that_the_codebook_has_not_is_a_problem(tmp_path: Path) -> None:
    """ACLED has no quad classes."""
    rows = [("2020-01-01", "KEN", "TZA", "Armed clash"), ("2020-01-02", "KEN", "TZA", "Attack")]
    path = written(tmp_path / "acled.csv", rows)
    result = sayso("series", path, "--codebook", "ACLED", "--quad", "verbal-conflict")
    assert "S603" in result.err
    assert result.code == 2


def test_codes_of_another_codebook_are_refused(tmp_path: Path) -> None:
    """A file whose codes are WEIS is not counted as CAMEO."""
    codes = ["010", "023", "112", "121", "223", "223", "212", "081", "094"] * 3
    rows = [(f"1990-01-{day + 1:02d}", "IRQ", "IRN", code) for day, code in enumerate(codes)]
    result = sayso("series", written(tmp_path / "gulf.csv", rows), "--codebook", "CAMEO")
    assert "S350" in result.err
    assert result.out == ""


@pytest.mark.parametrize("pair", ["USA", "USA:", "USA:USA"])
def test_a_pair_is_two_parties(table: Path, pair: str) -> None:
    """What is no pair is a wrong usage that shows how one is written."""
    result = sayso("series", table, "--pair", pair)
    assert result.code == 2
    assert "USA:PAK" in result.err


def test_too_many_pairs_are_no_figure(tmp_path: Path) -> None:
    """More pairs than can be told apart are not drawn; the message says what to do."""
    rows = [
        (f"2020-01-0{day}", a, b, "190") for day in (1, 2) for a in NAMES.values() for b in NAMES.values()
    ]
    path = written(tmp_path / "many.csv", rows)
    result = sayso("series", path, "--codebook", "CAMEO", "--figure", tmp_path / "many.png")
    assert "S604" in result.err
    assert not (tmp_path / "many.png").exists()


def test_a_pair_of_which_nothing_is_known_is_empty(table: Path) -> None:
    """The series is there, all zeros, and the exit code says that nothing was found."""
    result = sayso("series", table, "--codebook", "CAMEO", "--pair", "FRA:ITA", "--json")
    assert result.code == 1
    assert {json.loads(line)["n"] for line in result.out.splitlines()} == {0}


def test_a_ledger_is_counted_too(ledger: Path) -> None:
    """The events of a ledger are counted by its own types, with reports and stories."""
    rows = [json.loads(line) for line in sayso("series", ledger, "--all", "--json").out.splitlines()]
    assert {row["codebook"] for row in rows} <= {"PLOVER"}
    assert all(row["reports"] is not None for row in rows)


def test_reciprocity_says_what_it_rests_on(table: Path) -> None:
    """Both directions get a finding; the ways of asking and the correction are there."""
    found = asked("reciprocity", table, "--codebook", "CAMEO", "--pair", "USA:PAK", "--unit", "week")
    assert [(one["asks"], one["answers"]) for one in found] == [("USA", "PAK"), ("PAK", "USA")]
    assert {one["correction"] for one in found} == {"holm"}
    assert {way["mirrors"] for way in found[0]["ways"]} == {"keep", "drop"}  # type: ignore[attr-defined]
    text = sayso(
        "reciprocity", table, "--codebook", "CAMEO", "--pair", "PAK:USA", "--unit", "week", "--details"
    )
    assert "USA answers PAK: " in text.out
    assert "without mirrored events and net of press attention; 2 tests" in text.out
    assert "left in" in text.out


def test_reciprocity_of_no_pair_says_so(table: Path) -> None:
    """Where no pair has enough events each way nothing is asked."""
    result = sayso("reciprocity", table, "--codebook", "CAMEO", "--least", 100_000)
    assert "S601" in result.err
    assert "100000 events each way" in result.err


def test_breaks_are_told_with_their_interval(tmp_path: Path) -> None:
    """A break has its month, its interval, and how much more there was; none is an exit code of its own."""
    rows = [
        (f"{2000 + month // 12}-{month % 12 + 1:02d}-{day:02d}", "KEN", "TZA", "190")
        for month in range(60)
        for day in range(1, (4 if month < 30 else 21) + month % 2)
    ]
    path = written(tmp_path / "step.csv", rows)
    command = ("breaks", path, "--codebook", "CAMEO", "--pair", "KEN:TZA", "--measure", "count")
    (there, back) = asked(*command)
    (one,) = there["breaks"]  # type: ignore[misc]
    assert one["at"] == "2002-07"  # type: ignore[index]
    assert back["reason"] == "the pair has no event"
    assert "2002-07 (95 %: " in sayso(*command).out


def test_an_audit_is_a_sentence_a_line(table: Path) -> None:
    """Each check has a line; as JSON its numbers come along."""
    lines = sayso("audit", table, "--codebook", "CAMEO").out.splitlines()
    assert [line.split()[1] for line in lines][:3] == ["coverage", "codebook", "scale"]
    assert asked("audit", table, "--codebook", "CAMEO")[0]["read"] > 500  # type: ignore[operator]


def test_an_audit_against_dated_events_tells_the_drift(table: Path) -> None:
    """Events keep step with themselves."""
    sentence = asked("audit", table, "--codebook", "CAMEO", "--against", table)[-1]
    assert sentence["check"] == "drift"


@pytest.mark.parametrize("command", ["series", "reciprocity", "breaks"])
def test_figures_need_no_network(table: Path, tmp_path: Path, command: str) -> None:
    """The interactive figure brings all it needs, and names its data, level, n and version."""
    path = tmp_path / "figure.html"
    sayso(command, table, "--codebook", "CAMEO", "--pair", "USA:PAK", "--unit", "week", "--figure", path)
    page = path.read_text("utf-8")
    assert "<script src=" not in page
    assert "sayso 0." in page
    assert "mentions" in page
