"""The rows of the tidy tables: one query each.

Only current codings are read, in the order in which they were added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sayso.ledger.export.shape import Values
from sayso.ledger.store import Ledger

# Which codings count is found out once, not again for each of a million rows.
COUNTING = "WITH counting AS MATERIALIZED (SELECT * FROM current)"
# What stands around a row of any kind, which goes by the name of "row". CROSS makes SQLite go through the
# rows in the order in which they lie, so that nothing needs sorting: those of a coding were added together.
AROUND = """
    FROM {table} AS row
    CROSS JOIN counting AS current ON current.number = row.coding
    CROSS JOIN readings ON readings.number = current.reading
    LEFT JOIN sentences ON sentences.coding = row.coding AND sentences.part = row.sentence
"""
ORDER = "ORDER BY row.number"
STANDING = "LEFT JOIN standings ON standings.article = current.article AND standings.row = row.id"
PLACE = "current.article, readings.doc_id, current.run_id, row.sentence + 1, sentences.quote"
SAID = "row.said_by_text, row.said_by_code, row.said_by_claim"
CONTEXTS = "replace(replace(trim(row.context, '[]'), '\"', ''), ', ', ';')"
SPAN = """
    LEFT JOIN spans AS {field} ON {field}.coding = row.coding AND {field}.row = row.id
        AND {field}.field = '{field}' AND {field}.part = 0
"""
WORDS = """(
    SELECT group_concat(quote, ' ... ') FROM (
        SELECT quote FROM spans WHERE coding = row.coding AND row = row.id AND field = '{field}' ORDER BY part
    )
)"""
ARTICLES = """
    SELECT articles.sha256, doc_id, address, sources.sha256, title, published, precision, language,
        articles.text, current.run_id, codings.digest
    FROM current
    JOIN codings ON codings.number = current.number
    JOIN readings ON readings.number = current.reading
    JOIN sources ON sources.number = readings.source
    JOIN articles ON articles.sha256 = current.article
    ORDER BY current.number
"""
RUNS = """
    SELECT id, recipe, version, model, settings, started FROM runs
    WHERE id IN (SELECT run_id FROM current) ORDER BY number
"""


def events(ledger: Ledger) -> Iterable[Values]:
    """Yield the rows of the table of events."""
    from sayso.ontology.schemes import load_schemes

    scales = load_schemes()
    quad = _cases("row.type", {kind: one.quad for kind, one in scales.kinds.items()})
    goldstein = _cases("row.cameo", {root: one.goldstein for root, one in scales.roots.items()})
    return ledger.tuples(f"""
        {COUNTING}
        SELECT row.id, {PLACE}, trigger.quote, trigger.start, trigger.end,
            row.type, {quad}, row.mode, nullif({CONTEXTS}, ''), row.cameo, {goldstein},
            {_party("actor")}, {_party("recipient")}, row.status, row.certainty, {SAID}, row.prediction,
            row.date_start, row.date_end, row.date_text, readings.published, readings.precision,
            row.place_text, row.place_country, row.probability, {review(ledger)[0]}
        {AROUND.format(table="events")} {review(ledger)[1]} {SPAN.format(field="trigger")} {ORDER}
    """)


def claims(ledger: Ledger) -> Iterable[Values]:
    """Yield the rows of the table of claims."""
    words = ", ".join(WORDS.format(field=field) for field in ("source", "cue", "content"))
    return ledger.tuples(f"""
        {COUNTING}
        SELECT row.id, {PLACE}, row.kind, {words}, {_party("speaker")},
            row.parent, row.negated, row.probability, {review(ledger)[0]}
        {AROUND.format(table="claims")} {review(ledger)[1]} {ORDER}
    """)


def predictions(ledger: Ledger) -> Iterable[Values]:
    """Yield the rows of the table of predictions."""
    return ledger.tuples(f"""
        {COUNTING}
        SELECT row.id, {PLACE}, row.event, {SAID}, row.certainty, row.words, row.low, row.high, row.origin,
            row.by_start, row.by_end, row.by_text, {review(ledger)[0]}
        {AROUND.format(table="predictions")} {review(ledger)[1]} {ORDER}
    """)


def relations(ledger: Ledger) -> Iterable[Values]:
    """Yield the rows of the table of relations."""
    return ledger.tuples(f"""
        {COUNTING}
        SELECT row.id, {PLACE}, row.kind, {_party("subject")}, {_party("object")}, {SAID}, {review(ledger)[0]}
        {AROUND.format(table="relations")} {review(ledger)[1]} {ORDER}
    """)


def magnitudes(ledger: Ledger) -> Iterable[Values]:
    """Yield the rows of the table of magnitudes."""
    return ledger.tuples(f"""
        {COUNTING}
        SELECT row.row, current.article, row.part + 1, row.kind, row.low, row.best, row.high, row.text
        FROM magnitudes AS row CROSS JOIN counting AS current ON current.number = row.coding {ORDER}
    """)


def spans(ledger: Ledger) -> Iterable[Values]:
    """Yield the rows of the table of mentions."""
    return ledger.tuples(f"""
        {COUNTING}
        SELECT row.row, current.article, row.field, row.part + 1, row.start, row.end, row.quote
        FROM spans AS row CROSS JOIN counting AS current ON current.number = row.coding {ORDER}
    """)


def articles(ledger: Ledger) -> Iterator[Values]:
    """Yield the rows of the table of articles, with the length of the text for it."""
    for *before, text, run, digest in ledger.tuples(ARTICLES):
        yield (*before, len(str(text)), run, digest)  # SQLite's own length() ends at a NUL


def review(ledger: Ledger) -> tuple[str, str]:
    """Return the SQL for how a row stands and who decided, and what it is joined with: nothing as coded."""
    if not ledger.has("standings"):
        return "NULL AS review, NULL AS reviewers", ""
    return "standings.standing AS review, standings.reviewers", STANDING


def runs(ledger: Ledger) -> Iterator[Values]:
    """Yield the rows of the table of runs: those that have a current coding."""
    return ledger.tuples(RUNS)


def _party(name: str) -> str:
    """Return the SQL for the columns of an actor."""
    code = f"row.{name}_code"
    return (
        f"row.{name}_text, {code}, substr({code}, 1, 3), nullif(substr({code}, 5), ''),"
        f" row.{name}_id, nullif(row.{name}_row, '')"
    )


def _cases(column: str, values: Mapping[str, float]) -> str:
    """Return the SQL that gives each value of a *column* its number."""
    listed = " ".join(f"WHEN '{value}' THEN {number}" for value, number in values.items())
    return f"CASE {column} {listed} END"
