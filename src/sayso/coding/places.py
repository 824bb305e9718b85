"""The place of an event, as the words around its trigger tell it: never that of a person."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, takewhile

from sayso.coding.parties import Parties
from sayso.coding.whenwhere import clause_of
from sayso.record import Where
from sayso.tree import SUBJECTS, Tree

SPEECH = frozenset("REQUEST ACCUSE THREATEN REJECT SUPPORT".split())
WHERE = frozenset("in at near inside outside across around throughout on through off along into".split())
AIMED = frozenset(["at", "on"])  # "lashed out at Syria", "sanctions on Iran": no state is a place under these
GOING = frozenset("go travel fly come return arrive spread visit trip deploy deployment dispatch".split())
AT_OBJECT = frozenset(  # what is visited or shelled is where it was
    "visit tour enter invade storm capture recapture retake overrun besiege shell bomb bombard raid occupy "
    "invasion storming recapture siege shelling bombing bombardment occupation".split()
)
DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest outside".split())
# Words for a place that have its name beside them ("the village of Dambo", "the Somali capital").
GENERAL = frozenset(
    "city town village hamlet capital suburb neighbourhood neighborhood province state region district "
    "county area part island port coast shore outskirt street square valley mountain hill plain desert "
    "peninsula river lake delta crossing border frontier airport prison university sea ocean gulf bay strait "
    "centre center north south east west northeast northwest southeast southwest".split()
)
DEEDS = frozenset(
    "attack blast explosion bombing raid shooting ambush assault strike incident clash fighting violence "
    "riot protest march rally demonstration meeting summit talk operation".split()
)
OUTCOMES = frozenset("kill wound injure hurt arrest detain".split())
OF_NONE = frozenset("border frontier sea ocean gulf bay strait".split())  # in the country beside them or not


def find_place(parties: Parties, head: int, type_: str, before: Collection[Where]) -> Where | None:
    """Return the place that the words about a deed of *type_* at *head* name, no person.

    Its own clause goes first, then those that tell of the same circumstances. What somebody speaks of has
    places of its own: they are none of the speech ("condemned the attack in Gaza"). Where nothing tells, "the
    attack" was where deeds of its type were in the sentence *before*.
    """
    tree, speech = parties.tree, type_ in SPEECH
    for clause in (head, *(() if speech else _sharing(tree, head))):
        for token in chain(*clause_of(tree, clause)):
            found = _place_at(parties, token, clause)
            if found is not None and not (speech and _is_spoken_of(tree, token, head)):
                return found
    return _told_before(before, tree, head)


def _told_before(before: Collection[Where], tree: Tree, head: int) -> Where | None:
    """Return the one place of what the sentence before tells, where the deed at *head* is that deed."""
    subject = tree.subject(head) if tree[head].upos == "VERB" else head
    same = subject is not None and (_is_taken_up(tree, subject) or _is_outcome(tree, head))
    return next(iter(before)) if same and len({one.text for one in before}) == 1 else None


def _is_taken_up(tree: Tree, noun: int) -> bool:
    """Return whether *noun* is a deed that was told before: "the attack", with nothing that tells which."""
    told = [tree.lemma(child) for child in tree.children(noun) if tree[child].deprel not in ("punct", "case")]
    return tree.lemma(noun) in DEEDS and told in (["the"], ["this"], ["that"])


def _is_outcome(tree: Tree, head: int) -> bool:
    """Return whether *head* tells what came of something, and of what the sentence does not tell."""
    return (
        tree.lemma(head) in OUTCOMES and tree.is_passive(head) and not tree.children(head, "obl:agent", "obl")
    )


def _is_spoken_of(tree: Tree, token: int, head: int) -> bool:
    """Return whether anything but a place stands between *token* and the speech at *head*."""
    between = takewhile(lambda above: above != head and tree[above].upos != "VERB", tree.ancestors(token))
    return any(tree.preposition(above) not in (*WHERE, "during") for above in between)


def _sharing(tree: Tree, head: int) -> Iterator[int]:
    """Yield what tells when it was ("wounded when a mine blew up in Gao"), then whose it shares."""
    yield from (one for one in tree.children(head, "advcl") if "when" in tree.lemmas(tree.children(one)))
    here = tree[head]
    follows = (here.deprel, here.xpos) in (("advcl", "VBG"), ("csubj", "VBG"))
    follows = follows or (here.deprel, here.upos) == ("conj", "VERB")
    if follows and tree[here.head].upos == "VERB" and not tree.children(head, *SUBJECTS):
        yield here.head


def _place_at(parties: Parties, token: int, head: int) -> Where | None:
    """Return the place that the phrase at *token* names where it stands as one does."""
    tree = parties.tree
    if not _tells_where(tree, token, head):
        return None
    if _is_place(parties, token):
        return None if _is_elsewhere(parties, token) else _where(parties, token, token)
    return _beside(parties, token) if tree.lemma(token) in GENERAL else None


def _tells_where(tree: Tree, token: int, head: int) -> bool:
    """Return whether *token* stands under a preposition of place, or as what is visited or shelled."""
    relation, up, preposition = tree[token].deprel, tree.head(token), tree.preposition(token)
    going = up == head or tree[up].upos == "VERB" or tree.preposition(up) in ("on", "during")
    if relation == "obj" or (relation == "nmod" and preposition == "of"):
        return going and tree.lemma(up) in AT_OBJECT
    if relation not in ("obl", "nmod"):
        return False
    return (
        preposition in WHERE
        or (preposition == "to" and going and tree.lemma(up) in GOING)
        or (preposition == "of" and tree.lemma(up) in DIRECTIONS)
    )


def _is_place(parties: Parties, token: int) -> bool:
    mention, actor = parties.mentions.get(token), parties.at(token)
    somebody = actor is not None and actor.row.startswith(("people/", "groups/"))
    return mention is not None and mention.entity == "LOC" and not somebody


def _is_elsewhere(parties: Parties, token: int) -> bool:
    """Return whether the state at *token* is what a deed is aimed at, or the one where it was not."""
    actor, preposition = parties.at(token), parties.tree.preposition(token)
    row = actor.row if actor is not None else ""
    if row.endswith("#names"):
        return preposition in (*AIMED, "outside")
    return row.endswith("#capital") and preposition in AIMED


def _beside(parties: Parties, token: int) -> Where | None:
    """Return the place whose name stands beside a general word at *token* ("Rafah crossing")."""
    tree = parties.tree
    for child in tree.children(token, "nmod", "appos"):
        if _is_place(parties, child) and tree.preposition(child) in ("of", "with", ""):
            apart = tree.lemma(token) not in OF_NONE and tree[token].upos != "PROPN"
            return _where(parties, child if apart else token, child)
    for child in tree.children(token, "compound", "amod", "nmod:poss"):
        actor = parties.at(child)
        if _is_place(parties, child) or (actor is not None and actor.row.startswith("countries/")):
            return _where(parties, token, child)
    return None


def _where(parties: Parties, token: int, named: int) -> Where:
    """Return the place from the phrase at *token* to its name at *named*, whose country tells its own."""
    tree = parties.tree
    mentions = [one for one in (parties.mentions.get(token), parties.mentions.get(named)) if one is not None]
    first = min([token, named, *(one.first for one in mentions)])
    last = max([token, named, *(one.last for one in mentions)])
    actor = None if tree.lemma(token) in OF_NONE else parties.at(named)
    return Where(
        _words(tree, first, last), actor.code[:3] if actor is not None else "UNK", tree.span((first, last))
    )


def _words(tree: Tree, first: int, last: int) -> str:
    """Return the words from *first* to *last*, with one space wherever the text has any between them."""
    words = tree[first].text
    for before, word in zip(tree.tokens[first:last], tree.tokens[first + 1 : last + 1], strict=True):
        words += " " * (word.span.start > before.span.end) + word.text
    return words
