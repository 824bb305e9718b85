"""The lists of what is not an event, each a query whose columns are what people see."""

from __future__ import annotations

# The words that a field of a row is made of, with dots for what stands between them.
WORDS = """(
    SELECT group_concat(quote, ' ... ') FROM (
        SELECT quote FROM spans
        WHERE spans.coding = {table}.coding AND spans.row = {table}.id AND spans.field = '{field}'
        ORDER BY part
    )
)"""
CURRENT = """
    FROM current
    JOIN {table} ON {table}.coding = current.number
    JOIN readings ON readings.number = current.reading
"""


def words_of(table: str, field: str) -> str:
    """Return a query for the words that a *field* of the rows of *table* is made of."""
    return WORDS.format(table=table, field=field)


# The texts of actors, recipients and sources of which no dictionary tells a country or, of a name, anything;
# how often each, and one row that has it.
UNKNOWN = """
    SELECT count(*) AS times, text, min(row) AS row FROM (
        SELECT actor_text AS text, actor_code AS code, actor_row AS rows, id AS row, coding FROM events
        UNION ALL SELECT recipient_text, recipient_code, recipient_row, id, coding FROM events
        UNION ALL SELECT speaker_text, speaker_code, speaker_row, id, coding FROM claims
    ) JOIN current ON current.number = coding
    WHERE code = 'UNK' OR code LIKE 'UNK %' OR rows IN ('context/country', 'core/role + context/country')
    OR rows LIKE 'roles/belonging:%context/country'
    GROUP BY text ORDER BY times DESC, text LIMIT ?
"""

LISTINGS = {
    "claims": f"""
        SELECT claims.id, doc_id AS document, kind, {words_of("claims", "source")} AS source,
            speaker_code AS code, {words_of("claims", "cue")} AS cue, negated,
            {words_of("claims", "content")} AS content, parent, probability
        {CURRENT.format(table="claims")} ORDER BY claims.coding, claims.number
    """,
    "predictions": f"""
        SELECT predictions.id, doc_id AS document, predictions.event, events.type,
            actor_text AS actor, actor_code, recipient_text AS recipient, recipient_code,
            predictions.said_by_text AS said_by, predictions.said_by_code, words,
            low, high, origin, by_start, by_end, {words_of("events", "sentence")} AS evidence
        {CURRENT.format(table="predictions")}
        JOIN events ON events.coding = predictions.coding AND events.id = predictions.event
        ORDER BY predictions.coding, predictions.number
    """,
    "relations": f"""
        SELECT relations.id, doc_id AS document, subject_text AS subject, subject_code, kind,
            object_text AS object, object_code, said_by_text AS said_by, said_by_code,
            {words_of("relations", "span")} AS evidence
        {CURRENT.format(table="relations")} ORDER BY relations.coding, relations.number
    """,
    "problems": 'SELECT code, what, "where", remedy, run_id AS run FROM problems ORDER BY number',
    "imports": """
        SELECT number, coder, codebook, codebook_version, format, events, address, imported, version, sha256
        FROM imports ORDER BY number
    """,
    "runs": """
        SELECT id, version, model, host, started, finished, settings
        FROM runs LEFT JOIN finishes ON finishes.run_id = runs.id ORDER BY runs.number
    """,
}
