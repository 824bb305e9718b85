"""Claims that the syntax of one sentence shows: verbs, nouns and adjectives with what they introduce."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from sayso.coding.claims.draft import Draft, trimmed
from sayso.coding.claims.sources import Named, named, place, source_of
from sayso.ontology.cues import Cue, Cues
from sayso.record import Place, Span
from sayso.tree import Tree

ABOUT = frozenset("about of for on to with against at over as in".split())
COMPLEMENTS = ("xcomp", "ccomp", "advcl")
AUXILIARIES = ("aux", "aux:pass", "advmod", "compound:prt", "cop")
LABEL = 8  # no more tokens than this name the speaker before a colon
TAIL = 5  # and than this at the end, with the mark before it; so many at least come before that
PARTING = frozenset(":-\u2013\u2014")
VERBAL = {"VERB", "AUX", "PRON"}
NOUN_CONTENTS = ("acl", "ccomp", "nmod", "csubj")


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence as the rules see it: its number, its tree, the article's text, the lexicon."""

    number: int
    tree: Tree
    text: str
    cues: Cues


class Reading(NamedTuple):
    """The construction that a cue stands in, and what it introduces there."""

    frame: str
    content: Iterable[Span]


def find_reported(scene: Scene) -> Iterator[Draft]:
    """Yield the claims of one sentence, at most one for each cue word."""
    for number in range(len(scene.tree)):
        draft = _reported(scene, number)
        if draft is not None and draft.content:
            yield draft
    for label in (_label(scene), _tail(scene)):
        if label is not None:
            yield label


def _label(scene: Scene) -> Draft | None:
    """Return the claim of "X: what X says" and "From X:", where a colon parts a name from a sentence."""
    tree = scene.tree
    colon = next((number for number in range(min(len(tree), LABEL)) if tree[number].text == ":"), None)
    if not colon or len(tree) - colon < LABEL or {tree[number].upos for number in range(colon)} & VERBAL:
        return None
    first = 1 if colon > 1 and tree.lemma(0) == "from" else 0
    heads = [number for number in range(first, colon) if tree.head(number) not in range(first, colon)]
    if tree.lemma(heads[0]) in scene.cues.labels or tree[heads[0]].upos == "NUM":
        return None
    source = Named(trimmed(scene.text, (tree.span(range(first, colon)),)), heads[0])
    cue = Cue(":", "say", False, "cues#say:colon")
    content = (tree.span(range(colon + 1, len(tree))),)
    return draft(scene, cue, colon, source, Reading("colon", content))


def _tail(scene: Scene) -> Draft | None:
    """Return the claim of a headline that ends in its source ("Army shelled two villages: monitors")."""
    tree = scene.tree
    size = len(tree)
    mark = next(
        (number for number in range(max(1, size - TAIL), size - 1) if tree[number].text in PARTING), 0
    )
    after = range(mark + 1, size)
    heads = [number for number in after if tree.head(number) not in after]
    if mark < TAIL or len(heads) != 1 or {tree[number].upos for number in after} & (VERBAL | {"PUNCT"}):
        return None
    role = tree[heads[0]].role
    if role is None or not {tree[number].upos for number in range(mark)} & VERBAL:
        return None
    source = Named((tree.span(after),), heads[0])
    cue = Cue(tree[mark].text, "say", False, "cues#say:colon")
    return draft(scene, cue, mark, source, Reading("tail", (tree.span(range(mark)),)))


def _reported(scene: Scene, number: int) -> Draft | None:
    """Return the claim that token *number* introduces, if it is a cue."""
    tree, cues = scene.tree, scene.cues
    token, lemma = tree[number], tree.lemma(number)
    if token.text.lower() == "according" and tree.children(number, "fixed"):
        return _according(scene, number)
    if token.upos in ("VERB", "AUX") and lemma in cues.verbs:
        return _verb(scene, number, cues.verbs[lemma])
    if token.upos == "NOUN" and lemma in cues.nouns:
        return _noun(scene, number, cues.nouns[lemma])
    if token.upos in ("ADJ", "VERB") and lemma in cues.adjectives:
        return _adjective(scene, number, cues.adjectives[lemma])
    return None


