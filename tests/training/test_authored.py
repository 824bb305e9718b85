"""The authored articles and sentences: every one can be read, and what is written wrongly is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.ontology.triggers import load_triggers
from training.authored import authored_examples, named_examples, parse, read_authored

ARTICLE = """\
[Kenya/LOC] pulls its envoy from [Juba/LOC]
| pulls | SANCTION | Kenya;KEN | Juba;SSD | happened | certain | - | no

A soldier said so.
They would shoot again, he told [Ruth Akello/PER].
| shoot | ASSAULT | soldier;SSD MIL;They | - | future | certain | soldier;SSD MIL;he | yes
"""


def test_marks_become_characters() -> None:
    """Names and events stand where the text without its marks has them."""
    text, article = parse("2016-01-02_envoy", ARTICLE)
    assert text == (
        "Kenya pulls its envoy from Juba\nA soldier said so. They would shoot again, he told Ruth Akello."
    )
    assert [(text[start:end], kind) for start, end, kind in article["names"]] == [
        ("Kenya", "LOC"),
        ("Juba", "LOC"),
        ("Ruth Akello", "PER"),
    ]
    pulls, shoot = article["events"]
    assert text[slice(*pulls["trigger"])] == "pulls"
    assert text[slice(*pulls["recipient"]["span"])] == "Juba"
    assert (shoot["prediction"], shoot["recipient"], shoot["actor"]["span"]) == (True, None, None)
    assert text[slice(*shoot["actor"]["elsewhere"])] == "soldier"
    assert text[slice(*shoot["actor"]["mention"])] == "They"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("| pulls | SANCTION | - | -", "line 2: 4 columns, 8 are due"),
        ("| pushes | SANCTION | - | - | happened | certain | - | no", "line 2: 'pushes' is not in"),
        ("| pulls | SANCTION | Peru;PER | - | happened | certain | - | no", "line 2: 'Peru' is not in"),
    ],
)
def test_what_is_written_wrongly_is_told(line: str, told: str) -> None:
    """The line is named."""
    with pytest.raises(ValueError, match=told):
        parse("envoy", ARTICLE.splitlines()[0] + "\n" + line)


def test_every_article_names_known_types() -> None:
    """What they are marked with is what rows can hold, and each event becomes a trigger."""
    types = set(load_triggers().roots)
    for text, article in read_authored():
        assert {event["type"] for event in article["events"]} <= types, article["doc_id"]
        assert all(text[slice(*event["trigger"])].strip() for event in article["events"])


def test_events_and_names_are_examples() -> None:
    """Articles teach events and names, single sentences names alone."""
    assert any("LOC" in tag for example in authored_examples() for tag in example.labels["ner"])
    assert any(kind != "O" for example in authored_examples() for kind in example.labels["event"])
    named = list(named_examples())
    assert all(set(example.labels) == {"ner"} for example in named)
    assert any("B-ORG" in example.labels["ner"] for example in named)


def test_a_folder_without_articles_is_empty(tmp_path: Path) -> None:
    """Nothing to read is nothing read."""
    assert list(read_authored(tmp_path)) == []
