"""Walking from a deed's word up through everything that governs it, collecting what is said of the deed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sayso.coding.grades.govern import (
    CLAUSES,
    SAYING,
    effect_on,
    governor,
    is_definite,
    is_infinitive,
    is_nominal,
    is_open,
    is_phrasal,
)
from sayso.coding.grades.marks import NOBODY, SURELY, Mark, clause_marks, noun_marks, suppositions
from sayso.ontology.grades import Effect, Grades
from sayso.tree import SUBJECTS, Tree

BEYOND = frozenset(["wanted", "if", "then", "would"])  # what a purpose takes over from what it serves
LOOSE = frozenset(["possible", "probable", "if", "then", "would"])  # a governor's own modals
OPEN = frozenset(["future", "possible", "would", "then", "if", "wanted"])  # what reaches a deed not known yet
HEDGES = frozenset(["possible", "probable"])
PURPOSES = frozenset(["purpose clause", "headline:to"])
FIRST = frozenset("first second third last latest only".split())  # "the first state to recognise it" did
LEADING = frozenset(["to", "into", "in", "with", "on"])


def marks_of(tree: Tree, head: int, lexicon: Grades, speaking: Collection[int] = ()) -> Iterator[Mark]:
    """Yield everything that is said of the deed *head*, from its own words outwards.

    How sure the speech acts *speaking* are says nothing of how sure their content is.
    """
    nominal = is_nominal(tree, head)
    yield from noun_marks(tree, head, lexicon) if nominal else own_marks(tree, head, lexicon)
    here, up, serves, spoken = head, _host(tree, head), False, False
    while up >= 0:
        serves = serves or _is_purpose(tree, here, up, lexicon, nominal)
        spoken = spoken or (up in speaking and tree[here].deprel in CLAUSES)
        for mark in _step(tree, here, up, lexicon, nominal):
            hedge = spoken and mark.effect in HEDGES
            if not hedge and (not serves or mark.effect in BEYOND or mark.rule in PURPOSES):
                yield mark
        yield from _refused(tree, here, up, lexicon)
        if not _goes_on(tree, here, up, lexicon, nominal):
            return
        nominal = tree[up].upos in ("NOUN", "PROPN") and (nominal or not tree.children(up, "cop"))
        here, up = up, _host(tree, up)


def _host(tree: Tree, here: int) -> int:
    """Return the head of *here*; a conjunct that cannot share its form belongs higher up than it hangs."""
    up = tree.head(here)
    finite = tree[here].xpos in ("VBD", "VBZ") and up >= 0 and tree[up].xpos in ("VB", "VBG")
    bare = tree[here].xpos == "VB" and up >= 0 and tree[up].xpos == "VBG" and not is_infinitive(tree, here)
    return tree.head(up) if tree[here].deprel == "conj" and (finite or bare) else up


def own_marks(tree: Tree, verb: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield the marks of a verb's clause; "said it would" looks ahead, "the bill would" is asked for."""
    for mark in clause_marks(tree, verb, lexicon):
        if mark.effect != "would":
            yield mark
        elif _is_in_bill(tree, verb, lexicon):
            yield Mark("wanted", mark.token, "modal:would of a bill")
        elif _is_reported(tree, verb, lexicon):
            yield mark._replace(effect="future", rule="modal:reported future")
        else:
            yield mark


def _is_in_bill(tree: Tree, verb: int, lexicon: Grades) -> bool:
    """Return whether the subject of *verb* is something proposed ("the bill would ban")."""
    subject = tree.subject(verb)
    return subject is not None and tree.lemma(subject) in lexicon.drafts


def _is_reported(tree: Tree, verb: int, lexicon: Grades) -> bool:
    """Return whether "would" in the clause of *verb* is a "will" that somebody said in the past."""
    perfect = "have" in tree.lemmas(tree.children(verb, "aux"))
    if tree.lemma(verb) in lexicon.dispositions or _is_any(tree, tree.child(verb, *SUBJECTS)):
        return False
    if perfect or any(suppositions(tree, verb, lexicon)):
        return False
    up = tree.head(verb)
    if tree[verb].deprel == "conj" and up >= 0:
        return _is_reported(tree, up, lexicon)
    told = tree[verb].deprel == "ccomp" and up >= 0 and tree[up].xpos in ("VBD", "VBN", "VBG")
    marks = tree.lemmas(tree.children(verb, "mark"))
    return told or (up >= 0 and ("whether" in marks or ("that" in marks and tree[up].upos == "NOUN")))


def _is_any(tree: Tree, subject: int | None) -> bool:
    """Return whether *subject* is one of many supposed ones ("any attempt", "such a ban")."""
    words = tree.lemmas(tree.children(subject, "det", "det:predet", "amod")) if subject is not None else set()
    return bool(words & {"any", "such"})