def draft(scene: Scene, cue: Cue, head: int, source: Named, reading: Reading) -> Draft:
    """Return the claim of *cue*, with the words of its cue and whether it is negated."""
    tree = scene.tree
    words = [head, *(child for child in tree.children(head, *AUXILIARIES) if abs(child - head) <= 4)]
    negated = any(tree.lemma(child) in scene.cues.negations for child in tree.children(head))
    return Draft(
        reading.frame,
        cue,
        Place(scene.number, head),
        source.spans,
        place(scene.number, source.head),
        tree.spans(words),
        trimmed(scene.text, tuple(reading.content)),
        negated,
    )


def _according(scene: Scene, mark: int) -> Draft | None:
    """Return the claim of "according to X": the rest of the sentence."""
    tree = scene.tree
    head = tree.head(mark)
    if head < 0:
        return None
    cue = Cue("according to", "say", False, "cues#say:according-to")
    phrase = [number for number in tree.subtree(head) if number > mark + 1]
    source = Named(trimmed(scene.text, (tree.span(phrase),)) if phrase else (), head)
    rest = _rest(tree, [mark, mark + 1, *phrase])
    found = draft(scene, cue, mark, source, Reading("according", tree.spans(rest)))
    return replace(found, words=(tree.span([mark, mark + 1]),))


def _rest(tree: Tree, taken: Iterable[int]) -> list[int]:
    """Return the tokens of the sentence that are not *taken*."""
    gone = set(taken)
    return [number for number in range(len(tree)) if number not in gone]


def _verb(scene: Scene, verb: int, cue: Cue) -> Draft | None:
    """Return the claim of a verb, by the first construction that fits."""
    tree = scene.tree
    if tree.is_passive(verb):
        return _passive(scene, verb, cue)
    source = source_of(tree, verb, scene.text)
    inserted = _inserted(tree, verb)
    if inserted:
        frame = "as" if tree[verb].deprel == "advcl" else "parataxis"
        return draft(scene, cue, verb, source, Reading(frame, tree.spans(inserted)))
    if cue.kind == "seem":
        return _raising(scene, verb, cue)
    for frame, numbers in _complements(tree, verb):
        return draft(scene, cue, verb, source, Reading(frame, (tree.span(numbers),)))
    return None


def _raising(scene: Scene, verb: int, cue: Cue) -> Draft | None:
    """Return the claim of "seems to", whose subject is part of what seems so and which names nobody."""
    tree = scene.tree
    clause = tree.child(verb, "xcomp", "ccomp")
    if clause is None:
        return None
    parts = [*tree.children(verb, "nsubj"), clause]
    spans = [tree.span(tree.subtree(number)) for number in parts if tree[number].text.lower() != "it"]
    return draft(scene, cue, verb, Named(), Reading("raising", spans))


def _inserted(tree: Tree, verb: int) -> list[int]:
    """Return the sentence around ", X said," or "as X said", where *verb* hangs on what it reports."""
    token = tree[verb]
    bare = token.head >= 0 and not (
        tree.children(verb, "ccomp", "obj", "xcomp") and not _interrupts(tree, verb)
    )
    as_clause = (
        bare and token.deprel == "advcl" and "as" in tree.lemmas(tree.children(verb, "mark", "advmod"))
    )
    aside = bare and token.deprel == "parataxis"
    if not (as_clause or (aside and tree.subject(verb) is not None)):
        return []
    own = [number for number in tree.subtree(verb) if number > verb] if _interrupts(tree, verb) else []
    return sorted({*tree.subtree(token.head, without=[verb]), *own})


def _interrupts(tree: Tree, verb: int) -> bool:
    """Return whether ", X says," stands between a verb and its clause ("many worry, he says, that")."""
    above = tree.head(verb)
    clause = tree.child(verb, "ccomp")
    after = verb + 1 < len(tree) and tree[verb + 1].text == ","
    return tree[verb].deprel == "parataxis" and clause is not None and above < verb < clause and after


