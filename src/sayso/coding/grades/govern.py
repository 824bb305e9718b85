"""What a word does to the deed in its complement, by the way the complement hangs on it."""

from __future__ import annotations

from sayso.ontology.grades import Effect, Grades
from sayso.tree import SUBJECTS, Tree

CLASSES = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "ADV": "adjective",
}
CLAUSES = frozenset("ccomp xcomp acl csubj csubj:pass advcl obj obl nmod".split())
CLAUSE_WORDS = frozenset(["to", "from", "for", "of", "against", "into", "on", "at", "about"])
OF_NOUNS = {  # the prepositions under which a noun takes the deed that it speaks of
    "wanted": frozenset(["of", "for", "to"]),
    "discussed": frozenset(["of", "for", "about", "on", "over"]),
    "future": frozenset(["of", "for", "to"]),
    "not_happened": frozenset(["of", "to", "from", "on"]),
    "possible": frozenset(["of", "for"]),
}
OF_VERBS = {  # the same for verbs
    "wanted": frozenset(["for", "to"]),
    "future": frozenset(["for", "with", "to"]),
    "not_happened": frozenset(["from", "on"]),
}
SAYING = frozenset(["say", "tell", "announce", "add", "report", "declare", "state"])
HEARD = SAYING | {"allege", "understand"}  # in the passive these tell of hearsay
DEFINITE = frozenset("the this that these those its his her their our my your".split())
YET = Effect("not", False, "grades#not_happened:have yet to")
DUTY = Effect("wanted", False, "grades#wanted:have to")
AHEAD = Effect("future", True, "grades#future:be to")
GOING = Effect("future", True, "grades#future:be going to")
HEARSAY = Effect("probable", False, "grades#probable:be said to")
ACCUSED = Effect("probable", False, "grades#probable:be accused of")
KEPT_FROM = Effect("not_happened", False, "grades#not_happened:keep from")
CALLED_OFF = Effect("not_happened", False, "grades#not_happened:call off")
INSTEAD = Effect("not_happened", False, "grades#not_happened:rather than")
AGAINST = Effect("not_happened", False, "grades#not_happened:against")


def effect_on(tree: Tree, here: int, up: int, lexicon: Grades, nominal: bool) -> Effect | None:
    """Return what *up* does to the deed at *here*, or None where the deed is no complement of it."""
    if _is_against(tree, here, up, lexicon):
        return AGAINST
    phrase = _of_deed(tree, here, up) if nominal else _in_clause(tree, here, up, lexicon)
    if phrase is not None:
        return phrase
    effect = governor(tree, up, lexicon)
    if effect is None or _is_own_opinion(tree, up, lexicon):
        return None
    if tree[up].upos in ("ADJ", "ADV"):
        fits = tree[here].deprel in ("csubj", "nsubj", "xcomp", "ccomp", "advcl", "obl", "csubj:outer")
        return effect if fits and not (nominal and tree[here].deprel == "advcl") else None
    if tree.lemma(up) in lexicon.classes["calling"] and tree[here].deprel == "advcl" and not nominal:
        return None
    fits = (_noun_fits if nominal else _clause_fits)(tree, here, up, lexicon)
    return effect if fits else None


def _of_deed(tree: Tree, here: int, up: int) -> Effect | None:
    """Return the effect that *up* has on a noun through more than its own lemma ("called off the strike")."""
    fits = tree[here].deprel in ("obj", "nsubj:pass")
    return CALLED_OFF if fits and is_phrasal(tree, up, "call", "off") else None


def _is_own_opinion(tree: Tree, up: int, lexicon: Grades) -> bool:
    """Return whether somebody gives an opinion as their own ("I think it shameful"), which is no hedge."""
    subject = tree.subject(up) if tree.lemma(up) in lexicon.classes["opining"] else None
    return subject is not None and tree[subject].text.lower() in ("i", "we")


