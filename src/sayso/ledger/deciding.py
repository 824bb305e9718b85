"""The table of a ledger that holds what people decided about rows. docs/ledger.md explains each column."""

from __future__ import annotations

DECISIONS = """
    decisions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        article TEXT NOT NULL REFERENCES articles (sha256),
        coding INTEGER NOT NULL REFERENCES codings (number),
        kind TEXT NOT NULL CHECK (kind IN ('claim', 'event', 'prediction', 'relation')),
        row TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ({verdicts})),
        corrections TEXT NOT NULL,
        reviewer TEXT NOT NULL,
        decided TEXT NOT NULL,
        note TEXT,
        blind INTEGER NOT NULL,
        withdraws INTEGER UNIQUE REFERENCES decisions (number),
        previous TEXT NOT NULL UNIQUE,
        digest TEXT NOT NULL UNIQUE
    )"""
FIRST_VERDICTS = "'accept', 'correct', 'reject', 'unsure', 'withdraw'"
VERDICTS_WITH_ADD = "'accept', 'correct', 'reject', 'unsure', 'add', 'withdraw'"