def _complements(tree: Tree, verb: int) -> Iterator[tuple[str, list[int]]]:
    """Yield what *verb* introduces, the most telling construction first."""
    asides = [child for child in tree.children(verb, "parataxis") if _interrupts(tree, child)]
    clause = next((tree.child(aside, "ccomp") for aside in asides), tree.child(verb, "ccomp"))
    infinitive = tree.child(verb, "xcomp")
    thing = tree.child(verb, "obj")
    if clause is not None:
        yield "clause", tree.subtree(clause)
    if infinitive is not None and thing is not None:
        yield "object-to", tree.subtree(thing) + tree.subtree(infinitive)
    if infinitive is not None:
        yield "to", tree.subtree(infinitive)
    charge, charged = _charge(tree, verb), tree.child(verb, "obj", "iobj")
    if charged is not None and charge is not None:
        yield "object-of", tree.subtree(charged) + tree.subtree(charge)
    if thing is not None:
        yield "object", tree.subtree(thing)
    for child in tree.children(verb, "obl"):
        if tree.preposition(child) in ABOUT:
            yield "oblique", [number for number in tree.subtree(child) if not _marks(tree, number, child)]


def _charge(tree: Tree, verb: int) -> int | None:
    """Return what somebody is accused of, praised for, described as."""
    found = tree.children(verb, "obl", "advcl")
    return next((child for child in found if tree.preposition(child) in ("of", "for", "as")), None)


def _marks(tree: Tree, number: int, head: int) -> bool:
    return number in tree.children(head, "case", "mark")


def _passive(scene: Scene, verb: int, cue: Cue) -> Draft | None:
    """Return the claim of "is believed to", "was criticised by", "it was announced that"."""
    tree = scene.tree
    agent = tree.child(verb, "obl:agent")
    by = next(iter(tree.by_preposition(verb, "by")), agent)
    source = named(tree, by, scene.text, verb) if by is not None else Named()
    source = Named(_without_by(scene, by, source.spans), source.head)
    subject = tree.child(verb, "nsubj:pass", "csubj:pass", "nsubj")
    clause = tree.child(verb, "ccomp", "xcomp")
    clause = clause if clause is not None else _charge(tree, verb)
    if subject is not None and tree.child(verb, "ccomp") is not None:  # "he was told that"
        return None
    spans = [tree.span(tree.subtree(number)) for number in (subject, clause) if number is not None]
    frame = "passive-to" if clause is not None else "passive-by" if by is not None else "passive"
    return draft(scene, cue, verb, source, Reading(frame, spans))


def _without_by(scene: Scene, by: int | None, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the agent's *spans* without the word "by"."""
    case = scene.tree.child(by, "case") if by is not None else None
    if case is None:
        return spans
    end = scene.tree[case].span.end
    return trimmed(scene.text, tuple(Span(max(start, end), stop) for start, stop in spans if stop > end))


def _noun(scene: Scene, noun: int, cue: Cue) -> Draft | None:
    """Return the claim of "his claim that", "the accusation of", "calls for"."""
    tree = scene.tree
    owner = tree.child(noun, "nmod:poss")
    source = named(tree, owner, scene.text) if owner is not None else Named()
    source = Named(tuple(_without_genitive(scene.text, span) for span in source.spans), source.head)
    for child in tree.children(noun, *NOUN_CONTENTS):
        if tree[child].deprel != "nmod" or tree.preposition(child) in ABOUT:
            frame = ("noun-" if owner is None else "owned-noun-") + _joined(tree, child)
            numbers = [number for number in tree.subtree(child) if not _marks(tree, number, child)]
            return draft(scene, cue, noun, source, Reading(frame, (tree.span(numbers),))) if numbers else None
    return None


def _joined(tree: Tree, child: int) -> str:
    """Return whether a noun's content is a phrase ("of") or a clause ("that")."""
    return "of" if tree[child].deprel == "nmod" else "that"


def _without_genitive(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.start, span.end - 2) if words.endswith(("'s", "\u2019s")) else span


def _adjective(scene: Scene, adjective: int, cue: Cue) -> Draft | None:
    """Return the claim of "is confident that", "is eager to"."""
    tree = scene.tree
    if tree.child(adjective, "cop") is None:
        return None
    for child in tree.children(adjective, *COMPLEMENTS, "csubj"):
        content = (tree.span(tree.subtree(child)),)
        return draft(
            scene, cue, adjective, source_of(tree, adjective, scene.text), Reading("adjective", content)
        )
    return None
