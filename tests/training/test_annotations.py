"""Reading annotated articles and judgements of factuality, on lines written for this test."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.record import Published
from training.annotations import as_article, event_examples, read_articles
from training.factuality import label, read_factuality

TEXT = "Kenya arrested two sailors from Tanzania.\nThe ministry denied it, Anna Berg said.\n"
EVENT = {
    "trigger": [6, 14],
    "type": "COERCE",
    "status": "happened",
    "certainty": "certain",
    "prediction": False,
    "actor": {"span": [0, 5], "code": "KEN"},
    "recipient": {"span": [15, 40], "code": "TZA CVL"},
    "said_by": {"span": None, "code": "KEN GOV"},
}


def written(folder: Path, text: str) -> Path:
    """Write an article into a corpus, and its annotation beside it; return the folder."""
    article = {
        "doc_id": "one",
        "corpus": "polnear_train",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "events": [],
        "names": [],
    }
    (folder / "attribution").mkdir()
    record = json.dumps({"doc_id": "one", "text": text})
    (folder / "attribution" / "polnear_train.jsonl").write_text(record + "\n", encoding="utf-8")
    (folder / "some.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    return folder


def test_events_become_labels() -> None:
    """A trigger has its type and the words that head its parties; a source told elsewhere has no label."""
    first, second = event_examples(TEXT, [EVENT], [[0, 5, "LOC"], [66, 75, "PER"]])
    assert first.words == ("Kenya", "arrested", "two", "sailors", "from", "Tanzania", ".")
    assert first.labels["event"] == ("O", "COERCE", "O", "O", "O", "O", "O")
    assert (first.labels["actor"][1], first.labels["recipient"][1], first.labels["said"][1]) == (
        "1",
        "4",
        "-1",
    )
    assert first.labels["role"] == ("STATE", "O", "O", "CVL", "O", "O", "O")
    assert first.labels["prediction"][1] == "false"
    assert first.labels["ner"][0] == "B-LOC"
    assert second.labels["ner"][5:7] == ("B-PER", "I-PER")


def test_words_that_name_no_event_have_no_parties() -> None:
    """Only trigger words have labels for status, certainty and parties."""
    first = event_examples(TEXT, [EVENT], None)[0]
    kept: list[Any] = [first.labels[name][0] for name in ("status", "certainty", "actor", "recipient")]
    assert kept == ["-1"] * 4
    assert "ner" not in first.labels


def test_a_word_can_stand_for_a_party_named_elsewhere() -> None:
    """Where the sentence has a word for a party, the party is that word."""
    who = {"span": None, "elsewhere": [33, 41], "mention": [62, 64], "code": "TZA"}
    event = EVENT | {"trigger": [55, 61], "type": "REJECT", "actor": None, "recipient": who}
    second = event_examples(TEXT, [event], None)[1]
    assert second.words[:4] == ("The", "ministry", "denied", "it")
    assert (second.labels["actor"][2], second.labels["recipient"][2]) == ("0", "4")


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("Kenya's opposition", "opposition"),
        ("the Kenyan-led force in Lamu", "force"),
        ("the president\u2019s", "president"),
    ],
)
def test_a_party_is_labelled_at_its_head(words: str, head: str) -> None:
    """What possesses it, or is joined to another word, heads no party."""
    text = f"Rebels fled {words}."
    event = EVENT | {
        "trigger": [7, 11],
        "actor": None,
        "recipient": {"span": [12, 12 + len(words)], "code": "KEN"},
    }
    (example,) = event_examples(text, [event], None)
    assert example.words[int(example.labels["recipient"][1]) - 1] == head


def test_another_text_is_refused(tmp_path: Path) -> None:
    """An annotation is never laid over a text that it was not made for."""
    with pytest.raises(ValueError, match="one: the text is not the one that was annotated"):
        list(read_articles(written(tmp_path, TEXT + "More."), tmp_path / "some.jsonl"))


def test_the_same_text_is_read(tmp_path: Path) -> None:
    """An annotation finds its text by id."""
    ((text, article),) = read_articles(written(tmp_path, TEXT), tmp_path / "some.jsonl")
    assert (text, article["doc_id"]) == (TEXT, "one")


@pytest.mark.parametrize(("whole", "other"), [(True, "O"), (False, "-1")])
def test_judgements_become_labels(tmp_path: Path, whole: bool, other: str) -> None:
    """A predicate has its score; the other words are none only where a corpus marks all of them."""
    path = tmp_path / "some.jsonl"
    path.write_text(
        json.dumps({"text": "They left .", "span": [5, 9], "score": 2.3}) + "\n", encoding="utf-8"
    )
    (example,) = read_factuality(path, whole)
    assert example.labels["factuality"] == (other, "2.5", other)


def test_scores_are_rounded_to_halves() -> None:
    """Zero has one label, whatever its sign."""
    assert [label(score) for score in (-2.9, -0.1, 0.1, 3.0)] == ["-3.0", "0.0", "0.0", "3.0"]


def test_an_article_is_dated_by_its_name() -> None:
    """Who held which office is read off the date, so an article of the corpora has that of its name."""
    assert as_article("paper_2016-03-09_some-title", TEXT).published == Published("2016-03-09", "day")
    assert as_article("sentence 12", TEXT).published == Published()
