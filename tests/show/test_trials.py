"""sayso test, power, score and compare, as typed; and their figures."""

from __future__ import annotations

import builtins
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger.decisions import Draft, decide
from sayso.ledger.store import open_ledger
from sayso.record import Interval
from tests.ledger.support import ARREST, CLOSE, FORESEEN, POLICE, coded, filled

from .support import codes, sayso

CLAIM = """
claim = "They will quarrel more"
said_by = "a columnist"
words = "could"
low = 0.2
high = 0.6
pairs = [["KEN", "TZA"]]
codebook = "CAMEO"
types = ["1"]
direction = "up"
exposed = 2020-01-04
horizons = [12]
rivals = ["a drought"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a claim and a table of ten years of events."""
    folder = tmp_path_factory.mktemp("trials")
    (folder / "claim.toml").write_text(CLAIM, encoding="utf-8")
    lines = ["day,source,target,code"]
    for month in range(120):
        day = f"{2015 + month // 12}-{month % 12 + 1:02d}"
        times = 8 + (month * 7) % 5
        lines += [f"{day}-{k + 1:02d},KEN,TZA,1{k % 9 + 1}0" for k in range(times)]
        lines += [f"{day}-{k + 1:02d},KEN,UGA,04{k % 3}" for k in range(20)]
    (folder / "events.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def own(ledger: Path, tmp_path: Path) -> Path:
    """Return a ledger that a test may add to."""
    return Path(shutil.copy(ledger, tmp_path / "own.ledger"))


def test_a_verdict_is_readable(folder: Path) -> None:
    """Word, claim, source, plan, reasons and what was counted stand in plain sentences."""
    result = sayso("test", folder / "claim.toml", "--data", folder / "events.csv")
    assert result.code == 0
    for part in (
        "Verdict: CANNOT TELL",
        "They will quarrel more",
        "a columnist; 'could' is read as 20% to 60%",
        "laid down",
        "Base rate: it rose at",
        "Rival explanations named beforehand, which no such test can tell apart: a drought.",
        "Counted:",
        "in CAMEO codes",
    ):
        assert part in result.out


def test_a_verdict_is_json_too(folder: Path) -> None:
    """Plan, time and verdict come as one object, with every placebo and the curve."""
    result = sayso("test", folder / "claim.toml", "--data", folder / "events.csv", "--json", "--no-pairs")
    found = json.loads(result.out)
    assert found["plan"]["types"] == ["1"]
    assert found["verdict"]["word"] == "cannot tell"
    assert len(found["verdict"]["tests"][0]["placebo"]) == 97
    assert found["verdict"]["off"] == ["No placebo pairs."]
    assert found["verdict"]["curve"]


@pytest.mark.parametrize("suffix", [".svg", ".png", ".html"])
def test_a_trial_is_drawn(folder: Path, tmp_path: Path, suffix: str) -> None:
    """Placebo dates and the curve are written, with data, level, n and version; HTML needs no network."""
    figure = tmp_path / f"trial{suffix}"
    result = sayso("test", folder / "claim.toml", "--data", folder / "events.csv", "--figure", figure)
    assert result.code == 0
    assert figure.stat().st_size > 1_000
    assert (tmp_path / f"trial-curve{suffix}").stat().st_size > 1_000
    if suffix == ".svg":
        drawn = figure.read_text("utf-8")
        for part in ("(mentions)", "97 dates", "sayso 0"):
            assert part in drawn
    if suffix == ".html":
        assert 'src="http' not in figure.read_text("utf-8")


def test_another_suffix_is_told(folder: Path, tmp_path: Path) -> None:
    """S628 names those that there are."""
    result = sayso(
        "power", folder / "events.csv", "KEN", "TZA", "--codebook", "CAMEO", "--figure", tmp_path / "a.gif"
    )
    assert result.code == 2
    assert "S628" in result.err
    assert ".png, .svg, .html" in result.err


def test_power_is_a_curve(folder: Path, tmp_path: Path) -> None:
    """Each effect has its power, and the summary the smallest that would be seen."""
    command = ("power", folder / "events.csv", "KEN", "TZA", "--codebook", "CAMEO", "--type", "1")
    result = sayso(*command, "--figure", tmp_path / "power.svg")
    assert result.code == 0
    assert result.out.splitlines()[0] == "effect\tpower\trecovered"
    assert len(result.out.splitlines()) == 26
    assert "Seen with 80 % power: down \u00d7" in result.err
    assert "events" in (tmp_path / "power.svg").read_text("utf-8")
    assert len(json.loads(sayso(*command, "--json").out)["curve"]) == 25


@pytest.mark.parametrize(
    ("arguments", "number", "words"),
    [
        (("KEN", "SOM"), "S605", "No event has SOM as a party"),
        (("KEN", "TZA", "--unit", "year"), "S627", "10 periods"),
    ],
)
def test_a_series_that_cannot_be_counted_is_told(
    folder: Path, arguments: tuple[str, ...], number: str, words: str
) -> None:
    """S605 and S627 say what is lacking."""
    result = sayso("power", folder / "events.csv", *arguments, "--codebook", "CAMEO")
    assert result.code == 3
    assert number in result.err
    assert words in result.err


def test_one_question_of_several_data(folder: Path, ledger: Path, tmp_path: Path) -> None:
    """Each of the data has its row; one that is not there is told, and the others are done."""
    own = shutil.copy(ledger, tmp_path / "own.ledger")
    claim = tmp_path / "claim.toml"
    claim.write_text(CLAIM.replace('types = ["1"]', 'quad = "material-conflict"'), encoding="utf-8")
    result = sayso("compare", claim, folder / "events.csv", own, tmp_path / "nothing.csv")
    assert result.code == 3
    assert "S101" in result.err
    lines = [line.split("\t") for line in result.out.splitlines()]
    assert lines[0][0] == "data"
    assert [line[0] for line in lines[1:]] == [str(folder / "events.csv"), str(own)]
    assert {line[-1] for line in lines[1:]} == {"cannot tell"}


@pytest.fixture(scope="module")
def holding(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger that holds the events of the table as import 1, and none of its own."""
    path = tmp_path_factory.mktemp("holding") / "held.ledger"
    done = sayso("import", path, folder / "events.csv", "--codebook", "CAMEO")
    assert done.code == 0, done.err
    return path


def test_an_import_can_be_tested_compared_and_measured(folder: Path, holding: Path, tmp_path: Path) -> None:
    """What another coder told lies in the ledger, and gives what its file gives."""
    claim = shutil.copy(folder / "claim.toml", tmp_path)
    of_file, of_import = (
        json.loads(sayso("test", claim, *data, "--json").out)["verdict"]["tests"]
        for data in (("--data", folder / "events.csv"), ("--data", holding, "--import", 1))
    )
    assert of_import == of_file
    power = json.loads(
        sayso(
            "power", holding, "KEN", "TZA", "--import", 1, "--codebook", "CAMEO", "--type", "1", "--json"
        ).out
    )
    assert power["events"] > 900
    figure = tmp_path / "compared.svg"
    result = sayso("compare", claim, folder / "events.csv", holding, "--import", 1, "--figure", figure)
    assert f"{holding}, import 1" in result.out
    assert "S621" in result.err  # its own events are in codes of PLOVER
    assert "import 1" in figure.read_text("utf-8")
    assert "KEN &gt; TZA" in figure.read_text("utf-8")
    ways = sayso(
        "compare", claim, folder / "events.csv", "--specifications", "--figure", tmp_path / "ways.svg"
    )
    assert ways.code == 0
    assert "ways to ask" in (tmp_path / "ways.svg").read_text("utf-8")


@pytest.mark.parametrize("code", ["S356", "S750"])
def test_an_import_that_is_not_there_is_told(folder: Path, holding: Path, tmp_path: Path, code: str) -> None:
    """A ledger without such an import and a table, which holds none, say so."""
    name = {"S356": holding, "S750": folder / "events.csv"}[code]
    claim = shutil.copy(folder / "claim.toml", tmp_path)
    for command in (
        ("test", claim, "--data", name),
        ("power", name, "KEN", "TZA", "--codebook", "CAMEO"),
        ("series", name, "--codebook", "CAMEO"),
    ):
        result = sayso(*command, "--import", 9)
        assert code in result.err
        assert result.code == {"S356": 3, "S750": 2}[code]


def test_every_way_of_asking_is_listed(folder: Path) -> None:
    """--specifications lists unit, window, measure, one-a-day, mirrors, effect and p."""
    result = sayso("compare", folder / "claim.toml", folder / "events.csv", "--specifications")
    lines = [line.split("\t") for line in result.out.splitlines()]
    assert lines[0][2:] == ["unit", "window", "measure", "dedupe", "mirrors", "effect", "p"]
    assert {line[2] for line in lines[1:]} == {"week", "month", "quarter"}


def test_a_prediction_is_tested_and_scored(own: Path) -> None:
    """From the list of predictions to a verdict, to what a person knows, to a score."""
    first = json.loads(sayso("show", own, "--predictions", "--json").out.splitlines()[0])
    tested = sayso("test", own, first["id"][:8])
    assert "Verdict: NOT TESTABLE" in tested.out
    assert "No outcome is known yet" in sayso("score", own, "--calibration").err
    entered = sayso(
        "score",
        own,
        "--resolve",
        first["id"],
        "--outcome",
        "came",
        "--by",
        "A. Reader",
        "--evidence",
        "a page",
    )
    assert entered.code == 0
    scored = sayso("score", own)
    assert "1 resolved by a person" in scored.out
    assert "of the 20 that a rank needs" in scored.out
    assert sayso("score", own, "--calibration").out.splitlines()[0] == "who\tnumber\tsaid\tcame"
    objects = [json.loads(line) for line in sayso("score", own, "--json").out.splitlines()]
    assert sum(one["scored"] for one in objects) == 1
    assert sayso("score", own, "--figure", own.with_suffix(".svg")).code == 0
    assert "n; sayso" in own.with_suffix(".svg").read_text("utf-8")
    assert sayso("verify", own).code == 0


def test_predictions_are_read_as_they_stand(own: Path, folder: Path) -> None:
    """A rejected one is neither tested nor scored, and the output says so; with --as-coded it is."""
    every = [
        json.loads(line)["id"] for line in sayso("show", own, "--predictions", "--json").out.splitlines()
    ]
    scored = sayso("score", own)
    assert "left out" not in scored.err
    with open_ledger(own) as opened:
        for name in every:
            decide(opened, Draft(name, "reject", "Anna"))
    refused = sayso("test", own, every[0])
    assert (refused.code, codes(refused.err)) == (1, ["S629"])
    assert "--as-coded" in refused.err
    assert "Verdict: NOT TESTABLE" in sayso("test", own, every[0], "--as-coded").out
    nobody = sayso("score", own)
    assert nobody.code == 1
    assert f"left out, as reviewers rejected them or their events: {len(every)}." in nobody.err
    assert len(sayso("score", own, "--as-coded").out.splitlines()) == len(scored.out.splitlines())


def test_events_that_were_rejected_are_counted_out(own: Path, folder: Path, tmp_path: Path) -> None:
    """A claim is tested by events as they stand, and compared so; --as-coded counts them all."""
    claim = tmp_path / "claim.toml"
    claim.write_text(CLAIM.replace('types = ["1"]', 'quad = "material-conflict"'), encoding="utf-8")
    happened = json.loads(sayso("show", own, "--status", "happened", "--json").out.splitlines()[0])["id"]
    with open_ledger(own) as opened:
        decide(opened, Draft(happened, "reject", "Anna"))
    tested = [
        json.loads(sayso("test", claim, "--data", own, "--json", *more).out) for more in ((), ("--as-coded",))
    ]
    assert [one["rejected"] for one in tested] == [1, 0]
    read = [one["verdict"]["data"]["rows read"] for one in tested]
    assert read[0] == read[1] - 1
    compared = sayso("compare", claim, own)
    assert (compared.code, codes(compared.err)) == (0, ["S606"])
    assert "Events left out, as reviewers rejected them: 1." in compared.err
    assert str(own) in compared.err
    assert sayso("compare", claim, own, "--as-coded").err == ""


def test_verdicts_that_review_has_overtaken_are_told(tmp_path: Path) -> None:
    """S631 where events were changed since, S630 where the prediction was, until it is tested again."""
    day = Interval("2023-05-02", "2023-05-02", None)
    expected = replace(CLOSE, recipient=POLICE)
    came = replace(expected, id="e3", status="happened", prediction=False, date=day)
    foretold = replace(coded(), events=(ARREST, expected, came))
    own = filled(tmp_path / "own.ledger", foretold)
    assert "Verdict: SUPPORTED" in sayso("test", own, FORESEEN.id).out
    quiet = sayso("score", own)
    assert quiet.err == ""
    for row, corrections, code in (
        (ARREST.id, {"certainty": "probable"}, "S631"),
        (CLOSE.id, {"type": "COERCE"}, "S630"),
    ):
        with open_ledger(own) as opened:
            decide(opened, Draft(row, "correct", "Anna", corrections))
        scored = sayso("score", own)
        assert (scored.code, codes(scored.err)) == (0, [code])
        assert ("tested on another reading" in scored.out) == (code == "S630")
        assert sayso("score", own, "--as-coded").err == ""
        assert sayso("score", own, "--as-coded").out == quiet.out
        assert sayso("test", own, FORESEEN.id).code == 0
        assert sayso("score", own).err == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("test", "{claim}"), "--data"),
        (("test", "{ledger}"), "Name a prediction"),
        (("score", "{ledger}", "--resolve", "x"), "--outcome"),
        (("test", "{claim}", "--data", "{ledger}", "--effect", "0.5"), "S620"),
        (("test", "{claim}", "--data", "{ledger}"), "S621"),
        (("score", "{ledger}", "--resolve", "{row}", "--outcome", "came"), "S626"),
    ],
)
def test_wrong_usage_is_told(own: Path, folder: Path, arguments: tuple[str, ...], words: str) -> None:
    """What is lacking is named, and the exit code is that of wrong usage."""
    row = json.loads(sayso("show", own, "--predictions", "--json").out.splitlines()[0])["id"]
    filled = [one.format(claim=folder / "claim.toml", ledger=own, row=row) for one in arguments]
    result = sayso(*filled)
    assert result.code == 2
    assert words in result.err


def test_what_is_not_installed_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """S625 names the library and how to get it; the curve itself has been printed."""
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "altair":
            raise ModuleNotFoundError("No module named 'altair'", name="altair")
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    command = ("power", folder / "events.csv", "KEN", "TZA", "--codebook", "CAMEO")
    result = sayso(*command, "--figure", tmp_path / "power.svg")
    assert "S625" in result.err
    assert "sayso[analysis]" in result.err
    assert result.out


def test_an_empty_ledger_has_no_scores(tmp_path: Path) -> None:
    """There is nothing to show, and the exit code says so."""
    from sayso.ledger.store import open_ledger

    open_ledger(tmp_path / "empty.ledger").close()
    result = sayso("score", tmp_path / "empty.ledger")
    assert result.code == 1
    assert "no predictions" in result.err
