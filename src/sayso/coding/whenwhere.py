"""The date and the place of an event, as the words around its trigger tell them.

Dates are resolved against the article's publication date, and only where it is
known: "on Wednesday" of an undated report stays without a date. The place is a
property of the event, never of a person.
"""

from __future__ import annotations

from datetime import date
from itertools import chain

from sayso.coding.anchors import days_of_deed, find_anchored
from sayso.coding.days import Phrase, Standpoint, find_phrases
from sayso.coding.parties import Parties
from sayso.record import Article, Interval, Status, Where
from sayso.tree import CLAUSES, Tree

WHERE = frozenset(["in", "at", "near", "inside", "outside", "across", "around", "throughout", "on"])


def find_date(article: Article, tree: Tree, head: int, status: Status) -> Interval | None:
    """Return the days that the clause of *head* dates its deed to, or None where it tells none."""
    own, above = _clause(tree, head)
    views = [
        (
            Standpoint(published_day(article), _direction(tree, head, status)),
            [*_time_of_relative(tree, head), *own],
        ),
        (Standpoint(published_day(article), _direction_above(tree, head, status)), above),
    ]
    for at, tokens in views:
        for phrase in find_anchored(article.text, tree.sentence.span, at) if tokens else ():
            root = root_of(tree, phrase)
            days = days_of_deed(phrase, at) if root in tokens and not _counts(tree, root, head) else None
            if days is not None:
                words = article.text[phrase.own : phrase.end]
                return Interval(days[0].isoformat(), days[1].isoformat(), words)
    return _named_by_time(tree, head, views[0][0])


def _direction(tree: Tree, head: int, status: Status) -> int:
    """Return 1 where a deed of *status* lies ahead, -1 where its verb or that above its noun is past."""
    verb = next((one for one in (head, *tree.ancestors(head)) if tree[one].upos == "VERB"), None)
    will = verb is not None and "will" in tree.lemmas(tree.children(verb, "aux"))
    if will or status in ("future", "conditional", "wanted"):
        return 1
    return -1 if verb is not None and tree[verb].xpos in ("VBD", "VBN") else 0


def _direction_above(tree: Tree, head: int, status: Status) -> int:
    """Return the same for what hangs on the verb above a noun ("announced controls on Tuesday")."""
    verb = next((one for one in tree.ancestors(head) if tree[one].upos == "VERB"), head)
    return -1 if tree[verb].xpos == "VBD" else _direction(tree, head, status)


def root_of(tree: Tree, phrase: Phrase) -> int:
    """Return the token of *phrase* that hangs on a word outside it, -1 for none."""
    inside = [
        number
        for number in range(len(tree))
        if tree[number].span.start < phrase.end and phrase.own < tree[number].span.end
    ]
    return next((number for number in inside if tree.head(number) not in inside), -1)


def _counts(tree: Tree, token: int, head: int) -> bool:
    """Return whether a number is no year but counts a word after it ("in 2000 villages")."""
    counted = tree.head(token)
    return tree[token].deprel == "nummod" and token < counted != head and tree[counted].xpos == "NNS"


def _time_of_relative(tree: Tree, head: int) -> list[int]:
    """Return what the clause of *head* hangs on ("on Sunday, when they clashed")."""
    return [tree.head(head)] if tree[head].deprel == "acl:relcl" else []


def _named_by_time(tree: Tree, head: int, at: Standpoint) -> Interval | None:
    """Return the days of a month or year before the deed's noun ("the 2001 attack", "a May raid")."""
    for token in tree.children(head, "nummod", "compound", "nmod", "amod", "nmod:unmarked"):
        if tree[head].upos == "NOUN" and token < head:
            for phrase in find_phrases(f"in {tree[token].text}", at):
                start, end = phrase.days
                return Interval(start.isoformat(), end.isoformat(), tree[token].text)
    return None


def find_place(parties: Parties, head: int) -> Where | None:
    """Return the place that a phrase of the clause of *head* names ("in North Waziristan"), no person."""
    tree = parties.tree
    for token in chain(*_clause(tree, head)):
        if tree[token].deprel not in ("obl", "nmod") or tree.preposition(token) not in WHERE:
            continue
        mention, actor = parties.mentions.get(token), parties.at(token)
        somebody = actor is not None and actor.row.startswith(("people/", "groups/"))
        if mention is not None and mention.entity == "LOC" and not somebody:
            name = tree.span(range(mention.first, mention.last + 1))
            words = " ".join(part.text for part in tree.tokens[mention.first : mention.last + 1])
            return Where(words, actor.code[:3] if actor is not None else "UNK", name)
    return None


def published_day(article: Article) -> date | None:
    """Return the day of publication where it is known to the day."""
    published = article.published
    exact = published.date is not None and published.precision == "day"
    return date.fromisoformat(published.date) if exact and published.date is not None else None


def _clause(tree: Tree, head: int) -> tuple[list[int], list[int]]:
    """Return the tokens under *head*, and those of its clause besides, outside other clauses."""
    own = _outside_clauses(tree, head)
    up = next((above for above in tree.ancestors(head) if tree[above].upos in ("VERB", "AUX")), None)
    if tree[head].upos == "NOUN" and up is not None and tree[head].deprel in ("nsubj", "nsubj:pass", "obj"):
        return own, [token for token in _outside_clauses(tree, up) if token not in own]
    return own, []


def _outside_clauses(tree: Tree, head: int) -> list[int]:
    """Return *head* and what hangs on it, without the clauses below: their dates and places are their own."""
    clauses = [
        child
        for token in tree.subtree(head)
        for child in tree.children(token, *CLAUSES, "conj")
        if tree[child].upos in ("VERB", "AUX")
    ]
    return tree.subtree(head, without=clauses)
