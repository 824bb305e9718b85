"""The stage: article to sentences, tokens, entities and mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.annotate.dateline import LONGEST_DATELINE, dateline
from sayso.annotate.encoder import Analysis, Core
from sayso.annotate.linker import Seen, link
from sayso.annotate.sentences import split_sentences
from sayso.annotate.tokens import tokenize
from sayso.annotate.windows import windows
from sayso.problems import problem
from sayso.record import Annotation, Article, Problem, Sentence, Span, Token
from sayso.settings import Settings


def annotate(
    article: Article,
    settings: Settings,  # noqa: ARG001 - every stage has this shape
    core: Core,
) -> tuple[Annotation, tuple[Problem, ...]]:
    """Return what *core* sees in *article*, without its residue, and the problems met on the way.

    A sentence never crosses the border of a block, and a dateline before it is
    one of its own. One that the core cannot hold is cut in windows, each a
    sentence, and reported (S203).
    """
    cut: list[tuple[int, list[Span]]] = []
    problems: list[Problem] = []
    for block, spans in _sentences(article, core):
        parts = _windows(article.text, spans, core)
        cut += [(block, part) for part in parts]
        if len(parts) > 1:
            problems.append(problem("S203", article.address, size=len(spans)))
    found = tuple(analysed(article.text, cut, core))
    mentions = link(found, core.linker)
    return Annotation(tuple(one.sentence for one in found), mentions), tuple(problems)


def _sentences(article: Article, core: Core) -> Iterator[tuple[int, list[Span]]]:
    """Yield the block number and the token spans of each sentence outside the residue."""
    for number, block in enumerate(article.blocks):
        if block.kind != "residue":
            tokens = tokenize(article.text, block.span.start, block.span.end)
            place = dateline([article.text[token.start : token.end] for token in tokens[:LONGEST_DATELINE]])
            for first, last in split_sentences(article.text, tokens, core.splitter):
                cuts = [first, place, last] if first < place < last else [first, last]
                yield from ((number, tokens[one:other]) for one, other in pairwise(cuts))


def _windows(text: str, spans: list[Span], core: Core) -> list[list[Span]]:
    words = [text[span.start : span.end] for span in spans]
    sizes = core.count(words)
    return [spans[first:last] for first, last in windows(words, sizes, core.longest - 2)]


def analysed(text: str, cut: Sequence[tuple[int, Sequence[Span]]], core: Core) -> Iterator[Seen]:
    """Yield the sentences of *text* as *core* sees them; *cut* has the block and the tokens of each."""
    words = [[text[span.start : span.end] for span in spans] for _, spans in cut]
    for (block, spans), its, analysis in zip(cut, words, core.analyse_all(words), strict=True):
        tokens = _tokens(spans, its, analysis, core)
        yield Seen(Sentence(Span(spans[0].start, spans[-1].end), block, tokens), analysis.states)


def _tokens(spans: Sequence[Span], words: Sequence[str], analysis: Analysis, core: Core) -> tuple[Token, ...]:
    return tuple(
        Token(
            span=span,
            text=words[number],
            lemma=core.lemmas.lemma(words[number], analysis.xpos[number], first=number == 0),
            upos=analysis.upos[number],
            xpos=analysis.xpos[number],
            head=analysis.heads[number],
            deprel=analysis.deprels[number],
            entity=analysis.entities[number],
            probability=analysis.probabilities[number],
            deed=analysis.deeds[number],
            part=analysis.parts[number],
            factuality=analysis.factuality[number],
            role=analysis.roles[number],
        )
        for number, span in enumerate(spans)
    )
