"""Grading a deed: from its own words up through everything that governs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.coding.grades.marks import PURPOSE, Mark, clause_marks, noun_marks
from sayso.ontology.grades import Effect, Grades
from sayso.record import Certainty, Reason, Status
from sayso.tree import SUBJECTS, Tree

RANK: dict[Certainty, int] = {"certain": 0, "probable": 1, "possible": 2}
CLASSES = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "ADV": "adjective",
}
_TURNED: dict[Status, Status] = dict.fromkeys(("future", "conditional", "wanted"), "not_happened")
_TURNED |= {"happened": "not_happened", "not_happened": "happened"}
_SUPPOSED: dict[Status, Status] = {"happened": "conditional", "future": "conditional"}
BECOMES: dict[str, dict[Status, Status]] = {  # what each effect makes of a status; others stay
    "not": _TURNED,
    "not_happened": _TURNED,
    "doubtful": _TURNED,
    "future": {"happened": "future"},
    "wanted": {"happened": "wanted", "future": "wanted"},
    "would": _SUPPOSED,
    "then": _SUPPOSED,
    "if": dict.fromkeys(("happened", "future", "not_happened", "wanted"), "conditional"),
}
LEAST: dict[str, Certainty] = {  # the most certainty that each effect leaves
    "doubtful": "probable",
    "probable": "probable",
    "possible": "possible",
    "if": "possible",
}
SAYING = frozenset(["say", "tell", "announce", "add", "report", "declare", "state"])


@dataclass(frozen=True, slots=True)
class Grade:
    """A deed's status and certainty, whether it is somebody's prediction, and the words that decide."""

    status: Status
    certainty: Certainty
    prediction: bool
    reasons: tuple[Reason, ...]


def grade(tree: Tree, head: int, lexicon: Grades) -> Grade:
    """Return the grade of the deed named by the word *head* (verb, noun or adjective) of *tree*."""
    marks = list(_marks(tree, head, lexicon))
    status: Status = "happened"
    certainty: Certainty = "certain"
    prediction = False
    reasons = []
    for mark in marks:
        before = (status, certainty)
        status, certainty = _apply(mark, status, certainty)
        prediction = prediction or mark.prediction
        field = "status" if before[0] != status else "certainty"
        if before != (status, certainty):
            reasons.append(Reason(field, mark.rule, tree[mark.token].span))
    ahead = prediction and status in ("future", "conditional") and not _is_supposed(marks)
    return Grade(status, certainty, ahead, tuple(reasons))


def _is_supposed(marks: Iterable[Mark]) -> bool:
    """Return whether the deed stands in a supposition, which predicts nothing."""
    return any(mark.effect == "if" for mark in marks)


def _apply(mark: Mark, status: Status, certainty: Certainty) -> tuple[Status, Certainty]:
    """Return what *mark* makes of a status and a certainty."""
    becomes = BECOMES.get(mark.effect, {})
    return becomes.get(status, status), _least(certainty, LEAST.get(mark.effect, "certain"))


def _least(one: Certainty, other: Certainty) -> Certainty:
    """Return the less sure of two certainties."""
    return max(one, other, key=RANK.__getitem__)


def _marks(tree: Tree, head: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield everything that is said of the deed *head*, from its own words outwards."""
    nominal = tree[head].upos in ("NOUN", "PROPN") and not tree.children(head, "cop")
    yield from noun_marks(tree, head, lexicon) if nominal else _own(tree, head, lexicon)
    here: int = head
    while tree.head(here) >= 0:
        up = tree.head(here)
        step = list(_step(tree, here, up, lexicon, nominal))
        yield from step
        if not _goes_on(tree, here, up, lexicon, nominal):
            return
        nominal = nominal and tree[here].deprel == "conj"
        nominal = nominal or tree[up].upos in ("NOUN", "PROPN")
        here = up


