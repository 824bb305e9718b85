"""What the words of a deed's own clause say of it: modals, negation, adverbs, conditions, questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.ontology.grades import Grades
from sayso.tree import SUBJECTS, Tree

SURELY = "surely"  # the effect of a denial on how sure its content is
NOT_DENIED = frozenset("only just merely before until".split())  # after "not" these leave the deed a deed
NOBODY = frozenset("no nobody none neither nothing".split())
WERE = frozenset(["was", "were"])
INVERTED = frozenset("had were should".split())


class Mark(NamedTuple):
    """One thing that is said of a deed: what (an effect's name), by which token, by which rule."""

    effect: str
    token: int
    rule: str
    prediction: bool = False


def clause_marks(tree: Tree, verb: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield the marks in the clause of *verb* itself, the innermost first."""
    yield from _adverbs(tree, verb, lexicon)
    yield from _modals(tree, verb, lexicon)
    yield from negations(tree, verb, lexicon)
    yield from _conditions(tree, verb, lexicon)
    yield from _sentence_mood(tree, verb, lexicon)


def noun_marks(tree: Tree, noun: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield the marks that stand in the phrase of a deed that a noun names."""
    if tree.preposition(noun) == "ahead of":
        yield Mark("future", noun, "ahead of")
    for child in tree.children(noun, "amod", "compound", "det", "advmod", "acl"):
        word = tree[child].text.lower()
        effect = lexicon.adjectives.get(word)
        if effect is not None:
            if word in lexicon.ahead:
                yield Mark("future", child, "adjective:future", True)
            yield Mark(effect, child, f"adjective:{effect}", effect == "future")
    yield from negations(tree, noun, lexicon)


def negations(tree: Tree, head: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield a mark for each negation of *head*: "not", "no attack", "nobody attacked", "rather than"."""
    for child in tree.children(head, "advmod", "det", "cc", "cc:preconj", "case", "mark", "aux"):
        longer = tree[child].text.lower() == "longer" and child > 0 and tree[child - 1].text.lower() == "no"
        only = child + 1 < len(tree) and tree[child + 1].text.lower() in NOT_DENIED
        rather = tree[child].deprel == "cc" and tree.lemma(child) == "rather"
        if _is_but_for(tree, head, child):
            continue
        if longer or rather or (tree[child].text.lower() in lexicon.negations and not only):
            yield Mark("not", child, "negation")
    for argument in tree.children(head, "obj", *SUBJECTS):
        for child in (argument, *tree.children(argument, "det", "cc:preconj", "cc", "advmod")):
            nobody = tree[child].text.lower() in NOBODY and not _is_all_but(tree, child)
            if nobody or _is_not_one(tree, child, argument):
                yield Mark("not", child, "negation")
    yield from (Mark("not", few, "negation") for few in _few(tree, head))


def _is_all_but(tree: Tree, child: int) -> bool:
    """Return whether *child* is the "nothing" of "had nothing but praise"."""
    return child + 1 < len(tree) and tree[child + 1].text.lower() in ("but", "except", "short")


def _few(tree: Tree, head: int) -> Iterator[int]:
    """Yield the "few" of "few states recognised it"; "a few" did."""
    for subject in tree.children(head, *SUBJECTS):
        if not tree.children(subject, "det"):
            words = (subject, *tree.children(subject, "amod"))
            yield from (one for one in words if tree[one].text.lower() == "few")


def _is_but_for(tree: Tree, noun: int, negation: int) -> bool:
    """Return whether a deed is one without which something else would have been: it did happen."""
    if tree[noun].upos not in ("NOUN", "PROPN"):
        return False
    up = tree.head(noun)
    would = up >= 0 and {"would", "could", "might"} & tree.lemmas(tree.children(up, "aux"))
    been = tree.preposition(noun) == "for" and tree.lemmas(tree.children(noun, "nsubj", "expl")) == {"it"}
    if tree.lemma(negation) == "without":
        return bool(would)
    return been and tree.lemma(negation) == "not"


def _is_not_one(tree: Tree, child: int, argument: int) -> bool:
    """Return whether *child* is the "not" of "not a single state"."""
    after = {tree[number].text.lower() for number in range(child + 1, min(child + 3, argument))}
    return tree[child].text.lower() == "not" and "single" in after | {tree.lemma(argument)}


def _adverbs(tree: Tree, verb: int, lexicon: Grades) -> Iterator[Mark]:
    for child in tree.children(verb, "advmod"):
        effect = lexicon.adverbs.get(tree[child].text.lower())
        if effect is not None and effect != "future":
            yield Mark(effect, child, f"adverb:{effect}")


def _modals(tree: Tree, verb: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield what the auxiliaries say; "may have attacked" looks back, "may attack" ahead."""
    auxiliaries = tree.children(verb, "aux", "aux:pass")
    perfect = any(tree.lemma(child) == "have" for child in auxiliaries)
    infinitive = _has_to(tree, verb)
    if infinitive and perfect:
        were = (child for child in tree.children(verb, "aux", "cop") if tree[child].text.lower() in WERE)
        yield from (Mark("not", child, "modal:was to have") for child in were)
    elif infinitive:
        be = (child for child in auxiliaries if tree.lemma(child) == "be" and tree[child].deprel == "aux")
        yield from (Mark("future", child, "modal:be to", True) for child in be)
    for child in auxiliaries:
        effect = lexicon.modals.get(tree[child].text.lower().replace("\u2019", "'"))
        if effect == "conditional":
            yield Mark("would", child, "modal:would", not perfect)
        elif effect == "possible" and not _is_impossible(tree, verb, child):
            if not perfect and not _is_going_on(tree, verb):
                yield Mark("future", child, "modal:future", True)
            yield Mark("possible", child, "modal:possible")
        elif effect == "wanted" and perfect:
            surmised = tree.lemma(child) == "must"
            meant, rule = ("probable", "surmise") if surmised else ("not", "should have")
            yield Mark(meant, child, f"modal:{rule}")
        elif effect in ("future", "wanted"):
            yield Mark(effect, child, f"modal:{effect}", effect == "future")


def _has_to(tree: Tree, verb: int) -> bool:
    return "to" in tree.lemmas(tree.children(verb, "mark"))


def _is_impossible(tree: Tree, verb: int, modal: int) -> bool:
    """Return whether "can" or "could" is negated: what cannot happen is no open possibility."""
    if tree[modal].text.lower() not in ("can", "could", "ca"):
        return False
    beside = {tree[number].text.lower() for number in (modal + 1, modal + 2) if number < len(tree)}
    subject = tree.child(verb, *SUBJECTS)
    nobody = subject is not None and "no" in tree.lemmas([subject, *tree.children(subject, "det")])
    return nobody or bool(beside & {"not", "n't", "n\u2019t", "nt", "never"})


def _is_going_on(tree: Tree, verb: int) -> bool:
    """Return whether a modal speaks of the present ("may be arming the rebels", "may be reluctant")."""
    progressive = tree[verb].xpos == "VBG" and "be" in tree.lemmas(tree.children(verb, "aux"))
    return progressive or (tree[verb].upos == "ADJ" and bool(tree.children(verb, "cop")))


def _conditions(tree: Tree, verb: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield what conjunctions say: "if" before the clause, an if-clause beside it, "whether"."""
    infinitive = _has_to(tree, verb)
    for child in tree.children(verb, "mark"):
        word = tree[child].text.lower()
        if word == "if" and tree[verb].deprel in ("ccomp", "csubj"):
            yield Mark("possible", child, "condition:whether")
        elif word in lexicon.conditions and not _likens(tree, child):
            yield Mark("if", child, "condition:if")
        elif word == "until" and tree[verb].xpos in ("VBZ", "VBP"):
            yield Mark("wanted", child, "condition:until")
        elif word in lexicon.open and not infinitive:
            yield Mark("possible", child, "condition:whether")
    inverted = inversion(tree, verb)
    if inverted is not None:
        yield Mark("if", inverted, "condition:if")
    if tree[verb].xpos in ("VBD", "VBN") and not tree.children(verb, "aux"):
        return
    for child in suppositions(tree, verb, lexicon):
        yield Mark("then", child, "condition:consequent")


def suppositions(tree: Tree, verb: int, lexicon: Grades) -> Iterator[int]:
    """Yield the words that begin a condition of what *verb* tells: "if", "unless", an inverted "had"."""
    for clause in tree.children(verb, "advcl", "ccomp", "parataxis"):
        inverted = inversion(tree, clause)
        if inverted is not None and clause < verb:
            yield inverted
        if tree[clause].deprel == "advcl":
            marks = tree.children(clause, "mark")
            conditions = (mark for mark in marks if tree[mark].text.lower() in lexicon.conditions)
            yield from (mark for mark in conditions if not _likens(tree, mark))


def _likens(tree: Tree, mark: int) -> bool:
    """Return whether *mark* is the "if" of "as if", which is no condition."""
    return mark > 0 and tree.lemma(mark) == "if" and tree[mark - 1].text.lower() == "as"


def inversion(tree: Tree, verb: int) -> int | None:
    """Return the word that makes the clause of *verb* a condition by standing before its subject."""
    subject, first = tree.child(verb, *SUBJECTS), min(tree.subtree(verb))
    auxiliary = tree.child(verb, "aux", "aux:pass", "cop")
    # "had it not been for" is asked of nobody
    supposed = tree[verb].upos in ("NOUN", "PROPN") and tree.preposition(verb) == "for"
    asked = supposed or tree[verb].deprel in ("root", "conj") or tree[len(tree) - 1].text == "?"
    if subject is None or auxiliary is None or asked or tree[auxiliary].text.lower() not in INVERTED:
        return None
    return auxiliary if auxiliary < subject and auxiliary - first <= 1 else None


def _sentence_mood(tree: Tree, verb: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield what a question or a command says of its main clause."""
    token = tree[verb]
    if token.deprel not in ("root", "ccomp", "parataxis"):
        return
    subject = tree.child(verb, *SUBJECTS)
    last = tree[len(tree) - 1].text, tree[len(tree) - 2].text if len(tree) > 1 else ""
    auxiliary = tree.child(verb, "aux", "aux:pass", "cop")
    inverted = subject is not None and auxiliary is not None and auxiliary < subject
    asks_how = any(child_xpos.startswith("W") for child_xpos in _before(tree, verb, auxiliary))
    if "?" in last and inverted and not asks_how:
        yield Mark("possible", verb, "question")
    if token.deprel == "root" and token.xpos == "VB" and _has_to(tree, verb):
        goal = subject is not None and tree.lemma(subject) in lexicon.classes["goals"]
        yield Mark("wanted", verb, "goal") if goal else Mark("future", verb, "headline:to", True)
    elif _stands_alone(tree, verb) and token.xpos == "VB" and subject is None and auxiliary is None:
        yield Mark("wanted", verb, "imperative")


def _before(tree: Tree, verb: int, auxiliary: int | None) -> list[str]:
    """Return the tags of the words of the clause before its auxiliary."""
    words = tree.subtree(verb) if auxiliary is not None else []
    return [tree[number].xpos for number in words if auxiliary is not None and number < auxiliary]


def _stands_alone(tree: Tree, verb: int) -> bool:
    """Return whether *verb* heads a sentence of its own, or one that is quoted."""
    if tree[verb].deprel == "root":
        return True
    quoted = tree[verb].deprel == "ccomp" and not tree.children(verb, "mark")
    return quoted and tree.lemma(tree.head(verb)) in ("say", "tell", "add") and verb < tree.head(verb)
