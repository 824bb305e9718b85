"""PLOVER JSONL: our own comes back as it was, that of others as events of another coder."""

from __future__ import annotations

import json
from pathlib import Path

from sayso.ledger.export import export
from sayso.ledger.imports.bring import bring
from sayso.ledger.store import open_ledger
from sayso.ledger.verify import verify_ledger
from tests.ledger.support import coded, filled

FOREIGN = {
    "id": "7",
    "date": "2019-03-26",
    "source": [{"code": "TZA", "sector": "COP", "actor_text": "police"}, {"code": "TZA"}],
    "recipient": [{"code": "Atlantis", "sector": "GOV", "actor_text": "envoys"}],
    "event": ["COERCE"],
    "mode": ["arrest"],
    "event_loc": {"cc3": "UGA"},
    "cite_info": {"url": "https://a.example/1"},
}


def written(path: Path, *lines: object) -> str:
    """Write *lines* as JSONL to *path*."""
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), "utf-8")
    return str(path)


def exported(path: Path, name: str = "plover", every: bool = True) -> bytes:
    """Return the export of the ledger at *path*."""
    out = path.with_suffix(f".{name}.out")
    with open_ledger(path, create=False) as ledger:
        export(ledger, out, name, every)
    return out.read_bytes()


def test_our_own_export_comes_back_byte_for_byte(tmp_path: Path) -> None:
    """Exported, imported into another ledger and exported again it is the same, whatever format is asked."""
    first = filled(tmp_path / "first.ledger", coded(), coded(coded().article.text + "More.\n", "more"))
    (tmp_path / "a.jsonl").write_bytes(exported(first))
    second = tmp_path / "second.ledger"
    with open_ledger(second) as ledger:
        found = bring(ledger, str(tmp_path / "a.jsonl"))
        assert (found.format, found.articles, found.problems) == ("plover", 2, [])
        assert verify_ledger(ledger)[1] == ()
    assert exported(second) == exported(first)
    assert exported(second, "json", every=False) == exported(first, "json", every=False)


def test_an_edited_line_is_refused(tmp_path: Path) -> None:
    """Nobody has put a name to what was changed: S355 says so, and the other lines come in."""
    lines = [json.loads(one) for one in exported(filled(tmp_path / "a.ledger")).splitlines()]
    lines[1]["event"] = ["ASSAULT"]
    with open_ledger(tmp_path / "b.ledger") as ledger:
        found = bring(ledger, written(tmp_path / "a.jsonl", *lines))
    assert [one.code for one in found.problems] == ["S355"]
    assert found.articles == 1


def test_events_of_others_come_marked_as_theirs(tmp_path: Path) -> None:
    """Parties are in our codes, what is no country is UNK with its words, and what is no event is told."""
    bad = [{**FOREIGN, "event": ["DANCE"]}, {**FOREIGN, "date": "yesterday"}, {**FOREIGN, "id": "x" * 3000}]
    with open_ledger(tmp_path / "b.ledger") as ledger:
        found = bring(ledger, written(tmp_path / "a.jsonl", FOREIGN, *bad, {**FOREIGN, "recipient": "none"}))
        assert (found.events, found.codebook) == (2, "PLOVER")
        assert [one.code for one in found.problems] == ["S355"] * 3
        row = next(ledger.read("SELECT * FROM imported_events"))
        assert verify_ledger(ledger)[1] == ()
    assert (row["source"], row["target"], row["target_text"]) == ("TZA COP", "UNK GOV", "envoys")
    assert (row["day"], row["code"], row["detail"], row["place"]) == (
        "2019-03-26",
        "COERCE",
        "arrest",
        "UGA",
    )
