"""The JSON contract, one object a line and article, with what it takes to come back as the same coding."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from sayso.ledger.columns import digest, flatten
from sayso.ledger.content import Held, contents
from sayso.ledger.contract import Json, as_contract
from sayso.ledger.store import Ledger
from sayso.record import Annotation, Coded, Sentence


def write(ledger: Ledger, path: Path) -> int:
    """Write an object a line and article to *path*; return how many rows they hold."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for held in contents(ledger):
            file.write(json.dumps(as_object(held), ensure_ascii=False) + "\n")
            count += sum(map(len, held.rows))
    return count


def as_object(held: Held) -> Json:
    """Return the JSON contract of an article, its sentences, its run, and the digest of its rows."""
    sentences = [Sentence(*one, ()) for one in zip(held.sentences, held.blocks, strict=True)]
    coded = Coded(held.article, Annotation(tuple(sentences)), *held.rows)
    return {
        **as_contract(coded),
        "source_sha256": held.article.source_sha256,
        "sentences": [{"block": one.block, "span": list(one.span)} for one in sentences],
        "run": asdict(held.run),
        "digest": digest(flatten(coded)),
    }