def _refused(tree: Tree, here: int, up: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield that a deed is not so where somebody refuses what is said of it ("dismissed reports that")."""
    relation = tree[here].deprel
    content = relation in ("acl", "ccomp") or (relation == "nmod" and tree.preposition(here) == "of")
    if tree.lemma(up) in lexicon.classes["sayings"] and content:
        verb = tree.head(up) if tree[up].deprel in ("obj", "nsubj:pass") else -1
    else:
        thing = tree.child(up, "obj")
        told = relation in ("ccomp", "advcl") and "that" in tree.lemmas(tree.children(here, "mark"))
        verb = up if told and thing is not None and tree.lemma(thing) in lexicon.classes["sayings"] else -1
    if verb >= 0 and tree.lemma(verb) in lexicon.classes["refusing"]:
        yield Mark("not", verb, "refused")
        yield Mark(SURELY, verb, "refused")


def _unproved(tree: Tree, here: int, up: int, lexicon: Grades) -> int | None:
    """Return the "no" of "nothing suggests that" and "found no proof that"."""
    if tree[here].deprel not in ("ccomp", "acl", "advcl"):
        return None
    subject, thing = tree.child(up, *SUBJECTS), tree.child(up, "obj")
    if subject is not None and tree.lemma(subject) in NOBODY and tree.lemma(up) in lexicon.classes["showing"]:
        return subject
    if thing is None or tree.lemma(thing) not in lexicon.classes["proofs"]:
        return None
    return next((child for child in tree.children(thing, "det") if tree.lemma(child) in NOBODY), None)


def _step(tree: Tree, here: int, up: int, lexicon: Grades, nominal: bool) -> Iterator[Mark]:
    """Yield what the word *up* says of the deed below it at *here*."""
    if tree[here].deprel == "conj":
        yield from _shared(tree, here, up, lexicon, nominal)
        return
    effect, unproved = effect_on(tree, here, up, lexicon, nominal), _unproved(tree, here, up, lexicon)
    if unproved is not None:
        yield Mark("doubtful", unproved, "negation")
    elif tree[up].text.lower() in lexicon.classes["supposing"] and tree[up].deprel == "advcl":
        yield Mark("if", up, "condition:if")
    elif _is_purpose(tree, here, up, lexicon, nominal):
        headline = tree[up].deprel == "root" and tree[up].upos in ("NOUN", "PROPN")
        yield Mark("future", here, "headline:to" if headline else "purpose clause", headline)
        yield from own_marks(tree, up, lexicon) if tree[up].upos != "NOUN" else ()
    elif effect is not None and effect.name != "same":
        yield from _governed(tree, here, up, effect, lexicon)
    elif _passes_on(tree, here, up, lexicon, nominal):
        yield from (mark for mark in own_marks(tree, up, lexicon) if tree.head(mark.token) != here)
    elif nominal and _is_open(tree, here):
        yield from (mark for mark in own_marks(tree, up, lexicon) if mark.effect in OPEN)
    elif _is_temporal(tree, here, lexicon):
        yield from (mark for mark in own_marks(tree, up, lexicon) if mark.rule == "modal:future")


def _is_temporal(tree: Tree, here: int, lexicon: Grades) -> bool:
    """Return whether *here* is a clause of time ("when the rebels attack")."""
    words = tree.lemmas(tree.children(here, "mark", "advmod"))
    return tree[here].deprel == "advcl" and bool(words & lexicon.temporal)


def _shared(tree: Tree, here: int, up: int, lexicon: Grades, nominal: bool) -> Iterator[Mark]:
    """Yield the marks that a conjunct takes over: "will attack and kill"."""
    if nominal:
        yield from (mark for mark in noun_marks(tree, up, lexicon) if mark.rule != "negation")
    elif not tree.children(here, "aux", "aux:pass", "cop", *SUBJECTS):
        objects = {number for thing in tree.children(up, "obj") for number in tree.subtree(thing)}
        yield from (mark for mark in own_marks(tree, up, lexicon) if mark.token not in objects)


def _is_purpose(tree: Tree, here: int, up: int, lexicon: Grades, nominal: bool) -> bool:
    """Return whether *here* is an infinitive that tells a purpose ("sent troops to fight")."""
    if nominal or tree[here].deprel not in ("advcl", "acl") or not is_infinitive(tree, here):
        return False
    if is_open(tree, here):
        return False
    effect = effect_on(tree, here, up, lexicon, nominal)
    if _is_known(tree, here, up, lexicon):
        return False
    if tree[up].upos in ("ADJ", "ADV", "NOUN"):
        return effect is None
    return effect is None or effect.name not in ("wanted", "not_happened", "future") or effect.name == "same"


def _is_known(tree: Tree, here: int, up: int, lexicon: Grades) -> bool:
    """Return whether an infinitive tells what was done: "the first to visit", "used it to", "went on to"."""
    if not is_infinitive(tree, here):
        return False
    if tree[here].deprel == "acl":
        used = tree[up].deprel == "obj" and tree.lemma(tree.head(up)) in lexicon.classes["using"]
        return used or bool(tree.lemmas([up, *tree.children(up, "amod")]) & FIRST)
    if tree.lemma(up) in lexicon.classes["using"]:
        return tree[here].deprel in ("advcl", "xcomp")
    return is_phrasal(tree, up, "go", "on")


def _governed(tree: Tree, here: int, up: int, effect: Effect, lexicon: Grades) -> Iterator[Mark]:
    """Yield what a governing word says, its own negation and modals counted in ("may not want to attack")."""
    yield from _looking_ahead(tree, here, up, effect)
    yield Mark(effect.name, up, effect.row, effect.prediction)
    if tree.lemma(up) in lexicon.classes["denying"]:
        yield Mark(SURELY, up, effect.row)
    negated = [
        child
        for child in tree.children(up, "advmod", "det", "aux", "case", "cc:preconj")
        if tree[child].text.lower() in lexicon.negations
    ]
    if negated and effect.name == "probable" and tree[up].upos == "NOUN":
        yield Mark("doubtful", negated[0], "negation")
    elif negated and effect.name != "possible":
        yield Mark("not", negated[0], "negation")
    if tree[up].upos != "NOUN":
        yield from (mark for mark in own_marks(tree, up, lexicon) if mark.effect in LOOSE)


def _looking_ahead(tree: Tree, here: int, up: int, effect: Effect) -> Iterator[Mark]:
    """Yield that a deed is yet to come where the governing word says so beside how likely it is."""
    perfect = "have" in tree.lemmas(tree.children(here, "aux"))
    if effect.name == "future" and tree.lemma(up) in ("expect", "expectation", "anticipate"):
        yield Mark("probable", up, effect.row)
    if tree[up].upos in ("ADJ", "ADV"):
        bare = is_infinitive(tree, here) or tree[here].upos == "NOUN"
        if effect.name in ("probable", "doubtful", "possible") and bare and not perfect:
            yield Mark("future", up, effect.row, True)
    elif effect.name == "possible" and not perfect and tree[here].xpos not in ("VBD", "VBN"):
        yield Mark("future", up, effect.row, True)


def _is_open(tree: Tree, noun: int) -> bool:
    """Return whether *noun* names a deed not known yet ("could face lawsuits", "any raid would")."""
    relation = tree[noun].deprel
    through = relation == "obl" and tree.preposition(noun) in ("to", "into", "in")
    vague = tree.lemmas(tree.children(noun, "det", "amod")) & {"any", "such", "a", "an", "another"}
    if relation in ("nsubj", "nsubj:pass"):
        return bool(vague)
    return (relation == "obj" or through) and not is_definite(tree, noun)


def _passes_on(tree: Tree, here: int, up: int, lexicon: Grades, nominal: bool) -> bool:
    """Return whether the deed takes over all that is said of *up*."""
    relation, lemma = tree[here].deprel, tree.lemma(up)
    if nominal:
        carried = relation in ("obj", "nsubj:pass", "obl:agent") and lemma in lexicon.carriers
        through = relation == "obl" and lemma in lexicon.carriers and tree.preposition(here) in LEADING
        place = "place" in tree.lemmas(tree.children(up, "obj"))
        occurs = relation in ("nsubj", "nsubj:pass") and (lemma in lexicon.occurring or place)
        return carried or through or occurs or relation == "xcomp"
    effect = governor(tree, up, lexicon)
    if relation == "xcomp":
        return (effect is None or effect.name == "same") and lemma not in SAYING
    if relation in ("csubj", "ccomp") and tree[up].upos == "ADJ":
        return True
    by_way = relation == "advcl" and (tree.preposition(here) == "by" or _is_known(tree, here, up, lexicon))
    return by_way or (
        relation in ("ccomp", "csubj") and tree[here].xpos == "VBG" and not tree.children(here, *SUBJECTS)
    )


def _goes_on(tree: Tree, here: int, up: int, lexicon: Grades, nominal: bool) -> bool:
    """Return whether words above *up* still speak of the deed."""
    relation = tree[here].deprel
    if relation == "conj" or effect_on(tree, here, up, lexicon, nominal) is not None:
        return True
    if relation in ("acl:relcl", "appos", "parataxis"):
        return False
    if nominal and relation == "nmod":
        shaped = tree.lemma(up) in lexicon.shells and tree.preposition(here) == "of"
        return shaped or (tree.lemma(up) == "part" and tree.preposition(here) == "in")
    if nominal:
        return _passes_on(tree, here, up, lexicon, nominal) or _is_open(tree, here)
    if relation not in ("advcl", "acl") or tree.preposition(here) == "by":
        return True
    used = tree[up].deprel == "obj" and _is_known(tree, here, up, lexicon)
    return used or _is_purpose(tree, here, up, lexicon, nominal)