def _in_clause(tree: Tree, here: int, up: int, lexicon: Grades) -> Effect | None:
    """Return the effect that *up* has on a clause through more than its own lemma."""
    if is_phrasal(tree, up, "rule", "out"):
        return KEPT_FROM if tree[here].deprel in ("xcomp", "ccomp", "advcl") else None
    if tree.preposition(here) == "from" and tree.lemma(up) in lexicon.withholding:
        return KEPT_FROM
    if tree.preposition(here) in ("rather than", "instead of") and tree[here].deprel in ("advcl", "acl"):
        return INSTEAD
    found = _in_phrase(tree, here, up) or _in_passive(tree, here, up) or _through(tree, here, up, lexicon)
    if found is None and tree[here].deprel == "advcl" and is_infinitive(tree, here):
        return _of_object(tree, up, lexicon) if governor(tree, up, lexicon) is None else None
    return found


def _through(tree: Tree, here: int, up: int, lexicon: Grades) -> Effect | None:
    """Return what asks for an infinitive by its doer ("a need for troops to go", "called on them to")."""
    above = tree.head(up)
    if tree[here].deprel not in ("acl", "advcl") or above < 0 or not is_infinitive(tree, here):
        return None
    asked = tree[up].deprel in ("nmod", "obl") and tree.preposition(up) in ("for", "on", "upon")
    effect = governor(tree, above, lexicon) if asked else None
    return effect if effect is not None and effect.name == "wanted" else None


def governor(tree: Tree, up: int, lexicon: Grades) -> Effect | None:
    """Return the lexicon's effect of the word *up*."""
    word_class = CLASSES.get(tree[up].upos)
    return lexicon.governors.get(f"{tree.lemma(up)}.{word_class}") if word_class else None


def is_phrasal(tree: Tree, up: int, lemma: str, particle: str) -> bool:
    """Return whether *up* is the verb *lemma* with its *particle* ("ruled out", "went on")."""
    return tree.lemma(up) == lemma and particle in tree.lemmas(tree.children(up, "compound:prt", "advmod"))


def is_infinitive(tree: Tree, here: int) -> bool:
    """Return whether *here* is a to-infinitive."""
    marks = tree.children(here, "mark", "aux")
    return any(tree[child].text.lower() == "to" for child in marks) and tree[here].xpos != "VBG"


def is_open(tree: Tree, here: int) -> bool:
    """Return whether *here* is "whether to" do it."""
    return is_infinitive(tree, here) and "whether" in tree.lemmas(tree.children(here, "mark"))


def is_definite(tree: Tree, noun: int) -> bool:
    """Return whether *noun* speaks of something known ("the raid", "his visit", "France's raid")."""
    if tree.children(noun, "nmod:poss"):
        return True
    return any(tree[child].text.lower() in DEFINITE for child in tree.children(noun, "det"))


def _in_phrase(tree: Tree, here: int, up: int) -> Effect | None:
    """Return the effect of "has yet to", "has to", "is to" and "is going to"."""
    if tree[here].deprel not in ("xcomp", "ccomp", "advcl", "acl") or not is_infinitive(tree, here):
        return None
    lemma, relation = tree.lemma(up), tree[here].deprel
    if lemma == "have" and relation in ("xcomp", "ccomp"):
        return YET if "yet" in tree.lemmas([*tree.children(up, "advmod"), here - 2]) else _duty(tree, up)
    if lemma == "be" and relation in ("xcomp", "ccomp"):
        return AHEAD
    return GOING if lemma == "go" and tree[up].xpos == "VBG" else None


def _duty(tree: Tree, up: int) -> Effect | None:
    """Return the effect of "has to"; who "had to" do something did it."""
    return None if tree[up].xpos == "VBD" else DUTY


def _in_passive(tree: Tree, here: int, up: int) -> Effect | None:
    """Return the effect of "is said to", and of "is accused of" where nobody is named who accuses."""
    if not tree.children(up, "aux:pass", "nsubj:pass") and tree[up].deprel not in ("acl", "acl:relcl"):
        return None
    told = tree[here].deprel == "xcomp" or (tree[here].deprel in ("ccomp", "csubj") and _by_nobody(tree, up))
    if told and tree.lemma(up) in HEARD and tree[up].xpos == "VBN":
        return HEARSAY
    accused = tree.lemma(up) in ("accuse", "charge") and tree.preposition(here) in ("of", "with")
    return ACCUSED if accused and tree[up].xpos == "VBN" and not tree.by_preposition(up, "by") else None


