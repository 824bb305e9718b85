"""Reviewed events as training annotations, which training/ reads back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger.decisions import Draft, decide
from sayso.ledger.export import export
from sayso.ledger.store import open_ledger
from training.annotations import read_reviewed, reviewed_examples
from training.data import read_decisions

from .support import ARREST, CLOSE, TEXT, at, coded, filled


def exported(path: Path, *drafts: Draft) -> list[dict[str, Any]]:
    """Return the annotations that a ledger of one article at *path* gives after *drafts*."""
    out = path.with_suffix(".jsonl")
    with open_ledger(filled(path)) as ledger:
        for draft in drafts:
            decide(ledger, draft)
        count = export(ledger, out, "training")
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert count == sum(len(one["events"]) + len(one["rejected"]) for one in found)
    return found


def test_what_was_decided_is_exported_without_a_word_of_text(tmp_path: Path) -> None:
    """Corrected and rejected events, by offsets and hashes; parties in the form of the other annotations."""
    correction = {
        "status": "wanted",
        "actor": {"code": "TZA GOV"},
        "recipient": {"span": list(at("Élodie Ken"))},
    }
    (found,) = exported(
        tmp_path / "my.ledger",
        Draft(ARREST.id, "correct", "Anna", correction),
        Draft(CLOSE.id, "reject", "Anna"),
    )
    assert found == {
        "doc_id": "ferry",
        "corpus": "ledger",
        "sha256": coded().article.sha256,
        "events": [
            {
                "trigger": list(ARREST.trigger),
                "type": "COERCE",
                "actor": {"span": list(at("Tanzanian police")), "code": "TZA GOV"},
                "recipient": {"span": None, "code": "KEN", "elsewhere": list(at("Élodie Ken"))},
                "status": "wanted",
                "certainty": "certain",
                "said_by": None,
                "prediction": False,
            }
        ],
        "names": None,
        "rejected": [list(CLOSE.trigger)],
    }
    written = (tmp_path / "my.jsonl").read_text("utf-8")
    assert [word for word in ("arrested", "Tanga", "Kenyan", "sailors") if word in written] == []


def test_the_source_is_found_in_its_claim_or_sentence(tmp_path: Path) -> None:
    """Where the claim has no speaker, the words of the source are looked for in the sentence."""
    (found,) = exported(tmp_path / "my.ledger", Draft(CLOSE.id, "accept", "Anna"))
    assert found["events"][0]["said_by"] == {"span": list(at("Élodie Ken")), "code": "UNK"}


def test_a_pronoun_is_a_mention_of_words_elsewhere(tmp_path: Path) -> None:
    """Its span names nobody, so that training reads the words it stands for as elsewhere."""
    pronoun = {"text": "Kenyan sailors", "span": list(at("Many")), "code": "KEN"}
    (found,) = exported(tmp_path / "my.ledger", Draft(CLOSE.id, "correct", "Anna", {"actor": pronoun}))
    assert found["events"][0]["actor"] == {
        "span": None,
        "code": "KEN",
        "elsewhere": list(at("Kenyan sailors")),
        "mention": list(at("Many")),
    }


def test_what_is_not_settled_is_not_exported(tmp_path: Path) -> None:
    """Unsure, disputed and unreviewed rows teach nothing; an article without others has no line."""
    drafts = [
        Draft(ARREST.id, "unsure", "Anna"),
        Draft(CLOSE.id, "accept", "Anna"),
        Draft(CLOSE.id, "reject", "Ben"),
    ]
    assert exported(tmp_path / "my.ledger", *drafts) == []


def test_training_reads_what_was_exported(tmp_path: Path) -> None:
    """Decided words have labels, a rejected trigger that of no event, and all other words none."""
    path = tmp_path / "my.ledger"
    exported(path, Draft(ARREST.id, "accept", "Anna"), Draft(CLOSE.id, "reject", "Anna"))
    ((text, article),) = read_reviewed(path, path.with_suffix(".jsonl"))
    assert text == TEXT
    first, second = reviewed_examples(text, article)
    events = dict(zip(first.words, first.labels["event"], strict=True))
    assert (events["arrested"], events["Monday"]) == ("COERCE", "-1")
    words = dict(zip(first.words, first.labels["role"], strict=True))
    assert (words["police"], words["sailors"]) == ("COP", "STATE")
    assert dict(zip(second.words, second.labels["event"], strict=True)) == {
        **dict.fromkeys(second.words, "-1"),
        "close": "O",
    }
    assert sum(map(len, read_decisions(path, path.with_suffix(".jsonl")))) == 2


def test_another_ledger_does_not_have_the_texts(tmp_path: Path) -> None:
    """An article that the ledger does not hold is refused by name."""
    exported(tmp_path / "my.ledger", Draft(ARREST.id, "accept", "Anna"))
    other = filled(tmp_path / "other.ledger", coded(f"{TEXT}More.\n", "more"))
    with pytest.raises(ValueError, match="ferry"):
        list(read_reviewed(other, tmp_path / "my.jsonl"))
