"""Raw text from treebanks, and how well sentences, tokens and lemmas are found in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sayso.annotate.lemma import Lemmatiser
from sayso.annotate.sentences import split_sentences
from sayso.annotate.splitter import Weights
from sayso.annotate.tokens import tokenize
from training.conllu import Row, read_conllu, read_lines

Place = tuple[int, int]


class RawWord(NamedTuple):
    """A word of raw text: its characters, those of its head (None: the root), relation and lemma."""

    span: Place
    head: Place | None
    relation: str
    lemma: str


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it was written, and where its gold tokens and sentences are."""

    document: str = ""
    text: str = ""
    tokens: list[Place] = field(default_factory=list)
    sentences: list[Place] = field(default_factory=list)
    words: list[RawWord] = field(default_factory=list)


def paragraphs(path: Path) -> Iterator[Paragraph]:
    """Yield the paragraphs of a treebank; the blanks between words are those it records."""
    document = ""
    paragraph = Paragraph()
    rows: list[Row] = []
    for line in read_lines(path):
        if _begins_paragraph(line):
            if paragraph.text:
                yield paragraph
            if line.startswith("# newdoc"):
                document = line.partition("=")[2].strip()
            paragraph = Paragraph(document)
        elif not line.strip():
            _add(paragraph, rows)
            rows = []
        elif line[0] != "#":
            rows.append(line.split("\t"))
    if paragraph.text:
        yield paragraph


def documents(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the raw text of each document of a treebank, a line for each paragraph."""
    name, lines = "", list[str]()
    for paragraph in paragraphs(path):
        if paragraph.document != name and lines:
            yield name, _as_text(lines)
            lines = []
        name = paragraph.document
        lines.append(paragraph.text)
    if lines:
        yield name, _as_text(lines)


def _as_text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _begins_paragraph(line: str) -> bool:
    return line.startswith(("# newdoc", "# newpar")) and not line.startswith("# newpar_block")


def _add(paragraph: Paragraph, rows: list[Row]) -> None:
    """Append one sentence to *paragraph*."""
    start = len(paragraph.text)
    end = start
    spans: list[Place] = []
    for form, words, blank in _units(rows):
        place = len(paragraph.text)
        # the parts of "don't" spell it; those of a few others ("whatcha") do not, and count as one
        spelled = "".join(words) == form
        for word in words if spelled else [form]:
            paragraph.tokens.append((place, place + len(word)))
            place += len(word)
        spans += paragraph.tokens[-len(words) :] if spelled else [paragraph.tokens[-1]] * len(words)
        end = place
        paragraph.text += form + " " * blank
    paragraph.words += _words([row for row in rows if row[0].isdigit()], spans)
    if rows:
        paragraph.sentences.append((start, end))


def _words(rows: list[Row], spans: list[Place]) -> Iterator[RawWord]:
    """Yield the syntactic words of a sentence with the places that they and their heads have in the text."""
    for row, span in zip(rows, spans, strict=True):
        head = spans[int(row[6]) - 1] if row[6] != "0" else None
        yield RawWord(span, head, row[7].partition(":")[0], row[2])


def _units(rows: list[Row]) -> Iterator[tuple[str, list[str], bool]]:
    """Yield the written form, the syntactic words and whether a blank follows, for each stretch."""
    last = 0
    for number, row in enumerate(rows):
        blank = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            yield row[1], [word[1] for word in rows[number + 1 : number + 2 + last - first]], blank
        elif row[0].isdigit() and int(row[0]) > last:
            yield row[1], [row[1]], blank


def segmentation(path: Path, splitter: Weights) -> dict[str, float]:
    """Return the F1 of tokens and of sentences found in the treebank's raw text, in percent."""
    sums = {"tokens": [0, 0], "sentences": [0, 0]}
    for paragraph in paragraphs(path):
        tokens = tokenize(paragraph.text, 0, len(paragraph.text))
        ends = split_sentences(paragraph.text, tokens, splitter)
        sentences = [(tokens[first].start, tokens[last - 1].end) for first, last in ends]
        for name, ours, gold in (
            ("tokens", {tuple(token) for token in tokens}, set(paragraph.tokens)),
            ("sentences", set(sentences), set(paragraph.sentences)),
        ):
            sums[name][0] += len(ours & gold)
            sums[name][1] += len(ours) + len(gold)
    return {name: 200 * same / max(1, both) for name, (same, both) in sums.items()}


def lemma_accuracy(path: Path, lemmatiser: Lemmatiser) -> float:
    """Return the share of words whose lemma is right, given their gold part of speech, in percent."""
    same = count = 0
    for rows in read_conllu(path):
        for number, row in enumerate(rows):
            same += lemmatiser.lemma(row[1], row[4], first=number == 0) == row[2]
            count += 1
    return 100 * same / max(1, count)
