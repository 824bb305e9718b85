"""Claims as the language core sees them: cues, and the words of source and content that it links to each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sayso.coding.claims.draft import Draft, trimmed
from sayso.coding.claims.reported import Reading, Scene, draft
from sayso.coding.claims.sources import Named, place
from sayso.ontology.cues import Cue
from sayso.record import Span, Token
from sayso.tree import Tree

SURE = 0.4  # probability from which on a word counts as part of a claim
FRAME = "core"


def tokens_in(scene: Scene, spans: Iterable[Span]) -> list[int]:
    """Return the tokens of the sentence that lie in *spans*."""
    tokens, found = scene.tree.tokens, set[int]()
    for start, end in spans:
        first = bisect_left(tokens, start, key=_start)
        found.update(range(first, bisect_left(tokens, end, first, key=_start)))
    return sorted(found)


def _start(token: Token) -> int:
    return token.span.start


def linked(scene: Scene, cue: Collection[int], part: str) -> list[int]:
    """Return the words that the core sees as *part* (source, content) of the claim of the words *cue*."""
    return [
        number
        for number, token in enumerate(scene.tree.tokens)
        if token.part is not None
        and token.upos != "PUNCT"
        and getattr(token.part, part) >= SURE
        and token.part.cue_at.token in cue
    ]


def as_seen(found: Draft, scene: Scene) -> Draft:
    """Return *found* with source and content as the core sees them, where it links any words to the cue.

    What it leaves out amid a content is part of it where the rule says so, too.
    Where it sees a source in pieces that the rule sees whole ("many worry, he
    says, that"), it has run two claims together: the rule's spans stay.
    """
    cue = tokens_in(scene, found.words)
    source, content = linked(scene, cue, "source"), linked(scene, cue, "content")
    spans = _spans(scene, source)
    if found.source and len(spans) > 1:
        return found
    if not set(source) <= set(tokens_in(scene, found.source)):  # the rule's phrase is the whole one
        found = replace(found, source=spans, speaker=place(scene.number, _head(scene.tree, source)))
    if not content:
        return found
    amid = range(content[0], content[-1])
    left_out = set(tokens_in(scene, found.content)).intersection(amid).difference(cue, source)
    return replace(found, content=_spans(scene, sorted(left_out.union(content))))


def find_seen(scene: Scene, taken: Collection[int]) -> Iterator[Draft]:
    """Yield the claims of cues that the core sees and no rule has *taken*."""
    for cue in _runs(scene.tree, taken):
        content = linked(scene, cue, "content")
        if content:
            head = _head(scene.tree, cue)
            source = linked(scene, cue, "source")
            named = Named(_spans(scene, source), _head(scene.tree, source)) if source else Named()
            reading = Reading(FRAME, _spans(scene, content))
            made = draft(scene, _cue(scene, head), head, named, reading)
            yield replace(made, words=scene.tree.spans(cue))


def _runs(tree: Tree, taken: Collection[int]) -> Iterator[list[int]]:
    """Yield the tokens of each stretch of a cue that is not *taken*."""
    run: list[int] = []
    for number in range(len(tree) + 1):
        part = tree[number].part if number < len(tree) and number not in taken else None
        if part is not None and part.cue >= SURE:
            run.append(number)
        elif run:
            yield run
            run = []


def _head(tree: Tree, numbers: Collection[int]) -> int:
    """Return the first token of *numbers* that hangs on none of them."""
    return next(number for number in numbers if tree.head(number) not in numbers)


def _cue(scene: Scene, head: int) -> Cue:
    """Return the lexicon's entry for a word, or one that says that only the core knows it."""
    lemma = scene.tree.lemma(head)
    for entries in (scene.cues.verbs, scene.cues.nouns, scene.cues.adjectives):
        if lemma in entries:
            return entries[lemma]
    return Cue(lemma, "say", False, f"core:{lemma}")


def _spans(scene: Scene, numbers: Collection[int]) -> tuple[Span, ...]:
    return trimmed(scene.text, scene.tree.spans(numbers))
