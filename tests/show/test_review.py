"""``sayso review`` and ``sayso agreement`` as people use them, with keys from a pipe."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sayso.ledger.decisions import counting, made
from sayso.ledger.review import Ask, Page, Reviewed, Stop, page, queue
from sayso.ledger.store import open_ledger
from sayso.record import Event
from sayso.show import sheet, typed

from ..ledger.support import INNER, OUTER, at, filled
from .support import Result, codes, rows_of, sayso

STOP = Stop(1, 0)


@pytest.fixture
def own(ledger: Path, tmp_path: Path) -> Path:
    """Return a copy of the coded ledger, to be reviewed."""
    return Path(shutil.copy(ledger, tmp_path / "my.ledger"))


def review(ledger: Path, *keys: str, who: str = "Anna", options: tuple[str, ...] = ()) -> Result:
    """Run sayso review as *who*, who types *keys*, one a line."""
    typed_keys = "".join(f"{key}\n" for key in keys).encode()
    return sayso("review", ledger, "--reviewer", who, *options, stdin=typed_keys)


def verdicts(ledger: Path) -> list[str]:
    """Return the verdicts of all decisions, and who decided."""
    with open_ledger(ledger) as opened:
        return [f"{one.reviewer} {one.verdict}" for one in made(opened)]


def test_each_key_decides_about_a_row(own: Path) -> None:
    """Accept, reject, unsure; skip decides nothing; quit says what was done."""
    result = review(own, "a", "r", "s", "u", "q")
    assert result.code == 0
    assert verdicts(own) == ["Anna accept", "Anna reject", "Anna unsure"]
    assert result.err.endswith("Decided: 1 accepted, 1 rejected, 1 unsure.\n")
    assert "\x1b" not in result.out


def test_the_end_of_the_keys_is_no_loss(own: Path) -> None:
    """What was decided before standard input ended is kept, and the next start goes on after it."""
    first = review(own, "a")
    again = review(own)
    assert (first.code, again.code) == (0, 0)
    assert verdicts(own) == ["Anna accept"]
    assert again.out != first.out
    assert "Decided: nothing." in again.err


def test_all_rows_of_a_sentence_are_accepted_at_once(own: Path) -> None:
    """Each has a decision of its own; the next sentence is asked about again."""
    with open_ledger(own) as opened:
        first = page(opened, queue(opened, Ask("Anna"))[0], Ask("Anna"))
    review(own, "A", "q")
    assert verdicts(own) == ["Anna accept"] * len(first.rows)


def test_a_correction_is_typed_field_by_field(own: Path) -> None:
    """What a field cannot hold is told at once, and the rest is kept."""
    lines = (
        "c",
        "status future",
        "status soon",
        "colour red",
        "actor Atlantis = KEN",
        "actor",
        "certainty possible",
        "",
    )
    result = review(own, *lines, "q")
    with open_ledger(own) as opened:
        (one,) = made(opened)
    assert one.corrections == {"status": "future", "certainty": "possible"}
    for part in ("status is not corrected", "does not have the words 'Atlantis'", "give a value for actor"):
        assert part in result.err
    assert "  actor: WORDS = CODE" in result.out


def test_a_correction_that_changes_nothing_is_refused(own: Path) -> None:
    """S310, and the row is asked about again."""
    result = review(own, "c", "", "c", "status happened", "", "a", "q")
    assert codes(result.err) == ["S310"]
    assert "Nothing was corrected." in result.err
    assert verdicts(own) == ["Anna accept"]


def test_a_note_is_kept_with_the_decision(own: Path) -> None:
    """And shown to others, unless they are blind."""
    review(own, "n", "odd \x1b[31m wording", "r", "q")
    seen = review(own, "q", who="Ben").out
    assert "Anna: reject" in seen
    assert "\x1b" not in seen
    assert "Anna" not in review(own, "q", who="Ben", options=("--blind",)).out


def test_undo_goes_back_to_the_row(own: Path) -> None:
    """Also to a decision of an earlier day; where nothing is left to take back, it says so."""
    review(own, "r", "q")
    result = review(own, "z", "a", "z", "z", "q")
    assert verdicts(own) == ["Anna reject", "Anna withdraw", "Anna accept", "Anna withdraw"]
    assert codes(result.err) == ["S311"]
    assert result.out.count("--- 1 of ") >= 2
    with open_ledger(own) as opened:
        assert counting(made(opened)) == {}


def test_an_unknown_key_shows_what_the_keys_do(own: Path) -> None:
    """And decides nothing."""
    result = review(own, "x", "?", "", "q")
    assert result.out.count("  q  quit") == 3
    assert verdicts(own) == []


def test_when_all_is_reviewed_it_says_so(own: Path) -> None:
    """Exit code 0; where no sentence fits the filters it is 1; --again asks anew."""
    options = ("--doc", "ferry", "--type", "coerce")
    assert review(own, *["a"] * 50, options=options).code == 0
    done = review(own, options=options)
    assert (done.code, done.err) == (0, "All of it is reviewed.\n")
    assert "Decided: nothing" in review(own, "q", options=(*options, "--again")).err
    nothing = review(own, options=("--doc", "nobody"))
    assert (nothing.code, nothing.err) == (1, "No sentence fits.\n")


def test_wrong_usage_is_told(own: Path) -> None:
    """No reviewer, an empty name, a kind that is none."""
    assert sayso("review", own).code == 2
    assert codes(review(own, who=" ").err) == ["S312"]
    assert review(own, options=("--kind", "rumour")).code == 2
    assert codes(review(own.with_name("missing")).err) == ["S304"]


def test_rows_are_shown_as_reviewed(own: Path) -> None:
    """--reviewed leaves out and replaces; --review-state lists; without them nothing has changed."""
    before = sayso("show", own).out
    review(own, "r", "c", "status conditional", "", "q")
    ids = [row["row"] for row in rows_of(before)]
    assert sayso("show", own).out == before
    after = rows_of(sayso("show", own, "--reviewed").out)
    assert [row["row"] for row in after] == ids[1:]
    assert "conditional" in after[0]["how sure"]
    assert [row["row"] for row in rows_of(sayso("show", own, "--review-state", "rejected").out)] == ids[:1]
    stranger = sayso("show", own, "--reviewed-by", "Ben")
    assert (stranger.out, codes(stranger.err)) == (before, ["S314"])
    assert "decisions by: Anna." in stranger.err
    assert codes(sayso("show", own, "--reviewed-by", "Anna").err) == []
    (line, *_) = sayso("show", own, "--reviewed", "--json").out.splitlines()
    assert json.loads(line)["review"] == "corrected"
    assert sayso("show", own, "--stories", "--reviewed").out != sayso("show", own, "--stories").out


def test_decisions_are_listed(own: Path) -> None:
    """With whether they count; filters do not go with a listing."""
    review(own, "a", "z", "r", "q")
    rows = rows_of(sayso("show", own, "--decisions").out)
    assert [(row["verdict"], row["state"]) for row in rows] == [
        ("accept", "withdrawn"),
        ("withdraw", "withdraws 1"),
        ("reject", "counts"),
    ]
    assert sayso("show", own, "--decisions", "--reviewed").code == 2
    assert sayso("verify", own).code == 0


def test_an_export_can_be_of_the_reviewed_rows(own: Path, tmp_path: Path) -> None:
    """Of any format that is there, without its doing anything for it."""
    review(own, "r", "q")
    sayso("export", own, tmp_path / "coded.jsonl", "--as", "json")
    sayso("export", own, tmp_path / "reviewed.jsonl", "--as", "json", "--reviewed")
    counts = [
        len(json.loads((tmp_path / f"{name}.jsonl").read_text("utf-8"))["events"])
        for name in ("coded", "reviewed")
    ]
    assert counts[0] - counts[1] == 1


def test_agreement_is_a_table_or_json(own: Path) -> None:
    """Measures, and the disagreements by themselves."""
    review(own, "a", "a", "a", "q")
    review(own, "a", "r", "c", "status conditional", "", "q", who="Ben")
    result = sayso("agreement", own, "--draws", "10")
    rows = {row["field"]: row for row in rows_of(result.out)}
    assert (rows["row"]["rows"], rows["row"]["alike"], rows["row"]["reviewers"]) == ("3", "0.67", "Anna, Ben")
    assert rows["row"]["F1"] == "0.80"
    assert result.err == "Disagreements: 2 fields of 2 rows.\n"
    differing = rows_of(sayso("agreement", own, "--disagreements").out)
    assert [row["field"] for row in differing] == ["row", "status"]
    first = json.loads(sayso("agreement", own, "--json", "--draws", "0").out.splitlines()[0])
    assert (first["field"], first["f1"]) == ("row", {"value": 0.8, "low": None, "high": None})
    lines = sayso("agreement", own, "--json", "--disagreements").out.splitlines()
    assert json.loads(lines[1])["values"]["Ben"] == "conditional"


def test_agreement_of_one_is_a_problem(own: Path) -> None:
    """S313 tells what to do."""
    review(own, "a", "q")
    result = sayso("agreement", own)
    assert codes(result.err) == ["S313"]
    assert result.out == ""


def shown(path: Path, stop: Stop = STOP, kinds: tuple[str, ...] = ("event", "claim")) -> Page:
    """Return a page of the hand-built article."""
    with open_ledger(path if path.exists() else filled(path)) as opened:
        return page(opened, stop, Ask("Anna", kinds=kinds))  # type: ignore[arg-type]


def test_the_evidence_is_marked_in_place(tmp_path: Path) -> None:
    """The trigger in brackets, parties and place by name; spans within spans nest."""
    found = shown(tmp_path / "my.ledger")
    assert sheet.marked(found.rows[0], found) == (
        "{actor: Tanzanian police} [arrested] eleven {recipient: Kenyan sailors} in {place: Tanga} on Monday."
    )
    second = shown(tmp_path / "my.ledger", Stop(1, 1))
    claim = next(one for one in second.rows if one.row.id == INNER.id)
    assert sheet.marked(claim, second) == (
        "{source: Many} [worry], Élodie Ken told reporters, that {content: Kenya may close the border}."
    )


def test_every_kind_of_row_is_shown(tmp_path: Path) -> None:
    """Each field that can be corrected is on the sheet by its name."""
    from sayso.show.lookup_review import fields

    for stop in (STOP, Stop(1, 1)):
        found = shown(tmp_path / "my.ledger", stop, ("event", "claim", "prediction", "relation"))
        for one in found.rows:
            names = {name for name, _ in sheet.fields(one, found)}
            told = {name.replace("_", " ") for name in fields(one.kind)}
            assert told - names <= {"mode", "cameo", "span"}


@pytest.mark.parametrize(
    ("field", "value", "meant"),
    [
        ("status", "future", "future"),
        ("type", "assault", "ASSAULT"),
        ("actor", "-", None),
        ("context", "-", []),
        ("context", "legal, cyber", ["legal", "cyber"]),
        ("actor", "= ken gov", {"code": "KEN GOV"}),
        ("actor", "Kenyan   sailors=KEN", {"span": list(at("Kenyan sailors")), "code": "KEN"}),
        ("place", "Tanga = KEN", {"span": list(at("Tanga")), "country": "KEN"}),
        ("said_by", "Élodie Ken = UNK", {"span": list(at("Élodie Ken")), "claim": None, "code": "UNK"}),
        ("prediction", "yes", True),
        ("prediction", "N", False),
        ("date", "2023-03-13", {"start": "2023-03-13", "end": "2023-03-13", "text": ""}),
        ("date", "2023-03-13 2023-03-15", {"start": "2023-03-13", "end": "2023-03-15", "text": ""}),
        ("trigger", "arrested", list(at("arrested"))),
        (
            "magnitude",
            "arrested 11 = eleven; arrested 1 2 3 = on",
            [
                {"kind": "arrested", "low": None, "best": 11.0, "high": None, "text": "eleven"},
                {"kind": "arrested", "low": 1.0, "best": 2.0, "high": 3.0, "text": "on"},
            ],
        ),
    ],
)
def test_what_is_typed_means_a_value(tmp_path: Path, field: str, value: str, meant: object) -> None:
    """In the form of the JSON contract."""
    found = shown(tmp_path / "my.ledger")
    assert typed.value(field, value, found.rows[0], found) == meant


def claim_of(found: Page) -> Reviewed:
    """Return the outer claim on a page."""
    return next(one for one in found.rows if one.row.id == OUTER.id)


def test_fields_of_claims_are_typed_too(tmp_path: Path) -> None:
    """Stretches, the claim around, and the source of an event that a claim's source is."""
    found = shown(tmp_path / "my.ledger", Stop(1, 1))
    one = claim_of(found)
    assert typed.value("source", "Many ... Élodie Ken", one, found) == [
        list(at("Many")),
        list(at("Élodie Ken")),
    ]
    assert typed.value("parent", INNER.id[:15], one, found) == INNER.id
    event = next(each for each in found.rows if isinstance(each.row, Event))
    said = typed.value("said_by", "Many = UNK CVL", event, found)
    assert said == {"span": list(at("Many")), "claim": INNER.id, "code": "UNK CVL"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("actor", "Atlantis"),
        ("prediction", "maybe"),
        ("date", "one two three"),
        ("magnitude", "eleven"),
        ("magnitude", "arrested many = eleven"),
        ("status", ""),
    ],
)
def test_what_means_nothing_is_told(tmp_path: Path, field: str, value: str) -> None:
    """ValueError, with what could be typed."""
    found = shown(tmp_path / "my.ledger")
    with pytest.raises(ValueError, match=r"words|yes or no|one day or two|a number is|give a value"):
        typed.value(field, value, found.rows[0], found)
