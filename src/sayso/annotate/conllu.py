"""An annotation as CoNLL-U."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.annotate.morphology import features
from sayso.record import Annotation, Article, Sentence


def to_conllu(article: Article, annotation: Annotation) -> Iterator[str]:
    """Yield the lines of *annotation*, ten columns a token, an empty line after each sentence."""
    yield f"# newdoc id = {_one_line(article.doc_id)}"
    block = -1
    for number, sentence in enumerate(annotation.sentences):
        if sentence.block != block:
            block = sentence.block
            yield "# newpar"
        yield f"# sent_id = {_one_line(article.doc_id)}-{number + 1}"
        yield f"# text = {_text(sentence)}"
        yield from _rows(sentence)
        yield ""


def _rows(sentence: Sentence) -> Iterator[str]:
    for number, token in enumerate(sentence.tokens):
        yield "\t".join(
            (
                str(number + 1),
                token.text,
                token.lemma or "_",
                token.upos,
                token.xpos,
                features(sentence, number),
                str(token.head + 1),
                token.deprel,
                "_",
                _misc(sentence, number),
            )
        )


def _misc(sentence: Sentence, number: int) -> str:
    token = sentence.tokens[number]
    values = [] if token.entity == "O" else [f"Entity={token.entity}"]
    if not _blank_after(sentence, number):
        values.append("SpaceAfter=No")
    return "|".join(values) or "_"


def _blank_after(sentence: Sentence, number: int) -> bool:
    """Whether there is a blank between a token and the next; after the last there always is."""
    if number + 1 == len(sentence.tokens):
        return True
    return sentence.tokens[number].span.end < sentence.tokens[number + 1].span.start


def _text(sentence: Sentence) -> str:
    """Return the sentence as its tokens have it: any run of blanks and line breaks is one blank."""
    parts = [
        token.text + (" " if _blank_after(sentence, number) else "")
        for number, token in enumerate(sentence.tokens)
    ]
    return "".join(parts).rstrip(" ")


def _one_line(text: str) -> str:
    return " ".join(text.split())
