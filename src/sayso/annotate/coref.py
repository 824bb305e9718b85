"""Coreference within an article: which mentions stand for one and the same.

A first version by rules, in the spirit of the multi-pass sieves of Lee et al.
(2013, Computational Linguistics 39:4): full and short names, acronyms,
appositions, definite descriptions and pronouns, each looking backwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sayso.annotate.mentions import Found, find, span_of
from sayso.record import Mention, Sentence
from sayso.tree import Tree

REACH = {"pronoun": 3, "nominal": 8}  # sentences that a look backwards spans
MALE = frozenset("he him his himself mr. mr sir king prince brother father".split())
FEMALE = frozenset("she her hers herself mrs. ms. mrs ms miss queen princess sister mother".split())
SINGULAR_THING = frozenset("it its itself".split())
PLURAL = frozenset("they them their theirs themselves".split())
RELATIVE = frozenset("who whom whose that which".split())
TITLES = frozenset("mr. mr mrs. mrs ms. ms miss dr. dr sir lord lady gen. col. sen. rep. gov. prof.".split())
BODIES = frozenset(
    "group organization organisation network party movement agency ministry company union alliance "
    "militia faction council committee".split()
)
DEFINITE = frozenset("the this that these those".split())


@dataclass(slots=True, eq=False)
class Chain:
    """The mentions found so far to stand for one referent."""

    number: int
    mentions: list[Found] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    entity: str | None = None
    gender: str | None = None
    plural: bool = False

    @property
    def last(self) -> Found:
        """The mention seen last."""
        return self.mentions[-1]


class Linker:
    """Chains of an article while its mentions are read in order."""

    def __init__(self, sentences: tuple[Sentence, ...]) -> None:
        """Start without chains over *sentences*."""
        self.sentences = sentences
        self.trees = [Tree(sentence) for sentence in sentences]
        self.chains: list[Chain] = []
        self.at: dict[tuple[int, int], Chain] = {}
        # chains by what they are called (whole name, last word, initials, nouns), and by sentence
        self.called: dict[tuple[str, str], list[Chain]] = {}
        self.spoken: dict[int, list[Chain]] = {}

    def link(self, mention: Found) -> int:
        """Add *mention* to the chain it belongs to, or to a new one, and return the chain's number."""
        chain = self._antecedent(mention)
        if chain is None:
            chain = Chain(len(self.chains))
            self.chains.append(chain)
        self._add(chain, mention)
        return chain.number

    def words(self, mention: Found) -> list[str]:
        """Return the words of *mention*, a title before the name left out."""
        tokens = self.sentences[mention.sentence].tokens[mention.first : mention.last + 1]
        words = [token.text for token in tokens if token.upos != "PUNCT" and token.xpos != "POS"]
        while len(words) > 1 and words[0].lower() in TITLES | {"the"}:
            words = words[1:]
        return words

    def _antecedent(self, mention: Found) -> Chain | None:
        """Return the chain that *mention* continues, if any."""
        joined = self._joined(mention)
        if joined is not None:
            return joined
        if mention.kind == "name":
            return self._same_name(mention)
        if mention.kind == "nominal":
            return self._described(mention)
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        return None

    def _joined(self, mention: Found) -> Chain | None:
        """Return the chain that syntax ties *mention* to: an apposition, a title before a name."""
        tree, head = self.trees[mention.sentence], mention.head
        if tree[head].deprel in ("appos", "flat") and mention.kind != "pronoun":
            return self.at.get((mention.sentence, tree.head(head)))
        if mention.kind == "nominal" and tree.children(head, "cop"):
            subject = tree.child(head, "nsubj")
            sure = tree.child(head, "det") is not None and not tree.children(head, "aux")
            return self.at.get((mention.sentence, subject)) if subject is not None and sure else None
        return None

    def _same_name(self, mention: Found) -> Chain | None:
        """Return the last chain that bears this name, its short form, or the name it is short for."""
        words = self.words(mention)
        name, gender = " ".join(words).lower(), self._gender(mention)

        def fits(chain: Chain) -> bool:
            if gender and chain.gender and gender != chain.gender:
                return False
            if name in chain.names:
                return True
            person = mention.entity == "PER" and chain.entity == "PER"
            return person and any(_short(name, other) for other in chain.names)

        alike = [*self._called("name", name), *self._called("last", name.split()[-1] if name else "")]
        return self._last(alike, fits) or self._acronym(name, words)

    def _acronym(self, name: str, words: list[str]) -> Chain | None:
        """Return the last chain whose name is the acronym of *words*, or the other way round."""
        if len(words) == 1 and words[0].isupper() and len(name) > 2:
            return self._last(self._called("initials", name))
        initials = _initials(name)
        return self._last(self._called("name", initials)) if len(initials) > 2 else None

    def _called(self, how: str, word: str) -> list[Chain]:
        """Return the chains that were called *word*: by name, last word, initials or noun."""
        return self.called.get((how, word), [])

    def _recent(self, mention: Found, kind: str) -> list[Chain]:
        """Return the chains spoken of within reach of *mention*, each once."""
        sentences = range(max(0, mention.sentence - REACH[kind]), mention.sentence + 1)
        found = (chain for sentence in sentences for chain in self.spoken.get(sentence, []))
        return list({chain.number: chain for chain in found}.values())

    def _described(self, mention: Found) -> Chain | None:
        """Return the chain that a definite description ("the group", "the minister") takes up."""
        tree, head = self.trees[mention.sentence], mention.head
        determiner = tree.child(head, "det")
        if determiner is None or tree.lemma(determiner) not in DEFINITE or tree.children(head, "nmod", "acl"):
            return None
        noun = tree.lemma(head)
        near = self._near(mention, "nominal")
        known = self._last(
            self._called("noun", noun),
            lambda chain: near(chain) or noun == self._last_word_of_name(chain),
        )
        if known is None and noun in BODIES and mention.first == head:
            recent = self._recent(mention, "nominal")
            return self._last(recent, lambda chain: chain.entity == "ORG" and near(chain))
        return known

    def _last_word_of_name(self, chain: Chain) -> str:
        """Return what an organisation's name says it is, for it is called so throughout an article."""
        names = [one for one in chain.mentions if one.kind == "name"]
        return self.words(names[0])[-1].lower() if names and chain.entity == "ORG" else ""

    def _pronoun(self, mention: Found) -> Chain | None:
        """Return the chain that a pronoun stands for: near, of its kind, subjects first."""
        tree, head = self.trees[mention.sentence], mention.head
        word = tree[head].text.lower()
        if word in RELATIVE:
            above = [head, *tree.ancestors(head)]
            clause = next((up for up in above if tree[up].deprel == "acl:relcl"), None)
            return self.at.get((mention.sentence, tree.head(clause))) if clause is not None else None
        fits = self._fits(word)
        near = self._near(mention, "pronoun")
        candidates = [chain for chain in self._recent(mention, "pronoun") if near(chain) and fits(chain)]
        return max(candidates, key=lambda chain: self._salience(chain, mention), default=None)

    def _fits(self, word: str) -> Callable[[Chain], bool]:
        """Return the test that a chain must pass for the pronoun *word*."""
        if word in MALE or word in FEMALE:
            gender = "male" if word in MALE else "female"
            return lambda chain: chain.entity == "PER" and not chain.plural and chain.gender in (None, gender)
        if word in SINGULAR_THING:
            return lambda chain: chain.entity in ("ORG", "LOC") and not chain.plural
        if word in PLURAL:
            return lambda chain: chain.plural or chain.entity == "ORG"
        return lambda _: False

    def _salience(self, chain: Chain, mention: Found) -> tuple[float, int]:
        """Return how present *chain* is at *mention*: nearness, subjecthood, how often it is spoken of."""
        last = chain.last
        relations = {
            self.trees[one.sentence][one.head].deprel
            for one in chain.mentions
            if one.sentence == last.sentence
        }
        distance = mention.sentence - last.sentence
        subject = 1.5 if any(relation.startswith("nsubj") for relation in relations) else 0.0
        modifier = -1.0 if relations <= {"compound", "nmod:poss", "amod", "nmod"} else 0.0
        return (-distance + subject + modifier + min(len(chain.mentions), 4) * 0.2, last.sentence)

    def _near(self, mention: Found, kind: str) -> Callable[[Chain], bool]:
        """Return the test that a chain was spoken of within reach, and not in the same noun phrase."""
        tree = self.trees[mention.sentence]
        above = {mention.head, *tree.ancestors(mention.head)}

        def near(chain: Chain) -> bool:
            last = chain.last
            clash = last.sentence == mention.sentence and last.head in above and kind == "nominal"
            return mention.sentence - last.sentence <= REACH[kind] and not clash

        return near

    def _last(self, chains: Iterable[Chain], fits: Callable[[Chain], bool] = lambda _: True) -> Chain | None:
        """Return that of *chains* spoken of last that *fits*."""
        found = [chain for chain in chains if fits(chain)]
        return max(found, key=lambda chain: (chain.last.sentence, chain.last.head), default=None)

    def _gender(self, mention: Found) -> str | None:
        """Return the gender that a pronoun or a title tells, if any."""
        tokens = self.sentences[mention.sentence].tokens
        words = {token.text.lower() for token in tokens[max(0, mention.first - 1) : mention.last + 1]}
        if mention.kind == "pronoun":
            words = {tokens[mention.head].text.lower()}
        return "male" if words & MALE else "female" if words & FEMALE else None

    def _add(self, chain: Chain, mention: Found) -> None:
        """Put *mention* into *chain* and learn from it."""
        tree = self.trees[mention.sentence]
        chain.mentions.append(mention)
        self.spoken.setdefault(mention.sentence, []).append(chain)
        chain.entity = chain.entity or mention.entity
        if mention.kind == "name":
            name = " ".join(self.words(mention)).lower()
            chain.names.add(name)
            self._call(chain, "name", name)
            self._call(chain, "last", name.split()[-1] if name else "")
            self._call(chain, "initials", _initials(name))
        if mention.kind in ("name", "nominal"):
            for noun in self._common_nouns(mention):
                self._call(chain, "noun", noun)
        if mention.kind != "nominal" and tree[mention.head].text.lower() not in RELATIVE:
            chain.gender = chain.gender or self._gender(mention)
        chain.plural = chain.plural or tree[mention.head].xpos in ("NNS", "NNPS")
        for token in range(mention.first, mention.last + 1):
            self.at.setdefault((mention.sentence, token), chain)
        self.at[mention.sentence, mention.head] = chain

    def _call(self, chain: Chain, how: str, word: str) -> None:
        """Note that *chain* is called *word*."""
        known = self.called.setdefault((how, word), [])
        if chain not in known[-1:]:
            known.append(chain)

    def _common_nouns(self, mention: Found) -> Iterator[str]:
        """Yield the nouns that describe *mention*: its head, and titles before a name."""
        tree = self.trees[mention.sentence]
        if mention.kind == "nominal":
            yield tree.lemma(mention.head)
        for child in tree.children(mention.head, "compound", "flat", "amod"):
            if tree[child].upos in ("NOUN", "PROPN") and mention.entity != "LOC":
                yield tree.lemma(child)
        if mention.entity == "ORG":
            yield tree.lemma(mention.last)


def link(sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """Return the mentions of an article's *sentences*, those of one referent with one chain number."""
    linker = Linker(sentences)
    mentions = []
    for found in find(sentences):
        chain = linker.link(found)
        span = span_of(found, sentences)
        mentions.append(Mention(*found[:4], span, found.kind, found.entity, chain))
    return tuple(mentions)


def _short(name: str, other: str) -> bool:
    """Return whether one of two personal names is the other's last part."""
    shorter, longer = sorted((name, other), key=len)
    return longer.endswith(" " + shorter)


def _initials(name: str) -> str:
    """Return the initials of the longer words of *name* in lower case."""
    return "".join(word[0] for word in name.split() if word not in ("of", "the", "for", "and", "in", "on"))
