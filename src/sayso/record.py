"""The nouns: frozen records that every room hands on and none changes.

Every span is a pair of character offsets into ``Article.text``, end exclusive.
Sentence and token numbers count from 0 within an article and a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

BlockKind = Literal["title", "deck", "subhead", "paragraph", "residue"]
Precision = Literal["day", "month", "year"]
MentionKind = Literal["name", "nominal", "pronoun", "adjective"]
EntityType = Literal["PER", "ORG", "LOC"]
ClaimKind = Literal["direct", "indirect", "mixed"]
Status = Literal["happened", "future", "conditional", "wanted", "not_happened"]
Certainty = Literal["certain", "probable", "possible"]
RowKind = Literal["claim", "event", "prediction", "relation"]
Verdict = Literal["accept", "correct", "reject", "unsure", "withdraw"]


class Span(NamedTuple):
    """Characters ``start`` up to, not including, ``end``."""

    start: int
    end: int


class Place(NamedTuple):
    """Where a token stands: its sentence's number and its own within it."""

    sentence: int
    token: int


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as they were found.

    ``address`` is the path or address the user named; ``media`` the MIME type
    (``text/plain`` or ``text/html``); ``sha256`` the digest of ``data``.
    """

    address: str
    media: str
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text and what part of the article it is."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Published:
    """The day an article is dated (ISO, first day of its period) and how exactly; ``None`` is unknown."""

    date: str | None = None
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What was read of a source. ``sha256`` is the digest of ``text`` in UTF-8."""

    doc_id: str
    address: str
    source_sha256: str
    sha256: str
    text: str
    title: str | None
    published: Published
    blocks: tuple[Block, ...]
    language: str = "en"


class Choice(NamedTuple):
    """A type of event that the language core sees, and its probability."""

    value: str
    probability: float


class StatusChoice(NamedTuple):
    """The status that the language core chose, and its probability."""

    value: Status
    probability: float


class CertaintyChoice(NamedTuple):
    """The certainty that the language core chose, and its probability."""

    value: Certainty
    probability: float


class Link(NamedTuple):
    """The token of the same sentence that a head of the language core chose, -1 for none."""

    token: int
    probability: float


@dataclass(frozen=True, slots=True)
class Deed:
    """What the language core sees in a word that may name an event.

    ``types`` are the likeliest types; their probabilities and that of no event
    sum to 1. ``prediction`` is the probability that somebody says it will or may
    come. ``actor``, ``recipient`` and ``source`` are the words that head the
    parties and whoever says so.
    """

    types: tuple[Choice, ...]
    status: StatusChoice
    certainty: CertaintyChoice
    prediction: float
    actor: Link
    recipient: Link
    source: Link

    def probability(self, kind: str) -> float:
        """Return the probability that the word names an event of type *kind*."""
        return next((one.probability for one in self.types if one.value == kind), 0.0)


class Part(NamedTuple):
    """What the language core sees a word to be in a claim: the probability of each part.

    ``cue_at`` is the first word of the cue of the claim that a source or content belongs to.
    """

    source: float
    cue: float
    content: float
    cue_at: Link


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word. ``head`` is a token number in the same sentence, -1 for the root.

    ``factuality`` says of an event's predicate how sure its author is that it
    happens, from -3 (certainly not) to 3 (certainly); None for other words.
    ``part`` is None where hardly any claim is seen. ``role`` is what kind of party
    a noun is, should it be one: a role of PLOVER, IGO, NGO, MNC or INT, else STATE.
    """

    span: Span
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    entity: str = "O"
    probability: float = 1.0
    deed: Deed | None = None
    part: Part | None = None
    factuality: float | None = None
    role: Choice | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its characters, the number of its block, and its tokens."""

    span: Span
    block: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase, name, pronoun or nationality adjective that stands for somebody.

    ``first`` to ``last`` are the token numbers of its smallest naming phrase,
    ``head`` the token that the syntax hangs on; ``chain`` numbers the mentions
    of one referent alike.
    """

    sentence: int
    first: int
    last: int
    head: int
    span: Span
    kind: MentionKind
    entity: EntityType | None
    chain: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the language core saw in an article."""

    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a mention stands for.

    ``code`` is a country (ISO 3166 alpha-3, or IGO, NGO, MNC, INT, UNK) and,
    after a space, a role; ``row`` names the dictionary rows that say so
    (``countries/PAK + roles/official``), empty where none knew it; ``id`` is a
    stable name for the actor within the ledger.
    """

    text: str
    code: str
    id: str
    span: Span
    row: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value: the deciding characters, and the rule, dictionary row or head."""

    field: str
    by: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution: source, cue and content, and the claim it stands in."""

    id: str
    kind: ClaimKind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Actor | None
    parent: str | None
    probability: float
    negated: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``start`` to ``end`` (ISO, inclusive) and the words that say so."""

    start: str
    end: str
    text: str


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an event, never of a person: the words, a name and a country code."""

    text: str
    country: str
    span: Span


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A number that an event is reported with: what it counts, the words, and bounds where they tell any."""

    kind: str
    low: float | None
    best: float
    high: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """On whose word something stands: the source's words, code, and the claim.

    ``claim`` is None where an event of the same sentence tells it ("urged them to leave").
    """

    text: str
    code: str
    claim: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of a political event in one sentence."""

    id: str
    trigger: Span
    sentence: Span
    type: str
    mode: str | None
    context: tuple[str, ...]
    cameo: str
    actor: Actor | None
    recipient: Actor | None
    status: Status
    certainty: Certainty
    said_by: Said | None
    prediction: bool
    date: Interval | None
    place: Where | None
    magnitude: tuple[Magnitude, ...]
    probability: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Prediction:
    """What somebody says will or may come.

    ``low`` and ``high`` bound the probability that the words ``words`` stand
    for, as ``origin`` has it; ``event`` is the event expected.
    """

    id: str
    event: str
    span: Span
    said_by: Said | None
    certainty: Certainty
    words: str
    low: float
    high: float
    origin: str
    by: Interval | None


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing fact between two actors, with its evidence."""

    id: str
    kind: str
    subject: Actor
    object: Actor
    span: Span
    said_by: Said | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one input: code, what happened, where, what to do."""

    code: str
    what: str
    where: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Coded:
    """One article with everything that was written down from it."""

    article: Article
    annotation: Annotation
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    relations: tuple[Relation, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program: what ran, with which model and settings, where and when."""

    id: str
    version: str
    model: str
    settings: str
    host: str
    started: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a row, which stays as it is.

    ``row`` is the row's id, ``article`` the digest of its article and ``coding``
    the number of the coding in which the reviewer saw it. ``corrections`` are
    fields with the values they should have, as the JSON contract has them.
    ``blind``: the decisions of others were not shown. ``withdraws`` is the number
    of the decision that this one takes back. ``digest`` covers all of it and
    ``previous``, the digest of the decision before.
    """

    number: int
    article: str
    coding: int
    kind: RowKind
    row: str
    verdict: Verdict
    corrections: Mapping[str, object]
    reviewer: str
    decided: str
    note: str | None
    blind: bool
    withdraws: int | None
    previous: str
    digest: str