def _by_nobody(tree: Tree, up: int) -> bool:
    """Return whether a passive names nobody at all ("it was reported that"); "he was told that" does."""
    subject = tree.child(up, *SUBJECTS, "expl")
    return subject is not None and tree.lemma(subject) == "it"


def _of_object(tree: Tree, up: int, lexicon: Grades) -> Effect | None:
    """Return the effect of the object of *up* on an infinitive beside it ("put pressure on them to free")."""
    noun = tree.child(up, "obj")
    effect = governor(tree, noun, lexicon) if noun is not None else None
    return effect if effect is not None and effect.name in ("wanted", "future", "not_happened") else None


def _is_against(tree: Tree, here: int, up: int, lexicon: Grades) -> bool:
    """Return whether *up* speaks against the deed at *here* ("argued against intervention")."""
    return tree.lemma(up) in lexicon.opposing and tree.preposition(here) == "against"


def _noun_fits(tree: Tree, here: int, up: int, lexicon: Grades) -> bool:
    """Return whether a noun deed at *here* is a complement that *up* says something of."""
    relation, preposition = tree[here].deprel, tree.preposition(here)
    effect = governor(tree, up, lexicon)
    name, lemma = effect.name if effect else "", tree.lemma(up)
    if relation == "compound":
        return name in ("wanted", "discussed") or lemma == "plan"
    if relation in ("obj", "nsubj:pass"):
        known = (is_definite(tree, here) and lemma in lexicon.presupposing) or lemma in lexicon.classes[
            "bare"
        ]
        known_of = name == "not_happened" or (name == "wanted" and not _is_new(tree, here))
        standing = known_of and tree.lemma(here) in lexicon.standing | lexicon.classes["sayings"]
        return name != "same" and lemma not in lexicon.carriers and not known and not standing
    if relation == "obl" and (lemma == "want" or (lemma in lexicon.classes["bare"] and preposition == "to")):
        return False  # the police want him for it; it led to protests
    if tree[up].upos == "NOUN":
        return relation == "nmod" and preposition in OF_NOUNS.get(name, ("of",))
    return relation == "obl" and preposition in OF_VERBS.get(name, ("of",))


def _is_new(tree: Tree, noun: int) -> bool:
    return bool({tree[child].text.lower() for child in tree.children(noun, "det")} & {"a", "an"})


def _clause_fits(tree: Tree, here: int, up: int, lexicon: Grades) -> bool:
    """Return whether a clause at *here* is a complement that *up* says something of."""
    relation = tree[here].deprel
    if is_open(tree, here):
        return True
    if relation == "acl:relcl":
        return tree[up].upos == "NOUN" and "that" in tree.lemmas(tree.children(here, "mark"))
    if relation == "ccomp":
        return _content_fits(tree, here, up, lexicon)
    if relation in ("advcl", "obl", "nmod"):
        return tree.preposition(here) in CLAUSE_WORDS
    participle = tree[here].xpos == "VBN" and not tree.children(here, "mark")  # "the rumour spread by"
    return relation in CLAUSES and not (relation == "acl" and participle)


def _content_fits(tree: Tree, here: int, up: int, lexicon: Grades) -> bool:
    """Return whether the clause that *up* reports or asks for is one that *up* says something of."""
    if tree.lemma(up) in lexicon.stating:
        return _is_subjunctive(tree, here)
    effect = governor(tree, up, lexicon)
    asked = effect is not None and effect.name == "wanted"
    return not (asked and tree.lemmas(tree.children(here, "mark")) & {"whether", "if"})


def _is_subjunctive(tree: Tree, here: int) -> bool:
    """Return whether a clause asks for its deed by its bare verb ("insisted that he leave")."""
    passive = any(tree[child].text.lower() == "be" for child in tree.children(here, "aux:pass", "cop"))
    bare = tree[here].xpos == "VB" or (tree[here].xpos == "VBZ" and not tree[here].text.endswith("s"))
    return (bare or passive) and not tree.children(here, "aux")


def is_nominal(tree: Tree, head: int) -> bool:
    """Return whether the deed *head* is named by a noun that is no predicate of its own clause."""
    return tree[head].upos in ("NOUN", "PROPN") and not tree.children(head, "cop", *SUBJECTS)
