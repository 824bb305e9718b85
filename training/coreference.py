"""Reads GUM's coreference layer: which mentions of a document stand for one and the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from pathlib import Path
from typing import NamedTuple

from sayso.annotate.annotate import analysed
from sayso.annotate.encoder import Core
from sayso.annotate.linker import Seen
from sayso.record import Span
from training.conllu import Row, phrases, read_documents

Chains = list[frozenset[tuple[int, int]]]


class Document(NamedTuple):
    """The words of each sentence, and the chains of more than one mention: (sentence, head word), from 0."""

    sentences: list[list[str]]
    chains: Chains


def read_coreference(path: Path) -> Iterator[Document]:
    """Yield the documents of a treebank with ``Entity=`` annotations."""
    for sentences in read_documents(path):
        found: dict[str, set[tuple[int, int]]] = {}
        for number, rows in enumerate(sentences):
            for first, last, fields in phrases(rows):
                found.setdefault(fields[0], set()).add((number, _head(rows, first, last)))
        chains = [frozenset(chain) for chain in found.values() if len(chain) > 1]
        yield Document([[row[1] for row in rows] for rows in sentences], chains)


def _head(rows: list[Row], first: int, last: int) -> int:
    """Return the word of a stretch that hangs on one outside it."""
    inside = range(first, last + 1)
    return next((place for place in inside if int(rows[place][6]) - 1 not in inside), last)


def sentences_of(document: Document, core: Core) -> tuple[Seen, ...]:
    """Return the sentences of *document* as *core* sees its words."""
    text, spans = _laid_out([word for words in document.sentences for word in words])
    left = iter(spans)
    cut = [(0, list(islice(left, len(words)))) for words in document.sentences]
    return tuple(analysed(text, cut, core))


def _laid_out(words: Sequence[str]) -> tuple[str, list[Span]]:
    """Return *words* as a text, with their places in it."""
    ends = list(accumulate(len(word) + 1 for word in words))
    return " ".join(words), [
        Span(end - len(word) - 1, end - 1) for end, word in zip(ends, words, strict=True)
    ]
