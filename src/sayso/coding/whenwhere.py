"""The date of an event, as the words around its trigger tell it.

Dates are resolved against the article's publication date, and only where it is
known: "on Wednesday" of an undated report stays without a date.
"""

from __future__ import annotations

from datetime import date

from sayso.coding.anchors import days_of_deed, find_anchored
from sayso.coding.days import Phrase, Standpoint, find_phrases
from sayso.coding.readings import top
from sayso.record import Article, Interval, Status
from sayso.tree import CLAUSES, Tree


def find_date(article: Article, tree: Tree, head: int, status: Status) -> Interval | None:
    """Return the days that the clause of *head* dates its deed to, or None where it tells none."""
    own, above = clause_of(tree, head)
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
    return top(tree, inside) if inside else -1


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


def published_day(article: Article) -> date | None:
    """Return the day of publication where it is known to the day."""
    published = article.published
    exact = published.date is not None and published.precision == "day"
    return date.fromisoformat(published.date) if exact and published.date is not None else None


def clause_of(tree: Tree, head: int) -> tuple[list[int], list[int]]:
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
