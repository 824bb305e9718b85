"""The tidy tables of a ledger: what each column holds. ``queries.py`` gives their rows."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.ledger.export import codings as mean
from sayso.ledger.export import queries
from sayso.ledger.export.shape import Column, Table, columns

HERE = tuple(
    columns(
        "text",
        article="sha256 of the article's text: a row of articles",
        doc_id="name of the article: the stem of its file's name, or its address",
        run="id of the run that coded it: a row of runs",
    )
)
SENTENCE = (
    Column("sentence_number", "integer", "number of the sentence in the article, from 1"),
    Column("sentence", "text", "the sentence, as it stands in the article"),
)
PROBABILITY = Column(
    "probability", "real", "how sure sayso is of the row, 0 to 1; not how sure the source is"
)
CERTAINTY = Column("certainty", "text", "how sure the one who says it is", mean.CERTAINTIES)
SAID_BY = tuple(
    columns(
        "text",
        said_by_text="on whose word: the words; empty where the article itself says so",
        said_by_code="on whose word: country and role",
        said_by_claim="on whose word: a row of claims",
    )
)

REVIEW = (
    Column("review", "text", "how the row stands after review; empty as coded, or undecided", mean.STANDINGS),
    Column("reviewers", "text", "who decided about it; several are separated by semicolons"),
)


def party(name: str, who: str, words: str = "the words") -> Iterator[Column]:
    """Yield the four columns of a party; *words* tells which of its words are meant."""
    yield Column(f"{name}_text", "text", f"{who}: {words}")
    yield Column(f"{name}_code", "text", f"{who}: country and, after a space, role")
    yield Column(f"{name}_country", "text", f"{who}: the first part of the code", mean.COUNTRIES)
    yield Column(f"{name}_role", "text", f"{who}: the second part of the code", mean.ROLES)


def _actor(name: str, who: str) -> Iterator[Column]:
    """Yield the six columns of an actor."""
    yield from party(name, who)
    yield Column(f"{name}_id", "text", f"{who}: a stable name within the ledger")
    yield Column(f"{name}_row", "text", f"{who}: the dictionary rows that say so; empty where none knew it")


EVENTS = (
    Column("id", "text", "of the event: one mention, in one sentence"),
    *HERE,
    *SENTENCE,
    Column("trigger", "text", "the word or phrase that names the deed"),
    Column("trigger_start", "integer", "where it begins in the article's text, in characters from 0"),
    Column("trigger_end", "integer", "where it ends, that character not included"),
    Column("type", "text", "what is done, as PLOVER sorts it", mean.TYPES),
    Column("quad", "integer", "quad class of the type, by PLOVER's manual", mean.QUADS),
    Column("mode", "text", "how; empty where the words do not tell", mean.MODE_LEVELS),
    Column("contexts", "text", "in what field; several are separated by semicolons", mean.CONTEXT_LEVELS),
    Column("cameo", "text", "the root of CAMEO that the word maps to, two digits"),
    Column(
        "goldstein", "real", "value of that root on the Goldstein scale for CAMEO (KEDS and ICEWS), -10 to 10"
    ),
    *_actor("actor", "who did it"),
    *_actor("recipient", "to whom"),
    Column("status", "text", "whether it took place, as the sentence puts it", mean.STATUSES),
    CERTAINTY,
    *SAID_BY,
    Column("prediction", "boolean", "whether somebody says that it will or may come", mean.TRUTH),
    Column("date_start", "date", "first day that the sentence tells; empty where it tells none"),
    Column("date_end", "date", "last day that the sentence tells"),
    Column("date_text", "text", "the words that tell it"),
    Column("published", "date", "first day of the date of the article; empty where unknown, never guessed"),
    Column("precision", "text", "what published stands for", mean.PRECISIONS),
    Column("place_text", "text", "where the event was: the words"),
    Column("place_country", "text", "where the event was: the country", mean.COUNTRIES),
    PROBABILITY,
    *REVIEW,
)
CLAIMS = (
    Column("id", "text", "of the claim: one attribution"),
    *HERE,
    *SENTENCE,
    Column("kind", "text", "how it is told", mean.CLAIM_KINDS),
    Column("source", "text", "who says it: the words; stretches are joined by ..."),
    Column("cue", "text", "the words that attribute"),
    Column("content", "text", "what is attributed"),
    *_actor("speaker", "the actor behind the source"),
    Column("parent", "text", "the claim that this one lies within"),
    Column("negated", "boolean", "whether the cue says that it was not said", mean.TRUTH),
    PROBABILITY,
    *REVIEW,
)
PREDICTIONS = (
    Column("id", "text", "of the prediction"),
    *HERE,
    *SENTENCE,
    Column("event", "text", "what is expected: a row of events"),
    *SAID_BY,
    CERTAINTY,
    Column("words", "text", "the words that say how sure"),
    Column("low", "real", "least probability that the words stand for"),
    Column("high", "real", "greatest probability that the words stand for"),
    Column("origin", "text", "who says that they stand for it"),
    Column("by_start", "date", "until when: first day"),
    Column("by_end", "date", "until when: last day"),
    Column("by_text", "text", "until when: the words"),
    *REVIEW,
)
RELATIONS = (
    Column("id", "text", "of the relation: a standing fact between two actors"),
    *HERE,
    *SENTENCE,
    Column(
        "kind",
        "text",
        "what relates them",
        {
            "leads": "the subject leads the object",
            "member_of": "the subject is a member or speaks for it",
            "based_in": "the subject is based there",
            "linked_to": "they have ties",
            "allied_with": "they are allies",
        },
    ),
    *_actor("subject", "one side"),
    *_actor("object", "the other side"),
    *SAID_BY,
    *REVIEW,
)
MAGNITUDES = (
    Column("event", "text", "a row of events"),
    Column("article", "text", "sha256 of the article's text"),
    Column("part", "integer", "place in the event's list, from 1"),
    Column("kind", "text", "what is counted", mean.COUNTED),
    Column("low", "real", "least number; empty where the words tell none"),
    Column("best", "real", "the number told"),
    Column("high", "real", "greatest number; empty where the words tell none"),
    Column("text", "text", "the words"),
)
MENTIONS = (
    Column("row", "text", "id of a row of events, claims, predictions or relations"),
    Column("article", "text", "sha256 of the article's text"),
    Column("field", "text", "which field of it the words are"),
    Column("part", "integer", "place in the field, from 1: a field may have several stretches"),
    Column("start", "integer", "where the words begin in the article's text, in characters from 0"),
    Column("end", "integer", "where they end, that character not included"),
    Column("quote", "text", "the words"),
)
ARTICLES = (
    Column("sha256", "text", "digest of the article's text in UTF-8"),
    Column("doc_id", "text", "the stem of the file's name, or the address"),
    Column("address", "text", "the path or address that was named"),
    Column("source_sha256", "text", "digest of the bytes that were found there"),
    Column("title", "text", "its title"),
    Column("published", "date", "first day of its date; empty where unknown"),
    Column("precision", "text", "what published stands for", mean.PRECISIONS),
    Column("language", "text", "of the text", {"en": "English"}),
    Column("characters", "integer", "length of the text"),
    Column("run", "text", "id of the run that coded it"),
    Column("digest", "text", "of all rows that were coded of it: the same recipe gives the same"),
)
RUNS = (
    Column("id", "text", "of the run"),
    Column("recipe", "text", "digest of version, model and settings"),
    Column("version", "text", "of sayso"),
    Column("model", "text", "digest of the language core's weights"),
    Column("settings", "text", "as JSON"),
    Column("started", "text", "when, in UTC"),
)

TABLES = (
    Table("events", "mentions of events, one a row and sentence, of every status", EVENTS, queries.events),
    Table("claims", "attributions: who says what", CLAIMS, queries.claims),
    Table("predictions", "what somebody says will or may come", PREDICTIONS, queries.predictions),
    Table("relations", "standing facts between two actors", RELATIONS, queries.relations),
    Table("magnitudes", "the numbers that events are reported with", MAGNITUDES, queries.magnitudes),
    Table("mentions", "the words that the fields of all these rows are made of", MENTIONS, queries.spans),
    Table("articles", "what was read; the texts themselves are not here", ARTICLES, queries.articles),
    Table("runs", "the runs of sayso that coded the articles", RUNS, queries.runs),
)
