"""The tables of a ledger that hold events of other coders. docs/ledger.md explains each column."""

from __future__ import annotations

TABLES = (
    """
    imports (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256 TEXT NOT NULL,
        address TEXT NOT NULL,
        format TEXT NOT NULL,
        coder TEXT NOT NULL,
        codebook TEXT NOT NULL,
        codebook_version TEXT NOT NULL,
        columns TEXT NOT NULL,
        first INTEGER NOT NULL,
        events INTEGER NOT NULL,
        digest TEXT NOT NULL,
        version TEXT NOT NULL,
        imported TEXT NOT NULL,
        UNIQUE (sha256, format, coder, codebook, columns)
    )""",
    """
    imported_events (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        import INTEGER NOT NULL REFERENCES imports (number) DEFERRABLE INITIALLY DEFERRED,
        line INTEGER NOT NULL,
        id TEXT NOT NULL,
        day TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        code TEXT NOT NULL,
        detail TEXT NOT NULL,
        source_text TEXT NOT NULL,
        target_text TEXT NOT NULL,
        report TEXT NOT NULL,
        story TEXT NOT NULL,
        publisher TEXT NOT NULL,
        place TEXT NOT NULL
    )""",
)