def _own(tree: Tree, verb: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield the marks of a verb's clause; "said it would" looks ahead and is no condition."""
    for mark in clause_marks(tree, verb, lexicon):
        reported = mark.effect == "would" and _is_reported(tree, verb, lexicon)
        yield mark._replace(effect="future", rule="modal:reported future") if reported else mark


def _is_reported(tree: Tree, verb: int, lexicon: Grades) -> bool:
    """Return whether "would" in the clause of *verb* is a "will" that somebody said in the past."""
    conditions = [
        tree.lemma(mark) for clause in tree.children(verb, "advcl") for mark in tree.children(clause, "mark")
    ]
    if any(word in lexicon.conditions for word in conditions):
        return False
    up = tree.head(verb)
    return tree[verb].deprel in ("ccomp", "conj") and up >= 0 and tree[up].xpos in ("VBD", "VBN", "VBG")


def _step(tree: Tree, here: int, up: int, lexicon: Grades, nominal: bool) -> Iterator[Mark]:
    """Yield what the word *up* says of the deed below it at *here*."""
    if tree[here].deprel == "conj":
        yield from _shared(tree, here, up, lexicon, nominal)
        return
    effect = _effect(tree, here, up, lexicon, nominal)
    if _is_purpose(tree, here) and (effect is None or effect.name not in ("wanted", "not_happened")):
        yield Mark("future", here, "purpose clause")
    elif effect is not None and effect.name != "same":
        yield from _governed(tree, up, effect, lexicon)
    elif _passes_on(tree, here, up, lexicon, nominal):
        yield from (mark for mark in _own(tree, up, lexicon) if tree.head(mark.token) != here)
    elif (
        tree[here].deprel == "advcl" and tree.lemmas(tree.children(here, "mark", "advmod")) & lexicon.temporal
    ):
        yield from (mark for mark in _own(tree, up, lexicon) if mark.rule == "modal:future")


def _shared(tree: Tree, here: int, up: int, lexicon: Grades, nominal: bool) -> Iterator[Mark]:
    """Yield the marks that a conjunct takes over: "will attack and kill"."""
    if nominal:
        yield from (mark for mark in noun_marks(tree, up, lexicon) if mark.rule != "negation")
    elif not tree.children(here, "aux", "aux:pass", "cop", *SUBJECTS):
        yield from _own(tree, up, lexicon)


def _is_purpose(tree: Tree, here: int) -> bool:
    """Return whether *here* is an infinitive that may tell a purpose ("sent troops to fight")."""
    token = tree[here]
    infinitive = any(tree.lemma(child) == "to" for child in tree.children(here, "mark"))
    return token.deprel in PURPOSE and token.xpos == "VB" and infinitive


def _governor(tree: Tree, up: int, lexicon: Grades) -> Effect | None:
    """Return the lexicon's effect of the word *up*."""
    word_class = CLASSES.get(tree[up].upos)
    return lexicon.governors.get(f"{tree.lemma(up)}.{word_class}") if word_class else None


COMPLEMENTS = frozenset("ccomp xcomp obj obl nmod acl csubj nsubj:pass csubj:pass advcl ccomp:outer".split())


def _effect(tree: Tree, here: int, up: int, lexicon: Grades, nominal: bool) -> Effect | None:
    """Return what *up* does to the complement *here*, or None where it is none."""
    relation = tree[here].deprel
    effect = _governor(tree, up, lexicon)
    if effect is None:
        return None
    if tree[up].upos == "ADJ":
        return effect if relation in ("csubj", "nsubj", "xcomp", "ccomp", "advcl") else None
    if relation == "compound":
        return effect if effect.name == "wanted" and nominal else None
    fits = relation in COMPLEMENTS and (_noun_fits if nominal else _clause_fits)(tree, here, up, lexicon)
    return effect if fits else None


def _noun_fits(tree: Tree, here: int, up: int, lexicon: Grades) -> bool:
    """Return whether a noun deed at *here* is a complement that *up* says something of."""
    relation, preposition = tree[here].deprel, tree.preposition(here)
    effect = _governor(tree, up, lexicon)
    if relation in ("obj", "nsubj:pass"):
        carried = tree.lemma(up) in lexicon.carriers
        return not carried and effect is not None and effect.name not in ("probable", "possible", "same")
    if tree[up].upos == "NOUN":
        return preposition in ("of", "for", "to", "on", "against", "at")
    return preposition in ("for", "from", "of", "on", "against", "to", "at", "out")


def _clause_fits(tree: Tree, here: int, up: int, lexicon: Grades) -> bool:
    """Return whether a clause at *here* is a complement that *up* says something of."""
    relation = tree[here].deprel
    if relation == "ccomp" and tree.lemma(up) in lexicon.stating:
        return tree[here].xpos == "VB" and not tree.children(here, "aux")
    if relation in ("obl", "nmod"):
        return tree.preposition(here) in ("for", "from", "of", "on", "against", "to", "at", "out")
    if relation == "advcl":
        return tree.preposition(here) in ("to", "from", "for", "of", "against", "on", "into")
    return True


def _governed(tree: Tree, up: int, effect: Effect, lexicon: Grades) -> Iterator[Mark]:
    """Yield what a governing word says, its own negation counted in ("did not want to attack")."""
    negated = any(
        tree[child].text.lower() in lexicon.negations
        for child in tree.children(up, "advmod", "det", "aux", "case")
    )
    if effect.name == "future" and tree.lemma(up) == "expect" and tree[up].upos == "VERB":
        yield Mark("probable", up, effect.row)
    if effect.name == "possible" and tree[up].upos != "ADJ":
        yield Mark("future", up, effect.row, True)
    yield Mark(effect.name, up, effect.row, effect.prediction)
    if negated:
        yield Mark("not", up, "negation")


def _passes_on(tree: Tree, here: int, up: int, lexicon: Grades, nominal: bool) -> bool:
    """Return whether the deed takes over what is said of *up*."""
    relation, lemma = tree[here].deprel, tree.lemma(up)
    if nominal:
        carried = relation in ("obj", "nsubj:pass", "obl:agent") and lemma in lexicon.carriers
        through = relation == "obl" and lemma in lexicon.carriers and tree.preposition(here) in ("to", "into")
        return carried or through or (relation in ("nsubj", "nsubj:pass") and lemma in lexicon.occurring)
    effect = _governor(tree, up, lexicon)
    same = effect is not None and effect.name == "same" and lemma not in SAYING
    return relation in ("xcomp", "csubj") and (same or tree[up].upos == "ADJ")


def _goes_on(tree: Tree, here: int, up: int, lexicon: Grades, nominal: bool) -> bool:
    """Return whether words above *up* still speak of the deed."""
    relation = tree[here].deprel
    if relation in ("acl:relcl", "appos", "parataxis"):
        return False
    effect = _effect(tree, here, up, lexicon, nominal)
    if nominal and relation == "nmod":
        return effect is not None or tree.lemma(up) in lexicon.shells
    if nominal and relation != "conj":
        return effect is not None or _passes_on(tree, here, up, lexicon, nominal)
    return effect is not None if relation in ("advcl", "acl") else True
