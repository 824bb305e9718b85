"""A sentence's dependency tree, with the look-ups that coding rules share."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sayso.record import Sentence, Span, Token

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
PASSIVE = ("nsubj:pass", "csubj:pass", "aux:pass")
OBLIQUES = ("obl", "nmod", "obl:agent", "nmod:desc", "obl:unmarked", "advcl", "acl")
OUTSIDE_PHRASE = (  # what hangs on a noun but does not belong to the phrase that names its referent
    "acl acl:relcl appos conj cc punct case mark parataxis cop advcl nsubj aux advmod".split()
)
# Verbs whose object, not subject, does what the clause below them tells ("urged them to leave",
# "accused them of bombing", "lashed out at them for shooting").
GIVEN_TO_OBJECT = frozenset(
    "ask urge press pressure call order tell force compel want expect allow permit enable help lead push "
    "persuade convince encourage invite instruct direct command advise warn beg implore request require "
    "oblige appeal accuse blame criticise criticize condemn fault denounce praise thank commend applaud "
    "lash rebuke scold suspect charge chide attack send deploy prevent stop keep bar ban forbid prohibit "
    "dissuade discourage deter let make see watch hear train dare challenge cause prompt prod coax "
    "authorise authorize support sanction punish arrest".split()
)
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis", "root")


class Tree:
    """One sentence as a tree. Every position is a token number in the sentence."""

    def __init__(self, sentence: Sentence) -> None:
        """Index the children of every token of *sentence*."""
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._relations = [token.deprel for token in sentence.tokens]
        self._children: dict[int, list[int]] = {}
        for number, token in enumerate(sentence.tokens):
            if token.head >= 0:
                self._children.setdefault(token.head, []).append(number)
        self._prepositions: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, number: int) -> Token:
        return self.tokens[number]

    def children(self, number: int, *relations: str) -> list[int]:
        """Return the dependents of *number*, in order; only those in *relations* where any are given."""
        found = self._children.get(number)
        if found is None:
            return []
        own = self._relations
        return [child for child in found if own[child] in relations] if relations else found[:]

    def child(self, number: int, *relations: str) -> int | None:
        """Return the first dependent of *number* in *relations*, or None."""
        found = self.children(number, *relations)
        return found[0] if found else None

    def head(self, number: int) -> int:
        """Return the head of *number*, -1 above the root."""
        return self.tokens[number].head

    def ancestors(self, number: int) -> Iterator[int]:
        """Yield the heads above *number*, nearest first."""
        number = self.tokens[number].head
        while number >= 0:
            yield number
            number = self.tokens[number].head

    def subtree(self, number: int, without: Collection[int] = ()) -> list[int]:
        """Return *number* and all that hangs on it, in order, leaving out the branches *without*."""
        found, pending = [], [number]
        while pending:
            here = pending.pop()
            found.append(here)
            pending += [child for child in self._children.get(here, ()) if child not in without]
        return sorted(found)

    def lemma(self, number: int) -> str:
        """Return the lemma of *number* in lower case."""
        return self.tokens[number].lemma.lower()

    def lemmas(self, numbers: Collection[int]) -> set[str]:
        """Return the lemmas of *numbers* in lower case."""
        return {self.lemma(number) for number in numbers}

    def is_passive(self, verb: int) -> bool:
        """Return whether *verb* is passive, as a participle after a noun without an object also is."""
        if self.children(verb, *PASSIVE):
            return True
        token = self.tokens[verb]
        if (
            token.deprel == "conj"
            and token.xpos == "VBN"
            and not self.children(verb, "aux", "obj", *SUBJECTS)
        ):
            return self.is_passive(token.head)
        return token.deprel == "acl" and token.xpos == "VBN" and not self.children(verb, "obj")

    def preposition(self, number: int) -> str:
        """Return the lower-case case marker of *number* ("of", "according to"), or ''."""
        known = self._prepositions.get(number)
        if known is None:
            words = []
            for mark in self.children(number, "case", "mark"):
                words.append(self.tokens[mark].text)
                words += [self.tokens[more].text for more in self.children(mark, "fixed")]
            known = self._prepositions[number] = " ".join(words).lower()
        return known

    def by_preposition(self, number: int, preposition: str) -> list[int]:
        """Return the nominal dependents of *number* that stand under *preposition*."""
        found = self.children(number, *OBLIQUES)
        return [child for child in found if self.preposition(child) == preposition]

    def subject(self, verb: int) -> int | None:
        """Return the surface subject of *verb*; some clauses take over another's."""
        own = self.child(verb, *SUBJECTS)
        if own is not None:
            return own
        token = self.tokens[verb]
        if token.head < 0:
            return None
        if token.deprel == "conj" and self.tokens[token.head].upos in ("VERB", "AUX", "ADJ"):
            return self.subject(token.head)
        if token.deprel in ("xcomp", "advcl", "ccomp"):
            return self._controller(verb, token.head)
        if token.deprel in ("acl", "acl:relcl") and token.xpos != "VB":
            return token.head
        return None

    def _controller(self, verb: int, up: int) -> int | None:
        """Return whose deed an infinitive or gerund below the verb *up* is: its object's or its subject's."""
        marked = bool(self.children(verb, "mark", "case"))
        if self.lemma(up) in GIVEN_TO_OBJECT and marked and self.tokens[verb].xpos in ("VB", "VBG", "VBN"):
            found = self.child(up, "obj", "iobj", "nsubj:pass")
            for preposition in ("on", "upon", "at", "against", "with", "to"):
                found = found if found is not None else next(iter(self.by_preposition(up, preposition)), None)
            if found is not None:
                return found
        if self.tokens[verb].deprel == "ccomp":
            return None
        if self.tokens[up].deprel == "parataxis" and self.tokens[verb].xpos == "VBG":
            up = self.tokens[up].head  # "they fired, he said, killing two": he kills nobody
        if self.is_passive(up) and self.tokens[verb].xpos == "VBG":
            agent = self.child(up, "obl:agent")
            return agent if agent is not None else self.subject(up)
        controller = self.child(up, "obj") if self.tokens[verb].deprel == "xcomp" else None
        return controller if controller is not None else self.subject(up)

    def phrase(self, number: int) -> list[int]:
        """Return the noun phrase headed by *number*: no clauses, appositions, conjuncts, case marker."""
        return self.subtree(number, without=self.children(number, *OUTSIDE_PHRASE))

    def span(self, numbers: Collection[int]) -> Span:
        """Return the characters from the first to the last of *numbers*."""
        return Span(self.tokens[min(numbers)].span.start, self.tokens[max(numbers)].span.end)

    def spans(self, numbers: Collection[int]) -> tuple[Span, ...]:
        """Return the characters of *numbers*, one span for each unbroken stretch of tokens."""
        found: list[list[int]] = []
        for number in sorted(numbers):
            if found and found[-1][-1] == number - 1:
                found[-1].append(number)
            else:
                found.append([number])
        return tuple(self.span(stretch) for stretch in found)
